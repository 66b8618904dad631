import fc from 'fast-check';
import { assert, describe, expect, test } from 'vitest';
import { type CardCertificate, CardError, type SlotState } from '#card';
import { type CardCache, createCardCache, MAX_CARDS } from '../../../../src/card/cache/card-cache.ts';
import { readCard } from '../../../../src/card/card-reading.ts';
import { identifyAtr } from '../../../../src/card/drivers/atr-table.ts';
import type { VirtualAkisCard } from '../../../../src/sandbox/card/index.ts';
import { createRandomSource } from '../../../../src/sandbox/random.ts';
import { cardWithFiles, familyCard, filled } from '../../../cards/card-shapes.ts';
import { certificateOfLength } from '../../../cards/long-certificate.ts';
import { buildCertificate, ENCRYPTION_EXTENSIONS, utcTime } from '../../certificate/build-certificate.ts';
import { bytes, hex } from '../scripted-connection.ts';

const CERTIFICATE_BYTES = 1616;
const PAIR = [certificateOfLength(CERTIFICATE_BYTES), certificateOfLength(CERTIFICATE_BYTES)];
const OTHER_PAIR = [buildCertificate(), buildCertificate({ extensions: ENCRYPTION_EXTENSIONS })];
/** Four that differ in their numbers alone, which the beginning of a certificate shows and the end does not. */
const NUMBERED = [1, 2, 3, 4].map((number) => buildCertificate({ serial: Uint8Array.of(number) }));
/** Four that differ in their numbers and have one length. */
const NUMBERED_ALIKE = [1, 2, 3, 4].map((number) =>
	buildCertificate({ serial: Uint8Array.of(number), key: 'rsa-2048' }),
);

interface Reading {
	readonly state: Extract<SlotState, { kind: 'akis' | 'seal' }>;
	readonly sent: readonly string[];
	/** What the card shows, without what reading it cost. */
	readonly shown: unknown;
}

/** One insertion of a card. */
async function insert(
	card: VirtualAkisCard,
	cache: CardCache,
	instead: (command: string) => Uint8Array | undefined = () => undefined,
): Promise<Reading> {
	const sent: string[] = [];
	const identity = identifyAtr(card.atr);
	if (identity === undefined) {
		throw new Error('not in the table');
	}
	card.powerOn();
	const state = await readCard(
		{
			transmit: async (command) => {
				sent.push(hex(command));
				return instead(hex(command)) ?? card.transmit(command);
			},
		},
		identity,
		hex(card.atr),
		() => undefined,
		new AbortController().signal,
		cache,
	);
	card.powerOff();
	const shown = { ...state, card: { ...state.card, apduCount: 0 } };
	return { state, sent, shown };
}

const fresh = (): CardCache => createCardCache(undefined);

