import type { ProxyRoute } from '#api';
import { gapOf } from '#app';
import type { AkisCard, CardMonitor, CardSnapshot, ReaderSnapshot, Timer } from '#card';
import {
	type CertificateEnd,
	certificateEnds,
	clockDoubt,
	criticalDays,
	hasNoEnd,
	type SealCertificate,
} from '#certificate';
import type { Texts } from '#i18n';
import { systemClock } from '#ports';
import type { AssessmentReport } from './assessment-schema.ts';
import { deciderText, stateText } from './assessment-words.ts';
import { atMost } from './at-most.ts';
import { readCertificateSource } from './certificate-source.ts';
import type { CommandIo } from './command-io.ts';
import { EXIT_CRITICAL, EXIT_DONE, EXIT_UNKNOWN, EXIT_WARNING } from './exit-codes.ts';
import type { ExpiringReport } from './expiring-report.ts';
import type { RegisterPlace } from './seals/open.ts';
import { dayText } from './turkish-time.ts';

export interface ExpiringOptions {
	/** None: the cards in the readers. */
	readonly files: readonly string[];
	readonly withinDays: number;
	/** Default: 15, and half of `withinDays` at most. */
	readonly criticalDays?: number | undefined;
	/** The seals of the register, in place of cards and files. */
	readonly register?: RegisterPlace | undefined;
	/** Also certificates that are no seals: those of a personal e-signature card. */
	readonly isAll?: boolean | undefined;
	/** Ask the network for what is missing of the chains, and about revocation; default: false. */
	readonly check?: boolean | undefined;
	/** Where verified answers are kept; undefined: nowhere. */
	readonly cacheFolder?: string | undefined;
	/** Where issuers are kept that were fetched or imported; undefined: nowhere. */
	readonly issuerFolder?: string | undefined;
	/** On the way to whoever is asked about revocation. */
	readonly proxy?: ProxyRoute | undefined;
	/** Default: those that are pinned in the program. */
	readonly roots?: readonly SealCertificate[] | undefined;
	/** Until everything is known; default: less than monitoring programs wait by themselves (10). */
	readonly timeoutSeconds?: number | undefined;
	readonly json: boolean;
	/** Opened only where no file is given, and closed. */
	readonly monitor: () => Promise<CardMonitor>;
	readonly texts: Texts;
	readonly io: CommandIo;
	readonly signal: AbortSignal;
	/** Milliseconds since 1970 UTC. */
	readonly now: number;
	/** Measures how long readers and answers are waited for; default: the system's. */
	readonly timer?: Timer | undefined;
}

type Problem = ExpiringReport['problems'][number];
type Status = ExpiringReport['status'];

interface Found {
	readonly source: string;
	readonly certificates: readonly SealCertificate[];
}

interface Looked {
	readonly found: readonly Found[];
	readonly problems: readonly Problem[];
	/** Readers whose card has no seal, where another card has one. */
	readonly withoutSeal: readonly string[];
	/** Of certificates that the register knows to be lost or revoked, by fingerprint. */
	readonly outOfUse?: ReadonlyMap<string, 'lost' | 'revoked'> | undefined;
	/** Far too many for one line. */
	readonly isMany?: boolean | undefined;
}

const DEFAULT_TIMEOUT_SECONDS = 8;
/** Questions that are under way at the same time: whoever answers is not flooded, and no socket is wasted. */
const MOST_AT_ONCE = 8;
/** Certificates that are judged at the same time: while one of them waits for its answer another one's is verified. */
const MOST_JUDGED = 2 * MOST_AT_ONCE;
/** Certificates that may be issuers of each other; in a register of hundreds of seals there is none. */
const MOST_GIVEN = 64;
/** Certificates of a register that one line names. */
const MOST_TOLD = 20;
/** Milliseconds that giving the readers back may take: what was found is told already. */
const CLOSE_MAX_MS = 1_000;
const DAY_MS = 86_400_000;

const EXIT_CODES: Readonly<Record<Status, number>> = {
	ok: EXIT_DONE,
	warning: EXIT_WARNING,
	critical: EXIT_CRITICAL,
	unknown: EXIT_UNKNOWN,
};

/**
 * Tells when certificates end, as a monitoring plug-in does (Monitoring Plugins Development Guidelines): one line with
 * performance data, and 0 fine, 1 warning, 2 critical, 3 unknown. What could not be looked at is unknown, unless
 * something that was is critical.
 */
