import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkNewPin, checkTypedPin } from '#card-rules';
import { SecretText } from '#text';
import { everyRequestWith } from '../pin/every-request.ts';

const check = (pin: string, context: Parameters<typeof checkNewPin>[1] = {}) =>
	checkNewPin(SecretText.of(pin), context);

describe('a new PIN', () => {
	test.each([
		['', 'too-short'],
		['47110', 'too-short'],
		['47110829381726354', 'too-long'],
		['47110a', 'not-digits'],
		['471 08', 'not-digits'],
		['٤٧١١٠٨', 'not-digits'],
		['123456', 'ascending'],
		['789012', 'ascending'],
		['654321', 'descending'],
		['210987', 'descending'],
		['000000', 'all-same'],
		['7777777', 'all-same'],
	])('"%s" is refused: %s', (pin, rule) => {
		expect(check(pin)).toBe(rule);
	});

	test.each(['471108', '112233', '135790', '4711082938172635'])('"%s" is fine', (pin) => {
		expect(check(pin)).toBeUndefined();
	});

	test('must not stand in a number of the holder, nor have one in itself', () => {
		const holderNumbers = ['4540536920'];
		expect(check('454053', { holderNumbers })).toBe('part-of-holder-number');
		expect(check('536920', { holderNumbers })).toBe('part-of-holder-number');
		expect(check('994540536920', { holderNumbers })).toBe('part-of-holder-number');
		expect(check('454054', { holderNumbers })).toBeUndefined();
		expect(check('471108', { holderNumbers: [''] })).toBeUndefined();
	});

	test('differs from the old one', () => {
		expect(check('471108', { old: SecretText.of('471108') })).toBe('same-as-old');
		expect(check('471109', { old: SecretText.of('471108') })).toBeUndefined();
	});

	test('has the length that the card says', () => {
		const length = { min: 4, max: 8 };
		expect(check('4711', { length })).toBeUndefined();
		expect(check('471108293', { length })).toBe('too-long');
	});

	test('is left as it was by being checked', () => {
		const [pin, old] = [SecretText.of('471109'), SecretText.of('471108')];
		checkNewPin(pin, { old });
		expect([pin.reveal(), old.reveal()]).toEqual(['471109', '471108']);
	});
});

describe('a PIN to be compared', () => {
	test('may be weak: it was set elsewhere', () => {
		expect(checkTypedPin(SecretText.of('123456'))).toBeUndefined();
	});

	test('is not empty, also once it was wiped', () => {
		const pin = SecretText.of('471108');
		pin.wipe();
		expect(checkTypedPin(SecretText.empty)).toBe('too-short');
		expect(checkTypedPin(pin)).toBe('too-short');
	});
});

describe('what the rules are against', () => {
	test('reaches no card by any of six ways, whatever was typed', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({ maxLength: 40, unit: 'binary' }), async (text) => {
				fc.pre(checkTypedPin(SecretText.of(text)) !== undefined);
				const outcomes = await everyRequestWith(SecretText.of(text));
				expect(outcomes.map(({ kind }) => kind)).toEqual(Array(6).fill('refused'));
			}),
			{ numRuns: 1_700 },
		);
	});
});
