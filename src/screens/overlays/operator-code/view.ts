import type { Overlay } from '#app';
import { BLANK, paragraph, secondsSince, secretField, waitingRow } from '#ui';
import type { View, Work } from '../../view.ts';

/** Kiosk mode: who ends the program proves to be its operator. */
export function unlockOverlay(view: View, { code, pending }: Extract<Overlay, { kind: 'unlock' }>): Work {
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