export async function runExpiring(options: ExpiringOptions): Promise<number> {
	const { files, signal, timer = systemClock, timeoutSeconds = DEFAULT_TIMEOUT_SECONDS } = options;
	const timeUp = new AbortController();
	const cancel = timer.after(timeoutSeconds * 1000, () => timeUp.abort());
	const ended = AbortSignal.any([signal, timeUp.signal]);
	try {
		if (options.register !== undefined) {
			return await tell(await lookIntoRegister(options.register, options), options, ended);
		}
		if (files.length > 0) {
			return await tell(await lookIntoFiles(files), options, ended);
		}
		const monitor = await options.monitor();
		try {
			return await tell(await lookAtCards(monitor, options, ended), options, ended);
		} finally {
			await within(CLOSE_MAX_MS, monitor.close(), timer);
		}
	} finally {
		cancel();
	}
}

/** Settles when the work has, or when it has taken too long. */
async function within(ms: number, work: Promise<void>, timer: Timer): Promise<void> {
	const bound = Promise.withResolvers<void>();
	const cancel = timer.after(ms, bound.resolve);
	try {
		await Promise.race([work, bound.promise]);
	} finally {
		cancel();
	}
}

async function tell(
	{ found, problems, withoutSeal, outOfUse, isMany = false }: Looked,
	options: ExpiringOptions,
	ended: AbortSignal,
): Promise<number> {
	const { withinDays, json, texts, io, now, check = false } = options;
	const limits = { withinDays, criticalDays: options.criticalDays ?? criticalDays(withinDays) };
	const assessments = check ? await assessed(found, options, ended) : NOTHING_ASSESSED;
	const ends = found.flatMap(({ source, certificates }) =>
		certificateEnds(
			certificates,
			limits,
			now,
			({ fingerprint }) => outOfUse?.has(fingerprint) === true || isOver(assessments.get(fingerprint)),
		).map((end) => ({ source, end })),
	);
	const all = found.flatMap(({ certificates }) => certificates);
	const doubt = clockDoubt(now, all);
	const notKnown = ends.filter(({ end }) => isNotKnown(assessments.get(end.certificate.fingerprint)));
	const report: ExpiringReport = {
		schemaVersion: 1,
		at: isoMoment(now),
		judgedBy: check ? 'everything' : 'dates',
		...limits,
		status: statusOf(
			ends.map(({ end }) => end),
			[...problems, ...notKnown, ...(doubt === undefined ? [] : [doubt])],
		),
		clockDoubt: doubt ?? null,
		certificates: ends.map(({ source, end }) =>
			certificateReport(
				source,
				end,
				{
					assessment: assessments.get(end.certificate.fingerprint),
					outOfUse: outOfUse?.get(end.certificate.fingerprint),
				},
				now,
			),
		),
		problems: [...problems],
		withoutSeal: [...withoutSeal],
	};
	io.stdout(json ? `${JSON.stringify(report, undefined, 2)}\n` : `${lineOf(report, texts, isMany)}\n`);
	return EXIT_CODES[report.status];
}

/** By fingerprint of the certificate. */
type Assessments = ReadonlyMap<string, AssessmentReport>;
const NOTHING_ASSESSED: Assessments = new Map();

/** Asks about several at once: the time is short. One that has ended is not asked about, whatever the answer. */
async function assessed(
	found: readonly Found[],
	{ now, cacheFolder, issuerFolder, proxy, roots }: ExpiringOptions,
	signal: AbortSignal,
): Promise<Assessments> {
	const [{ openAssessor }, { assessmentFieldsOf }] = await Promise.all([
		import('./assessor.ts'),
		import('./report-of-assessment.ts'),
	]);
	const assessor = await openAssessor({
		...{ check: true, at: now, cacheFolder, issuerFolder },
		...{ proxy, roots, signal, mostAtOnce: MOST_AT_ONCE },
	});
	const wanted = found.flatMap(({ certificates }) =>
		certificates
			.filter(({ notAfter }) => notAfter >= now)
			.map((certificate) => ({ certificate, given: certificates.length > MOST_GIVEN ? [] : certificates })),
	);
	const told = await atMost(MOST_JUDGED, wanted, async ({ certificate, given }) => {
		const assessment = await assessor.assess(certificate, given);
		return [certificate.fingerprint, assessmentFieldsOf(assessment)] as const;
	});
	return new Map(told);
}

/** Whatever its dates say, nobody may rely on it. */
function isOver(assessment: AssessmentReport | undefined): boolean {
	const { kind, why } = assessment?.state ?? {};
	return (
		kind === 'revoked' ||
		kind === 'suspended' ||
		why === 'chain-untrusted' ||
		why === 'authority-revoked' ||
		why === 'authority-suspended'
	);
}

/** It was asked about, and nothing is proven. */
function isNotKnown(assessment: AssessmentReport | undefined): boolean {
	return assessment?.state.kind === 'unknown' && !isOver(assessment);
}

