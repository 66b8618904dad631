/* Reads what the process was given, builds the ports, runs, and turns the outcome into an exit code. */

import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import type { ProxyRoute } from '#api';
import {
	createRuntime,
	initialState,
	type KioskMode,
	type Language,
	type OperatorPort,
	type PicturePort,
	type Runtime,
	type ThemeName,
} from '#app';
import type { CommandLineIo, DoctorOptions, FixOptions, FixWish, Invocation } from '#commands';
import {
	cacheDirectory,
	dataDirectory,
	isOperatorCode,
	parseClockHosts,
	parseModuleEnvironment,
	parseReaderNames,
	readLayers,
	SANDBOX,
	type Settings,
	type SettingsProblem,
	type SettingsReading,
	SYSTEM_SETTINGS_DIRECTORY,
	settingsDirectory,
	settingsPath,
	startDecision,
} from '#config';
import { textsOf } from '#i18n';
import {
	buildPorts,
	cardPinOfCommand,
	driverOfCommand,
	lateDriver,
	type PortOptions,
	type SeenSealsOptions,
	seenSeals,
	systemClock,
	systemCommands,
} from '#ports';
import {
	createKeyFeed,
	type LineMode,
	type PictureSpace,
	routeKey,
	scrollOf,
	update,
	wantedTimers,
} from '#screens';
import {
	alignInkColours,
	ancestorNames,
	askAtTerminal,
	attachKeyboard,
	copySequence,
	createScreenOutput,
	createWidgetInput,
	detectCapabilities,
	holdTerminal,
	multiplexerOf,
	type Pictures,
	readSecretLine,
	type TerminalCapabilities,
} from '#terminal';
import { cleanText } from '#text';
import { createTheme, encodeQr, type Theme, type WidgetDesk } from '#ui';
import manifest from '../package.json' with { type: 'json' };

type Screens = Extract<Invocation, { readonly kind: 'screens' }>['options'];
/** Nothing is drawn in the line mode, so nothing has too little room. */
const LINE_MODE_SIZE = { columns: 80, rows: 1000 } as const;

type Headless = Exclude<Invocation, { readonly kind: 'screens' | 'done' }>;

const EXIT_FAILED = 1;
const EXIT_WRONG_USE = 2;
/** Of a monitoring plug-in. */
const EXIT_UNKNOWN = 3;

/** What must end before the process may; filled while it starts, ended last first. */
const endings: (() => Promise<void>)[] = [];

const life = holdTerminal({
	async shutdown() {
		for (const end of endings.splice(0).reverse()) {
			await end();
		}
	},
	faultHeading: `${textsOf('tr').commands.unexpected}\n${textsOf('en').commands.unexpected}`,
	outputRefused: (code) =>
		`${textsOf('tr').commands.outputRefused(code)}\n${textsOf('en').commands.outputRefused(code)}`,
});

const directory = settingsDirectory(process.env);
/** Read while the rest is loaded. */
const reading = readLayers({ system: SYSTEM_SETTINGS_DIRECTORY, user: directory, env: process.env });
const invocation = await readInvocation(process.argv.slice(2));
switch (invocation.kind) {
	case 'screens':
		await runScreens(invocation.options);
		break;
	case 'done':
		await life.leave(invocation.exitCode);
		break;
	default:
		await life.leave(await runHeadless(invocation));
		break;
}

/** Without arguments there is nothing to parse, and the parser is not loaded before the first screen. */
async function readInvocation(argv: readonly string[]): Promise<Invocation> {
	if (argv.length === 0) {
		return { kind: 'screens', options: { portal: undefined, language: undefined } };
	}
	const { parseCommandLine } = await import('#commands');
	return parseCommandLine(argv, commandLineIo((await reading).settings.language));
}

function commandLineIo(language: Language, kind?: Headless['kind']): CommandLineIo {
	return {
		language,
		version: manifest.version,
		columns: process.stdout.columns,
		// What a monitoring plug-in could not say is unknown: 1 would be a warning.
		...life.commandOutput(kind === 'expiring' || kind === 'check' ? EXIT_UNKNOWN : undefined),
	};
}

