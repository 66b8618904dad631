import { expect, it } from 'vitest';
import { runRivalStorm } from '../../storm/rival-storm.ts';

it.each([
	[2, 4],
	[4, 3],
])('%i programs with one journal never have two changes of one thing open', async (programs, rounds) => {
	const { broken, done, told } = await runRivalStorm(20140828, programs, rounds);

	expect(broken).toEqual([]);
	expect(done).toBeGreaterThan(0);
	expect(told.get('under-way')).toBeGreaterThan(0);
});
