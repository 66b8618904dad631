import { type DriverSight, endOfSeal, focusedReader, gapOf, seenByDriver, standingOf } from '#app';
import type { CardCertificate, CardSnapshot, ReaderSnapshot } from '#card';
import type { CardGap } from '#card-rules';
import { hasNoEnd } from '#certificate';
import type { Texts } from '#i18n';
import {
	BLANK,
	cells,
	cut,
	dayAndHourOfToday,
	dim,
	drawAll,
	type Fact,
	fact,
	facts,
	fitText,
	type Part,
	paragraph,
	plain,
	row,
	type Tone,
	toned,
	waiting,
} from '#ui';
import { clockParts } from '../clock-parts.ts';
import { slotWord } from '../slot-word.ts';
import { standingTone } from '../standing-tone.ts';
import type { View, Work } from '../view.ts';
import { cardFigure, FIGURE_CELLS } from './figure.ts';

const LAYOUT = { labelCells: 11 };

/** Step 1: the card, the reader, and what is on the card. */
export function cardScreen(view: View): Work {
	const { texts, theme, width, rows } = view;
	const reader = focusedReader(view.state);
	const told = [facts(LAYOUT, ...readerFacts(view, reader)), BLANK, ...sentence(view, reader)];
	const withFigure = [cardFigure(view, reader?.slot), BLANK, ...told];
	// Without a reader the figure would show a visitor what cannot be done.
	const isShown = reader !== undefined || view.state.mode.kiosk === undefined;
	const hasRoom = isShown && width >= FIGURE_CELLS && drawAll(withFigure, width, theme).length <= rows;
	return { title: texts.steps[1].title, parts: hasRoom ? withFigure : told };
}

function readerFacts(view: View, reader: ReaderSnapshot | undefined): readonly Fact[] {
	const { state, texts, width } = view;
	const { card } = texts;
	if (reader === undefined) {
		return [fact(card.reader, '', { state: plain(card.readerState.none) })];
	}
	const { readers } = state.card;
	const place =
		readers.length > 1 ? ` ${card.readersCount(readers.indexOf(reader) + 1, readers.length)}` : '';
	const readerState = reader.isVirtual ? card.readerState.virtual : card.readerState.ready;
	// A long name must not hide which of the readers this is.
	const name = cut(reader.name, width - LAYOUT.labelCells - cells(readerState) - 1 - cells(place));
	const ofReader = fact(card.reader, name + place, { state: toned('done', readerState) });
	const { slot } = reader;
	const word = slotWord(state, reader, texts);
	if (slot.kind !== 'seal' && slot.kind !== 'akis') {
		const tone = slot.kind === 'empty' || slot.kind === 'reading' ? undefined : 'care';
		return [ofReader, fact(card.card, '', { state: toned(tone, word) })];
	}
	return [
		ofReader,
		fact(card.card, slot.card.product, { state: toned(slotTone(view, slot), word) }),
		...(slot.kind === 'seal'
			? [
					fact(card.seal, slot.holder.title, { isOneRow: true }),
					fact('', card.taxNumber(slot.holder.taxNumber)),
					...slot.card.certificates.map((entry) => certificateFact(view, entry)),
				]
			: []),
	];
}

/** A seal that was learnt to be revoked, suspended or untrusted is not told as good. */
function slotTone({ state }: View, slot: ReaderSnapshot['slot']): Tone {
	if (slot.kind !== 'seal') {
		return 'care';
	}
	const end = endOfSeal(state, slot.card.certificates);
	if (end !== undefined) {
		return standingTone({ kind: end });
	}
	return gapOf(slot) === undefined ? 'done' : 'care';
}

/** `İmza      SIGN0   süresi var    bitiş 18.04.2027` */
function certificateFact({ state, texts }: View, { certificate, fileId }: CardCertificate): Fact {
	const standing = standingOf(state, certificate);
	const use = certificate.use === undefined ? texts.card.otherUse : texts.card.uses[certificate.use];
	const days = standing.kind === 'expiring' ? standing.daysLeft : 0;
	const edge = standing.kind === 'not-yet-valid' ? certificate.notBefore : certificate.notAfter;
	const day = hasNoEnd(edge) ? texts.certificate.noEnd : dayAndHourOfToday(edge, state.now);
	return fact(use, fitText(certificate.use ?? fileId, 7), {
		more: [
			toned(standingTone(standing), fitText(texts.card.validityWord[standing.kind], 14)),
			plain(texts.card.validity[standing.kind](day, days)),
		],
	});
}

