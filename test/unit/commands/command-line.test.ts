import { describe, expect, it } from 'vitest';
import { type PortalAddress, parsePortalAddress } from '#api';
import { type Invocation, parseCommandLine } from '#commands';
import { textsOf } from '#i18n';
import { TYPED_COMMANDS } from '../../../src/commands/command-table.ts';
import { type CapturedIo, capturedIo } from './captured-io.ts';

async function read(...argv: readonly string[]) {
	const io = capturedIo();
	const invocation = await parseCommandLine(argv, io);
	return { invocation, out: io.out, err: io.err };
}

function addressOf(text: string): PortalAddress {
	const parsed = parsePortalAddress(text);
	if (!parsed.ok) {
		throw new Error(parsed.code);
	}
	return parsed.url;
}

const NOTHING_ASKED = { language: undefined, readerFilter: undefined };
const SCREENS_ALONE = { ...NOTHING_ASKED, theme: undefined, isKiosk: false, isPlain: false };

describe('the command line', () => {
	it.each<[string, Invocation]>([
		['', { kind: 'screens', options: { ...SCREENS_ALONE, portal: undefined } }],
		['--sandbox', { kind: 'screens', options: { ...SCREENS_ALONE, portal: { kind: 'sandbox' } } }],
		[
			'--flow current',
			{
				kind: 'screens',
				options: { ...SCREENS_ALONE, portal: { kind: 'sandbox', seed: undefined, flow: 'current' } },
			},
		],
		['--guided', { kind: 'screens', options: { ...SCREENS_ALONE, portal: { kind: 'guided' } } }],
		[
			'--seed 0 --lang en --reader udea',
			{
				kind: 'screens',
				options: {
					...SCREENS_ALONE,
					portal: { kind: 'sandbox', seed: 0 },
					language: 'en',
					readerFilter: 'udea',
				},
			},
		],
		[
			'--kiosk --theme light',
			{ kind: 'screens', options: { ...SCREENS_ALONE, isKiosk: true, theme: 'light', portal: undefined } },
		],
		['status', { kind: 'status', json: false, check: false, modulePath: undefined, ...NOTHING_ASKED }],
		[
			'status --json --lang=tr',
			{ kind: 'status', json: true, check: false, ...NOTHING_ASKED, modulePath: undefined, language: 'tr' },
		],
		[
			'--lang en --reader A status --reader B --check --module /opt/a.so',
			{
				kind: 'status',
				json: false,
				check: true,
				language: 'en',
				readerFilter: 'B',
				modulePath: '/opt/a.so',
			},
		],
		[
			'check --sign --holder 4540536920 --pdf a.pdf --include serial,holder --module /opt/a.so',
			{
				kind: 'check',
				json: false,
				pdf: 'a.pdf',
				text: undefined,
				sign: true,
				include: ['holder', 'serial'],
				readerFilter: undefined,
				holderNumber: '4540536920',
				modulePath: '/opt/a.so',
				language: undefined,
			},
		],
		[
			'doctor --json --bundle r.json --module /opt/a.so --lang en',
			{
				kind: 'doctor',
				portal: undefined,
				json: true,
				bundle: 'r.json',
				fix: undefined,
				open: undefined,
				modulePath: '/opt/a.so',
				language: 'en',
			},
		],
		[
			'doctor --fix --user ali',
			{
				kind: 'doctor',
				portal: undefined,
				json: false,
				bundle: undefined,
				fix: { user: 'ali', group: undefined },
				open: undefined,
				modulePath: undefined,
				language: undefined,
			},
		],
		[
			'portal-check https://portal.example.com/seal --json',
			{
				kind: 'portal-check',
				address: addressOf('https://portal.example.com/seal/'),
				isAccount: false,
				changes: [],
				json: true,
				language: undefined,
			},
		],
		[
			'portal-check https://portal.example.com --account --change revoke,details',
			{
				kind: 'portal-check',
				address: addressOf('https://portal.example.com/'),
				isAccount: true,
				changes: ['details', 'revoke'],
				json: false,
				language: undefined,
			},
		],
		[
			'doctor --portal https://portal.example.com',
			{
				kind: 'doctor',
				portal: { kind: 'http', address: addressOf('https://portal.example.com/') },
				json: false,
				bundle: undefined,
				fix: undefined,
				open: undefined,
				modulePath: undefined,
				language: undefined,
			},
		],
		[
			'--module /opt/a.so',
			{ kind: 'screens', options: { ...SCREENS_ALONE, portal: undefined, modulePath: '/opt/a.so' } },
		],
		[
			'inspect a.pem b.der --check --at 2027-01-31T12:00:00+03:00 --crl c.crl --crl e.crl --issuer d.crt --json',
			{
				kind: 'inspect',
				files: ['a.pem', 'b.der'],
				json: true,
				check: true,
				at: Date.UTC(2027, 0, 31, 9),
				crl: ['c.crl', 'e.crl'],
				issuer: 'd.crt',
				language: undefined,
			},
		],
		[
			'inspect a.pem --at 2027-01-31 --lang en',
			{
				kind: 'inspect',
				files: ['a.pem'],
				json: false,
				check: false,
				at: Date.UTC(2027, 0, 30, 21),
				crl: [],
				issuer: undefined,
				language: 'en',
			},
		],
		[
			'expiring',
			{
				kind: 'expiring',
				files: [],
				withinDays: 90,
				criticalDays: undefined,
				isAll: false,
				register: false,
				check: false,
				timeoutSeconds: undefined,
				json: false,
				readerFilter: undefined,
				holderNumber: undefined,
				language: undefined,
			},
		],
		[
			'expiring --within 30d a.pem --json --check',
			{
				kind: 'expiring',
				files: ['a.pem'],
				withinDays: 30,
				criticalDays: undefined,
				isAll: false,
				register: false,
				check: true,
				timeoutSeconds: undefined,
				json: true,
				readerFilter: undefined,
				holderNumber: undefined,
				language: undefined,
			},
		],
		['authorities list', { kind: 'authorities', act: { kind: 'list' }, json: false, language: undefined }],
		[
			'authorities import a.pem b.pem --json',
			{
				kind: 'authorities',
				act: { kind: 'import', files: ['a.pem', 'b.pem'] },
				json: true,
				language: undefined,
			},
		],
		[
			'authorities export pem all.pem --lang en',
			{
				kind: 'authorities',
				act: { kind: 'export', format: 'pem', path: 'all.pem' },
				json: false,
				language: 'en',
			},
		],
		[
			'sandbox',
			{
				kind: 'sandbox',
				port: undefined,
				dataDirectory: undefined,
				card: 'none',
				seed: undefined,
				flow: undefined,
				faults: [],
				language: undefined,
			},
		],
		[
			'--seed 4 sandbox --port 65535 --data veri --card vpcd --flow current --lang en',
			{
				kind: 'sandbox',
				port: 65_535,
				dataDirectory: 'veri',
				card: 'vpcd',
				seed: 4,
				flow: 'current',
				faults: [],
				language: 'en',
			},
		],
	])('understands "%s"', async (line, expected) => {
		const { invocation, out, err } = await read(...line.split(' ').filter((word) => word !== ''));
		expect(invocation).toEqual(expected);
		expect(out + err).toBe('');
	});

	it('takes faults of the sandbox’s portal by name, and no others', async () => {
		const { invocation } = await read('sandbox', '--fault', 'delay,error-500');
		const refused = await read('sandbox', '--fault', 'delay,earthquake');

		expect(invocation).toMatchObject({ faults: ['delay', 'error-500'] });
		expect(refused.invocation).toEqual({ kind: 'done', exitCode: 2 });
		expect(refused.err).toContain('cut-after-commit');
	});

	it('takes a checked portal address', async () => {
		const { invocation } = await read('--portal', 'https://portal.example.com/seal');
		expect(invocation).toEqual({
			kind: 'screens',
			options: { ...SCREENS_ALONE, portal: { kind: 'http', address: 'https://portal.example.com/seal/' } },
		});
	});

	it('cleans the text that readers are chosen by, as their names are', async () => {
		const { invocation } = await read('--reader', 'o\u{308}zel\u{1B}[2J');
		expect(invocation).toMatchObject({ options: { portal: undefined, readerFilter: 'özel\u{FFFD}[2J' } });
	});

	it.each([['-V'], ['--version'], ['status -V'], ['sandbox --version']])(
		'tells its version for %s',
		async (line) => {
			const { invocation, out, err } = await read(...line.split(' '));
			expect(invocation).toEqual({ kind: 'done', exitCode: 0 });
			expect([out, err]).toEqual(['1.2.3\n', '']);
		},
	);
});

