import { type SignatureCandidate, type SignatureForm, signatureCandidates } from '#app';
import { checkHolderNumber } from '#certificate';
import {
	BLANK,
	type Choice,
	calendarDate,
	cells,
	choices,
	dim,
	drawAll,
	field,
	type Part,
	paragraph,
	row,
	toned,
} from '#ui';
import type { View, Work } from '../view.ts';

const LAYOUT = { labelCells: 20 };

/** E-İmzalı Giriş before its PIN: for which organisation, and with whose certificate. */
export function signatureWork(view: View, form: SignatureForm): Work {
	const { state, texts, theme, width, rows } = view;
	const { signatureLogin } = texts;
	const candidates = signatureCandidates(state);
	const here = placeOf(candidates, form);
	const above = [numberField(view, form, here === undefined), BLANK, row(signatureLogin.certificates)];
	const below = [
		BLANK,
		row(dim(signatureLogin.submit)),
		...(state.hint === undefined ? [] : [row(dim(signatureLogin.hint(state.hint.holderNumber)))]),
	];
	const room = rows - drawAll([...above, ...below], width, theme).length;
	return {
		title: signatureLogin.title,
		parts: [...above, ...candidateParts(view, candidates, here, room), ...below],
	};
}

/** The certificate under the cursor; undefined where that is at the field, as it is when the card is gone. */
function placeOf(candidates: readonly SignatureCandidate[], { focus }: SignatureForm): string | undefined {
	return focus === 'holder-number'
		? undefined
		: candidates.map(idOf).find((fingerprint) => fingerprint === focus.fingerprint);
}

function idOf({ certificate }: SignatureCandidate): string {
	return certificate.certificate.fingerprint;
}

function numberField(
	{ texts: { login } }: View,
	{ fault, holderNumber }: SignatureForm,
	isHere: boolean,
): Part {
	const { faults } = login;
	const isRight = !isHere && checkHolderNumber(holderNumber).ok;
	const said =
		fault === undefined || fault === 'empty' || fault === 'not-digits'
			? fault && faults[fault]
			: faults[fault](cells(holderNumber.trim()));
	return field({
		name: 'holder-number',
		label: login.holderNumber,
		isHere,
		value: holderNumber,
		verdict: fault !== undefined ? 'wrong' : isRight ? 'right' : undefined,
		fault: said,
		layout: LAYOUT,
	});
}

/** As many certificates as there is room for, from the one under the cursor on; why one is refused stands below it. */
function candidateParts(
	view: View,
	candidates: readonly SignatureCandidate[],
	here: string | undefined,
	room: number,
): readonly Part[] {
	const { state, texts, width, theme } = view;
	const { signatureLogin } = texts;
	if (candidates.length === 0) {
		const isReading = state.card.readers.some(({ slot }) => slot.kind === 'reading');
		return [paragraph(toned('care', isReading ? signatureLogin.readingNow : signatureLogin.none))];
	}
	const items = candidates.map((candidate) => choiceOf(view, candidate));
	const listed = (some: readonly Choice[]): Part => choices(some, here, { closedStands: 'below-in-full' });
	const rowsOf = (some: readonly Choice[]): number => drawAll([listed(some)], width, theme).length;
	if (rowsOf(items) <= room) {
		return [listed(items)];
	}
	// From the cursor on, as many as fit whole; how many do not is said below them.
	const place = Math.max(
		0,
		items.findIndex(({ id }) => id === here),
	);
	let count = 1;
	while (place + count < items.length && rowsOf(items.slice(place, place + count + 1)) < room) {
		count += 1;
	}
	return [listed(items.slice(place, place + count)), row(dim(texts.menu.more(items.length - count)))];
}

function choiceOf({ texts }: View, candidate: SignatureCandidate): Choice {
	const { certificate, refusal } = candidate;
	const { title, notAfter } = certificate.certificate;
	return {
		id: idOf(candidate),
		label: texts.signatureLogin.certificate(title, calendarDate(notAfter)),
		closed: refusal === undefined ? undefined : texts.refusals[refusal],
	};
}
