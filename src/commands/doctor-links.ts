import type { PortalAddress, PortalResult } from '#api';
import { driverChain, gapOf, lastOfEachUse, needsNoDriver, SMALLEST_SIZE } from '#app';
import type {
	AkisCard,
	CardCertificate,
	CardNeighbours,
	CardSnapshot,
	DriverReport,
	ReaderSnapshot,
	SlotState,
} from '#card';
import { validityAt } from '#certificate';
import type { Texts } from '#i18n';
import type { TerminalCapabilities } from '#terminal';
import { cleanText } from '#text';
import type { DoctorLink } from './doctor-report.ts';
import { driverCode, driverRemedy } from './driver-words.ts';
import type { LinkCode } from './explanations.ts';
import { type GivenUp, givenUpSentence, readingProgress } from './look-around.ts';
import { neighbourEvidence } from './neighbour-evidence.ts';

/** What was found out of readers and cards. */
export interface CardFindings {
	readonly snapshot: CardSnapshot;
	/** False where time was up before everything was known. */
	readonly isComplete: boolean;
	readonly gaveUp?: GivenUp | undefined;
	readonly driver: DriverReport;
	/** Milliseconds since 1970 UTC: certificates' dates are judged by it. */
	readonly now: number;
}

/** Everything that was found out. */
export interface DoctorFindings extends CardFindings {
	readonly portal: PortalAddress | 'unknown' | undefined;
	readonly answer: PortalResult<{ readonly name: string }> | undefined;
	readonly terminal: TerminalCapabilities;
	readonly neighbours: CardNeighbours;
}

/** How one link stands. */
type Judged = Omit<DoctorLink, 'link' | 'reason'> & { readonly reason: LinkCode | null };

const UNKNOWN: Judged = { state: 'unknown', reason: null, evidence: [], remedy: null };

/** Judges the links from the service to the terminal; what stands behind an open link is unknown, not wrong. */
export function doctorLinks(findings: DoctorFindings, texts: Texts): DoctorLink[] {
	return [
		...cardLinks(findings, texts),
		{ link: 'portal', ...portalLink(findings, texts) },
		{ link: 'terminal', ...terminalLink(findings.terminal, texts) },
		{ link: 'neighbours', ...ok(...neighbourEvidence(findings.neighbours, texts)) },
	];
}

/** Judges the links from the service to the certificates. */
export function cardLinks(findings: CardFindings, texts: Texts): readonly DoctorLink[] {
	const reader = readerOfInterest(findings.snapshot.readers);
	const slot = reader?.slot;
	const card = slot?.kind === 'seal' || slot?.kind === 'akis' ? slot.card : undefined;
	return [
		{ link: 'service', ...serviceLink(findings, texts) },
		{ link: 'reader', ...readerLink(findings, texts) },
		{ link: 'card', ...(reader === undefined ? UNKNOWN : cardLink(reader, texts)) },
		{ link: 'driver', ...driverLink(findings.driver, card, texts) },
		{ link: 'certificates', ...certificatesLink(slot, findings.now, texts) },
	];
}

/** The one with the best card: a seal, any AKİS card, any card, else the first. */
export function readerOfInterest(readers: readonly ReaderSnapshot[]): ReaderSnapshot | undefined {
	return (
		readers.find(({ slot }) => slot.kind === 'seal') ??
		readers.find(({ slot }) => slot.kind === 'akis') ??
		readers.find(({ slot }) => slot.kind !== 'empty' && slot.kind !== 'foreign') ??
		readers.find(({ slot }) => slot.kind === 'foreign') ??
		readers[0]
	);
}

function ok(...evidence: readonly string[]): Judged {
	return { state: 'ok', reason: null, evidence: [...evidence], remedy: null };
}

function trouble(reason: LinkCode, remedy: string, evidence: readonly string[] = []): Judged {
	return { state: 'trouble', reason, evidence: [...evidence], remedy };
}

function serviceLink({ snapshot: { service }, gaveUp }: CardFindings, texts: Texts): Judged {
	const word = texts.details.serviceStates[service.kind];
	const { status } = texts.commands;
	if (service.kind === 'down') {
		const sentences = { ...texts.card.service, ...status.service };
		return trouble(service.failure, sentences[service.failure], [word]);
	}
	if (service.kind === 'starting') {
		const remedy = gaveUp === undefined ? texts.card.service.starting : givenUpSentence(gaveUp, texts);
		return trouble('time-up', remedy, [word]);
	}
	return ok(word);
}

function readerLink({ snapshot: { service, readers } }: CardFindings, texts: Texts): Judged {
	if (readers.length > 0) {
		return ok(...readers.map(({ name, slot }) => `${name}: ${slotWord(slot, texts)}`));
	}
	return service.kind === 'running' ? trouble('no-reader', texts.card.slot.noReader) : UNKNOWN;
}

function slotWord(slot: SlotState, { card }: Texts): string {
	const gap = gapOf(slot);
	return gap === undefined ? card.slotWord[slot.kind] : card.gapWord[gap.kind];
}

