import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSandbox, type Sandbox, SandboxDataError } from '#sandbox';
import { createRandomSource } from '../../../src/sandbox/random.ts';
import { unblockCommand, verifyCommand } from './card/pin-apdus.ts';
import { send, sendAll } from './card/test-card.ts';

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

/** What the seed makes the portal show: the PIN and PUK of the issue. */
function issued(seed: number): { readonly pin: string; readonly puk: string } {
	const random = createRandomSource(seed).stream('pins/4540536920');
	return { pin: random.digits(6), puk: random.digits(8) };
}

describe('the card of a sandbox with a data directory', () => {
	it('comes back as it was left where the seed gives the same issue', async () => {
		const { card } = await run();
		await sendAll(card, VERIFY_WRONG, VERIFY_WRONG);
		const again = (await run()).card;
		expect(again.condition.pinTriesLeft).toBe(1);
		expect(await send(again, verifyCommand('80', issued(SEED).pin))).toBe('9000');
		expect((await run()).card.condition.pinTriesLeft).toBe(3);
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

	it.each([
		['another seed', 8],
		['no seed', undefined],
	])('is a new issue with %s: the portal shows its PIN, and all tries are there', async (_, seed) => {
		await sendAll((await run()).card, VERIFY_WRONG, VERIFY_WRONG, VERIFY_WRONG);
		const { card } = await openSandbox({
			clock: { now: () => NOW },
			seed,
			dataDirectory: folder,
		}).then((sandbox) => {
			open.push(sandbox);
			return sandbox;
		});
		expect(card.condition.pinTriesLeft).toBe(3);
		if (seed !== undefined) {
			card.powerOn();
			expect(await send(card, verifyCommand('80', issued(seed).pin))).toBe('9000');
		}
	});

	it('is kept in a file of its own that only its owner reads, without a PIN', async () => {
		const { card } = await run();
		expect(await readdir(folder)).toEqual(['sandbox.json']);
		await send(card, VERIFY_WRONG);
		expect((await readdir(folder)).sort()).toEqual(['card.json', 'sandbox.json']);
		const path = join(folder, 'card.json');
		expect((await stat(path)).mode & 0o777).toBe(0o600);
		const text = await readFile(path, 'utf8');
		expect(text).not.toContain(`"${issued(SEED).pin}"`);
		expect(text).not.toContain(`"${issued(SEED).puk}"`);
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
