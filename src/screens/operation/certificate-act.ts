import type { ChangeOutcome } from '#api';
import {
	type CertificateAct,
	CONFIRMED_DIGITS,
	isConfirmed,
	outcomeNow,
	positionsFound,
	type SettledChange,
} from '#app';
import type { PortalCertificate } from '#contract';
import { bold, calendarDate, cut, dim, draw, EMPTY_LINE, indent, type Line, line, plain, toned } from '#ui';
import { choiceTable, inGroups, unreadText } from '../certificate-table.ts';
import { paragraph } from '../paragraph.ts';
import { portalWord } from '../portal-word.ts';
import { searchLines } from '../search-lines.ts';
import type { View, Work } from '../view.ts';
import { outcomeLines, runLines } from './change-lines.ts';

/** Kullanıma Aç and Sertifikamı İptal Et: which certificates, why, the last word, and what became of it. */
export function certificateActWork(view: View, operation: CertificateAct): Work {
	const title = view.texts.menu.entries[operation.kind];
	return { title, lines: stepLines(view, operation) };
}

function stepLines(view: View, operation: CertificateAct): readonly Line[] {
	const { step } = operation;
	switch (step.name) {
		case 'choose':
			return chooseLines(view, operation, step);
		case 'reason':
			return reasonLines(view, operation, step.cursor);
		case 'confirm':
			return confirmLines(view, operation, step.typed);
		case 'running': {
			const what = view.texts.operation.requests[operation.kind];
			return [
				...settledLines(view, step.settled),
				line(bold(cut(nameOf(step.current.item), view.width))),
				...runLines(view, step.run, what),
				...leftLines(
					view,
					step.waiting.map(({ item }) => item),
					view.texts.operation.waiting,
				),
			];
		}
		case 'result':
			return [
				...settledLines(view, step.settled),
				...leftLines(view, step.left, view.texts.operation.notBegun),
				...nextLines(view, operation, step.settled),
			];
	}
}

/** From so many on a certificate is searched for rather than looked for. */
const MANY = 6;

function chooseLines(
	view: View,
	operation: CertificateAct,
	{ cursor, query, isTyping }: Extract<CertificateAct['step'], { readonly name: 'choose' }>,
): readonly Line[] {
	const { texts, width, rows } = view;
	const { candidates, chosen, kind, index } = operation;
	const shown = positionsFound(index, query).flatMap((position) => candidates[position] ?? []);
	const intro = paragraph(texts.operation.choose[kind], width);
	const isSearched = isTyping || query !== '';
	const search =
		isSearched || candidates.length >= MANY
			? searchLines(view, { query, isTyping }, texts.certificateTable.shown(shown.length, candidates.length))
			: [];
	const unread = unreadText(view.state, texts);
	const foot = [
		...(unread === undefined ? [] : [line({ text: cut(unread, width), tone: 'care' as const })]),
		line(dim(cut(texts.operation.chosen(chosen.length), width))),
	];
	const room = rows - intro.length - search.length - foot.length - 2;
	return [
		...intro,
		...search,
		EMPTY_LINE,
		...(shown.length === 0
			? paragraph(texts.refusals['no-row-found'], width, 'care')
			: draw(choiceTable(view, { certificates: shown, chosen, cursor }, room), width, view.theme)),
		EMPTY_LINE,
		...foot,
	];
}

function reasonLines(view: View, operation: CertificateAct, cursor: number): readonly Line[] {
	const { state, texts, theme, width } = view;
	const { terms } = operation;
	switch (terms.kind) {
		case 'none':
			return [];
		case 'loading':
			return [line(texts.operation.termsLoading(Math.floor((state.now - terms.since) / 1000)))];
		case 'failed':
			return paragraph(texts.operation.termsFailed, width, 'care');
		case 'loaded':
			return [
				line(texts.operation.reason),
				...terms.terms.reasons.map((reason, index) => {
					const isHere = index === cursor;
					const text = cut(portalWord(reason, texts.operation.reasons, texts), width - 4);
					return line(
						isHere ? bold(`${theme.glyphs.here} `) : plain('  '),
						isHere ? bold(text) : plain(text),
					);
				}),
				EMPTY_LINE,
				...replacementLines(view, operation),
			];
	}
}

