import { createRuntime, initialState, type Language } from '#app';
import type { Invocation } from '#commands';
import { settingsPath, startDecision } from '#config';
import { textsOf } from '#i18n';
import { buildPorts } from '#ports';
import { appTree, createKeyFeed, routeKey, scrollOf, update, wantedTimers } from '#screens';
import {
	alignInkColours,
	askAtTerminal,
	attachKeyboard,
	copySequence,
	createScreenOutput,
	createWidgetInput,
	multiplexerOf,
	type TerminalCapabilities,
} from '#terminal';
import { cleanText } from '#text';
import type { WidgetDesk } from '#ui';
import { terminalCapabilities } from './capabilities.ts';
import { cardFolder, evidenceFolder, issuerFolder } from './folders.ts';
import {
	cleanProblem,
	configuredPortal,
	configuredTheme,
	furnished,
	kioskMode,
	namedModule,
	operatorPort,
	proxyOf,
	readerNames,
} from './from-settings.ts';
import { runLines } from './lines.ts';
import { pictureKeeper } from './picture-keeper.ts';
import { picturePort } from './picture-port.ts';
import type { Program } from './program.ts';
import { themesFor } from './themes.ts';

type Screens = Extract<Invocation, { readonly kind: 'screens' }>['options'];

const EXIT_FAILED = 1;
const EXIT_WRONG_USE = 2;

/** Nothing is drawn in the line mode, so nothing has too little room. */
const LINE_MODE_SIZE = { columns: 80, rows: 1000 } as const;

/** Opens the screens, or the line mode, and ends the process with what came of them. */
export async function openScreens(program: Program, options: Screens): Promise<void> {
	const { endings, life, reading, version } = program;
	const { stdin, stdout, env } = process;
	// Colours that were asked for are wanted.
	const wanted = options.theme === undefined || options.theme === 'none' ? {} : { NO_COLOR: undefined };
	const capabilities = terminalCapabilities({ ...env, ...wanted });
	const { settings, problem } = await reading;
	const language = options.language ?? settings.language;
	const isPlain = options.isPlain === true || wantsLines(capabilities, options);
	if (!capabilities.isInteractive && !isPlain) {
		process.stderr.write(`${textsOf(language).commands.noTerminal}\n`);
		await life.leave(EXIT_WRONG_USE);
	}
	await heedSettings(program, options, language);
	alignInkColours(env, capabilities);
	const ink = isPlain ? undefined : await import('ink');

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
				portalAddress: portal.kind === 'http' ? portal.address : undefined,
				version,
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
		await runLines(program, runtime);
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
	const tree = appTree({
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
async function heedSettings(
	{ directory, life, reading }: Program,
	{ isKiosk = false, portal }: Screens,
	language: Language,
): Promise<void> {
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
