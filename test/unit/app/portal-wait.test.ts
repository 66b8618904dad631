import { describe, expect, test } from 'vitest';
import type { Command, Message } from '#app';
import { wantedTimers } from '#screens';
import { SecretText } from '#text';
import type { Question } from '../../../src/app/effects.ts';
import { UNASKED } from '../../../src/app/flows/portal-gate.ts';
import { PORTAL_READS } from '../../../src/app/portal-reads.ts';
import { readyElsewhere } from './elsewhere-walk.ts';
import {
	atConfirmation,
	atDetails,
	atFullMenu,
	atFullPins,
	atLastWord,
	atPhoneCode,
	atPlace,
	atReview,
	atUnlock,
	settle,
} from './operations.ts';
import { Program } from './program.ts';
import {
	answerCaptcha,
	answerCode,
	answerLogin,
	answerPortal,
	answerReset,
	atCode,
	atForm,
	atMenu,
	atNewWord,
	atPhone,
	atPins,
	atResetCodeToCheck,
	atResetForm,
	atSentCode,
	atSentForm,
	atSentReset,
	CODE,
	fillForm,
	HOLDER,
	NEW_WORD,
	ok,
	problem,
	ready,
	WORD,
} from './walk.ts';

const PICTURE = {
	captchaId: 'captcha-0123456789',
	characters: 5,
	expiresInSeconds: 120,
	png: new Uint8Array(),
};
const WAIT_SECONDS = 30;
const BUSY = problem('too-many-requests', { retryAfterSeconds: WAIT_SECONDS });

/** The portal answers something that nobody waits for any more: what it says of waiting counts all the same. */
function isToldToWait(program: Program, refused = BUSY): void {
	program.send({ type: 'captcha-answered', request: -1, result: refused });
}

function filled(): Program {
	const program = atForm();
	fillForm(program);
	return program;
}

function codeTyped(): Program {
	const program = atCode();
	program.types(CODE);
	return program;
}

function resendOpen(): Program {
	const program = atCode();
	program.passes(61_000);
	return program;
}

function resetFilled(): Program {
	const program = atResetForm();
	program.types('K7MP2');
	return program;
}

function resetStarted(): Program {
	const program = atSentReset();
	answerReset(program);
	return program;
}

function wordTyped(): Program {
	const program = atNewWord();
	program.types(NEW_WORD);
	program.command('continue');
	program.types(NEW_WORD);
	return program;
}

function digitsTyped(at: () => Program, digits: string): () => Program {
	return () => {
		const program = at();
		program.types(digits);
		return program;
	};
}

function on(at: () => Program, ...commands: readonly Command[]): () => Program {
	return () => {
		const program = at();
		program.command(...commands);
		return program;
	};
}

/** Every place where a key asks the portal for something. */
const PLACES: readonly [Question['kind'], () => Program, Command][] = [
	['check-portal', on(ready, 'step-3'), 'check-again'],
	['new-captcha', on(ready, 'step-4'), 'continue'],
	['new-captcha', atForm, 'new-captcha'],
	['start-login', filled, 'continue'],
	['start-word-reset', resetFilled, 'continue'],
	['send-code', atPhone, 'continue'],
	['send-code', resendOpen, 'resend-code'],
	['send-word-reset-code', resetStarted, 'continue'],
	['confirm-code', codeTyped, 'continue'],
	['check-word-reset-code', atResetCodeToCheck, 'continue'],
	['make-change', wordTyped, 'continue'],
	['load-certificates', atMenu, 'check-again'],
	['load-pins', atPins, 'continue'],
	['load-pins', atPins, 'reveal'],
	['save-pins', atPlace, 'continue'],
	['load-pin-cards', on(atFullPins, 'down', 'down'), 'continue'],
	['make-change', digitsTyped(atLastWord, '6920'), 'continue'],
	['load-revocation-terms', on(atFullMenu, 'up', 'up'), 'continue'],
	['make-change', digitsTyped(atConfirmation, '6920'), 'continue'],
	['load-details', on(atFullMenu, 'up'), 'continue'],
	['make-change', atReview, 'continue'],
	[
		'start-phone-change',
		digitsTyped(on(atDetails, 'next-field', 'next-field', 'next-field', 'down', 'continue'), '5321234567'),
		'continue',
	],
	['make-change', digitsTyped(atPhoneCode, '123456'), 'continue'],
	['load-unlocks', atUnlock, 'continue'],
	['start-elsewhere-login', on(readyElsewhere, 'step-4'), 'continue'],
];

