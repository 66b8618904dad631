import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { isOperationName, isOperationNamed, operationNumber } from '#text';

const KEY = 'q3Zk0cVh7uXn2LrT9wYb5A';

test('is eight characters of nineteen, in two groups, none of which looks like another', () => {
	const seen = new Set<string>();
	for (let count = 0; count < 2000; count += 1) {
		const number = operationNumber(`key-${count}`);
		expect(number).toMatch(/^[34679ACDEFHJKMNPRTY]{4}-[34679ACDEFHJKMNPRTY]{4}$/u);
		seen.add(number);
	}
	expect(seen.size).toBe(2000);
	expect(new Set([...seen].join(''))).toHaveLength(20);
});

test('is the tail of the first eight bytes of SHA-256 in base 19, as the portal can compute it', () => {
	const head = BigInt(`0x${createHash('sha256').update(KEY).digest('hex').slice(0, 16)}`);
	const digits = (head % 19n ** 8n).toString(19).padStart(8, '0');
	const written = [...digits]
		.map((digit) => '34679ACDEFHJKMNPRTY'.charAt(Number.parseInt(digit, 19)))
		.join('');

	expect(operationNumber(KEY).replace('-', '')).toBe(written);
	// Written in docs/portal-builders.md.
	expect(operationNumber(KEY)).toBe('Y4HF-4EH6');
});

test('names its operation in any case, with or without the hyphen, as the key itself does', () => {
	const number = operationNumber(KEY);
	for (const typed of [
		number,
		number.toLowerCase(),
		number.replace('-', ''),
		` ${number.replace('-', ' ')} `,
		KEY,
	]) {
		expect(isOperationName(typed)).toBe(true);
		expect(isOperationNamed(typed, KEY)).toBe(true);
		expect(isOperationNamed(typed, `${KEY}B`)).toBe(false);
	}
	expect(isOperationNamed(KEY.toLowerCase(), KEY)).toBe(false);
});

test.each(['', 'all', '7K4P-3MT', '7K4P-3MTYA', 'OOOO-1111', '../../journal'])('is not %j', (typed) => {
	expect(isOperationName(typed)).toBe(false);
});
