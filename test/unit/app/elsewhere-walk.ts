import type { ElsewhereLogin, ElsewhereLoginAnswer, PortalFacts, PortalResult } from '#api';
import { FLOW_PROFILES } from '#contract';
import { SecretText } from '#text';
import type { Program, ProgramOptions } from './program.ts';
import { answerPortal, HOLDER, insertCard, ok, SERVICE, SESSION, started } from './walk.ts';

/* The portal's other way: identity established at another site, and a PIN that its holder chooses. */

export const CURRENT_SERVICE: PortalFacts = {
	...SERVICE,
	operations: ['elsewhere-login', 'activate', 'revoke', 'update-details', 'unlock'],
	flow: FLOW_PROFILES.current,
};

export const USER_CODE = 'WDJB-MJHT';
export const SITE = 'http://127.0.0.1:4712/';

/** A new secret each time: whoever gets it wipes it. */
export function begun(facts: Partial<ElsewhereLogin> = {}): ElsewhereLogin {
	return {
		deviceCode: SecretText.of('device-code-of-the-test'),
		userCode: USER_CODE,
		address: SITE,
		completeAddress: `${SITE}?user_code=${USER_CODE}`,
		siteName: 'Deneme kimlik sitesi',
		expiresInSeconds: 600,
		intervalSeconds: 2,
		...facts,
	};
}

/** The portal reached, the card in the reader. */
export function readyElsewhere(options?: ProgramOptions): Program {
	const program = started(options);
	answerPortal(program, ok(CURRENT_SERVICE));
	insertCard(program);
	program.send({
		type: 'sandbox-opened',
		request: 0,
		hint: { holderNumber: HOLDER.holderNumber, securityWord: 'papatya' },
		accounts: [],
	});
	return program;
}

/** The code is asked for. */
export function atElsewhereStart(options?: ProgramOptions): Program {
	const program = readyElsewhere(options);
	program.command('step-4', 'continue');
	return program;
}

/** The person is awaited. */
export function atElsewhere(options?: ProgramOptions): Program {
	const program = atElsewhereStart(options);
	const { request } = program.question('start-elsewhere-login');
	program.send({ type: 'elsewhere-started', request, result: ok(begun()) });
	return program;
}

/** The portal's interval passes, and it is asked. */
export function asks(program: Program, afterMs = 2_000): number {
	program.passes(afterMs);
	program.send({ type: 'timer', id: 'login-poll' });
	return program.question('poll-elsewhere-login').request;
}

export function answerPoll(
	program: Program,
	result: PortalResult<ElsewhereLoginAnswer>,
	afterMs?: number,
): ReturnType<Program['send']> {
	return program.send({ type: 'elsewhere-polled', request: asks(program, afterMs), result });
}

/** The menu of that way. */
export function atElsewhereMenu(options?: ProgramOptions): Program {
	const program = atElsewhere(options);
	answerPoll(program, ok({ kind: 'done', session: SESSION }));
	return program;
}
