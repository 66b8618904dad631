import type { AskedName, EchoRule } from '#contract';

/** What a request was about, as far as whoever sent it knows. */
export type Asked = { readonly [name in AskedName]?: string | undefined };

/**
 * The first field of an answer that names another thing than was asked about; undefined where there is none.
 *
 * Where a rule needs something that `asked` does not have, the field counts as another thing's: an answer that
 * cannot be compared is not believed.
 */
export function fieldOfAnother(
	echoes: Readonly<Record<string, EchoRule>>,
	answer: unknown,
	asked: Asked,
): string | undefined {
	return Object.entries(echoes).find(([path, rule]) => !isEcho(fieldAt(answer, path), rule, asked))?.[0];
}

/** What an answer does not say it does not say wrongly: which fields it must have its schema decides. */
function isEcho(value: unknown, rule: EchoRule, asked: Asked): boolean {
	if (value === undefined || rule === 'new') {
		return true;
	}
	if (typeof rule === 'string') {
		return value === asked[rule];
	}
	const legible = /\d*$/u.exec(String(value))?.[0] ?? '';
	return asked[rule.endOf]?.endsWith(legible) ?? false;
}

function fieldAt(answer: unknown, path: string): unknown {
	let at = answer;
	for (const name of path.split('.')) {
		at =
			typeof at === 'object' && at !== null
				? Object.entries(at).find(([key]) => key === name)?.[1]
				: undefined;
	}
	return at;
}
