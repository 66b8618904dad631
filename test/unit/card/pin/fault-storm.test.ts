import { expect, it } from 'vitest';
import { runFaultStorm, STORM_OPERATIONS } from '../../../storm/fault-storm.ts';
import { issueSeal } from './virtual-stage.ts';

/** Any other is as good; `npm run storm` takes one on its command line. */
const SEED = 20_261_123;

it('in a storm of faults every act ends in a named outcome, and no card is hurt or left verified', async () => {
	const report = await runFaultStorm({ seed: SEED, runs: 600, seal: await issueSeal() });
	expect(report.broken).toEqual([]);
	for (const operation of STORM_OPERATIONS) {
		// A storm in which nothing went wrong, or everything, would show nothing.
		expect(report.outcomes.get(operation)?.size).toBeGreaterThan(2);
	}
	expect([...report.faults.keys()].sort()).toEqual([
		'cut-answer',
		'empty-answer',
		'endless-length',
		'endless-more',
		'garbage',
		'one-byte-answer',
		'pull',
		'reset-by-another',
		'service-death',
		'sharing-violation',
		'silence',
		'status',
	]);
});
