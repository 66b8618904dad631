import type { ProxyRoute } from '#api';
import { driverChain, needsNoDriver } from '#app';
import type { CardMonitor, CardSnapshot, DriverReport, Timer } from '#card';
import type { Assessment, SealCertificate } from '#certificate';
import type { Texts } from '#i18n';
import type { SeenSeals } from '#ports';
import type { Assessor } from './assessor.ts';
import type { CommandIo } from './command-io.ts';
import { driverRemedy } from './driver-words.ts';
import { EXIT_CARD_NOT_READ, EXIT_DONE, EXIT_FAILED, EXIT_NO_CARD } from './exit-codes.ts';
import { gapSentence } from './gap-sentence.ts';
import { type Around, givenUpSentence, lookAround, progressTeller, readingProgress } from './look-around.ts';
import type { StatusReport } from './status-report.ts';

export interface StatusOptions {
	/** Closed by whoever made it. */
	readonly monitor: CardMonitor;
	/**
	 * Ends whatever the module does; no PIN is involved. Called once at most: where a card that is in needs the module, or
	 * may be known to it alone, or {@link isModuleNamed}.
	 */
	readonly lookAtDriver: (signal: AbortSignal) => Promise<DriverReport>;
	/** True where an option or a setting names the module: then what it sees is told whatever is in the readers. */
	readonly isModuleNamed?: boolean | undefined;
	readonly json: boolean;
	readonly texts: Texts;
	readonly io: CommandIo;
	/** Ends the command without another word. */
	readonly signal: AbortSignal;
	/** Milliseconds since 1970 UTC: certificates are judged by it. */
	readonly now: number;
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
	/** By which the monitor shows some readers only; for the sentence that none is among them. */
	readonly readerFilter?: string | undefined;
	/** The same for seals of other holders. */
	readonly holderNumber?: string | undefined;
	/** Keeps the seals that are seen; undefined: they are not kept. */
	readonly seen?: Pick<SeenSeals, 'keep'> | undefined;
	/** Measures the waiting for readers and cards; default: the system's. */
	readonly timer?: Timer | undefined;
}

type ReaderState = StatusReport['readers'][number]['state'];

const CARD_NOT_READ: readonly ReaderState[] = ['in-use', 'reading', 'failed'];

/**
 * Prints service, readers, cards and certificates as they are now: facts on stdout, what can be done on stderr.
 * No PIN is asked for and nothing is changed.
 *
 * Gives the exit code: done where a seal was read, here or by the vendor's module, or every card was; not read where a card
 * that could be a seal was not, or not whole; failed where a card gives no sign of life or the service did not answer;
 * otherwise no card.
 */
export async function runStatus(options: StatusOptions): Promise<number> {
	const { json, texts, io } = options;
	const seen = await statusOf(options);
	if (seen === undefined) {
		return EXIT_FAILED;
	}
	const { report, around, driver } = seen;
	if (json) {
		io.stdout(`${JSON.stringify(report, undefined, 2)}\n`);
	} else {
		const [{ statusLines }, { pinLines }] = await Promise.all([
			import('./status-lines.ts'),
			import('./pin-lines.ts'),
		]);
		const pinLinesOf = around.snapshot.readers.map(({ slot }) =>
			slot.kind === 'seal' || slot.kind === 'akis' ? pinLines(slot.card, driver, texts) : [],
		);
		io.stdout(`${statusLines(report, pinLinesOf, texts).join('\n')}\n`);
	}
	const exitCode = exitCodeOf(report);
	await options.seen?.keep(around.snapshot);
	const cacheProblem = await options.monitor.keepCards();
	if (cacheProblem !== undefined) {
		io.stderr(`${texts.commands.status.cache[cacheProblem]}\n`);
	}
	const trouble = options.isModuleNamed === true ? moduleTrouble(driver, texts) : [];
	for (const sentence of [...adviceFor(report, around, exitCode, texts, options), ...trouble]) {
		io.stderr(`${sentence}\n`);
	}
	return exitCode;
}

/** What a report rests on. */
interface SeenStatus {
	readonly report: StatusReport;
	readonly around: Awaited<ReturnType<typeof lookAround>>;
	readonly driver: DriverReport | undefined;
}

