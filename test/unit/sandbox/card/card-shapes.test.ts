import { beforeAll, describe, expect, it } from 'vitest';
import { CardError, createCardMonitor, type SlotState, type UnreadableReason } from '#card';
import { createVirtualReader, type VirtualCard } from '../../../../src/sandbox/card/index.ts';
import { createRandomSource } from '../../../../src/sandbox/random.ts';
import {
	cardWithFiles,
	cardWithFiller,
	cardWithPkcs15,
	familyCard,
	filled,
	foreignCard,
	identityCard,
	muteCard,
	sealCertificates,
} from '../../../cards/card-shapes.ts';
import { ascii, send, sendAll } from './test-card.ts';

const FILE_64_KIB = 0x1_0000;

let certificates: readonly Uint8Array[];

beforeAll(async () => {
	certificates = await sealCertificates(10);
});

/** What the program makes of the card. */
async function seen(card: VirtualCard): Promise<SlotState | undefined> {
	const monitor = createCardMonitor({
		services: [
			createVirtualReader({
				name: 'Deneme okuyucusu',
				card,
				cardError: (code) => new CardError(code, 'virtual reader'),
			}),
		],
		// Time that nobody waits for.
		clock: { after: () => () => undefined },
	});
	try {
		return (await monitor.settled()).readers[0]?.slot;
	} finally {
		await monitor.close();
	}
}

function certificateCount(slot: SlotState | undefined): number | undefined {
	return slot?.kind === 'seal' || slot?.kind === 'akis' ? slot.card.certificates.length : undefined;
}

describe('the shapes of cards for tests', () => {
	it('are what they are called', async () => {
		expect(await seen(muteCard())).toEqual({ kind: 'unresponsive' });
		expect((await seen(foreignCard()))?.kind).toBe('foreign');
		expect(await seen(identityCard())).toMatchObject({ kind: 'akis', card: { certificates: [] } });
	});

	it.each([1, 3, 10])('have %i certificates, all different', async (count) => {
		expect(certificateCount(await seen(cardWithFiles(certificates.slice(0, count))))).toBe(count);
		expect(new Set(certificates.map((der) => Buffer.from(der).toString('hex'))).size).toBe(10);
	});

	it.each([
		['v1.0', 'v1.0'],
		['v1.1', 'v1.x'],
		['v1.2', 'v1.x'],
		['v1.2.1', 'v1.x'],
		['v1.2.2', 'v1.x'],
		['v1.3', 'v1.x'],
		['v1.4', 'v1.x'],
		['v2.0', 'v2.x'],
		['v2.2.8', 'v2.x'],
		['v2.x', 'v2.x'],
		['v3', 'v3'],
		['v3 test', 'v3'],
	] as const)('of the family %s are known as %s by their ATR', async (family, generation) => {
		expect(await seen(familyCard(family, certificates.slice(0, 2)))).toMatchObject({
			kind: 'seal',
			card: { generation },
		});
	});

	it.each<[string, () => Uint8Array, UnreadableReason]>([
		['of no bytes', () => new Uint8Array(0), 'empty'],
		['of 64 KiB', () => new Uint8Array(FILE_64_KIB).fill(0x30), 'no-certificate'],
		[
			'of 64 KiB that says so',
			() => filled(Uint8Array.of(0x30, 0x82, 0xff, 0xfc), FILE_64_KIB, 0),
			'too-large',
		],
		['of random bytes', () => createRandomSource(1).bytes(1_600), 'no-certificate'],
	])('hold a file %s, which keeps no other certificate from being seen', async (_, file, reason) => {
		const card = cardWithFiles([file(), ...certificates.slice(0, 2)]);
		const slot = await seen(card);
		expect(certificateCount(slot)).toBe(2);
		expect(slot).toMatchObject({ kind: 'seal', card: { unreadable: [{ fileId: '2F10', reason }] } });
	});

	it('hold a certificate in a file of 64 KiB', async () => {
		const [certificate = new Uint8Array()] = certificates;
		const card = cardWithFiles([filled(certificate, FILE_64_KIB, 0xff)]);
		card.powerOn();
		// Three bytes of size: more than READ BINARY reaches.
		expect(await send(card, '00A40800063F003D002F1000')).toMatch(/^6F0F8003010000/);
		expect(certificateCount(await seen(card))).toBe(1);
	});

	it.each([0x00, 0xff] as const)('have filler %i behind their PKCS#15 entries', async (filler) => {
		const card = cardWithFiller(certificates.slice(0, 1), filler);
		card.powerOn();
		const fillerHex = filler.toString(16).padStart(2, '0').repeat(40).toUpperCase();
		const objects = await sendAll(card, '00A40800063F003D00503100', '00B0000000');
		expect(objects).toMatch(new RegExp(`^A00A.*${fillerHex}9000$`));
		expect(certificateCount(await seen(card))).toBe(1);
	});

	it('have PKCS#15 files made anew, or not at all', async () => {
		const card = cardWithPkcs15(certificates.slice(0, 1), (content, fileId) =>
			fileId === 0x4403 ? undefined : content.slice(0, 4),
		);
		card.powerOn();
		expect(await send(card, '00A40800063F003D00440300')).toBe('6A82');
		expect(await sendAll(card, '00A40800063F003D00503100', '00B0000000')).toBe('A00A30089000');
		expect(ascii('PKCS-15')).toBe('504B43532D3135');
	});
});
