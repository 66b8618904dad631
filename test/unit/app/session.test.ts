import { describe, expect, test } from 'vitest';
import { type AppState, blockedMenuEntry, MENU_ENTRIES, type SessionState } from '#app';
import type { PortalCertificate } from '#contract';
import { wantedTimers } from '#screens';
import { stepState } from '../../../src/app/steps.ts';
import { type Program, START } from './program.ts';
import {
	answerCertificates,
	answerLogOut,
	answerPins,
	answerPortal,
	atEmptyMenu,
	atMenu,
	atPins,
	atShownPins,
	insertCard,
	ok,
	PORTAL_CERTIFICATES,
	pinsOf,
	problem,
	SERVICE,
} from './walk.ts';

function session(program: Program): SessionState {
	if (program.state.session === undefined) {
		throw new Error('No session is open');
	}
	return program.state.session;
}

function portalOffers(program: Program, operations: typeof SERVICE.operations): void {
	program.send({ type: 'timer', id: 'portal-check' });
	answerPortal(program, ok({ ...SERVICE, operations }));
}

function reasons(state: AppState) {
	return Object.fromEntries(MENU_ENTRIES.map((entry) => [entry, blockedMenuEntry(state, entry)]));
}

const SUSPENDED: readonly PortalCertificate[] = PORTAL_CERTIFICATES.map((certificate) => ({
	...certificate,
	state: 'suspended',
}));

describe('the certificates', () => {
	test('come by themselves when the session opens', () => {
		const program = atEmptyMenu();
		expect(session(program).certificates.kind).toBe('loading');
		answerCertificates(program);
		expect(session(program).certificates).toEqual({ kind: 'loaded', certificates: PORTAL_CERTIFICATES });
	});

	test('that did not come can be asked for again with r, once at a time', () => {
		const program = atEmptyMenu();
		program.command('check-again');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'waiting-for-answer' });
		answerCertificates(program, problem('server-error'));
		expect(session(program).certificates.kind).toBe('failed');
		program.command('check-again');
		answerCertificates(program);
		expect(session(program).certificates.kind).toBe('loaded');
		expect(program.asked('load-certificates')).toBe(2);
	});

	test('that come to an older question are not taken', () => {
		const program = atEmptyMenu();
		const { request } = program.question('load-certificates');
		answerCertificates(program, problem('server-error'));
		program.command('check-again');
		program.send({
			type: 'certificates-answered',
			request,
			result: ok({ certificates: [], next: undefined }),
		});
		expect(session(program).certificates.kind).toBe('loading');
	});
});

describe('the menu', () => {
	test('has the cursor on what the newcomer came for and walks all six entries', () => {
		const program = atMenu();
		expect(program.state.menuEntry).toBe('pin-view');
		program.command('up', 'up', 'up');
		expect(program.state.menuEntry).toBe('activate');
		program.command('up');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'end-of-list' });
		program.command('down', 'down', 'down', 'down', 'down');
		expect(program.state.menuEntry).toBe('log-out');
		program.command('down');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'end-of-list' });
	});

	test('says of every entry why it cannot be chosen', () => {
		const program = atEmptyMenu();
		expect(reasons(program.state)).toEqual({
			activate: 'certificates-not-loaded',
			revoke: 'not-offered',
			'update-details': 'not-offered',
			'pin-view': undefined,
			unlock: 'not-offered',
			'log-out': undefined,
		});
		answerCertificates(program);
		expect(reasons(program.state)['activate']).toBe('nothing-suspended');
		program.command('check-again');
		answerCertificates(program, ok(SUSPENDED));
		expect(reasons(program.state)['activate']).toBe('not-offered');
		portalOffers(program, ['activate', 'revoke', 'update-details', 'unlock']);
		expect(reasons(program.state)).toEqual({
			activate: undefined,
			revoke: undefined,
			'update-details': undefined,
			'pin-view': 'not-offered',
			unlock: 'card-not-of-account',
			'log-out': undefined,
		});
	});

	test('closes all but Çıkış while the portal is gone', () => {
		const program = atMenu();
		program.send({ type: 'timer', id: 'portal-check' });
		answerPortal(program, problem('unreachable'));
		expect(reasons(program.state)).toEqual({
			activate: 'nothing-suspended',
			revoke: 'portal-not-reached',
			'update-details': 'portal-not-reached',
			'pin-view': 'portal-not-reached',
			unlock: 'portal-not-reached',
			'log-out': undefined,
		});
	});

	test('refuses a closed entry with its reason', () => {
		const program = atMenu();
		program.command('down', 'continue');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'not-offered' });
		portalOffers(program, ['activate', 'revoke', 'update-details', 'unlock', 'pin-view']);
		insertCard(program, { kind: 'empty' });
		program.command('continue');
		expect(program.state).toMatchObject({
			screen: 'menu',
			notice: { kind: 'refused', refusal: 'card-not-in' },
		});
	});

	test('is step 6, which is closed without a session', () => {
		const program = atMenu();
		program.command('back', 'step-6');
		expect(program.state.screen).toBe('menu');
		program.send({ type: 'timer', id: 'session-end' });
		program.command('step-6');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'not-logged-in' });
	});
});

