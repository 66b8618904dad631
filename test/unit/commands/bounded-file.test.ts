import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { authoritiesIn } from '#api';
import { readBoundedFile } from '../../../src/commands/bounded-file.ts';

let folder: string;
let pipe: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'muhurdar-files-'));
	pipe = join(folder, 'pipe');
	execFileSync('mkfifo', [pipe]);
});

afterEach(async () => {
	await rm(folder, { recursive: true });
});

describe('a file that a person names', () => {
	it('is read whole, up to its limit', async () => {
		const path = join(folder, 'file');
		await writeFile(path, 'twelve bytes');
		expect(await readBoundedFile(path, 12)).toEqual({ ok: true, bytes: Buffer.from('twelve bytes') });
		expect(await readBoundedFile(path, 11)).toEqual({ ok: false, code: 'too-large' });
		expect(await readBoundedFile(folder, 12)).toEqual({ ok: false, code: 'not-readable' });
	});

	it('is empty where it is a pipe that nobody writes to, and is not waited for', async () => {
		expect(await readBoundedFile(pipe, 12)).toEqual({ ok: true, bytes: Buffer.alloc(0) });
		expect(await authoritiesIn(pipe)).toEqual({ unusable: 'not-readable' });
	});

	it.each([
		['printf "twelve bytes"', { ok: true, bytes: Buffer.from('twelve bytes') }],
		['yes', { ok: false, code: 'too-large' }],
	] as const)('may be what another program writes into a pipe: %s', async (command, expected) => {
		// The shell's own pipe, as `muhurdar inspect <(command)` gets it.
		const shell = spawn('bash', ['-c', `exec 3< <(${command}); echo $$; read -r _`], {
			stdio: ['pipe', 'pipe', 'ignore'],
		});
		try {
			const [pid] = await new Promise<string[]>((resolve) =>
				shell.stdout.once('data', (data) => resolve(String(data).split('\n'))),
			);
			expect(await readBoundedFile(`/proc/${pid}/fd/3`, 12)).toEqual(expected);
		} finally {
			shell.stdin.end();
		}
	});
});
