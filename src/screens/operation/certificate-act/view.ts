import type { ChangeOutcome } from '#api';
import { type CertificateAct, outcomeNow, positionsFound, type SettledChange } from '#app';
import type { PortalCertificate } from '#contract';
import {
	BLANK,
	bold,
	calendarDate,
	choices,
	dim,
	drawAll,
	group,
	type Part,
	paragraph,
	row,
	secondsSince,
	toned,
	waitingRow,
} from '#ui';
import { choiceTable, inGroups, unreadText } from '../../certificates/table.ts';
import { lastDigitsField } from '../../confirmation.ts';
import { portalWord } from '../../portal-word.ts';
import { searchParts } from '../../search-parts.ts';
import type { View, Work } from '../../view.ts';
import { outcomeParts, runParts } from '../change-parts.ts';
import { isConfirmed } from './update.ts';

/** Kullanıma Aç and Sertifikamı İptal Et: which certificates, why, the last word, and what became of it. */
export function certificateActWork(view: View, operation: CertificateAct): Work {
	const title = view.texts.menu.entries[operation.kind];
	return { title, parts: stepParts(view, operation) };
}

function stepParts(view: View, operation: CertificateAct): readonly Part[] {
	const { step } = operation;
	const words = view.texts.operation;
	switch (step.name) {
		case 'choose':
			return chooseParts(view, operation, step);
		case 'reason':
			return reasonParts(view, operation, step.cursor);
		case 'confirm':
			return confirmParts(view, operation, step.typed);
		case 'running':
			return [
				...settledParts(view, step.settled),
				row(bold(nameOf(step.current.item))),
				...runParts(view, step.run, words.requests[operation.kind]),
				...leftParts(
					view,
					step.waiting.map(({ item }) => item),
					words.waiting,
				),
			];
		case 'result':
			return [
				...settledParts(view, step.settled),
				...leftParts(view, step.left, words.notBegun),
				...nextParts(view, operation, step.settled),
			];
	}
}

/** From so many on a certificate is searched for rather than looked for. */
const MANY = 6;

function chooseParts(
	view: View,
	operation: CertificateAct,
	{ cursor, query, isTyping }: Extract<CertificateAct['step'], { readonly name: 'choose' }>,
): readonly Part[] {
	const { state, texts, theme, width, rows, listRows } = view;
	const { candidates, chosen, kind, index } = operation;
	const shown = positionsFound(index, query).flatMap((position) => candidates[position] ?? []);
	const isSearched = isTyping || query !== '';
	const head = [
		paragraph(texts.operation.choose[kind]),
		...(isSearched || candidates.length >= MANY
			? searchParts(texts, { query, isTyping }, texts.certificateTable.shown(shown.length, candidates.length))
			: []),
	];
	const unread = unreadText(state, texts);
	const foot = [
		...(unread === undefined ? [] : [row(toned('care', unread))]),
		row(dim(texts.operation.chosen(chosen.length))),
	];
	const room = Math.min(rows - drawAll([...head, ...foot], width, theme).length - 2, listRows);
	return [
		...head,
		BLANK,
		shown.length === 0
			? paragraph(toned('care', texts.refusals['no-row-found']))
			: choiceTable(view, { certificates: shown, chosen, cursor }, room),
		BLANK,
		...foot,
	];
}

function reasonParts(view: View, operation: CertificateAct, cursor: number): readonly Part[] {
	const { state, texts } = view;
	const { terms } = operation;
	switch (terms.kind) {
		case 'none':
			return [];
		case 'loading':
			return [waitingRow(texts.operation.termsLoading, secondsSince(terms.since, state.now))];
		case 'failed':
			return [paragraph(toned('care', texts.operation.termsFailed))];
		case 'loaded':
			return [
				row(texts.operation.reason),
				choices(
					terms.terms.reasons.map((reason) => ({
						id: reason,
						label: portalWord(reason, texts.operation.reasons, texts),
					})),
					terms.terms.reasons[cursor],
				),
				BLANK,
				...replacementParts(view, operation),
			];
	}
}

/** What a new seal costs and how it is ordered, in the portal's own words. */
function replacementParts({ texts }: View, { terms }: CertificateAct): readonly Part[] {
	if (terms.kind !== 'loaded') {
		return [];
	}
	const { fee, steps, address } = terms.terms.replacement;
	return [
		paragraph(toned('care', texts.operation.replacement(fee))),
		...steps.map((step, index) => paragraph(step, { mark: index + 1 })),
		...(address === undefined ? [] : [paragraph(address)]),
	];
}

/** Certificates named before an act; more of them are counted. */
const NAMED = 4;

function confirmParts({ state, texts }: View, operation: CertificateAct, typed: string): readonly Part[] {
	const { candidates, chosen, kind, reason, holderNumber } = operation;
	const words = texts.operation;
	const certificates = candidates.filter(({ serialNumber }) => chosen.includes(serialNumber));
	const named = certificates.slice(0, NAMED);
	const more = certificates.length - named.length;
	const head = [
		...named.map((certificate) => row(bold(nameOf(certificate)))),
		...(more > 0 ? [row(dim(texts.menu.more(more)))] : []),
		row(dim(state.session?.title ?? '')),
		BLANK,
	];
	if (kind === 'activate') {
		return [...head, paragraph(words.confirmActivation)];
	}
	return [
		...head,
		paragraph(toned('danger', words.irreversible)),
		...(reason === undefined ? [] : [paragraph(words.reasonIs(portalWord(reason, words.reasons, texts)))]),
		BLANK,
		paragraph(words.typeDigits(holderNumber.length === 11)),
		lastDigitsField(typed, isConfirmed(operation, typed) ? words.revokeNow : undefined),
	];
}

/** Outcomes told one by one; of more, those that were done are counted. */
const TOLD = 2;

function settledParts(view: View, settled: readonly SettledChange<PortalCertificate>[]): readonly Part[] {
	const isMany = settled.length > TOLD;
	const told = isMany ? settled.filter(({ outcome }) => !isDone(outcome)) : settled;
	const done = settled.length - told.length;
	return [
		...(isMany ? [paragraph(toned('done', view.texts.operation.doneCount(done)))] : []),
		...told
			.slice(-TOLD)
			.flatMap(({ item, outcome, at }) => [
				row(bold(nameOf(item))),
				group(2, ...outcomeParts(view, outcome, at)),
			]),
	];
}

function leftParts({ texts }: View, left: readonly PortalCertificate[], word: string): readonly Part[] {
	return left.length <= TOLD
		? left.map((certificate) => row(dim(`${nameOf(certificate)}  ${word}`)))
		: [row(dim(texts.operation.leftCount(left.length, word)))];
}

function isDone(outcome: ChangeOutcome): boolean {
	return outcomeNow(outcome)?.kind === 'done';
}

/** What the person does now. */
function nextParts(
	view: View,
	operation: CertificateAct,
	settled: readonly SettledChange<PortalCertificate>[],
): readonly Part[] {
	const words = view.texts.operation;
	const isAllDone = settled.every(({ outcome }) => isDone(outcome));
	return [
		BLANK,
		paragraph(isAllDone ? words.afterwards[operation.kind] : words.backToMenu),
		...(isAllDone && operation.kind === 'revoke' ? replacementParts(view, operation) : []),
	];
}

/** `SIGN0  5A22 9575 3A90 6E  18.04.2027` */
function nameOf({ use, serialNumber, notAfter }: PortalCertificate): string {
	return `${use}  ${inGroups(serialNumber)}  ${calendarDate(Date.parse(notAfter))}`;
}
