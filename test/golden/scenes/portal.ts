import type { PortalProblem } from '#api';
import type { ServiceInfo } from '#contract';
import type { Program, ProgramOptions } from '../../unit/app/program.ts';
import { answerPortal, ok, problem, ready, SERVICE, started } from '../../unit/app/walk.ts';
import type { Gallery } from '../scene.ts';

function at(options: ProgramOptions): Program {
	const program = started(options);
	program.command('step-3');
	return program;
}

function lost(
	options: ProgramOptions,
	code: PortalProblem['code'],
	facts: Omit<PortalProblem, 'code'> = {},
): Program {
	const program = at(options);
	answerPortal(program, problem(code, facts));
	return program;
}

const EVERY_OPERATION: ServiceInfo['operations'] = [
	'password-login',
	'e-signature-login',
	'security-word-reset',
	'pin-view',
	'pin-save',
	'pin-delete',
	'activate',
	'revoke',
	'update-details',
	'unlock',
];

export const PORTAL_GALLERY: Gallery = {
	name: 'portal',
	scenes: [
		{
			name: 'checking for seven seconds',
			walk: (options) => {
				const program = at(options);
				program.passes(7_000);
				program.send({ type: 'timer', id: 'second' });
				return program;
			},
		},
		{ name: 'checking, portal of the network', walk: (options) => at({ ...options, portal: 'http' }) },
		{ name: 'lost: unreachable', walk: (options) => lost(options, 'unreachable') },
		{ name: 'lost: timeout', walk: (options) => lost(options, 'timeout') },
		{ name: 'lost: bad answer', walk: (options) => lost(options, 'bad-answer', { detail: 'HTTP 502' }) },
		{
			name: 'lost: asked too often',
			walk: (options) => lost(options, 'too-many-requests', { retryAfterSeconds: 90 }),
		},
		{
			name: 'lost, asking again',
			walk: (options) => {
				const program = lost(options, 'server-error');
				program.send({ type: 'timer', id: 'portal-check' });
				return program;
			},
		},
		{
			name: 'reached',
			walk: (options) => {
				const program = at(options);
				answerPortal(program);
				return program;
			},
		},
		{
			name: 'reached, every operation offered',
			walk: (options) => {
				const program = at({ ...options, portal: 'http' });
				answerPortal(program, ok({ ...SERVICE, isSandbox: false, operations: EVERY_OPERATION }));
				return program;
			},
		},
	],
};

export const LOGIN_METHOD_GALLERY: Gallery = {
	name: 'login-method',
	scenes: [
		{
			name: 'password',
			walk: (options) => {
				const program = ready(options);
				program.command('step-4');
				return program;
			},
		},
		{
			name: 'e-signature, not offered',
			walk: (options) => {
				const program = ready(options);
				program.command('step-4', 'down', 'continue');
				return program;
			},
		},
		{
			name: 'e-signature, offered',
			walk: (options) => {
				const program = started(options);
				answerPortal(program, ok({ ...SERVICE, operations: EVERY_OPERATION }));
				program.command('step-4', 'down');
				return program;
			},
		},
		{
			name: 'portal lost meanwhile',
			walk: (options) => {
				const program = ready(options);
				program.command('step-4');
				program.send({ type: 'timer', id: 'portal-check' });
				answerPortal(program, problem('unreachable'));
				return program;
			},
		},
	],
};
