import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseCommandLine, runConfig, settingsProblemSentence } from '#commands';
import { isOperatorCode, readLayers, readSettings, settingsPath } from '#config';
import { textsOf } from '#i18n';
import { SecretText } from '#text';
import { configReport } from '../../../src/commands/config-report.ts';
import { selfSigned } from '../api/server-certificates.ts';
import { capturedIo } from './captured-io.ts';

let directory: string;
/** This machine's settings. */
let system: string;
let env: Readonly<Record<string, string>>;

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'muhurdar-config-'));
	system = mkdtempSync(join(tmpdir(), 'muhurdar-system-'));
	env = {};
});

afterEach(() => {
	rmSync(directory, { recursive: true });
	rmSync(system, { recursive: true });
});

/** Types `muhurdar config` and the words. */
async function config(words: readonly string[], ...typed: readonly string[]) {
	const folder = directory;
	const lines = typed.map((line) => SecretText.of(line));
	const io = capturedIo();
	const invocation = await parseCommandLine(['config', ...words], io);
	const exitCode =
		invocation.kind === 'config'
			? await runConfig({
					...invocation,
					directories: { user: folder, system },
					reading: await readLayers({ user: folder, system, env }),
					texts: textsOf('tr'),
					io,
					readSecret: async () => lines.shift(),
				})
			: invocation.kind === 'done' && invocation.exitCode;
	return { exitCode, out: io.out, err: io.err };
}