/** Where certificates of authorities are kept that were fetched or imported. */
function issuerFolder(): string | undefined {
	const data = dataDirectory(process.env);
	return data === undefined ? undefined : join(data, 'authorities');
}

/** Where the register of seals lies. */
async function sealsFolder(): Promise<string | undefined> {
	const { registerDirectory } = await import('#register');
	return registerDirectory(process.env);
}

/** Where verified answers about certificates are kept. */
function evidenceFolder(): string | undefined {
	const cache = cacheDirectory(process.env);
	return cache === undefined ? undefined : join(cache, 'evidence');
}

async function runHeadless(headless: Headless): Promise<number> {
	const {
		personAt,
		runAudit,
		runAuthorities,
		runCheck,
		runConfig,
		runDoctor,
		runDoctorOpen,
		runExpiring,
		runExplain,
		runFix,
		runInspect,
		runMetrics,
		runPortalCheck,
		registerSentence,
		runSandbox,
		runSeals,
		runStatus,
		runWatch,
		runWatchLost,
		settingsProblemSentence,
	} = await import('#commands');
	const { settings, problem } = await reading;
	const texts = textsOf(headless.language ?? settings.language);
	const io = commandLineIo(settings.language, headless.kind);
	if (problem !== undefined) {
		io.stderr(`${settingsProblemSentence(problem, texts)}\n`);
	}
	if (headless.kind === 'config') {
		const readSecret = () => readTyped(false);
		const directories = { user: directory, system: SYSTEM_SETTINGS_DIRECTORY };
		return runConfig({ ...headless, reading: await reading, directories, texts, io, readSecret });
	}
	if (headless.kind === 'explain') {
		return runExplain({ ...headless, texts, io });
	}
	if (headless.kind === 'doctor' && headless.fix !== undefined) {
		const { readServiceHost } = await import('#card');
		return runFix({
			host: () => readServiceHost(),
			commands: systemCommands({ pid: process.pid, uid: process.getuid?.() }),
			who: beneficiary(headless.fix),
			isRoot: process.getuid?.() === 0,
			ask: (question, yes) => askAtTerminal(question, yes, process),
			texts,
			io,
		});
	}
	if (headless.kind === 'doctor' && headless.open !== undefined) {
		return runDoctorOpen({ path: resolve(headless.open), json: headless.json, texts, io });
	}
	if (headless.kind === 'seals') {
		return runSeals({ ...headless, directory: await sealsFolder(), now: Date.now, texts, io });
	}
	if (headless.kind === 'audit') {
		const { journalDirectory } = await import('#audit');
		const journal = journalDirectory(process.env, headless.of);
		const input = headless.stdin ? process.stdin : undefined;
		const sandboxDirectory = headless.of === 'portal' ? journalDirectory(process.env, 'sandbox') : undefined;
		const uid = process.getuid?.();
		return runAudit({ ...headless, directory: journal, sandboxDirectory, input, uid, texts, io });
	}
	const ending = new AbortController();
	const ended = Promise.withResolvers<void>();
	endings.push(() => {
		ending.abort();
		return ended.promise;
	});
	try {
		if (headless.kind === 'sandbox') {
			return await runSandbox({ ...headless, texts, io, signal: ending.signal, clock: systemClock });
		}
		if (headless.kind === 'inspect') {
			const { at = Date.now() } = headless;
			const cacheFolder = evidenceFolder();
			return await runInspect({
				...headless,
				at,
				isAtNow: headless.at === undefined,
				cacheFolder,
				issuerFolder: issuerFolder(),
				proxy: await proxyOf(settings),
				texts,
				io,
				signal: ending.signal,
			});
		}
		if (headless.kind === 'authorities') {
			return await runAuthorities({
				...headless,
				folder: issuerFolder(),
				proxy: await proxyOf(settings),
				texts,
				io,
				signal: ending.signal,
				now: Date.now(),
			});
		}
		if (headless.kind === 'portal-check') {
			const words = texts.commands.portalCheck;
			const drawPicture = async (png: Uint8Array) => {
				const { isUnicode } = terminalCapabilities();
				return (await picturePort(isUnicode).decode(png))?.lines;
			};
			const asked = { readLine: readTyped, drawPicture, words, io, signal: ending.signal };
			return await runPortalCheck({
				...headless,
				person: headless.isAccount ? personAt(asked) : undefined,
				authoritiesPath: settings['portal.authorities'],
				proxy: await proxyOf(settings),
				texts,
				io,
				signal: ending.signal,
			});
		}
		const json = headless.kind !== 'metrics' && headless.json;
		const { readerFilter, holderNumber } =
			headless.kind === 'doctor' ? { readerFilter: undefined, holderNumber: undefined } : headless;
		const openMonitor = async () => {
			const { createCardMonitor, createPcscLiteService } = await import('#card');
			return createCardMonitor({
				services: [createPcscLiteService()],
				nameFilter: readerFilter,
				holderNumber,
				readerNames: readerNames(settings),
				cacheFolder: cardFolder(settings),
				wantsChipSerials: ['status', 'watch', 'check'].includes(headless.kind),
			});
		};
		if (headless.kind === 'expiring') {
			const { files, withinDays, criticalDays, isAll, timeoutSeconds, check } = headless;
			const signal = ending.signal;
			return await runExpiring({
				files,
				withinDays,
				criticalDays,
				isAll,
				register: headless.register ? { directory: await sealsFolder(), now: Date.now } : undefined,
				timeoutSeconds,
				check,
				cacheFolder: evidenceFolder(),
				issuerFolder: issuerFolder(),
				proxy: await proxyOf(settings),
				json,
				monitor: openMonitor,
				texts,
				io,
				signal,
				now: Date.now(),
			});
		}
		if (headless.kind === 'watch' && headless.revocation) {
			return await runWatchLost({
				directory: await sealsFolder(),
				json,
				issuerFolder: issuerFolder(),
				proxy: await proxyOf(settings),
				texts,
				io,
				signal: ending.signal,
				now: Date.now,
			});
		}
		const monitor = await openMonitor();
		const onTrouble: SeenSealsOptions['onTrouble'] = (error) =>
			io.stderr(`${texts.commands.seals.notKept(registerSentence(error, texts))}\n`);
		const seen = settings['seals.keep']
			? seenSeals({ directory: sealsFolder, now: Date.now, onTrouble })
			: undefined;
		try {
			if (headless.kind === 'watch') {
				return await runWatch({
					monitor,
					seen,
					json,
					check: headless.check,
					cacheFolder: evidenceFolder(),
					issuerFolder: issuerFolder(),
					proxy: await proxyOf(settings),
					texts,
					io,
					signal: ending.signal,
					now: () => Date.now(),
				});
			}
			const modulePath = headless.kind === 'metrics' ? undefined : headless.modulePath;
			const module = namedModule(modulePath, settings);
			const lookAtNeighbours = async () => {
				const { readCardNeighbours } = await import('#card');
				const { HOME: home, JAVA_HOME: javaHome } = process.env;
				return readCardNeighbours({ home, javaHome });
			};
			const system = {
				version: manifest.version,
				node: process.version,
				platform: process.platform,
				machine: process.arch,
			};
			if (headless.kind === 'check') {
				const driver = lateDriver({ ...module, trust: 'any-owner' });
				const { pdf, text, sign, include } = headless;
				return await runCheck({
					monitor,
					lookAtDriver: driver.port.look,
					lookAtNeighbours,
					cardPin: cardPinOfCommand({ monitor, driver, environment: process.env, uid: process.getuid?.() }),
					readSecret: () => readTyped(false),
					sign,
					includes: include,
					holderNumber,
					clocks: clockHosts(settings),
					cacheFolder: evidenceFolder(),
					issuerFolder: issuerFolder(),
					proxy: await proxyOf(settings),
					system,
					home: process.env['HOME'],
					pdf: pdf === undefined ? undefined : resolve(pdf),
					text: text === undefined ? undefined : resolve(text),
					json,
					language: headless.language ?? settings.language,
					io,
					signal: ending.signal,
					now: Date.now(),
				});
			}
			const driver = driverOfCommand(module);
			if (headless.kind === 'doctor') {
				return await runDoctor({
					monitor,
					json,
					language: headless.language ?? settings.language,
					bundle: headless.bundle === undefined ? undefined : resolve(headless.bundle),
					lookAtDriver: driver.look,
					lookAtNeighbours,
					portal: await portalOfDoctor(headless.portal, await reading),
					terminal: terminalCapabilities(),
					system,
					home: process.env['HOME'],
					io,
					signal: ending.signal,
					now: Date.now(),
				});
			}
			const looking = {
				monitor,
				check: headless.check,
				cacheFolder: evidenceFolder(),
				issuerFolder: issuerFolder(),
				proxy: await proxyOf(settings),
				lookAtDriver: driver.look,
				isModuleNamed: module.path !== undefined,
				readerFilter,
				holderNumber,
				texts,
				io,
				signal: ending.signal,
				now: Date.now(),
			};
			if (headless.kind === 'metrics') {
				const { journalDirectory } = await import('#audit');
				const journals = {
					portal: journalDirectory(process.env, 'portal'),
					sandbox: journalDirectory(process.env, 'sandbox'),
				};
				return await runMetrics({ ...looking, version: manifest.version, journals });
			}
			return await runStatus({ ...looking, json, seen });
		} finally {
			await seen?.close();
			await monitor.close();
		}
	} finally {
		ended.resolve();
	}
}

