import { describe, expect, test } from 'vitest';
import type { AppState } from '#app';
import { wantedTimers } from '#screens';
import { type Program, START } from './program.ts';
import {
	answerCode,
	answerCodeSent,
	atCode,
	atPhone,
	atSentCode,
	CODE,
	HOLDER,
	MASKED_PHONE,
	problem,
} from './walk.ts';

function codeStage(program: Program): Extract<AppState['login'], { readonly stage: 'code' }> {
	const { login } = program.state;
	if (login.stage !== 'code') {
		throw new Error(`The login is at ${login.stage}`);
	}
	return login;
}

describe('the masked phone', () => {
	test('is confirmed by Enter, and only then a code is asked for, once', () => {
		const program = atPhone();
		expect(program.asked('send-code')).toBe(0);
		program.command('continue', 'continue');
		expect(program.asked('send-code')).toBe(1);
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'waiting-for-answer' });
	});

	test('that is not the right one is left by Esc: the form begins anew with the number', () => {
		const program = atPhone();
		program.command('back');
		expect(program.state.login).toMatchObject({
			stage: 'form',
			holderNumber: HOLDER.holderNumber,
			captchaAnswer: '',
			focus: 'captcha-answer',
		});
		expect(program.asked('send-code')).toBe(0);
		expect(program.asked('new-captcha')).toBe(2);
	});

	test('keeps its place when the code could not be sent', () => {
		const program = atPhone();
		program.command('continue');
		answerCodeSent(program, problem('server-error'));
		expect(program.state).toMatchObject({
			login: { stage: 'phone', pending: undefined },
			notice: { kind: 'problem', problem: { code: 'server-error' } },
		});
	});

	test('of a login that took too long leads back to the form', () => {
		const program = atPhone();
		program.command('continue');
		answerCodeSent(program, problem('login-expired'));
		expect(program.state).toMatchObject({
			login: { stage: 'form', holderNumber: HOLDER.holderNumber },
			notice: { kind: 'problem', problem: { code: 'login-expired' } },
		});
	});

	test('given up while the code is asked for ignores the late answer', () => {
		const program = atPhone();
		program.command('continue');
		const { request } = program.question('send-code');
		expect(program.command('back')).toContainEqual({ kind: 'cancel', cancelled: request });
		answerCodeSent(program);
		expect(program.state.login.stage).toBe('form');
	});
});

