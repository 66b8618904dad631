import { BLANK, paragraph, secondsSince, secretField, waitingRow } from '#ui';
import type { View, Work } from '../../view.ts';
import { overlayOf } from '../overlay-of.ts';

/** Kiosk mode: who ends the program proves to be its operator. */
export function operatorCodeOverlay(view: View): Work {
	const { code, pending } = overlayOf(view, 'unlock');
	const { state, texts } = view;
	const { kiosk } = texts;
	return {
		title: kiosk.unlockTitle,
		parts: [
			paragraph(kiosk.unlockBody),
			BLANK,
			secretField({
				name: 'attendant-code',
				label: kiosk.code,
				isHere: true,
				length: code.length,
				layout: { labelCells: 20, isAlone: true },
			}),
			BLANK,
			pending === undefined
				? paragraph(kiosk.unlockHow)
				: waitingRow(kiosk.checking, secondsSince(pending.since, state.now)),
		],
	};
}
