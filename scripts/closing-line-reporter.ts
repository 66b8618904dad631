import type { Reporter, SerializedError, TestModule, TestRunEndReason } from 'vitest/node';

/**
 * Ends a run with one line, `N passed, N failed` (and `, N skipped` if there are any), for whoever reads runs by machine.
 *
 * Everything that makes the run fail counts as a failure: tests, files that do not load, suites whose set-up threw, and
 * errors outside of any test.
 */
export class ClosingLineReporter implements Reporter {
	readonly #write: (text: string) => void;

	constructor(write: (text: string) => void = (text) => process.stdout.write(text)) {
		this.#write = write;
	}

	onTestRunEnd(
		modules: readonly TestModule[],
		unhandledErrors: readonly SerializedError[],
		reason: TestRunEndReason,
	): void {
		let passed = 0;
		let failed = unhandledErrors.length;
		let skipped = 0;
		for (const module of modules) {
			failed += module.errors().length;
			for (const suite of module.children.allSuites()) failed += suite.errors().length;
			for (const test of module.children.allTests()) {
				const { state } = test.result();
				if (state === 'passed') passed += 1;
				else if (state === 'skipped') skipped += 1;
				else failed += 1;
			}
		}
		if (reason !== 'passed' && failed === 0) failed = 1;
		this.#write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
	}
}