describe('a card that is put in again', () => {
	test('costs 5 commands on v1.0 for two certificates of 1616 bytes, and shows the same', async () => {
		const cache = fresh();
		const cold = await insert(cardWithFiles(PAIR), cache);
		const warm = await insert(cardWithFiles(PAIR), cache);
		expect([cold.sent.length, warm.sent.length]).toEqual([18, 5]);
		expect(warm.state.card.apduCount).toBe(5);
		expect(warm.shown).toEqual(cold.shown);
		expect(warm.sent.map((command) => command.slice(0, 4))).toEqual(['00A4', '00B0', '00A4', '00B0', '8018']);
	});

	test('costs 5 commands where a list of one certificate is not believed, and is looked behind', async () => {
		const cache = fresh();
		await insert(cardWithFiles(PAIR.slice(0, 1)), cache);
		const warm = await insert(cardWithFiles(PAIR.slice(0, 1)), cache);
		expect(warm.sent.map((command) => command.slice(0, 4))).toEqual(['00A4', '00B0', '00A4', '00A4', '00A4']);
	});

	test.each(['v1.2', 'v2.2.8', 'v3'] as const)(
		'costs 8 commands on %s, which has no list',
		async (family) => {
			const cache = fresh();
			const cold = await insert(familyCard(family, PAIR), cache);
			const warm = await insert(familyCard(family, PAIR), cache);
			expect([cold.sent.length, warm.sent.length]).toEqual([20, 8]);
			expect(warm.shown).toEqual(cold.shown);
		},
	);

	test('is told from another that was seen as well by one more command at most', async () => {
		const cache = fresh();
		const [one, other] = [cardWithFiles(PAIR), cardWithFiles(OTHER_PAIR)];
		const cold = [await insert(one, cache), await insert(other, cache)];
		for (let round = 0; round < 3; round++) {
			const warm = [await insert(one, cache), await insert(other, cache)];
			expect(warm.map(({ shown }) => shown)).toEqual(cold.map(({ shown }) => shown));
			expect(warm.map(({ sent }) => sent.length)).toEqual([6, 6]);
		}
	});

	test('is told from another of the same length without one more command', async () => {
		const cache = fresh();
		const pairs = [NUMBERED_ALIKE.slice(0, 2), NUMBERED_ALIKE.slice(2)];
		for (const pair of pairs) {
			await insert(cardWithFiles(pair), cache);
		}
		for (const pair of pairs) {
			const warm = await insert(cardWithFiles(pair), cache);
			expect([dersOf(warm), warm.sent.length]).toEqual([pair.map(hex), 5]);
		}
	});

	test('is read whole where too many others look alike', async () => {
		const cache = fresh();
		const cards = Array.from({ length: MAX_CARDS + 4 }, () =>
			cardWithFiles([buildCertificate(), buildCertificate()]),
		);
		for (const card of cards) {
			await insert(card, cache);
		}
		for (const card of cards) {
			expect((await insert(card, cache)).shown).toEqual((await insert(card, fresh())).shown);
		}
		expect(await cache.candidates(hex(cardWithFiles([]).atr))).toHaveLength(MAX_CARDS);
	});

	test('is read whole where it refuses to be asked in the short way', async () => {
		const cache = fresh();
		const cold = await insert(cardWithFiles(PAIR), cache);
		const warm = await insert(cardWithFiles(PAIR), cache, (command) =>
			command.startsWith('00A408') ? bytes('6A86') : undefined,
		);
		expect(warm.shown).toEqual(cold.shown);
		expect(warm.sent).toHaveLength(19);
	});
});

describe('a renewed certificate', () => {
	// All with the names, the dates and the length of the former one, as far as they can be.
	const former = buildCertificate();
	const renewals: readonly (readonly [string, () => Uint8Array])[] = [
		['with another number', () => buildCertificate({ serial: Uint8Array.of(0x00, 0xf4, 0x83, 0xb7) })],
		['with another end', () => buildCertificate({ notAfter: utcTime('290514081700Z') })],
		['with another purpose', () => buildCertificate({ extensions: ENCRYPTION_EXTENSIONS })],
		['with nothing new but its signature', () => buildCertificate()],
		['with another key', () => buildCertificate({ key: 'rsa-2048' })],
	];

	test.each(renewals)('is seen, in either place: %s', async (_, renew) => {
		for (const place of [0, 1]) {
			const cache = fresh();
			const before = [former, former];
			await insert(cardWithFiles(before), cache);
			const after = before.with(place, renew());
			const warm = await insert(cardWithFiles(after), cache);
			expect(warm.shown).toEqual((await insert(cardWithFiles(after), fresh())).shown);
			expect(dersOf(warm)).toEqual(after.map(hex));
			// And from then on it is the one that is known.
			expect((await insert(cardWithFiles(after), cache)).sent.length).toBeLessThan(7);
		}
	});

	test('that came to the former ones is seen, on every generation', async () => {
		for (const family of ['v1.0', 'v1.2', 'v2.2.8', 'v3'] as const) {
			for (const added of [1, 2, 3]) {
				const cache = fresh();
				await insert(familyCard(family, PAIR), cache);
				const more = [...PAIR, ...OTHER_PAIR, ...OTHER_PAIR].slice(0, 2 + added);
				const warm = await insert(familyCard(family, more), cache);
				expect(dersOf(warm)).toEqual(more.map(hex));
			}
		}
	});

	test('that was seen before and is back is known again', async () => {
		const cache = fresh();
		await insert(cardWithFiles(PAIR), cache);
		await insert(cardWithFiles([...PAIR, ...OTHER_PAIR]), cache);
		expect(dersOf(await insert(cardWithFiles(PAIR), cache))).toEqual(PAIR.map(hex));
	});

	test('that was there and is no more is gone', async () => {
		const cache = fresh();
		await insert(cardWithFiles([...PAIR, ...OTHER_PAIR]), cache);
		expect(dersOf(await insert(cardWithFiles(PAIR), cache))).toEqual(PAIR.map(hex));
		expect(dersOf(await insert(cardWithFiles([]), cache))).toEqual([]);
	});
});

