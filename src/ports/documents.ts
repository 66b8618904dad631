import { constants, open, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { DocumentsPort, PrintOutcome, SaveRefusal, WriteOutcome } from '#app';
import { createFile, refusalOf, refused } from './new-file.ts';

/** As long as a person waits for a page. */
const SPOOL_WAIT_MS = 30_000;

/** Where documents may be written, asked for anew each time. */
export type DocumentPlaces =
	/** One folder of this user. */
	| { readonly kind: 'folder'; readonly folder: () => Promise<string> }
	/** Where anybody may come by: sticks that are plugged in, the latest one last. */
	| { readonly kind: 'sticks'; readonly mounted: () => Promise<readonly string[]> };

/** Documents of the holder on this machine. */
export function documentsOnDisk(places: DocumentPlaces): DocumentsPort {
	return {
		async suggestPlace(fileName) {
			const folder = (await foldersOf(places)).at(-1);
			return folder === undefined
				? { kind: 'none', reason: 'no-stick' }
				: { kind: 'place', path: join(folder, fileName) };
		},
		async write(path, bytes) {
			try {
				return await writeDocument(path.trim(), bytes, places);
			} catch (error) {
				return refused(refusalOf(error));
			}
		},
		print: (path) => printed(path),
	};
}

async function foldersOf(places: DocumentPlaces): Promise<readonly string[]> {
	return places.kind === 'folder' ? [await places.folder()] : places.mounted();
}

async function writeDocument(
	typed: string,
	bytes: Uint8Array,
	places: DocumentPlaces,
): Promise<WriteOutcome> {
	if (typed === '') {
		return refused('no-path');
	}
	const folders = await foldersOf(places);
	const path = absolutePath(typed, folders.at(-1) ?? homedir());
	const name = basename(path);
	const refusal = nameRefusal(name);
	if (refusal !== undefined) {
		return refused(refusal);
	}
	// What is opened once stays the same folder, wherever a link leads meanwhile.
	await using folder = await open(dirname(path), constants.O_RDONLY | constants.O_DIRECTORY);
	const opened = `/proc/self/fd/${folder.fd}`;
	const outside = await placeRefusal(opened, folders, places);
	if (outside !== undefined) {
		return refused(outside);
	}
	await createFile(join(opened, name), bytes, { hasModes: places.kind === 'folder' });
	await folder.sync();
	return { kind: 'written', path };
}

function absolutePath(path: string, folder: string): string {
	if (path === '~' || path.startsWith('~/')) {
		return join(homedir(), path.slice(1));
	}
	return isAbsolute(path) ? resolve(path) : resolve(folder, path);
}

/** A hidden file may be one that a shell or a server reads when it starts. */
function nameRefusal(name: string): SaveRefusal | undefined {
	if (name.startsWith('.')) {
		return 'hidden-name';
	}
	return /.\.pdf$/i.test(name) ? undefined : 'not-pdf';
}

/** @param opened a link of the kernel to the folder, which leads where the folder really is */
async function placeRefusal(
	opened: string,
	folders: readonly string[],
	{ kind }: DocumentPlaces,
): Promise<SaveRefusal | undefined> {
	if (folders.length === 0) {
		return 'no-stick';
	}
	const place = await realpath(opened);
	const { dev } = await stat(opened);
	for (const folder of folders) {
		const root = await realpath(folder);
		const below = relative(root, place);
		const isBelow = below !== '..' && !below.startsWith('../') && !isAbsolute(below);
		// Another file system may be mounted below a stick.
		if (isBelow && (kind === 'folder' || (await stat(root)).dev === dev)) {
			return below.split('/').some((name) => name.startsWith('.')) ? 'hidden-name' : undefined;
		}
	}
	return kind === 'folder' ? 'outside-folder' : 'not-on-stick';
}

/** By CUPS; the spool is emptied as well where the job is over soon, and after the answer where it is over later. */
async function printed(path: string): Promise<PrintOutcome> {
	const { emptySpool, queue } = await import('./print-queue.ts');
	const queued = await queue(path);
	switch (queued.kind) {
		case 'absent':
			return { kind: 'absent' };
		case 'service-down':
			return { kind: 'service-down' };
		case 'refused':
			return { kind: 'failed' };
		case 'queued': {
			const emptied = queued.job === undefined ? false : emptySpool(queued.job);
			const isEmptied = await Promise.race([emptied, after(SPOOL_WAIT_MS, false, { ref: false })]);
			return { kind: isEmptied ? 'printed' : 'printed-and-kept' };
		}
	}
}