describe('muhurdar config', () => {
	it('tells where the settings are', async () => {
		expect(await config(['path'])).toEqual({ exitCode: 0, out: `${settingsPath(directory)}\n`, err: '' });
	});

	it('shows all settings, one a line, set or not', async () => {
		const { exitCode, out } = await config(['get']);
		expect(exitCode).toBe(0);
		expect(out.split('\n')).toEqual([
			'language = tr',
			'theme = auto',
			'portal.address =',
			'portal.authorities =',
			'proxy =',
			'no-proxy =',
			'kiosk.operator-code =',
			'kiosk.idle-secret-seconds = 60',
			'kiosk.idle-seconds = 120',
			'kiosk.print = false',
			'card.module =',
			'card.module-environment =',
			'card.cache = false',
			'card.reader-names =',
			'check.clocks =',
			'documents.folder =',
			'pins.show-when-recorded = false',
			'log.journald = false',
			'seals.keep = false',
			'',
		]);
	});

	it('sets, shows and takes out one setting, without a word', async () => {
		expect(await config(['set', 'card.module', '/opt/a.so'])).toEqual({ exitCode: 0, out: '', err: '' });
		expect(await config(['get', 'card.module'])).toEqual({ exitCode: 0, out: '/opt/a.so\n', err: '' });
		expect(JSON.parse(readFileSync(settingsPath(directory), 'utf8'))).toEqual({ 'card.module': '/opt/a.so' });
		expect(await config(['unset', 'card.module'])).toEqual({ exitCode: 0, out: '', err: '' });
		expect(await config(['get', 'card.module'])).toEqual({ exitCode: 0, out: '\n', err: '' });
	});

	it('prints JSON by its schema', async () => {
		await config(['set', 'language', 'en']);
		const { out } = await config(['get', '--json']);
		expect(configReport.parse(JSON.parse(out))).toMatchObject({
			schemaVersion: 1,
			path: settingsPath(directory),
			settings: expect.arrayContaining([
				{ name: 'language', value: 'en', isDefault: false, origin: 'user' },
				{ name: 'portal.address', value: null, isDefault: true, origin: 'default' },
			]),
		});
	});

	it('says what a setting takes, and sets nothing else', async () => {
		expect(await config(['set', 'language', 'de'])).toEqual({
			exitCode: 2,
			out: '',
			err: 'muhurdar: language için yazılabilecek: tr ya da en.\n',
		});
		expect((await config(['get', 'language'])).out).toBe('tr\n');
	});

	it.each([
		[[], 'config komutundan sonra şunlardan biri yazılmalı: get, set, unset, path.'],
		[['delete'], 'config komutundan sonra şunlardan biri yazılmalı: get, set, unset, path.'],
		[['path', 'language'], 'config path komutundan sonra bu yazılamaz: language.'],
		[['set', 'language', 'tr', 'en'], 'config set komutundan sonra bu yazılamaz: en.'],
		[['set', 'language'], 'language ayarının değeri yazılmalı.'],
		[
			['set', 'colour', 'red'],
			'Bir ayar adı yazılmalı, şunlardan biri: language, theme, portal.address, portal.authorities, proxy, no-proxy, kiosk.operator-code, kiosk.idle-secret-seconds, kiosk.idle-seconds, kiosk.print, card.module, card.module-environment, card.cache, card.reader-names, check.clocks, documents.folder, pins.show-when-recorded, log.journald, seals.keep.',
		],
		[
			['set', 'kiosk.operator-code', '472913'],
			'kiosk.operator-code komut satırına yazılmaz; değerini yazmadan çalıştırın, sorulur.',
		],
		[['get', '--all'], 'Bilinmeyen seçenek: --all; seçenekler için --help yazın.'],
	])('refuses wrong use: %j', async (words, sentence) => {
		expect(await config(words)).toEqual({ exitCode: 2, out: '', err: `muhurdar: ${sentence}\n` });
	});

	it('takes the former name of the proxy, keeps it under its name of today, and says so', async () => {
		const renamed = 'portal.proxy ayarının adı artık proxy; eski adla yazılan da geçerlidir.\n';
		writeFileSync(settingsPath(directory), '{"portal.proxy":"http://old.example:8080"}', { mode: 0o600 });
		expect(await config(['get', 'proxy'])).toEqual({
			exitCode: 0,
			out: 'http://old.example:8080\n',
			err: renamed,
		});

		expect(await config(['set', 'portal.proxy', 'http://new.example:8080'])).toMatchObject({
			exitCode: 0,
			err: renamed,
		});

		expect(JSON.parse(readFileSync(settingsPath(directory), 'utf8'))).toEqual({
			proxy: 'http://new.example:8080',
		});
		expect(await config(['unset', 'proxy'])).toMatchObject({ exitCode: 0, err: '' });
		expect((await config(['get', 'proxy'])).out).toBe('\n');
	});

	it.each([
		'http://proxy.example',
		'http://proxy.example:0',
		'http://proxy.example:65536',
		'https://a:1',
		'http://u:p@a:1',
	])('refuses the proxy %s', async (address) => {
		expect(await config(['set', 'proxy', address])).toMatchObject({ exitCode: 2, out: '' });
	});

	it('refuses authorities that nobody could go by, and says why', async () => {
		const missing = join(directory, 'missing.pem');
		const text = join(directory, 'text.pem');
		writeFileSync(text, 'no certificate');
		expect(await config(['set', 'portal.authorities', missing])).toEqual({
			exitCode: 2,
			out: '',
			err: `muhurdar: portal.authorities yazılmadı: dosya yok ya da okunamıyor: ${missing}. Yolu ve izinlerini denetleyin.\n`,
		});
		expect(await config(['set', 'portal.authorities', text])).toMatchObject({
			exitCode: 2,
			err: expect.stringContaining('okunabilen bir PEM sertifikası yok'),
		});
		expect((await config(['get', 'portal.authorities'])).out).toBe('\n');

		const pem = join(directory, 'authority.pem');
		writeFileSync(pem, selfSigned().cert);
		expect(await config(['set', 'portal.authorities', pem])).toEqual({ exitCode: 0, out: '', err: '' });
	});

	it('asks for the code of the kiosk twice, and keeps and shows nothing of it but a hash', async () => {
		const { exitCode, out, err } = await config(['set', 'kiosk.operator-code'], 'açıl-472913', 'açıl-472913');
		expect([exitCode, out]).toEqual([0, '']);
		expect(err).toContain(`Görevli kodu kaydedildi; bundan sonra başlatılan kiosk yalnız bu kodla kapanır.`);
		expect(err).toContain(settingsPath(directory));
		const stored = readFileSync(settingsPath(directory), 'utf8');
		const shown = await config(['get']);
		const asJson = await config(['get', '--json']);
		for (const text of [stored, err, shown.out, asJson.out]) {
			expect(text).not.toMatch(/472913|açıl/);
		}
		expect(shown.out).toContain('kiosk.operator-code = (gizli)\n');
		expect(asJson.out).not.toContain('scrypt');
		const { settings } = await readSettings(directory);
		expect(await isOperatorCode(SecretText.of('açıl-472913'), settings['kiosk.operator-code'])).toBe(true);
		expect(await isOperatorCode(SecretText.of('açıl-472914'), settings['kiosk.operator-code'])).toBe(false);
		expect(await isOperatorCode(SecretText.of('açıl-472913'), undefined)).toBe(false);
	});

	it.each([
		['two codes differ', 1, ['472913', '472914'], 'İki kod aynı değil; kod değiştirilmedi.'],
		['it is given up', 1, ['472913'], 'Vazgeçildi; kod değiştirilmedi.'],
		['it is too short', 2, ['47291', '47291'], 'en az 6, en çok 64 karakter'],
	])('changes no code where %s', async (_why, exitCode, typed, sentence) => {
		const ended = await config(['set', 'kiosk.operator-code'], ...typed);
		expect(ended).toMatchObject({ exitCode, out: '' });
		expect(ended.err).toContain(sentence);
		expect((await config(['get', 'kiosk.operator-code'])).out).toBe('\n');
	});

	it('writes over no damaged file', async () => {
		writeFileSync(settingsPath(directory), '{"langauge": "en"}', { mode: 0o600 });
		const { problem } = await readSettings(directory);
		expect(problem === undefined ? '' : settingsProblemSentence(problem, textsOf('tr'))).toBe(
			`Ayar dosyası bozuk, bu yüzden kullanılmadı: ${settingsPath(directory)}. ` +
				'Dosyayı düzeltin; ayarları baştan yazacaksanız dosyanın adını değiştirin.',
		);
		expect((await config(['set', 'language', 'en'])).exitCode).toBe(1);
		expect(readFileSync(settingsPath(directory), 'utf8')).toBe('{"langauge": "en"}');
	});

	it('writes over no file that it does not go by', async () => {
		writeFileSync(settingsPath(directory), '{"language": "en"}', { mode: 0o666 });
		chmodSync(settingsPath(directory), 0o666);
		expect((await config(['set', 'language', 'tr'])).exitCode).toBe(1);
		expect(readFileSync(settingsPath(directory), 'utf8')).toBe('{"language": "en"}');
	});

	it('says that there is no place where the environment names none', async () => {
		const io = capturedIo();
		const exitCode = await runConfig({
			act: { kind: 'path' },
			json: false,
			origin: false,
			layer: 'user',
			language: undefined,
			directories: { user: undefined, system: undefined },
			reading: await readLayers({ user: undefined, system: undefined, env: {} }),
			texts: textsOf('tr'),
			io,
			readSecret: async () => undefined,
		});
		expect([exitCode, io.out]).toEqual([1, '']);
		expect(io.err).toMatch(/HOME/);
	});
});

