import type { Command } from '#app';
import { SANDBOX_HOLDERS } from '../../../src/sandbox/holders.ts';
import { readyElsewhere } from '../../unit/app/elsewhere-walk.ts';
import {
	afterDeclinedAct,
	afterFailedReading,
	afterLostAnswer,
	afterPortalProblem,
	afterServiceLoss,
} from '../../unit/app/failures.ts';
import { KIOSK } from '../../unit/app/kiosk-mode.ts';
import { atReview } from '../../unit/app/operations.ts';
import type { Program, ProgramOptions } from '../../unit/app/program.ts';
import {
	answerLogOut,
	answerPortal,
	atCode,
	atForm,
	atMenu,
	fillForm,
	problem,
	ready,
	SEAL_CARD,
	snapshotOf,
	started,
} from '../../unit/app/walk.ts';
import type { Gallery, Size } from '../scene.ts';
import { FAILED_SERVICE } from './card.ts';

function over(walk: (options: ProgramOptions) => Program, ...commands: readonly Command[]) {
	return (options: ProgramOptions): Program => {
		const program = walk(options);
		program.command(...commands);
		return program;
	};
}

const UNREADABLE_FILES = [
	{ fileId: '2F10', reason: 'empty' },
	{ fileId: '2F11', reason: 'no-certificate' },
	{ fileId: '2F12', reason: 'cut-short' },
	{ fileId: '2F13', reason: 'too-large' },
	{ fileId: '2F14', reason: 'not-readable' },
] as const;

const DAMAGED_SETTINGS = {
	code: 'damaged',
	path: '/home/ali/.config/muhurdar/settings.json',
} as const;

/** With the sandbox's accounts; the word of the second one was changed. */
function withAccounts(program: Program): Program {
	program.send({
		type: 'sandbox-opened',
		request: 0,
		hint: undefined,
		accounts: SANDBOX_HOLDERS.map((holder, index) => ({
			...holder,
			securityWord: index === 1 ? undefined : holder.securityWord,
		})),
	});
	return program;
}

export const OVERLAY_GALLERY: Gallery = {
	name: 'overlays',
	scenes: [
		{ name: 'help at the start', walk: over(ready, 'help') },
		{ name: 'help at the form', walk: over(atForm, 'help') },
		{ name: 'help at the menu, scrolled', walk: over(atMenu, 'help', 'down', 'down', 'down') },
		{ name: 'warnings', walk: over(ready, 'warnings') },
		{ name: 'warnings, scrolled', walk: over(ready, 'warnings', 'down', 'down', 'down', 'down') },
		{ name: 'accounts of the sandbox', walk: over((options) => withAccounts(ready(options)), 'accounts') },
		{
			name: 'accounts of the sandbox, scrolled',
			walk: over((options) => withAccounts(atForm(options)), 'accounts', 'page-down', 'page-down'),
		},
		{ name: 'warnings where the holder chooses the PIN', walk: over(readyElsewhere, 'warnings') },
		{ name: 'logging out, asked', walk: over(atMenu, 'down', 'down', 'continue') },
		{ name: 'leaving edits that were not saved, asked', walk: over(atReview, 'back', 'back') },
		{ name: 'details of a card', walk: over(ready, 'details') },
		{
			name: 'details of a card with files that hold no certificate',
			walk: (options) => {
				const program = started(options);
				program.send({
					type: 'card-changed',
					snapshot: snapshotOf({
						kind: 'akis',
						card: { ...SEAL_CARD, certificates: [], unreadable: UNREADABLE_FILES },
					}),
				});
				program.command('details');
				return program;
			},
		},
		{
			name: 'details of what is wrong',
			walk: (options) => {
				const program = started(options);
				program.send({ type: 'card-changed', snapshot: { service: FAILED_SERVICE, readers: [] } });
				answerPortal(program, problem('bad-answer', { detail: 'HTTP 502' }));
				program.command('details');
				return program;
			},
		},
		{
			name: 'details of a damaged settings file',
			walk: (options) =>
				over(started, 'details')({ ...options, mode: { settingsProblem: DAMAGED_SETTINGS } }),
		},
		{ name: 'quit during the login', walk: over(atCode, 'quit') },
		{ name: 'quit with a session', walk: over(atMenu, 'quit') },
	],
};