/** Who is named, else who gave sudo, else who runs the command; undefined for root itself, which needs no right. */
function beneficiary({ user, group }: FixWish): FixOptions['who'] {
	if (group !== undefined) {
		return { kind: 'group', name: group };
	}
	const own = process.getuid?.() === 0 ? process.env['SUDO_USER'] : userInfo().username;
	const name = user ?? own;
	return name === undefined || name === 'root' ? undefined : { kind: 'user', name };
}

/** The next line of the standard input; undefined where there is none. */
async function readTyped(isShown: boolean) {
	const typed = await readSecretLine(process.stdin, { isShown });
	return typed.kind === 'typed' ? typed.secret : undefined;
}

function terminalCapabilities(): TerminalCapabilities {
	const { env, stdin, stdout } = process;
	return detectCapabilities({ env, stdin, stdout, ancestors: ancestorNames() });
}

/** The portal that was asked for, else the configured one; undefined: the sandbox, in the program. */
async function portalOfDoctor(
	asked: PortOptions['portal'] | undefined,
	{ settings, problem }: SettingsReading,
): Promise<DoctorOptions['portal']> {
	if (asked === undefined && problem !== undefined) {
		return 'unknown';
	}
	const portal = furnished(asked ?? (await configuredPortal(settings)), settings);
	const { portalToAsk } = await import('#commands');
	return portal.kind === 'http' ? portalToAsk({ ...portal, proxy: await proxyOf(settings) }) : undefined;
}