describe('wrong use of expiring', () => {
	it.each([
		['check --holder 454053692', '--holder'],
		['check --include name', '--include'],
		['check --pin 123456', '--pin'],
	])('%j is refused with the code of a plug-in that knows nothing', async (line, named) => {
		const { invocation, err } = await read(...line.split(' '));
		expect(invocation).toEqual({ kind: 'done', exitCode: 3 });
		expect(err).toContain(named);
		expect(err).not.toContain('123456');
	});

	it.each(['0d', '3651', '90h', '-1'])(
		'is unknown to a monitoring program, not critical: %s',
		async (within) => {
			const { invocation, err } = await read('expiring', `--within=${within}`);
			expect(invocation).toEqual({ kind: 'done', exitCode: 3 });
			expect(err).toBe('muhurdar: --within için 1d ile 3650d arasında bir gün sayısı yazılmalı.\n');
		},
	);
});

describe('wrong use', () => {
	it.each([
		['--foo', 'Bilinmeyen seçenek: --foo; seçenekler için --help yazın.'],
		['-x', 'Bilinmeyen seçenek: -x; seçenekler için --help yazın.'],
		['--pin=123456', 'Bilinmeyen seçenek: --pin=…; seçenekler için --help yazın.'],
		['foo', 'Bilinmeyen komut: foo; komutlar için --help yazın.'],
		['foo status', 'Bilinmeyen komut: foo; komutlar için --help yazın.'],
		['help foo', 'Bilinmeyen komut: foo; komutlar için --help yazın.'],
		['help statsu', 'Bilinmeyen komut: statsu. Bunu mu demek istediniz: status'],
		['stauts', 'Bilinmeyen komut: stauts. Bunu mu demek istediniz: status'],
		['status --jsom', 'Bilinmeyen seçenek: --jsom. Bunu mu demek istediniz: --json'],
		['--portl=https://portal.example/', 'Bilinmeyen seçenek: --portl=…. Bunu mu demek istediniz: --portal'],
		['config get langauge', 'Bu adda bir ayar yok. Bunu mu demek istediniz: language'],
		['--json', 'Bilinmeyen seçenek: --json; seçenekler için --help yazın.'],
		['status foo', 'status komutundan sonra bu yazılamaz: foo.'],
		['status --port 1', 'Bilinmeyen seçenek: --port; seçenekler için --help yazın.'],
		['status -- --json', 'Bilinmeyen seçenek: --json; seçenekler için --help yazın.'],
		['sandbox --json', 'Bilinmeyen seçenek: --json; seçenekler için --help yazın.'],
		['--portal https://a.example status', '--portal seçeneği status komutuyla kullanılamaz.'],
		['--sandbox status', '--sandbox seçeneği status komutuyla kullanılamaz.'],
		['--reader A sandbox', '--reader seçeneği sandbox komutuyla kullanılamaz.'],
		['--sandbox --portal https://a.example', '--portal ile --sandbox birlikte kullanılamaz.'],
		['--kiosk --plain', '--kiosk ile --plain birlikte kullanılamaz.'],
		['--portal https://a.example --seed 1', '--portal ile --seed birlikte kullanılamaz.'],
		['--portal https://a.example --flow current', '--portal ile --flow birlikte kullanılamaz.'],
		['--guided --flow current', '--guided ile --flow birlikte kullanılamaz.'],
		['--flow 2031', '--flow için şunlardan biri yazılmalı: guide-2014, current.'],
		['--portal', '--portal seçeneğinden sonra değeri yazılmalı.'],
		['--portal --lang tr', '--portal seçeneğinden sonra değeri yazılmalı.'],
		['--reader=', '--reader seçeneğinden sonra değeri yazılmalı.'],
		['authorities', 'authorities komutundan sonra şunlardan biri yazılmalı: list, fetch, import, export.'],
		['authorities fetch now', 'authorities fetch komutundan sonra bu yazılamaz: now.'],
		['authorities import', 'authorities import komutundan sonra en az bir dosya yazılmalı.'],
		[
			'authorities export jks a',
			'authorities export komutundan sonra biçim (pem, ca-certificates) ve nereye yazılacağı yazılmalı.',
		],
		[
			'portal-check http://127.0.0.1:1 --change details',
			'--change yalnız --account ile birlikte kullanılabilir.',
		],
		[
			'portal-check http://127.0.0.1:1 --account --change details,all',
			'--change için şunlardan biri yazılmalı: details, phone, word, unlock, activate, delete-pins, revoke.',
		],
		['portal-check', 'portal-check komutundan sonra portalın adresi yazılmalı.'],
		['portal-check http://127.0.0.1:1 now', 'portal-check komutundan sonra bu yazılamaz: now.'],
		['doctor now', 'doctor komutundan sonra bu yazılamaz: now.'],
		['doctor --bundle', '--bundle seçeneğinden sonra değeri yazılmalı.'],
		['doctor --module a.so', '--module için / ile başlayan tam bir yol yazılmalı.'],
		['--module ../a.so', '--module için / ile başlayan tam bir yol yazılmalı.'],
		['--module /opt/a.so config get', '--module seçeneği config komutuyla kullanılamaz.'],
		['sandbox --data', '--data seçeneğinden sonra değeri yazılmalı.'],
		['--lang', '--lang seçeneğinden sonra değeri yazılmalı.'],
		['--lang de', '--lang için şunlardan biri yazılmalı: tr, en.'],
		['sandbox --card usb', '--card için şunlardan biri yazılmalı: vpcd, none.'],
		['inspect', 'inspect komutundan sonra en az bir dosya yazılmalı.'],
		['inspect a.pem --foo', 'Bilinmeyen seçenek: --foo; seçenekler için --help yazın.'],
		['inspect a.pem --crl', '--crl seçeneğinden sonra değeri yazılmalı.'],
		['inspect a.pem --at dün', '--at için tarih ve saat yazılmalı, örneğin 2027-01-31T12:00:00Z.'],
		['inspect a.pem --at 2027-02-30', '--at için tarih ve saat yazılmalı, örneğin 2027-01-31T12:00:00Z.'],
		[
			'inspect a.pem --at 2027-01-31T25:00Z',
			'--at için tarih ve saat yazılmalı, örneğin 2027-01-31T12:00:00Z.',
		],
		['--seed abc', '--seed için 0 ile 999999999 arasında bir tam sayı yazılmalı.'],
		['--seed 1.5', '--seed için 0 ile 999999999 arasında bir tam sayı yazılmalı.'],
		['--seed 1000000000', '--seed için 0 ile 999999999 arasında bir tam sayı yazılmalı.'],
		['sandbox --seed -1', '--seed için 0 ile 999999999 arasında bir tam sayı yazılmalı.'],
		['sandbox --port 65536', '--port için 0 ile 65535 arasında bir tam sayı yazılmalı.'],
		['sandbox --port 0x50', '--port için 0 ile 65535 arasında bir tam sayı yazılmalı.'],
		[
			'--portal kamusm.gov.tr',
			'--portal için tam bir adres yazılmalı, örneğin https://portal.ornek.gov.tr/.',
		],
		[
			'--portal http://a.example',
			'Portal adresi https:// ile başlamalı; http:// yalnız bu bilgisayardaki portal için olur.',
		],
		['--portal https://ali:veli@a.example', 'Portal adresinde kullanıcı adı ya da parola bulunamaz.'],
		['--portal https://a.example?x=1', 'Portal adresinde ? ya da # bulunamaz.'],
	])('is refused with one sentence: %s', async (line, sentence) => {
		const { invocation, out, err } = await read(...line.split(' '));
		expect(invocation).toEqual({ kind: 'done', exitCode: 2 });
		expect(out).toBe('');
		expect(err).toBe(`muhurdar: ${sentence}\n`);
	});

	it.each([
		['--lang en --foo', 'Unknown option: --foo; --help lists the options.'],
		['--foo --lang=en', 'Unknown option: --foo; --help lists the options.'],
		['foo --lang en', 'Unknown command: foo; --help lists the commands.'],
		['status foo --lang en', 'This cannot follow the command status: foo.'],
		['--lang en --seed 1 status', '--seed cannot be used with the command status.'],
		[
			'--lang en --portal http://a.example',
			"The portal's address must begin with https://; http:// is for a portal on this computer only.",
		],
	])('is refused in English: %s', async (line, sentence) => {
		const { invocation, err } = await read(...line.split(' '));
		expect(invocation).toEqual({ kind: 'done', exitCode: 2 });
		expect(err).toBe(`muhurdar: ${sentence}\n`);
	});

	it('is refused in the language of the settings where the command line names none', async () => {
		const io: CapturedIo = { ...capturedIo(), language: 'en' };
		const said: string[] = [];
		await parseCommandLine(['--foo'], { ...io, stderr: (text) => said.push(text) });
		await parseCommandLine(['--foo', '--lang', 'tr'], { ...io, stderr: (text) => said.push(text) });
		expect(said).toEqual([
			'muhurdar: Unknown option: --foo; --help lists the options.\n',
			'muhurdar: Bilinmeyen seçenek: --foo; seçenekler için --help yazın.\n',
		]);
	});

	it('shows a typed word without what could move the cursor, and not at any length', async () => {
		const { err } = await read(`a\u{1B}]0;b\u{7}${'c'.repeat(5000)}`);
		expect(err).toMatch(
			/^muhurdar: Bilinmeyen komut: a\u{FFFD}\]0;b\u{FFFD}c{10,40}…; komutlar için --help yazın\.\n$/u,
		);
	});
});

