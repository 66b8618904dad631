import type { PortalAddress, PortalResult } from '#api';
import { type Language, PORTAL_GONE } from '#app';
import type { CardMonitor, CardNeighbours, CardSnapshot, DriverReport, Timer } from '#card';
import { type Texts, textsOf } from '#i18n';
import type { TerminalCapabilities } from '#terminal';
import type { CommandIo } from './command-io.ts';
import { doctorLines } from './doctor-lines.ts';
import type { DoctorBundle, DoctorReport } from './doctor-report.ts';
import { EXIT_DONE, EXIT_FAILED, EXIT_NO_CARD, EXIT_NO_PORTAL } from './exit-codes.ts';
import { lookAround, progressTeller } from './look-around.ts';

export interface DoctorOptions {
	/** Closed by whoever made it. */
	readonly monitor: CardMonitor;
	/** No PIN is involved. */
	readonly lookAtDriver: (signal: AbortSignal) => Promise<DriverReport>;
	/** Undefined: the sandbox's, which is part of the program. `unknown`: the settings that name it cannot be gone by. */
	readonly portal:
		| {
				readonly address: PortalAddress;
				/** One question without a session. */
				readonly ask: (signal: AbortSignal) => Promise<PortalResult<{ readonly name: string }>>;
		  }
		| 'unknown'
		| undefined;
	readonly terminal: TerminalCapabilities;
	/** Looks at other programs on this computer; nothing is asked of them. */
	readonly lookAtNeighbours: () => Promise<CardNeighbours>;
	readonly system: DoctorBundle['program'];
	/** Where a redacted report is written, absolute. */
	readonly bundle: string | undefined;
	/** Kept out of the bundle: its path names its owner. */
	readonly home: string | undefined;
	readonly json: boolean;
	readonly language: Language;
	readonly io: CommandIo;
	/** Ends the command without another word. */
	readonly signal: AbortSignal;
	/** Milliseconds since 1970 UTC. */
	readonly now: number;
	/** Measures the waiting for readers and cards; default: the system's. */
	readonly timer?: Timer | undefined;
}

/**
 * Looks at every link from the PC/SC service to the terminal and tells the remedy of each that is open: states on
 * stdout, remedies on stderr. No PIN is asked for and nothing is changed.
 *
 * Gives the exit code: no card before no portal before any other trouble.
 */
export async function runDoctor(options: DoctorOptions): Promise<number> {
	const { monitor, portal, signal, terminal, language, now, io } = options;
	const texts = textsOf(language);
	const [around, answer] = await Promise.all([
		lookAround({ ...options, onWait: progressTeller(io, texts) }),
		portal === 'unknown' ? undefined : portal?.ask(signal),
	]);
	// The module is loaded once the cards are read: neither holds the other up.
	const driver = signal.aborted ? undefined : await options.lookAtDriver(signal);
	const neighbours = await options.lookAtNeighbours();
	if (signal.aborted || driver === undefined) {
		return EXIT_FAILED;
	}
	const { doctorLinks } = await import('./doctor-links.ts');
	const report: DoctorReport = {
		schemaVersion: 1,
		takenAt: new Date(now).toISOString(),
		language,
		isComplete: around.isComplete,
		links: doctorLinks(
			{
				...around,
				driver,
				portal: portal === 'unknown' ? portal : portal?.address,
				answer,
				terminal,
				neighbours,
				now,
			},
			texts,
		),
	};
	io.stdout(
		options.json ? `${JSON.stringify(report, undefined, 2)}\n` : `${doctorLines(report, texts).join('\n')}\n`,
	);
	for (const { link, remedy } of report.links) {
		if (remedy !== null) {
			io.stderr(`${texts.commands.doctor.links[link]}: ${remedy}\n`);
		}
	}
	const isKept = await writeBundle(report, monitor.snapshot(), options, texts);
	const exitCode = exitCodeOf(report);
	return exitCode === EXIT_DONE && !isKept ? EXIT_FAILED : exitCode;
}

const NO_CARD_REASONS: ReadonlySet<string> = new Set(['no-reader', 'empty', 'foreign']);

function exitCodeOf({ links, isComplete }: DoctorReport): number {
	const troubles = links.filter(({ state }) => state === 'trouble');
	const isAny = (link: string, reasons: ReadonlySet<string>): boolean =>
		troubles.some((trouble) => trouble.link === link && reasons.has(trouble.reason ?? ''));
	// As with `status`: where the service is down no reader can be seen.
	const isServiceDown = troubles.some(({ link }) => link === 'service') && links[1]?.state === 'unknown';
	if (isComplete && (isServiceDown || isAny('reader', NO_CARD_REASONS) || isAny('card', NO_CARD_REASONS))) {
		return EXIT_NO_CARD;
	}
	if (isAny('portal', PORTAL_GONE)) {
		return EXIT_NO_PORTAL;
	}
	return troubles.length > 0 ? EXIT_FAILED : EXIT_DONE;
}

/** False where it was asked for and could not be written. */
async function writeBundle(
	report: DoctorReport,
	snapshot: CardSnapshot,
	{ bundle: path, home, system, io }: DoctorOptions,
	texts: Texts,
): Promise<boolean> {
	if (path === undefined) {
		return true;
	}
	const [{ redactedReport }, { writeAndTell }] = await Promise.all([
		import('./doctor-redaction.ts'),
		import('./new-file.ts'),
	]);
	const content: DoctorBundle = {
		schemaVersion: 1,
		program: system,
		report: redactedReport(report, snapshot, home),
	};
	const isWritten = await writeAndTell(path, `${JSON.stringify(content, undefined, 2)}\n`, { texts, io });
	if (isWritten) {
		io.stderr(`${texts.commands.doctor.bundleHint}\n`);
	}
	return isWritten;
}