describe('Çıkış', () => {
	function atLogOut(): Program {
		const program = atMenu();
		program.command('down', 'down', 'continue', 'continue');
		return program;
	}

	test('is asked about first, and Esc leaves the session as it is', () => {
		const program = atMenu();
		program.command('down', 'down', 'continue');
		expect(program.state.overlay).toEqual({ kind: 'ask', scroll: 0, about: 'log-out' });
		expect(program.asked('log-out')).toBe(0);
		program.command('back');
		expect(program.state).toMatchObject({
			screen: 'menu',
			overlay: undefined,
			session: { leaving: undefined },
		});
		expect(program.asked('log-out')).toBe(0);
	});

	test('is asked about no longer when the session ends by itself', () => {
		const program = atMenu();
		program.command('down', 'down', 'continue');
		program.send({ type: 'timer', id: 'session-end' });
		expect(program.state).toMatchObject({ overlay: undefined, session: undefined });
	});

	test('tells the portal once and says that it was heard', () => {
		const program = atLogOut();
		program.command('continue');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'waiting-for-answer' });
		expect(program.asked('log-out')).toBe(1);
		answerLogOut(program);
		expect(program.state).toMatchObject({
			screen: 'start',
			session: undefined,
			notice: { kind: 'told', what: 'logged-out' },
		});
		expect(program.ticked).toEqual([1, 3]);
	});

	test.each([
		['session-expired', 'logged-out'],
		['unreachable', 'logged-out-unheard'],
		['timeout', 'logged-out-unheard'],
		['server-error', 'logged-out-unheard'],
		['cancelled', 'logged-out-unheard'],
	] as const)('that ended with %s ends the session here all the same and says: %s', (code, what) => {
		const program = atLogOut();
		answerLogOut(program, problem(code));
		expect(program.state).toMatchObject({ screen: 'start', session: undefined, notice: { what } });
	});

	test('counts the seconds while the portal is told', () => {
		const program = atLogOut();
		expect(wantedTimers(program.state).map(({ id }) => id)).toContain('second');
	});
});