function cardLink({ slot }: ReaderSnapshot, texts: Texts): Judged {
	const word = texts.card.slotWord[slot.kind];
	if (slot.kind === 'seal' || slot.kind === 'akis') {
		return ok(slot.card.product);
	}
	const sentences = { ...texts.card.slot, ...texts.commands.status.slot };
	if (slot.kind === 'reading') {
		return trouble(slot.kind, sentences.reading, [word, readingProgress(slot.progress, texts)]);
	}
	if (slot.kind !== 'failed') {
		const wasAsked = slot.kind === 'in-use' && slot.wasAsked === true;
		return trouble(slot.kind, sentences[wasAsked ? 'inUseAfterCommands' : slot.kind], [word]);
	}
	const remedy = slot.code === 'terminated' ? sentences.terminated : sentences.failed;
	return trouble(slot.kind, remedy, [word, slot.code, ...refusedWith(slot.statusWord)]);
}

/** The status word as evidence, where the card gave one. */
function refusedWith(statusWord: string | undefined): readonly string[] {
	return statusWord === undefined ? [] : [`SW ${statusWord}`];
}

function driverLink(report: DriverReport, card: AkisCard | undefined, texts: Texts): Judged {
	const { module } = report;
	const place = 'path' in module ? [cleanText(module.path)] : [];
	if (card !== undefined && needsNoDriver(card)) {
		const evidence = [texts.driver.notNeeded(card.product)];
		return { state: 'not-needed', reason: null, evidence, remedy: null };
	}
	const chain = driverChain(report, card);
	if (chain.kind === 'broken') {
		const { why } = chain;
		const detail = module.kind === 'failed' ? [cleanText(module.detail)].filter((text) => text !== '') : [];
		return trouble(driverCode(why), driverRemedy(why, texts), [...place, ...detail]);
	}
	if (module.kind !== 'works') {
		return UNKNOWN;
	}
	const { description, libraryVersion } = module.facts;
	return ok(
		texts.driver.module(description, libraryVersion),
		...place,
		chain.kind === 'no-card' ? texts.driver.noCard : texts.driver.tokens(module.tokens.length),
	);
}

/** By dates alone. */
function certificatesLink(slot: SlotState | undefined, now: number, texts: Texts): Judged {
	if (slot?.kind !== 'seal' && slot?.kind !== 'akis') {
		return UNKNOWN;
	}
	const { certificates, unreadable } = slot.card;
	const gap = gapOf(slot);
	const { card, commands } = texts;
	const seals = certificates.filter(({ certificate }) => certificate.isSeal);
	const refusals = unreadable.map(({ fileId, reason, statusWord }) =>
		[`${fileId}: ${reason}`, ...refusedWith(statusWord)].join(', '),
	);
	if (seals.length === 0 && gap === undefined) {
		return trouble('no-seal', card.slot.akis);
	}
	const evidence = [...seals.map((entry) => certificateFact(entry, now, texts)), ...refusals];
	if (gap !== undefined) {
		return trouble(gap.kind, `${card.gap(gap)} ${commands.status.gapRemedy}`, evidence);
	}
	const kinds = lastOfEachUse(slot.card).map(({ certificate }) => validityAt(certificate, now).kind);
	const worst = (['expired', 'not-yet-valid', 'expiring'] as const).find((kind) => kinds.includes(kind));
	if (worst === undefined) {
		return ok(...evidence);
	}
	const judged = trouble(worst, commands.doctor.certificates[worst], evidence);
	// It works today; the remedy is for the days to come.
	return worst === 'expiring' ? { ...judged, state: 'ok' } : judged;
}

/** Neither name nor number of the holder: this is for whoever helps. */
function certificateFact({ fileId, certificate }: CardCertificate, now: number, { card }: Texts): string {
	const end = new Date(certificate.notAfter).toISOString().slice(0, 10);
	const word = card.validityWord[validityAt(certificate, now).kind];
	return `${certificate.use ?? fileId}: ${word}, ${end}`;
}

function portalLink({ portal, answer }: DoctorFindings, texts: Texts): Judged {
	if (portal === 'unknown') {
		return { ...UNKNOWN, reason: 'settings' };
	}
	if (portal === undefined || answer === undefined) {
		const evidence = [texts.commands.doctor.sandboxPortal];
		return { state: 'not-needed', reason: null, evidence, remedy: null };
	}
	if (answer.ok) {
		return ok(portal, cleanText(answer.value.name));
	}
	const { code, triesLeft, retryAfterSeconds, detail } = answer.problem;
	const remedy = texts.problems[code](triesLeft, retryAfterSeconds);
	return trouble(code, remedy, detail === undefined ? [portal] : [portal, detail]);
}

function terminalLink(terminal: TerminalCapabilities, texts: Texts): Judged {
	const { isInteractive, hasCursorControl, columns, rows, isUnicode, recorder } = terminal;
	const sentences = texts.commands.doctor.terminal;
	if (!isInteractive) {
		return { ...UNKNOWN, reason: 'no-terminal', evidence: [sentences.absent] };
	}
	const evidence = [
		`${columns}×${rows}`,
		isUnicode ? 'Unicode' : 'ASCII',
		...(recorder === undefined ? [] : [sentences.recorded(recorder)]),
	];
	if (!hasCursorControl) {
		return trouble('no-cursor', sentences.noCursor, evidence);
	}
	const isSmall = columns < SMALLEST_SIZE.columns || rows < SMALLEST_SIZE.rows;
	const { columns: leastColumns, rows: leastRows } = SMALLEST_SIZE;
	return isSmall
		? trouble('too-small', sentences.tooSmall(leastColumns, leastRows), evidence)
		: ok(...evidence);
}
