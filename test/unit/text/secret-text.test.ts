import { format } from 'node:util';
import { describe, expect, test } from 'vitest';
import { SecretText } from '#text';

describe('a secret', () => {
	test('is written as bytes, at a place, and nowhere else', () => {
		const target = new Uint8Array(10).fill(0xff);
		expect(SecretText.of('4711').writeTo(target, 3)).toBe(4);
		expect(Buffer.from(target).toString('hex')).toBe(`ffffff${'34373131'}ffffff`);
	});

	test('has as many bytes as it writes, also where letters take two', () => {
		const secret = SecretText.of('ığdır');
		const target = new Uint8Array(secret.byteLength);
		expect([secret.length, secret.writeTo(target, 0)]).toEqual([5, secret.byteLength]);
		expect(Buffer.from(target).toString()).toBe('ığdır');
	});

	test('is not written where it does not fit', () => {
		expect(() => SecretText.of('4711').writeTo(new Uint8Array(5), 2)).toThrow(RangeError);
	});

	test('is nothing any more after it was wiped', () => {
		const secret = SecretText.of('4711');
		secret.wipe();
		expect([secret.length, secret.byteLength, secret.reveal()]).toEqual([0, 0, '']);
		expect(secret.writeTo(new Uint8Array(0), 0)).toBe(0);
	});

	test('shows itself in no rendering', () => {
		const secret = SecretText.of('4711');
		const text = `${secret} ${JSON.stringify({ secret })} ${format('%o %s %j', secret, secret, secret)}`;
		expect(text).not.toContain('4711');
		expect(text).not.toContain('52, 55, 49, 49');
	});
});
