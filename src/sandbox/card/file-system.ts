/** A directory of the card: the MF, or an application. */
export interface DedicatedFile {
	readonly kind: 'df';
	readonly fileId: number;
	readonly name: Uint8Array | undefined;
	readonly children: readonly CardFile[];
}

/** A transparent file: bytes read by offset. */
export interface ElementaryFile {
	readonly kind: 'ef';
	readonly fileId: number;
	readonly content: Uint8Array;
}

export type CardFile = DedicatedFile | ElementaryFile;

export const MASTER_FILE_ID = 0x3f00;

/** A file and the directory it lies in; a directory lies, for this purpose, in itself. */
export interface FilePlace {
	readonly directory: DedicatedFile;
	readonly file: CardFile;
}

export function findChild(directory: DedicatedFile, fileId: number): CardFile | undefined {
	return directory.children.find((child) => child.fileId === fileId);
}

/** Follows file identifiers from the master file, which is the first of them. */
export function findByPath(master: DedicatedFile, path: readonly number[]): FilePlace | undefined {
	const [first, ...rest] = path;
	if (first !== MASTER_FILE_ID) {
		return undefined;
	}
	let place: FilePlace = { directory: master, file: master };
	for (const fileId of rest) {
		const next = place.file.kind === 'df' ? findChild(place.file, fileId) : undefined;
		if (next === undefined) {
			return undefined;
		}
		place = { directory: next.kind === 'df' ? next : place.directory, file: next };
	}
	return place;
}

export function findByName(directory: DedicatedFile, name: Uint8Array): DedicatedFile | undefined {
	if (directory.name !== undefined && Buffer.compare(directory.name, name) === 0) {
		return directory;
	}
	for (const child of directory.children) {
		const found = child.kind === 'df' ? findByName(child, name) : undefined;
		if (found !== undefined) {
			return found;
		}
	}
	return undefined;
}

/** Bytes of all files under the directory. */
export function sizeOf(file: CardFile): number {
	return file.kind === 'ef'
		? file.content.length
		: file.children.reduce((total, child) => total + sizeOf(child), 0);
}