export const FAILURE_GALLERY: Gallery = {
	name: 'last-error',
	scenes: [
		{ name: 'nothing failed', walk: over(ready, 'last-failure') },
		{ name: 'the portal had an error', walk: over(afterPortalProblem, 'last-failure') },
		{ name: 'the answer to a PIN was lost', walk: over(afterLostAnswer, 'last-failure') },
		{ name: 'the card declined', walk: over(afterDeclinedAct, 'last-failure') },
		{ name: 'a card could not be read', walk: over(afterFailedReading, 'last-failure') },
		{ name: 'the card service is gone', walk: over(afterServiceLoss, 'last-failure') },
		{
			name: 'at a kiosk, without jargon',
			walk: (options) => over(afterPortalProblem, 'last-failure')({ ...options, mode: { kiosk: KIOSK } }),
		},
	],
};

function searched(walk: (options: ProgramOptions) => Program, query: string) {
	return (options: ProgramOptions): Program => {
		const program = over(walk, 'palette')(options);
		program.types(query);
		return program;
	};
}

export const PALETTE_GALLERY: Gallery = {
	name: 'palette',
	scenes: [
		{ name: 'everything at the start', walk: searched(ready, '') },
		{ name: 'narrowed at the menu', walk: searched(atMenu, 'pin') },
		{ name: 'an entry that is closed', walk: searched(ready, 'sertifika') },
		{ name: 'nothing is left', walk: searched(ready, 'xyz') },
		{
			name: 'scrolled to its end',
			walk: (options) => {
				const program = searched(atMenu, '')(options);
				program.send({ type: 'palette-cursor', cursor: 30 });
				return program;
			},
		},
	],
};

export const NOTICE_GALLERY: Gallery = {
	name: 'notices',
	scenes: [
		...(['damaged', 'not-readable', 'not-private'] as const).map((code) => ({
			name: `the settings are ${code}`,
			walk: (options: ProgramOptions) =>
				started({ ...options, mode: { settingsProblem: { ...DAMAGED_SETTINGS, code } } }),
		})),
		{ name: 'a key that does nothing', walk: over(ready, 'reveal') },
		{ name: 'the first step is reached', walk: over(ready, 'back') },
		{
			name: 'logged out',
			walk: (options) => {
				const program = over(atMenu, 'down', 'down', 'continue', 'continue')(options);
				answerLogOut(program);
				return program;
			},
		},
		{
			name: 'logged out, the portal unheard',
			walk: (options) => {
				const program = over(atMenu, 'down', 'down', 'continue', 'continue')(options);
				answerLogOut(program, problem('unreachable'));
				return program;
			},
		},
		{
			name: 'the session expired',
			walk: (options) => {
				const program = atMenu(options);
				program.send({ type: 'timer', id: 'session-end' });
				return program;
			},
		},
	],
};

/** The form in a window with room for it, which was then given other sizes. */
function resized(options: ProgramOptions, ...sizes: readonly Size[]): Program {
	const program = atForm({ ...options, columns: 80, rows: 24 });
	fillForm(program);
	for (const size of sizes) {
		program.send({ type: 'resized', ...size });
	}
	return program;
}

function sizeOf({ columns = 80, rows = 24 }: ProgramOptions): Size {
	return { columns, rows };
}

export const TOO_SMALL_GALLERY: Gallery = {
	name: 'too-small',
	scenes: [
		{
			name: 'at the form',
			sizes: [
				{ columns: 59, rows: 20 },
				{ columns: 60, rows: 19 },
				{ columns: 20, rows: 5 },
				{ columns: 3, rows: 2 },
				{ columns: 1, rows: 1 },
			],
			walk: (options) => resized(options, sizeOf(options)),
		},
		{
			name: 'made large again',
			walk: (options) => resized(options, { columns: 40, rows: 10 }, sizeOf(options)),
		},
	],
};
