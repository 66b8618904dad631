import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SealCertificate } from '#certificate';
import { redactedReport } from '../../../src/commands/doctor-redaction.ts';
import type { DoctorLink, DoctorReport } from '../../../src/commands/doctor-report.ts';
import { certificateOf, SEAL_CARD, snapshotOf } from '../app/walk.ts';

const NOW = '2026-01-15T12:00:00.000Z';
const RUNS = { numRuns: 300 };

function reportWith(link: DoctorLink['link'], ...evidence: readonly string[]): DoctorReport {
	return {
		schemaVersion: 1,
		takenAt: NOW,
		language: 'tr',
		isComplete: true,
		links: [{ link, state: 'trouble', reason: 'failed', evidence: [...evidence], remedy: null }],
	};
}

/** A text about a card, as it stands in the bundle while that card is in. */
function redacted(text: string, facts: Partial<SealCertificate> = {}, link: DoctorLink['link'] = 'driver') {
	const certificates = [{ fileId: '2F10', certificate: certificateOf(facts) }];
	const snapshot = snapshotOf({ kind: 'akis', card: { ...SEAL_CARD, certificates } });
	return redactedReport(reportWith(link, text), snapshot, '/home/sekercicek').links[0]?.evidence[0];
}

/** Whatever is no letter and no digit, none of it too. */
const SEPARATOR = fc.oneof(
	fc.constantFrom('', ' ', ':', '-', ' - ', '.', ', ', '/', '\u00A0', '_', '…', '(', ') ', '\t'),
	fc.string({ maxLength: 3 }).map((text) => text.replaceAll(/[\p{L}\p{N}\p{M}]/gu, '')),
);

/** The text with separators between its characters. */
function broken(
	text: fc.Arbitrary<string>,
): fc.Arbitrary<{ readonly whole: string; readonly shown: string }> {
	return text.chain((whole) => {
		const characters = Array.from(whole);
		return fc
			.array(SEPARATOR, { minLength: characters.length, maxLength: characters.length })
			.map((separators) => ({
				whole,
				shown: characters.map((sign, at) => (at === 0 ? sign : `${separators[at]}${sign}`)).join(''),
			}));
	});
}

function digits(minLength: number, maxLength: number): fc.Arbitrary<string> {
	return fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });
}

function hex(minLength: number, maxLength: number): fc.Arbitrary<string> {
	const unit = fc.constantFrom(...'0123456789abcdefABCDEF');
	return fc.string({ unit, minLength, maxLength });
}

describe('of a number only the end is left, whatever stands between its digits', () => {
	test('where it is a VKN or a T.C. kimlik no that nothing here knows', () => {
		fc.assert(
			fc.property(broken(digits(10, 11)), ({ whole, shown }) => {
				expect(redacted(`token ${shown} SN`)).toBe(`token …${whole.slice(-3)} SN`);
			}),
			RUNS,
		);
	});

	test('where it is the number of whoever’s card is in', () => {
		fc.assert(
			fc.property(broken(digits(10, 11)), ({ whole, shown }) => {
				expect(redacted(`x${shown}y`, { holderNumber: whole })).not.toContain(whole.slice(0, 4));
				expect(redacted(`slot ${shown}; yok`, { holderNumber: whole })).toBe(`slot …${whole.slice(-3)}; yok`);
			}),
			RUNS,
		);
	});

	test('where it is a serial number of the card, in upper or lower case', () => {
		fc.assert(
			fc.property(broken(hex(6, 40)), fc.boolean(), ({ whole, shown }, isUpper) => {
				const serialNumber = isUpper ? whole.toUpperCase() : whole.toLowerCase();
				expect(redacted(`slot ${shown}; yok`, { serialNumber })).toBe(`slot …${whole.slice(-3)}; yok`);
			}),
			RUNS,
		);
	});

	test('where it is a serial number that nothing here knows, in bytes or in one piece', () => {
		fc.assert(
			fc.property(
				fc.array(hex(2, 2), { minLength: 5, maxLength: 20 }),
				fc.constantFrom(':', ' ', '-', '', '.'),
				(bytes, separator) => {
					const whole = bytes.join('');
					expect(redacted(`slot ${bytes.join(separator)}; yok`)).toBe(`slot …${whole.slice(-3)}; yok`);
				},
			),
			RUNS,
		);
	});
});

test.each([
	['SN R12-345-678-9 yok', 'SN …789 yok'],
	['SN K47 11:08Z 99 88 yok', 'SN …988 yok'],
])('other letters among the digits hide no serial number: %s', (text, hidden) => {
	expect(redacted(text)).toBe(hidden);
});

describe('a name is not left', () => {
	const NAMES = ['Şeker Çiçeği Sanayi A.Ş.', 'Gülşen Işık', 'IŞIK İLETİŞİM ve TİCARET LTD. ŞTİ.', 'Ali Er'];

	test.each(NAMES)('whatever stands between its letters, whichever their case: %s', (title) => {
		const spelt = broken(
			fc.constantFrom(
				title,
				title.toLocaleUpperCase('tr'),
				title.toLocaleLowerCase('tr'),
				withoutAccents(title),
			),
		);
		fc.assert(
			fc.property(spelt, ({ shown }) => {
				expect(redacted(`token ${shown}! var`, { title })).toMatch(/^token …[^\p{L}\p{N}]* var$/u);
			}),
			RUNS,
		);
	});

	test('where it was cut short, or its end alone is there', () => {
		const title = 'Şeker Çiçeği Gıda Sanayi A.Ş.';
		expect(redacted('token SEKER CICEGI GI', { title })).toBe('token … GI');
		expect(redacted('token gıda-sanayi', { title })).toBe('token …');
	});

	test('and is not found in the middle of other words', () => {
		expect(redacted('sürücü gerekmez, bekler', { title: 'Er Ek' })).toBe('sürücü gerekmez, bekler');
	});
});

test.each([
	['MİLKO: tanındı'],
	['SIGN0: geçerli, 2027-04-18'],
	['ENCR0: valid, 2027-04-18'],
	['HID OMNIKEY 3121 00 00: boş'],
	['Alcor Micro AU9560 00 00: boş'],
	['udea MILKO V1. 00 00: boş'],
	['/usr/lib/x86_64-linux-gnu/libakisp11.so'],
	['C_GetTokenInfo: CKR 0x30'],
	['AKIS PKCS#11 Library 1.6'],
	['80×24'],
	['no answer within 20000 ms'],
])('what is nobody’s number stays: %s', (text) => {
	expect(redacted(text)).toBe(text);
});

test('the portal’s address stays, but for what is the holder’s', () => {
	expect(redacted('http://127.0.0.1:41234/', {}, 'portal')).toBe('http://127.0.0.1:41234/');
	expect(redacted('https://a.example/4540-536920', { holderNumber: '4540536920' }, 'portal')).toBe(
		'https://a.example/…920',
	);
});

test('no field but evidence and remedy is touched, and the home directory is nobody’s', () => {
	const report = reportWith('driver', '/home/sekercicek/a.so', 'SN 12345678');
	expect(redactedReport(report, { service: { kind: 'running' }, readers: [] }, '/home/sekercicek')).toEqual(
		reportWith('driver', '~/a.so', 'SN …678'),
	);
});

function withoutAccents(text: string): string {
	return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('ı', 'i');
}
