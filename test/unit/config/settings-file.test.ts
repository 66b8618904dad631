import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	cacheDirectory,
	parseSetting,
	readSettings,
	SETTING_KEYS,
	SettingsWriteError,
	settingsDirectory,
	settingsPath,
	writeSetting,
} from '#config';

const DEFAULTS = {
	language: 'tr',
	theme: 'auto',
	'portal.address': undefined,
	'portal.authorities': undefined,
	proxy: undefined,
	'no-proxy': undefined,
	'kiosk.operator-code': undefined,
	'kiosk.idle-secret-seconds': 60,
	'kiosk.idle-seconds': 120,
	'kiosk.print': false,
	'card.module': undefined,
	'card.cache': false,
	'documents.folder': undefined,
	'pins.show-when-recorded': false,
	'log.journald': false,
	'seals.keep': false,
};

let directory: string;
const umask = process.umask();

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'muhurdar-settings-'));
});

afterEach(() => {
	process.umask(umask);
	rmSync(directory, { recursive: true });
});

/** A settings file as a person would write it. */
function write(text: string, mode = 0o600): void {
	writeFileSync(settingsPath(directory), text);
	chmodSync(settingsPath(directory), mode);
}

describe('the settings', () => {
	it('are the defaults where there is no folder, and where it is empty', async () => {
		const nothing = { settings: DEFAULTS, set: [], formerNames: [], isThere: false, problem: undefined };
		expect(await readSettings(undefined)).toEqual(nothing);
		expect(await readSettings(directory)).toEqual(nothing);
		expect(await readSettings(join(directory, 'none', 'such'))).toEqual(nothing);
		expect(readdirSync(directory)).toEqual([]);
	});

	it('are read as they were written, one beside the other', async () => {
		await writeSetting(directory, 'language', 'en');
		await writeSetting(directory, 'card.module', '/usr/lib/libakisp11.so');
		await writeSetting(directory, 'card.cache', true);
		await writeSetting(directory, 'language', undefined);
		expect(await readSettings(directory)).toEqual({
			settings: { ...DEFAULTS, 'card.module': '/usr/lib/libakisp11.so', 'card.cache': true },
			set: ['card.module', 'card.cache'],
			formerNames: [],
			isThere: true,
			problem: undefined,
		});
	});

	it("are this user's alone, whatever the umask", async () => {
		process.umask(0);
		const folder = join(directory, 'muhurdar');
		await writeSetting(folder, 'language', 'en');
		expect(statSync(folder).mode & 0o777).toBe(0o700);
		expect(statSync(settingsPath(folder)).mode & 0o777).toBe(0o600);
		chmodSync(settingsPath(folder), 0o644);
		await writeSetting(folder, 'language', 'tr');
		expect(statSync(settingsPath(folder)).mode & 0o777).toBe(0o600);
	});

	it.each([
		['no JSON', '{"language": "tr"'],
		['nothing', ''],
		['no object', '"tr"'],
		['a misspelt name', '{"langauge": "tr"}'],
		['a name from elsewhere', '{"__proto__": {"language": "en"}}'],
		['a value that may not be', '{"language": "de"}'],
		['a path that is not whole', '{"card.module": "libakisp11.so"}'],
		['a path with a control character', '{"card.module": "/a\\u001b[2J"}'],
		['an address that would be sent secrets unprotected', '{"portal.address": "http://portal.example/"}'],
		['more than a settings file is long', `{"language": "tr"${' '.repeat(70_000)}}`],
	])(
		'are the defaults where the file holds %s, and the file stays and is named each time',
		async (_what, text) => {
			write(text);
			const { settings, set, problem } = await readSettings(directory);
			expect([settings, set]).toEqual([DEFAULTS, []]);
			expect(problem).toEqual({ code: 'damaged', path: settingsPath(directory) });
			expect(readFileSync(settingsPath(directory), 'utf8')).toBe(text);
			expect((await readSettings(directory)).problem).toEqual(problem);
		},
	);

	it('never fail, whatever the file holds', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.oneof(
					fc.string(),
					fc.json(),
					fc.json().map((value) => `{"card.module":${value}}`),
				),
				async (text) => {
					write(text);
					const { settings, problem } = await readSettings(directory);
					expect(Object.keys(settings).toSorted()).toEqual([...SETTING_KEYS].toSorted());
					expect([undefined, 'damaged']).toContain(problem?.code);
				},
			),
			{ numRuns: 200 },
		);
	});

	it.each([0o620, 0o602, 0o666])('are not taken from a file of mode %o, and it stays', async (mode) => {
		write('{"card.module": "/tmp/evil.so"}', mode);
		const { settings, problem } = await readSettings(directory);
		expect(settings).toEqual(DEFAULTS);
		expect(problem).toEqual({ code: 'not-private', path: settingsPath(directory) });
		expect(readFileSync(settingsPath(directory), 'utf8')).toContain('evil');
	});

	it('are not taken from what is no file, and nobody waits for it', async () => {
		execFileSync('mkfifo', [settingsPath(directory)]);
		const { problem } = await readSettings(directory);
		expect(problem).toEqual({ code: 'not-readable', path: settingsPath(directory) });
	});

	it('name the file that cannot be written', async () => {
		write('');
		const below = join(settingsPath(directory), 'muhurdar');
		await expect(writeSetting(below, 'language', 'en')).rejects.toThrow(SettingsWriteError);
		await expect(writeSetting(below, 'language', 'en')).rejects.toMatchObject({
			code: 'not-writable',
			path: settingsPath(below),
		});
	});
});

describe('a typed value', () => {
	it.each([
		['language', 'en', 'en'],
		['language', 'EN', undefined],
		['card.cache', 'true', true],
		['card.cache', 'false', false],
		['card.cache', 'evet', undefined],
		['pins.show-when-recorded', 'true', true],
		['card.module', '/opt/a b/libakisp11.so', '/opt/a b/libakisp11.so'],
		['card.module', 'true', undefined],
		['kiosk.idle-seconds', '300', 300],
		['kiosk.idle-seconds', '19', undefined],
		['kiosk.idle-seconds', '901', undefined],
		['kiosk.idle-secret-seconds', '6e1', undefined],
		['kiosk.operator-code', '472913', undefined],
		['portal.address', 'https://portal.example/', 'https://portal.example/'],
		['portal.address', 'http://127.0.0.1:8080/', 'http://127.0.0.1:8080/'],
		['portal.address', 'https://a:b@portal.example/', undefined],
	] as const)('of %s is judged: %s', async (key, text, value) => {
		expect(await parseSetting(key, text)).toBe(value);
	});
});

describe('the folder of the settings', () => {
	it.each([
		[{ XDG_CONFIG_HOME: '/etc/xdg', HOME: '/root' }, '/etc/xdg/muhurdar'],
		[{ HOME: '/home/ali' }, '/home/ali/.config/muhurdar'],
		[{ XDG_CONFIG_HOME: 'relative', HOME: '/home/ali' }, '/home/ali/.config/muhurdar'],
		[{ HOME: '' }, undefined],
		[{}, undefined],
	])('comes from the environment: %o', (env, expected) => {
		expect(settingsDirectory(env)).toBe(expected);
	});

	it('is not that of caches, which has a variable of its own', () => {
		const home = { HOME: '/home/ali' };
		expect(cacheDirectory({ ...home, XDG_CACHE_HOME: '/var/cache' })).toBe('/var/cache/muhurdar');
		expect(cacheDirectory({ ...home, XDG_CONFIG_HOME: '/etc/xdg' })).toBe('/home/ali/.cache/muhurdar');
		expect(cacheDirectory({})).toBeUndefined();
	});
});
