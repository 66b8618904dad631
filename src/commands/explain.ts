import type { Texts } from '#i18n';
import { cleanText } from '#text';
import type { CommandIo } from './command-io.ts';
import { EXIT_DONE, EXIT_FAILED } from './exit-codes.ts';
import { explanations, explanationsOf } from './explanations.ts';
import { nearestWord } from './nearest-word.ts';

export interface ExplainOptions {
	readonly code: string;
	readonly texts: Texts;
	readonly io: CommandIo;
}

const MAX_SHOWN_CODE_POINTS = 40;

/** Tells what a code means, what is safe, what to do and what to tell the caller. */
export function runExplain({ code, texts, io }: ExplainOptions): number {
	const { explain } = texts;
	const all = explanations(texts);
	const found = explanationsOf(code, all);
	if (found.length === 0) {
		const nearest = nearestWord(
			code,
			all.map((one) => one.code),
		);
		io.stderr(`muhurdar: ${explain.unknown(cleanText(code, MAX_SHOWN_CODE_POINTS), nearest)}\n`);
		return EXIT_FAILED;
	}
	const { labels } = explain;
	const paragraphs = found.map(({ code: known, area, what, safe, now, caller }) =>
		[
			`${known} (${explain.areas[area].title})`,
			`  ${labels.what}: ${what}`,
			`  ${labels.safe}: ${safe}`,
			`  ${labels.now}: ${now}`,
			`  ${labels.caller}: ${caller}`,
			'',
		].join('\n'),
	);
	io.stdout(paragraphs.join('\n'));
	return EXIT_DONE;
}