describe('the places of settings', () => {
	it('hold one before the other: machine, user, environment, option', async () => {
		await config(['set', '--system', 'language', 'en']);
		await config(['set', '--system', 'theme', 'dark']);
		await config(['set', '--system', 'card.cache', 'true']);
		await config(['set', 'theme', 'light']);
		await config(['set', 'card.cache', 'false']);
		env = {
			MUHURDAR_CARD_CACHE: 'true',
			MUHURDAR_PORTAL_ADDRESS: 'https://portal.example/',
			LANG: 'tr_TR.UTF-8',
		};
		const { out } = await config(['get', '--origin']);
		expect(out.split('\n').filter((line) => !line.endsWith('(default)'))).toEqual([
			'language = en (system)',
			'theme = light (user)',
			'portal.address = https://portal.example/ (environment)',
			'card.cache = true (environment)',
			'',
		]);
		expect((await config(['get', 'language', '--origin', '--lang', 'tr'])).out).toBe('tr (flag)\n');
		const json = configReport.parse(JSON.parse((await config(['get', 'theme', '--json'])).out));
		expect(json.settings).toEqual([{ name: 'theme', value: 'light', isDefault: false, origin: 'user' }]);
	});

	it.each([
		[{ LANG: 'en_GB.UTF-8' }, 'en (locale)'],
		[{ LANG: 'en' }, 'en (locale)'],
		[{ LANG: 'tr_TR.UTF-8', LC_ALL: 'en_US' }, 'en (locale)'],
		[{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'tr_TR.UTF-8' }, 'tr (default)'],
		[{ LANG: 'en_US.UTF-8', MUHURDAR_LANGUAGE: 'tr' }, 'tr (environment)'],
		[{ LANG: 'C.UTF-8' }, 'tr (default)'],
		[{ LANG: 'POSIX' }, 'tr (default)'],
		[{ LANG: 'eng_XX' }, 'tr (default)'],
		[{}, 'tr (default)'],
	])('give the language for %o', async (given, expected) => {
		env = given;
		expect((await config(['get', 'language', '--origin'])).out).toBe(`${expected}\n`);
	});

	it("give the machine's file to every reader, and the code of the kiosk to none", async () => {
		await config(['set', '--system', 'theme', 'dark']);
		expect(statSync(settingsPath(system)).mode & 0o777).toBe(0o644);
		const { exitCode, err } = await config(['set', '--system', 'kiosk.operator-code'], '472913', '472913');
		expect([exitCode, err]).toEqual([2, expect.stringContaining('runuser -u muhurdar')]);
		expect(await config(['path', '--system'])).toEqual({
			exitCode: 0,
			out: `${settingsPath(system)}\n`,
			err: '',
		});
	});

	it.each([{ MUHURDAR_LANGAUGE: 'en' }, { MUHURDAR_LANGUAGE: 'de' }, { MUHURDAR_CARD_CACHE: 'evet' }])(
		'name the variable that is none: %o',
		async (given) => {
			const { problem, settings } = await readLayers({ user: directory, system, env: given });
			expect(problem).toEqual({ code: 'bad-variable', path: Object.keys(given)[0] });
			expect(settings.language).toBe('tr');
		},
	);

	it("keep a damaged file of the machine from being read as the defaults, and the user's from being harmed by it", async () => {
		writeFileSync(settingsPath(system), '{"portal.address": ', { mode: 0o644 });
		const { problem } = await readLayers({ user: directory, system, env });
		expect(problem).toEqual({ code: 'damaged', path: settingsPath(system) });
		expect((await config(['get'])).exitCode).toBe(1);
		expect((await config(['set', 'theme', 'dark'])).exitCode).toBe(0);
		expect((await config(['set', '--system', 'theme', 'dark'])).exitCode).toBe(1);
		expect(readFileSync(settingsPath(system), 'utf8')).toBe('{"portal.address": ');
	});

	it('read an empty object as nothing', async () => {
		writeFileSync(settingsPath(system), '{}\n', { mode: 0o644 });
		const { problem, isThere, set } = await readLayers({ user: undefined, system, env });
		expect([problem, isThere, set]).toEqual([undefined, true, []]);
	});
});
