import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { CardError } from '#card';
import { type ApduChannel, openChannel } from '../../../../src/card/apdu/channel.ts';
import { readAkisCertificates } from '../../../../src/card/drivers/akis-certificates.ts';
import { selectApplication } from '../../../../src/card/drivers/application.ts';
import {
	type ObjectDirectory,
	readObjectDirectory,
} from '../../../../src/card/drivers/pkcs15/object-directory.ts';
import { readCertificateObjects, readKeys, readPins } from '../../../../src/card/drivers/pkcs15/objects.ts';
import type { VirtualAkisCard } from '../../../../src/sandbox/card/index.ts';
import { tlv } from '../../../../src/sandbox/card/tlv.ts';
import { cardWithFiles, cardWithPkcs15, remadeMasterFile } from '../../../cards/card-shapes.ts';
import { buildCertificate, ENCRYPTION_EXTENSIONS } from '../../certificate/build-certificate.ts';
import { bytes, hex } from '../scripted-connection.ts';

const EF_DIR = 0x2f00;
const EF_ODF = 0x5031;
const EF_AODF = 0x4401;
const EF_PRKDF = 0x4402;
const EF_CDF = 0x4403;
const SERIAL = new Uint8Array(12);
const PIN_TEXT = '0C0350494E';

type Remake = (content: Uint8Array, fileId: number) => Uint8Array | undefined;

const PAIR = [buildCertificate(), buildCertificate({ extensions: ENCRYPTION_EXTENSIONS })];

/** A channel to a powered card, and what went over it. */
function channelTo(card: VirtualAkisCard) {
	card.powerOn();
	const sent: string[] = [];
	const channel = openChannel(
		{
			transmit(command) {
				sent.push(hex(command));
				return card.transmit(command);
			},
		},
		new AbortController().signal,
	);
	return { channel, sent };
}

interface Found {
	readonly directory: ObjectDirectory | undefined;
	readonly pins: Awaited<ReturnType<typeof readPins>>;
	readonly keys: Awaited<ReturnType<typeof readKeys>>;
	readonly certificates: Awaited<ReturnType<typeof readCertificateObjects>>;
}

async function readAll(channel: ApduChannel): Promise<Found> {
	await selectApplication(channel);
	const directory = await readObjectDirectory(channel);
	if (directory === undefined) {
		return { directory, pins: [], keys: [], certificates: [] };
	}
	return {
		directory,
		pins: await readPins(channel, directory),
		keys: await readKeys(channel, directory),
		certificates: await readCertificateObjects(channel, directory),
	};
}

async function found(remake: Remake): Promise<Found> {
	return readAll(channelTo(cardWithPkcs15(PAIR, remake)).channel);
}

/** Makes one file of the card another one. */
function file(wanted: number, content: (before: Uint8Array) => Uint8Array | undefined): Remake {
	return (before, fileId) => (fileId === wanted ? content(before) : before);
}

const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const path = (text: string): Uint8Array => tlv(0x30, tlv(0x04, bytes(text)));

let whole: Found;
beforeAll(async () => {
	whole = await found((content) => content);
});