/** The vendor's module as option and settings name it. */
function namedModule(path: string | undefined, settings: Settings): PortOptions['driver'] {
	const variables = settings['card.module-environment'];
	return {
		path: path ?? settings['card.module'],
		environment: variables === undefined ? undefined : parseModuleEnvironment(variables),
	};
}

/** What people call their readers, by the settings, which took sound names only. */
function readerNames({ 'card.reader-names': names }: Settings) {
	return names === undefined ? undefined : parseReaderNames(names);
}

/** The servers whose clocks are asked; undefined: the program's own two. */
function clockHosts({ 'check.clocks': addresses }: Settings): readonly string[] | undefined {
	return addresses === undefined ? undefined : parseClockHosts(addresses);
}

/** Where cards that were read are kept, if that was asked for. */
function cardFolder(settings: Settings): string | undefined {
	const caches = settings['card.cache'] ? cacheDirectory(process.env) : undefined;
	return caches === undefined ? undefined : join(caches, 'cards');
}

async function runScreens(options: Screens): Promise<void> {
	const { stdin, stdout, env } = process;
	// Colours that were asked for are wanted.
	const wanted = options.theme === undefined || options.theme === 'none' ? {} : { NO_COLOR: undefined };
	const capabilities = detectCapabilities({
		env: { ...env, ...wanted },
		stdin,
		stdout,
		ancestors: ancestorNames(),
	});
	const { settings, problem } = await reading;
	const language = options.language ?? settings.language;
	const isPlain = options.isPlain === true || wantsLines(capabilities, options);
	if (!capabilities.isInteractive && !isPlain) {
		process.stderr.write(`${textsOf(language).commands.noTerminal}\n`);
		await life.leave(EXIT_WRONG_USE);
	}
	await heedSettings(options, language);
	alignInkColours(env, capabilities);
	const [ink, screens] = await Promise.all([isPlain ? undefined : import('ink'), import('#screens')]);

	const portal = furnished(options.portal ?? (await configuredPortal(settings)), settings);
	const built = buildPorts({
		portal,
		driver: namedModule(options.modulePath, settings),
		isKiosk: options.isKiosk === true,
		documentsFolder: settings['documents.folder'],
		keepsSeals: settings['seals.keep'],
		// Nothing of a visitor's card stays on a kiosk.
		cardFolder: options.isKiosk === true ? undefined : cardFolder(settings),
		readerFilter: options.readerFilter,
		holderNumber: options.holderNumber,
		readerNames: readerNames(settings),
		proxy: await proxyOf(settings),
		picture: picturePort(capabilities.isUnicode && !isPlain),
		environment: env,
		uid: process.getuid?.(),
		logsToJournald: settings['log.journald'],
		certificates: {
			saveFolder: env['HOME'],
			cacheFolder: options.isKiosk === true ? undefined : evidenceFolder(),
			issuerFolder: issuerFolder(),
			keepsIssuers: options.isKiosk !== true,
		},
	});
	let screen: { clear(): void } | undefined;
	const runtime = createRuntime({
		ports: { ...built.ports, operator: operatorPort(settings) },
		update,
		wantedTimers,
		redraw: () => screen?.clear(),
		copy: (serial) => stdout.write(copySequence(serial, multiplexerOf(env))),
		initial: initialState({
			now: Date.now(),
			language,
			...(isPlain ? LINE_MODE_SIZE : { columns: capabilities.columns, rows: capabilities.rows }),
			theme: options.theme ?? configuredTheme(settings, capabilities),
			mode: {
				portal: portal.kind,
				version: manifest.version,
				kiosk: options.isKiosk === true ? kioskMode(settings, language) : undefined,
				isColourless: capabilities.colourLevel === 0,
				// The line mode writes lines, and nobody takes anything along from a kiosk.
				hasClipboard: !isPlain && options.isKiosk !== true && capabilities.hasCursorControl,
				settingsProblem: cleanProblem(problem),
				recorder: capabilities.recorder,
				showsPinsRecorded: settings['pins.show-when-recorded'],
			},
		}),
	});
	endings.push(
		() => built.close(),
		async () => {
			// Secrets are wiped and the portal is told, whatever the reason for leaving was.
			runtime.dispatch({ type: 'process-ends' });
			await runtime.idle();
			runtime.close();
		},
	);

	if (ink === undefined) {
		await runLines(runtime, screens.LineMode);
		return;
	}
	const output = createScreenOutput(stdout, capabilities.graphics);
	const keepPicture = pictureKeeper(output.pictures);
	let place = runtime.state().screen;
	runtime.subscribe(() => {
		const { screen: next } = runtime.state();
		if (next !== place) {
			place = next;
			output.writeNextWhole();
		}
	});
	const input = createWidgetInput(stdin);
	const keys = createKeyFeed({
		route: (event) => routeKey(runtime.state(), event),
		dispatch: (message) => runtime.dispatch(message),
		focused: () => widgets.focused,
		give: input.give,
	});
	const widgets: WidgetDesk = { focused: undefined, report: keys.report };
	const tree = screens.appTree({
		store: runtime,
		widgets,
		themeOf: themesFor(capabilities),
		onFrame: ({ picture, scrollEnd }) => {
			keepPicture(picture);
			if (scrollOf(runtime.state()) > scrollEnd) {
				runtime.dispatch({ type: 'scroll-ended', scroll: scrollEnd });
			}
		},
	});
	// Ink does this with its first frame; what is typed before it must not be echoed, nor Ctrl+C reach the shell.
	stdin.setRawMode(true);
	const opened = life.openScreen(() =>
		ink.render(tree, {
			stdin: input.stream,
			stdout: output.stdout,
			alternateScreen: true,
			exitOnCtrlC: false,
			interactive: true,
			patchConsole: true,
		}),
	);
	screen = opened;
	attachKeyboard({ stdin, onKey: (event) => void keys.press(event) });
	// Not the stream's `resize`: a window that changed and changed back has lost its contents and tells nothing there.
	process.on('SIGWINCH', () => {
		const { columns, rows } = stdout;
		const { size } = runtime.state();
		if (size.columns === columns && size.rows === rows) {
			opened.clear();
		}
		runtime.dispatch({ type: 'resized', columns, rows });
	});
	await opened.waitUntilRenderFlush();
	runtime.start();
	await life.leave(await runtime.exited);
}

