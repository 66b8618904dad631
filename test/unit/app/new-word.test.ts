import { describe, expect, test } from 'vitest';
import type { ChangeOutcome, PortalResult } from '#api';
import type { ResetCodeHeld } from '#contract';
import { doneOperation, settle } from './operations.ts';
import type { Program } from './program.ts';
import {
	answerCaptcha,
	answerReset,
	atForm,
	atNewWord,
	atResetCode,
	atResetCodeToCheck,
	atResetForm,
	atSentReset,
	atSentWord,
	CODE,
	HOLDER,
	NEW_WORD,
	ok,
	problem,
} from './walk.ts';

const DONE: ChangeOutcome = { kind: 'done', operation: doneOperation('reset-security-word') };
const refusedFor = (code: 'code-wrong' | 'login-expired' | 'word-unchanged'): ChangeOutcome => ({
	kind: 'refused',
	problem: { code },
});

function newWord(program: Program) {
	const { login } = program.state;
	if (login.stage !== 'new-word') {
		throw new Error(`The login is at ${login.stage}`);
	}
	return login;
}

describe('the form of a forgotten word', () => {
	test('has the number that was typed, and asks for a picture of its own but for no word', () => {
		const program = atResetForm();
		expect(program.state.login).toMatchObject({
			stage: 'form',
			purpose: 'new-word',
			holderNumber: HOLDER.holderNumber,
			focus: 'captcha-answer',
		});
		program.command('next-field', 'next-field');
		expect(program.state.login).toMatchObject({ focus: 'captcha-answer' });
	});

	test('goes back to the login with Esc, the number kept, and F6 has no meaning in it', () => {
		const program = atResetForm();
		program.command('forgot-word');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'no-such-key' });
		program.command('back');
		expect(program.state.login).toMatchObject({
			stage: 'form',
			purpose: 'session',
			holderNumber: HOLDER.holderNumber,
		});
	});

	test('sends number and picture alone, once', () => {
		const program = atSentReset();
		program.command('continue');
		expect(program.asked('start-word-reset')).toBe(1);
		expect(program.asked('start-login')).toBe(0);
		expect(program.question('start-word-reset').details).toEqual({
			holderNumber: HOLDER.holderNumber,
			captchaId: 'captcha-of-reset-0123',
			captchaAnswer: 'K7MP2',
		});
	});

	test.each(['captcha-wrong', 'captcha-expired', 'login-locked', 'unreachable'] as const)(
		'refused for %s stands there with its number and a new picture',
		(code) => {
			const program = atSentReset();
			answerReset(program, problem(code));
			expect(program.state).toMatchObject({
				notice: { kind: 'problem', problem: { code } },
				login: { purpose: 'new-word', holderNumber: HOLDER.holderNumber, captchaAnswer: '' },
			});
			answerCaptcha(program, 'captcha-second-0123');
			expect(program.state.login).toMatchObject({ captcha: { kind: 'shown' } });
		},
	);

	test('is not opened while the login is being answered', () => {
		const program = atForm();
		program.types(HOLDER.holderNumber);
		program.command('next-field');
		program.types('K7MP2');
		program.command('next-field');
		program.types('papatya');
		program.command('continue', 'forgot-word');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'waiting-for-answer' });
	});
});

describe('the code for a new word', () => {
	test('is judged with the word, not before: Enter asks the portal nothing', () => {
		const program = atResetCode();
		program.types(CODE.slice(1));
		program.command('continue');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'code-incomplete' });
		program.command('clear-field');
		program.types(CODE);
		program.command('continue');
		expect(newWord(program)).toMatchObject({ focus: 'first', run: undefined });
		expect(program.asked('confirm-code')).toBe(0);
		expect(program.asked('make-change')).toBe(0);
	});

	/** Sent to a portal that judges it by itself. */
	function atCheckedCode(): Program {
		const program = atResetCodeToCheck();
		program.command('continue');
		return program;
	}

	function answerCheck(program: Program, result: PortalResult<ResetCodeHeld>) {
		const { request } = program.question('check-word-reset-code');
		return program.send({ type: 'word-reset-code-checked', request, result });
	}

	test('is judged before the word is typed where the portal does that, and goes with the word again', () => {
		const program = atCheckedCode();
		expect(program.question('check-word-reset-code')).toMatchObject({ resetId: 'reset-0123456789abc' });
		expect(program.question('check-word-reset-code').code.reveal()).toBe(CODE);
		expect(program.state.login).toMatchObject({ stage: 'code', pending: { asks: 'confirm-code' } });
		answerCheck(program, ok({ expiresInSeconds: 90 }));
		const { from } = newWord(program);
		expect(from.code.reveal()).toBe(CODE);
		expect(from).toMatchObject({ pending: undefined, expiresAt: program.state.now + 90_000 });
		expect(program.state.closedField).toBeUndefined();
	});

	test('that is wrong empties its field, and no word is asked for', () => {
		const program = atCheckedCode();
		const { code } = program.question('check-word-reset-code');
		const effects = answerCheck(program, problem('code-wrong'));
		expect(program.state.login).toMatchObject({ stage: 'code', pending: undefined, code: { length: 0 } });
		expect(effects).toContainEqual({ kind: 'wipe', secrets: [code] });
	});

	test('that was looked at after the person left changes nothing', () => {
		const program = atCheckedCode();
		const { request } = program.question('check-word-reset-code');
		program.command('back');
		const left = program.state.login;
		program.send({ type: 'word-reset-code-checked', request, result: ok({ expiresInSeconds: 90 }) });
		expect(program.state.login).toEqual(left);
	});

	test('is not sent again too early, and afterwards for the reset', () => {
		const program = atResetCode();
		program.command('resend-code');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'resend-too-early' });
		program.passes(60_000);
		program.command('resend-code');
		expect(program.asked('send-word-reset-code')).toBe(2);
		expect(program.asked('send-code')).toBe(0);
	});
});

