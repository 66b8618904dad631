import { release } from 'node:os';
import type { ProxyRoute } from '#api';
import type { CalledOff, CardPinPort, Language } from '#app';
import type { AkisCard, CardMonitor, CardNeighbours, DriverReport, Timer, TriesOutcome } from '#card';
import type { SealCertificate } from '#certificate';
import { type Texts, textsOf } from '#i18n';
import { cleanText, type SecretText } from '#text';
import type { CommandIo } from '../command-io.ts';
import type { DoctorBundle } from '../doctor-report.ts';
import { EXIT_CRITICAL, EXIT_DONE, EXIT_UNKNOWN, EXIT_WARNING } from '../exit-codes.ts';
import { lookAround, progressTeller } from '../look-around.ts';
import type { AssessedUse } from './assessment-links.ts';
import type { CheckDetail } from './check-details.ts';
import type { CheckLink, CheckReport } from './check-report.ts';
import type { ClockSkew } from './clock-skew.ts';
import type { SignatureTrial } from './pin-links.ts';
import type { SealAtHand } from './seal-at-hand.ts';

export interface CheckOptions {
	/** Closed by whoever made it. */
	readonly monitor: CardMonitor;
	/** No PIN is involved. */
	readonly lookAtDriver: (signal: AbortSignal) => Promise<DriverReport>;
	/** Looks at other programs on this computer; nothing is asked of them. */
	readonly lookAtNeighbours: () => Promise<CardNeighbours>;
	/** The desks for the PIN of this card; called where one is in. */
	readonly cardPin: (card: AkisCard) => CardPinPort;
	/** Reads one line that is not shown; undefined where nobody typed one. */
	readonly readSecret: () => Promise<SecretText | undefined>;
	readonly sign: boolean;
	readonly includes: readonly CheckDetail[];
	/** By which the monitor leaves out the seals of others; then nobody has to choose. */
	readonly holderNumber: string | undefined;
	/** Web servers whose clocks are asked. Default: {@link CLOCKS}. */
	readonly clocks?: readonly string[] | undefined;
	/** Where verified answers are kept; undefined: nowhere. */
	readonly cacheFolder?: string | undefined;
	/** Where issuers are kept that were fetched or imported; undefined: nowhere. */
	readonly issuerFolder?: string | undefined;
	readonly proxy?: ProxyRoute | undefined;
	/** Default: those that are pinned in the program. */
	readonly roots?: readonly SealCertificate[] | undefined;
	readonly system: DoctorBundle['program'];
	/** Hidden in the result: its path names its owner. */
	readonly home: string | undefined;
	/** Where the page is written, absolute. */
	readonly pdf: string | undefined;
	readonly text: string | undefined;
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

/** Kamu SM's depot, which every seal's certificate names, and the site of the tax administration. */
export const CLOCKS: readonly string[] = ['http://depo.kamusm.gov.tr/', 'http://www.gib.gov.tr/'];

const EXIT_CODES: Readonly<Record<CheckReport['verdict'], number>> = {
	ok: EXIT_DONE,
	warning: EXIT_WARNING,
	critical: EXIT_CRITICAL,
	unknown: EXIT_UNKNOWN,
};

/**
 * Tells whether the seal in the reader works on this computer: every link from the USB port to a verified signature with
 * its evidence and its remedy, and one verdict. A PIN is asked for only where a signature is wanted, and sent once.
 *
 * Gives the exit code of a monitoring plug-in: 0 fine, 1 warning, 2 critical, 3 unknown.
 */
export async function runCheck(options: CheckOptions): Promise<number> {
	const { io, json, signal, language } = options;
	const texts = textsOf(language);
	const report = await checkReportOf(options, texts);
	if (report === undefined) {
		return EXIT_UNKNOWN;
	}
	const { checkLines } = await import('./check-page.ts');
	const page = `${checkLines(report, texts).join('\n')}\n`;
	io.stdout(json ? `${JSON.stringify(report, undefined, 2)}\n` : page);
	const areWritten = await writePages(report, page, options, texts);
	const exitCode = EXIT_CODES[report.verdict];
	return (areWritten || exitCode !== EXIT_DONE) && !signal.aborted ? exitCode : EXIT_UNKNOWN;
}

/** Undefined where the command was ended. */
async function checkReportOf(options: CheckOptions, texts: Texts): Promise<CheckReport | undefined> {
	const { signal, language, io, includes, system, now } = options;
	const [around, times] = await Promise.all([
		lookAround({ ...options, onWait: progressTeller(io, texts) }),
		timesOf(options),
	]);
	// The module is loaded once the cards are read: neither holds the other up.
	const driver = signal.aborted ? undefined : await options.lookAtDriver(signal);
	if (signal.aborted || driver === undefined) {
		return undefined;
	}
	const [{ checkLinks, isCorrected }, { clockSkew }, { sealAtHand }, { redactor }] = await Promise.all([
		import('./check-links.ts'),
		import('./clock-skew.ts'),
		import('./seal-at-hand.ts'),
		import('../doctor-redaction.ts'),
	]);
	const neighbours = await options.lookAtNeighbours();
	const skew: ClockSkew = clockSkew(times);
	// Two servers that agree are nearer to the truth than a clock that is minutes away from both.
	const at = isCorrected(skew) ? now + skew.correctionMs : now;
	const { snapshot } = around;
	const seal = sealAtHand(snapshot);
	const assessed = seal === undefined ? [] : await assess(seal, at, options);
	const { tries, trial } = seal === undefined ? UNTRIED : await atTheDesk(seal, driver, options, texts);
	if (signal.aborted && trial === undefined) {
		return undefined;
	}
	const links = checkLinks(
		{
			...{ ...around, driver, now: at, seal, times, skew, assessed, tries, trial, neighbours, includes },
			redact: redactor(snapshot, options.home),
		},
		texts,
	);
	return {
		schemaVersion: 1,
		takenAt: new Date(now).toISOString(),
		language,
		program: {
			version: system.version,
			node: system.node,
			system: cleanText(driver.system.name === '' ? `${system.platform} ${release()}` : driver.system.name),
			machine: system.machine,
		},
		isComplete: around.isComplete,
		isPractice: seal?.certificates.some(({ certificate }) => certificate.isSandbox) ?? false,
		verdict: verdictOf(links),
		includes: [...includes],
		holder: includes.includes('holder') ? holderOf(seal) : null,
		links,
	};
}

const UNTRIED = { tries: undefined, trial: undefined } as const;

async function timesOf({ clocks = CLOCKS, proxy, signal }: CheckOptions) {
	const { askWebTime } = await import('#api');
	return Promise.all(clocks.map((address) => askWebTime(address, { proxy, signal })));
}

/** Asks the network for what is missing of the chains, and about revocation. */
async function assess(
	{ card, certificates }: SealAtHand,
	at: number,
	options: CheckOptions,
): Promise<readonly AssessedUse[]> {
	const [{ openAssessor }, { assessmentFieldsOf }] = await Promise.all([
		import('../assessor.ts'),
		import('../report-of-assessment.ts'),
	]);
	const { cacheFolder, issuerFolder, proxy, roots, signal } = options;
	const assessor = await openAssessor({
		...{ check: true, at, cacheFolder, issuerFolder },
		...{ proxy, roots, signal },
	});
	const given = card.certificates.map(({ certificate }) => certificate);
	return Promise.all(
		certificates.map(async ({ certificate }) => ({
			use: certificate.use ?? '',
			isSandbox: certificate.isSandbox,
			report: assessmentFieldsOf(await assessor.assess(certificate, given)),
		})),
	);
}

/** What the card tells of its PIN, and the signature where one is wanted. */
async function atTheDesk(
	{ card, reader }: SealAtHand,
	driver: DriverReport,
	options: CheckOptions,
	texts: Texts,
): Promise<{ readonly tries: TriesOutcome | CalledOff; readonly trial: SignatureTrial }> {
	const { signal, io, monitor } = options;
	const words = texts.commands.check.signature;
	const cardPin = options.cardPin(card);
	const tries = await cardPin.readTries(card, signal);
	if (!options.sign || tries.kind === 'called-off') {
		return { tries, trial: undefined };
	}
	const [{ tryToSign }, { otherHolders }] = await Promise.all([
		import('./seal-trial.ts'),
		import('./seal-at-hand.ts'),
	]);
	const isHolderOpen = options.holderNumber === undefined && otherHolders(monitor.snapshot(), card) > 0;
	const askPin = () => {
		const { slot } = reader;
		const { title, taxNumber } = slot.kind === 'seal' ? slot.holder : { title: '', taxNumber: '' };
		io.stderr(`${words.goesTo(title, taxNumber, reader.name)}\n${words.ask} `);
		return options.readSecret().finally(() => io.stderr('\n'));
	};
	const trial = await tryToSign({ card, driver, tries, isHolderOpen, cardPin, askPin, signal });
	return { tries, trial };
}

function holderOf(seal: SealAtHand | undefined): CheckReport['holder'] {
	const slot = seal?.reader.slot;
	return slot?.kind === 'seal' ? { title: slot.holder.title, number: slot.holder.taxNumber } : null;
}

function verdictOf(links: readonly CheckLink[]): CheckReport['verdict'] {
	const levels = links.map(({ level }) => level);
	return (['critical', 'unknown', 'warning'] as const).find((level) => levels.includes(level)) ?? 'ok';
}

/** False where one was asked for and could not be written. */
async function writePages(
	report: CheckReport,
	page: string,
	{ pdf, text, io, now }: CheckOptions,
	texts: Texts,
): Promise<boolean> {
	if (pdf === undefined && text === undefined) {
		return true;
	}
	const [{ pageDocument }, { writeAndTell }, { checkParagraphs }] = await Promise.all([
		import('#ports'),
		import('../new-file.ts'),
		import('./check-page.ts'),
	]);
	const { title } = texts.commands.check;
	const pages: readonly (readonly [path: string | undefined, content: () => Promise<string | Uint8Array>])[] =
		[
			[text, async () => page],
			[pdf, () => pageDocument({ title, madeAt: now, paragraphs: checkParagraphs(report, texts) })],
		];
	let areWritten = true;
	for (const [path, content] of pages) {
		if (path !== undefined && !(await writeAndTell(path, await content(), { texts, io }))) {
			areWritten = false;
		}
	}
	return areWritten;
}
