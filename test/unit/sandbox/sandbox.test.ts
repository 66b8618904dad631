import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkHolderNumber } from '#certificate';
import { openSandbox, type Sandbox, SandboxDataError } from '#sandbox';
import { SecretText } from '#text';
import { SANDBOX_HOLDERS } from '../../../src/sandbox/holders.ts';
import { createCaptchaSource, openPortalStore } from '../../../src/sandbox/portal/index.ts';
import { createRandomSource } from '../../../src/sandbox/random.ts';
import { unblockCommand, verifyCommand } from './card/pin-apdus.ts';
import { send, sendAll } from './card/test-card.ts';
import { clientOf, granted, openPortalStage } from './portal/portal-stage.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const SEED = 7;
const VERIFY_WRONG = verifyCommand('80', '000000');

let folder: string;
const open: Sandbox[] = [];

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'muhurdar-card-'));
});

afterEach(async () => {
	await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
	await rm(folder, { recursive: true });
});

/** A run of the sandbox over the folder; its card has power. */
async function run(seed: number | undefined = SEED): Promise<Sandbox> {
	const sandbox = await openSandbox({ clock: { now: () => NOW }, seed, dataDirectory: folder });
	open.push(sandbox);
	sandbox.card.powerOn();
	return sandbox;
}

/** What the seed makes of a new issue. */
function issued(seed: number): { readonly pin: string; readonly puk: string } {
	const random = createRandomSource(seed).stream('pins/4540536920');
	return { pin: random.digits(6), puk: random.digits(8) };
}

describe('the card of a sandbox with a data directory', () => {
	it.each([
		['the same seed', SEED],
		['another seed', 8],
		['no seed', undefined],
	])('comes back as it was left with %s', async (_, seed) => {
		const { card } = await run();
		await sendAll(card, VERIFY_WRONG, VERIFY_WRONG);
		const again = (await run(seed)).card;
		expect(again.condition.pinTriesLeft).toBe(1);
		expect(await send(again, verifyCommand('80', issued(SEED).pin))).toBe('9000');
		expect((await run(seed)).card.condition.pinTriesLeft).toBe(3);
	});

	it('keeps a PIN that was changed, and that the card was destroyed', async () => {
		const { puk } = issued(SEED);
		await send((await run()).card, unblockCommand(puk, '135791'));
		const { card } = await run();
		expect(await send(card, verifyCommand('80', '135791'))).toBe('9000');
		const wrong = verifyCommand('00', '00000000');
		await sendAll(card, wrong, wrong, wrong);
		expect((await run()).card.condition.isDestroyed).toBe(true);
	});

	it('is kept with the portal’s memory in files that only their owner reads, without a PIN', async () => {
		await run();
		const names = ['card.json', 'portal.db', 'portal.key', 'sandbox.json'];
		expect((await readdir(folder)).sort()).toEqual(names);
		for (const name of names) {
			const path = join(folder, name);
			expect((await stat(path)).mode & 0o777).toBe(0o600);
			const text = await readFile(path, 'latin1');
			expect(text).not.toContain(issued(SEED).pin);
			expect(text).not.toContain(issued(SEED).puk);
		}
	});

	it.each([
		['not JSON', '{'],
		['a counter of four', ''],
	])('is refused where its file is damaged (%s), and nothing is left open', async (_, content) => {
		const { card } = await run();
		await send(card, VERIFY_WRONG);
		const path = join(folder, 'card.json');
		const damaged = content || (await readFile(path, 'utf8')).replace('"triesLeft":2', '"triesLeft":4');
		await writeFile(path, damaged);
		const error = await run().catch((cause: unknown) => cause);
		expect(error).toBeInstanceOf(SandboxDataError);
		expect(error).toMatchObject({ code: 'data-damaged', path });
	});
});

describe('the portal of a sandbox with a data directory', () => {
	it('remembers what was changed, by whom it is asked and under the same name', async () => {
		const first = await openPortalStage({ store: await openPortalStore(folder) });
		await first.login();
		const { instanceId } = granted(await first.client.service());
		await first.client.sendChange(
			{ kind: 'revoke', serialNumber: '5A2295753A906E', reason: 'other' },
			'key-of-the-test-0001',
		);
		await first[Symbol.asyncDispose]();
		await using second = await openPortalStage({ store: await openPortalStore(folder) });
		await second.login();

		expect(granted(await second.client.service()).instanceId).toBe(instanceId);
		expect(granted(await second.client.certificates()).certificates[0]?.state).toBe('revoked');
		expect(
			granted(await second.client.operation({ key: 'key-of-the-test-0001', kind: 'revoke' })).state,
		).toBe('done');
	});

	it('is refused where its file is no database', async () => {
		await writeFile(join(folder, 'portal.db'), 'bu bir veritabanı değil'.repeat(100));

		await expect(openPortalStore(folder)).rejects.toMatchObject({ code: 'data-damaged' });
	});
});

describe('the holders of the sandbox', () => {
	it('are of every kind, and each can log in and sees its certificates', async () => {
		const sandbox = await run();
		const states: string[] = [];
		const pictures = createCaptchaSource(createRandomSource(SEED));
		for (const holder of SANDBOX_HOLDERS) {
			expect(checkHolderNumber(holder.holderNumber)).toMatchObject({ ok: true });
			const client = clientOf(sandbox.portal.url);
			const { captchaId } = granted(await client.newCaptcha());
			const started = granted(
				await client.startLogin({
					holderNumber: holder.holderNumber,
					captchaId,
					captchaAnswer: pictures.next().text,
					securityWord: SecretText.of(holder.securityWord),
				}),
			);
			granted(await client.ask('sendCode', { parameters: { loginId: started.loginId } }));
			const code = SecretText.of((sandbox.phone.messages.at(-1)?.text ?? '').replace(/\D/g, ''));
			granted(await client.confirmCode({ ...holder, ...started }, code));
			const certificates = granted(await client.certificates()).certificates;
			states.push(`${certificates.length} ${certificates[0]?.state}`);
		}

		expect(states).toEqual([
			'2 valid',
			'2 valid',
			'2 valid',
			'2 suspended',
			'2 expired',
			'2 revoked',
			'4 valid',
			'500 valid',
		]);
	});
});