async function lookIntoFiles(files: readonly string[]): Promise<Looked> {
	const found: Found[] = [];
	const problems: Problem[] = [];
	for (const path of files) {
		const { shown, error, certificates, unreadable } = await readCertificateSource(path);
		found.push({ source: shown, certificates });
		if (error !== undefined) {
			problems.push({ source: shown, code: error });
		}
		problems.push(...unreadable.map(({ reason }) => ({ source: shown, code: reason })));
	}
	return { found, problems, withoutSeal: [] };
}

async function lookIntoRegister(place: RegisterPlace, { texts, io }: ExpiringOptions): Promise<Looked> {
	const [{ withRegister }, { registeredCertificates }] = await Promise.all([
		import('./seals/open.ts'),
		import('./seals/registered-certificates.ts'),
	]);
	const read = await withRegister(place, { texts, io }, registeredCertificates);
	if (read === undefined) {
		return { found: [], problems: [{ source: 'register', code: 'register-not-read' }], withoutSeal: [] };
	}
	const { certificates, outOfUse, untold } = read;
	return {
		found: [{ source: 'register', certificates }],
		problems: untold.map(({ holderNumber, title }) => ({
			source: `${holderNumber ?? ''} ${title}`.trim(),
			code: 'only-listed',
		})),
		withoutSeal: [],
		outOfUse,
		isMany: true,
	};
}

async function lookAtCards(
	monitor: CardMonitor,
	options: ExpiringOptions,
	ended: AbortSignal,
): Promise<Looked> {
	const { service, readers } = await settled(monitor, ended);
	if (readers.length === 0) {
		return { found: [], problems: [{ source: 'PC/SC', code: whyNoReader(service) }], withoutSeal: [] };
	}
	const withCard = readers.filter(({ slot }) => slot.kind !== 'empty');
	if (withCard.length === 0) {
		const problems = readers.map(({ name }) => ({ source: name, code: 'no-card' }) as const);
		return { found: [], problems, withoutSeal: [] };
	}
	const found = withCard.flatMap(({ name, slot }) => {
		const certificates = slot.kind === 'seal' || slot.kind === 'akis' ? watched(slot.card, options) : [];
		return certificates.length === 0 ? [] : [{ source: name, certificates }];
	});
	const incomplete = withCard.filter(({ slot }) => gapOf(slot)?.kind === 'unreadable');
	const without = withCard.filter(
		(reader) =>
			isRead(reader.slot.kind) &&
			!incomplete.includes(reader) &&
			!found.some(({ source }) => source === reader.name),
	);
	const unread = withCard.filter(({ slot }) => slot.kind !== 'seal' && !isRead(slot.kind));
	// Somebody's own card beside the seal says nothing of the seal.
	const isSealMissing = found.length === 0;
	return {
		found,
		problems: [
			// What could not be read may be the certificate that ends first.
			...incomplete.map(({ name }) => ({ source: name, code: 'card-incomplete' }) as const),
			...unread.map(
				({ name, slot }) =>
					({ source: name, code: slot.kind === 'reading' ? 'card-still-read' : 'card-not-read' }) as const,
			),
			...(isSealMissing ? without.map(({ name }) => ({ source: name, code: 'no-seal' }) as const) : []),
		],
		withoutSeal: isSealMissing ? [] : without.map(({ name }) => name),
	};
}

function isRead(slot: ReaderSnapshot['slot']['kind']): boolean {
	return slot === 'akis' || slot === 'foreign';
}

function whyNoReader(service: CardSnapshot['service']): Problem['code'] {
	switch (service.kind) {
		case 'running':
			return 'no-reader';
		case 'starting':
			return 'time-up';
		case 'down':
			return service.failure === 'access-denied' ? 'access-denied' : 'no-service';
	}
}

function watched({ certificates }: AkisCard, { isAll }: ExpiringOptions): readonly SealCertificate[] {
	const all = certificates.map(({ certificate }) => certificate);
	return isAll === true ? all : all.filter(({ isSeal }) => isSeal);
}

/** What the monitor knows once it knows everything, or time is up. */
async function settled(monitor: CardMonitor, ended: AbortSignal): Promise<CardSnapshot> {
	try {
		return await monitor.settled(ended);
	} catch (error) {
		if (!ended.aborted) {
			throw error;
		}
		return monitor.snapshot();
	}
}

/** `doubts`: why not all of it is known. */
function statusOf(ends: readonly CertificateEnd[], doubts: readonly unknown[]): Status {
	const levels = ends.map(({ level }) => level);
	if (levels.includes('critical')) {
		return 'critical';
	}
	if (doubts.length > 0 || levels.length === 0) {
		return 'unknown';
	}
	return levels.includes('warning') ? 'warning' : 'ok';
}