describe('the code', () => {
	test('has its time and the time of the next one counted from the answer', () => {
		const program = atCode();
		expect(codeStage(program)).toMatchObject({
			maskedPhone: MASKED_PHONE,
			codeLength: 6,
			expiresAt: START + 180_000,
			resendAt: START + 60_000,
		});
		expect(wantedTimers(program.state).map(({ id }) => id)).toContain('second');
	});

	test('takes digits alone, and as many as it has', () => {
		const program = atCode();
		program.types('4a');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'digits-only' });
		program.types('281179');
		expect(codeStage(program).code.reveal()).toBe('428117');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'field-full' });
	});

	test('that is not whole is not sent', () => {
		const program = atCode();
		program.types('42811');
		program.command('continue');
		expect(program.asked('confirm-code')).toBe(0);
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'code-incomplete' });
	});

	test('is erased digit by digit or at one stroke, each former one wiped', () => {
		const program = atCode();
		program.types('428');
		const former = codeStage(program).code;
		expect(program.command('erase')).toEqual([{ kind: 'wipe', secrets: [former] }]);
		expect(codeStage(program).code.reveal()).toBe('42');
		program.command('clear-field');
		expect(codeStage(program).code.length).toBe(0);
		program.command('erase');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'nothing-to-erase' });
	});

	test.each([
		['428117', true],
		['428 117', true],
		['42811', false],
		['4281171', false],
		['Onay kodunuz 428117', false],
		['４２８１１７', false],
		['', false],
	])('pasted as "%s" is taken: %s', (text, isTaken) => {
		const program = atCode();
		program.pastes(text);
		expect(codeStage(program).code.length).toBe(isTaken ? 6 : 0);
		expect(program.state.notice).toEqual(
			isTaken ? undefined : { kind: 'refused', refusal: 'paste-not-here' },
		);
	});

	test('sent stays as it is until the answer comes, whatever is pressed', () => {
		const program = atSentCode();
		const before = codeStage(program);
		program.command('erase', 'clear-field', 'continue', 'resend-code');
		program.types('1');
		program.pastes('111111');
		expect(codeStage(program)).toEqual(before);
		expect(program.asked('confirm-code')).toBe(1);
		expect(program.question('confirm-code').code.reveal()).toBe(CODE);
	});

	test('that was right opens the session, wipes the code and asks for the certificates', () => {
		const program = atSentCode();
		const { code } = codeStage(program);
		const effects = answerCode(program);
		expect(effects).toEqual([
			{ kind: 'wipe', secrets: [code] },
			{ kind: 'load-certificates', request: program.question('load-certificates').request },
		]);
		expect(program.state).toMatchObject({
			screen: 'menu',
			login: { stage: 'none' },
			session: { ...HOLDER, openedAt: START, expiresAt: START + 600_000 },
			menuEntry: 'pin-view',
		});
		expect(program.ticked).toEqual([1, 3, 4, 5]);
	});

	test('that was wrong is emptied, with the tries that are left; the time goes on', () => {
		const program = atSentCode();
		answerCode(program, problem('code-wrong', { triesLeft: 2 }));
		expect(codeStage(program)).toMatchObject({ pending: undefined, expiresAt: START + 180_000 });
		expect(codeStage(program).code.length).toBe(0);
		expect(program.state.notice).toEqual({
			kind: 'problem',
			problem: { code: 'code-wrong', triesLeft: 2 },
		});
	});

	test('that is too old is told, and a new one can be asked for', () => {
		const program = atSentCode();
		program.passes(200_000);
		answerCode(program, problem('code-expired'));
		expect(codeStage(program).code.length).toBe(0);
		program.command('resend-code');
		answerCodeSent(program);
		expect(codeStage(program)).toMatchObject({ expiresAt: START + 380_000 });
		expect(program.state.notice).toEqual({ kind: 'told', what: 'code-sent-again' });
	});

	test.each(['login-locked', 'login-expired'] as const)('of a login that is over (%s) leads back', (code) => {
		const program = atSentCode();
		const { code: typed } = codeStage(program);
		const effects = answerCode(program, problem(code, { retryAfterSeconds: 300 }));
		expect(effects).toContainEqual({ kind: 'wipe', secrets: [typed] });
		expect(program.state).toMatchObject({
			login: { stage: 'form', holderNumber: HOLDER.holderNumber },
			notice: { kind: 'problem', problem: { code, retryAfterSeconds: 300 } },
		});
	});

	test('cannot be sent anew before its time, then it can, and the digits typed so far are wiped', () => {
		const program = atCode();
		program.types('428');
		program.passes(59_999);
		program.command('resend-code');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'resend-too-early' });
		expect(program.asked('send-code')).toBe(1);
		program.passes(1);
		const { code } = codeStage(program);
		program.command('resend-code');
		expect(program.asked('send-code')).toBe(2);
		expect(answerCodeSent(program)).toEqual([{ kind: 'wipe', secrets: [code] }]);
		expect(codeStage(program).code.length).toBe(0);
	});

	test('that the portal does not send again yet keeps what was typed', () => {
		const program = atCode();
		program.types('428');
		program.passes(60_000);
		program.command('resend-code');
		answerCodeSent(program, problem('resend-too-early', { retryAfterSeconds: 5 }));
		expect(codeStage(program).code.reveal()).toBe('428');
		expect(program.state.notice).toMatchObject({
			problem: { code: 'resend-too-early', retryAfterSeconds: 5 },
		});
	});

	test('given up by Esc is wiped, its request ends, and a late refusal changes nothing', () => {
		const program = atSentCode();
		const { code } = codeStage(program);
		const { request } = program.question('confirm-code');
		expect(program.command('back').slice(0, 2)).toEqual([
			{ kind: 'cancel', cancelled: request },
			{ kind: 'wipe', secrets: [code] },
		]);
		const before = program.state;
		answerCode(program, problem('cancelled'));
		expect(program.state).toEqual(before);
	});

	test('given up, and confirmed all the same: the session that nobody waits for is closed at the portal', () => {
		const program = atSentCode();
		program.command('back');
		const effects = answerCode(program);
		expect(effects.map(({ kind }) => kind)).toEqual(['log-out']);
		expect(program.state).toMatchObject({ session: undefined, login: { stage: 'form' } });
	});

	test('under way makes quitting ask first, and leaving wipes it', () => {
		const program = atCode();
		program.types('42');
		program.command('quit');
		expect(program.state.overlay).toEqual({ kind: 'quit', scroll: 0 });
		program.command('back');
		expect(program.state.overlay).toBeUndefined();
		const { code } = codeStage(program);
		const effects = program.command('quit', 'continue');
		expect(effects).toContainEqual({ kind: 'wipe', secrets: [code] });
		expect(effects).toContainEqual({ kind: 'exit', exitCode: 0 });
		expect(effects.map(({ kind }) => kind)).not.toContain('log-out');
	});
});