test('a card is not taken for one with a shorter certificate in its first file', async () => {
	const [long] = PAIR;
	const [short, other, third] = NUMBERED;
	assert(long !== undefined && short !== undefined && other !== undefined && third !== undefined);
	const cards = [
		[short, other],
		[long, third],
		[long, other],
	];
	const cache = fresh();
	for (const files of cards) {
		expect((await insert(familyCard('v1.2', files), cache)).shown).toEqual(
			(await insert(familyCard('v1.2', files), fresh())).shown,
		);
	}
});

test('whatever was in the reader before, a card shows what it would show alone', async () => {
	const damaged = createRandomSource(7).bytes(900);
	const file = fc.constantFrom(
		...NUMBERED,
		...PAIR,
		...OTHER_PAIR,
		filled(PAIR[0] ?? damaged, 2_000, 0xff),
		new Uint8Array(),
		damaged,
		(PAIR[0] ?? damaged).subarray(0, 400),
	);
	const card = fc.tuple(fc.constantFrom('v1.0', 'v1.2', 'v2.2.8'), fc.array(file, { maxLength: 5 }));
	await fc.assert(
		fc.asyncProperty(fc.array(card, { minLength: 2, maxLength: 6 }), async (cards) => {
			const cache = fresh();
			for (const [family, files] of cards) {
				const { shown } = await insert(familyCard(family, files), cache);
				expect(shown).toEqual((await insert(familyCard(family, files), fresh())).shown);
			}
		}),
		{ numRuns: 150 },
	);
});

describe('what is not kept', () => {
	test.each([
		['a card without a certificate', []],
		['a card with a file that gave none', [PAIR[0] ?? new Uint8Array(), new Uint8Array()]],
	])('is %s', async (_, files) => {
		const cache = fresh();
		const first = await insert(cardWithFiles(files), cache);
		const second = await insert(cardWithFiles(files), cache);
		expect(second.sent).toEqual(first.sent);
	});

	test('is a card that was lost in the middle', async () => {
		const cache = fresh();
		let commands = 0;
		await expect(
			insert(cardWithFiles(PAIR), cache, () => {
				commands++;
				if (commands === 12) {
					throw new CardError('card-removed', 'as the test wants it');
				}
				return undefined;
			}),
		).rejects.toMatchObject({ code: 'card-removed' });
		expect(await cache.candidates(hex(cardWithFiles([]).atr))).toEqual([]);
	});
});

test('a card that is lost while it is confirmed is lost, and nothing of it is shown', async () => {
	const cache = fresh();
	await insert(cardWithFiles(PAIR), cache);
	for (let at = 1; at <= 5; at++) {
		let commands = 0;
		const reading = insert(cardWithFiles(PAIR), cache, () => {
			commands++;
			if (commands === at) {
				throw new CardError('card-removed', 'as the test wants it');
			}
			return undefined;
		});
		await expect(reading).rejects.toMatchObject({ code: 'card-removed' });
	}
});

function dersOf({ state }: Reading): readonly string[] {
	return state.card.certificates.map(({ certificate }: CardCertificate) => hex(certificate.der));
}
