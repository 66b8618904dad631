import { execFileSync } from 'node:child_process';
import {
	chmodSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readSealCertificate } from '#certificate';
import { createCardCache } from '../../../../src/card/cache/card-cache.ts';
import type { RememberedCard } from '../../../../src/card/cache/remembered-card.ts';
import { createRandomSource } from '../../../../src/sandbox/random.ts';
import { buildCertificate } from '../../certificate/build-certificate.ts';

const ATR = '3BBA11008131FE4D55454B41452056312E30AE';

function card(...ders: readonly Uint8Array[]): RememberedCard {
	return {
		atr: ATR,
		isListed: true,
		certificates: ders.map((der, index) => {
			const read = readSealCertificate(der);
			if (!read.ok) {
				throw new Error('the test certificate cannot be read');
			}
			return { fileId: `2F1${index}`, certificate: read.certificate };
		}),
	};
}

/** A folder that is not there yet, in one that is removed with the test. */
function newFolder(): string {
	const above = mkdtempSync(join(tmpdir(), 'muhurdar-cache-'));
	onTestFinished(() => rmSync(above, { recursive: true, force: true }));
	return join(above, 'cards');
}

async function keep(folder: string, ...cards: readonly RememberedCard[]) {
	const cache = createCardCache(folder);
	await cache.candidates(ATR);
	for (const remembered of cards) {
		cache.remember(remembered);
	}
	await cache.saved();
	return cache;
}

async function kept(folder: string) {
	const cache = createCardCache(folder);
	const cards = await cache.candidates(ATR);
	return { cards, problem: cache.problem };
}

const modeOf = (path: string): number => lstatSync(path).mode & 0o7777;
const PAIR = card(buildCertificate(), buildCertificate());
const OTHER = card(buildCertificate());

describe('cards on disk', () => {
	test('are there for the next run, the one seen last first', async () => {
		const folder = newFolder();
		await keep(folder, PAIR, OTHER);
		expect(await kept(folder)).toEqual({ cards: [OTHER, PAIR], problem: undefined });
	});

	test('are this user’s alone, whatever the umask', async () => {
		const folder = newFolder();
		const umask = process.umask(0);
		onTestFinished(() => void process.umask(umask));
		await keep(folder, PAIR);
		expect([modeOf(folder), modeOf(join(folder, 'cards.json'))]).toEqual([0o700, 0o600]);
		expect(readdirSync(folder)).toEqual(['cards.json']);
	});

	test('are nowhere where nobody asked for it', async () => {
		const cache = createCardCache(undefined);
		cache.remember(PAIR);
		await cache.saved();
		expect(await cache.candidates(ATR)).toEqual([PAIR]);
		expect(cache.problem).toBeUndefined();
	});

	test('are written once, not at each insertion', async () => {
		const folder = newFolder();
		const cache = await keep(folder, PAIR);
		const { ino } = statSync(join(folder, 'cards.json'));
		cache.remember(PAIR);
		await cache.saved();
		expect(statSync(join(folder, 'cards.json')).ino).toBe(ino);
	});

	test('of a program that died while it wrote do not keep the next from writing', async () => {
		const folder = newFolder();
		await keep(folder, PAIR);
		writeFileSync(join(folder, 'cards.json.new'), '{"version":1,"ca');
		await keep(folder, OTHER);
		expect((await kept(folder)).cards).toEqual([OTHER, PAIR]);
		expect(readdirSync(folder)).toEqual(['cards.json']);
	});
});

