import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const FIXTURE = join(import.meta.dirname, 'fixtures', 'on-a-full-disk.ts');
/** A disk of its own in a namespace of its own; nothing of it is left when the program ends. */
const ON_A_SMALL_DISK = 'mount -t tmpfs -o size=256k,mode=0700 tmpfs "$1" && exec "$2" "$3" "$1"';

it('takes nothing on a full disk, leaves nothing half written, and goes on when there is room', async () => {
	const disk = await mkdtemp(join(tmpdir(), 'muhurdar-disk-'));
	const namespaces = process.getuid?.() === 0 ? ['-m'] : ['-U', '-r', '-m'];
	try {
		const { stdout } = await promisify(execFile)('unshare', [
			...namespaces,
			'sh',
			'-c',
			ON_A_SMALL_DISK,
			'sh',
			disk,
			process.execPath,
			FIXTURE,
		]);
		expect(JSON.parse(stdout)).toEqual({
			saved: { ok: true },
			intent: { ok: false, failure: 'disk-full' },
			cardAct: { ok: false, failure: 'disk-full' },
			document: { kind: 'refused', reason: 'disk-full' },
			files: ['ballast', 'journal'],
			whileFull: 'sound',
			withRoom: true,
			after: 'sound',
		});
	} finally {
		await rm(disk, { recursive: true });
	}
});
