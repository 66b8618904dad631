import { describe, expect, test } from 'vitest';
import { createCardMonitor } from '#card';
import { MAX_CERTIFICATE_BYTES, readSealCertificate } from '#certificate';
import { MAX_APDUS, MAX_RESPONSE_PARTS, openChannel } from '../../../src/card/apdu/channel.ts';
import { MAX_READ_OFFSET, selectByName } from '../../../src/card/apdu/command.ts';
import { findTlv, MAX_TLV_DEPTH, readWholeTlvs } from '../../../src/card/apdu/tlv.ts';
import { MAX_CERTIFICATE_FILES, readAkisCertificates } from '../../../src/card/drivers/akis-certificates.ts';
import { openApplication } from '../../../src/card/drivers/akis-v1.ts';
import { atrHex, historicalBytes, MAX_ATR_BYTES } from '../../../src/card/drivers/answer-to-reset.ts';
import { identifyAtr } from '../../../src/card/drivers/atr-table.ts';
import { readObjectDirectory } from '../../../src/card/drivers/pkcs15/object-directory.ts';
import { readPins } from '../../../src/card/drivers/pkcs15/objects.ts';
import { buildCertificate } from '../certificate/build-certificate.ts';
import { FakeReader, FakeReaderService } from './fake-reader-service.ts';
import { manualTimer } from './manual-timer.ts';
import { answeringConnection, bytes, cardWithFiles, hex } from './scripted-connection.ts';

const never = new AbortController().signal;

/** So many data objects, each the whole content of the one around it; lengths of four octets. */
function nested(depth: number): Uint8Array {
	const content = Buffer.alloc(depth * 6);
	for (let level = 0; level < depth; level++) {
		content.set([0x30, 0x84], level * 6);
		content.writeUInt32BE((depth - level - 1) * 6, level * 6 + 2);
	}
	return content;
}

describe('everything that a card can make endless has an end', () => {
	test('which is written down here', () => {
		expect({
			MAX_ATR_BYTES,
			MAX_TLV_DEPTH,
			MAX_RESPONSE_PARTS,
			MAX_CERTIFICATE_FILES,
			MAX_CERTIFICATE_BYTES,
			MAX_READ_OFFSET,
			MAX_APDUS,
		}).toEqual({
			MAX_ATR_BYTES: 33,
			MAX_TLV_DEPTH: 8,
			MAX_RESPONSE_PARTS: 64,
			MAX_CERTIFICATE_FILES: 64,
			MAX_CERTIFICATE_BYTES: 65_536,
			MAX_READ_OFFSET: 32_767,
			MAX_APDUS: 2_048,
		});
	});
});

describe('an answer to reset', () => {
	// What a reader's driver could hand on; the buffer of PC/SC has room for it.
	const long = Uint8Array.of(0x3b, 0x8f, 0x80, 0x01, ...new Uint8Array(200).fill(0x41));

	test('has 33 bytes at most, whatever the reader says', () => {
		expect(historicalBytes(long.subarray(0, 33))).toHaveLength(15);
		expect(historicalBytes(long.subarray(0, 34))).toBeUndefined();
		expect(atrHex(long)).toBe(hex(long.subarray(0, 33)));
		expect(identifyAtr(long)).toBeUndefined();
	});

	test('that is longer is shown in 33 bytes, and its card is nobody’s', async () => {
		const service = new FakeReaderService();
		const monitor = createCardMonitor({ services: [service], clock: manualTimer() });
		service.say({ kind: 'service-up' }, { kind: 'reader-added', reader: new FakeReader('R') });
		service.say({ kind: 'slot-changed', name: 'R', slot: 'present', atr: long });
		expect(monitor.snapshot().readers[0]?.slot).toEqual({
			kind: 'foreign',
			atr: hex(long.subarray(0, 33)),
		});
		await monitor.close();
	});
});

describe('data objects in one another', () => {
	test('are followed eight deep and no further', () => {
		expect(findTlv(nested(9), ...Array.from({ length: 8 }, () => 0x30))).toHaveLength(6);
		expect(() => findTlv(nested(20), ...Array.from({ length: 9 }, () => 0x30))).toThrow(TypeError);
	});

	test('cost nothing where nobody follows them', () => {
		expect(readWholeTlvs(nested(100_000), 64)).toMatchObject({ isWhole: true });
	});

	test('in every structure of a card do not lead anywhere', async () => {
		const deep = nested(1_000);
		const connection = answeringConnection(([, ins, p1 = 0, p2 = 0, length = 0]) => {
			const offset = p1 * 256 + p2;
			return ins === 0xb0
				? Buffer.concat([deep.subarray(offset, offset + length), bytes('9000')])
				: Buffer.concat([deep.subarray(-240), bytes('9000')]);
		});
		const channel = openChannel(connection, never);
		expect(await openApplication(channel)).toBeUndefined();
		const directory = await readObjectDirectory(channel);
		expect(directory).toEqual({ privateKeys: [], certificates: [], authObjects: [] });
		expect(await readPins(channel, { privateKeys: [], certificates: [], authObjects: [0x4401] })).toEqual([]);
	});
});

describe('parts of one answer', () => {
	test('are fetched 64 times and no more', async () => {
		let fetched = 0;
		const connection = answeringConnection(([, ins]) => {
			fetched += ins === 0xc0 ? 1 : 0;
			return bytes('00 6101');
		});
		const exchange = openChannel(connection, never).exchange(selectByName(Buffer.from('PKCS-15')));
		await expect(exchange).rejects.toMatchObject({ code: 'limit-exceeded' });
		expect(fetched).toBe(64);
	});
});

describe('certificates', () => {
	test('are 64 at most', async () => {
		const one = buildCertificate();
		const files = new Map(Array.from({ length: 100 }, (_, index) => [0x2f10 + index, one] as const));
		const channel = openChannel(answeringConnection(cardWithFiles(files)), never);
		const { certificates } = await readAkisCertificates(channel, 'v2.x', () => undefined);
		expect(certificates).toHaveLength(64);
	});

	test('of more than 64 KiB are none', () => {
		const long = Buffer.concat([bytes('3083010000'), Buffer.alloc(0x1_0000)]);
		expect(readSealCertificate(long)).toEqual({ ok: false, code: 'too-large' });
	});

	test('of more than a command can reach are left, with their reason', async () => {
		const long = Buffer.concat([bytes('30828000'), Buffer.alloc(0x8000)]);
		const files = new Map<number, Uint8Array>([
			[0x2f10, long],
			[0x2f11, buildCertificate()],
		]);
		const channel = openChannel(answeringConnection(cardWithFiles(files)), never);
		const { certificates, unreadable } = await readAkisCertificates(channel, 'v2.x', () => undefined);
		expect([certificates.length, unreadable]).toEqual([1, [{ fileId: '2F10', reason: 'too-large' }]]);
	});
});