/** Ends the program where it must not start with the settings as they are, or where the person at a desk does not want it to. */
async function heedSettings({ isKiosk = false, portal }: Screens, language: Language): Promise<void> {
	const read = await reading;
	const decision = startDecision(read, { isKiosk, portal: portal?.kind });
	if (decision.kind === 'start') {
		return;
	}
	const texts = textsOf(language);
	const { start } = texts.commands.config;
	const { settingsProblemSentence } = await import('#commands');
	if (read.problem !== undefined) {
		process.stderr.write(`${settingsProblemSentence(read.problem, texts)}\n`);
	}
	if (decision.kind === 'refuse') {
		const path = cleanText(directory === undefined ? '' : settingsPath(directory));
		process.stderr.write(
			`${decision.why === 'no-portal' ? start.kioskNoPortal(path) : start.kioskUnusable}\n`,
		);
		await life.leave(EXIT_FAILED);
	}
	const question = portal?.kind === 'http' ? start.askPortal(portal.address) : start.askSandbox;
	if (!(await askAtTerminal(question, start.yes, process))) {
		await life.leave(EXIT_FAILED);
	}
}

/** Nothing is drawn for who listens, and where the cursor cannot be moved. */
function wantsLines(
	{ isScreenReader, isInteractive, hasCursorControl }: TerminalCapabilities,
	{ isKiosk }: Screens,
): boolean {
	return isKiosk !== true && isInteractive && (isScreenReader || !hasCursorControl);
}

