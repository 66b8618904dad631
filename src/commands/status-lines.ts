import { hasNoEnd, keyName } from '#certificate';
import type { Texts } from '#i18n';
import {
	authorityRows,
	basisText,
	chainVerdictText,
	deciderText,
	revocationRows,
	stateText,
} from './assessment-words.ts';
import { aligned, optional, type Row } from './fact-rows.ts';
import { stateWord } from './gap-sentence.ts';
import type { StatusReport } from './status-report.ts';
import { dayText } from './turkish-time.ts';

type ReaderReport = StatusReport['readers'][number];
type CardReport = NonNullable<ReaderReport['card']>;
type CertificateReport = CardReport['certificates'][number];

const clock = new Intl.DateTimeFormat('tr-TR', {
	timeZone: 'Europe/Istanbul',
	hour: '2-digit',
	minute: '2-digit',
});

/**
 * The report for a person: one fact a line, its name before it, so that it can be read out too.
 *
 * @param pinLinesOf of the card in each reader of the report, in its order
 */
export function statusLines(
	{ service, readers, module, takenAt, clockDoubt, isRevocationWanted }: StatusReport,
	pinLinesOf: readonly (readonly string[])[],
	texts: Texts,
): readonly string[] {
	const lines = aligned([
		[texts.details.service, texts.details.serviceStates[service.state]],
		...readers.flatMap((reader, place) => readerRows(reader, pinLinesOf[place] ?? [], takenAt, texts)),
		...(module === null ? [] : moduleRows(module, readers, takenAt, texts)),
	]);
	const hasCertificates =
		readers.some(({ card }) => card !== null && card.certificates.length > 0) ||
		module?.tokens.some(({ certificates }) => certificates.length > 0) === true;
	const doubt = clockDoubt === null ? [] : [texts.certificate.clockDoubt[clockDoubt](dayText(takenAt)), ''];
	return [...doubt, ...lines, ...(hasCertificates && !isRevocationWanted ? ['', texts.card.datesOnly] : [])];
}

function readerRows(
	{ name, isVirtual, state, error, statusWord, atr, card }: ReaderReport,
	pinLines: readonly string[],
	takenAt: string,
	texts: Texts,
): readonly Row[] {
	const word = stateWord({ state, card }, texts);
	return [
		undefined,
		[texts.details.reader, isVirtual ? `${name} (${texts.commands.status.virtual})` : name],
		[texts.details.product, card === null ? word : `${card.product}, ${word}`],
		...optional(texts.details.error, error === null ? null : withStatusWord(error, statusWord)),
		...optional(texts.details.atr, atr),
		...(card === null ? [] : cardRows(card, pinLines, takenAt, texts)),
	];
}

function cardRows(
	{ apduCount, holder, certificates, unreadable }: CardReport,
	pinLines: readonly string[],
	takenAt: string,
	texts: Texts,
): readonly Row[] {
	const seal =
		holder === null
			? null
			: `${holder.title}, ${texts.card.taxNumber(holder.taxNumber)}${badge(holder, texts)}`;
	return [
		[texts.details.apdus, texts.details.apduCount(apduCount)],
		...optional(texts.card.seal, seal),
		...pinLines.map((text): Row => [texts.cardPin.fields.pin, text]),
		...certificates.flatMap((certificate) => certificateRows(certificate, takenAt, texts)),
		...unreadable.flatMap(({ fileId, reason, statusWord }): readonly Row[] => [
			undefined,
			[texts.details.file, fileId],
			[texts.details.error, withStatusWord(texts.details.unreadable[reason], statusWord)],
		]),
	];
}

/** The module, and each card that it sees; certificates that a reader showed already are not told again. */
function moduleRows(
	{ description, libraryVersion, path, tokens }: NonNullable<StatusReport['module']>,
	readers: StatusReport['readers'],
	takenAt: string,
	texts: Texts,
): readonly Row[] {
	const { driver, commands } = texts;
	const told = new Set(
		readers.flatMap(({ card }) => card?.certificates.map(({ fingerprint }) => fingerprint) ?? []),
	);
	return [
		undefined,
		[
			commands.doctor.links.driver,
			`${driver.module(description, libraryVersion)}, ${driver.tokens(tokens.length)}`,
		],
		[texts.details.file, path],
		...tokens.flatMap(({ label, serialNumber, slot, certificates }): readonly Row[] => [
			undefined,
			[commands.status.token, [label, serialNumber, slot].filter((part) => part !== '').join(', ')],
			...certificates
				.filter(({ fingerprint }) => !told.has(fingerprint))
				.flatMap((certificate) => certificateRows(certificate, takenAt, texts)),
		]),
	];
}

