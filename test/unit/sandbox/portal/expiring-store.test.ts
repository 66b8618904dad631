import { expect, test } from 'vitest';
import { ExpiringStore } from '../../../../src/sandbox/portal/expiring-store.ts';

test('an entry lives until its lifetime is over, and tells how long that is', () => {
	let now = 0;
	const store = new ExpiringStore<string>({ now: () => now });
	store.put('key', 'value', 10);

	now = 9_500;
	expect([store.get('key'), store.secondsLeft('key')]).toEqual(['value', 1]);
	now = 10_000;
	expect([store.get('key'), store.secondsLeft('key'), store.take('key')]).toEqual([undefined, 0, undefined]);
});

test('an entry can be taken once', () => {
	const store = new ExpiringStore<string>({ now: () => 0 });
	store.put('key', 'value', 10);

	expect([store.take('key'), store.take('key')]).toEqual(['value', undefined]);
});

test('above 1000 entries the one put in first goes; putting a key again makes it the newest', () => {
	const store = new ExpiringStore<number>({ now: () => 0 });
	for (let n = 0; n < 1000; n += 1) {
		store.put(`key ${n}`, n, 10);
	}
	store.put('key 0', 0, 10);

	store.put('one more', -1, 10);

	expect(store.get('key 0')).toBe(0);
	expect(store.get('key 1')).toBeUndefined();
	expect(store.get('key 2')).toBe(2);
	expect(store.get('one more')).toBe(-1);
});
