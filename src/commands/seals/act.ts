import type { Texts } from '#i18n';
import { cleanText } from '#text';
import type { OptionReader } from '../option-reader.ts';

/* What `muhurdar seals` can be asked for. */

export const SEALS_ACTS = [
	'list',
	'add',
	'note',
	'forget',
	'export',
	'import',
	'calendar',
	'report',
	'lost',
	'found',
	'renew',
] as const;

export const SEAL_ORDERS = ['end', 'holder', 'seen'] as const;
export type SealOrder = (typeof SEAL_ORDERS)[number];

/** What `--only` leaves over. `ending`: within so many days, and not yet ended. */
export const SEAL_FILTERS = ['ending', 'ended', 'spare', 'replaced', 'lost', 'revoked'] as const;
export type SealFilter = (typeof SEAL_FILTERS)[number];

export type SealsAct =
	| {
			readonly kind: 'list';
			/** All of them have to be in a seal. */
			readonly words: readonly string[];
			readonly order: SealOrder;
			readonly only: SealFilter | undefined;
			readonly withinDays: number;
	  }
	| { readonly kind: 'add' | 'import'; readonly files: readonly string[] }
	/** `seal`: as a person names one. */
	| { readonly kind: 'note'; readonly seal: string; readonly text: string }
	| { readonly kind: 'forget' | 'found' | 'renew'; readonly seal: string }
	/** The path of the letter to sign; undefined: none is written. */
	| { readonly kind: 'lost'; readonly seal: string; readonly path: string | undefined }
	| { readonly kind: 'calendar'; readonly path: string }
	| {
			readonly kind: 'report';
			readonly format: 'pdf' | 'csv';
			readonly path: string;
			readonly withinDays: number;
	  }
	/** Without a file: to the standard output. */
	| { readonly kind: 'export'; readonly format: 'json' | 'csv'; readonly path: string | undefined };

const MAX_SHOWN_CODE_POINTS = 40;
const DEFAULT_WITHIN_DAYS = 90;

/** The act, and what it works on; without a word it lists. */
export function sealsAct(
	[word = 'list', ...rest]: readonly string[],
	options: OptionReader,
	misuse: Texts['commands']['misuse'],
): SealsAct {
	const order = options.choice('sort', SEAL_ORDERS) ?? 'end';
	const only = options.choice('only', SEAL_FILTERS);
	const withinDays = options.days('within') ?? DEFAULT_WITHIN_DAYS;
	const list = { kind: 'list', words: [], order, only, withinDays } as const;
	const refuse = (sentence: string): SealsAct => {
		options.refuse(sentence);
		return list;
	};
	const act = SEALS_ACTS.find((known) => known === word);
	const [first, second, third] = rest;
	const surplus = (one: string): SealsAct =>
		refuse(misuse.surplusWord(cleanText(one, MAX_SHOWN_CODE_POINTS), `seals ${act}`));
	const listOptions = (act === 'report' ? ['sort', 'only'] : ['sort', 'only', 'within']).find((name) =>
		options.has(name),
	);
	if (act !== undefined && act !== 'list' && listOptions !== undefined) {
		return refuse(misuse.notForCommand(`--${listOptions}`, `seals ${act}`));
	}
	if (options.has('csv') && act !== 'export' && act !== 'report') {
		return refuse(misuse.notForCommand('--csv', `seals ${act ?? ''}`.trim()));
	}
	switch (act) {
		case undefined:
			return refuse(misuse.sealsAct(SEALS_ACTS.join(', ')));
		case 'list':
			return { ...list, words: rest };
		case 'add':
		case 'import':
			return first === undefined ? refuse(misuse.fileMissing(`seals ${act}`)) : { kind: act, files: rest };
		case 'note':
			return first === undefined || second === undefined
				? refuse(misuse.sealsNote)
				: { kind: act, seal: first, text: rest.slice(1).join(' ') };
		case 'lost':
			if (first === undefined) {
				return refuse(misuse.sealMissing(`seals ${act}`));
			}
			return third === undefined ? { kind: act, seal: first, path: second } : surplus(third);
		case 'forget':
		case 'found':
		case 'renew':
			if (first === undefined) {
				return refuse(misuse.sealMissing(`seals ${act}`));
			}
			return second === undefined ? { kind: act, seal: first } : surplus(second);
		case 'calendar':
		case 'report': {
			if (first === undefined) {
				return refuse(misuse.newFileMissing(`seals ${act}`));
			}
			if (second !== undefined) {
				return surplus(second);
			}
			const format = options.has('csv') ? 'csv' : 'pdf';
			return act === 'calendar' ? { kind: act, path: first } : { kind: act, format, path: first, withinDays };
		}
		case 'export':
			if (options.has('csv') && options.has('json')) {
				return refuse(misuse.conflict('--csv', '--json'));
			}
			return second === undefined
				? { kind: act, format: options.has('csv') ? 'csv' : 'json', path: first }
				: surplus(third ?? second);
	}
}
