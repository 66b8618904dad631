import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CardConnection, CardError, type ReadingProgress } from '#card';
import { openChannel } from '../../../src/card/apdu/channel.ts';
import { readAkisCertificates } from '../../../src/card/drivers/akis-certificates.ts';
import { buildCertificate, ENCRYPTION_EXTENSIONS } from '../certificate/build-certificate.ts';
import {
	answeringConnection,
	bytes,
	cardWithFiles,
	hex,
	type Step,
	scriptedConnection,
} from './scripted-connection.ts';

const signing = buildCertificate();
const encryption = buildCertificate({ extensions: ENCRYPTION_EXTENSIONS });

const SELECT_BY_NAME = '00A40400 07 504B43532D3135 00';
const SELECT_BY_PATH = '00A40800 04 3F003D00 00';
const selectFile = (fileId: string): string => `00A40200 02 ${fileId} 00`;

async function read(
	connection: CardConnection,
	onProgress: (progress: ReadingProgress) => void = () => undefined,
) {
	const channel = openChannel(connection, new AbortController().signal);
	const { certificates, unreadable } = await readAkisCertificates(channel, 'v2.x', onProgress);
	return {
		files: certificates.map(({ fileId }) => fileId),
		uses: certificates.map(({ certificate }) => certificate.use),
		unreadable: unreadable.map(({ fileId, reason, statusWord }) =>
			[fileId, reason, ...(statusWord === undefined ? [] : [statusWord])].join(' '),
		),
		apduCount: channel.apduCount,
	};
}

/** What reading one file of known size costs, as steps. */
function readSteps(file: Uint8Array, total = file.length): Step[] {
	const steps: Step[] = [];
	for (let offset = 0; offset < total; offset += 0xf4) {
		const part = file.subarray(offset, Math.min(offset + 0xf4, total));
		steps.push([`00B0 ${hex16(offset)} ${hex(Uint8Array.of(part.length))}`, `${hex(part)}9000`]);
	}
	return steps;
}

const hex16 = (value: number): string => value.toString(16).padStart(4, '0');
const fciOfSize = (size: number): string => `6F0A 8002 ${hex16(size)} 8201 01 9001 02 9000`;

describe('a conversation with a card', () => {
	test('opens the application by name, reads until three files in a row are absent, and sends nothing else', async () => {
		const connection = scriptedConnection([
			[SELECT_BY_NAME, '9000'],
			[selectFile('2F10'), fciOfSize(signing.length)],
			...readSteps(signing),
			[selectFile('2F11'), '6A82'],
			[selectFile('2F12'), fciOfSize(encryption.length)],
			...readSteps(encryption),
			[selectFile('2F13'), '6A82'],
			[selectFile('2F14'), '6A82'],
			[selectFile('2F15'), '6A82'],
		]);
		expect(await read(connection)).toMatchObject({ files: ['2F10', '2F12'], uses: ['SIGN0', 'ENCR0'] });
		connection.assertUsedUp();
	});

	test('falls back to the path where the name is not known, as v1.0 may', async () => {
		const connection = scriptedConnection([
			[SELECT_BY_NAME, '6A82'],
			[SELECT_BY_PATH, '6F00 9000'],
			[selectFile('2F10'), '6A82'],
			[selectFile('2F11'), '6A82'],
			[selectFile('2F12'), '6A82'],
			// Nothing there: what its structures would name is looked for.
			[selectFile('5031'), '6A82'],
			['00A40800 04 3F002F00 00', '6A82'],
		]);
		expect(await read(connection)).toMatchObject({ files: [], apduCount: 7 });
		connection.assertUsedUp();
	});

	test('ends after two commands on a card without the application, such as a national identity card', async () => {
		const connection = scriptedConnection([
			[SELECT_BY_NAME, '6A82'],
			[SELECT_BY_PATH, '6A82'],
		]);
		expect(await read(connection)).toEqual({ files: [], uses: [], unreadable: [], apduCount: 2 });
		connection.assertUsedUp();
	});

	test('goes by the length in the certificate where the card gives no size, and leaves the filler unread', async () => {
		const file = Buffer.concat([signing, Buffer.alloc(500, 0xff)]);
		const connection = scriptedConnection([
			[SELECT_BY_NAME, '9000'],
			[selectFile('2F10'), '9000'],
			...readSteps(file, signing.length),
			[selectFile('2F11'), '6A82'],
			[selectFile('2F12'), '6A82'],
			[selectFile('2F13'), '6A82'],
		]);
		expect(await read(connection)).toMatchObject({ files: ['2F10'] });
		connection.assertUsedUp();
	});

	test('costs one command for the application, one a file, one for every 244 bytes and three misses', async () => {
		const long = buildCertificate({ key: 'rsa-2048' });
		const card = cardWithFiles(
			new Map([
				[0x2f10, long],
				[0x2f11, signing],
			]),
		);
		const { apduCount } = await read(answeringConnection(card));
		expect(apduCount).toBe(1 + 2 + Math.ceil(long.length / 244) + Math.ceil(signing.length / 244) + 3);
	});

	test('tells how far it is, once for every part', async () => {
		const told: ReadingProgress[] = [];
		await read(answeringConnection(cardWithFiles(new Map([[0x2f10, signing]]))), (progress) =>
			told.push(progress),
		);
		const total = signing.length;
		const first = { certificate: 1, certificateCount: undefined };
		expect(told).toEqual([
			{ ...first, bytesRead: 0, bytesTotal: undefined },
			...[244, 488]
				.filter((read) => read < total)
				.map((bytesRead) => ({ ...first, bytesRead, bytesTotal: total })),
			{ ...first, bytesRead: total, bytesTotal: total },
		]);
	});

	test('stops in the middle when it is called off', async () => {
		const controller = new AbortController();
		let commands = 0;
		const card = cardWithFiles(new Map([[0x2f10, signing]]));
		const connection = answeringConnection((command) => {
			commands++;
			if (commands === 3) {
				controller.abort(new Error('called off'));
			}
			return card(command);
		});
		const reading = readAkisCertificates(openChannel(connection, controller.signal), 'v2.x', () => undefined);
		await expect(reading).rejects.toThrow('called off');
		expect(commands).toBe(3);
	});
});

