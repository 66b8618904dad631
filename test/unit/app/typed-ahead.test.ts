import { describe, expect, test } from 'vitest';
import { keyContext, routeKey } from '#screens';

import { MOST_TYPED_AHEAD } from '../../../src/app/typed-ahead.ts';
import { keyEvent } from '../../../src/terminal/keyboard/key-event.ts';
import { KIOSK } from './kiosk-mode.ts';
import { atDetails } from './operations.ts';
import type { Program, ProgramOptions } from './program.ts';
import { answerCodeSent, atCode, atPhone, CODE, ok, problem } from './walk.ts';

/** The code is asked for; the portal has not answered yet. */
function atAskedCode(options?: ProgramOptions): Program {
	const program = atPhone(options);
	program.command('continue');
	return program;
}

/** The code for a new phone is asked for. */
function atAskedPhone(): Program {
	const program = atDetails();
	program.command('next-field', 'next-field', 'next-field', 'next-field', 'continue');
	program.types('5321234567');
	program.command('continue');
	return program;
}

function answerPhone(program: Program): void {
	program.send({
		type: 'phone-change-started',
		request: program.question('start-phone-change').request,
		result: ok({
			phoneChangeId: 'phone-change-0123',
			maskedPhone: '+90 5•• ••• •• 67',
			codeLength: 6,
			expiresInSeconds: 180,
			resendInSeconds: 60,
		}),
	});
}

function ahead(program: Program): string | undefined {
	return program.state.typedAhead?.code.reveal();
}

describe('digits typed while the code is asked for', () => {
	test('stand in the field when it opens, and nothing of them is left elsewhere', () => {
		const program = atAskedCode();
		program.types(CODE);
		const { typedAhead } = program.state;
		expect(ahead(program)).toBe(CODE);
		answerCodeSent(program);
		expect(program.state).toMatchObject({
			typedAhead: undefined,
			login: { stage: 'code', pending: undefined },
		});
		expect(program.state.login).toHaveProperty('code', typedAhead?.code);
		expect(program.asked('confirm-code')).toBe(0);
	});

	test('are sent once by an Enter that was pressed ahead', () => {
		const program = atAskedCode();
		program.types(CODE);
		program.command('continue', 'continue');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'waiting-for-answer' });
		expect(program.asked('confirm-code')).toBe(0);
		answerCodeSent(program);
		expect(program.asked('confirm-code')).toBe(1);
		expect(program.question('confirm-code').code.reveal()).toBe(CODE);
	});

	test('keep their Enter from the portal where the code is longer than they are', () => {
		const program = atAskedCode();
		program.types(CODE.slice(1));
		program.command('continue');
		answerCodeSent(program);
		expect(program.asked('confirm-code')).toBe(0);
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'code-incomplete' });
	});

	test('are wiped where they are more than the code has', () => {
		const program = atAskedCode();
		program.types(`${CODE}1`);
		program.command('continue');
		const typed = program.state.typedAhead?.code;
		const effects = answerCodeSent(program);
		expect(effects).toContainEqual({ kind: 'wipe', secrets: [typed] });
		expect(program.asked('confirm-code')).toBe(0);
		expect(program.state).toMatchObject({
			typedAhead: undefined,
			login: { stage: 'code', code: { length: 0 } },
			notice: { refusal: 'typed-ahead-too-long' },
		});
	});

	test('are bounded', () => {
		const program = atAskedCode();
		program.types('1'.repeat(MOST_TYPED_AHEAD + 1));
		expect(ahead(program)).toBe('1'.repeat(MOST_TYPED_AHEAD));
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'field-full' });
	});

	test('are edited by the keys of the field, which are those of the open one', () => {
		const program = atAskedCode();
		expect(keyContext(program.state)).toBe('login-code');
		expect(routeKey(program.state, { kind: 'text', text: '4' })).toEqual({ type: 'text', text: '4' });
		expect(routeKey(program.state, keyEvent('backspace'))).toEqual({ type: 'command', command: 'erase' });
		program.types('42');
		program.command('erase');
		expect(ahead(program)).toBe('4');
		program.command('clear-field');
		expect(program.state.typedAhead).toBeUndefined();
		program.pastes('42 81 17');
		expect(ahead(program)).toBe('428117');
	});

	test.each([
		['an answer that opens no field', (program: Program) => answerCodeSent(program, problem('server-error'))],
		['a login that is over', (program: Program) => answerCodeSent(program, problem('login-expired'))],
		['Esc', (program: Program) => program.command('back')],
		['leaving the program', (program: Program) => program.command('quit', 'continue')],
	] as const)('are wiped by %s', (_, end) => {
		const program = atAskedCode();
		program.types(CODE);
		const typed = program.state.typedAhead?.code;
		expect(end(program)).toContainEqual({ kind: 'wipe', secrets: [typed] });
		expect(program.state.typedAhead).toBeUndefined();
	});

	test('are wiped when everything is forgotten at a kiosk', () => {
		const program = atAskedCode({ mode: { kiosk: KIOSK } });
		program.types(CODE);
		const typed = program.state.typedAhead?.code;
		program.passes(KIOSK.idleSecretMs);
		expect(program.send({ type: 'timer', id: 'idle' })).toContainEqual({ kind: 'wipe', secrets: [typed] });
		expect(program.state).toMatchObject({ typedAhead: undefined, screen: 'start' });
	});

	test('are of the second code where that one is asked for, and the first stays until it is answered', () => {
		const program = atCode();
		program.types('42');
		program.passes(60_000);
		program.command('resend-code');
		program.types(CODE);
		expect(program.state.login).toMatchObject({ code: { length: 2 } });
		answerCodeSent(program);
		expect(program.state.login).toMatchObject({ code: { length: CODE.length } });
	});

	test('are wiped where no second code comes, and the first stays', () => {
		const program = atCode();
		program.types('42');
		program.passes(60_000);
		program.command('resend-code');
		program.types(CODE);
		answerCodeSent(program, problem('resend-too-early', { retryAfterSeconds: 5 }));
		expect(program.state).toMatchObject({ typedAhead: undefined, login: { code: { length: 2 } } });
	});
});

describe('digits typed while the code for a new phone is asked for', () => {
	test('stand in its field, and Enter is not pressed for the person: it makes a change', () => {
		const program = atAskedPhone();
		program.types(CODE);
		program.command('continue');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'enter-when-open' });
		answerPhone(program);
		expect(program.asked('make-change')).toBe(0);
		expect(program.state.operation).toMatchObject({ step: { name: 'code', code: { length: CODE.length } } });
	});

	test('are wiped by Esc, and by the end of the session', () => {
		for (const end of ['back', 'session'] as const) {
			const program = atAskedPhone();
			program.types(CODE);
			const typed = program.state.typedAhead?.code;
			const effects =
				end === 'back' ? program.command('back') : program.send({ type: 'timer', id: 'session-end' });
			expect(effects).toContainEqual({ kind: 'wipe', secrets: [typed] });
			expect(program.state.typedAhead).toBeUndefined();
		}
	});
});
