import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CardPinOrder, CardPinPort } from '#app';
import { createJournal } from '#audit';
import { type AkisCard, type CardCertificate, type Reader, VendorModule } from '#card';
import { SecretText } from '#text';
import { cardPinAt } from '../../../src/ports/card-pin.ts';
import { systemClock } from '../../../src/ports/clock.ts';
import type { IssuedSealPair } from '../../../src/sandbox/authority/index.ts';
import { issueSeal, NEW_PIN, PIN, PUK, type Stage, virtualStage } from '../card/pin/virtual-stage.ts';

let seal: IssuedSealPair;
let folder: string;
beforeAll(async () => {
	seal = await issueSeal();
	folder = await mkdtemp(join(tmpdir(), 'muhurdar-card-pin-'));
});
afterAll(() => rm(folder, { recursive: true }));

const MISSING = { kind: 'missing', searched: ['/usr/lib/libakisp11.so'] } as const;
const NO_DRIVER = new VendorModule({ trust: 'any-owner', locate: async () => MISSING });

function portAt({ reader }: Pick<Stage, 'reader'>, isIn = true): CardPinPort {
	return cardPinAt({
		clock: systemClock,
		readerWith: async () => (isIn ? reader : undefined),
		module: async () => NO_DRIVER,
		journal: async () =>
			createJournal({ directory: folder, now: () => systemClock.now(), uid: process.getuid?.() }),
	});
}

const never = new AbortController().signal;

function signingCertificate({ certificates }: AkisCard): CardCertificate {
	const [certificate] = certificates;
	if (certificate === undefined) {
		throw new Error('the virtual card has no certificate');
	}
	return certificate;
}

function orders(card: AkisCard): readonly CardPinOrder[] {
	const pin = SecretText.of(PIN);
	const newPin = SecretText.of(NEW_PIN);
	return [
		{ act: 'verify-pin', card, pin, confirmedLastTry: false },
		{ act: 'change-pin', card, pin, newPin, holderNumber: undefined, confirmedLastTry: false },
		{
			act: 'unblock-pin',
			card,
			puk: SecretText.of(PUK),
			newPin,
			holderNumber: undefined,
			isSupervised: true,
		},
		{ act: 'sign', card, certificate: signingCertificate(card), pin, confirmedLastTry: false },
	];
}

describe('an order', () => {
	test.each([0, 1, 2, 3])('is done at the card it names, once: %i', async (place) => {
		const stage = await virtualStage({ seal });
		const order = orders(stage.description)[place];
		expect(order && (await portAt(stage).perform(order, never))).toEqual({
			kind: place === 3 ? 'signed' : 'done',
			tries: { kind: 'at-most', count: 3 },
		});
		expect(stage.pinCommands()).toBe(1);
	});

	test('for a card that is not in any more opens none', async () => {
		const stage = await virtualStage({ seal });
		for (const order of orders(stage.description)) {
			expect(await portAt(stage, false).perform(order, never)).toEqual({
				kind: 'card-gone-before',
				code: 'card-removed',
			});
		}
		expect(stage.injector.commands).toEqual([]);
	});

	test('that was given up before it began, or while another program has the card, sends nothing', async () => {
		const stage = await virtualStage({ seal });
		const other = await stage.reader.connect('shared');
		for (const order of orders(stage.description)) {
			expect(await portAt(stage).perform(order, AbortSignal.abort())).toEqual({ kind: 'called-off' });
			const controller = new AbortController();
			const asked = Promise.withResolvers<void>();
			const reader: Reader = {
				...stage.reader,
				connect: (mode) => {
					asked.resolve();
					return stage.reader.connect(mode);
				},
			};
			const outcome = portAt({ reader }).perform(order, controller.signal);
			await asked.promise;
			controller.abort();
			expect(await outcome).toEqual({ kind: 'called-off' });
		}
		await other.close('leave');
		expect(stage.pinCommands()).toBe(0);
	});

	test('for a card whose commands are not public goes to the driver, and says that it is not there', async () => {
		const stage = await virtualStage({ seal });
		const card: AkisCard = { ...stage.description, generation: 'v2.x' };
		for (const order of orders(card)) {
			expect(await portAt(stage).perform(order, never)).toEqual({
				kind: 'module-trouble',
				trouble: MISSING,
			});
		}
		expect(stage.injector.commands).toEqual([]);
	});

	test('that real cards have no public command for goes nowhere, and says why', async () => {
		const stage = await virtualStage({ seal });
		const certificates = stage.description.certificates.map(({ fileId, certificate }) => ({
			fileId,
			certificate: { ...certificate, isSandbox: false },
		}));
		const [, , unblock] = orders({ ...stage.description, certificates });
		expect(unblock && (await portAt(stage).perform(unblock, never))).toEqual({
			kind: 'not-supported',
			reason: 'unblock-not-public',
		});
	});

	test('that breaks a mistake of ours is thrown, and is no outcome', async () => {
		const stage = await virtualStage({ seal });
		const reader: Reader = { ...stage.reader, connect: () => Promise.reject(new TypeError('ours')) };
		const [verify] = orders(stage.description);
		await expect(verify && portAt({ reader }).perform(verify, never)).rejects.toThrow('ours');
	});
});

describe('a look at the tries', () => {
	test('tells both counters of the sandbox’s card', async () => {
		const stage = await virtualStage({ seal, wrongPins: 1 });
		expect(await portAt(stage).readTries(stage.description, never)).toEqual({
			kind: 'read',
			pin: { kind: 'at-most', count: 2 },
			puk: { kind: 'at-most', count: 3 },
		});
	});

	test('opens no card that is gone, is of another way, or is not wanted any more', async () => {
		const stage = await virtualStage({ seal });
		const card = stage.description;
		expect(await portAt(stage, false).readTries(card, never)).toEqual({
			kind: 'not-read',
			code: 'card-removed',
		});
		expect(await portAt(stage).readTries({ ...card, generation: 'v3' }, never)).toEqual({
			kind: 'not-read',
			code: 'not-loadable',
		});
		expect(await portAt(stage).readTries(card, AbortSignal.abort())).toEqual({ kind: 'called-off' });
		expect(stage.injector.commands).toEqual([]);
	});
});
