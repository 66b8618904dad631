import { expect, it } from 'vitest';
import { runCertificateStorm, STORM_DOCUMENTS } from '../../storm/certificate-storm.ts';

/** Any other is as good; `npm run storm` takes one on its command line. */
const SEED = 20_261_125;

it('no mutated certificate, list or OCSP answer ends in an exception or makes a revoked seal good', async () => {
	const report = await runCertificateStorm({ seed: SEED, mutations: 3000 });
	expect(report.broken).toEqual([]);
	for (const document of STORM_DOCUMENTS) {
		// A storm in which everything is refused at the door would show nothing.
		expect(report.outcomes.get(document)?.size).toBeGreaterThan(2);
	}
});
