import type { PinsWithheld } from '#contract';
import { calendarDate, clockTime, cut, type Line, line } from '#ui';
import { paragraph } from '../paragraph.ts';
import { portalWord } from '../portal-word.ts';
import type { View } from '../view.ts';

/** Cards whose PIN is not given out, each with its reason, to the second where one is known. */
export function withheldLines(view: View, withheld: readonly PinsWithheld[]): readonly Line[] {
	const { texts, width } = view;
	return withheld.flatMap(({ cardSerial, reason, since }) => {
		const at = since === undefined ? undefined : Date.parse(since);
		const when = at === undefined ? '' : `${calendarDate(at)} ${clockTime(at)}`;
		const said = portalWord(reason, texts.pins.withheld, texts);
		return [
			line(cut(texts.deletion.card(cardSerial), width)),
			...paragraph(typeof said === 'string' ? said : said(when), width, 'care'),
		];
	});
}
