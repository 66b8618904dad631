import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('finds the published schemas current', async () => {
	const run = promisify(execFile)(process.execPath, ['scripts/write-schemas.ts', '--check']);
	await expect(run).resolves.toEqual({ stdout: '', stderr: '' });
});
