import {
	FORMER_SETTING_NAMES,
	hashOperatorCode,
	type LayeredSettings,
	OPERATOR_CODE_LENGTH,
	parseSetting,
	SECRET_SETTING,
	SETTING_KEYS,
	type SettingKey,
	type SettingOrigin,
	SettingsWriteError,
	type SettingValue,
	settingsPath,
	writeSetting,
} from '#config';
import type { Texts } from '#i18n';
import { cleanText, type SecretText } from '#text';
import type { CommandIo } from './command-io.ts';
import type { ConfigAct, ConfigLayer } from './config-act.ts';
import type { ConfigReport } from './config-report.ts';
import { EXIT_DONE, EXIT_FAILED, EXIT_WRONG_USE } from './exit-codes.ts';

/** Longest path that is shown, in code points. */
const MAX_SHOWN_PATH = 300;

export interface ConfigOptions {
	readonly act: ConfigAct;
	/** `get` without a name prints one JSON object. */
	readonly json: boolean;
	/** `get` also tells what sets each. */
	readonly origin: boolean;
	/** The file that `path` tells, and that `set` and `unset` write. */
	readonly layer: ConfigLayer;
	/** The settings of all places, read before. */
	readonly reading: LayeredSettings;
	/** Of each file; undefined where the environment names no place for it. */
	readonly directories: Readonly<Record<ConfigLayer, string | undefined>>;
	/** What `--lang` asked for. */
	readonly language: 'tr' | 'en' | undefined;
	readonly texts: Texts;
	readonly io: CommandIo;
	/** One line that nobody sees; undefined where it was given up. */
	readonly readSecret: () => Promise<SecretText | undefined>;
}

/** Shows and changes the settings; values on stdout, one a line, and the exit code. */
export async function runConfig(options: ConfigOptions): Promise<number> {
	const { act, directories, io, layer, reading } = options;
	const directory = directories[layer];
	const texts = options.texts.commands.config;
	if (directory === undefined) {
		io.stderr(`${texts.noPlace}\n`);
		return EXIT_FAILED;
	}
	if (act.kind === 'path') {
		io.stdout(`${settingsPath(directory)}\n`);
		return EXIT_DONE;
	}
	const { problem } = act.kind === 'get' ? reading : reading[layer];
	// It was named before; writing would lose what is in it.
	if (problem !== undefined) {
		return EXIT_FAILED;
	}
	const formerNames = act.kind === 'get' ? reading.formerNames : [];
	for (const former of new Set([...formerNames, ...(act.formerName === undefined ? [] : [act.formerName])])) {
		io.stderr(`${texts.renamed(former, FORMER_SETTING_NAMES[former] ?? former)}\n`);
	}
	if (act.kind === 'get') {
		show(options, act, directory);
		return EXIT_DONE;
	}
	if (act.kind === 'set' && act.key === 'portal.authorities' && !(await isOfAuthorities(options, act.text))) {
		return EXIT_WRONG_USE;
	}
	const value = act.kind === 'set' ? await askedValue(options, act) : undefined;
	if (value === 'given-up') {
		return EXIT_FAILED;
	}
	if (act.kind === 'set' && value === undefined) {
		io.stderr(`muhurdar: ${texts.wrongValue(act.key, texts.values[act.key])}\n`);
		return EXIT_WRONG_USE;
	}
	try {
		await writeSetting(directory, act.key, value?.setting, layer);
		if (act.kind === 'set' && act.key === SECRET_SETTING) {
			// Nothing of it was shown, so nobody else tells that it is kept now.
			io.stderr(`${texts.codeKept(cleanText(settingsPath(directory), MAX_SHOWN_PATH))}\n`);
		}
		return EXIT_DONE;
	} catch (error) {
		if (error instanceof SettingsWriteError) {
			io.stderr(`${texts.notWritable(cleanText(error.path))}\n`);
			return EXIT_FAILED;
		}
		throw error;
	}
}

/** A file that nobody could go by is refused when it is set, and not only when the portal is asked. */
async function isOfAuthorities({ io, texts }: ConfigOptions, path: string | undefined): Promise<boolean> {
	if (path === undefined || (await parseSetting('portal.authorities', path)) === undefined) {
		return true;
	}
	const { authoritiesIn } = await import('#api');
	const authorities = await authoritiesIn(path);
	if (!('unusable' in authorities)) {
		return true;
	}
	const sentence = texts.commands.config.authorities[authorities.unusable];
	io.stderr(`muhurdar: ${sentence(cleanText(path, MAX_SHOWN_PATH))}\n`);
	return false;
}

type Wanted = { readonly setting: SettingValue };

/** Undefined where the setting does not take it. */
async function askedValue(
	options: ConfigOptions,
	{ key, text }: Extract<ConfigAct, { readonly kind: 'set' }>,
): Promise<Wanted | 'given-up' | undefined> {
	if (text !== undefined) {
		const setting = await parseSetting(key, text);
		return setting === undefined ? undefined : { setting };
	}
	const { io, readSecret } = options;
	const texts = options.texts.commands.config;
	io.stderr(`${texts.askCode} `);
	const code = await readSecret();
	io.stderr(`\n${texts.askCodeAgain} `);
	const again = code === undefined ? undefined : await readSecret();
	io.stderr('\n');
	try {
		if (code === undefined || again === undefined) {
			io.stderr(`${texts.givenUp}\n`);
			return 'given-up';
		}
		if (!code.equals(again)) {
			io.stderr(`${texts.codesDiffer}\n`);
			return 'given-up';
		}
		const { least, most } = OPERATOR_CODE_LENGTH;
		return code.length < least || code.length > most ? undefined : { setting: await hashOperatorCode(code) };
	} finally {
		code?.wipe();
		again?.wipe();
	}
}

function show(
	{ json, origin: tellsOrigin, io, texts, reading, language }: ConfigOptions,
	act: Extract<ConfigAct, { readonly kind: 'get' }>,
	directory: string,
): void {
	const settings = language === undefined ? reading.settings : { ...reading.settings, language };
	const originOf = (key: SettingKey): SettingOrigin =>
		key === 'language' && language !== undefined ? 'flag' : (reading.origins.get(key) ?? 'default');
	const keys = act.key === undefined ? SETTING_KEYS : [act.key];
	if (json) {
		const report: ConfigReport = {
			schemaVersion: 1,
			path: settingsPath(directory),
			settings: keys.map((name) => ({
				name,
				value: name === SECRET_SETTING ? null : (settings[name] ?? null),
				isDefault: !reading.set.includes(name),
				origin: originOf(name),
			})),
		};
		io.stdout(`${JSON.stringify(report, undefined, 2)}\n`);
		return;
	}
	for (const key of keys) {
		const isHidden = key === SECRET_SETTING && settings[key] !== undefined;
		const value = isHidden ? texts.commands.config.hidden : String(settings[key] ?? '');
		const shown = act.key === undefined ? `${key} = ${value}`.trimEnd() : value;
		io.stdout(tellsOrigin ? `${shown}${shown === '' ? '' : ' '}(${originOf(key)})\n` : `${shown}\n`);
	}
}
