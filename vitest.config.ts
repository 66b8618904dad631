import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { ClosingLineReporter } from './scripts/closing-line-reporter.ts';

export default defineConfig({
	// React and Ink as they are in the built program. Their development builds take twice as long for each frame.
	oxc: { jsx: { development: false } },
	test: {
		env: {
			NODE_ENV: 'production',
			// For the scripts that tests start: Node keeps what it made of their source. The launcher takes it from the program.
			NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.vitest-cache/scripts', import.meta.url)),
		},
		// Each kind of test is a project of its own: `npx vitest run --project unit` runs one. Files run beside each other in
		// all of them: each pcscd has namespaces of its own, each program in a terminal its own folders and free ports.
		projects: [
			{ extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'] } },
			{ extends: true, test: { name: 'house', include: ['test/architecture/**/*.test.ts'] } },
			// Builds the program and an add-on, again and again.
			{ extends: true, test: { name: 'setup', include: ['test/setup/**/*.test.ts'] } },
			{ extends: true, test: { name: 'golden', include: ['test/golden/**/*.test.{ts,tsx}'] } },
			{ extends: true, test: { name: 'flows', include: ['test/flows/**/*.test.{ts,tsx}'] } },
			{
				extends: true,
				test: { name: 'pty', include: ['test/pty/**/*.test.ts'], globalSetup: 'test/pty/session-homes.ts' },
			},
			{ extends: true, test: { name: 'pkcs11', include: ['test/pkcs11/**/*.test.ts'] } },
			{
				extends: true,
				test: {
					name: 'pcscd',
					include: ['test/pcscd/**/*.test.ts'],
					globalSetup: 'test/pty/session-homes.ts',
				},
			},
		],
		// A hang must end the run; no test passes or fails by how long it took below that.
		testTimeout: 120_000,
		hookTimeout: 120_000,
		maxWorkers: 2,
		setupFiles: ['test/property-seed.ts'],
		// A worker keeps its modules for all its files. Loading them anew for each file cost half of the time of the unit
		// tests, so no test may change what a module holds.
		isolate: false,
		reporters: ['default', new ClosingLineReporter()],
	},
});
