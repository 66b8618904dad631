import { certificatesHere, GUIDED_PLANS, type GuidedAct, type GuidedStage, standingOf } from '#app';
import type { SealCertificate } from '#certificate';
import {
	BLANK,
	bold,
	calendarDate,
	cells,
	choices,
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
import { windowStart } from '../window-start.ts';
import { isGuidedCardHere, stateBefore } from './update.ts';

const USE_CELLS = 7;
const COLUMNS = [USE_CELLS, 14, 11];
const FACT_CELLS = 32;

/** Before: the card that it will be about, and what happens next. */
export function readyParts(view: View, act: GuidedAct): readonly Part[] {
	const { guided } = view.texts;
	const { isWritten, needsCard } = GUIDED_PLANS[act.task];
	return asRoomAllows(view, [
		[paragraph(guided.tasks[act.task].about)],
		...(act.task === 'revoke' && act.isWithoutCard === true
			? [[paragraph(toned('danger', guided.final))]]
			: []),
		...(needsCard ? [cardParts(view, act)] : []),
		...(act.isWithoutCard === true ? [phoneParts(view)] : []),
		...(act.task === 'revoke' && act.isWithoutCard !== true
			? [[paragraph(toned('danger', guided.final))]]
			: []),
		[...(isWritten ? [paragraph(guided.willBeWritten)] : []), paragraph(guided.enterBegins)],
	]);
}

/** At the site: the address and what to press there, one line a step; what matters most stands where it is not cut. */
export function atSiteParts(view: View, act: GuidedAct): readonly Part[] {
	const { state, texts } = view;
	const { guided } = texts;
	const { steps, notKnown } = guided.tasks[act.task];
	const { address, needsCard } = GUIDED_PLANS[act.task];
	const { isWithoutCard } = act;
	const isCardHere = !needsCard || isWithoutCard === true || isGuidedCardHere(state, act);
	const warning = certificatesHere(state).length === 0 ? guided.cardOut : guided.cardOther;
	return asRoomAllows(view, [
		...(isCardHere ? [] : [[paragraph(toned('care', warning))]]),
		[row(bold(address)), row(dim(guided.addressKey))],
		steps.map((step, index) => paragraph(step, { mark: index + 1, most: 3 })),
		act.certificates.flatMap((certificate) => certificateParts(view, act, certificate)),
		...(isWithoutCard === true ? [phoneParts(view)] : []),
		[paragraph(guided.enterAfter)],
		...(isWithoutCard === true ? [] : [[paragraph(dim(notKnown))]]),
	]);
}

/** With an empty row between the blocks where there is room for them. */
function asRoomAllows({ width, theme, rows }: View, blocks: readonly (readonly Part[])[]): readonly Part[] {
	const filled = blocks.filter((block) => block.length > 0);
	const spaced = filled.flatMap((block, index) => (index === 0 ? block : [BLANK, ...block]));
	return drawAll(spaced, width, theme).length <= rows ? spaced : filled.flat();
}

/** Which of the seals that were seen here is lost, with what is asked for on the phone: one may be a seal nobody remembers. */
export function choosingParts(
	{ texts: { guided, card } }: View,
	{ seals, cursor }: Extract<GuidedStage, { readonly name: 'choosing' }>,
): readonly Part[] {
	const named = seals.map(([first], index) => ({
		id: String(index),
		label: first?.title ?? '',
		beside: dim(
			[
				...(first?.holderNumber === undefined ? [] : [card.taxNumber(first.holderNumber)]),
				...(first === undefined ? [] : [calendarDate(first.notAfter)]),
			].join(' '),
		),
	}));
	const start = windowStart(cursor, named.length, SEALS_IN_WINDOW);
	return [
		paragraph(guided.whichIsLost),
		BLANK,
		choices(
			[
				...named.slice(start, start + SEALS_IN_WINDOW),
				{ id: String(named.length), label: guided.noneOfThese },
			],
			String(cursor),
			{ labelCells: 34 },
		),
	];
}

const SEALS_IN_WINDOW = 6;

/** Without a card the phone is the surest way, and what it asks for stands beside it. */
function phoneParts({ texts: { guided } }: View): readonly Part[] {
	return [paragraph(bold(guided.phone)), paragraph(guided.phoneReady)];
}

/** The card's certificates as the authority told, else by their dates: what a person compares with the site. */
function cardParts(view: View, act: GuidedAct): readonly Part[] {
	const { guided } = view.texts;
	const [first] = act.certificates;
	if (first === undefined) {
		return [paragraph(toned('care', guided.serialUnknown))];
	}
	const isTold = act.certificates.every(({ fingerprint }) => stateBefore(act, fingerprint) !== undefined);
	return [
		row(bold(first.title)),
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