describe('the end of a session', () => {
	test('comes after its idle time, which every answer of the portal begins anew', () => {
		const program = atMenu();
		expect(wantedTimers(program.state)).toContainEqual({ id: 'session-end', at: START + 600_000 });
		program.passes(100_000);
		program.command('continue', 'continue');
		answerPins(program);
		expect(wantedTimers(program.state)).toContainEqual({ id: 'session-end', at: START + 700_000 });
	});

	test('by time leads out of the menu, unticks steps 4 to 6 and leaves 1 to 3 alone', () => {
		const program = atMenu();
		program.send({ type: 'timer', id: 'session-end' });
		expect(program.state).toMatchObject({
			screen: 'login-method',
			session: undefined,
			notice: { kind: 'told', what: 'session-expired' },
		});
		expect(stepState(program.state, 3).isDone).toBe(true);
		expect(stepState(program.state, 4)).toEqual({ step: 4, isDone: false, blocked: undefined });
		expect(stepState(program.state, 5).blocked).toBe('method-not-chosen');
		expect(stepState(program.state, 6).blocked).toBe('not-logged-in');
	});

	test('leaves a screen outside the session where it is', () => {
		const program = atMenu();
		program.command('step-1');
		program.send({ type: 'timer', id: 'session-end' });
		expect(program.state.screen).toBe('card');
	});

	test.each([
		[
			'the certificates',
			atEmptyMenu,
			(program: Program) => answerCertificates(program, problem('session-expired')),
		],
		[
			'the PINs',
			() => {
				const program = atPins();
				program.command('continue');
				return program;
			},
			(program: Program) => answerPins(program, problem('session-expired')),
		],
	] as const)('told by the portal when asked for %s ends it here', (_name, walk, answer) => {
		const program = walk();
		answer(program);
		expect(program.state).toMatchObject({
			screen: 'login-method',
			session: undefined,
			pins: { kind: 'hidden' },
			notice: { kind: 'told', what: 'session-expired' },
		});
	});

	test('takes the PINs off the screen and wipes them', () => {
		const program = atPins();
		program.command('continue');
		const cards = [pinsOf('000000', '00000000')];
		answerPins(program, ok({ cards, withheld: [] }));
		const effects = program.send({ type: 'timer', id: 'session-end' });
		expect(effects).toEqual([{ kind: 'wipe', secrets: cards.flatMap(({ pin, puk }) => [pin, puk]) }]);
	});

	test('closes the question whether to leave, and no other overlay', () => {
		const program = atMenu();
		program.command('quit');
		program.send({ type: 'timer', id: 'session-end' });
		expect(program.state.overlay).toBeUndefined();
		const other = atMenu();
		other.command('help');
		other.send({ type: 'timer', id: 'session-end' });
		expect(other.state.overlay?.kind).toBe('help');
	});

	test('near shows its seconds, earlier only minutes', () => {
		const program = atMenu();
		const hasSeconds = () => wantedTimers(program.state).some(({ id }) => id === 'second');
		expect(hasSeconds()).toBe(false);
		program.passes(480_000);
		program.send({ type: 'timer', id: 'minute' });
		expect(hasSeconds()).toBe(true);
	});
});

describe('leaving the program', () => {
	test('asks first while a session is open, and Esc stays', () => {
		const program = atShownPins();
		program.command('quit');
		expect(program.state.overlay).toEqual({ kind: 'quit', scroll: 0 });
		program.command('up');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'no-such-key' });
		program.command('back');
		expect(program.state).toMatchObject({ overlay: undefined, screen: 'pins' });
	});

	test('gives everything up, wipes the PINs, tells the portal and ends with 0', () => {
		const program = atShownPins();
		const effects = program.command('quit', 'continue');
		expect(effects.map(({ kind }) => kind)).toEqual(['cancel-all', 'wipe', 'log-out', 'exit']);
		expect(effects).toContainEqual({ kind: 'exit', exitCode: 0 });
	});

	test('by Ctrl+C asks nothing and ends with 130', () => {
		const program = atShownPins();
		const effects = program.command('interrupt');
		expect(effects.map(({ kind }) => kind)).toEqual(['cancel-all', 'wipe', 'log-out', 'exit']);
		expect(effects).toContainEqual({ kind: 'exit', exitCode: 130 });
	});

	test('told twice does not give up the word to the portal that was on its way', () => {
		const program = atMenu();
		program.command('quit', 'continue');
		const { request } = program.question('log-out');
		expect(program.command('interrupt')).toEqual([
			{ kind: 'cancel-all', except: request },
			{ kind: 'exit', exitCode: 130 },
		]);
	});
});

test('a log-out that is answered late leaves the PIN of the card on the screen', () => {
	const program = atMenu();
	while (program.state.menuEntry !== 'log-out') {
		program.command('down');
	}
	program.command('continue', 'continue', 'card-pin');
	answerLogOut(program);
	expect([program.state.session, program.state.screen, program.state.cardPin?.openedFrom]).toEqual([
		undefined,
		'card-pin',
		'menu',
	]);
	program.command('back');
	expect([program.state.screen, program.state.cardPin]).toEqual(['card', undefined]);
});
