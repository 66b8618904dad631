import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('docs/sandbox.md holds the accounts that the sandbox has', async () => {
	const run = promisify(execFile)(process.execPath, ['scripts/write-accounts.ts', '--check']);
	await expect(run).resolves.toMatchObject({ stderr: '' });
});
