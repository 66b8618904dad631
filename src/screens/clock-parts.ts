import { clockDoubt, type SealCertificate } from '#certificate';
import { calendarDate, type Part, paragraph, toned } from '#ui';
import type { View } from './view.ts';

/** That the date is to be checked first, where the certificates of a card speak against the computer's clock; else nothing. */
export function clockParts(
	{ state, texts }: Pick<View, 'state' | 'texts'>,
	certificates: readonly SealCertificate[],
): readonly Part[] {
	const doubt = clockDoubt(state.now, certificates);
	return doubt === undefined
		? []
		: [paragraph(toned('care', texts.certificate.clockDoubt[doubt](calendarDate(state.now))))];
}
