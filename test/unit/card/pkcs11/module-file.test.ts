import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
	checkModuleFile,
	type ModuleFileOptions,
	type Ownership,
} from '../../../../src/card/pkcs11/module-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'muhurdar-module-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ELF_X64 = elf(2, 62);

function elf(bits: 1 | 2, machine: number, type = 3): Buffer {
	const header = Buffer.alloc(64);
	header.set([0x7f, 0x45, 0x4c, 0x46, bits, 1, 1]);
	header.writeUInt16LE(type, 16);
	header.writeUInt16LE(machine, 18);
	return header;
}

function mach(cpu: number): Buffer {
	const header = Buffer.alloc(32);
	header.writeUInt32BE(0xcffaedfe, 0);
	header.writeUInt32LE(cpu, 4);
	return header;
}

function machForSeveral(...cpus: readonly number[]): Buffer {
	const header = Buffer.alloc(8 + cpus.length * 20);
	header.writeUInt32BE(0xcafebabe, 0);
	header.writeUInt32BE(cpus.length, 4);
	for (const [index, cpu] of cpus.entries()) {
		header.writeUInt32BE(cpu, 8 + index * 20);
	}
	return header;
}

function pe(machine: number): Buffer {
	const header = Buffer.alloc(0x90);
	header.write('MZ', 'latin1');
	header.writeUInt32LE(0x80, 0x3c);
	header.write('PE\0\0', 0x80, 'latin1');
	header.writeUInt16LE(machine, 0x84);
	return header;
}

let made = 0;
function file(content: string | Uint8Array, name = `${made++}.so`): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

const LINUX: ModuleFileOptions = { trust: 'any-owner', platform: 'linux', arch: 'x64' };

async function ruleOf(path: string, options: ModuleFileOptions = LINUX): Promise<string> {
	const check = await checkModuleFile(path, options);
	return check.ok ? 'ok' : check.refusal.rule;
}

describe('a module’s file', () => {
	test('is taken where its header fits this machine, and its links were followed', async () => {
		const real = file(ELF_X64, 'libakisp11.so.1.6.4');
		const link = join(folder, 'libakisp11.so');
		symlinkSync('libakisp11.so.1.6.4', link);
		expect(await checkModuleFile(link, LINUX)).toEqual({
			ok: true,
			file: { shownPath: link, realPath: real, machine: 'x64', nameVersion: '1.6.4' },
		});
	});

	test('has an absolute path', async () => {
		const path = file(ELF_X64);
		expect(await ruleOf(relative(process.cwd(), path))).toBe('path-not-absolute');
		expect(await ruleOf('libakisp11.so')).toBe('path-not-absolute');
		expect(await ruleOf(`${path}\0`)).toBe('path-not-absolute');
		expect(await ruleOf('')).toBe('path-not-absolute');
	});

	test('is a file that is there', async () => {
		expect(await ruleOf(join(folder, 'nowhere.so'))).toBe('not-found');
		expect(await ruleOf(folder)).toBe('not-a-file');
		const endless = join(folder, 'endless.so');
		symlinkSync(endless, endless);
		expect(await ruleOf(endless)).toBe('not-found');
		const pipe = join(folder, 'pipe.so');
		execFileSync('mkfifo', [pipe]);
		expect(await ruleOf(pipe)).toBe('not-a-file');
	});

	test.each([
		['text', 'This is not the module.\n', 'not-a-library'],
		['nothing', '', 'not-a-library'],
		['a header cut short', ELF_X64.subarray(0, 17), 'not-a-library'],
		['a program', elf(2, 62, 2), 'not-a-library'],
		['32 bits', elf(1, 3), 'other-machine'],
		['ARM', elf(2, 183), 'other-machine'],
		['a machine nobody knows', elf(2, 9_999), 'other-machine'],
		['x64 by number and 32 bits by class', elf(1, 62), 'other-machine'],
		['macOS', mach(0x01000007), 'other-system'],
		['Windows', pe(0x8664), 'other-system'],
	])('%s is named for what it is', async (_, content, rule) => {
		expect(await ruleOf(file(content))).toBe(rule);
	});

	test('is known on other systems as well', async () => {
		const mac: ModuleFileOptions = { trust: 'any-owner', platform: 'darwin', arch: 'arm64' };
		expect(await ruleOf(file(mach(0x0100000c)), mac)).toBe('ok');
		expect(await ruleOf(file(machForSeveral(0x01000007, 0x0100000c)), mac)).toBe('ok');
		expect(await ruleOf(file(mach(0x01000007)), mac)).toBe('other-machine');
		expect(await ruleOf(file(pe(0x8664)), { ...mac, platform: 'win32', arch: 'x64' })).toBe('ok');
	});

	test('says for which machine it was made', async () => {
		expect(await checkModuleFile(file(elf(2, 183)), LINUX)).toEqual({
			ok: false,
			refusal: { rule: 'other-machine', found: 'arm64', needed: 'x64' },
		});
	});
});

describe('a kiosk', () => {
	const ROOTS: Ownership = { uid: 0, gid: 0, mode: 0o040755 };

	function kiosk(owned: Readonly<Record<string, Partial<Ownership>>>): ModuleFileOptions {
		return {
			...LINUX,
			trust: 'root-only',
			ownership: async (path) => ({ ...ROOTS, ...owned[path] }),
		};
	}

	test('takes what root alone can change', async () => {
		expect(await ruleOf(file(ELF_X64), kiosk({}))).toBe('ok');
	});

	test('takes what root’s own group can change as well', async () => {
		const path = file(ELF_X64);
		expect(await ruleOf(path, kiosk({ [path]: { mode: 0o100775 } }))).toBe('ok');
	});

	test('refuses what belongs to somebody else, or can be changed by others', async () => {
		const path = file(ELF_X64);
		expect(await checkModuleFile(path, kiosk({ [path]: { uid: 1000 } }))).toEqual({
			ok: false,
			refusal: { rule: 'owner-not-root', path },
		});
		expect(await ruleOf(path, kiosk({ [path]: { mode: 0o100757 } }))).toBe('writable-by-others');
		expect(await ruleOf(path, kiosk({ [path]: { mode: 0o100775, gid: 50 } }))).toBe('writable-by-others');
	});

	test('refuses a folder on the way that others can change', async () => {
		const path = file(ELF_X64);
		expect(await checkModuleFile(path, kiosk({ [folder]: { mode: 0o041777 } }))).toEqual({
			ok: false,
			refusal: { rule: 'writable-by-others', path: folder },
		});
	});

	test('follows a link through the folders on both sides', async () => {
		const open = join(folder, 'open');
		mkdirSync(open);
		const real = join(open, 'module.so');
		writeFileSync(real, ELF_X64);
		const link = join(folder, 'closed.so');
		symlinkSync(real, link);
		expect(await checkModuleFile(link, kiosk({ [open]: { uid: 1000 } }))).toEqual({
			ok: false,
			refusal: { rule: 'owner-not-root', path: open },
		});
		expect(await ruleOf(link, kiosk({ [link]: { uid: 1000 } }))).toBe('owner-not-root');
		expect(await ruleOf(link, kiosk({ [link]: { mode: 0o120777 } }))).toBe('ok');
	});

	test('asks the file system where no test answers for it', async () => {
		expect(await ruleOf(file(ELF_X64), { ...LINUX, trust: 'root-only' })).not.toBe('ok');
	});
});
