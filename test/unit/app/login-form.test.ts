import { describe, expect, test } from 'vitest';
import type { LoginForm } from '#app';
import { stepState } from '../../../src/app/steps.ts';
import { type Program, START } from './program.ts';
import {
	answerCaptcha,
	answerLogin,
	answerPortal,
	atEmptyForm,
	atForm,
	atSentForm,
	fillForm,
	HOLDER,
	MASKED_PHONE,
	ok,
	problem,
	ready,
	SERVICE,
	WORD,
} from './walk.ts';

function form(program: Program): LoginForm {
	const { login } = program.state;
	if (login.stage !== 'form') {
		throw new Error(`The login is at ${login.stage}`);
	}
	return login;
}

describe('the way to the form', () => {
	test('Şifreli Giriş opens the form, ticks step 4 and asks for a picture once', () => {
		const program = atEmptyForm();
		expect(program.state.screen).toBe('login');
		expect(form(program)).toMatchObject({ focus: 'holder-number', captcha: { kind: 'loading' } });
		expect(program.asked('new-captcha')).toBe(1);
		expect(stepState(program.state, 4).isDone).toBe(true);
		expect(stepState(program.state, 5).isDone).toBe(false);
	});

	test('E-İmzalı Giriş opens where the portal offers it, and says so where it does not', () => {
		const program = ready();
		program.command('step-4', 'down', 'continue');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'not-offered' });
		program.send({ type: 'timer', id: 'portal-check' });
		answerPortal(program, ok({ ...SERVICE, operations: ['password-login', 'e-signature-login'] }));
		program.command('continue');
		expect(program.state.notice).toBeUndefined();
		expect(program.state.login.stage).toBe('signature');
	});

	test('Şifreli Giriş is refused at a portal that does not offer it, and at one that is gone', () => {
		const program = ready();
		program.command('step-4');
		program.send({ type: 'timer', id: 'portal-check' });
		answerPortal(program, ok({ ...SERVICE, operations: [] }));
		program.command('continue');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'not-offered' });
		program.send({ type: 'timer', id: 'portal-check' });
		answerPortal(program, problem('unreachable'));
		program.command('continue');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'portal-not-reached' });
		expect(program.asked('new-captcha')).toBe(0);
	});

	test('step 5 without a chosen method says so', () => {
		const program = ready();
		program.command('step-5');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'method-not-chosen' });
	});

	test('Esc leaves the form, gives up the picture and unticks step 4', () => {
		const program = atEmptyForm();
		const { request } = program.question('new-captcha');
		expect(program.command('back')).toEqual([{ kind: 'cancel', cancelled: request }]);
		expect(program.state).toMatchObject({ screen: 'login-method', login: { stage: 'none' } });
		expect(stepState(program.state, 4).isDone).toBe(false);
	});
});

