import { describe, expect, test } from 'vitest';
import type { CertificateAct } from '#app';
import {
	answerTerms,
	atActivation,
	atConfirmation,
	atFullMenu,
	atRevocation,
	atRunningRevocation,
	doneOperation,
	OPERATION_KEY,
	SUSPENDED,
	settle,
} from './operations.ts';
import type { Program } from './program.ts';
import { answerCode, atSentCode, HOLDER, ok, PORTAL_CERTIFICATES, problem, SESSION } from './walk.ts';

function act({ state }: Program): CertificateAct {
	if (state.operation.kind !== 'activate' && state.operation.kind !== 'revoke') {
		throw new Error(`Another entry is open: ${state.operation.kind}`);
	}
	return state.operation;
}

const UNREACHABLE = problem('unreachable').problem;

describe('Kullanıma Aç', () => {
	test('has all that is suspended chosen, and sends one change for each that stays chosen', () => {
		const program = atActivation();
		expect(act(program).chosen).toEqual(SUSPENDED.map(({ serialNumber }) => serialNumber));
		program.command('mark', 'continue', 'continue');
		expect(program.question('make-change').change).toEqual({
			kind: 'activate',
			serialNumber: SUSPENDED[1]?.serialNumber,
		});
		settle(program);
		expect(act(program).step).toMatchObject({ name: 'result', left: [] });
		expect(program.asked('make-change')).toBe(1);
	});

	test('goes back to the menu, which is read anew', () => {
		const program = atActivation();
		program.command('mark', 'continue', 'continue');
		settle(program);
		const before = program.asked('load-certificates');
		program.command('continue');
		expect(program.state).toMatchObject({ screen: 'menu', operation: { kind: 'none' } });
		expect(program.asked('load-certificates')).toBe(before + 1);
	});
});

describe('Sertifikamı İptal Et', () => {
	test('has nothing chosen, and does not go on without a choice', () => {
		const program = atRevocation();
		program.command('continue');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'nothing-chosen' });
		expect(act(program).chosen).toEqual([]);
	});

	test('offers only what can still be revoked', () => {
		const [first, second] = PORTAL_CERTIFICATES;
		if (first === undefined || second === undefined) {
			throw new Error('There are two certificates');
		}
		const program = atRevocation(undefined, [{ ...first, state: 'revoked' }, second]);
		expect(act(program).candidates).toEqual([second]);
	});

	test('asks again for terms that did not come, and goes on only with them', () => {
		const program = atRevocation();
		answerTerms(program, problem('server-error'));
		program.command('mark', 'continue', 'continue');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'terms-not-loaded' });
		program.command('check-again');
		answerTerms(program);
		program.command('continue');
		expect(act(program).step.name).toBe('confirm');
	});

	test('takes no paste for the digits that confirm it', () => {
		const program = atConfirmation();
		program.pastes('6920');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'paste-not-here' });
		expect(act(program).step).toEqual({ name: 'confirm', typed: '' });
	});

	test.each([
		['refused', { kind: 'refused', problem: problem('already-revoked').problem }],
		['not sent', { kind: 'not-sent', problem: UNREACHABLE }],
		['not known', { kind: 'uncertain', problem: UNREACHABLE, key: OPERATION_KEY }],
		['kept from being sent by the journal', { kind: 'blocked', failure: 'disk-full' }],
	] as const)('stops where one was %s: the next one is not begun', (_, outcome) => {
		const program = atRunningRevocation();
		settle(program, outcome);
		expect(act(program).step).toMatchObject({
			name: 'result',
			settled: [{ outcome }],
			left: [{ serialNumber: PORTAL_CERTIFICATES[1]?.serialNumber }],
		});
		expect(program.asked('make-change')).toBe(1);
	});

	test('goes on to the next one where a former request turned out to be done', () => {
		const program = atRunningRevocation();
		settle(program, {
			kind: 'former',
			outcome: { kind: 'done', operation: doneOperation('revoke') },
			isSame: true,
			begunAt: program.state.now,
		});
		expect(program.asked('make-change')).toBe(2);
	});

	test('stays on the screen until it is settled, whatever becomes of the session', () => {
		const program = atRunningRevocation();
		program.send({ type: 'timer', id: 'session-end' });
		expect(program.state.screen).toBe('operation');
		settle(program);
		settle(program);
		expect(act(program).step.name).toBe('result');
		program.command('continue');
		expect(program.state.screen).toBe('login-method');
	});

	test('tells what was done before the session ended at the next one, and keeps telling it', () => {
		const program = atRunningRevocation();
		settle(program);
		settle(program, { kind: 'refused', problem: problem('session-expired').problem });
		expect(program.state).toMatchObject({
			screen: 'operation',
			session: undefined,
			notice: { kind: 'told', what: 'session-expired' },
			operation: {
				step: {
					name: 'result',
					settled: [{ outcome: { kind: 'done' } }, { outcome: { kind: 'refused' } }],
				},
			},
			failure: {
				asked: 'make-change',
				doneBefore: [`SIGN0 ${PORTAL_CERTIFICATES[0]?.serialNumber}`],
			},
		});
		program.send({ type: 'timer', id: 'portal-check' });
		expect(program.state.screen).toBe('operation');
		program.command('continue');
		expect(program.state).toMatchObject({ screen: 'login-method', operation: { kind: 'none' } });
	});

	test('keeps a result on the screen when the session ends under it', () => {
		const program = atRunningRevocation();
		settle(program);
		settle(program);
		program.send({ type: 'timer', id: 'session-end' });
		expect(program.state).toMatchObject({ screen: 'operation', session: undefined });
		expect(act(program).step.name).toBe('result');
	});

	test('is gone on with in the same holder’s next session, at the last word', () => {
		const program = atConfirmation();
		program.types('69');
		program.send({ type: 'timer', id: 'session-end' });
		expect(program.state.screen).toBe('login-method');
		program.command('back');
		const again = atSentCode({ state: { ...program.state, screen: 'start' } });
		answerCode(again);
		expect(again.state.screen).toBe('operation');
		expect(act(again).step).toEqual({ name: 'confirm', typed: '69' });
	});

	test('is dropped where another holder logs in', () => {
		const program = atConfirmation();
		program.send({ type: 'timer', id: 'session-end' });
		program.command('back');
		const again = atSentCode({ state: { ...program.state, screen: 'start' } });
		answerCode(again, ok({ ...SESSION, holderNumber: '1234567890' }));
		expect(again.state).toMatchObject({ screen: 'menu', operation: { kind: 'none' } });
	});

	test('is dropped by Çıkış', () => {
		const program = atFullMenu();
		program.command('down', 'down', 'continue', 'continue');
		expect(program.state.operation.kind).toBe('none');
		expect(program.question('log-out').kind).toBe('log-out');
	});
});

test('every change names whose it is', () => {
	const program = atRunningRevocation();
	expect(program.question('make-change').holderNumber).toBe(HOLDER.holderNumber);
});