describe('the structures of a card', () => {
	test('name its PIN, its keys and its certificates', () => {
		expect(whole).toEqual({
			directory: { privateKeys: [EF_PRKDF], certificates: [EF_CDF], authObjects: [EF_AODF] },
			pins: [{ authId: '01', reference: 0x80, minLength: 6, maxLength: 16, isPlain: true }],
			// The test card's certificates have no keys.
			keys: [],
			certificates: [
				{ id: '01', label: '1234567890SIGN0', fileId: 0x2f10 },
				{ id: '02', label: '1234567890ENCR0', fileId: 0x2f11 },
			],
		});
	});

	test.each([0x00, 0xff] as const)('end where filler begins, whatever it is: %i', async (filler) => {
		const remade: Remake = (content) => joined(content, new Uint8Array(3_000).fill(filler));
		const { channel, sent } = channelTo(cardWithPkcs15(PAIR, remade));
		expect(await readAll(channel)).toEqual(whole);
		// The application, then two commands for each of the four files: nobody reads filler to its end.
		expect(sent).toHaveLength(1 + 2 * 4);
	});

	test('are read through filler between two entries', async () => {
		const apart = file(EF_CDF, (content) => {
			const length = (content[1] ?? 0) + 2;
			return joined(content.subarray(0, length), bytes('0000FFFF00'), content.subarray(length));
		});
		expect((await found(apart)).certificates).toEqual(whole.certificates);
	});

	test('are found where EF.DIR says, if they do not lie in the usual place', async () => {
		const odf = 0x5077;
		const objects = PAIR.map((certificate) => ({ use: 'SIGN0', label: 'x', certificate }) as const);
		const master = remadeMasterFile(SERIAL, objects, (content, fileId) =>
			fileId === EF_DIR
				? tlv(
						0x61,
						tlv(0x4f, bytes('A000000063504B43532D3135')),
						tlv(0x73, bytes('06022A03'), path('3F003D005077')),
					)
				: content,
		);
		const moved = {
			...master,
			children: master.children.map((child) =>
				child.kind === 'ef'
					? child
					: {
							...child,
							children: child.children.map((entry) =>
								entry.fileId === EF_ODF ? { ...entry, fileId: odf } : entry,
							),
						},
			),
		};
		const { channel } = channelTo(cardWithFiles(PAIR, { masterFile: moved }));
		expect((await readAll(channel)).directory).toEqual(whole.directory);
	});

	test.each([
		['none', undefined],
		['of another application', tlv(0x61, tlv(0x4f, bytes('A00000000101')), tlv(0x73, path('3F003D005077')))],
		['that names no place', tlv(0x61, tlv(0x4f, bytes('A000000063504B43532D3135')))],
		['that names a place elsewhere', tlv(0x61, tlv(0x4f, bytes('A000000063')), tlv(0x73, path('3F005077')))],
		['that is broken', bytes('61 7F 4F 05 A000000063 73 7F 30')],
		['that names itself', tlv(0x61, tlv(0x4f, bytes('A000000063')), tlv(0x73, path('3F002F00')))],
	])('are absent where the ODF is, and EF.DIR is one %s', async (_, directory) => {
		const remake: Remake = (content, fileId) =>
			fileId === EF_ODF ? undefined : fileId === EF_DIR ? directory : content;
		const { channel, sent } = channelTo(cardWithPkcs15(PAIR, remake));
		expect((await readAll(channel)).directory).toBeUndefined();
		expect(sent.length).toBeLessThan(8);
		// Whoever asked finds the application selected.
		expect(
			(await channel.exchange({ cla: 0, ins: 0xa4, p1: 2, p2: 0, data: bytes('2F10'), le: 256 })).status,
		).toEqual({
			kind: 'done',
		});
	});
});

describe('a directory of objects', () => {
	test('gives each file once and a few at most, and none outside the application', async () => {
		const files = [
			'3F003D004401',
			'4401',
			'3D004401',
			'3F003D004404',
			'3F004405',
			'3F00',
			'3F003D003F00',
			'44',
			'',
		];
		const many = Array.from({ length: 20 }, (_, index) => `3F003D0045${hex(Uint8Array.of(index))}`);
		const content = joined(...[...files, ...many].map((text) => tlv(0xa8, path(text))));
		const { directory } = await found(file(EF_ODF, () => content));
		expect(directory?.authObjects).toEqual([0x4401, 0x4404, 0x4500, 0x4501]);
	});

	test('that names itself is read once for each kind and ends', async () => {
		const own = path('3F003D005031');
		const content = joined(tlv(0xa0, own), tlv(0xa4, own), tlv(0xa8, own));
		const { channel, sent } = channelTo(
			cardWithPkcs15(
				PAIR,
				file(EF_ODF, () => content),
			),
		);
		expect(await readAll(channel)).toMatchObject({ pins: [], keys: [], certificates: [] });
		expect(sent).toHaveLength(1 + 2 * 4);
	});
});

describe('a PIN', () => {
	const withPin = async (before: string, after: string): Promise<Found['pins']> =>
		(
			await found(
				file(EF_AODF, (content) => {
					expect(hex(content)).toContain(before);
					return bytes(hex(content).replace(before, after));
				}),
			)
		).pins;

	test('has the reference that the card gives it', async () => {
		expect(await withPin('80020080', '80020083')).toMatchObject([{ reference: 0x83 }]);
		// As a negative number of one octet, which is how careless writers put it; with filler to keep the lengths.
		expect(await withPin('80020080', '80018100')).toMatchObject([{ reference: 0x81 }]);
	});

	test.each([
		['whose reference is the security officer’s', '80020080', '80020000'],
		['whose reference is global', '80020080', '80020001'],
		['whose reference is out of range', '80020080', '800200A0'],
		['whose reference is long', '80020080', '80020180'],
		['without a reference', '80020080', '81020080'],
		['that is the security officer’s by its flags', '03020348', '03020149'],
		['that unblocks another', '03020348', '0302014A'],
		['that is longer at least than at most', '020106', '02017F'],
		['with a length of two octets', '020106', '020206'],
	])('is none of the application’s: one %s', async (_, before, after) => {
		expect(await withPin(before, after)).toEqual([]);
	});

	test.each([
		['padded', '03020348', '0302024C'],
		['as binary-coded digits', '0A0101', '0A0100'],
		['in half nibbles', '0A0101', '0A0103'],
	])('is not plain where the card wants it %s', async (_, before, after) => {
		expect(await withPin(before, after)).toMatchObject([{ isPlain: false }]);
	});

	test('that cannot be understood does not hide the next', async () => {
		const { pins } = await found(
			file(EF_AODF, (content) => joined(bytes(`3005${PIN_TEXT}`), tlv(0x30, bytes('30003000A100')), content)),
		);
		expect(pins).toEqual(whole.pins);
	});
});