/**
 * The line mode. At a terminal keys come one by one and are shown here, so that a secret never is; lines from a file are
 * taken one after the other, each when the one before has had its effect.
 */
async function runLines(runtime: Runtime, Mode: typeof LineMode): Promise<void> {
	const { stdin, stdout } = process;
	const isTerminal = stdin.isTTY === true;
	if (isTerminal) {
		stdin.setRawMode(true);
	}
	const lines = new Mode({
		store: runtime,
		theme: createTheme({ isUnicode: false, hasColour: false }),
		write: (text) => stdout.write(text),
		isEchoing: isTerminal,
	});
	runtime.start();
	let done: Promise<void> = isTerminal ? Promise.resolve() : runtime.idle();
	attachKeyboard({
		stdin,
		onKey: (event) => {
			if (isTerminal) {
				lines.key(event);
				return;
			}
			done = done.then(() => {
				lines.key(event);
				return runtime.idle();
			});
		},
	});
	const inputEnded = new Promise<number>((resolve) => {
		stdin.once('end', () => void done.then(() => resolve(0)));
	});
	const exitCode = await Promise.race([runtime.exited, inputEnded]);
	stdout.write('\n');
	await life.leave(exitCode);
}

/** The portal of the settings, which took a checked address only; the sandbox where there is none. */
async function configuredPortal(settings: Settings): Promise<PortOptions['portal']> {
	const address = settings['portal.address'];
	if (address === undefined || address === SANDBOX) {
		return { kind: 'sandbox' };
	}
	const { parsePortalAddress } = await import('#api');
	const parsed = parsePortalAddress(address);
	if (!parsed.ok) {
		throw new TypeError(`the settings hold an address that was refused: ${parsed.code}`);
	}
	return { kind: 'http', address: parsed.url };
}

