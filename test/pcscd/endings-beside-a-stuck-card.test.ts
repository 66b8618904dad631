import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { MuhurdarSession } from '../pty/muhurdar-session.ts';
import type { InnerProgram } from './inner-program.ts';
import { openStack } from './open-stack.ts';
import { type PrivatePcscd, SLOT_NAMES } from './private-pcscd.ts';
import { MUHURDAR, startCardRunner } from './programs.ts';

// A call that waits for the card has no end in these tests, and none of them lets it go: the program ends beside it.

const texts = textsOf('tr');
const HOLDS = fileURLToPath(new URL('./fixtures/holds-transaction.ts', import.meta.url));
const READER = ['--reader', SLOT_NAMES[1]] as const;

interface Stuck {
	readonly stack: PrivatePcscd;
	/** Keeps the call from ever coming back, as long as it runs. */
	readonly keeper: InnerProgram;
	/** What step 1 says. */
	readonly sentence: string;
	/** What the commands call it. */
	readonly state: 'failed' | 'in-use';
}

const STUCK: readonly (readonly [string, () => Promise<Stuck>])[] = [
	[
		'a card that never answers',
		async () => {
			const stack = await openStack();
			await stack.start();
			const keeper = startCardRunner(stack);
			keeper.writeLine('insert 1 silent');
			await stack.seesCard(1);
			return { stack, keeper, sentence: texts.card.slot.failed, state: 'failed' };
		},
	],
	[
		'a transaction of another program',
		async () => {
			const stack = await openStack();
			await stack.start();
			startCardRunner(stack).writeLine('insert 1 seal');
			await stack.seesCard(1);
			const keeper = stack.run([process.execPath, HOLDS]);
			await keeper.stdout.next(/^held$/);
			return { stack, keeper, sentence: texts.card.slot['in-use'], state: 'in-use' };
		},
	],
];

const OPERATOR_CODE = 'kapat-472913';
const kioskHome = mkdtempSync(join(tmpdir(), 'muhurdar-stuck-kiosk-'));

beforeAll(() => {
	mkdirSync(join(kioskHome, '.config'));
	execFileSync(MUHURDAR, ['config', 'set', 'kiosk.operator-code'], {
		env: { PATH: process.env['PATH'], HOME: kioskHome },
		input: `${OPERATOR_CODE}\n${OPERATOR_CODE}\n`,
		stdio: ['pipe', 'pipe', 'pipe'],
	});
});

afterAll(() => rmSync(kioskHome, { recursive: true, force: true }));

/** Command lines of Mühürdar's processes in the stack, launcher or program; empty where none is left. */
async function programsIn(stack: PrivatePcscd): Promise<string> {
	const list = stack.run([
		'sh',
		'-c',
		"cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' | grep -o 'dist/[m]ain.js' || true",
	]);
	await list.ended;
	return await list.stdout.whole();
}

describe.each(STUCK)('beside %s', (_, begin) => {
	it.each([
		['q', 0, (muhurdar: MuhurdarSession) => muhurdar.pty.type('q')],
		[
			'SIGTERM',
			143,
			(muhurdar: MuhurdarSession, stack: PrivatePcscd) =>
				stack.run(['sh', '-c', `kill -s TERM ${muhurdar.pid}`]).ended,
		],
	] as const)(
		'the screens end by %s with exit %i and the terminal as it was',
		async (_key, exitCode, end) => {
			const { stack, sentence } = await begin();
			const args = ['--portal', 'http://127.0.0.1:9/', ...READER];
			const muhurdar = MuhurdarSession.start({ within: stack.entering, args });
			await muhurdar.says(texts.start.title);
			muhurdar.press('enter');
			await muhurdar.says(sentence);
			await end(muhurdar, stack);
			expect(await muhurdar.endsClean()).toEqual({ exitCode, told: '' });
		},
	);

	it.each([
		[
			'the code of the attendant',
			0,
			async (muhurdar: MuhurdarSession) => {
				muhurdar.pty.type('q');
				await muhurdar.says(texts.kiosk.unlockBody);
				muhurdar.pty.type(`${OPERATOR_CODE}\r`);
			},
		],
		...(['TERM', 'HUP', 'INT', 'QUIT'] as const).map(
			(signal, index) =>
				[
					`SIG${signal} to the launcher`,
					[143, 129, 130, 131][index] ?? 0,
					async (muhurdar: MuhurdarSession, stack: PrivatePcscd) => {
						await stack.run(['sh', '-c', `kill -s ${signal} ${muhurdar.pid}`]).ended;
					},
				] as const,
		),
	] as const)('a kiosk ends by %s with exit %i and the terminal as it was', async (_way, exitCode, end) => {
		const { stack, keeper, sentence } = await begin();
		const args = ['--kiosk', '--portal', 'http://127.0.0.1:9/', ...READER];
		const muhurdar = MuhurdarSession.start({ within: stack.entering, args, env: { HOME: kioskHome } });
		await muhurdar.says(texts.kiosk.welcome);
		muhurdar.pty.type('1');
		await muhurdar.says(sentence);
		await end(muhurdar, stack);
		expect(await muhurdar.endsClean()).toEqual({ exitCode, told: '' });
		// In this order: the program is gone, and what its call waits for has not let go.
		expect(await programsIn(stack)).toBe('');
		expect(await Promise.race([keeper.ended, 'keeps it'])).toBe('keeps it');
	});

	it('watch ends by SIGINT', async () => {
		const { stack, state } = await begin();
		const watch = stack.run([MUHURDAR, 'watch', '--json', ...READER]);
		await watch.stdout.next(new RegExp(`"state":"${state}"`));
		expect(await watch.end('INT')).toBe(130);
	});

	it('status ends by itself, with what it found', async () => {
		const { stack, state } = await begin();
		const status = stack.run([MUHURDAR, 'status', '--json', ...READER]);
		await status.stdout.next(new RegExp(`"state": "${state}"`));
		expect(await status.ended).toBe(6);
	});

	it('watch ends by SIGTERM in the middle of a reading', async () => {
		const { stack } = await begin();
		const watch = stack.run([MUHURDAR, 'watch', '--json', ...READER]);
		await watch.stdout.next(/"state":"reading"/);
		expect(await watch.end('TERM')).toBe(143);
	});

	it('doctor ends by itself', async () => {
		const { stack } = await begin();
		const doctor = stack.run([MUHURDAR, 'doctor', '--json']);
		expect(await doctor.ended).toBe(1);
		expect(JSON.parse(await doctor.stdout.whole())).toMatchObject({ schemaVersion: 1 });
	});
});
