import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { documentsOnDisk } from '../../../src/ports/documents.ts';
import { documentsFolder } from '../../../src/ports/documents-folder.ts';
import { pluggedSticks } from '../../../src/ports/plugged-sticks.ts';
import { openFilePrinter } from './file-printer.ts';

const BYTES = new TextEncoder().encode('%PDF-1.7 of the test');
const home = documentsOnDisk({ kind: 'folder', folder: async () => folder });

const refused = (reason: string) => ({ kind: 'refused', reason });

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
		expect(await home.write(path, BYTES)).toEqual(refused('exists'));
		expect(await readFile(path, 'utf8')).toBe('mine');
	});

	it('does not follow a link that lies in wait', async () => {
		const target = join(folder, 'elsewhere');
		const path = join(folder, 'pin.pdf');
		await symlink(target, path);
		expect(await home.write(path, BYTES)).toEqual(refused('exists'));
		expect(await readdir(folder)).toEqual(['pin.pdf']);
	});

	it('needs a folder that is there, and a name', async () => {
		expect(await home.write(join(folder, 'none', 'pin.pdf'), BYTES)).toEqual(refused('no-folder'));
		await writeFile(join(folder, 'file'), '');
		expect(await home.write(join(folder, 'file', 'pin.pdf'), BYTES)).toEqual(refused('no-folder'));
		expect(await home.write('  ', BYTES)).toEqual(refused('no-path'));
	});

	it.each([
		['.profile', 'hidden-name'],
		['.gizli.pdf', 'hidden-name'],
		['.ssh/pin.pdf', 'hidden-name'],
		['authorized_keys', 'not-pdf'],
		['pin.pdf.desktop', 'not-pdf'],
		['.pdf', 'hidden-name'],
		['../pin.pdf', 'outside-folder'],
		['/tmp/pin.pdf', 'outside-folder'],
		['disari/pin.pdf', 'outside-folder'],
		['gorunur/pin.pdf', 'hidden-name'],
	])('does not go to %s', async (path, reason) => {
		await mkdir(join(folder, '.ssh'));
		await symlink(tmpdir(), join(folder, 'disari'));
		await symlink(join(folder, '.ssh'), join(folder, 'gorunur'));
		expect(await home.write(path, BYTES)).toEqual(refused(reason));
		expect((await readdir(folder)).toSorted()).toEqual(['.ssh', 'disari', 'gorunur']);
		expect(await readdir(join(folder, '.ssh'))).toEqual([]);
	});

	it('goes to a folder below, and a path that is not whole begins in the folder', async () => {
		await mkdir(join(folder, '2026'));
		const path = join(folder, '2026', 'pin.PDF');
		expect(await home.write('2026/pin.PDF', BYTES)).toEqual({ kind: 'written', path });
		expect(await home.suggestPlace('pin.pdf')).toEqual({ kind: 'place', path: join(folder, 'pin.pdf') });
	});
});

describe('the folder for documents', () => {
	const inHome = (configured?: string) => documentsFolder(configured, {}, folder);

	it('is the configured one', async () => {
		expect(await inHome('/srv/belgeler')).toBe('/srv/belgeler');
	});

	it('is the home directory where nothing else is named', async () => {
		expect(await inHome()).toBe(folder);
	});

	it.each([
		['XDG_DOCUMENTS_DIR="$HOME/Belgeler"', 'Belgeler'],
		['# yorum\nXDG_MUSIC_DIR="$HOME/Müzik"\nXDG_DOCUMENTS_DIR="$HOME/Be\\"lge"\n', 'Be"lge'],
		['XDG_DOCUMENTS_DIR="$HOME/"', ''],
		['XDG_DOCUMENTS_DIR="$HOME/yok"', ''],
		['XDG_DOCUMENTS_DIR=$(touch hack)', ''],
	])('is the documents folder by user-dirs.dirs, where it is there: %s', async (text, name) => {
		await mkdir(join(folder, '.config'));
		await mkdir(join(folder, 'Belgeler'));
		await mkdir(join(folder, 'Be"lge'));
		await writeFile(join(folder, '.config', 'user-dirs.dirs'), text);
		expect(await inHome()).toBe(join(folder, name));
	});
});

