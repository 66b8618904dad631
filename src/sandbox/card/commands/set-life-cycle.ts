import { type Answer, answerStatus } from '../answer.ts';
import type { LifeCycle } from '../card-state.ts';
import type { CommandApdu } from '../command-apdu.ts';
import { OFFICER_PIN_REFERENCE } from '../pkcs15-structures.ts';
import { STATUS } from '../status-words.ts';
import type { CommandContext } from './command-context.ts';

const LIFE_CYCLES: ReadonlyMap<number, LifeCycle> = new Map([
	[0x01, 'operation'],
	[0x02, 'administration'],
]);

/**
 * AKİS's own command 80 09. What a real card asks for before it obeys is not public; here it is the security
 * officer's PIN, so that nothing changes by a command sent by mistake.
 */
export async function setLifeCycle(command: CommandApdu, context: CommandContext): Promise<Answer> {
	const next = LIFE_CYCLES.get(command.p2);
	if (command.p1 !== 0 || next === undefined) {
		return answerStatus(STATUS.wrongParameters);
	}
	if (command.data.length > 0) {
		return answerStatus(STATUS.wrongLength);
	}
	if (!context.session.verifiedPins.has(OFFICER_PIN_REFERENCE)) {
		return answerStatus(STATUS.securityStatusNotSatisfied);
	}
	await context.lifeCycle.set(next);
	return answerStatus(STATUS.ok);
}
