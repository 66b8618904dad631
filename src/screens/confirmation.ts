import { field, type Part, toned } from '#ui';
import { CONFIRMED_DIGITS } from './operation/last-digits.ts';

/* What is typed before something that cannot be undone. */

/** A word against haste, which stands on the screen. */
export function wordField(label: string, typed: string): Part {
	const labelCells = label === '' ? 0 : 10;
	return field({ name: 'word', label, isHere: true, value: typed, layout: { labelCells, isAlone: true } });
}

/** @param act what Enter does now; undefined for as long as they are not the right ones */
export function lastDigitsField(typed: string, act: string | undefined): Part {
	return field({
		name: 'last-digits',
		label: '',
		isHere: true,
		value: typed,
		places: CONFIRMED_DIGITS,
		beside: act === undefined ? undefined : toned('danger', `   ${act}`),
		layout: { labelCells: 0, isAlone: true },
	});
}
