import { clockDoubt, type SealCertificate } from '#certificate';
import { calendarDate, type Line } from '#ui';
import { paragraph } from './paragraph.ts';
import type { View } from './view.ts';

/** That the date is to be checked first, where the certificates of a card speak against the computer's clock; else nothing. */
export function clockLines(
	{ state, texts, width }: Pick<View, 'state' | 'texts' | 'width'>,
	certificates: readonly SealCertificate[],
): readonly Line[] {
	const doubt = clockDoubt(state.now, certificates);
	return doubt === undefined
		? []
		: paragraph(texts.certificate.clockDoubt[doubt](calendarDate(state.now)), width, 'care');
}
