import { type Command, GUIDED_TASKS } from '#app';
import {
	ANOTHER_CARD,
	answerAssessment,
	atGuided,
	atLostCard,
	atLostSeal,
	atLostSite,
	atReady,
	atSaidDone,
	atSite,
	LOST_SEAL,
} from '../../unit/app/guided-walk.ts';
import type { Program } from '../../unit/app/program.ts';
import { certificateOf, insertCard, ready, snapshotOf } from '../../unit/app/walk.ts';
import type { Gallery } from '../scene.ts';

function then(program: Program, ...commands: readonly Command[]): Program {
	program.command(...commands);
	return program;
}

export const GUIDED_GALLERY: Gallery = {
	name: 'guided',
	scenes: [
		{ name: 'start', walk: (options) => ready({ ...options, portal: 'guided' }) },
		{ name: 'step 3', walk: (options) => then(ready({ ...options, portal: 'guided' }), 'step-3') },
		...GUIDED_TASKS.map((task) => ({
			name: `tasks, ${task}`,
			walk: (options: Parameters<typeof atGuided>[1]) => atGuided(task, options),
		})),
		{
			name: 'tasks without a card, one left open',
			walk: (options) => {
				const program = atGuided('activate', options, [
					{ act: 'earlier', task: 'revoke', certificateSerial: undefined, at: Date.UTC(2026, 0, 14, 8, 30) },
				]);
				program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) });
				return program;
			},
		},
		{
			name: 'revoke, how it stands being asked',
			walk: (options) => then(atGuided('revoke', options), 'continue'),
		},
		{ name: 'revoke, before', walk: (options) => atReady('revoke', options) },
		{ name: 'activate, before', walk: (options) => atReady('activate', options) },
		{
			name: 'revoke, before, nothing known online',
			walk: (options) => atReady('revoke', options, 'unknown'),
		},
		{
			name: 'a lost card, which seal',
			walk: (options) =>
				atLostCard(
					[LOST_SEAL, [certificateOf({ title: 'Başka Bir Şirket A.Ş.', serialNumber: 'AB12' })]],
					options,
				),
		},
		{ name: 'a lost card, before', walk: atLostSeal },
		{ name: 'a lost card, nothing remembered', walk: (options) => atLostCard([], options) },
		{ name: 'a lost card, at the site', walk: (options) => atLostSite(atLostSeal(options)) },
		{ name: 'revoke, being written down', walk: (options) => then(atReady('revoke', options), 'continue') },
		...GUIDED_TASKS.map((task) => ({
			name: `at the site, ${task}`,
			walk: (options: Parameters<typeof atGuided>[1]) => atSite(task, options),
		})),
		{
			name: 'at the site, another card',
			walk: (options) => {
				const program = atSite('pin-or-unlock', options);
				insertCard(program, ANOTHER_CARD);
				return program;
			},
		},
		{ name: 'what came of it', walk: (options) => then(atSite('revoke', options), 'continue') },
		{ name: 'looking', walk: (options) => atSaidDone('revoke', options) },
		{
			name: 'seen at the authority',
			walk: (options) => {
				const program = atSaidDone('revoke', options);
				answerAssessment(program, 'revoked');
				answerAssessment(program, 'revoked');
				return program;
			},
		},
		{
			name: 'revoked before the task',
			walk: (options) => {
				const program = atSaidDone('revoke', options, 'revoked');
				answerAssessment(program, 'revoked');
				answerAssessment(program, 'revoked');
				return program;
			},
		},
		{
			name: 'not shown by the authority',
			walk: (options) => {
				const program = atSaidDone('activate', options);
				answerAssessment(program, 'unknown');
				answerAssessment(program, 'unknown');
				return program;
			},
		},
		{ name: 'only told, PIN to be tested', walk: (options) => atSaidDone('pin-or-unlock', options) },
		{
			name: 'not done',
			walk: (options) => then(atSite('replace', options), 'continue', 'down', 'continue'),
		},
		{
			name: 'unsure',
			walk: (options) => then(atSite('update-details', options), 'continue', 'down', 'down', 'continue'),
		},
	],
};
