import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkHolderNumber } from '#certificate';

describe('tax numbers', () => {
	test.each(['4540536920', '1234567890', '3230512384', '6180884538', '1234567808'])(
		'%s is right',
		(number) => {
			expect(checkHolderNumber(number)).toEqual({ ok: true, kind: 'vkn', number });
		},
	);

	test.each(['1234567801', '1234567802', '1234567803', '1111111111', '2222222222', '0000000000'])(
		'%s fails its check digit',
		(number) => {
			expect(checkHolderNumber(number)).toEqual({ ok: false, code: 'check-digit', kind: 'vkn' });
		},
	);

	test('exactly one last digit is right for any nine digits', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[0-9]{9}$/), (nine) => {
				const right = Array.from('0123456789').filter((last) => checkHolderNumber(nine + last).ok);
				expect(right).toHaveLength(1);
			}),
		);
	});
});

describe('citizen numbers', () => {
	test.each(['10000000146', '17291716060', '11111111110'])('%s is right', (number) => {
		expect(checkHolderNumber(number)).toEqual({ ok: true, kind: 'tckn', number });
	});

	test.each(['11111111111', '00000000000', '01234567890', '10000000147', '10000000136'])(
		'%s is wrong',
		(number) => {
			expect(checkHolderNumber(number)).toEqual({ ok: false, code: 'check-digit', kind: 'tckn' });
		},
	);

	test('one changed digit is always found', () => {
		const right = '17291716060';
		for (const [index, digit] of Array.from(right).entries()) {
			for (const other of Array.from('0123456789').filter((candidate) => candidate !== digit)) {
				expect(checkHolderNumber(right.slice(0, index) + other + right.slice(index + 1)).ok).toBe(false);
			}
		}
	});
});

describe('what was typed', () => {
	test('may hold spaces of any kind', () => {
		expect(checkHolderNumber(' 454 053\u00a069 20\t')).toEqual({
			ok: true,
			kind: 'vkn',
			number: '4540536920',
		});
	});

	test.each(['', '   '])('is empty: "%s"', (text) => {
		expect(checkHolderNumber(text)).toEqual({ ok: false, code: 'empty' });
	});

	test.each(['45405369a0', '4540536920.', '-454053692', '٤٥٤٠٥٣٦٩٢٠', '４５４０５３６９２０'])(
		'is no digits: %s',
		(text) => {
			expect(checkHolderNumber(text)).toEqual({ ok: false, code: 'not-digits' });
		},
	);

	test.each([
		['454053692', 9],
		['454053692012', 12],
	])('has the wrong length: %s', (text, length) => {
		expect(checkHolderNumber(text)).toEqual({ ok: false, code: 'length', length });
	});

	test('gets an answer whatever it is', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(checkHolderNumber(text)).toHaveProperty('ok');
			}),
		);
	});
});
