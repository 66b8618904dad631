import { DEFAULT_SETTINGS, SETTING_KEYS, type SettingKey, type Settings } from './settings.ts';
import { languageOfLocale, settingsOfEnvironment } from './settings-environment.ts';
import { readSettings, type SettingsReading } from './settings-file.ts';

/** The folder of this machine's settings, which hold for every user who says nothing else. */
export const SYSTEM_SETTINGS_DIRECTORY = '/etc/muhurdar';

/**
 * Where the value of a setting comes from, weakest first. `locale` is LANG and its like, for the language alone; `flag` an
 * option of the command line.
 */
export type SettingOrigin = 'default' | 'locale' | 'system' | 'user' | 'environment' | 'flag';

export interface LayeredSettings extends SettingsReading {
	/** Of every setting. */
	readonly origins: ReadonlyMap<SettingKey, SettingOrigin>;
	/** This machine's file, alone. */
	readonly system: SettingsReading;
	/** This user's file, alone. */
	readonly user: SettingsReading;
}

export interface SettingsPlaces {
	/** Undefined: no file holds for the machine. */
	readonly system: string | undefined;
	/** Undefined where the environment names none. */
	readonly user: string | undefined;
	readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads the settings of all places: the machine's file, before it the user's, before both the environment. Never fails; the
 * first place that cannot be gone by is the `problem`, and `settings` then holds what the others say.
 */
export async function readLayers({ system, user, env }: SettingsPlaces): Promise<LayeredSettings> {
	const [ofSystem, ofUser, ofEnvironment] = await Promise.all([
		readSettings(system),
		readSettings(user),
		settingsOfEnvironment(env),
	]);
	const language = languageOfLocale(env);
	const locale: Partial<Settings> = language === undefined ? {} : { language };
	const origins = new Map<SettingKey, SettingOrigin>();
	const originate = (keys: readonly SettingKey[], origin: SettingOrigin) => {
		for (const key of keys) {
			origins.set(key, origin);
		}
	};
	originate(SETTING_KEYS, 'default');
	originate(language === undefined ? [] : ['language'], 'locale');
	originate(ofSystem.set, 'system');
	originate(ofUser.set, 'user');
	originate(ofEnvironment.set, 'environment');
	return {
		settings: {
			...DEFAULT_SETTINGS,
			...locale,
			...onlySet(ofSystem),
			...onlySet(ofUser),
			...ofEnvironment.settings,
		},
		set: SETTING_KEYS.filter((key) => !['default', 'locale'].includes(origins.get(key) ?? 'default')),
		formerNames: [...new Set([...ofSystem.formerNames, ...ofUser.formerNames])],
		isThere: ofSystem.isThere || ofUser.isThere,
		problem: ofSystem.problem ?? ofUser.problem ?? ofEnvironment.problem,
		origins,
		system: ofSystem,
		user: ofUser,
	};
}

function onlySet({ settings, set }: SettingsReading): Partial<Settings> {
	return Object.fromEntries(set.map((key) => [key, settings[key]]));
}
