import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { MuhurdarSession } from '../pty/muhurdar-session.ts';
import { openStack } from './open-stack.ts';
import { type PrivatePcscd, SLOT_NAMES } from './private-pcscd.ts';
import { MUHURDAR, startCardRunner } from './programs.ts';

// A call that waits for the card has no end in these tests, and none of them lets it go: the program ends beside it.

const texts = textsOf('tr');
const HOLDS = fileURLToPath(new URL('./fixtures/holds-transaction.ts', import.meta.url));
const READER = ['--reader', SLOT_NAMES[1]] as const;

interface Stuck {
	readonly stack: PrivatePcscd;
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
			startCardRunner(stack).writeLine('insert 1 silent');
			await stack.seesCard(1);
			return { stack, sentence: texts.card.slot.failed, state: 'failed' };
		},
	],
	[
		'a transaction of another program',
		async () => {
			const stack = await openStack();
			await stack.start();
			startCardRunner(stack).writeLine('insert 1 seal');
			await stack.seesCard(1);
			const other = stack.run([process.execPath, HOLDS]);
			await other.stdout.next(/^held$/);
			return { stack, sentence: texts.card.slot['in-use'], state: 'in-use' };
		},
	],
];

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
