import { describe, expect, test } from 'vitest';
import { atRunning } from './card-pin-walk.ts';
import { SERVICE_DOWN } from './failures.ts';
import { KIOSK } from './kiosk-mode.ts';
import {
	ATR,
	answerCertificates,
	answerLogin,
	answerPortal,
	answerReset,
	atEmptyMenu,
	atSentForm,
	atSentReset,
	problem,
	ready,
	snapshotOf,
	started,
} from './walk.ts';

describe('the last failure', () => {
	test('is none before anything failed', () => {
		expect(ready().state.failure).toBeUndefined();
	});

	test('tells what was asked, when, and what the portal said', () => {
		const program = atSentForm();
		program.passes(4_000);
		answerLogin(program, problem('captcha-wrong', { triesLeft: 2, detail: 'HTTP 403' }));
		expect(program.state.failure).toEqual({
			at: program.state.now,
			asked: 'start-login',
			cause: {
				kind: 'portal',
				problem: { code: 'captcha-wrong', triesLeft: 2, detail: 'HTTP 403' },
				settled: undefined,
			},
		});
	});

	test('names a new security word by its own name where the form was sent for one', () => {
		const program = atSentReset();
		answerReset(program, problem('captcha-wrong', { triesLeft: 2 }));
		expect(program.state.failure?.asked).toBe('start-word-reset');
	});

	test('stays when the notice goes, and gives way to the next one', () => {
		const program = atEmptyMenu();
		answerCertificates(program, problem('server-error', { detail: 'HTTP 503' }));
		program.command('down', 'up');
		expect(program.state.notice).toBeUndefined();
		expect(program.state.failure?.asked).toBe('load-certificates');
		const failed = snapshotOf({ kind: 'failed', atr: ATR, code: 'malformed-answer' });
		program.send({ type: 'card-changed', snapshot: failed });
		expect(program.state.failure).toMatchObject({
			asked: 'read-card',
			cause: { kind: 'reading', code: 'malformed-answer' },
		});
	});

	test('is not what nobody waits for any more, nor what was given up', () => {
		const program = atSentForm();
		const { request } = program.question('start-login');
		program.send({ type: 'login-answered', request, ...{ result: problem('cancelled') } });
		expect(program.state.failure).toBeUndefined();
		program.send({ type: 'login-answered', request, result: problem('timeout') });
		expect(program.state.failure).toBeUndefined();
	});

	test('is not told anew while a portal stays away', () => {
		const program = started();
		answerPortal(program, problem('unreachable'));
		const first = program.state.failure;
		expect(first?.asked).toBe('check-portal');
		program.passes(60_000);
		program.send({ type: 'timer', id: 'portal-check' });
		answerPortal(program, problem('unreachable'));
		expect(program.state.failure).toBe(first);
		program.send({ type: 'timer', id: 'portal-check' });
		answerPortal(program, problem('bad-answer'));
		expect(program.state.failure).not.toBe(first);
	});

	test('is that of a card and of its service, once each', () => {
		const program = started();
		program.send({ type: 'card-changed', snapshot: { service: SERVICE_DOWN, readers: [] } });
		const first = program.state.failure;
		expect(first?.cause).toMatchObject({ kind: 'service', failure: 'not-running' });
		program.send({ type: 'card-changed', snapshot: { service: SERVICE_DOWN, readers: [] } });
		expect(program.state.failure).toBe(first);
	});

	test('is an act with the PIN that came to nothing, and no act that did', () => {
		for (const [kind, isFailure] of [
			['wrong', true],
			['done', false],
		] as const) {
			const program = atRunning();
			const { request } = program.question('perform-card-pin');
			const outcome = { kind, tries: { kind: 'exactly', count: 2 } } as const;
			program.send({ type: 'card-pin-performed', request, outcome });
			expect(program.state.failure?.cause.kind).toBe(isFailure ? 'card-act' : undefined);
		}
	});

	test('does not outlive the person at a kiosk', () => {
		const program = atSentForm({ mode: { kiosk: KIOSK } });
		answerLogin(program, problem('captcha-wrong'));
		expect(program.state.failure).toBeDefined();
		program.passes(KIOSK.idleSecretMs);
		program.send({ type: 'timer', id: 'idle' });
		expect(program.state.failure).toBeUndefined();
	});
});