/** With what the settings say of the way to any portal. */
function furnished(portal: PortOptions['portal'], settings: Settings): PortOptions['portal'] {
	const authoritiesPath = settings['portal.authorities'];
	return portal.kind === 'http' ? { ...portal, authoritiesPath } : portal;
}

/** The proxy of the settings, which were checked when they were read. */
async function proxyOf({ proxy, 'no-proxy': exceptions }: Settings): Promise<ProxyRoute | undefined> {
	if (proxy === undefined) {
		return undefined;
	}
	const { parseProxyExceptions } = await import('#api');
	const parsed = parseProxyExceptions(exceptions ?? '');
	if (parsed === undefined) {
		throw new TypeError('the settings hold an exception from the proxy that was refused');
	}
	return { address: proxy, exceptions: parsed };
}

function kioskMode(settings: Settings, language: Language): KioskMode {
	return {
		idleSecretMs: settings['kiosk.idle-secret-seconds'] * 1000,
		idleMs: settings['kiosk.idle-seconds'] * 1000,
		hasOperatorCode: settings['kiosk.operator-code'] !== undefined,
		mayPrint: settings['kiosk.print'],
		language,
	};
}

function operatorPort(settings: Settings): OperatorPort {
	return { isCode: (code) => isOperatorCode(code, settings['kiosk.operator-code']) };
}

function configuredTheme({ theme }: Settings, { hasLightGround }: TerminalCapabilities): ThemeName {
	return theme === 'auto' ? (hasLightGround ? 'light' : 'dark') : theme;
}

/** Each theme is made once. */
function themesFor({ isUnicode, colourLevel }: TerminalCapabilities): (name: ThemeName) => Theme {
	const made = new Map<ThemeName, Theme>();
	return (name) => {
		const theme =
			made.get(name) ??
			createTheme({ isUnicode, name, hasColour: colourLevel > 0, hasManyColours: colourLevel > 1 });
		made.set(name, theme);
		return theme;
	};
}

function cleanProblem(problem: SettingsProblem | undefined): SettingsProblem | undefined {
	return problem === undefined
		? undefined
		: {
				code: problem.code,
				path: cleanText(problem.path),
			};
}

/** The picture on the screen follows the frames: placed when it appears or moves, cleared when it is gone. */
function pictureKeeper(pictures: Pictures): (space: PictureSpace | undefined) => void {
	let shown: PictureSpace | undefined;
	return (space) => {
		if (pictures.protocol === 'none') {
			return;
		}
		const isSame = shown?.id === space?.id && shown?.row === space?.row && shown?.column === space?.column;
		if (isSame) {
			return;
		}
		if (shown !== undefined) {
			pictures.clear(shown.id);
		}
		shown = space;
		if (space !== undefined) {
			void pictures.place({ ...space, picture: space.pixels });
		}
	};
}

/** Decodes in the program itself, so that the terminal's own decoder never sees bytes from outside. */
function picturePort(isUnicode: boolean): PicturePort {
	return {
		async decode(png) {
			const { decodePicture, pictureToHalfBlocks } = await import('#ui');
			const outcome = await decodePicture(png);
			if (outcome.kind === 'refused') {
				return undefined;
			}
			const { picture } = outcome;
			const glyphs = isUnicode ? 'blocks' : 'ascii';
			return { pixels: picture, lines: pictureToHalfBlocks(picture, { columns: 48, rows: 6, glyphs }) };
		},
		qr: encodeQr,
	};
}
