import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('the documentation of the keys is what the table of bindings says', async () => {
	const run = promisify(execFile)(process.execPath, ['scripts/write-keys.ts', '--check']);
	await expect(run).resolves.toEqual({ stdout: '', stderr: '' });
});
