import type { CardPinAct, OtherHolder } from '#app';
import { BLANK, fact, facts, paragraph, toned } from '#ui';
import type { View, Work } from '../view.ts';
import { actTitle } from './title.ts';

/** Before a PIN can be typed for the card of another holder. */
export function otherHolderWork(
	{ texts }: View,
	act: CardPinAct,
	{ by, chosen, here, reader }: OtherHolder,
): Work {
	const words = texts.cardPin.otherHolder;
	return {
		title: actTitle(texts, act),
		parts: [
			paragraph(toned('danger', words.what)),
			BLANK,
			facts(
				{ labelCells: 20 },
				fact(words.chosen[by], `${chosen.title} · ${chosen.number}`),
				fact(words.here, toned('care', `${here.title} · ${here.number}`)),
				fact(words.reader, reader),
			),
			BLANK,
			paragraph(words.safe),
			paragraph(words.now),
		],
	};
}
