import { type Answer, answerStatus } from '../answer.ts';
import type { CommandApdu } from '../command-apdu.ts';
import { STATUS } from '../status-words.ts';
import type { CommandContext } from './command-context.ts';

/** GET CHALLENGE (INS 84): as many random bytes as are asked for. */
export function getChallenge(command: CommandApdu, { randomBytes }: CommandContext): Answer {
	if (command.p1 !== 0 || command.p2 !== 0) {
		return answerStatus(STATUS.wrongParameters);
	}
	if (command.le === undefined || command.data.length > 0) {
		return answerStatus(STATUS.wrongLength);
	}
	return { data: randomBytes(command.le), status: STATUS.ok };
}
