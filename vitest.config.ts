import { defineConfig } from 'vitest/config';
import { ClosingLineReporter } from './scripts/closing-line-reporter.ts';

export default defineConfig({
	test: {
		// Each kind of test is a project of its own: `npx vitest run --project unit` runs one.
		projects: [
			{ extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'] } },
			{ extends: true, test: { name: 'house', include: ['test/{architecture,setup}/**/*.test.ts'] } },
			{ extends: true, test: { name: 'golden', include: ['test/golden/**/*.test.{ts,tsx}'] } },
			{ extends: true, test: { name: 'flows', include: ['test/flows/**/*.test.{ts,tsx}'] } },
			{ extends: true, test: { name: 'pty', include: ['test/pty/**/*.test.ts'], fileParallelism: false } },
			{ extends: true, test: { name: 'pkcs11', include: ['test/pkcs11/**/*.test.ts'] } },
			{
				extends: true,
				test: { name: 'pcscd', include: ['test/pcscd/**/*.test.ts'], fileParallelism: false },
			},
		],
		// A hang must end the run; no test passes or fails by how long it took below that.
		testTimeout: 120_000,
		hookTimeout: 120_000,
		maxWorkers: 2,
		reporters: ['default', new ClosingLineReporter()],
	},
});
