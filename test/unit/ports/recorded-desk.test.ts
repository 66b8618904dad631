import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CardPinPort } from '#app';
import { createJournal } from '#audit';
import { VendorModule } from '#card';
import { SecretText } from '#text';
import { cardPinAt } from '../../../src/ports/card-pin.ts';
import { systemClock } from '../../../src/ports/clock.ts';
import type { IssuedSealPair } from '../../../src/sandbox/authority/index.ts';
import { issueSeal, PIN, type Stage, virtualStage } from '../card/pin/virtual-stage.ts';

let seal: IssuedSealPair;
let folder: string;
beforeAll(async () => {
	seal = await issueSeal();
});
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'muhurdar-acts-'));
});
afterEach(async () => {
	await rm(folder, { recursive: true });
});

const never = new AbortController().signal;

function portAt({ reader }: Stage, directory: string | undefined = folder): CardPinPort {
	const journal = createJournal({ directory, now: () => systemClock.now(), uid: process.getuid?.() });
	return cardPinAt({
		clock: systemClock,
		readerWith: async () => reader,
		module: async () => new VendorModule({ trust: 'any-owner' }),
		journal: async () => journal,
	});
}

function written(): Promise<string> {
	return readFile(join(folder, 'journal.jsonl'), 'utf8');
}

describe('an act with the PIN of a card', () => {
	test('is in the journal with what it came to, and without what was typed', async () => {
		const stage = await virtualStage({ seal });
		const port = portAt(stage);
		const card = stage.description;
		const wrong = SecretText.of('117283');
		await port.perform({ act: 'verify-pin', card, pin: wrong, confirmedLastTry: false }, never);
		await port.perform(
			{ act: 'verify-pin', card, pin: SecretText.of(PIN), confirmedLastTry: false },
			AbortSignal.abort(),
		);
		const lines = (await written()).split('\n').filter((line) => line.includes('card-act'));
		expect(lines.map((line) => /"(?:kind|outcome)":"[a-z-]+"/u.exec(line)?.[0])).toEqual([
			'"kind":"verify-pin"',
			'"outcome":"refused"',
			'"kind":"verify-pin"',
			'"outcome":"not-begun"',
		]);
		const whole = await written();
		expect(whole).not.toContain('117283');
		expect(whole).not.toContain(PIN);
		expect(whole).not.toContain(card.certificates[0]?.certificate.serialNumber);
	});

	test('is not done where that cannot be written down', async () => {
		const stage = await virtualStage({ seal });
		const order = {
			act: 'verify-pin',
			card: stage.description,
			pin: SecretText.of(PIN),
			confirmedLastTry: false,
		} as const;
		await writeFile(join(folder, 'file'), '');
		expect(await portAt(stage, join(folder, 'file', 'journal')).perform(order, never)).toEqual({
			kind: 'journal',
			failure: 'not-writable',
		});
		expect(stage.pinCommands()).toBe(0);
	});
});
