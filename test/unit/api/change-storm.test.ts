import { expect, it } from 'vitest';
import { runChangeStorm } from '../../storm/change-storm.ts';

it('a storm of changes: none done twice, none told wrongly, none lost, with the client killed in between', async () => {
	const { broken, truths, cuts, kills } = await runChangeStorm(20140828, 20);

	expect(broken).toEqual([]);
	expect([...truths.keys()].some((name) => name.endsWith(' done'))).toBe(true);
	expect([...truths.keys()].some((name) => name.endsWith(' withdrawn'))).toBe(true);
	expect(cuts.size).toBeGreaterThan(3);
	expect(kills).toBeGreaterThan(0);
});
