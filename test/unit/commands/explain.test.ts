import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { runDoctorOpen, runExplain } from '#commands';
import { problemCode } from '#contract';
import { textsOf } from '#i18n';
import { explanations } from '../../../src/commands/explanations.ts';
import { capturedIo } from './captured-io.ts';

const LANGUAGES = ['tr', 'en'] as const;

function explain(code: string, language: 'tr' | 'en' = 'tr') {
	const io = capturedIo();
	return { exitCode: runExplain({ code, texts: textsOf(language), io }), out: io.out, err: io.err };
}

it('docs/errors.md is current', async () => {
	const run = promisify(execFile)(process.execPath, ['scripts/write-errors.ts', '--check']);
	await expect(run).resolves.toEqual({ stdout: '', stderr: '' });
});

it('every code of the contract is explained, in both languages alike', () => {
	const [turkish, english] = LANGUAGES.map((language) => explanations(textsOf(language)));
	const codes = turkish?.map(({ code, area }) => `${area} ${code}`);
	expect(english?.map(({ code, area }) => `${area} ${code}`)).toEqual(codes);
	expect(turkish?.map(({ code }) => code)).toEqual(expect.arrayContaining([...problemCode.options]));
	for (const { code, what, safe, now, caller } of [...(turkish ?? []), ...(english ?? [])]) {
		expect([code, [what, safe, now, caller].every((text) => text.length > 5)]).toEqual([code, true]);
	}
});

/** Words of X.509, of sessions and of checks by hand, which their own reports tell in sentences. */
const TOLD_ELSEWHERE = [
	'unspecified',
	'keyCompromise',
	'cACompromise',
	'affiliationChanged',
	'superseded',
	'cessationOfOperation',
	'certificateHold',
	'removeFromCRL',
	'privilegeWithdrawn',
	'aACompromise',
];

/** The values of every field of a published schema that says why something failed. */
function codesIn(schema: unknown, field = ''): readonly string[] {
	if (Array.isArray(schema)) {
		return schema.flatMap((part) => codesIn(part, field));
	}
	if (typeof schema !== 'object' || schema === null) {
		return [];
	}
	return Object.entries(schema).flatMap(([name, value]) => {
		if (name === 'enum' && ['code', 'why', 'reason', 'failure', 'problem'].includes(field)) {
			return z.array(z.string()).parse(value);
		}
		const isOfSchema = ['properties', 'items', 'anyOf', 'oneOf', 'allOf'].includes(name);
		return codesIn(value, isOfSchema ? field : name);
	});
}

it.each(['expiring', 'inspect', 'status', 'watch'])(
	'every code that the published schema of %s names is explained',
	(command) => {
		const known = explanations(textsOf('en')).map(({ code }) => code);
		const schema = JSON.parse(readFileSync(`docs/schema/${command}.schema.json`, 'utf8')) as unknown;
		const codes = new Set(codesIn(schema).filter((code) => !TOLD_ELSEWHERE.includes(code)));
		expect(codes.size).toBeGreaterThan(0);
		expect([...codes].filter((code) => !known.includes(code))).toEqual([]);
	},
);

it('a code of the portal can have more to tell the caller than all codes of the portal have', () => {
	for (const language of LANGUAGES) {
		const { explain } = textsOf(language);
		const all = explanations(textsOf(language));
		for (const [code, caller] of Object.entries(explain.callers)) {
			expect(all.filter((one) => one.code === code && one.caller === caller)).toHaveLength(1);
		}
	}
});

describe('muhurdar explain', () => {
	it('tells the four things of a code', () => {
		expect(explain('unreachable')).toMatchObject({ exitCode: 0, err: '' });
		expect(explain('unreachable').out).toMatch(
			/^unreachable \(Portal\)\n {2}Ne oldu: .+\n {2}Kesin olan: .+\n {2}Ne yapılır: .+\n {2}Arayana söyleyin: .+\n$/,
		);
		expect(explain('6983', 'en').out).toContain('What happened: The PIN is locked.');
	});

	it('tells of both places that a code belongs to', () => {
		expect(explain('disk-full').out.match(/^disk-full \(/gm)).toHaveLength(2);
	});

	it.each(['63C2', '63c0', '63CX', 'UNREACHABLE', 'CKR 0xa0', '0xA0', '0x000000A4'])('takes %s', (code) => {
		expect(explain(code).exitCode).toBe(0);
	});

	it('says which code was probably meant', () => {
		expect(explain('unreachible')).toMatchObject({
			exitCode: 1,
			out: '',
			err: 'muhurdar: Böyle bir kod yok: unreachible. Bunu mu demek istediniz: unreachable\n',
		});
		expect(explain('\u001b[2Jx').err).not.toContain('\u001b');
	});
});

describe('muhurdar doctor --open', () => {
	const LINKS = ['service', 'reader', 'card', 'driver', 'certificates', 'portal', 'terminal'];
	const bundle = {
		schemaVersion: 1,
		program: { version: '0.1.0', node: 'v24.0.0', platform: 'linux', machine: 'x64' },
		report: {
			schemaVersion: 1,
			takenAt: '2026-11-29T10:00:00.000Z',
			language: 'tr',
			isComplete: true,
			links: LINKS.map((link) => ({
				link,
				state: link === 'portal' ? 'trouble' : 'ok',
				reason: link === 'portal' ? 'unreachable' : null,
				evidence: link === 'reader' ? ['ACS \u001b[2J reader'] : [],
				remedy: link === 'portal' ? 'Portala ulaşılamadı.' : null,
			})),
		},
	};

	async function open(text: string, json = false) {
		const folder = mkdtempSync(join(tmpdir(), 'muhurdar-open-'));
		onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
		const path = join(folder, 'rapor.json');
		writeFileSync(path, text);
		const io = capturedIo();
		const exitCode = await runDoctorOpen({ path, json, texts: textsOf('tr'), io });
		return { exitCode, out: io.out, err: io.err };
	}

	it('shows the report of another computer, its codes and its remedies', async () => {
		const { exitCode, out, err } = await open(JSON.stringify(bundle));
		expect([exitCode, err]).toEqual([0, '']);
		expect(out).toContain(
			'muhurdar 0.1.0, Node v24.0.0, linux x64 · rapor zamanı 2026-11-29T10:00:00.000Z\n',
		);
		expect(out).toContain('Portal [unreachable]: Portala ulaşılamadı.');
		expect(out).not.toContain('\u001b');
		expect(JSON.parse((await open(JSON.stringify(bundle), true)).out)).toEqual(bundle);
	});

	it.each([
		['no JSON', '{'],
		['another form', '{"schemaVersion": 1}'],
		['a link that is none', JSON.stringify(bundle).replace('"service"', '"somewhere"')],
		['too much', `${JSON.stringify(bundle)}${' '.repeat(2_000_000)}`],
	])('takes no file with %s', async (_what, text) => {
		expect(await open(text)).toEqual({
			exitCode: 1,
			out: '',
			err: 'Bu dosya doctor --bundle ile yazılmış bir rapor değil ya da bozuk.\n',
		});
	});

	it('says that there is no such file', async () => {
		const io = capturedIo();
		expect(await runDoctorOpen({ path: '/nowhere/r.json', json: false, texts: textsOf('tr'), io })).toBe(1);
		expect(io.err).toContain('okunamadı');
	});
});