describe('certificates that lie in no usual file', () => {
	/** The same card with its certificates in 3A00 and 3A01 instead of 2F10 and 2F11. */
	const elsewhere = (remake: Remake = (content) => content) => {
		const objects = PAIR.map(
			(certificate, index) => ({ use: 'SIGN0', label: `no. ${index}\u{1b}[2J`, certificate }) as const,
		);
		const master = remadeMasterFile(SERIAL, objects, (content, fileId) => {
			const moved = bytes(hex(content).replaceAll('3D002F1', '3D003A0'));
			return remake(fileId === EF_CDF ? moved : content, fileId);
		});
		const masterFile = {
			...master,
			children: master.children.map((child) =>
				child.kind === 'ef'
					? child
					: {
							...child,
							children: child.children.map((entry) =>
								entry.fileId >= 0x2f10 && entry.fileId <= 0x2f11
									? { ...entry, fileId: entry.fileId + 0x0af0 }
									: entry,
							),
						},
			),
		};
		return channelTo(cardWithFiles(PAIR, { masterFile }));
	};
	const list = async ({ channel }: Pick<ReturnType<typeof elsewhere>, 'channel'>) => {
		const { certificates, unreadable } = await readAkisCertificates(channel, 'v1.0', () => undefined);
		return {
			found: certificates.map(({ fileId, label, certificate }) => [fileId, label, certificate.use]),
			unreadable,
		};
	};

	test('are found by the card’s list of them, with their labels cleaned', async () => {
		expect(await list(elsewhere())).toEqual({
			found: [
				['3A00', 'no. 0\u{FFFD}[2J', 'SIGN0'],
				['3A01', 'no. 1\u{FFFD}[2J', 'ENCR0'],
			],
			unreadable: [],
		});
	});

	test('show what can be read where the list is broken in the middle', async () => {
		const cut = elsewhere(file(EF_CDF, (content) => content.subarray(0, content.length - 3)));
		expect((await list(cut)).found).toMatchObject([['3A00', expect.anything(), 'SIGN0']]);
	});

	test('are listed with the reason where their file is not there', async () => {
		const lying = elsewhere(file(EF_CDF, (content) => bytes(hex(content).replace('3A01', '3A09'))));
		expect(await list(lying)).toMatchObject({ unreadable: [{ fileId: '3A09', reason: 'not-readable' }] });
	});

	test('cost a card that has the usual files not one command', async () => {
		const { channel, sent } = channelTo(cardWithFiles(PAIR));
		await list({ channel });
		expect(sent.filter((command) => command.includes('5031'))).toEqual([]);
	});
});

test('whatever the structures hold, reading them ends, throws nothing, and chooses and reads and no more', async () => {
	const part = fc.oneof(
		fc.uint8Array({ maxLength: 60 }),
		fc.constantFrom('00', 'FF', '3080', '30847FFFFFFF', 'A0820FFF', '1F8181', '5F', '30').map(bytes),
		fc.constant('cut' as const),
		fc.constant('whole' as const),
		fc.tuple(fc.nat(400), fc.nat(255)),
	);
	const contents = fc.array(part, { maxLength: 4 });
	await fc.assert(
		fc.asyncProperty(
			fc.record({ 20529: contents, 17409: contents, 17410: contents, 17411: contents, 12032: contents }),
			async (wishes) => {
				const remake: Remake = (content, fileId) => {
					const wish = new Map(Object.entries(wishes)).get(String(fileId));
					return wish?.reduce<Uint8Array>((made, change) => {
						if (change === 'whole') {
							return joined(made, content);
						}
						if (change === 'cut') {
							return made.subarray(0, made.length >> 1);
						}
						if (change instanceof Uint8Array) {
							return joined(made, change);
						}
						const [at, value] = change;
						return made.map((byte, index) => (index === at ? value : byte));
					}, content);
				};
				const { channel, sent } = channelTo(cardWithPkcs15(PAIR, remake));
				try {
					await readAll(channel);
				} catch (error) {
					expect(error).toBeInstanceOf(CardError);
				}
				expect(sent.every((command) => ['00A4', '00B0', '00C0'].includes(command.slice(0, 4)))).toBe(true);
				expect(sent.length).toBeLessThan(200);
			},
		),
		{ numRuns: 200 },
	);
});
