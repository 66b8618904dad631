import { expect, it } from 'vitest';
import { runNeighbourStorm } from '../storm/neighbour-storm.ts';
import { openStack } from './open-stack.ts';
import { OpenSc } from './witness-tools.ts';

// `npm run storm` has the long form: 200 insertions for each number of other programs.

it.each([
	[1, 20],
	[3, 6],
] as const)(
	'a card that %i other programs read at the same time, at %i ms a command, is told as it is, and they read it as well',
	async (neighbours, commandMs) => {
		const stack = await openStack();
		await stack.start();
		const { env } = await OpenSc.open(stack);
		const report = await runNeighbourStorm({ stack, insertions: 3, neighbours, commandMs, env });
		expect(report.broken).toEqual([]);
		expect(report.readings).toBe(3 * (neighbours > 1 ? 3 : 2));
		expect(report.foreignRuns).toBeGreaterThanOrEqual(3);
	},
);
