import type { PortalProblem } from '#api';
import { settle } from '../../unit/app/operations.ts';
import { type Program, type ProgramOptions, START } from '../../unit/app/program.ts';
import {
	answerCaptcha,
	answerCode,
	answerCodeSent,
	answerLogin,
	answerReset,
	atCode,
	atEmptyForm,
	atForm,
	atMenu,
	atNewWord,
	atPhone,
	atResetCode,
	atResetForm,
	atSentCode,
	atSentForm,
	atSentReset,
	atSentWord,
	fillForm,
	HOLDER,
	ok,
	problem,
	WORD,
} from '../../unit/app/walk.ts';
import { SPACED_CODE } from '../frames.ts';
import type { Gallery } from '../scene.ts';

function hinted(program: Program): Program {
	program.send({
		type: 'sandbox-opened',
		request: program.question('open-sandbox').request,
		hint: { holderNumber: HOLDER.holderNumber, securityWord: WORD },
		accounts: [],
	});
	return program;
}

function waited(program: Program, milliseconds: number): Program {
	program.passes(milliseconds);
	program.send({ type: 'timer', id: 'second' });
	return program;
}

function refused(
	options: ProgramOptions,
	code: PortalProblem['code'],
	facts: Omit<PortalProblem, 'code'> = {},
): Program {
	const program = hinted(atSentForm(options));
	answerLogin(program, problem(code, facts));
	answerCaptcha(program, 'captcha-second-0123');
	return program;
}

export const LOGIN_FORM_GALLERY: Gallery = {
	name: 'login-form',
	scenes: [
		{ name: 'picture awaited', walk: (options) => waited(hinted(atEmptyForm(options)), 3_000) },
		{ name: 'empty', walk: (options) => hinted(atForm(options)) },
		{ name: 'empty, portal of the network', walk: (options) => atForm({ ...options, portal: 'http' }) },
		{
			name: 'picture failed',
			walk: (options) => {
				const program = atEmptyForm(options);
				program.send({
					type: 'captcha-answered',
					request: program.question('new-captcha').request,
					result: problem('timeout'),
				});
				return program;
			},
		},
		{
			name: 'picture that cannot be drawn',
			walk: (options) => {
				const program = atEmptyForm(options);
				program.send({
					type: 'captcha-answered',
					request: program.question('new-captcha').request,
					result: ok({
						captchaId: 'captcha-0123456789',
						characters: 5,
						expiresInSeconds: 120,
						png: new Uint8Array(),
						drawing: undefined,
					}),
				});
				return program;
			},
		},
		{
			name: 'filled',
			walk: (options) => {
				const program = hinted(atForm(options));
				fillForm(program);
				return program;
			},
		},
		{
			name: 'filled with more than the fields show',
			walk: (options) => {
				const program = hinted(atForm(options));
				fillForm(program, { captcha: 'ABCDEFGHIJKLMNOPQRSTUVWX', word: WORD.repeat(6) });
				return program;
			},
		},
		{
			name: 'sent empty',
			walk: (options) => {
				const program = hinted(atForm(options));
				program.command('continue');
				return program;
			},
		},
		{
			name: 'faulty in every field',
			walk: (options) => {
				const program = hinted(atForm(options));
				fillForm(program, { number: '4540536921', captcha: 'K7', word: '' });
				program.command('continue');
				return program;
			},
		},
		{
			name: 'a number with nine digits',
			walk: (options) => {
				const program = hinted(atForm(options));
				fillForm(program, { number: '454053692' });
				program.command('continue');
				return program;
			},
		},
		{ name: 'sent, answer awaited', walk: (options) => waited(hinted(atSentForm(options)), 4_000) },
		{
			name: 'picture read wrongly',
			walk: (options) => refused(options, 'captcha-wrong', { triesLeft: 4 }),
		},
		{
			name: 'number and word wrong, last try',
			walk: (options) => refused(options, 'credentials-wrong', { triesLeft: 1 }),
		},
		{
			name: 'locked',
			walk: (options) => refused(options, 'login-locked', { triesLeft: 0, retryAfterSeconds: 900 }),
		},
		{
			name: 'locked, counted down to the second, a picture asked for',
			walk: (options) => {
				const program = waited(refused(options, 'login-locked', { retryAfterSeconds: 300 }), 271_000);
				program.command('new-captcha');
				return program;
			},
		},
		{
			name: 'portal asks to wait',
			walk: (options) => waited(refused(options, 'too-many-requests', { retryAfterSeconds: 30 }), 12_000),
		},
		{
			name: 'portal asks to wait, sent again',
			walk: (options) => {
				const program = refused(options, 'server-error', { retryAfterSeconds: 900 });
				program.command('continue');
				return waited(program, 12_000);
			},
		},
		{
			name: 'portal asks to wait, no picture was asked for',
			walk: (options) => {
				const program = waited(refused(options, 'too-many-requests', { retryAfterSeconds: 30 }), 4_000);
				program.command('back', 'continue', 'continue');
				return program;
			},
		},
		{
			name: 'the wait is over',
			walk: (options) => {
				const program = refused(options, 'too-many-requests', { retryAfterSeconds: 30 });
				program.command('continue');
				return waited(program, 30_000);
			},
		},
		{
			name: 'given up waiting',
			walk: (options) => {
				const program = hinted(atSentForm(options));
				program.command('back');
				answerCaptcha(program, 'captcha-second-0123');
				return program;
			},
		},
	],
};

