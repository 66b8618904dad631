import type { ProxyRoute } from '#api';
import type { KioskMode, Language, OperatorPort, ThemeName } from '#app';
import {
	isOperatorCode,
	parseClockHosts,
	parseModuleEnvironment,
	parseReaderNames,
	SANDBOX,
	type Settings,
	type SettingsProblem,
} from '#config';
import type { PortOptions } from '#ports';
import type { TerminalCapabilities } from '#terminal';
import { cleanText } from '#text';

/* What the settings say, as the rooms want it. They were checked when they were read. */

/** The portal of the settings, which took a checked address only; the sandbox where there is none. */
export async function configuredPortal(settings: Settings): Promise<PortOptions['portal']> {
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
export function furnished(portal: PortOptions['portal'], settings: Settings): PortOptions['portal'] {
	const authoritiesPath = settings['portal.authorities'];
	return portal.kind === 'http' ? { ...portal, authoritiesPath } : portal;
}

/** The proxy of the settings, which were checked when they were read. */
export async function proxyOf({ proxy, 'no-proxy': exceptions }: Settings): Promise<ProxyRoute | undefined> {
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

/** The vendor's module as option and settings name it. */
export function namedModule(path: string | undefined, settings: Settings): PortOptions['driver'] {
	const variables = settings['card.module-environment'];
	return {
		path: path ?? settings['card.module'],
		environment: variables === undefined ? undefined : parseModuleEnvironment(variables),
	};
}

/** What people call their readers, by the settings, which took sound names only. */
export function readerNames({ 'card.reader-names': names }: Settings) {
	return names === undefined ? undefined : parseReaderNames(names);
}

/** The servers whose clocks are asked; undefined: the program's own two. */
export function clockHosts({ 'check.clocks': addresses }: Settings): readonly string[] | undefined {
	return addresses === undefined ? undefined : parseClockHosts(addresses);
}

export function kioskMode(settings: Settings, language: Language): KioskMode {
	return {
		idleSecretMs: settings['kiosk.idle-secret-seconds'] * 1000,
		idleMs: settings['kiosk.idle-seconds'] * 1000,
		hasOperatorCode: settings['kiosk.operator-code'] !== undefined,
		mayPrint: settings['kiosk.print'],
		language,
	};
}

export function operatorPort(settings: Settings): OperatorPort {
	return { isCode: (code) => isOperatorCode(code, settings['kiosk.operator-code']) };
}

export function configuredTheme({ theme }: Settings, { hasLightGround }: TerminalCapabilities): ThemeName {
	return theme === 'auto' ? (hasLightGround ? 'light' : 'dark') : theme;
}

export function cleanProblem(problem: SettingsProblem | undefined): SettingsProblem | undefined {
	return problem === undefined
		? undefined
		: {
				code: problem.code,
				path: cleanText(problem.path),
			};
}