describe('the number', () => {
	test.each([
		['9 digits', '454053692', 'length'],
		['12 digits', '454053692012', 'length'],
		['10 digits whose check fails', '4540536921', 'check-digit'],
		['11 digits whose check fails', '10000000147', 'check-digit'],
		['letters among the digits', '45405E6920', 'not-digits'],
	])('with %s is told at its field, and nothing is sent', (_name, number, fault) => {
		const program = atForm();
		fillForm(program, { number });
		program.command('continue');
		expect(form(program)).toMatchObject({ focus: 'holder-number', pending: undefined });
		expect(form(program).faults['holder-number']).toBe(fault);
		expect(program.asked('start-login')).toBe(0);
	});

	test('left empty is gone to first, and told when Enter is pressed there', () => {
		const program = atForm();
		program.command('clear-field');
		fillForm(program, { number: '' });
		program.command('continue');
		expect(form(program)).toMatchObject({ focus: 'holder-number', faults: {} });
		program.command('continue');
		expect(form(program).faults).toEqual({ 'holder-number': 'empty' });
		expect(program.asked('start-login')).toBe(0);
	});

	test('of 11 digits that passes its own check is sent as it is', () => {
		const program = atForm();
		fillForm(program, { number: '10000000146' });
		program.command('continue');
		expect(program.question('start-login').details.holderNumber).toBe('10000000146');
	});

	test('is told of a letter at once, of a missing digit when the field is left, of nothing when it is empty', () => {
		const program = atForm();
		program.types('45a');
		expect(form(program).faults).toEqual({ 'holder-number': 'not-digits' });
		program.command('erase');
		expect(form(program).faults).toEqual({});
		program.command('next-field');
		expect(form(program).faults).toEqual({ 'holder-number': 'length' });
		program.command('previous-field', 'clear-field', 'next-field');
		expect(form(program).faults).toEqual({});
	});

	test('takes no more than 14 characters, so that one digit too many can still be seen', () => {
		const program = atForm();
		program.types('4540536920123456');
		expect(form(program).holderNumber).toBe('45405369201234');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'field-full' });
	});

	test('may be pasted with spaces, which are not sent', () => {
		const program = atForm();
		program.pastes(' 454 053 6920 ');
		program.command('next-field');
		program.types('K7MP2');
		program.command('next-field');
		program.types(WORD);
		program.command('continue');
		expect(program.question('start-login').details.holderNumber).toBe('4540536920');
	});
});

describe('Resimdeki Yazı', () => {
	test('of another length than the picture is told, and nothing is sent', () => {
		const program = atForm();
		fillForm(program, { captcha: 'K7MP' });
		program.command('continue');
		expect(form(program)).toMatchObject({
			focus: 'captcha-answer',
			faults: { 'captcha-answer': 'captcha-length' },
		});
		expect(program.asked('start-login')).toBe(0);
	});

	test('counts characters, not code units', () => {
		const program = atForm();
		fillForm(program, { captcha: 'K7M𝐏2' });
		program.command('continue');
		expect(program.asked('start-login')).toBe(1);
	});

	test('cannot be sent before the picture came', () => {
		const program = atEmptyForm();
		fillForm(program);
		program.command('continue');
		expect(form(program).faults).toEqual({ 'captcha-answer': 'no-captcha' });
		expect(program.asked('start-login')).toBe(0);
	});

	test('has no spaces and takes at most 12 characters', () => {
		const program = atForm();
		program.command('next-field');
		program.types('k 7 mp2');
		expect(form(program).captchaAnswer).toBe('k7mp2');
		program.types('abcdefgh');
		expect(form(program).captchaAnswer).toBe('k7mp2abcdefg');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'field-full' });
	});

	test('empties with F5, which asks for one picture and not for two', () => {
		const program = atForm();
		fillForm(program);
		program.command('new-captcha', 'new-captcha');
		expect(form(program)).toMatchObject({
			focus: 'captcha-answer',
			holderNumber: HOLDER.holderNumber,
			captchaAnswer: '',
			captcha: { kind: 'loading' },
		});
		expect(form(program).securityWord.length).toBe(WORD.length);
		expect(program.asked('new-captcha')).toBe(2);
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'waiting-for-answer' });
	});

	test('whose picture does not come says so and can be asked for again', () => {
		const program = atEmptyForm();
		program.send({
			type: 'captcha-answered',
			request: program.question('new-captcha').request,
			result: problem('server-error'),
		});
		expect(form(program).captcha).toEqual({ kind: 'failed', problem: { code: 'server-error' } });
		expect(program.state.notice).toEqual({ kind: 'problem', problem: { code: 'server-error' } });
		program.command('new-captcha');
		answerCaptcha(program);
		expect(form(program).captcha.kind).toBe('shown');
	});

	test('keeps the picture that was asked for last when answers come in another order', () => {
		const program = atEmptyForm();
		const first = program.question('new-captcha').request;
		program.command('back', 'continue');
		answerCaptcha(program, 'captcha-of-the-second');
		program.send({
			type: 'captcha-answered',
			request: first,
			result: ok({
				captchaId: 'captcha-of-the-first',
				characters: 5,
				expiresInSeconds: 1,
				png: new Uint8Array(),
				drawing: undefined,
			}),
		});
		expect(form(program).captcha).toMatchObject({ captchaId: 'captcha-of-the-second' });
	});
});

