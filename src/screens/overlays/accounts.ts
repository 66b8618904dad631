import { BLANK, bold, dim, type Part, paragraph, row } from '#ui';
import type { View, Work } from '../view.ts';
import { overlayOf } from './overlay-of.ts';
import { scrollable } from './scrollable.ts';

/** The sandbox's accounts: what to type at its login, and what there is to see in each. */
export function accountsOverlay(view: View): Work {
	const { scroll } = overlayOf(view, 'accounts');
	const { state, texts } = view;
	const { accounts } = texts;
	return scrollable(view, accounts.title, scroll, [
		paragraph(accounts.intro),
		paragraph(dim(accounts.card)),
		...state.accounts.flatMap(({ title, holderNumber, securityWord, shows }, index): readonly Part[] => [
			BLANK,
			row(bold(`${index + 1}. ${title}`)),
			row(accounts.toType(holderNumber, securityWord ?? accounts.wordChanged)),
			paragraph(accounts.shows[shows]),
		]),
	]);
}
