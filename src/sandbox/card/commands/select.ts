import { type Answer, answerStatus } from '../answer.ts';
import type { CommandApdu } from '../command-apdu.ts';
import { fileControlInformation } from '../fci.ts';
import {
	type CardFile,
	type DedicatedFile,
	type FilePlace,
	findByName,
	findByPath,
	findChild,
	MASTER_FILE_ID,
} from '../file-system.ts';
import type { PinState } from '../pin-reference.ts';
import { STATUS } from '../status-words.ts';
import type { CommandContext } from './command-context.ts';

const P1_DIRECTORY_BY_ID = 0x00;
const P1_FILE_BY_ID = 0x02;
const P1_BY_NAME = 0x04;
const P1_BY_PATH = 0x08;
const P2_WITH_FCI = 0x00;
const P2_WITHOUT_ANSWER = 0x0c;

const MAX_NAME_LENGTH = 16;

/** SELECT (INS A4). A selection that fails leaves the current file as it was. */
export function select(command: CommandApdu, context: CommandContext): Answer {
	if (command.p2 !== P2_WITH_FCI && command.p2 !== P2_WITHOUT_ANSWER) {
		return answerStatus(STATUS.wrongParameters);
	}
	const place = findPlace(command, context);
	if (typeof place === 'number') {
		return answerStatus(place);
	}
	context.session.currentDirectory = place.directory;
	context.session.currentFile = place.file.kind === 'ef' ? place.file : undefined;
	if (command.p2 === P2_WITHOUT_ANSWER) {
		return answerStatus(STATUS.ok);
	}
	const pin = context.profile.commandSet === 'full' ? pinOf(place.file, context) : undefined;
	return { data: fileControlInformation(place.file, pin), status: STATUS.ok };
}

/**
 * The PIN that tag 90 speaks of. **The sandbox's own**: that the master file speaks of the security officer's, so
 * that the PUK's last try can be told without comparing one, is in no public source.
 */
function pinOf({ fileId }: CardFile, { applicationPin, officerPin }: CommandContext): PinState {
	return fileId === MASTER_FILE_ID ? officerPin : applicationPin;
}

/** The file, or the status word that says why there is none. */
function findPlace({ p1, data }: CommandApdu, { master, session }: CommandContext): FilePlace | number {
	switch (p1) {
		case P1_DIRECTORY_BY_ID: {
			const [fileId, ...more] = fileIds(data) ?? [];
			if (fileId === undefined || more.length > 0) {
				return STATUS.wrongLength;
			}
			const directory = findDirectory(fileId, master, session.currentDirectory);
			return directory === undefined ? STATUS.fileNotFound : { directory, file: directory };
		}
		case P1_FILE_BY_ID: {
			const [fileId, ...more] = fileIds(data) ?? [];
			if (fileId === undefined || more.length > 0) {
				return STATUS.wrongLength;
			}
			const file = findChild(session.currentDirectory, fileId);
			return file?.kind === 'ef' ? { directory: session.currentDirectory, file } : STATUS.fileNotFound;
		}
		case P1_BY_NAME: {
			if (data.length === 0 || data.length > MAX_NAME_LENGTH) {
				return STATUS.wrongLength;
			}
			const directory = findByName(master, data);
			return directory === undefined ? STATUS.fileNotFound : { directory, file: directory };
		}
		case P1_BY_PATH: {
			const path = fileIds(data);
			return path === undefined ? STATUS.wrongLength : (findByPath(master, path) ?? STATUS.fileNotFound);
		}
		default:
			return STATUS.wrongParameters;
	}
}

/** AKİS tells directories and files apart already in the command: a file's identifier is not found here. */
function findDirectory(
	fileId: number,
	master: DedicatedFile,
	current: DedicatedFile,
): DedicatedFile | undefined {
	if (fileId === MASTER_FILE_ID) {
		return master;
	}
	if (fileId === current.fileId) {
		return current;
	}
	const child = findChild(current, fileId);
	return child?.kind === 'df' ? child : undefined;
}

/** Two bytes each; undefined for no bytes or an odd number. */
function fileIds(data: Uint8Array): readonly number[] | undefined {
	if (data.length === 0 || data.length % 2 !== 0) {
		return undefined;
	}
	const view = new DataView(data.buffer, data.byteOffset, data.length);
	return Array.from({ length: data.length / 2 }, (_, index) => view.getUint16(index * 2));
}