describe('keys in the form', () => {
	test('Tab and Shift+Tab go round the three fields', () => {
		const program = atForm();
		const visited = (['next-field', 'next-field', 'next-field', 'previous-field'] as const).map((command) => {
			program.command(command);
			return form(program).focus;
		});
		expect(visited).toEqual(['captcha-answer', 'security-word', 'holder-number', 'security-word']);
	});

	test('Enter goes to the next field that is empty without blaming it, and blames the one it stands in', () => {
		const program = atForm();
		program.types(HOLDER.holderNumber);
		program.command('continue');
		expect(form(program)).toMatchObject({ focus: 'captcha-answer', faults: {} });
		program.command('continue');
		expect(form(program)).toMatchObject({
			focus: 'captcha-answer',
			faults: { 'captcha-answer': 'empty' },
		});
		program.types('K7MP2');
		expect(form(program).faults).toEqual({});
		program.command('continue');
		expect(form(program).focus).toBe('security-word');
		program.types(WORD);
		program.command('continue');
		expect(program.asked('start-login')).toBe(1);
	});

	test('a scanner that types a number and Enter in one burst lands in the next field', () => {
		const program = atForm();
		program.types('4540536920');
		program.command('continue');
		program.types('K7');
		expect(form(program)).toMatchObject({ holderNumber: '4540536920', captchaAnswer: 'K7' });
		expect(program.asked('start-login')).toBe(0);
	});

	test('erasing takes the last character of each field, and says when there is none', () => {
		const program = atForm();
		fillForm(program, { number: '45', captcha: 'Kğ', word: 'ıh' });
		program.command('erase');
		expect(form(program).securityWord.reveal()).toBe('ı');
		program.command('erase', 'erase');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'nothing-to-erase' });
		program.command('previous-field', 'erase');
		expect(form(program).captchaAnswer).toBe('K');
		program.command('clear-field', 'erase');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'nothing-to-erase' });
		program.command('previous-field', 'erase');
		expect(form(program).holderNumber).toBe('4');
		program.command('erase', 'erase');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'nothing-to-erase' });
	});

	test('the security word is typed, pasted and bounded by code points, and erased at one stroke', () => {
		const program = atForm();
		program.command('previous-field');
		program.pastes('İ'.repeat(64));
		expect(form(program).securityWord.length).toBe(64);
		program.types('x');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'field-full' });
		program.command('clear-field');
		expect(form(program).securityWord.length).toBe(0);
		program.pastes('y'.repeat(65));
		expect(form(program).securityWord.length).toBe(0);
		program.pastes('');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'paste-not-here' });
	});

	test('F6 says where the portal sets no new word, and opens the way to one where it does', () => {
		const program = atForm();
		program.command('forgot-word');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'not-offered' });
		program.send({ type: 'timer', id: 'portal-check' });
		answerPortal(program, ok({ ...SERVICE, operations: ['password-login', 'security-word-reset'] }));
		program.command('forgot-word');
		// With the number of the card.
		expect(form(program)).toMatchObject({ purpose: 'new-word', focus: 'captcha-answer' });
	});
});

