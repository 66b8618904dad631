import { type Answer, answerStatus } from '../answer.ts';
import type { CommandApdu } from '../command-apdu.ts';
import { STATUS } from '../status-words.ts';
import type { CommandContext } from './command-context.ts';

/** In P1: the offset has fewer bits and a short file identifier stands beside it; AKİS is not known to do that. */
const P1_SHORT_FILE_ID = 0x80;
/** Le 00: as much as there is, up to this. */
const AS_MUCH_AS_THERE_IS = 256;

/** READ BINARY (INS B0) of the current file. */
export function readBinary(command: CommandApdu, { session }: CommandContext): Answer {
	if ((command.p1 & P1_SHORT_FILE_ID) !== 0) {
		return answerStatus(STATUS.wrongParameters);
	}
	if (command.le === undefined || command.data.length > 0) {
		return answerStatus(STATUS.wrongLength);
	}
	if (session.currentFile === undefined) {
		return answerStatus(STATUS.noCurrentFile);
	}
	const { content } = session.currentFile;
	const offset = (command.p1 << 8) | command.p2;
	if (offset >= content.length) {
		return answerStatus(STATUS.offsetOutsideFile);
	}
	const data = content.subarray(offset, offset + command.le);
	const isShort = data.length < command.le && command.le !== AS_MUCH_AS_THERE_IS;
	return { data, status: isShort ? STATUS.endOfFile : STATUS.ok };
}
