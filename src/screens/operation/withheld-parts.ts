import type { PinsWithheld } from '#contract';
import { calendarDate, clockTime, type Part, paragraph, row, toned } from '#ui';
import { portalWord } from '../portal-word.ts';
import type { View } from '../view.ts';

/** Cards whose PIN is not given out, each with its reason, to the second where one is known. */
export function withheldParts({ texts }: View, withheld: readonly PinsWithheld[]): readonly Part[] {
	return withheld.flatMap(({ cardSerial, reason, since }) => {
		const at = since === undefined ? undefined : Date.parse(since);
		const when = at === undefined ? '' : `${calendarDate(at)} ${clockTime(at)}`;
		const said = portalWord(reason, texts.pins.withheld, texts);
		return [
			row(texts.deletion.card(cardSerial)),
			paragraph(toned('care', typeof said === 'string' ? said : said(when))),
		];
	});
}
