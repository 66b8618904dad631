import { type SignatureCandidate, type SignatureForm, signatureCandidates } from '#app';
import { checkHolderNumber } from '#certificate';
import {
	bold,
	calendarDate,
	cells,
	cut,
	dim,
	EMPTY_LINE,
	fitText,
	indent,
	type Line,
	line,
	plain,
	toned,
} from '#ui';
import { paragraph } from '../paragraph.ts';
import type { View, Work } from '../view.ts';

const LABEL_CELLS = 18;

/** E-İmzalı Giriş before its PIN: for which organisation, and with whose certificate. */
export function signatureWork(view: View, form: SignatureForm): Work {
	const { state, texts, width, rows } = view;
	const { signatureLogin } = texts;
	const candidates = signatureCandidates(state);
	const place = placeOf(candidates, form);
	const above = [numberLine(view, form, place === -1), ...faultLines(view, form), EMPTY_LINE];
	const { hint } = state;
	const below = [
		EMPTY_LINE,
		line(dim(signatureLogin.submit)),
		...(hint === undefined ? [] : [line(dim(cut(signatureLogin.hint(hint.holderNumber), width)))]),
	];
	const room = rows - above.length - below.length - 1;
	return {
		title: signatureLogin.title,
		lines: [
			...above,
			line(plain(cut(signatureLogin.certificates, width))),
			...candidateLines(view, candidates, place, room),
			...below,
		],
	};
}

/** Of the certificate under the cursor; -1 where that is at the field, as it is when the card is gone. */
function placeOf(candidates: readonly SignatureCandidate[], { focus }: SignatureForm): number {
	return focus === 'holder-number'
		? -1
		: candidates.findIndex(({ certificate }) => certificate.certificate.fingerprint === focus.fingerprint);
}

function numberLine({ texts, theme }: View, { holderNumber, fault }: SignatureForm, isHere: boolean): Line {
	const label = fitText(texts.login.holderNumber, LABEL_CELLS);
	const verdict =
		fault !== undefined
			? [toned('danger', `  ${theme.glyphs.fault}`)]
			: !isHere && checkHolderNumber(holderNumber).ok
				? [toned('done', `  ${theme.glyphs.tick}`)]
				: [];
	return line(
		isHere ? bold(`${theme.glyphs.here} `) : plain('  '),
		isHere ? bold(label) : plain(label),
		plain(`${holderNumber}${isHere ? '_' : ''}`),
		...verdict,
	);
}

function faultLines({ texts, width }: View, { fault, holderNumber }: SignatureForm): readonly Line[] {
	if (fault === undefined) {
		return [];
	}
	const { faults } = texts.login;
	const sentence =
		fault === 'empty' || fault === 'not-digits' ? faults[fault] : faults[fault](cells(holderNumber.trim()));
	return paragraph(sentence, width - 2, 'danger').map((spans) => indent(spans, 2));
}

/** As many certificates as there is room for, from the one under the cursor on; why one is refused stands below it. */
function candidateLines(
	view: View,
	candidates: readonly SignatureCandidate[],
	place: number,
	room: number,
): readonly Line[] {
	const { state, texts, width } = view;
	const { signatureLogin } = texts;
	if (candidates.length === 0) {
		const isReading = state.card.readers.some(({ slot }) => slot.kind === 'reading');
		return paragraph(isReading ? signatureLogin.readingNow : signatureLogin.none, width, 'care');
	}
	const blocks = candidates.map((candidate, index) => candidateBlock(view, candidate, index === place));
	if (blocks.flat().length <= room) {
		return blocks.flat();
	}
	// From the cursor on, as many as fit whole; how many do not is said below them.
	const shown: (readonly Line[])[] = [];
	for (const block of blocks.slice(Math.max(0, place))) {
		if ([...shown, block].flat().length >= room && shown.length > 0) {
			break;
		}
		shown.push(block);
	}
	return [...shown.flat(), line(dim(texts.menu.more(blocks.length - shown.length)))];
}

function candidateBlock(
	{ texts, theme, width }: View,
	{ certificate: { certificate }, refusal }: SignatureCandidate,
	isHere: boolean,
): readonly Line[] {
	const end = calendarDate(certificate.notAfter);
	const text = cut(texts.signatureLogin.certificate(certificate.title, end), width - 2);
	const name = refusal !== undefined ? dim(text) : isHere ? bold(text) : plain(text);
	return [
		line(isHere ? bold(`${theme.glyphs.here} `) : plain('  '), name),
		...(refusal === undefined
			? []
			: paragraph(texts.refusals[refusal], width - 2, 'care').map((spans) => indent(spans, 2))),
	];
}