function sentence({ state, texts }: View, reader: ReaderSnapshot | undefined): readonly Part[] {
	const { service } = state.card;
	const { card } = texts;
	if (reader === undefined && state.mode.kiosk !== undefined) {
		return [visitorReader(service, texts)];
	}
	if (reader === undefined) {
		switch (service.kind) {
			case 'running':
				return [paragraph(card.slot.noReader)];
			case 'starting':
				return [paragraph(card.service.starting)];
			case 'down':
				return [paragraph(toned('care', card.service[service.failure]))];
		}
	}
	const { slot } = reader;
	const isNotEnded = slot.kind === 'seal' && endOfSeal(state, slot.card.certificates) === undefined;
	return [
		...slotSentence(reader, state, texts),
		...(isNotEnded ? [row(dim(card.datesOnly))] : []),
		// A kiosk that shows the sandbox's reader has nothing to say of real ones.
		...(service.kind === 'down' && state.mode.kiosk === undefined
			? [row(toned('care', card.serviceBrief[service.failure]))]
			: []),
	];
}

/** Why a visitor of a kiosk sees no reader: it is the attendant's, who finds the cause in the status line and at a desk. */
export function visitorReader(service: CardSnapshot['service'], { kiosk }: Texts): Part {
	switch (service.kind) {
		case 'running':
			return paragraph(toned('care', kiosk.readerNone));
		case 'starting':
			return paragraph(kiosk.readerStarting);
		case 'down':
			return paragraph(toned('care', kiosk.readerAway));
	}
}

/** What to do with the card in this reader, or what is being done. */
export function slotSentence(reader: ReaderSnapshot, state: View['state'], texts: Texts): readonly Part[] {
	const { slot, isVirtual } = reader;
	const { card } = texts;
	const gap = gapOf(slot);
	if (gap?.kind === 'unreadable') {
		return [gapSentence(gap, texts)];
	}
	const sight = seenByDriver(state, reader);
	if (sight?.kind === 'seen') {
		return [paragraph(toned('care', card.driverSees(ownerOf(sight))))];
	}
	if (sight?.kind === 'asking' && slot.kind !== 'failed') {
		return [paragraph(card.driverAsked)];
	}
	if (slot.kind === 'seal') {
		return sealSentence(slot.card.certificates, gap, state, texts);
	}
	if (slot.kind === 'empty' && isVirtual) {
		return [paragraph(card.slot.emptyVirtual)];
	}
	if (slot.kind === 'reading' && slot.progress.certificate > 0) {
		const { certificate, certificateCount, bytesRead, bytesTotal } = slot.progress;
		const number = certificateCount === undefined ? `${certificate}` : `${certificate}/${certificateCount}`;
		const said = (count: number): string =>
			card.slot.readingCertificate(number, bytesTotal === undefined ? undefined : `${count}/${bytesTotal}`);
		return [waiting(said, bytesRead)];
	}
	const isTerminated = slot.kind === 'failed' && slot.code === 'terminated';
	const wasAsked = slot.kind === 'in-use' && slot.wasAsked === true;
	return [paragraph(card.slot[isTerminated ? 'terminated' : wasAsked ? 'inUseAfterCommands' : slot.kind])];
}

/** Whose card the vendor's module shows: by the seal where there is one, else as the token is labelled. */
function ownerOf({ token }: Extract<DriverSight, { readonly kind: 'seen' }>): string {
	const shown = token.certificates.map(({ certificate }) => certificate);
	const { title = '', holderNumber } = shown.find(({ isSeal }) => isSeal) ?? shown[0] ?? {};
	return title === '' ? token.label : [title, holderNumber].filter((part) => part !== undefined).join(' ');
}

function gapSentence(gap: CardGap, { card }: Texts): Part {
	return paragraph(toned('care', `${card.gap(gap)} ${card.gapRemedy}`));
}

/** "Ready" is said only while a certificate that signs is within its dates and not known to be revoked: a renewed card may carry the former pair too. */
function sealSentence(
	certificates: readonly CardCertificate[],
	gap: CardGap | undefined,
	state: View['state'],
	texts: Texts,
): readonly Part[] {
	const { slot } = texts.card;
	const kinds = certificates
		.filter(({ certificate }) => certificate.isSeal && certificate.use === 'SIGN0')
		.map(({ certificate }) => standingOf(state, certificate).kind);
	const doubted = clockParts(
		{ state, texts },
		certificates.map(({ certificate }) => certificate),
	);
	if (kinds.length === 0 || kinds.includes('valid') || kinds.includes('expiring')) {
		return [...doubted, gap === undefined ? paragraph(slot.seal) : gapSentence(gap, texts)];
	}
	if (kinds.includes('suspended')) {
		return [paragraph(toned('care', slot.sealSuspended))];
	}
	if (kinds.includes('untrusted')) {
		return [paragraph(toned('danger', slot.sealUntrusted))];
	}
	if (kinds.includes('revoked')) {
		return [paragraph(toned('danger', slot.sealRevoked))];
	}
	if (doubted.length > 0) {
		return doubted;
	}
	return [
		paragraph(
			kinds.includes('not-yet-valid')
				? toned('care', slot.sealNotYetValid)
				: toned('danger', slot.sealExpired),
		),
	];
}