describe('the form sent', () => {
	test('goes out once, whatever is pressed while the answer is awaited', () => {
		const program = atSentForm();
		const before = form(program);
		program.command('continue', 'erase', 'clear-field', 'new-captcha');
		program.types('x');
		program.pastes('x');
		expect(program.asked('start-login')).toBe(1);
		expect(form(program)).toEqual(before);
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'waiting-for-answer' });
	});

	test('carries the number, the picture and the word, the word as a secret', () => {
		const { details } = atSentForm().question('start-login');
		expect(details).toMatchObject({
			holderNumber: HOLDER.holderNumber,
			captchaId: 'captcha-0123456789',
			captchaAnswer: 'K7MP2',
		});
		expect(details.securityWord.reveal()).toBe(WORD);
		expect(JSON.stringify(details)).not.toContain(WORD);
	});

	test('that was right shows the masked phone and wipes the word', () => {
		const program = atSentForm();
		const { securityWord } = form(program);
		expect(answerLogin(program)).toEqual([{ kind: 'wipe', secrets: [securityWord] }]);
		expect(program.state.login).toEqual({
			stage: 'phone',
			purpose: 'session',
			holderNumber: HOLDER.holderNumber,
			loginId: 'login-0123456789abc',
			maskedPhone: MASKED_PHONE,
			expiresAt: START + 600_000,
			pending: undefined,
		});
	});

	test.each([
		['captcha-wrong', { triesLeft: 2 }],
		['captcha-expired', {}],
		['credentials-wrong', { triesLeft: 1 }],
		['request-invalid', {}],
		['server-error', {}],
		['bad-answer', {}],
		['too-many-requests', {}],
	] as const)('that was refused (%s) keeps the number, empties the secret and the picture', (code, facts) => {
		const program = atSentForm();
		const { securityWord } = form(program);
		const effects = answerLogin(program, problem(code, facts));
		expect(effects).toEqual([
			{ kind: 'wipe', secrets: [securityWord] },
			{ kind: 'new-captcha', request: program.question('new-captcha').request },
		]);
		expect(form(program)).toMatchObject({
			holderNumber: HOLDER.holderNumber,
			captchaAnswer: '',
			focus: 'captcha-answer',
			captcha: { kind: 'loading' },
			pending: undefined,
		});
		expect(form(program).securityWord.length).toBe(0);
		expect(program.state.notice).toEqual({ kind: 'problem', problem: { code, ...facts } });
		expect(program.state.portal.kind).toBe('reached');
	});

	test.each(['unreachable', 'timeout'] as const)('at a portal that is gone (%s) unticks step 3', (code) => {
		const program = atSentForm();
		answerLogin(program, problem(code));
		expect(program.state.portal).toMatchObject({ kind: 'lost', problem: { code } });
		expect(stepState(program.state, 3).isDone).toBe(false);
		expect(form(program).holderNumber).toBe(HOLDER.holderNumber);
	});

	test('is given up by Esc: the request ends, the word is wiped, a new picture comes, the form stays', () => {
		const program = atSentForm();
		const { securityWord } = form(program);
		const { request } = program.question('start-login');
		const effects = program.command('back');
		expect(effects).toEqual([
			{ kind: 'cancel', cancelled: request },
			{ kind: 'wipe', secrets: [securityWord] },
			{ kind: 'new-captcha', request: program.question('new-captcha').request },
		]);
		expect(program.state).toMatchObject({ screen: 'login', notice: { kind: 'told', what: 'cancelled' } });
		const before = program.state;
		expect(answerLogin(program)).toEqual([]);
		expect(program.state).toEqual(before);
	});

	test('answered after Esc and sent again waits for the second answer alone', () => {
		const program = atSentForm();
		const first = program.question('start-login').request;
		program.command('back');
		answerCaptcha(program, 'captcha-of-the-second');
		program.types('K7MP2');
		program.command('next-field');
		program.types(WORD);
		program.command('continue');
		program.send({ type: 'login-answered', request: first, result: problem('credentials-wrong') });
		expect(form(program).pending?.request).toBe(program.question('start-login').request);
		answerLogin(program);
		expect(program.state.login.stage).toBe('phone');
	});

	test('left by F10 ends the program at once and wipes the word', () => {
		const program = atSentForm();
		const { securityWord } = form(program);
		const effects = program.command('quit');
		expect(effects.map(({ kind }) => kind)).toEqual(['cancel-all', 'cancel', 'wipe', 'exit']);
		expect(effects).toContainEqual({ kind: 'wipe', secrets: [securityWord] });
		expect(effects).toContainEqual({ kind: 'exit', exitCode: 0 });
	});
});
