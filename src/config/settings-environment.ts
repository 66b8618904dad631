import { SETTING_KEYS, type SettingKey, type Settings } from './settings.ts';
import { parseSetting, type SettingsProblem } from './settings-file.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const PREFIX = 'MUHURDAR_';

/** The variable that sets a setting: `portal.address` is `MUHURDAR_PORTAL_ADDRESS`. */
export function settingVariable(key: SettingKey): string {
	return `${PREFIX}${key.replaceAll(/[.-]/g, '_').toLocaleUpperCase('en')}`;
}

export interface SettingsOfEnvironment {
	readonly settings: Partial<Settings>;
	readonly set: readonly SettingKey[];
	readonly problem: SettingsProblem | undefined;
}

/**
 * The settings that the environment names. An unknown name is a problem, as in a file: a misspelt setting would
 * otherwise silently do nothing. An empty variable is none.
 */
export async function settingsOfEnvironment(env: Environment): Promise<SettingsOfEnvironment> {
	const named = Object.entries(env).filter(
		(entry): entry is [string, string] =>
			entry[0].startsWith(PREFIX) && entry[1] !== undefined && entry[1] !== '',
	);
	let settings: Partial<Settings> = {};
	const set: SettingKey[] = [];
	for (const [variable, text] of named) {
		const key = SETTING_KEYS.find((known) => settingVariable(known) === variable);
		const value = key === undefined ? undefined : await parseSetting(key, text);
		if (key === undefined || value === undefined) {
			return { settings: {}, set: [], problem: { code: 'bad-variable', path: variable } };
		}
		settings = { ...settings, [key]: value };
		set.push(key);
	}
	return { settings, set, problem: undefined };
}

/**
 * The language of the locale (POSIX: `LC_ALL` before `LC_MESSAGES` before `LANG`); undefined for every locale but an
 * English one, `C` and `POSIX` among them.
 */
export function languageOfLocale(env: Environment): 'en' | undefined {
	const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
	return /^en(?:[_.@]|$)/.test(locale) ? 'en' : undefined;
}
