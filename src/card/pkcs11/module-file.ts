import { constants } from 'node:fs';
import { lstat, open, readlink } from 'node:fs/promises';
import { arch as ownArch, platform as ownPlatform } from 'node:os';
import { basename, isAbsolute, resolve } from 'node:path';
import { cleanText } from '#text';

/** A file that may be loaded as far as can be told without loading it. */
export interface ModuleFile {
	/** As it was given, cleaned for drawing. */
	readonly shownPath: string;
	/** Where every link on the way has led: what is loaded. */
	readonly realPath: string;
	/** As in `process.arch`: what its header says. */
	readonly machine: string;
	/** What stands behind `.so.` in its real name, such as `1.6.4`; undefined where nothing does. */
	readonly nameVersion: string | undefined;
}

/** Why a file is not even tried. */
export type ModuleFileRefusal =
	| { readonly rule: 'path-not-absolute' }
	| { readonly rule: 'not-found' }
	/** A directory, a device, a pipe. */
	| { readonly rule: 'not-a-file' }
	| { readonly rule: 'not-readable' }
	/** Its first bytes are those of no library at all. */
	| { readonly rule: 'not-a-library' }
	/** A library for another operating system. */
	| { readonly rule: 'other-system' }
	/** Made for `found`, in `process.arch`'s words where there is one; this program runs on `needed`. */
	| { readonly rule: 'other-machine'; readonly found: string; readonly needed: string }
	/** Kiosk: `path`, the file or a folder on the way to it, belongs to an ordinary user. */
	| { readonly rule: 'owner-not-root'; readonly path: string }
	/** Kiosk: somebody beside root may change `path`. */
	| { readonly rule: 'writable-by-others'; readonly path: string };

export type ModuleFileCheck =
	| { readonly ok: true; readonly file: ModuleFile }
	| { readonly ok: false; readonly refusal: ModuleFileRefusal };

export interface ModuleFileOptions {
	/** `root-only`: file and folders belong to root, and nobody else may change them. */
	readonly trust: 'any-owner' | 'root-only';
	/** Default: those of the running program. */
	readonly platform?: NodeJS.Platform;
	readonly arch?: string;
	/** Default: asks the file system. */
	readonly ownership?: (path: string) => Promise<Ownership>;
}

/** Who a file belongs to and who may change it. */
export interface Ownership {
	readonly uid: number;
	readonly gid: number;
	/** `st_mode`. */
	readonly mode: number;
}

const MAX_LINKS = 40;
/** Covers the headers of every format, and the table of a Mach-O file for several machines. */
const HEADER_BYTES = 4_096;
const WRITABLE_BY_GROUP = 0o020;
const WRITABLE_BY_ANYBODY = 0o002;
const ROOT = 0;

/** Looks at a module's file before anything is loaded from it: the path, whose it is, and what its header says. */
export async function checkModuleFile(path: string, options: ModuleFileOptions): Promise<ModuleFileCheck> {
	const { platform = ownPlatform(), arch = ownArch() } = options;
	if (!isAbsolute(path) || path.includes('\0')) {
		return refused({ rule: 'path-not-absolute' });
	}
	const followed = platform === 'win32' ? { realPath: path } : await follow(path, options);
	if ('refusal' in followed) {
		return refused(followed.refusal);
	}
	const header = await readHeader(followed.realPath);
	if ('refusal' in header) {
		return refused(header.refusal);
	}
	const format = libraryFormat(header.bytes);
	if (format === undefined) {
		return refused({ rule: 'not-a-library' });
	}
	if (format.system !== systemOf(platform)) {
		return refused({ rule: 'other-system' });
	}
	if (!format.machines.includes(arch)) {
		return refused({ rule: 'other-machine', found: format.machines.join(', '), needed: arch });
	}
	return {
		ok: true,
		file: {
			shownPath: cleanText(path),
			realPath: followed.realPath,
			machine: arch,
			nameVersion: /\.so\.([0-9][0-9.]{0,30})$/.exec(basename(followed.realPath))?.[1],
		},
	};
}

/** Goes from the root folder along every part and link of a path, since whoever can change one can change the end. */
async function follow(
	path: string,
	{ trust, ownership = statOwnership }: ModuleFileOptions,
): Promise<{ readonly realPath: string } | { readonly refusal: ModuleFileRefusal }> {
	const rest = resolve(path)
		.split('/')
		.filter((part) => part !== '');
	let here = '/';
	let links = 0;
	for (let part: string | undefined = ''; part !== undefined; part = rest.shift()) {
		const there = resolve(here, part);
		try {
			const stat = await lstat(there);
			const objection = trust === 'root-only' ? ownerObjection(there, await ownership(there)) : undefined;
			if (objection !== undefined) {
				return { refusal: objection };
			}
			if (!stat.isSymbolicLink()) {
				here = there;
				continue;
			}
			links += 1;
			if (links > MAX_LINKS) {
				return { refusal: { rule: 'not-found' } };
			}
			const target = await readlink(there);
			rest.unshift(...target.split('/').filter((name) => name !== ''));
			here = isAbsolute(target) ? '/' : here;
		} catch {
			// Absent and out of reach are the same to whoever would load it.
			return { refusal: { rule: 'not-found' } };
		}
	}
	return { realPath: here };
}

async function statOwnership(path: string): Promise<Ownership> {
	const { uid, gid, mode } = await lstat(path);
	return { uid, gid, mode };
}