function texted(program: Program): Program {
	program.send({
		type: 'phone-message',
		message: { at: START, text: `Onay kodunuz ${SPACED_CODE}` },
	});
	return program;
}

export const LOGIN_CODE_GALLERY: Gallery = {
	name: 'login-code',
	scenes: [
		{ name: 'phone', walk: atPhone },
		{
			name: 'phone, code asked for',
			walk: (options) => {
				const program = atPhone(options);
				program.command('continue');
				return waited(program, 2_000);
			},
		},
		{
			name: 'phone, code not sent',
			walk: (options) => {
				const program = atPhone(options);
				program.command('continue');
				answerCodeSent(program, problem('unreachable'));
				return program;
			},
		},
		{ name: 'code awaited', walk: (options) => waited(texted(atCode(options)), 19_000) },
		{
			name: 'code half typed',
			walk: (options) => {
				const program = texted(atCode(options));
				program.types('428');
				program.command('continue');
				return program;
			},
		},
		{ name: 'code can be sent again', walk: (options) => waited(texted(atCode(options)), 61_000) },
		{ name: 'code expired', walk: (options) => waited(texted(atCode(options)), 181_000) },
		{ name: 'code sent, answer awaited', walk: (options) => waited(texted(atSentCode(options)), 5_000) },
		{
			name: 'code wrong',
			walk: (options) => {
				const program = texted(atSentCode(options));
				answerCode(program, problem('code-wrong', { triesLeft: 2 }));
				return program;
			},
		},
		{
			name: 'logged in already',
			walk: (options) => {
				const program = atMenu(options);
				program.command('step-5');
				return program;
			},
		},
		{
			name: 'logged in already, step 4',
			walk: (options) => {
				const program = atMenu(options);
				program.command('step-4');
				return program;
			},
		},
	],
};

export const WORD_RESET_GALLERY: Gallery = {
	name: 'word-reset',
	scenes: [
		{ name: 'form', walk: (options) => hinted(atResetForm(options)) },
		{ name: 'sent, answer awaited', walk: (options) => waited(atSentReset(options), 4_000) },
		{
			name: 'picture wrong',
			walk: (options) => {
				const program = hinted(atSentReset(options));
				answerReset(program, problem('captcha-wrong', { triesLeft: 2 }));
				answerCaptcha(program, 'captcha-second-0123');
				return program;
			},
		},
		{
			name: 'phone',
			walk: (options) => {
				const program = atSentReset(options);
				answerReset(program);
				return program;
			},
		},
		{ name: 'code awaited', walk: (options) => waited(texted(atResetCode(options)), 19_000) },
		{ name: 'new word', walk: (options) => waited(texted(atNewWord(options)), 30_000) },
		{
			name: 'new word too short',
			walk: (options) => {
				const program = atNewWord(options);
				program.types('kar');
				program.command('continue');
				program.types('kar');
				program.command('continue');
				return program;
			},
		},
		{ name: 'new word sent', walk: (options) => waited(atSentWord(options), 2_000) },
		{
			name: 'answer lost, asking',
			walk: (options) => {
				const program = atSentWord(options);
				program.send({
					type: 'change-asking',
					request: program.question('make-change').request,
					problem: { code: 'unreachable' },
				});
				return waited(program, 9_000);
			},
		},
		{
			name: 'code wrong',
			walk: (options) => {
				const program = atSentWord(options);
				settle(program, { kind: 'refused', problem: { code: 'code-wrong', triesLeft: 2 } });
				return program;
			},
		},
		{
			name: 'word set',
			walk: (options) => {
				const program = hinted(atSentWord(options));
				settle(program);
				answerCaptcha(program, 'captcha-second-0123');
				return program;
			},
		},
	],
};
