import {
	parseSetting,
	SETTING_KEYS,
	type SettingsReading,
	SettingsWriteError,
	settingsPath,
	writeSetting,
} from '#config';
import type { Texts } from '#i18n';
import { cleanText } from '#text';
import type { CommandIo } from './command-io.ts';
import type { ConfigAct } from './config-act.ts';
import type { ConfigReport } from './config-report.ts';
import { EXIT_DONE, EXIT_FAILED, EXIT_WRONG_USE } from './exit-codes.ts';

export interface ConfigOptions {
	readonly act: ConfigAct;
	/** `get` without a name prints one JSON object. */
	readonly json: boolean;
	/** Of the settings, read before. */
	readonly reading: SettingsReading;
	/** Of the settings; undefined where the environment names none. */
	readonly directory: string | undefined;
	readonly texts: Texts;
	readonly io: CommandIo;
}

/** Shows and changes the settings; values on stdout, one a line, and the exit code. */
export async function runConfig(options: ConfigOptions): Promise<number> {
	const { act, directory, io, reading } = options;
	const texts = options.texts.commands.config;
	if (directory === undefined) {
		io.stderr(`${texts.noPlace}\n`);
		return EXIT_FAILED;
	}
	if (act.kind === 'path') {
		io.stdout(`${settingsPath(directory)}\n`);
		return EXIT_DONE;
	}
	const { problem } = reading;
	// It was named before. A damaged file that was moved aside is out of the way; any other would be written over.
	if (problem !== undefined && problem.keptAs === undefined) {
		return EXIT_FAILED;
	}
	if (act.kind === 'get') {
		show(options, act, directory, reading);
		return EXIT_DONE;
	}
	const value = act.kind === 'set' ? await parseSetting(act.key, act.text) : undefined;
	if (act.kind === 'set' && value === undefined) {
		io.stderr(`muhurdar: ${texts.wrongValue(act.key, texts.values[act.key])}\n`);
		return EXIT_WRONG_USE;
	}
	try {
		await writeSetting(directory, act.key, value);
		return EXIT_DONE;
	} catch (error) {
		if (error instanceof SettingsWriteError) {
			io.stderr(`${texts.notWritable(cleanText(error.path))}\n`);
			return EXIT_FAILED;
		}
		throw error;
	}
}

function show(
	{ json, io }: ConfigOptions,
	act: Extract<ConfigAct, { readonly kind: 'get' }>,
	directory: string,
	{ settings, set }: SettingsReading,
): void {
	const keys = act.key === undefined ? SETTING_KEYS : [act.key];
	if (json) {
		const report: ConfigReport = {
			schemaVersion: 1,
			path: settingsPath(directory),
			settings: keys.map((name) => ({ name, value: settings[name] ?? null, isDefault: !set.includes(name) })),
		};
		io.stdout(`${JSON.stringify(report, undefined, 2)}\n`);
		return;
	}
	for (const key of keys) {
		const value = String(settings[key] ?? '');
		io.stdout(act.key === undefined ? `${key} = ${value}`.trimEnd().concat('\n') : `${value}\n`);
	}
}
