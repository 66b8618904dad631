import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { documentsOnDisk } from '../../../src/ports/documents.ts';
import { openFilePrinter } from './file-printer.ts';

const BYTES = new TextEncoder().encode('%PDF-1.7 of the test');
const home = documentsOnDisk({ isKiosk: false });
const kiosk = documentsOnDisk({ isKiosk: true });

const KIOSK_FIXTURE = join(import.meta.dirname, 'fixtures', 'save-at-a-kiosk.ts');
/** A folder behind FUSE, as sshfs has it; of another machine or not, that cannot be told. */
const BEHIND_FUSE =
	'mkdir -m 700 "$1/own" "$1/mounted" && bindfs "$1/own" "$1/mounted" && shift && exec "$@"';
const NAMESPACE = process.getuid?.() === 0 ? ['-m'] : ['-U', '-r', '-m'];

/** @throws Error where this machine lets nobody mount through FUSE */
function runBehindFuse(mountingIn: string, command: readonly string[]): string {
	return execFileSync('unshare', [...NAMESPACE, 'sh', '-c', BEHIND_FUSE, 'sh', mountingIn, ...command], {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'pipe'],
	});
}

function canMountThroughFuse(): boolean {
	const trial = mkdtempSync(join(tmpdir(), 'muhurdar-fuse-'));
	try {
		runBehindFuse(trial, ['true']);
		return true;
	} catch {
		return false;
	} finally {
		rmSync(trial, { recursive: true });
	}
}

let folder = '';
let mask = 0;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'muhurdar-documents-'));
	mask = process.umask();
});

afterEach(async () => {
	process.umask(mask);
	await rm(folder, { recursive: true });
});

describe('a document that is saved', () => {
	it.each([0o000, 0o022, 0o077, 0o777])(
		'can be read and written by its owner alone, whatever the mask of the process is: %o',
		async (umask) => {
			process.umask(umask);
			const path = join(folder, 'pin.pdf');
			expect(await home.write(path, BYTES)).toEqual({ kind: 'written', path });
			expect((await stat(path)).mode & 0o777).toBe(0o600);
			expect(await readFile(path)).toEqual(Buffer.from(BYTES));
		},
	);

	it('never replaces a file', async () => {
		const path = join(folder, 'pin.pdf');
		await writeFile(path, 'mine');
		expect(await home.write(path, BYTES)).toEqual({ kind: 'refused', reason: 'exists' });
		expect(await readFile(path, 'utf8')).toBe('mine');
	});

	it('does not follow a link that lies in wait', async () => {
		const target = join(folder, 'elsewhere');
		const path = join(folder, 'pin.pdf');
		await symlink(target, path);
		expect(await home.write(path, BYTES)).toEqual({ kind: 'refused', reason: 'exists' });
		expect(await readdir(folder)).toEqual(['pin.pdf']);
	});

	it('needs a folder that is there, and a name', async () => {
		expect(await home.write(join(folder, 'none', 'pin.pdf'), BYTES)).toEqual({
			kind: 'refused',
			reason: 'no-folder',
		});
		await writeFile(join(folder, 'file'), '');
		expect(await home.write(join(folder, 'file', 'pin.pdf'), BYTES)).toEqual({
			kind: 'refused',
			reason: 'no-folder',
		});
		expect(await home.write('  ', BYTES)).toEqual({ kind: 'refused', reason: 'no-path' });
	});

	it('leaves nothing behind where the disk is full', async () => {
		expect(await home.write('/dev/full', BYTES)).toMatchObject({ kind: 'refused' });
		expect((await stat('/dev/full')).isCharacterDevice()).toBe(true);
	});

	it('goes to the home directory unless another place is named', () => {
		expect(home.suggestedPath('pin.pdf')).toBe(join(homedir(), 'pin.pdf'));
	});
});

describe('at a kiosk', () => {
	it('goes to a folder of its owner alone', async () => {
		const path = join(folder, 'pin.pdf');
		expect(await kiosk.write(path, BYTES)).toEqual({ kind: 'written', path });
	});

	it('does not go to a folder that others can read', async () => {
		const open = join(folder, 'open');
		await mkdir(open);
		await chmod(open, 0o755);
		expect(await kiosk.write(join(open, 'pin.pdf'), BYTES)).toEqual({
			kind: 'refused',
			reason: 'world-readable',
		});
		expect(await readdir(open)).toEqual([]);
		expect(await home.write(join(open, 'pin.pdf'), BYTES)).toMatchObject({ kind: 'written' });
	});

	it.skipIf(!canMountThroughFuse())('does not go to a folder that may be on another machine', () => {
		const path = join(folder, 'mounted', 'pin.pdf');
		const told = runBehindFuse(folder, [process.execPath, KIOSK_FIXTURE, path]);
		expect(JSON.parse(told)).toEqual({ outcome: { kind: 'refused', reason: 'not-local' }, files: [] });
	});
});

describe('printing', () => {
	it('brings the document whole to the printer that this user prints to', async () => {
		const printer = await openFilePrinter();
		vi.stubEnv('CUPS_SERVER', printer.environment.CUPS_SERVER);
		try {
			const path = join(folder, '-PIN bilgisi.pdf');
			await writeFile(path, BYTES);
			const document = printer.nextDocument();

			expect(await home.print(path)).toEqual({ kind: 'printed' });
			expect(await document).toEqual(Buffer.from(BYTES));
		} finally {
			vi.unstubAllEnvs();
			await printer.close();
		}
	});

	it('says where the print service takes nothing', async () => {
		vi.stubEnv('CUPS_SERVER', join(folder, 'nobody.sock'));
		try {
			expect(await home.print(join(folder, 'pin.pdf'))).toEqual({ kind: 'failed' });
		} finally {
			vi.unstubAllEnvs();
		}
	});

	it('says where there is no print service', async () => {
		const path = process.env['PATH'];
		process.env['PATH'] = folder;
		try {
			expect(await home.print(join(folder, 'pin.pdf'))).toEqual({ kind: 'absent' });
		} finally {
			process.env['PATH'] = path;
		}
	});
});
