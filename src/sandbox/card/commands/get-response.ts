import { type Answer, answerStatus } from '../answer.ts';
import type { CommandApdu } from '../command-apdu.ts';
import { STATUS, wrongLe } from '../status-words.ts';
import type { CommandContext } from './command-context.ts';

/** Le 00: as much as there is. */
const AS_MUCH_AS_THERE_IS = 256;

/** GET RESPONSE (INS C0): the rest of an answer that did not fit. */
export function getResponse(command: CommandApdu, { session }: CommandContext): Answer {
	if (command.p1 !== 0 || command.p2 !== 0) {
		return answerStatus(STATUS.wrongParameters);
	}
	if (command.le === undefined || command.data.length > 0) {
		return answerStatus(STATUS.wrongLength);
	}
	const { pending } = session;
	if (pending === undefined) {
		return answerStatus(STATUS.conditionsNotSatisfied);
	}
	if (command.le !== AS_MUCH_AS_THERE_IS && command.le > pending.data.length) {
		return answerStatus(wrongLe(pending.data.length));
	}
	session.pending = undefined;
	return pending;
}