/** Looks at service, readers, cards and certificates; undefined where the command was ended. */
export async function statusOf(options: Omit<StatusOptions, 'json'>): Promise<SeenStatus | undefined> {
	const { texts, io, signal } = options;
	const around = await lookAround({ ...options, onWait: progressTeller(io, texts) });
	// Once the cards are read: neither holds the other up.
	const driver =
		!signal.aborted && (options.isModuleNamed === true || isModuleNeeded(around.snapshot))
			? await options.lookAtDriver(signal)
			: undefined;
	if (signal.aborted) {
		return undefined;
	}
	const [{ reportOfSnapshot, cardsSeen }, { openAssessor }] = await Promise.all([
		import('./report-of-snapshot.ts'),
		import('./assessor.ts'),
	]);
	const assessor = await openAssessor({ ...options, check: options.check === true, at: options.now });
	const assessments = await assessmentsOf(cardsSeen(around.snapshot, driver), assessor);
	if (signal.aborted) {
		return undefined;
	}
	const { isRevocationWanted } = assessor;
	const report = reportOfSnapshot({ ...around, driver, now: options.now, assessments, isRevocationWanted });
	return { report, around, driver };
}

/** Each certificate once; the others of its card may be its issuers. */
async function assessmentsOf(
	cards: readonly (readonly SealCertificate[])[],
	assessor: Assessor,
): Promise<ReadonlyMap<string, Assessment>> {
	const assessments = new Map<string, Assessment>();
	for (const certificates of cards) {
		for (const certificate of certificates) {
			if (!assessments.has(certificate.fingerprint)) {
				assessments.set(certificate.fingerprint, await assessor.assess(certificate, certificates));
			}
		}
	}
	return assessments;
}

function isModuleNeeded({ readers }: CardSnapshot): boolean {
	return readers.some(({ slot }) => {
		switch (slot.kind) {
			case 'seal':
			case 'akis':
				return !needsNoDriver(slot.card);
			case 'foreign':
			case 'failed':
				// What was not recognised here the module may know.
				return true;
			default:
				return false;
		}
	});
}

function exitCodeOf({ readers, isComplete, module }: StatusReport): number {
	const isReadByModule = module?.tokens.some(({ certificates }) => certificates.length > 0) === true;
	if (isReadByModule || readers.some(({ state }) => state === 'seal')) {
		return EXIT_DONE;
	}
	if (readers.some(isPerhapsSeal)) {
		return EXIT_CARD_NOT_READ;
	}
	if (readers.some(({ card }) => card !== null)) {
		return EXIT_DONE;
	}
	return isComplete && !readers.some(({ state }) => state === 'unresponsive') ? EXIT_NO_CARD : EXIT_FAILED;
}

/** Whether what was not read could be a seal. */
function isPerhapsSeal({ state, card }: StatusReport['readers'][number]): boolean {
	return CARD_NOT_READ.includes(state) || (card !== null && card.unreadable.length > 0);
}

/** Why the module that somebody named does not work; what it does not see is told by each card. */
function moduleTrouble(driver: DriverReport | undefined, texts: Texts): readonly string[] {
	const chain = driver === undefined ? undefined : driverChain(driver, undefined);
	return chain?.kind === 'broken' ? [driverRemedy(chain.why, texts)] : [];
}

function adviceFor(
	{ service, readers }: StatusReport,
	{ snapshot, gaveUp }: Around,
	exitCode: number,
	texts: Texts,
	{ readerFilter, holderNumber }: Pick<StatusOptions, 'readerFilter' | 'holderNumber'>,
): readonly string[] {
	const { status } = texts.commands;
	const general = [
		...(service.failure === null ? [] : [{ ...texts.card.service, ...status.service }[service.failure]]),
		...(gaveUp === undefined ? [] : [givenUpSentence(gaveUp, texts)]),
	];
	const gaps = readers.flatMap(({ name, card }) => {
		const gap = gapSentence(card, texts);
		return gap === undefined ? [] : [`${name}: ${gap} ${status.gapRemedy}`];
	});
	if (exitCode === EXIT_DONE) {
		return [...general, ...gaps];
	}
	if (holderNumber !== undefined && service.state === 'running' && exitCode === EXIT_NO_CARD) {
		return [...general, status.noSuchHolder(holderNumber)];
	}
	if (readers.length === 0 && service.state === 'running') {
		return [
			...general,
			readerFilter === undefined ? texts.card.slot.noReader : status.noSuchReader(readerFilter),
		];
	}
	const sentences = { ...texts.card.slot, ...status.slot };
	return [
		...general,
		...gaps,
		...readers.flatMap(({ name, state, error, card, progress }, place) => {
			if (card !== null && card.gap !== null) {
				return [];
			}
			const slot = snapshot.readers[place]?.slot;
			const wasAsked = slot?.kind === 'in-use' && slot.wasAsked === true;
			const sentence =
				sentences[error === 'terminated' ? 'terminated' : wasAsked ? 'inUseAfterCommands' : state];
			const done =
				progress === null || progress.certificate === 0 ? '' : `${readingProgress(progress, texts)} `;
			return [`${name}: ${done}${sentence}`];
		}),
	];
}
