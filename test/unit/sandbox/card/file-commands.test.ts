import { describe, expect, it } from 'vitest';
import { ENCRYPTION_FILE, hex, SIGNING_FILE, send, sendAll, testCard } from './test-card.ts';

const SELECT_APPLICATION = '00A4040007 504B43532D3135 00';
const SELECT_SIGNING = '00A40200022F1000';
const SELECT_ENCRYPTION = '00A40200022F1100';

describe('SELECT', () => {
	it('finds the application by its name, by its identifier and by its path, and answers its FCI', async () => {
		const byName = await send(testCard(), SELECT_APPLICATION);
		expect(byName).toMatch(/^6F178102....82013883023D008407504B43532D31359001029000$/);
		expect(await send(testCard(), '00A40000023D0000')).toBe(byName);
		expect(await send(testCard(), '00A40800043F003D0000')).toBe(byName);
	});

	it('gives a certificate file with its size, kind and identifier', async () => {
		const card = testCard();
		expect(await sendAll(card, SELECT_APPLICATION, SELECT_SIGNING)).toBe(
			'6F0E80020258 820101 83022F10 900112 9000'.replaceAll(' ', ''),
		);
		expect(await send(card, '00A40800063F003D002F1100')).toMatch(/^6F0E800200F4/);
	});

	it('tells directories and files apart already in the command', async () => {
		const card = testCard();
		expect(await send(card, '00A40200023D0000')).toBe('6A82');
		expect(await send(card, '00A40000022F0000')).toBe('6A82');
		expect(await send(card, '00A40200022F0000')).toMatch(/9000$/);
	});

	it('finds a certificate only inside the application', async () => {
		expect(await send(testCard(), SELECT_SIGNING)).toBe('6A82');
	});

	it.each([
		['a path that does not begin at the master file', '00A40800023D0000', '6A82'],
		['a path through a file', '00A40800063F002F002F1000', '6A82'],
		['a path of an odd number of bytes', '00A40800033F003D00', '6700'],
		['an identifier of three bytes', '00A40000033F000000', '6700'],
		['no identifier', '00A4000000', '6700'],
		['a name that is cut', '00A4040006504B43532D3100', '6A82'],
		['a name above sixteen bytes', '00A40400110102030405060708090A0B0C0D0E0F101100', '6700'],
		['another way of selecting', '00A40100023D0000', '6A86'],
		['another form of answer', '00A40004023D0000', '6A86'],
	])('answers %s with its status', async (_, command, status) => {
		expect(await send(testCard(), command)).toBe(status);
	});

	it('gives no data where none is asked, and has selected all the same', async () => {
		const card = testCard();
		expect(await send(card, '00A4040C07504B43532D3135')).toBe('9000');
		expect(await send(card, '00A40200022F10')).toBe('9000');
		expect(await send(card, '00B0000002')).toBe('00019000');
	});

	it('leaves the current file when it fails', async () => {
		const card = testCard();
		await sendAll(card, SELECT_APPLICATION, SELECT_SIGNING, '00A40200022F9900');
		expect(await send(card, '00B0000002')).toBe('00019000');
	});

	it('shows in tag 90 that a wrong PIN was entered and when the last try is left', async () => {
		const card = testCard();
		await send(card, '0020008006 303030303030');
		expect(await send(card, SELECT_APPLICATION)).toMatch(/9001429000$/);
		await send(card, '0020008006 303030303030');
		expect(await send(card, SELECT_APPLICATION)).toMatch(/9001C29000$/);
		await send(card, '0020008006 343731313038');
		expect(await send(card, SELECT_APPLICATION)).toMatch(/9001029000$/);
	});
});

describe('READ BINARY', () => {
	it('reads a file whole in transfers of F4 bytes', async () => {
		const card = testCard();
		await sendAll(card, SELECT_APPLICATION, SELECT_SIGNING);
		const parts = [
			await card.transmit(Uint8Array.of(0, 0xb0, 0, 0, 0xf4)),
			await card.transmit(Uint8Array.of(0, 0xb0, 0, 0xf4, 0xf4)),
			await card.transmit(Uint8Array.of(0, 0xb0, 0x01, 0xe8, 112)),
		];
		expect(parts.map((part) => hex(part.slice(-2)))).toEqual(['9000', '9000', '9000']);
		expect(hex(Buffer.concat(parts.map((part) => part.slice(0, -2))))).toBe(hex(SIGNING_FILE));
	});

	it('says with 6282 that the file ended before the asked length', async () => {
		const answer = await sendAll(testCard(), SELECT_APPLICATION, SELECT_SIGNING, '00B0024FF4');
		expect(answer).toBe(`${hex(SIGNING_FILE.slice(0x24f))}6282`);
	});

	it('gives as much as there is for Le 00', async () => {
		const answer = await sendAll(testCard(), SELECT_APPLICATION, SELECT_ENCRYPTION, '00B0000000');
		expect(answer).toBe(`${hex(ENCRYPTION_FILE)}9000`);
	});

	it('never gives more than F4 bytes at once: the rest waits for GET RESPONSE', async () => {
		const card = testCard();
		await sendAll(card, SELECT_APPLICATION, SELECT_SIGNING);
		expect(await send(card, '00B0000000')).toBe(`${hex(SIGNING_FILE.slice(0, 0xf4))}610C`);
		expect(await send(card, '00C000000C')).toBe(`${hex(SIGNING_FILE.slice(0xf4, 0x100))}9000`);
	});

	it.each([
		['an offset at the end of the file', '00B0025801', '6B00'],
		['an offset behind the file', '00B07FFFF4', '6B00'],
		['a short file identifier', '00B0900000', '6A86'],
		['no Le', '00B00000', '6700'],
		['data', '00B00000010000', '6700'],
	])('answers %s with its status', async (_, command, status) => {
		expect(await sendAll(testCard(), SELECT_APPLICATION, SELECT_SIGNING, command)).toBe(status);
	});

	it('needs a current file', async () => {
		expect(await send(testCard(), '00B0000001')).toBe('6986');
		expect(await sendAll(testCard(), SELECT_APPLICATION, '00B0000001')).toBe('6986');
	});

	it('answers an empty file with 6B00', async () => {
		const card = testCard({ objects: [{ use: 'SIGN0', label: 'empty', certificate: new Uint8Array(0) }] });
		expect(await sendAll(card, SELECT_APPLICATION, SELECT_SIGNING, '00B0000000')).toBe('6B00');
	});

	it('needs the selection again after a reset and after a loss of power', async () => {
		const card = testCard();
		await sendAll(card, SELECT_APPLICATION, SELECT_SIGNING);
		card.reset();
		expect(await send(card, '00B0000001')).toBe('6986');
		await sendAll(card, SELECT_APPLICATION, SELECT_SIGNING);
		card.powerOff();
		card.powerOn();
		expect(await send(card, '00B0000001')).toBe('6986');
	});
});

