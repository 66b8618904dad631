import { constants } from 'node:fs';
import { chmod, mkdir, open } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import {
	DEFAULT_SETTINGS,
	FORMER_SETTING_NAMES,
	isSettingKey,
	type SettingKey,
	type Settings,
	type SettingValue,
} from './settings.ts';

const NAME = 'settings';
const MAX_FILE_BYTES = 65_536;
/** Writable by the group or by all. */
const WRITABLE_BY_OTHERS = 0o022;

/** Why settings are not gone by. */
export interface SettingsProblem {
	/**
	 * - `damaged`: no JSON, an unknown name, or a value that may not be
	 * - `not-readable`: the system refuses, or it is no file
	 * - `not-private`: others could have written it, and it names code that is loaded
	 * - `bad-variable`: a variable of the environment names no setting, or a value that may not be
	 */
	readonly code: 'damaged' | 'not-readable' | 'not-private' | 'bad-variable';
	/** Of the file; of a variable its name. */
	readonly path: string;
}

export interface SettingsReading {
	/** Whole: defaults stand where the file says nothing, or is not gone by. */
	readonly settings: Settings;
	/** The names that the file itself sets. */
	readonly set: readonly SettingKey[];
	/** Former names of settings that the file uses; see `FORMER_SETTING_NAMES`. */
	readonly formerNames: readonly string[];
	/** Whether there is a file, of whatever kind. */
	readonly isThere: boolean;
	readonly problem: SettingsProblem | undefined;
}

const NO_FILE: SettingsReading = {
	settings: DEFAULT_SETTINGS,
	set: [],
	formerNames: [],
	isThere: false,
	problem: undefined,
};

/** The settings cannot be written; `path` is the file that was refused. */
export class SettingsWriteError extends Error {
	readonly code = 'not-writable';
	readonly path: string;

	constructor(path: string, options: ErrorOptions) {
		super('Settings: not writable', options);
		this.name = 'SettingsWriteError';
		this.path = path;
	}
}

export function settingsPath(directory: string): string {
	return join(directory, `${NAME}.json`);
}

/**
 * Reads the settings of a folder; undefined stands for no folder. Never fails: a file that cannot be gone by is
 * named at every start until somebody mends it, and stays as it is; whether the defaults may stand in for it
 * {@link startDecision} says. Without a file nothing is loaded for reading one.
 */
export async function readSettings(directory: string | undefined): Promise<SettingsReading> {
	if (directory === undefined) {
		return NO_FILE;
	}
	const path = settingsPath(directory);
	const text = await readPrivateFile(path);
	if (text === undefined) {
		return NO_FILE;
	}
	if (typeof text !== 'string') {
		return { ...NO_FILE, isThere: true, problem: { code: text.code, path } };
	}
	const stored = await parseSettings(text);
	if (stored === undefined) {
		return { ...NO_FILE, isThere: true, problem: { code: 'damaged', path } };
	}
	return {
		settings: { ...DEFAULT_SETTINGS, ...stored.settings },
		set: stored.set,
		formerNames: stored.formerNames,
		isThere: true,
		problem: undefined,
	};
}

/** Undefined where there is no such file. */
async function readPrivateFile(
	path: string,
): Promise<string | { readonly code: 'damaged' | 'not-readable' | 'not-private' } | undefined> {
	try {
		// Without waiting: a pipe of that name would never be written to.
		await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
		const { uid, mode, size } = await file.stat();
		if ((mode & constants.S_IFMT) !== constants.S_IFREG) {
			return { code: 'not-readable' };
		}
		if ((mode & WRITABLE_BY_OTHERS) !== 0 || (uid !== 0 && uid !== userInfo().uid)) {
			return { code: 'not-private' };
		}
		// What is longer cannot be read whole, and half of it is no JSON.
		const bytes = Buffer.alloc(Math.min(size, MAX_FILE_BYTES));
		const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
		return bytes.toString('utf8', 0, bytesRead);
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : undefined;
		return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : { code: 'not-readable' };
	}
}

async function parseSettings(text: string): Promise<
	| {
			readonly settings: Partial<Settings>;
			readonly set: readonly SettingKey[];
			readonly formerNames: readonly string[];
	  }
	| undefined
> {
	// As the package installs it: nothing to check, and the schema takes as long to load as half of the first screen.
	if (text.trim() === '{}') {
		return { settings: {}, set: [], formerNames: [] };
	}
	const { settingsSchema } = await import('./settings-schema.ts');
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return undefined;
	}
	const parsed = settingsSchema.safeParse(value);
	if (!parsed.success) {
		return undefined;
	}
	const { 'portal.proxy': formerProxy, ...settings } = parsed.data;
	const { proxy = formerProxy } = settings;
	const named = proxy === undefined ? settings : { ...settings, proxy };
	return {
		settings: named,
		set: Object.keys(named).filter(isSettingKey),
		formerNames: Object.keys(FORMER_SETTING_NAMES).filter((name) => name in parsed.data),
	};
}

/** The value that a typed text stands for, or undefined where the setting does not take it. */
export async function parseSetting(key: SettingKey, text: string): Promise<SettingValue | undefined> {
	const { settingsSchema } = await import('./settings-schema.ts');
	const readings: readonly unknown[] = [
		...(text === 'true' || text === 'false' ? [text === 'true'] : []),
		...(/^\d{1,9}$/.test(text) ? [Number(text)] : []),
		text,
	];
	for (const reading of readings) {
		const parsed = settingsSchema.safeParse({ [key]: reading });
		if (parsed.success) {
			return parsed.data[key];
		}
	}
	return undefined;
}

/** Who may read a settings file: its user alone, or everybody on the machine that it holds for. */
const MODES = { user: { folder: 0o700, file: 0o600 }, system: { folder: 0o755, file: 0o644 } } as const;

/**
 * Writes one setting beside the others, at one stroke; undefined takes it out of the file. The file must be one that can
 * be gone by: {@link readSettings} comes first.
 */
export async function writeSetting(
	directory: string,
	key: SettingKey,
	value: SettingValue | undefined,
	readers: keyof typeof MODES = 'user',
): Promise<void> {
	const { default: Conf } = await import('conf');
	const mode = MODES[readers];
	try {
		await mkdir(directory, { recursive: true, mode: mode.folder });
		await chmod(directory, mode.folder);
		const file = new Conf({
			cwd: directory,
			configName: NAME,
			configFileMode: mode.file,
			// A setting's name has dots of its own.
			accessPropertiesByDotNotation: false,
		});
		// Under both of its names a setting would keep the former value beside the new one.
		for (const [former, name] of Object.entries(FORMER_SETTING_NAMES)) {
			if (name === key) {
				file.delete(former);
			}
		}
		if (value === undefined) {
			file.delete(key);
		} else {
			file.set(key, value);
		}
		await chmod(file.path, mode.file);
	} catch (cause) {
		throw new SettingsWriteError(settingsPath(directory), { cause });
	}
}
