import { type DriverSight, endOfSeal, focusedReader, gapOf, seenByDriver, standingOf } from '#app';
import type { CardCertificate, ReaderSnapshot } from '#card';
import type { CardGap } from '#card-rules';
import { hasNoEnd } from '#certificate';
import type { Texts } from '#i18n';
import {
	cells,
	cut,
	dayAndHourOfToday,
	dim,
	EMPTY_LINE,
	fitText,
	type Line,
	line,
	type Tone,
	toned,
} from '#ui';
import { clockLines } from '../clock-lines.ts';
import { paragraph } from '../paragraph.ts';
import { slotWord } from '../slot-word.ts';
import { standingTone } from '../standing-tone.ts';
import type { View, Work } from '../view.ts';
import { cardFigure, FIGURE_CELLS } from './figure.ts';

const LABEL_CELLS = 11;

/** Step 1: the card, the reader, and what is on the card. */
export function cardScreen(view: View): Work {
	const { texts, width, rows } = view;
	const reader = focusedReader(view.state);
	const facts = [...factLines(view, reader), EMPTY_LINE, ...sentence(view, reader)];
	const figure = cardFigure(view, reader?.slot);
	const hasRoom = width >= FIGURE_CELLS && rows >= facts.length + figure.length + 1;
	return {
		title: texts.steps[1].title,
		lines: hasRoom ? [...figure, EMPTY_LINE, ...facts] : facts,
	};
}

function factLines(view: View, reader: ReaderSnapshot | undefined): readonly Line[] {
	const { state, texts, width } = view;
	if (reader === undefined) {
		return [row(view, texts.card.reader, '', texts.card.readerState.none)];
	}
	const { readers } = state.card;
	const place =
		readers.length > 1 ? ` ${texts.card.readersCount(readers.indexOf(reader) + 1, readers.length)}` : '';
	const readerState = reader.isVirtual ? texts.card.readerState.virtual : texts.card.readerState.ready;
	// A long name must not hide which of the readers this is.
	const name = cut(reader.name, width - LABEL_CELLS - cells(readerState) - 1 - cells(place));
	const lines: Line[] = [row(view, texts.card.reader, name + place, readerState, 'done')];
	const { slot } = reader;
	const word = slotWord(state, reader, texts);
	if (slot.kind !== 'seal' && slot.kind !== 'akis') {
		const tone = slot.kind === 'empty' || slot.kind === 'reading' ? undefined : 'care';
		return [...lines, row(view, texts.card.card, '', word, tone)];
	}
	lines.push(row(view, texts.card.card, slot.card.product, word, slotTone(view, slot)));
	if (slot.kind === 'seal') {
		const number = texts.card.taxNumber(slot.holder.taxNumber);
		lines.push(line(label(texts.card.seal), fitText(slot.holder.title, width - LABEL_CELLS)));
		lines.push(line(label(''), fitText(number, width - LABEL_CELLS)));
		for (const entry of slot.card.certificates) {
			lines.push(certificateLine(view, entry));
		}
	}
	return lines;
}

function label(text: string) {
	return dim(fitText(text, LABEL_CELLS));
}