describe('LIST FILES', () => {
	it('lists the current directory in records of twenty bytes', async () => {
		const card = testCard();
		const rest = '00'.repeat(17);
		expect(await send(card, '8018000000')).toBe(`2F2F00${rest}3D3D00${rest}9000`);
		const application = await sendAll(card, SELECT_APPLICATION, '8018000000');
		const records = application.slice(0, -4).match(/.{40}/g) ?? [];
		expect(records.map((record) => record.slice(0, 6))).toEqual([
			'2F5031',
			'2F5032',
			'2F4401',
			'2F4402',
			'2F4403',
			'2F2F10',
			'2F2F11',
		]);
	});

	it('cuts a long list, and refuses parameters and a missing Le', async () => {
		const object = { use: 'SIGN0', label: 'x', certificate: Uint8Array.of(1) } as const;
		const card = testCard({ objects: Array.from({ length: 10 }, () => object) });
		const first = await sendAll(card, SELECT_APPLICATION, '8018000000');
		expect(first.slice(-4)).toBe('6138');
		expect((await send(card, '00C0000038')).length).toBe(2 * (0x38 + 2));
		expect(await send(card, '8018010000')).toBe('6A86');
		expect(await send(card, '80180000')).toBe('6700');
	});
});

describe('GET DATA', () => {
	it('gives the serial number at offset 55 and the life cycle at offset 6', async () => {
		const card = testCard();
		const chip = await send(card, '00CA01064D');
		expect(chip).toMatch(/^(00){55}0102030405060708090A0B0C(00){10}9000$/);
		expect(await send(card, '00CA01040A')).toBe('000000000000A50000009000');
	});

	it.each([
		['a Le that is too small: the right one', '00CA010610', '6C4D'],
		['Le 00: the whole record', '00CA010400', '000000000000A50000009000'],
		['no Le', '00CA0104', '6700'],
		['another object', '00CA01050A', '6A86'],
		['another group', '00CA00060A', '6A86'],
	])('answers %s', async (_, command, answer) => {
		expect(await send(testCard(), command)).toBe(answer);
	});
});

describe('GET RESPONSE', () => {
	const READ_256 = '00B0000000';

	it('has nothing to give where nothing waits, also after another command and after a reset', async () => {
		const card = testCard();
		expect(await send(card, '00C0000000')).toBe('6985');
		await sendAll(card, SELECT_APPLICATION, SELECT_SIGNING, READ_256, '00A4000000');
		expect(await send(card, '00C000000C')).toBe('6985');
		await sendAll(card, SELECT_APPLICATION, SELECT_SIGNING, READ_256);
		card.reset();
		expect(await send(card, '00C000000C')).toBe('6985');
	});

	it('names the right length where more is asked, and goes on', async () => {
		const card = testCard();
		await sendAll(card, SELECT_APPLICATION, SELECT_SIGNING, READ_256);
		expect(await send(card, '00C0000020')).toBe('6C0C');
		expect(await send(card, '00C0000004')).toBe(`${hex(SIGNING_FILE.slice(0xf4, 0xf8))}6108`);
		expect(await send(card, '00C0000000')).toBe(`${hex(SIGNING_FILE.slice(0xf8, 0x100))}9000`);
		expect(await send(card, '00C0000000')).toBe('6985');
	});

	it.each([
		['parameters', '00C0000100', '6A86'],
		['no Le', '00C00000', '6700'],
	])('refuses %s', async (_, command, status) => {
		expect(await sendAll(testCard(), SELECT_APPLICATION, SELECT_SIGNING, READ_256, command)).toBe(status);
	});
});

describe('the later product v2.2.8', () => {
	it('reads certificates, shows no tag 90 and has none of the commands that are not public', async () => {
		const card = testCard({ product: 'v2.2.8' });
		const fci = await send(card, SELECT_APPLICATION);
		expect(fci).toMatch(/8407504B43532D31359000$/);
		expect(await send(card, SELECT_SIGNING)).toBe('6F0B80020258820101 83022F10 9000'.replaceAll(' ', ''));
		expect(await send(card, '00B0000000')).toBe(`${hex(SIGNING_FILE.slice(0, 256))}9000`);
		expect(await send(card, '00A40200022F1200')).toBe('6A82');
		expect(await send(card, '0020008006 343731313038')).toBe('6D00');
		expect(await send(card, '00CA01064D')).toBe('6D00');
		expect(await send(card, '8018000000')).toBe('6E00');
	});
});