describe('a file that is no certificate', () => {
	test.each([
		['an empty file', new Uint8Array(), 'empty'],
		['random bytes', bytes('DEADBEEF'), 'no-certificate'],
		['filler', new Uint8Array(2000).fill(0xff), 'no-certificate'],
		['a certificate cut short', signing.subarray(0, 300), 'cut-short'],
		['DER that is no certificate', bytes('3003020101'), 'no-certificate'],
		['a length that lies', bytes('3084FFFFFFFF'), 'cut-short'],
		[
			'a length beyond what READ BINARY reaches',
			Buffer.concat([bytes('30829000'), Buffer.alloc(60_000)]),
			'too-large',
		],
	])('is listed with its reason, beside the certificates: %s', async (_, file, reason) => {
		const card = cardWithFiles(
			new Map([
				[0x2f10, file],
				[0x2f11, signing],
			]),
		);
		expect(await read(answeringConnection(card))).toMatchObject({
			files: ['2F11'],
			unreadable: [`2F10 ${reason}`],
		});
	});

	test('that gives nothing is left at once, whatever size it claims', async () => {
		const connection = scriptedConnection([
			[SELECT_BY_NAME, '9000'],
			[selectFile('2F10'), '6F06 8004 FFFFFFFF 9000'],
			['00B00000F4', '9000'],
			[selectFile('2F11'), '6F 9000'],
			['00B00000F4', '6982'],
			[selectFile('2F12'), '6982'],
			[selectFile('2F13'), '6A82'],
			[selectFile('2F14'), '6A82'],
		]);
		expect(await read(connection)).toMatchObject({
			files: [],
			unreadable: ['2F10 cut-short', '2F11 not-readable 6982', '2F12 not-readable 6982'],
		});
		connection.assertUsedUp();
	});

	test('that stops giving in the middle is left', async () => {
		const connection = scriptedConnection([
			[SELECT_BY_NAME, '9000'],
			[selectFile('2F10'), '9000'],
			['00B00000F4', `${hex(signing.subarray(0, 100))}6282`],
			['00B00064F4', '6B00'],
			[selectFile('2F11'), '6A82'],
			[selectFile('2F12'), '6A82'],
			[selectFile('2F13'), '6A82'],
		]);
		expect(await read(connection)).toMatchObject({ files: [], unreadable: ['2F10 cut-short'] });
		connection.assertUsedUp();
	});
});