describe('while the portal asks to wait', () => {
	test.each(PLACES)(
		'%s is not sent: nothing moves, the reason is told, and after it one key sends it',
		(kind, at, command) => {
			const program = at();
			isToldToWait(program);
			program.passes((WAIT_SECONDS - 1) * 1000);
			const { notice: _, ...before } = program.state;
			const asked = program.effects.length;
			expect(program.command(command)).toEqual([]);
			const { notice, ...after } = program.state;
			expect(notice).toEqual({ kind: 'portal-wait', what: 'portal' });
			expect({ ...after, now: 0, activeAt: 0 }).toEqual({ ...before, now: 0, activeAt: 0 });
			program.passes(1000);
			program.send({ type: 'timer', id: 'second' });
			expect(program.effects.slice(asked)).toEqual([]);
			expect(program.command(command).map((effect) => effect.kind)).toContain(kind);
		},
	);

	test('every question that is held back has a place among these, but for those that follow by themselves', () => {
		const held = [...Object.keys(PORTAL_READS), ...Object.keys(UNASKED)];
		const byKey = PLACES.map(([kind]) => kind);
		const byItself = [
			'settle-open-changes',
			'load-more-certificates',
			'load-unlock-secrets',
			'log-in-by-signature',
			'poll-elsewhere-login',
		];
		expect(new Set([...byKey, ...byItself])).toEqual(new Set(held));
	});

	test('what was typed stays as it was, so that one key sends it when the wait is over', () => {
		const program = atSentForm();
		answerLogin(program, BUSY);
		expect(program.state.login).toMatchObject({
			stage: 'form',
			holderNumber: HOLDER.holderNumber,
			captchaAnswer: 'K7MP2',
			captcha: { kind: 'shown' },
			pending: undefined,
		});
		expect(program.asked('new-captcha')).toBe(1);
		program.passes(WAIT_SECONDS * 1000);
		program.command('continue');
		expect(program.asked('start-login')).toBe(2);
		const code = atSentCode();
		answerCode(code, BUSY);
		expect(code.state.login).toMatchObject({ stage: 'code', pending: undefined });
		code.passes(WAIT_SECONDS * 1000);
		code.command('continue');
		expect(code.asked('confirm-code')).toBe(2);
	});

	test('Esc leads back: the picture that would be asked for is not, and F5 asks for it when the wait is over', () => {
		const program = atPhone();
		isToldToWait(program);
		program.command('back');
		expect(program.state.login).toMatchObject({
			stage: 'form',
			captcha: { kind: 'failed', problem: { code: 'too-many-requests', retryAfterSeconds: WAIT_SECONDS } },
		});
		expect(program.asked('new-captcha')).toBe(1);
		program.passes(WAIT_SECONDS * 1000);
		program.command('new-captcha');
		expect(program.asked('new-captcha')).toBe(2);
	});

	test.each(['quit', 'interrupt'] as const)(
		'the program can be left (%s), and the portal is told',
		(command) => {
			const program = atMenu();
			isToldToWait(program);
			program.command(command, 'continue');
			expect(program.asked('log-out')).toBe(1);
			expect(program.effects.at(-1)).toMatchObject({ kind: 'exit' });
		},
	);

	test('Çıkış is asked for all the same', () => {
		const program = on(atMenu, 'down', 'down')();
		isToldToWait(program);
		program.command('continue', 'continue');
		expect(program.asked('log-out')).toBe(1);
	});

	test('what would follow by itself does not: the session opens, and its certificates wait for a key', () => {
		const program = atSentCode();
		isToldToWait(program);
		answerCode(program);
		expect(program.asked('load-certificates')).toBe(0);
		expect(program.state.session?.certificates).toMatchObject({
			kind: 'failed',
			problem: { code: 'too-many-requests' },
		});
		program.passes(WAIT_SECONDS * 1000);
		program.send({ type: 'timer', id: 'second' });
		expect(program.asked('load-certificates')).toBe(0);
		program.command('check-again');
		expect(program.asked('load-certificates')).toBe(1);
	});

	test('of several changes the next does not go out after one that was put off', () => {
		const program = atConfirmation();
		program.types('6920');
		program.command('continue');
		settle(program, { kind: 'not-sent', problem: BUSY.problem });
		expect(program.asked('make-change')).toBe(1);
		expect(program.state.operation).toMatchObject({ step: { name: 'result', left: [{}] } });
	});

	test('an entry chosen in the palette is held back as its key is', () => {
		const program = atMenu();
		isToldToWait(program);
		program.command('palette');
		program.send({ type: 'palette-chosen', choice: { kind: 'command', command: 'check-again' } });
		expect(program.asked('load-certificates')).toBe(1);
		expect(program.state).toMatchObject({ overlay: undefined, notice: { kind: 'portal-wait' } });
	});

	test('a portal that was reached stays so, and is not looked at by itself before', () => {
		const program = ready();
		program.passes(30_000);
		program.send({ type: 'timer', id: 'portal-check' });
		answerPortal(program, problem('server-error', { retryAfterSeconds: 300 }));
		expect(program.state.portal.kind).toBe('reached');
		const check = wantedTimers(program.state).find(({ id }) => id === 'portal-check');
		expect(check?.at).toBe(program.state.now + 300_000);
	});

	test('of two answers the longer wait counts, and an error without a time is none', () => {
		const program = atMenu();
		isToldToWait(program);
		isToldToWait(program, problem('server-error', { retryAfterSeconds: 3 }));
		program.passes(4_000);
		expect(program.command('check-again')).toEqual([]);
		const other = atMenu();
		isToldToWait(other, problem('server-error'));
		isToldToWait(other, problem('too-many-requests', { retryAfterSeconds: 0 }));
		other.command('check-again');
		expect(other.asked('load-certificates')).toBe(2);
	});

	test('seconds are counted where the portal is asked for something, and nowhere else', () => {
		const seconds = (program: Program) => wantedTimers(program.state).some(({ id }) => id === 'second');
		const program = ready();
		isToldToWait(program);
		expect(seconds(program)).toBe(false);
		program.command('step-4');
		expect(seconds(program)).toBe(true);
		program.command('details');
		expect(seconds(program)).toBe(false);
		program.command('back');
		program.passes(WAIT_SECONDS * 1000);
		program.send({ type: 'timer', id: 'second' });
		expect(seconds(program)).toBe(false);
	});
});

