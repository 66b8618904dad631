import type { CardMonitor, CardSnapshot, Timer } from '#card';
import { type CertificateEnd, certificateEnds, criticalDays, type SealCertificate } from '#certificate';
import type { Texts } from '#i18n';
import { systemClock } from '#ports';
import { readCertificateSource } from './certificate-source.ts';
import type { CommandIo } from './command-io.ts';
import { EXIT_CRITICAL, EXIT_DONE, EXIT_UNKNOWN, EXIT_WARNING } from './exit-codes.ts';
import type { ExpiringReport } from './expiring-report.ts';

export interface ExpiringOptions {
	/** None: the cards in the readers. */
	readonly files: readonly string[];
	readonly withinDays: number;
	readonly json: boolean;
	/** Opened only where no file is given, and closed. */
	readonly monitor: () => Promise<CardMonitor>;
	readonly texts: Texts;
	readonly io: CommandIo;
	readonly signal: AbortSignal;
	/** Milliseconds since 1970 UTC. */
	readonly now: number;
	/** Measures how long readers are waited for; default: the system's. */
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
}

const WAIT_MS = 15_000;
const DAY_MS = 86_400_000;

const EXIT_CODES: Readonly<Record<Status, number>> = {
	ok: EXIT_DONE,
	warning: EXIT_WARNING,
	critical: EXIT_CRITICAL,
	unknown: EXIT_UNKNOWN,
};

/** Turkish time whatever the machine is set to. */
const calendar = new Intl.DateTimeFormat('tr-TR', {
	timeZone: 'Europe/Istanbul',
	day: '2-digit',
	month: '2-digit',
	year: 'numeric',
});

/**
 * Tells when certificates end, as a monitoring plug-in does: one line, and 0 fine, 1 warning, 2 critical, 3 unknown.
 * What could not be looked at is unknown, unless something that was is critical.
 */
export async function runExpiring(options: ExpiringOptions): Promise<number> {
	const { files, withinDays, json, texts, io, now } = options;
	const { found, problems } = files.length > 0 ? await lookIntoFiles(files) : await lookAtCards(options);
	const ends = found.flatMap(({ source, certificates }) =>
		certificateEnds(certificates, withinDays, now).map((end) => ({ source, end })),
	);
	const report: ExpiringReport = {
		schemaVersion: 1,
		at: isoMoment(now),
		judgedBy: 'dates',
		withinDays,
		criticalDays: criticalDays(withinDays),
		status: statusOf(
			ends.map(({ end }) => end),
			problems,
		),
		certificates: ends.map(({ source, end }) => certificateReport(source, end, now)),
		problems: [...problems],
	};
	io.stdout(json ? `${JSON.stringify(report, undefined, 2)}\n` : `${lineOf(report, texts)}\n`);
	return EXIT_CODES[report.status];
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
	return { found, problems };
}

async function lookAtCards(options: ExpiringOptions): Promise<Looked> {
	const monitor = await options.monitor();
	try {
		const { service, readers } = await settled(monitor, options);
		if (readers.length === 0) {
			const code = service.kind === 'running' ? 'no-reader' : 'no-service';
			return { found: [], problems: [{ source: 'PC/SC', code }] };
		}
		const withCard = readers.filter(({ slot }) => slot.kind !== 'empty');
		if (withCard.length === 0) {
			return { found: [], problems: readers.map(({ name }) => ({ source: name, code: 'no-card' })) };
		}
		return {
			found: withCard.flatMap(({ name, slot }) =>
				slot.kind === 'seal' ? [{ source: name, certificates: sealsOf(slot.card.certificates) }] : [],
			),
			problems: withCard.flatMap(({ name, slot }): readonly Problem[] => {
				if (slot.kind === 'seal') {
					return [];
				}
				const isRead = slot.kind === 'akis' || slot.kind === 'foreign';
				return [{ source: name, code: isRead ? 'no-seal' : 'card-not-read' }];
			}),
		};
	} finally {
		await monitor.close();
	}
}

function sealsOf(entries: readonly { readonly certificate: SealCertificate }[]): readonly SealCertificate[] {
	return entries.map(({ certificate }) => certificate).filter(({ isSeal }) => isSeal);
}

/** What the monitor knows once it knows everything, or time is up. */
async function settled(
	monitor: CardMonitor,
	{ signal, timer = systemClock }: ExpiringOptions,
): Promise<CardSnapshot> {
	const timeUp = new AbortController();
	const cancel = timer.after(WAIT_MS, () => timeUp.abort());
	const ended = AbortSignal.any([signal, timeUp.signal]);
	try {
		return await monitor.settled(ended);
	} catch (error) {
		if (!ended.aborted) {
			throw error;
		}
		return monitor.snapshot();
	} finally {
		cancel();
	}
}

function statusOf(ends: readonly CertificateEnd[], problems: readonly Problem[]): Status {
	const levels = ends.map(({ level }) => level);
	if (levels.includes('critical')) {
		return 'critical';
	}
	if (problems.length > 0 || levels.length === 0) {
		return 'unknown';
	}
	return levels.includes('warning') ? 'warning' : 'ok';
}

function certificateReport(
	source: string,
	{ certificate, level }: CertificateEnd,
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
		fingerprint,
	};
}

/** One line whatever is in the certificates: status, what it is about, the most urgent first. */
function lineOf({ status, certificates, problems, at }: ExpiringReport, texts: Texts): string {
	const { expiring } = texts.commands;
	const now = Date.parse(at);
	const urgent = certificates.toSorted((one, other) => one.daysLeft - other.daysLeft);
	const parts = [
		...urgent.map(({ label, notBefore, notAfter, daysLeft, isSandbox }) => {
			const badge = isSandbox ? ` (${texts.sandboxBadge})` : '';
			const end = calendar.format(Date.parse(notAfter));
			if (Date.parse(notBefore) > now) {
				return `${label}${badge}: ${expiring.notYet(calendar.format(Date.parse(notBefore)))}`;
			}
			return `${label}${badge}: ${now > Date.parse(notAfter) ? expiring.ended(end) : expiring.left(daysLeft, end)}`;
		}),
		...problems.map(({ source, code }) => `${source}: ${expiring.problems[code]}`),
	];
	const said = parts.length === 0 ? expiring.nothing : parts.join('; ');
	return `MUHURDAR ${status.toUpperCase()} - ${said} (${expiring.datesOnly})`;
}

function isoMoment(at: number): string {
	return new Date(at).toISOString();
}
