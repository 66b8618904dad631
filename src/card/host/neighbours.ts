import { access, open, readdir, readFile, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { cleanText } from '#text';
import { akisModulePlaces } from '../pkcs11/akis-module.ts';

/** What a program has loaded that leads to a card. */
export type CardUse =
	/** The library that speaks to pcscd. */
	| 'card-service'
	/** The vendor's PKCS#11 module. */
	| 'akis-driver';

/** Another program that could hold the card now. */
export interface CardProgram {
	readonly pid: number;
	/** As the kernel calls it, of a Java program with its archive: `java imzager.jar`; cleaned for drawing. */
	readonly name: string;
	readonly uses: readonly CardUse[];
}

/** What e-invoice programs on this computer look at, and which programs have to do with cards now. */
export interface CardNeighbours {
	readonly programs: readonly CardProgram[];
	/** False where programs of other users could not be looked into, which root alone may. */
	readonly isWhole: boolean;
	/** Of the known places those that exist, in the order of looking. */
	readonly places: readonly KnownPlace[];
}

/** Where e-invoice programs look, by public sources: see docs/card.md. */
export interface KnownPlace {
	readonly kind: 'akis-driver' | 'java-keystore' | 'certificate-store';
	readonly path: string;
}

export interface NeighbourOptions {
	/** Default: `/`. */
	readonly root?: string;
	/** Of whoever runs the program; undefined: not known. */
	readonly home: string | undefined;
	/** Where a person's own Java is, as `JAVA_HOME` names it. */
	readonly javaHome?: string | undefined;
}

const LIBRARIES: Readonly<Record<CardUse, RegExp>> = {
	'card-service': /\/libpcsclite(?:_real)?\.so/,
	'akis-driver': /\/libakisp11\.so/,
};
const MAX_PROCESSES = 4_096;
const MAX_MAPS_BYTES = 4 * 1024 * 1024;
const MAX_WORDS_BYTES = 16_384;
const MAX_NAME_CODE_POINTS = 60;
const MAX_JAVAS = 16;

/** Never fails: what cannot be looked at is left out. */
export async function readCardNeighbours(options: NeighbourOptions): Promise<CardNeighbours> {
	const { root = '/' } = options;
	const [{ programs, isWhole }, places] = await Promise.all([
		cardPrograms(join(root, 'proc')),
		existingPlaces(root, options),
	]);
	return { programs, isWhole, places };
}

async function cardPrograms(proc: string): Promise<Pick<CardNeighbours, 'programs' | 'isWhole'>> {
	const own = await readlink(join(proc, 'self')).catch(() => '');
	const pids = (await readdir(proc).catch(() => []))
		.filter((name) => /^\d{1,10}$/.test(name) && name !== own)
		.slice(0, MAX_PROCESSES);
	const programs: CardProgram[] = [];
	let isWhole = true;
	for (const pid of pids) {
		const uses = await usesOf(join(proc, pid, 'maps'));
		if (uses === 'closed') {
			isWhole = false;
		} else if (uses.length > 0 && (await parentOf(join(proc, pid))) !== own) {
			programs.push({ pid: Number(pid), name: await nameOf(join(proc, pid)), uses });
		}
	}
	return { programs, isWhole };
}

/** `closed`: the system does not let this user look into that process. */
async function usesOf(maps: string): Promise<readonly CardUse[] | 'closed'> {
	try {
		await using file = await open(maps);
		let text = '';
		const bytes = Buffer.alloc(65_536);
		while (text.length < MAX_MAPS_BYTES) {
			const { bytesRead } = await file.read(bytes, 0, bytes.length, null);
			if (bytesRead === 0) {
				break;
			}
			text += bytes.toString('latin1', 0, bytesRead);
		}
		return (['card-service', 'akis-driver'] as const).filter((use) => LIBRARIES[use].test(text));
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : undefined;
		// A process that has ended meanwhile holds nothing.
		return code === 'EACCES' || code === 'EPERM' ? 'closed' : [];
	}
}

async function parentOf(folder: string): Promise<string | undefined> {
	const status = await readFile(join(folder, 'status'), 'latin1').catch(() => '');
	return /^PPid:\s*(\d+)$/m.exec(status)?.[1];
}

/** Of the words that a program was started with none is told but the name of a Java archive: others may be secret. */
async function nameOf(folder: string): Promise<string> {
	const called = (await readFile(join(folder, 'comm'), 'utf8').catch(() => '')).trim();
	// Node gives its first thread a name of its own.
	const name =
		called === 'MainThread' ? basename(await readlink(join(folder, 'exe')).catch(() => called)) : called;
	const words = (await readStart(join(folder, 'cmdline'))).split('\0');
	const jar = words[words.indexOf('-jar') + 1] ?? '';
	const archive = words.includes('-jar') && jar.endsWith('.jar') ? ` ${basename(jar)}` : '';
	return cleanText(`${name}${archive}`, MAX_NAME_CODE_POINTS);
}

async function readStart(path: string): Promise<string> {
	try {
		await using file = await open(path);
		const bytes = Buffer.alloc(MAX_WORDS_BYTES);
		const { bytesRead } = await file.read(bytes, 0, bytes.length, null);
		return bytes.toString('utf8', 0, bytesRead);
	} catch {
		return '';
	}
}

async function existingPlaces(
	root: string,
	{ home, javaHome }: NeighbourOptions,
): Promise<readonly KnownPlace[]> {
	const javas = (await readdir(join(root, 'usr/lib/jvm')).catch(() => []))
		.slice(0, MAX_JAVAS)
		.map((name) => `/usr/lib/jvm/${name}`);
	const known: readonly KnownPlace[] = [
		...akisModulePlaces('linux').map((path) => ({ kind: 'akis-driver', path }) as const),
		...[
			'/etc/ssl/certs/java/cacerts',
			...[...(javaHome === undefined ? [] : [javaHome]), ...javas].flatMap(keystoresOfJava),
			...(home === undefined ? [] : [join(home, '.keystore')]),
		].map((path) => ({ kind: 'java-keystore', path }) as const),
		...(home === undefined
			? []
			: [
					{
						kind: 'certificate-store',
						path: join(home, '.sertifikadeposu/SertifikaDeposu.svt'),
					} as const,
				]),
	];
	const there = await Promise.all(
		known.map(({ path }) =>
			access(join(root, path)).then(
				() => true,
				() => false,
			),
		),
	);
	return known.filter((_, index) => there[index]);
}

/** `jssecacerts` is looked at before `cacerts` (JSSE Reference Guide); a Java of before 9 has both under `jre`. */
function keystoresOfJava(java: string): readonly string[] {
	return ['lib/security', 'jre/lib/security'].flatMap((folder) =>
		['jssecacerts', 'cacerts'].map((name) => join(java, folder, name)),
	);
}