describe('the new word', () => {
	test('is not sent while it is empty, too short or typed differently', () => {
		const program = atNewWord();
		program.command('continue');
		expect(newWord(program).fault).toBe('empty');
		program.types('kar');
		program.command('continue');
		program.types('kar');
		program.command('continue');
		expect(newWord(program)).toMatchObject({ focus: 'first', fault: 'too-short' });
		program.types('delen');
		program.command('continue');
		expect(newWord(program)).toMatchObject({ focus: 'again', fault: 'not-same' });
		expect(program.asked('make-change')).toBe(0);
	});

	test('goes out once, with the code, as a change of its number', () => {
		const program = atSentWord();
		program.command('continue', 'back', 'erase');
		program.types('x');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'change-under-way' });
		expect(program.asked('make-change')).toBe(1);
		const { change, holderNumber } = program.question('make-change');
		expect(holderNumber).toBe(HOLDER.holderNumber);
		if (change.kind !== 'reset-security-word') {
			throw new Error(change.kind);
		}
		expect(change.resetId).toBe('reset-0123456789abc');
		expect(change.code.reveal()).toBe(CODE);
		expect(change.newSecurityWord.reveal()).toBe(NEW_WORD);
	});

	test('that was set leads to the form with the number, and every secret is wiped', () => {
		const program = atSentWord();
		const { from, words } = newWord(program);
		const effects = settle(program, DONE);
		expect(program.state).toMatchObject({
			notice: { kind: 'told', what: 'word-renewed' },
			login: { stage: 'form', purpose: 'session', holderNumber: HOLDER.holderNumber },
			hint: undefined,
		});
		expect(effects).toContainEqual({ kind: 'wipe', secrets: [from.code, words.first, words.again] });
	});

	test('whose answer was lost says so while the portal is asked', () => {
		const program = atSentWord();
		program.send({
			type: 'change-asking',
			request: program.question('make-change').request,
			problem: { code: 'unreachable' },
		});
		expect(newWord(program).run?.phase).toBe('asking');
		settle(program, { kind: 'uncertain', key: 'key', problem: { code: 'unreachable' } });
		expect(program.state).toMatchObject({
			notice: { kind: 'told', what: 'word-uncertain' },
			login: { stage: 'form', purpose: 'session' },
		});
	});

	test('that an earlier request had set is not said to be the one that was typed now', () => {
		const program = atSentWord();
		settle(program, { kind: 'former', outcome: DONE, isSame: false, begunAt: program.state.now });
		expect(program.state.notice).toEqual({ kind: 'told', what: 'word-renewed-other' });
	});

	test('that an earlier request for the same word had set is said to hold', () => {
		const program = atSentWord();
		settle(program, { kind: 'former', outcome: DONE, isSame: true, begunAt: program.state.now });
		expect(program.state.notice).toEqual({ kind: 'told', what: 'word-renewed-before' });
	});

	test('with a wrong code goes back to the code, emptied, without the words', () => {
		const program = atSentWord();
		settle(program, refusedFor('code-wrong'));
		expect(program.state).toMatchObject({
			notice: { kind: 'problem', problem: { code: 'code-wrong' } },
			login: { stage: 'code', purpose: 'new-word', code: { length: 0 } },
		});
	});

	test('of a reset that took too long begins anew with the number', () => {
		const program = atSentWord();
		settle(program, refusedFor('login-expired'));
		expect(program.state).toMatchObject({
			notice: { kind: 'problem', problem: { code: 'login-expired' } },
			login: { stage: 'form', purpose: 'new-word', holderNumber: HOLDER.holderNumber },
		});
	});

	test.each([
		refusedFor('word-unchanged'),
		{ kind: 'not-sent', problem: { code: 'unreachable' } },
		{ kind: 'blocked', failure: 'disk-full' },
		{ kind: 'under-way' },
	] as const)('that was not set ($kind) is typed again, with the same code', (outcome) => {
		const program = atSentWord();
		settle(program, outcome);
		expect(newWord(program)).toMatchObject({
			focus: 'first',
			run: undefined,
			words: { first: { length: 0 } },
		});
		expect(newWord(program).from.code.reveal()).toBe(CODE);
		expect(program.state.notice).toBeDefined();
	});

	test('is left with Esc: back to the code, and nothing of it stays', () => {
		const program = atNewWord();
		program.types(NEW_WORD);
		const { from, words } = newWord(program);
		const effects = program.command('back');
		expect(program.state.login).toMatchObject({ stage: 'code', code: { length: 0 } });
		expect(effects).toContainEqual({ kind: 'wipe', secrets: [from.code, words.first, words.again] });
		program.command('back', 'back');
		expect(program.state.login).toMatchObject({ stage: 'form', purpose: 'session' });
	});
});
