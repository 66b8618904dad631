import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import {
	type DoctorOptions,
	type FixOptions,
	type FixWish,
	type Invocation,
	personAt,
	portalToAsk,
	registerSentence,
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
	runSandbox,
	runSeals,
	runStatus,
	runWatch,
	runWatchLost,
	settingsProblemSentence,
} from '#commands';
import { type SettingsReading, SYSTEM_SETTINGS_DIRECTORY } from '#config';
import { textsOf } from '#i18n';
import {
	cardPinOfCommand,
	driverOfCommand,
	lateDriver,
	type PortOptions,
	type SeenSealsOptions,
	seenSeals,
	systemClock,
	systemCommands,
} from '#ports';
import { askAtTerminal } from '#terminal';
import { terminalCapabilities } from './capabilities.ts';
import { commandLineIo } from './command-line-io.ts';
import { cardFolder, evidenceFolder, issuerFolder, sealsFolder } from './folders.ts';
import {
	clockHosts,
	configuredPortal,
	furnished,
	namedModule,
	proxyOf,
	readerNames,
} from './from-settings.ts';
import { picturePort } from './picture-port.ts';
import type { Program } from './program.ts';
import { readTyped } from './typed-line.ts';

type Headless = Exclude<Invocation, { readonly kind: 'screens' | 'done' }>;

/** Runs a command without screens, and gives its exit code. */
export async function runCommand(program: Program, headless: Headless): Promise<number> {
	const { directory, endings, reading, version } = program;
	const { settings, problem } = await reading;
	const texts = textsOf(headless.language ?? settings.language);
	const io = commandLineIo(program, settings.language, headless.kind);
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
				version,
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
				return await runMetrics({ ...looking, version, journals });
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

/** The portal that was asked for, else the configured one; undefined: the sandbox, in the program. */
async function portalOfDoctor(
	asked: PortOptions['portal'] | undefined,
	{ settings, problem }: SettingsReading,
): Promise<DoctorOptions['portal']> {
	if (asked === undefined && problem !== undefined) {
		return 'unknown';
	}
	const portal = furnished(asked ?? (await configuredPortal(settings)), settings);
	return portal.kind === 'http' ? portalToAsk({ ...portal, proxy: await proxyOf(settings) }) : undefined;
}