function ownerObjection(path: string, { uid, gid, mode }: Ownership): ModuleFileRefusal | undefined {
	const shown = cleanText(path);
	if (uid !== ROOT) {
		return { rule: 'owner-not-root', path: shown };
	}
	// A link's own mode says nothing; it can be changed by whoever may change its folder.
	const isLink = (mode & constants.S_IFMT) === constants.S_IFLNK;
	const isOpenToGroup = (mode & WRITABLE_BY_GROUP) !== 0 && gid !== ROOT;
	if (!isLink && ((mode & WRITABLE_BY_ANYBODY) !== 0 || isOpenToGroup)) {
		return { rule: 'writable-by-others', path: shown };
	}
	return undefined;
}

async function readHeader(
	path: string,
): Promise<{ readonly bytes: Buffer } | { readonly refusal: ModuleFileRefusal }> {
	try {
		// Without waiting: a pipe in its place would hold the program for ever.
		const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
		try {
			if (!(await file.stat()).isFile()) {
				return { refusal: { rule: 'not-a-file' } };
			}
			const bytes = Buffer.alloc(HEADER_BYTES);
			const { bytesRead } = await file.read(bytes, 0, HEADER_BYTES, 0);
			return { bytes: bytes.subarray(0, bytesRead) };
		} finally {
			await file.close();
		}
	} catch {
		return { refusal: { rule: 'not-readable' } };
	}
}

type System = 'elf' | 'mach-o' | 'pe';

/** What a library is made for; `machines` in `process.arch`'s words, or the number in its header. */
interface LibraryFormat {
	readonly system: System;
	readonly machines: readonly string[];
}

function systemOf(platform: NodeJS.Platform): System {
	switch (platform) {
		case 'win32':
			return 'pe';
		case 'darwin':
			return 'mach-o';
		default:
			return 'elf';
	}
}

/** Undefined where the bytes begin no shared library. */
function libraryFormat(bytes: Buffer): LibraryFormat | undefined {
	try {
		return elfFormat(bytes) ?? machFormat(bytes) ?? peFormat(bytes);
	} catch (error) {
		if (error instanceof RangeError) {
			// The file ends inside its own header.
			return undefined;
		}
		throw error;
	}
}

const ELF_MAGIC = 0x7f454c46;
const ELF_LITTLE_ENDIAN = 1;
const ELF_SHARED_OBJECT = 3;
/** By `e_machine` and class (1: 32 bits, 2: 64 bits). */
const ELF_MACHINES: ReadonlyMap<string, string> = new Map([
	['62/2', 'x64'],
	['183/2', 'arm64'],
	['3/1', 'ia32'],
	['40/1', 'arm'],
	['243/2', 'riscv64'],
	['258/2', 'loong64'],
]);

function elfFormat(bytes: Buffer): LibraryFormat | undefined {
	if (bytes.readUInt32BE(0) !== ELF_MAGIC) {
		return undefined;
	}
	const isLittle = bytes[5] === ELF_LITTLE_ENDIAN;
	const type = isLittle ? bytes.readUInt16LE(16) : bytes.readUInt16BE(16);
	if (type !== ELF_SHARED_OBJECT) {
		return undefined;
	}
	const machine = isLittle ? bytes.readUInt16LE(18) : bytes.readUInt16BE(18);
	const known = isLittle ? ELF_MACHINES.get(`${machine}/${bytes[4]}`) : undefined;
	return { system: 'elf', machines: [known ?? `ELF ${machine}`] };
}

const MACH_64 = 0xcffaedfe;
const MACH_SEVERAL = 0xcafebabe;
const MACH_SEVERAL_ENTRY_BYTES = 20;
const MACH_SEVERAL_MAX = 16;
const MACH_MACHINES: ReadonlyMap<number, string> = new Map([
	[0x01000007, 'x64'],
	[0x0100000c, 'arm64'],
]);

function machFormat(bytes: Buffer): LibraryFormat | undefined {
	const name = (type: number): string => MACH_MACHINES.get(type) ?? `Mach-O ${type}`;
	switch (bytes.readUInt32BE(0)) {
		case MACH_64:
			return { system: 'mach-o', machines: [name(bytes.readUInt32LE(4))] };
		case MACH_SEVERAL: {
			const count = Math.min(bytes.readUInt32BE(4), MACH_SEVERAL_MAX);
			const machines = Array.from({ length: count }, (_, index) =>
				name(bytes.readUInt32BE(8 + index * MACH_SEVERAL_ENTRY_BYTES)),
			);
			return { system: 'mach-o', machines };
		}
		default:
			return undefined;
	}
}

const PE_MAGIC = 0x4d5a;
const PE_OFFSET_AT = 0x3c;
const PE_SIGNATURE = 0x50450000;
const PE_MACHINES: ReadonlyMap<number, string> = new Map([
	[0x8664, 'x64'],
	[0xaa64, 'arm64'],
	[0x14c, 'ia32'],
]);

function peFormat(bytes: Buffer): LibraryFormat | undefined {
	if (bytes.readUInt16BE(0) !== PE_MAGIC) {
		return undefined;
	}
	const offset = bytes.readUInt32LE(PE_OFFSET_AT);
	if (bytes.readUInt32BE(offset) !== PE_SIGNATURE) {
		return undefined;
	}
	const machine = bytes.readUInt16LE(offset + 4);
	return { system: 'pe', machines: [PE_MACHINES.get(machine) ?? `PE ${machine}`] };
}

function refused(refusal: ModuleFileRefusal): ModuleFileCheck {
	return { ok: false, refusal };
}
