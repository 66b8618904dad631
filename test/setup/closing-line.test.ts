import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

function lastLineOfRun(...testFiles: readonly string[]): {
	readonly last: string;
	readonly status: number | null;
} {
	const folder = mkdtempSync(join(tmpdir(), 'muhurdar-run-'));
	try {
		const reporter = JSON.stringify(join(ROOT, 'scripts/closing-line-reporter.ts'));
		writeFileSync(
			join(folder, 'vitest.config.ts'),
			`import { ClosingLineReporter } from ${reporter};
export default { test: { globals: true, reporters: ['default', new ClosingLineReporter()] } };`,
		);
		testFiles.forEach((text, index) => {
			writeFileSync(join(folder, `${index}.test.ts`), text);
		});
		const run = spawnSync(
			process.execPath,
			[join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder],
			{
				encoding: 'utf8',
				env: { ...process.env, VITEST: undefined, VITEST_WORKER_ID: undefined, VITEST_POOL_ID: undefined },
			},
		);
		return { last: run.stdout.trimEnd().split('\n').at(-1) ?? '', status: run.status };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

it('a green run closes with what passed', () => {
	expect(lastLineOfRun("it('a', () => {}); it('b', () => {});", "it('c', () => {});")).toEqual({
		last: '3 passed, 0 failed',
		status: 0,
	});
});

it('failed and skipped tests are counted', () => {
	const run = lastLineOfRun(
		"it('a', () => {}); it.skip('b', () => {}); it('c', () => { throw new Error('c'); });",
	);

	expect(run).toEqual({ last: '1 passed, 1 failed, 1 skipped', status: 1 });
});

it('a file that does not load, a set-up that throws and an error outside of tests are failures', () => {
	expect(lastLineOfRun("import './nowhere.ts';").last).toMatch(/^0 passed, 1 failed/);
	expect(
		lastLineOfRun("describe('s', () => { beforeAll(() => { throw new Error(); }); it('a', () => {}); });")
			.last,
	).toMatch(/^0 passed, [1-9]\d* failed/);
	expect(lastLineOfRun("it('a', () => { void Promise.reject(new Error('late')); });")).toEqual({
		last: '1 passed, 1 failed',
		status: 1,
	});
});

it('a run without tests has failed', () => {
	expect(lastLineOfRun()).toEqual({ last: '0 passed, 1 failed', status: 1 });
});
