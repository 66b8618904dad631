import { type Answer, answerStatus } from '../answer.ts';
import type { CommandApdu } from '../command-apdu.ts';
import type { CardFile } from '../file-system.ts';
import { STATUS } from '../status-words.ts';
import { joinBytes } from '../tlv.ts';
import type { CommandContext } from './command-context.ts';

const RECORD_LENGTH = 20;
const RECORD_FILE = 0x2f;
const RECORD_DIRECTORY = 0x3d;

/** LIST FILES (80 18) of the current directory: AKİS's own command. */
export function listFiles(command: CommandApdu, { session }: CommandContext): Answer {
	if (command.p1 !== 0 || command.p2 !== 0) {
		return answerStatus(STATUS.wrongParameters);
	}
	if (command.le === undefined || command.data.length > 0) {
		return answerStatus(STATUS.wrongLength);
	}
	return { data: joinBytes(session.currentDirectory.children.map(fileRecord)), status: STATUS.ok };
}

/** Kind and identifier; what the other seventeen bytes say is not known, here they are zero. */
function fileRecord(file: CardFile): Uint8Array {
	const record = new Uint8Array(RECORD_LENGTH);
	record.set([file.kind === 'df' ? RECORD_DIRECTORY : RECORD_FILE, file.fileId >> 8, file.fileId & 0xff]);
	return record;
}
