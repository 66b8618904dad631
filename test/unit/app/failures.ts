import type { AppState } from '#app';
import { atRunning } from './card-pin-walk.ts';
import type { Program, ProgramOptions } from './program.ts';
import { ATR, answerLogin, atSentForm, problem, ready, snapshotOf } from './walk.ts';

/* Programs in which something has failed. */

export const SERVICE_DOWN = {
	kind: 'down',
	failure: 'not-running',
	detail: 'SCardEstablishContext error: Service not available. (0x8010001d)',
} as const satisfies AppState['card']['service'];

export function afterPortalProblem(options?: ProgramOptions): Program {
	const program = atSentForm(options);
	answerLogin(program, problem('server-error', { detail: 'HTTP 503', retryAfterSeconds: 30 }));
	return program;
}

export function afterLostAnswer(options?: ProgramOptions): Program {
	const program = atRunning(options);
	program.send({
		type: 'card-pin-performed',
		request: program.question('perform-card-pin').request,
		outcome: {
			kind: 'unknown',
			code: 'card-removed',
			reread: { kind: 'not-read', code: 'no-card' },
		},
	});
	return program;
}

export function afterDeclinedAct(options?: ProgramOptions): Program {
	const program = atRunning(options);
	program.send({
		type: 'card-pin-performed',
		request: program.question('perform-card-pin').request,
		outcome: { kind: 'declined', reason: 'use-condition', tries: { kind: 'exactly', count: 3 } },
	});
	return program;
}

export function afterFailedReading(options?: ProgramOptions): Program {
	const program = ready(options);
	const slot = { kind: 'failed', atr: ATR, code: 'malformed-answer' } as const;
	program.send({ type: 'card-changed', snapshot: snapshotOf(slot) });
	return program;
}

export function afterServiceLoss(options?: ProgramOptions): Program {
	const program = ready(options);
	program.send({ type: 'card-changed', snapshot: { service: SERVICE_DOWN, readers: [] } });
	return program;
}