describe('a file that is refused in the middle', () => {
	test('is listed as refused, and gives no half of a certificate', async () => {
		const connection = scriptedConnection([
			[SELECT_BY_NAME, '9000'],
			[selectFile('2F10'), '9000'],
			['00B00000F4', `${hex(signing.subarray(0, 0xf4))}9000`],
			['00B000F4F4', '6982'],
			[selectFile('2F11'), '6A82'],
			[selectFile('2F12'), '6A82'],
			[selectFile('2F13'), '6A82'],
		]);
		expect(await read(connection)).toMatchObject({ files: [], unreadable: ['2F10 not-readable 6982'] });
		connection.assertUsedUp();
	});
});

describe('a card that refuses to select a file', () => {
	test.each(['6982', '6283', '6285', '6A86', '6D00'])(
		'tells it as refused with %s, for only 6A82 says that a file is absent',
		async (word) => {
			const connection = scriptedConnection([
				[SELECT_BY_NAME, '9000'],
				[selectFile('2F10'), fciOfSize(signing.length)],
				...readSteps(signing),
				[selectFile('2F11'), word],
				[selectFile('2F12'), '6A82'],
				[selectFile('2F13'), '6A82'],
			]);
			expect(await read(connection)).toMatchObject({
				files: ['2F10'],
				unreadable: [`2F11 not-readable ${word}`],
			});
			connection.assertUsedUp();
		},
	);

	test('is asked for three in a row, then for the certificates that its structures name', async () => {
		const connection = scriptedConnection([
			[SELECT_BY_NAME, '9000'],
			[selectFile('2F10'), '6982'],
			[selectFile('2F11'), '6982'],
			[selectFile('2F12'), '6982'],
			[selectFile('5031'), '6A82'],
			['00A40800 04 3F002F00 00', '6A82'],
		]);
		expect(await read(connection)).toMatchObject({
			files: [],
			unreadable: ['2F10', '2F11', '2F12'].map((fileId) => `${fileId} not-readable 6982`),
		});
		connection.assertUsedUp();
	});
});

describe('a hostile card', () => {
	test('that gives more than was asked for is a fault', async () => {
		const connection = scriptedConnection([
			[SELECT_BY_NAME, '9000'],
			[selectFile('2F10'), '6F04 8002 0002 9000'],
			['00B0000002', '300102 9000'],
		]);
		await expect(read(connection)).rejects.toMatchObject({ code: 'malformed-answer' });
	});

	test('that refuses the application for another reason is a fault', async () => {
		await expect(read(scriptedConnection([[SELECT_BY_NAME, '6985']]))).rejects.toMatchObject({
			code: 'unexpected-status',
		});
	});

	test('with files without end is read up to 64', async () => {
		const files = new Map(Array.from({ length: 0xf0 }, (_, index) => [0x2f10 + index, signing] as const));
		const { files: found } = await read(answeringConnection(cardWithFiles(files)));
		expect(found).toHaveLength(64);
	});

	test('that gives one byte at a time runs into the bound of commands', async () => {
		const huge = Buffer.concat([bytes('30827000'), Buffer.alloc(0x7000)]);
		const connection = answeringConnection(([, ins, p1 = 0, p2 = 0]) => {
			const offset = p1 * 256 + p2;
			const part = huge.subarray(offset, offset === 0 ? 6 : offset + 1);
			return Buffer.concat([ins === 0xb0 ? part : new Uint8Array(), bytes('9000')]);
		});
		await expect(read(connection)).rejects.toMatchObject({ code: 'limit-exceeded' });
	});

	test('gets SELECT, READ BINARY and GET RESPONSE from us and nothing else, and an end within the bound', async () => {
		const answer = fc.oneof(
			fc.uint8Array({ maxLength: 40 }),
			fc.uint8Array({ minLength: 1, maxLength: 256 }).map((data) => Buffer.concat([data, bytes('9000')])),
			fc.constantFrom('9000', '61FF', '6C10', '6A82', '6282', '6F0380010A9000', '308201F69000').map(bytes),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 40 }), async (answers) => {
				let turn = 0;
				const sent = new Set<number>();
				const connection = answeringConnection((command) => {
					sent.add(command[1] ?? -1);
					turn++;
					return answers[turn % answers.length] ?? new Uint8Array();
				});
				try {
					const { apduCount } = await read(connection);
					expect(apduCount).toBe(turn);
				} catch (error) {
					expect(error).toBeInstanceOf(CardError);
				}
				expect([...sent].filter((ins) => ![0xa4, 0xb0, 0xc0].includes(ins))).toEqual([]);
			}),
			{ numRuns: 300 },
		);
	});
});