describe('a portal that asks to wait for a day', () => {
	const DAY = problem('too-many-requests', { retryAfterSeconds: 86_400 });

	test('is not asked by itself for a quarter of an hour, and a person may try at once', () => {
		const program = atMenu();
		isToldToWait(program, DAY);
		expect(program.state.portalBusy).toMatchObject({
			until: program.state.now + 900_000,
			longerThanHeld: 86_400,
		});
		const check = wantedTimers(program.state).find(({ id }) => id === 'portal-check');
		expect(check?.at).toBe(program.state.now + 900_000);
		program.command('check-again');
		expect(program.asked('load-certificates')).toBe(2);
	});

	test('is taken at its word no longer once it answers', () => {
		const program = atMenu();
		isToldToWait(program, DAY);
		program.send({ type: 'captcha-answered', request: -1, result: ok({ ...PICTURE, drawing: undefined }) });
		expect(program.state.portalBusy).toBeUndefined();
	});

	test('is taken at its word no longer once it gave the document with the PINs', () => {
		const program = atMenu();
		isToldToWait(program, DAY);
		program.send({ type: 'pins-saved', request: -1, result: ok({ kind: 'written', path: '/tmp/pins.pdf' }) });
		expect(program.state.portalBusy).toBeUndefined();
	});

	test('of one that is lost is looked at again after a quarter of an hour at the latest', () => {
		const program = new Program({ portal: 'http' });
		program.send({ type: 'started' });
		answerPortal(program, problem('server-error', { retryAfterSeconds: 86_400 }));
		expect(program.state.portal).toMatchObject({ kind: 'lost', retryAt: program.state.now + 900_000 });
	});
});

describe('while the portal has closed the logins of one holder', () => {
	const LOCKED = problem('login-locked', { retryAfterSeconds: 300 });

	test('neither a picture nor a login of that number is asked for, and another number is free', () => {
		const program = atSentForm();
		const effects = answerLogin(program, LOCKED);
		expect(effects).toEqual([{ kind: 'wipe', secrets: [expect.any(SecretText)] }]);
		expect(program.state.login).toMatchObject({
			stage: 'form',
			holderNumber: HOLDER.holderNumber,
			captcha: { kind: 'failed', problem: { code: 'login-locked' } },
		});
		expect(program.command('new-captcha')).toEqual([]);
		expect(program.state.notice).toEqual({ kind: 'portal-wait', what: 'login' });
		program.command('previous-field', 'clear-field');
		program.types('1234567890');
		program.command('new-captcha');
		expect(program.asked('new-captcha')).toBe(2);
		answerCaptcha(program, 'captcha-of-another-0123');
		program.types('K7MP2');
		program.command('next-field');
		program.types(WORD);
		program.command('continue');
		expect(program.asked('start-login')).toBe(2);
	});

	test('nothing of it is known to the next person at a kiosk, nor what the portal asked to wait', () => {
		const program = new Program({ state: atSentForm({ mode: { kiosk: KIOSK } }).state });
		program.send({ type: 'login-answered', request: requestOf(program), result: LOCKED });
		isToldToWait(program);
		program.passes(KIOSK.idleMs);
		program.send({ type: 'timer', id: 'idle' });
		expect(program.state.loginLock).toBeUndefined();
		expect(program.state.portalBusy).toBeUndefined();
	});
});

const KIOSK = { idleSecretMs: 60_000, idleMs: 60_000, hasOperatorCode: false, language: 'tr' } as const;

function requestOf({ state: { login } }: Program): number {
	const pending = 'pending' in login ? login.pending : undefined;
	expect(pending).toBeDefined();
	return pending?.request ?? 0;
}

test('a change that is asked about tells each time how long the portal wants to be left alone', () => {
	const program = on(atReview, 'continue')();
	const { request } = program.question('make-change');
	const asking: Message = { type: 'change-asking', request, problem: BUSY.problem };
	program.send(asking);
	expect(program.state.operation).toMatchObject({ step: { run: { phase: 'asking' } } });
	expect(program.state.portalBusy).toEqual({
		code: 'too-many-requests',
		until: program.state.now + WAIT_SECONDS * 1000,
		longerThanHeld: undefined,
	});
});