type CertificateFacts = Omit<CertificateReport, 'fileId'> & { readonly fileId?: string };

function certificateRows(certificate: CertificateFacts, takenAt: string, texts: Texts): readonly Row[] {
	const { status } = texts.commands;
	const { key, validity, taxNumber } = certificate;
	const notBefore = dayText(certificate.notBefore);
	const notAfter = hasNoEnd(Date.parse(certificate.notAfter))
		? texts.certificate.noEnd
		: dayText(certificate.notAfter);
	const edge =
		validity.state === 'not-yet-valid' ? dayAndHourOfToday(certificate.notBefore, takenAt) : notAfter;
	const edgeText = texts.card.validity[validity.state](edge, validity.daysLeft ?? 0);
	return [
		undefined,
		[
			texts.menu.certificate,
			`${certificate.label ?? certificate.fileId ?? certificate.title}${badge(certificate, texts)}`,
		],
		[status.use, purposeText(certificate, texts)],
		[status.title, certificate.title],
		...optional(status.number, taxNumber === null ? null : texts.card.taxNumber(taxNumber)),
		[texts.details.serial, certificate.serialNumber],
		[status.dates, `${notBefore} – ${notAfter}`],
		...standingRows(certificate, `${texts.card.validityWord[validity.state]}, ${edgeText}`, texts),
		[texts.details.issuer, certificate.issuer],
		[texts.details.key, keyName(key)],
		[texts.details.fingerprint, certificate.fingerprint],
		...optional(texts.details.file, certificate.fileId ?? null),
	];
}

/** The state, and which certificate of the chain decides it; `byDates` says all where nothing else was found. */
function standingRows(
	{ assessment, isSandbox }: CertificateFacts,
	byDates: string,
	texts: Texts,
): readonly Row[] {
	const { labels } = texts.certificate;
	if (assessment === null) {
		return [[texts.menu.state, byDates]];
	}
	const { state, chain, revocation, authorities } = assessment;
	const isAsked = revocation.notAskedBecause !== 'not-wanted';
	const isUnknown = state.kind === 'unknown';
	return [
		[texts.menu.state, isAsked || isUnknown ? stateText(assessment, texts) : byDates],
		...optional(labels.decider, deciderText(assessment, texts)),
		...(isAsked || isUnknown ? [[labels.basis, basisText(assessment, texts)] as const] : []),
		// A sandbox certificate has no issuer that could be at hand.
		...(isSandbox && !isAsked ? [] : [[labels.chain, chainVerdictText(chain, texts)] as const]),
		...(isAsked ? revocationRows(revocation, texts) : []),
		...authorities.flatMap(({ title, revocation: above }) => authorityRows(title, above, texts)),
	];
}

/** The card's own word behind what was made of it: helpdesks look it up. */
function withStatusWord(text: string, statusWord: string | null): string {
	return statusWord === null ? text : `${text} (SW ${statusWord})`;
}

function purposeText({ use, isSeal }: CertificateFacts, texts: Texts): string {
	const text = use === null ? texts.card.otherUse : `${texts.card.uses[use]} (${use})`;
	return isSeal ? text : `${text}, ${texts.commands.status.notASeal}`;
}

/** Nobody may take what the sandbox issued for real. */
function badge({ isSandbox }: { readonly isSandbox: boolean }, texts: Texts): string {
	return isSandbox ? `, ${texts.sandboxBadge}` : '';
}

/** Of today the hour too, as the day alone does not say whether it has come. */
function dayAndHourOfToday(moment: string, takenAt: string): string {
	const day = dayText(moment);
	return day === dayText(takenAt) ? `${day} ${clock.format(Date.parse(moment))}` : day;
}