function row({ width }: View, name: string, value: string, state: string, tone?: Tone): Line {
	const room = width - LABEL_CELLS - cells(state) - 1;
	return line(label(name), `${fitText(value, room)} `, toned(tone, state));
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
function certificateLine({ state, texts, width }: View, { certificate, fileId }: CardCertificate): Line {
	const standing = standingOf(state, certificate);
	const use = certificate.use === undefined ? texts.card.otherUse : texts.card.uses[certificate.use];
	const days = standing.kind === 'expiring' ? standing.daysLeft : 0;
	const edge = standing.kind === 'not-yet-valid' ? certificate.notBefore : certificate.notAfter;
	const word = texts.card.validityWord[standing.kind];
	const day = hasNoEnd(edge) ? texts.certificate.noEnd : dayAndHourOfToday(edge, state.now);
	const dates = texts.card.validity[standing.kind](day, days);
	const tone = standingTone(standing);
	return line(
		label(use),
		fitText(certificate.use ?? fileId, 7),
		toned(tone, fitText(word, 14)),
		fitText(dates, Math.max(0, width - LABEL_CELLS - 21)),
	);
}

function sentence({ state, texts, width }: View, reader: ReaderSnapshot | undefined): readonly Line[] {
	const { service } = state.card;
	if (reader === undefined) {
		switch (service.kind) {
			case 'running':
				return paragraph(texts.card.slot.noReader, width);
			case 'starting':
				return paragraph(texts.card.service.starting, width);
			case 'down':
				return paragraph(texts.card.service[service.failure], width, 'care');
		}
	}
	return [
		...slotSentence(reader, state, texts, width),
		...(reader.slot.kind === 'seal' && endOfSeal(state, reader.slot.card.certificates) === undefined
			? [line(dim(cut(texts.card.datesOnly, width)))]
			: []),
		...(service.kind === 'down'
			? [line(toned('care', cut(texts.card.serviceBrief[service.failure], width)))]
			: []),
	];
}

function slotSentence(
	reader: ReaderSnapshot,
	state: View['state'],
	texts: Texts,
	width: number,
): readonly Line[] {
	const { slot, isVirtual } = reader;
	const gap = gapOf(slot);
	if (gap?.kind === 'unreadable') {
		return gapSentence(gap, texts, width);
	}
	const sight = seenByDriver(state, reader);
	if (sight?.kind === 'seen') {
		return paragraph(texts.card.driverSees(ownerOf(sight)), width, 'care');
	}
	if (sight?.kind === 'asking' && slot.kind !== 'failed') {
		return paragraph(texts.card.driverAsked, width);
	}
	if (slot.kind === 'seal') {
		return sealSentence(slot.card.certificates, gap, state, texts, width);
	}
	if (slot.kind === 'empty' && isVirtual) {
		return paragraph(texts.card.slot.emptyVirtual, width);
	}
	if (slot.kind === 'reading' && slot.progress.certificate > 0) {
		const { certificate, certificateCount, bytesRead, bytesTotal } = slot.progress;
		const number = certificateCount === undefined ? `${certificate}` : `${certificate}/${certificateCount}`;
		const bytes = bytesTotal === undefined ? undefined : `${bytesRead}/${bytesTotal}`;
		return paragraph(texts.card.slot.readingCertificate(number, bytes), width);
	}
	const isTerminated = slot.kind === 'failed' && slot.code === 'terminated';
	const wasAsked = slot.kind === 'in-use' && slot.wasAsked === true;
	return paragraph(
		texts.card.slot[isTerminated ? 'terminated' : wasAsked ? 'inUseAfterCommands' : slot.kind],
		width,
	);
}

/** Whose card the vendor's module shows: by the seal where there is one, else as the token is labelled. */
function ownerOf({ token }: Extract<DriverSight, { readonly kind: 'seen' }>): string {
	const shown = token.certificates.map(({ certificate }) => certificate);
	const { title = '', holderNumber } = shown.find(({ isSeal }) => isSeal) ?? shown[0] ?? {};
	return title === '' ? token.label : [title, holderNumber].filter((part) => part !== undefined).join(' ');
}

function gapSentence(gap: CardGap, { card }: Texts, width: number): readonly Line[] {
	return paragraph(`${card.gap(gap)} ${card.gapRemedy}`, width, 'care');
}

/** "Ready" is said only while a certificate that signs is within its dates and not known to be revoked: a renewed card may carry the former pair too. */
function sealSentence(
	certificates: readonly CardCertificate[],
	gap: CardGap | undefined,
	state: View['state'],
	texts: Texts,
	width: number,
): readonly Line[] {
	const kinds = certificates
		.filter(({ certificate }) => certificate.isSeal && certificate.use === 'SIGN0')
		.map(({ certificate }) => standingOf(state, certificate).kind);
	const doubted = clockLines(
		{ state, texts, width },
		certificates.map(({ certificate }) => certificate),
	);
	if (kinds.length === 0 || kinds.includes('valid') || kinds.includes('expiring')) {
		const judged =
			gap === undefined ? paragraph(texts.card.slot.seal, width) : gapSentence(gap, texts, width);
		return [...doubted, ...judged];
	}
	if (kinds.includes('suspended')) {
		return paragraph(texts.card.slot.sealSuspended, width, 'care');
	}
	if (kinds.includes('untrusted')) {
		return paragraph(texts.card.slot.sealUntrusted, width, 'danger');
	}
	if (kinds.includes('revoked')) {
		return paragraph(texts.card.slot.sealRevoked, width, 'danger');
	}
	if (doubted.length > 0) {
		return doubted;
	}
	return kinds.includes('not-yet-valid')
		? paragraph(texts.card.slot.sealNotYetValid, width, 'care')
		: paragraph(texts.card.slot.sealExpired, width, 'danger');
}
