import { inspect } from 'node:util';
import { serialize } from 'node:v8';
import { describe, expect, test } from 'vitest';
import { SecretText } from '#text';

const WORD = 'papatya';

describe('an edited secret', () => {
	test('is a new one; the former is as it was', () => {
		const former = SecretText.of('papat');
		const longer = former.inserted('ya');
		expect([longer.reveal(), former.reveal()]).toEqual([WORD, 'papat']);
		const shorter = longer.erased();
		expect([shorter.reveal(), longer.reveal()]).toEqual(['papaty', WORD]);
	});

	test('lives on when the former is wiped', () => {
		const former = SecretText.of('papat');
		const longer = former.inserted('ya');
		former.wipe();
		expect([former.reveal(), longer.reveal()]).toEqual(['', WORD]);
	});

	test('joins a letter that came in parts, and loses it as one', () => {
		const secret = SecretText.of('I').inserted('\u{307}');
		expect([secret.reveal(), secret.length]).toEqual(['İ', 1]);
		expect(secret.erased().reveal()).toBe('');
	});

	test('loses a character outside the first plane as one', () => {
		expect(SecretText.of('a👍').erased().reveal()).toBe('a');
	});

	test('that was empty stays empty', () => {
		expect(SecretText.empty.erased().length).toBe(0);
	});

	test('begins anew after it was wiped', () => {
		const secret = SecretText.of(WORD);
		secret.wipe();
		expect(secret.inserted('x').reveal()).toBe('x');
		expect(secret.erased().reveal()).toBe('');
	});
});

describe('a secret given to what renders values', () => {
	const secret = SecretText.of(WORD);
	const bytes = Array.from(Buffer.from(WORD));

	test.each([
		['String', () => String(secret)],
		['a template', () => `${secret}`],
		['concatenation', () => ''.concat(secret.toString(), secret.toLocaleString())],
		['join', () => [secret, secret].join()],
		['JSON', () => JSON.stringify({ deep: [{ secret }] })],
		['inspect', () => inspect({ deep: [{ secret }] }, { showHidden: true, depth: null })],
		[
			'inspect of its members',
			() => inspect({ ...secret }, { showHidden: true, depth: null, getters: true }),
		],
		['the message of an error', () => inspect(new Error(`failed for ${secret}`, { cause: secret }))],
		['its own keys', () => inspect(Reflect.ownKeys(secret))],
	])('is not told by %s', (_name, render) => {
		const text = render();
		expect(text).not.toContain(WORD);
		expect(text).not.toContain(bytes.join(', '));
		expect(text).not.toContain(bytes.join(','));
	});

	test('does not go into a serialised value', () => {
		expect(serialize({ secret }).includes(WORD)).toBe(false);
	});
});

test('two secrets are equal by their content alone, and none equals what was wiped', () => {
	const secret = SecretText.of('471108');
	expect(secret.equals(SecretText.of('47110').inserted('8'))).toBe(true);
	expect(['471109', '47110', '4711080', ''].map((text) => secret.equals(SecretText.of(text)))).toEqual([
		false,
		false,
		false,
		false,
	]);
	const wiped = SecretText.of('471108');
	wiped.wipe();
	expect([secret.equals(wiped), wiped.equals(secret), wiped.equals(SecretText.empty)]).toEqual([
		false,
		false,
		true,
	]);
});

test('a character is told by its place, and none where there is none', () => {
	const word = SecretText.of('şe😀r');
	expect([-1, 0, 1, 2, 3, 4].map((index) => word.characterAt(index))).toEqual(['', 'ş', 'e', '😀', 'r', '']);
	word.wipe();
	expect(word.characterAt(0)).toBe('');
});
