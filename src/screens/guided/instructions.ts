import { certificatesHere, GUIDED_PLANS, type GuidedAct, standingOf } from '#app';
import type { SealCertificate } from '#certificate';
import {
	BLANK,
	bold,
	calendarDate,
	cells,
	dim,
	drawAll,
	group,
	type Part,
	paragraph,
	plain,
	row,
	table,
	toned,
} from '#ui';
import { inGroups } from '../certificates/table.ts';
import type { View } from '../view.ts';
import { isGuidedCardHere, stateBefore } from './update.ts';

const USE_CELLS = 7;
const COLUMNS = [USE_CELLS, 14, 11];
const FACT_CELLS = 32;

/** Before: the card that it will be about, and what happens next. */
export function readyParts(view: View, act: GuidedAct): readonly Part[] {
	const { guided } = view.texts;
	const { isWritten, needsCard } = GUIDED_PLANS[act.task];
	return [
		paragraph(guided.tasks[act.task].about),
		BLANK,
		...(needsCard ? [...cardParts(view, act), BLANK] : []),
		...(act.task === 'revoke' ? [paragraph(toned('danger', guided.final)), BLANK] : []),
		...(isWritten ? [paragraph(guided.willBeWritten)] : []),
		paragraph(guided.enterBegins),
	];
}

/** At the site: the address and what to press there, one line a step; what matters most stands where it is not cut. */
export function atSiteParts(view: View, act: GuidedAct): readonly Part[] {
	const { state, texts, theme, width, rows } = view;
	const { guided } = texts;
	const { steps, notKnown } = guided.tasks[act.task];
	const { address, needsCard } = GUIDED_PLANS[act.task];
	const isCardHere = !needsCard || isGuidedCardHere(state, act);
	const warning = certificatesHere(state).length === 0 ? guided.cardOut : guided.cardOther;
	const blocks: readonly (readonly Part[])[] = [
		...(isCardHere ? [] : [[paragraph(toned('care', warning))]]),
		[row(bold(address)), row(dim(guided.addressKey))],
		steps.map((step, index) => paragraph(step, { mark: index + 1, most: 3 })),
		[paragraph(guided.enterAfter)],
		[paragraph(dim(notKnown))],
	];
	const spaced = blocks.flatMap((block, index) => (index === 0 ? block : [BLANK, ...block]));
	return drawAll(spaced, width, theme).length <= rows ? spaced : blocks.flat();
}

/** The card's certificates as the authority told, else by their dates: what a person compares with the site. */
function cardParts(view: View, act: GuidedAct): readonly Part[] {
	const { guided } = view.texts;
	const [first] = act.certificates;
	const isTold = act.certificates.every(({ fingerprint }) => stateBefore(act, fingerprint) !== undefined);
	return [
		row(bold(first?.title ?? '')),
		...act.certificates.flatMap((certificate) => certificateParts(view, act, certificate)),
		paragraph(dim(guided[isTold ? 'toldNow' : 'datesOnly'])),
	];
}

/** The serial number is compared with the site's, so it is never cut: a long one has rows of its own. */
function certificateParts(
	{ state, texts, width }: View,
	act: GuidedAct,
	certificate: SealCertificate,
): readonly Part[] {
	const { use, notAfter, serialNumber, fingerprint } = certificate;
	const told = stateBefore(act, fingerprint)?.kind;
	const word =
		told === 'revoked' || told === 'suspended'
			? texts.guided.states[told]
			: texts.card.validityWord[standingOf(state, certificate).kind];
	const serial = inGroups(serialNumber);
	const isBeside = cells(serial) <= width - FACT_CELLS;
	const known = [use ?? texts.card.otherUse, word, calendarDate(notAfter), isBeside ? serial : ''];
	return [
		table({ columns: COLUMNS, rows: [{ cells: known.map(plain) }] }),
		...(isBeside ? [] : [group<Part>(USE_CELLS, paragraph(serial, { most: 2 }))]),
	];
}