/** What a new seal costs and how it is ordered, in the portal's own words. */
function replacementLines({ texts, width }: View, { terms }: CertificateAct): readonly Line[] {
	if (terms.kind !== 'loaded') {
		return [];
	}
	const { fee, steps, address } = terms.terms.replacement;
	return [
		...paragraph(texts.operation.replacement(fee), width, 'care'),
		...steps.flatMap((step, index) =>
			paragraph(step, width - 3).map((text, row) => [plain(row === 0 ? `${index + 1}. ` : '   '), ...text]),
		),
		...(address === undefined ? [] : paragraph(address, width)),
	];
}

/** Certificates named before an act; more of them are counted. */
const NAMED = 4;

function confirmLines(view: View, operation: CertificateAct, typed: string): readonly Line[] {
	const { state, texts, width } = view;
	const { candidates, chosen, kind, reason, holderNumber } = operation;
	const certificates = candidates.filter(({ serialNumber }) => chosen.includes(serialNumber));
	const named = certificates
		.slice(0, NAMED)
		.map((certificate) => line(bold(cut(nameOf(certificate), width))));
	const more = certificates.length - named.length;
	const head = [
		...named,
		...(more > 0 ? [line(dim(texts.menu.more(more)))] : []),
		line(dim(cut(state.session?.title ?? '', width))),
		EMPTY_LINE,
	];
	if (kind === 'activate') {
		return [...head, ...paragraph(texts.operation.confirmActivation, width)];
	}
	const places = Array.from({ length: CONFIRMED_DIGITS }, (_, place) => typed[place] ?? '_').join(' ');
	return [
		...head,
		...paragraph(texts.operation.irreversible, width, 'danger'),
		...(reason === undefined
			? []
			: paragraph(texts.operation.reasonIs(portalWord(reason, texts.operation.reasons, texts)), width)),
		EMPTY_LINE,
		...paragraph(texts.operation.typeDigits(holderNumber.length === 11), width),
		line(
			bold(places),
			isConfirmed(operation, typed) ? toned('danger', `   ${texts.operation.revokeNow}`) : '',
		),
	];
}

/** Outcomes told one by one; of more, those that were done are counted. */
const TOLD = 2;

function settledLines(view: View, settled: readonly SettledChange<PortalCertificate>[]): readonly Line[] {
	const isMany = settled.length > TOLD;
	const told = isMany ? settled.filter(({ outcome }) => !isDone(outcome)) : settled;
	const done = settled.length - told.length;
	return [
		...(isMany ? paragraph(view.texts.operation.doneCount(done), view.width, 'done') : []),
		...eachSettled(view, told.slice(-TOLD)),
	];
}

function eachSettled(view: View, settled: readonly SettledChange<PortalCertificate>[]): readonly Line[] {
	return settled.flatMap(({ item, outcome, at }) => [
		line(bold(cut(nameOf(item), view.width))),
		...outcomeLines({ ...view, width: view.width - 2 }, outcome, at).map((spans) => indent(spans, 2)),
	]);
}

function leftLines(
	{ texts, width }: View,
	left: readonly PortalCertificate[],
	word: string,
): readonly Line[] {
	return left.length <= TOLD
		? left.map((certificate) => line(dim(cut(`${nameOf(certificate)}  ${word}`, width))))
		: [line(dim(cut(texts.operation.leftCount(left.length, word), width)))];
}

function isDone(outcome: ChangeOutcome): boolean {
	return outcomeNow(outcome)?.kind === 'done';
}

/** What the person does now. */
function nextLines(
	view: View,
	operation: CertificateAct,
	settled: readonly SettledChange<PortalCertificate>[],
): readonly Line[] {
	const { texts, width } = view;
	const isAllDone = settled.every(({ outcome }) => isDone(outcome));
	const sentence = isAllDone ? texts.operation.afterwards[operation.kind] : texts.operation.backToMenu;
	return [
		EMPTY_LINE,
		...paragraph(sentence, width),
		...(isAllDone && operation.kind === 'revoke' ? replacementLines(view, operation) : []),
	];
}

/** `SIGN0  5A22 9575 3A90 6E  18.04.2027` */
function nameOf({ use, serialNumber, notAfter }: PortalCertificate): string {
	return `${use}  ${inGroups(serialNumber)}  ${calendarDate(Date.parse(notAfter))}`;
}
