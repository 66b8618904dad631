import { expect, it } from 'vitest';
import { growthOf, runServiceStorm } from '../storm/service-storm.ts';
import { openStack } from './open-stack.ts';

it('a service that is killed again and again is shown as it is, and leaves nothing open behind it', async () => {
	const stack = await openStack();
	const cycles = await runServiceStorm(stack, 5);
	expect(cycles).toHaveLength(5);
	const { openFiles, threads } = growthOf(cycles, 2);
	expect(openFiles).toBeLessThanOrEqual(0);
	expect(threads).toBeLessThanOrEqual(0);
});