describe('help', () => {
	/** What commander says of itself, and the names of values that the English help shows. */
	const ENGLISH =
		/usage|options?\b|commands?\b|display|output|\bhelp for|\bnumber|default|choices|\bURL|\bTEXT|\bDIR|\bthe\b/i;
	/** Words that are the same in both languages: names, and options themselves. */
	const NAMES = /DENEME ORTAMI|AKİS|Türkçe|--[a-z]+/g;

	it.each([['--help'], ['-h'], ['status --help'], ['sandbox --help'], ['config --help']])(
		'is wholly Turkish: %s',
		async (line) => {
			const { invocation, out, err } = await read(...line.split(' '));
			expect(invocation).toEqual({ kind: 'done', exitCode: 0 });
			expect(err).toBe('');
			expect(out).toMatch(/^Kullanım: muhurdar /);
			expect(out.replace(NAMES, '')).not.toMatch(ENGLISH);
		},
	);

	it.each([['--help'], ['status --help'], ['sandbox --help'], ['config --help']])(
		'is wholly English: %s --lang en',
		async (line) => {
			const { out } = await read(...line.split(' '), '--lang', 'en');
			expect(out).toMatch(/^Usage: muhurdar /);
			expect(out.replace(NAMES, '')).not.toMatch(/[çğıöşüÇĞİÖŞÜ]|seçenek|komut/);
		},
	);

	it.each([
		[
			'--help',
			[
				'--sandbox',
				'--portal',
				'--guided',
				'--kiosk',
				'--plain',
				'--reader',
				'--holder',
				'--seed',
				'--flow',
				'--module',
				'--theme',
				'--lang',
				'--version',
				'--help',
				'check',
				'status',
				'watch',
				'doctor',
				'inspect',
				'expiring',
				'metrics',
				'seals',
				'sandbox',
				'config',
				'audit',
				'authorities',
				'portal-check',
				'explain',
				'help',
			],
		],
		[
			'check --help',
			[
				'--json',
				'--pdf',
				'--text',
				'--sign',
				'--include',
				'--holder',
				'--reader',
				'--module',
				'--lang',
				'--version',
				'--help',
			],
		],
		[
			'status --help',
			['--json', '--check', '--reader', '--holder', '--module', '--lang', '--version', '--help'],
		],
		[
			'doctor --help',
			[
				'--portal',
				'--json',
				'--bundle',
				'--open',
				'--fix',
				'--user',
				'--group',
				'--module',
				'--lang',
				'--version',
				'--help',
			],
		],
		['inspect --help', ['--json', '--check', '--at', '--crl', '--issuer', '--lang', '--version', '--help']],
		[
			'expiring --help',
			[
				'--within',
				'--critical',
				'--timeout',
				'--all',
				'--register',
				'--check',
				'--json',
				'--reader',
				'--holder',
				'--lang',
				'--version',
				'--help',
			],
		],
		['authorities --help', ['--json', '--lang', '--version', '--help']],
		['portal-check --help', ['--account', '--change', '--json', '--lang', '--version', '--help']],
		['seals --help', ['--sort', '--only', '--within', '--csv', '--json', '--lang', '--version', '--help']],
		['config --help', ['--system', '--origin', '--json', '--lang', '--version', '--help']],
		[
			'watch --help',
			['--json', '--check', '--revocation', '--reader', '--holder', '--lang', '--version', '--help'],
		],
		['audit --help', ['--of', '--head', '--stdin', '--json', '--lang', '--version', '--help']],
		[
			'sandbox --help',
			['--port', '--data', '--card', '--seed', '--flow', '--fault', '--lang', '--version', '--help'],
		],
		['metrics --help', ['--check', '--reader', '--holder', '--lang', '--version', '--help']],
		['explain --help', ['--lang', '--version', '--help']],
		['help --help', ['--lang', '--version', '--help']],
	])('explains everything that can be typed: %s', async (line, words) => {
		const { out } = await read(...line.split(' '));
		const explained = out
			.split('\n')
			.flatMap((text) => /^ {2}(?:-\w, )?(--\w+|\w[\w-]*)\S*(?: \S+)? {2,}\S/.exec(text)?.[1] ?? []);
		expect(explained).toEqual(words);
	});

	it.each(TYPED_COMMANDS.map((name) => [name]))('is the same by both ways: help %s', async (name) => {
		expect(await read('help', name)).toEqual(await read(name, '--help'));
	});

	it('is the whole one where help is typed alone', async () => {
		expect(await read('help')).toEqual(await read('--help'));
	});

	it.each(
		(['tr', 'en'] as const).flatMap((language) =>
			Object.entries(textsOf(language).commands.help.examples).flatMap(([name, lines]) =>
				lines.map(([line]) => [language, name, line] as const),
			),
		),
	)('shows examples that can be typed (%s, %s): %s', async (language, name, line) => {
		// What the shell takes for itself is left out.
		const [program, ...words] = line.replace(/^sudo | <.*$/g, '').split(' ');
		expect(program).toBe('muhurdar');
		expect((await read(...words)).err).toBe('');
		const help = await read(...(name === 'screens' ? [] : [name]), '--help', '--lang', language);
		expect(help.out).toContain(`\n  ${line}\n`);
	});

	it('keeps within the width it is given', async () => {
		for (const columns of [60, 80]) {
			const io = capturedIo();
			await parseCommandLine(['sandbox', '--help'], { ...io, columns });
			expect(Math.max(...io.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);
		}
	});
});
