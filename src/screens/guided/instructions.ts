import {
	certificatesHere,
	GUIDED_PLANS,
	type GuidedAct,
	isGuidedCardHere,
	standingOf,
	stateBefore,
} from '#app';
import type { SealCertificate } from '#certificate';
import { bold, calendarDate, cut, dim, EMPTY_LINE, fitText, type Line, line, wrapWithin } from '#ui';
import { inGroups } from '../certificate-table.ts';
import { paragraph } from '../paragraph.ts';
import type { View } from '../view.ts';

const USE_CELLS = 7;
const STATE_CELLS = 14;
const END_CELLS = 11;

/** Before: the card that it will be about, and what happens next. */
export function readyLines(view: View, act: GuidedAct): readonly Line[] {
	const { texts, width } = view;
	const { isWritten, needsCard } = GUIDED_PLANS[act.task];
	return [
		...paragraph(texts.guided.tasks[act.task].about, width),
		EMPTY_LINE,
		...(needsCard ? [...cardLines(view, act), EMPTY_LINE] : []),
		...(act.task === 'revoke' ? [...paragraph(texts.guided.final, width, 'danger'), EMPTY_LINE] : []),
		...(isWritten ? paragraph(texts.guided.willBeWritten, width) : []),
		...paragraph(texts.guided.enterBegins, width),
	];
}

/** At the site: the address and what to press there, one line a step; what matters most stands where it is not cut. */
export function atSiteLines(view: View, act: GuidedAct): readonly Line[] {
	const { state, texts, width, rows } = view;
	const { steps, notKnown } = texts.guided.tasks[act.task];
	const { address, needsCard } = GUIDED_PLANS[act.task];
	const isCardHere = !needsCard || isGuidedCardHere(state, act);
	const warning = certificatesHere(state).length === 0 ? texts.guided.cardOut : texts.guided.cardOther;
	const blocks: readonly (readonly Line[])[] = [
		...(isCardHere ? [] : [paragraph(warning, width, 'care')]),
		[line(bold(cut(address, width))), line(dim(cut(texts.guided.addressKey, width)))],
		steps.flatMap((step, index) =>
			wrapWithin(step, width - 3, 3).map((text, row) => line(row === 0 ? `${index + 1}. ` : '   ', text)),
		),
		paragraph(texts.guided.enterAfter, width),
		paragraph(notKnown, width).map((spans) => spans.map(({ text }) => dim(text))),
	];
	const spaced = blocks.flatMap((block, index) => (index === 0 ? block : [EMPTY_LINE, ...block]));
	return spaced.length <= rows ? spaced : blocks.flat();
}

/** The card's certificates as the authority told, else by their dates: what a person compares with the site. */
function cardLines(view: View, act: GuidedAct): readonly Line[] {
	const { texts, width } = view;
	const [first] = act.certificates;
	const isTold = act.certificates.every(({ fingerprint }) => stateBefore(act, fingerprint) !== undefined);
	return [
		line(bold(cut(first?.title ?? '', width))),
		...act.certificates.flatMap((certificate) => certificateLines(view, act, certificate)),
		...paragraph(texts.guided[isTold ? 'toldNow' : 'datesOnly'], width).map((spans) =>
			spans.map(({ text }) => dim(text)),
		),
	];
}

/** The serial number is compared with the site's, so it is never cut: a long one has lines of its own. */
function certificateLines(
	{ state, texts, width }: View,
	act: GuidedAct,
	certificate: SealCertificate,
): readonly Line[] {
	const { use, notAfter, serialNumber, fingerprint } = certificate;
	const told = stateBefore(act, fingerprint)?.kind;
	const word =
		told === 'revoked' || told === 'suspended'
			? texts.guided.states[told]
			: texts.card.validityWord[standingOf(state, certificate).kind];
	const facts = [
		fitText(use ?? texts.card.otherUse, USE_CELLS),
		fitText(word, STATE_CELLS),
		fitText(calendarDate(notAfter), END_CELLS),
	];
	const serial = inGroups(serialNumber);
	return serial.length <= width - USE_CELLS - STATE_CELLS - END_CELLS
		? [line(...facts, serial)]
		: [
				line(...facts),
				...wrapWithin(serial, width - USE_CELLS, 2).map((text) => line(' '.repeat(USE_CELLS), text)),
			];
}