describe('at a kiosk', () => {
	/** The system's own tables, about the folders of this test. */
	async function sourcesWith(mounts: readonly string[]) {
		const disk = join(folder, 'sys', 'devices', 'pci0', 'sdb');
		await mkdir(join(disk, 'sdb1'), { recursive: true });
		await writeFile(join(disk, 'removable'), '1\n');
		const fixed = join(folder, 'sys', 'devices', 'pci0', 'sda');
		await mkdir(join(fixed, 'sda1'), { recursive: true });
		await writeFile(join(fixed, 'removable'), '0\n');
		const onUsb = join(folder, 'sys', 'devices', 'pci0', 'usb2', '2-1', 'sdc');
		await mkdir(onUsb, { recursive: true });
		const links = join(folder, 'sys', 'dev', 'block');
		await mkdir(links, { recursive: true });
		await symlink(join(disk, 'sdb1'), join(links, '8:17'));
		await symlink(join(fixed, 'sda1'), join(links, '8:1'));
		await symlink(onUsb, join(links, '8:32'));
		const mountInfo = join(folder, 'mountinfo');
		await writeFile(mountInfo, mounts.join('\n'));
		return { mountInfo, blockDevices: links, mediaFolders: [join(folder, 'media')] };
	}

	const mount = (device: string, at: string, options = 'rw,nosuid') =>
		`36 25 ${device} / ${at} ${options} shared:1 - vfat /dev/sdx rw`;

	it('a stick is what is removable or on USB, writable, and mounted where sticks are', async () => {
		const media = join(folder, 'media');
		const sources = await sourcesWith([
			mount('8:17', `${media}/kasa/ADSIZ\\040BELLEK`),
			mount('8:32', `${media}/kasa/USB`),
			mount('8:1', `${media}/kasa/disk`),
			mount('8:17', `${media}/kasa/kilitli`, 'ro,nosuid'),
			mount('8:17', join(folder, 'baska')),
			mount('0:45', `${media}/kasa/sunucu`),
			mount('8:17', `${media}/kasa/kotu\\033[2J`),
			'yarım satır',
		]);
		expect(await pluggedSticks(sources)).toEqual([`${media}/kasa/ADSIZ BELLEK`, `${media}/kasa/USB`]);
		expect(await pluggedSticks({ ...sources, mountInfo: join(folder, 'yok') })).toEqual([]);
	});

	it('a document goes to a stick alone', async () => {
		const stick = join(folder, 'media', 'kasa', 'USB');
		await mkdir(join(stick, '.Trash-1000'), { recursive: true });
		const sources = await sourcesWith([mount('8:17', stick)]);
		const kiosk = documentsOnDisk({ kind: 'sticks', mounted: () => pluggedSticks(sources) });
		const path = join(stick, 'pin.pdf');
		expect(await kiosk.suggestPlace('pin.pdf')).toEqual({ kind: 'place', path });
		for (const [typed, reason] of [
			[join(folder, 'pin.pdf'), 'not-on-stick'],
			['~/pin.pdf', 'not-on-stick'],
			['../pin.pdf', 'not-on-stick'],
			['.profile', 'hidden-name'],
			['.Trash-1000/pin.pdf', 'hidden-name'],
			['authorized_keys', 'not-pdf'],
		] as const) {
			expect(await kiosk.write(typed, BYTES)).toEqual(refused(reason));
		}
		expect(await readdir(stick)).toEqual(['.Trash-1000']);
		expect(await kiosk.write('pin.pdf', BYTES)).toEqual({ kind: 'written', path });
		expect(await readFile(path)).toEqual(Buffer.from(BYTES));
	});

	it('without a stick nothing is written, and that is said', async () => {
		const sources = await sourcesWith([]);
		const kiosk = documentsOnDisk({ kind: 'sticks', mounted: () => pluggedSticks(sources) });
		const own = join(folder, 'own');
		await mkdir(own);
		await chmod(own, 0o700);
		expect(await kiosk.suggestPlace('pin.pdf')).toEqual({ kind: 'none', reason: 'no-stick' });
		expect(await kiosk.write(join(own, 'pin.pdf'), BYTES)).toEqual(refused('no-stick'));
		expect(await readdir(own)).toEqual([]);
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

	it('takes its document out of the spool when the job is over', async () => {
		const printer = await openFilePrinter();
		vi.stubEnv('CUPS_SERVER', printer.environment.CUPS_SERVER);
		try {
			const path = join(folder, 'pin.pdf');
			await writeFile(path, BYTES);
			const document = printer.nextDocument();
			expect(await home.print(path)).toEqual({ kind: 'printed' });
			expect(await document).toEqual(Buffer.from(BYTES));
			expect(printer.spooled()).toEqual([]);
		} finally {
			vi.unstubAllEnvs();
			await printer.close();
		}
	});

	it('leaves nothing in the spool of a print service that is set up as docs/kiosk.md says', async () => {
		const printer = await openFilePrinter({ keepsJobs: false });
		vi.stubEnv('CUPS_SERVER', printer.environment.CUPS_SERVER);
		try {
			const path = join(folder, 'pin.pdf');
			await writeFile(path, BYTES);
			const document = printer.nextDocument();
			expect(await home.print(path)).toEqual({ kind: 'printed' });
			expect(await document).toEqual(Buffer.from(BYTES));
			await printer.isSpoolEmpty();
		} finally {
			vi.unstubAllEnvs();
			await printer.close();
		}
	});

	it('says where the printer takes nothing', async () => {
		const printer = await openFilePrinter();
		await printer.reject();
		vi.stubEnv('CUPS_SERVER', printer.environment.CUPS_SERVER);
		try {
			const path = join(folder, 'pin.pdf');
			await writeFile(path, BYTES);
			expect(await home.print(path)).toEqual({ kind: 'failed' });
		} finally {
			vi.unstubAllEnvs();
			await printer.close();
		}
	});

	it('says that the print service does not run, and not that there is no printer', async () => {
		vi.stubEnv('CUPS_SERVER', join(folder, 'nobody.sock'));
		try {
			expect(await home.print(join(folder, 'pin.pdf'))).toEqual({ kind: 'service-down' });
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