describe('a damaged file', () => {
	test.each([
		['is empty', ''],
		['is no JSON', 'cards'],
		['is JSON of something else', '[]'],
		['is of another version', '{"version":2,"cards":[]}'],
		['has cards that are none', '{"version":1,"cards":[null]}'],
		['has no list of cards', '{"version":1,"cards":{"length":1}}'],
		['is larger than any that was written', `{"version":1,"cards":[],"x":"${'x'.repeat(2 ** 20)}"}`],
	])('that %s is not gone by, and the next card is kept', async (_, content) => {
		const folder = newFolder();
		await keep(folder, PAIR);
		writeFileSync(join(folder, 'cards.json'), content);
		expect(await kept(folder)).toEqual({ cards: [], problem: 'damaged' });
		await keep(folder, OTHER);
		expect((await kept(folder)).cards).toEqual([OTHER]);
	});

	test('gives no certificate that was not written, whichever bit of it turned', async () => {
		const folder = newFolder();
		await keep(folder, PAIR);
		const path = join(folder, 'cards.json');
		const whole = readFileSync(path);
		const random = createRandomSource(3);
		const written = new Set(PAIR.certificates.map(({ certificate }) => certificate.fingerprint));
		let notGoneBy = 0;
		for (let turn = 0; turn < 400; turn++) {
			const [high = 0, low = 0, bit = 0] = random.bytes(3);
			const damaged = Uint8Array.from(whole);
			const at = (high * 256 + low) % damaged.length;
			damaged[at] = (damaged[at] ?? 0) ^ (1 << (bit & 7));
			writeFileSync(path, damaged);
			const { cards } = await kept(folder);
			notGoneBy += cards.length === 0 ? 1 : 0;
			for (const { certificates } of cards) {
				expect(certificates.every(({ certificate }) => written.has(certificate.fingerprint))).toBe(true);
			}
		}
		// Almost all of the file is certificates, and every bit of those is under a digest.
		expect(notGoneBy).toBeGreaterThan(350);
	});

	test('that is cut short is not gone by, wherever', async () => {
		const folder = newFolder();
		await keep(folder, PAIR);
		const path = join(folder, 'cards.json');
		const whole = readFileSync(path);
		for (let length = 0; length < whole.length - 2; length += 97) {
			writeFileSync(path, whole.subarray(0, length));
			expect((await kept(folder)).cards).toEqual([]);
		}
	});
});

describe('what others could have put there', () => {
	const FILE = 'cards.json';

	test('is not gone by: a file that others may write, or read', async () => {
		for (const mode of [0o602, 0o620, 0o644]) {
			const folder = newFolder();
			await keep(folder, PAIR);
			chmodSync(join(folder, FILE), mode);
			expect(await kept(folder)).toEqual({ cards: [], problem: 'not-private' });
			// The next one takes its place, as it should be.
			await keep(folder, OTHER);
			expect(modeOf(join(folder, FILE))).toBe(0o600);
		}
	});

	test('is not gone by nor written to: a folder that others may enter', async () => {
		for (const mode of [0o701, 0o770, 0o755]) {
			const folder = newFolder();
			await keep(folder, PAIR);
			chmodSync(folder, mode);
			expect(await kept(folder)).toEqual({ cards: [], problem: 'not-private' });
			const cache = await keep(folder, OTHER);
			expect(cache.problem).toBe('not-private');
			expect(await cache.candidates(ATR)).toEqual([OTHER]);
			chmodSync(folder, 0o700);
			expect((await kept(folder)).cards).toEqual([PAIR]);
		}
	});

	test('is not followed: a link in place of the folder', async () => {
		const [folder, victim] = [newFolder(), newFolder()];
		mkdirSync(victim, { mode: 0o700 });
		symlinkSync(victim, folder);
		expect((await keep(folder, PAIR)).problem).toBe('not-private');
		expect(readdirSync(victim)).toEqual([]);
	});

	test('is not followed: a link in place of the file, or of the new one', async () => {
		const [folder, elsewhere] = [newFolder(), newFolder()];
		await keep(folder, PAIR);
		await keep(elsewhere, OTHER);
		const victim = join(elsewhere, FILE);
		const before = readFileSync(victim);
		rmSync(join(folder, FILE));
		symlinkSync(victim, join(folder, FILE));
		expect(await kept(folder)).toEqual({ cards: [], problem: 'not-private' });
		symlinkSync(victim, join(folder, 'cards.json.new'));
		await keep(folder, PAIR);
		expect(lstatSync(join(folder, FILE)).isFile()).toBe(true);
		expect((await kept(folder)).cards).toEqual([PAIR]);
		expect(readFileSync(victim)).toEqual(before);
	});

	test('does not keep anybody waiting: a pipe in place of the file', async () => {
		const folder = newFolder();
		mkdirSync(folder, { mode: 0o700 });
		execFileSync('mkfifo', ['-m', '600', join(folder, FILE)]);
		expect(await kept(folder)).toEqual({ cards: [], problem: 'not-private' });
	});
});

test('a place that cannot be written to is told, and the card is known for this run', async () => {
	const folder = newFolder();
	writeFileSync(folder, 'a file in the way');
	const cache = await keep(folder, PAIR);
	expect(cache.problem).toBe('not-writable');
	expect(await cache.candidates(ATR)).toEqual([PAIR]);
	expect(existsSync(join(folder, 'cards.json'))).toBe(false);
});
