import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ascii, rsaKeyPair, sendAll, testCard } from './test-card.ts';

const READ_ALL = '00B0000000';

function read(card: ReturnType<typeof testCard>, path: string): Promise<string> {
	const length = (path.length / 2).toString(16).padStart(2, '0');
	return sendAll(card, `00A40800${length}${path}00`, READ_ALL).then((answer) => answer.slice(0, -4));
}

describe('the PKCS#15 structures', () => {
	it('lead from EF.DIR to the application and from the ODF to its lists', async () => {
		const card = testCard();
		expect(await read(card, '3F002F00')).toBe(
			`61234F0CA000000063${ascii('PKCS-15')}500D${ascii('DENEME ORTAMI')}51043F003D00`,
		);
		expect(await read(card, '3F003D005031')).toBe(
			'A00A300804063F003D004402A40A300804063F003D004403A80A300804063F003D004401',
		);
	});

	it('describe the PIN: reference 80, six to sixteen digits', async () => {
		expect(await read(testCard(), '3F003D004401')).toMatch(/0A010102010602011002011080020080$/);
	});

	it('name each certificate, its file and the identifier that ties it to its key', async () => {
		const list = await read(testCard(), '3F003D004403');
		const entry = (label: string, id: string, file: string): string =>
			`302630110C0F${ascii(label)}30030401${id}A10C300A300804063F003D00${file}`;
		expect(list).toBe(entry('4540536920SIGN0', '01', '2F10') + entry('4540536920ENCR0', '02', '2F11'));
	});

	it('list a private key only where the card holds it, RSA and EC each in its form', async () => {
		expect(await read(testCard(), '3F003D004402')).toBe('');
		const { privateKey: rsa } = rsaKeyPair();
		const { privateKey: ec } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
		const card = testCard({
			objects: [
				{ use: 'SIGN0', label: 'A', certificate: Uint8Array.of(1), privateKey: rsa },
				{ use: 'SIGN0', label: 'B', certificate: Uint8Array.of(1) },
				{ use: 'ENCR0', label: 'C', certificate: Uint8Array.of(1), privateKey: ec },
			],
		});
		const list = await read(card, '3F003D004402');
		expect(list).toMatch(/^302C300A0C0141.*02020800A0293/);
		expect(list).toContain('0C0143');
		expect(list).not.toContain('0C0142');
	});

	it("are told to be nobody's: the card's label is that of the sandbox", async () => {
		expect(await read(testCard(), '3F003D005032')).toContain(ascii('DENEME ORTAMI'));
	});
});