function certificateReport(
	source: string,
	{ certificate, level }: CertificateEnd,
	{
		assessment,
		outOfUse,
	}: { readonly assessment: AssessmentReport | undefined; readonly outOfUse: 'lost' | 'revoked' | undefined },
	now: number,
): ExpiringReport['certificates'][number] {
	const { isSeal, holderNumber, use, title, isSandbox, notBefore, notAfter, fingerprint } = certificate;
	return {
		source,
		label: isSeal && holderNumber !== undefined && use !== undefined ? `${holderNumber}${use}` : title,
		title,
		isSandbox,
		notBefore: isoMoment(notBefore),
		notAfter: isoMoment(notAfter),
		daysLeft: Math.floor((notAfter - now) / DAY_MS),
		level,
		outOfUse: outOfUse ?? null,
		assessment: assessment ?? null,
		fingerprint,
	};
}

/** One line whatever is in the certificates: status, what it is about, the most urgent first; performance data. */
function lineOf(report: ExpiringReport, texts: Texts, isMany: boolean): string {
	const { status, certificates, problems, withoutSeal, at, judgedBy } = report;
	const { expiring } = texts.commands;
	const now = Date.parse(at);
	const byEnd = certificates.toSorted((one, other) => one.daysLeft - other.daysLeft);
	const urgent = isMany ? byEnd.filter(({ level }) => level !== 'fine') : byEnd;
	const told = isMany ? urgent.slice(0, MOST_TOLD) : urgent;
	const doubt = report.clockDoubt;
	const parts = [
		...(doubt === null ? [] : [texts.certificate.clockDoubt[doubt](dayText(now))]),
		...(isMany && urgent.length === 0 && certificates.length > 0
			? [expiring.allFine(certificates.length)]
			: []),
		...told.map((certificate) => {
			const badge = certificate.isSandbox ? ` (${texts.sandboxBadge})` : '';
			const found = findingText(certificate, texts);
			return `${certificate.label}${badge}: ${[datesText(certificate, now, texts), ...found].join(', ')}`;
		}),
		...(told.length < urgent.length ? [expiring.more(urgent.length - told.length)] : []),
		...problems.map(({ source, code }) => `${source}: ${expiring.problems[code]}`),
		...withoutSeal.map((source) => `${source}: ${expiring.problems['no-seal']}`),
	];
	const said = parts.length === 0 ? expiring.nothing : parts.join('; ');
	const data = isMany ? countsOf(report) : performanceData(report);
	// What stands behind `|` is performance data, whatever a certificate or a reader is called.
	const line =
		`MUHURDAR ${status.toUpperCase()} - ${said} (${judgedBy === 'dates' ? expiring.datesOnly : expiring.checked})`.replaceAll(
			'|',
			'/',
		);
	return data === '' ? line : `${line} | ${data}`;
}

type CertificateFacts = ExpiringReport['certificates'][number];

function datesText({ notBefore, notAfter, daysLeft }: CertificateFacts, now: number, texts: Texts): string {
	const { expiring } = texts.commands;
	const end = dayText(notAfter);
	if (Date.parse(notBefore) > now) {
		return expiring.notYet(dayText(notBefore));
	}
	if (hasNoEnd(Date.parse(notAfter))) {
		return texts.card.validity.valid(texts.certificate.noEnd);
	}
	return now > Date.parse(notAfter) ? expiring.ended(end) : expiring.left(daysLeft, end);
}

/** What was found beside the dates, and which certificate of the chain decides it; nothing where all is well. */
function findingText({ assessment, outOfUse }: CertificateFacts, texts: Texts): readonly string[] {
	if (outOfUse !== null) {
		return [texts.commands.expiring.outOfUse[outOfUse]];
	}
	if (assessment === null || !(isOver(assessment) || isNotKnown(assessment))) {
		return [];
	}
	const decider = deciderText(assessment, texts);
	return [stateText(assessment, texts), ...(decider === null ? [] : [texts.certificate.decidedBy(decider)])];
}

/** How many are of each level: a monitoring program draws no hundreds of lines. */
function countsOf({ certificates }: ExpiringReport): string {
	return (['critical', 'warning', 'fine'] as const)
		.map((wanted) => `'${wanted}'=${certificates.filter(({ level }) => level === wanted).length}`)
		.join(' ');
}

/** Days left of each certificate, with the limits as ranges: outside of `90:` is fewer than 90. */
function performanceData({ certificates, withinDays, criticalDays: critical }: ExpiringReport): string {
	const used = new Map<string, number>();
	return certificates
		.map(({ label, daysLeft }) => {
			const name = label.replaceAll(/['=|]/gu, ' ');
			const times = (used.get(name) ?? 0) + 1;
			used.set(name, times);
			return `'${times === 1 ? name : `${name} ${times}`}'=${daysLeft};${withinDays}:;${critical}:`;
		})
		.join(' ');
}

function isoMoment(at: number): string {
	return new Date(at).toISOString();
}
