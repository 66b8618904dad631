import { describe, expect, test } from 'vitest';
import { focusedReader, type ScreenName, stepOfScreen } from '#app';
import type { ReaderSnapshot, SlotState } from '#card';
import { DRIVER_MISSING, driverThatSees } from './driver-reports.ts';
import type { Program } from './program.ts';
import {
	ATR,
	answerPortal,
	atForm,
	atMenu,
	atPins,
	atShownPins,
	HOLDER,
	insertCard,
	problem,
	ready,
	SEAL_CARD,
	SEAL_SLOT,
	sealSlotOf,
	started,
} from './walk.ts';

const EMPTY: SlotState = { kind: 'empty' };

function readersAre(program: Program, ...readers: readonly ReaderSnapshot[]): void {
	program.send({ type: 'card-changed', snapshot: { service: { kind: 'running' }, readers } });
}

function reader(name: string, slot: SlotState, isVirtual = false): ReaderSnapshot {
	return { name, slot, isVirtual };
}

describe('a step ticks itself', () => {
	test('and unticks when the card is pulled, wherever the program stands', () => {
		const program = atForm();
		expect(program.ticked).toEqual([1, 3, 4]);
		insertCard(program, EMPTY);
		expect(program.ticked).toEqual([3, 4]);
		expect(program.state.login.stage).toBe('form');
		insertCard(program);
		expect(program.ticked).toEqual([1, 3, 4]);
	});

	test.each<[string, SlotState, boolean]>([
		['seal', SEAL_SLOT, true],
		[
			'seal with an unreadable file',
			sealSlotOf({ unreadable: [{ fileId: '2F12', reason: 'not-readable' }] }),
			false,
		],
		[
			'whole seal with an empty file',
			sealSlotOf({ unreadable: [{ fileId: '2F12', reason: 'empty' }] }),
			true,
		],
		['seal with one certificate', sealSlotOf({ certificates: SEAL_CARD.certificates.slice(1) }), false],
		['akis', { kind: 'akis', card: SEAL_CARD }, false],
		[
			'reading',
			{
				kind: 'reading',
				atr: ATR,
				progress: { certificate: 0, certificateCount: undefined, bytesRead: 0, bytesTotal: undefined },
			},
			false,
		],
		['foreign', { kind: 'foreign', atr: ATR }, false],
		['failed', { kind: 'failed', atr: ATR, code: 'malformed-answer' }, false],
		['in-use', { kind: 'in-use', atr: ATR }, false],
		['unresponsive', { kind: 'unresponsive' }, false],
	])('step 1 for a card that is %s: %#', (_kind, slot, isDone) => {
		const program = started();
		insertCard(program, slot);
		expect(program.ticked.includes(1)).toBe(isDone);
	});

	test('step 2 where the driver is there, or where this card needs none', () => {
		const program = ready();
		expect(program.ticked).toEqual([1, 3]);
		insertCard(program, {
			kind: 'seal',
			card: { ...SEAL_CARD, generation: 'v1.0' },
			holder: { title: 'x', taxNumber: '1234567890', isSandbox: true },
		});
		expect(program.ticked).toEqual([1, 2, 3]);
		insertCard(program, EMPTY);
		expect(program.ticked).toEqual([3]);
		program.command('step-2', 'check-again');
		program.send({
			type: 'driver-told',
			request: program.question('look-at-driver').request,
			report: driverThatSees(SEAL_CARD),
		});
		expect(program.ticked).toEqual([2, 3]);
	});

	test('all six at the end of the guide', () => {
		const program = atShownPins();
		program.command('back', 'step-2', 'check-again');
		program.send({
			type: 'driver-told',
			request: program.question('look-at-driver').request,
			report: driverThatSees(SEAL_CARD),
		});
		expect(program.ticked).toEqual([1, 2, 3, 4, 5, 6]);
	});
});

describe('the reader that is spoken of', () => {
	test('is the one with the most useful card, a real one before the virtual one', () => {
		const program = started();
		readersAre(program, reader('A', EMPTY), reader('B', { kind: 'unresponsive' }), reader('C', EMPTY));
		expect(focusedReader(program.state)?.name).toBe('B');
		readersAre(program, reader('A', EMPTY), reader('V', SEAL_SLOT, true), reader('C', SEAL_SLOT));
		expect(focusedReader(program.state)?.name).toBe('V');
		readersAre(program);
		expect(focusedReader(program.state)).toBeUndefined();
	});

	test('goes on from the one that is shown, round all of them', () => {
		const program = started();
		readersAre(program, reader('A', EMPTY), reader('B', SEAL_SLOT), reader('C', EMPTY));
		const visited = Array.from({ length: 4 }, () => {
			program.command('next-reader');
			return focusedReader(program.state)?.name;
		});
		expect(visited).toEqual(['C', 'A', 'B', 'C']);
	});

	test('is chosen until it is unplugged', () => {
		const program = started();
		readersAre(program, reader('A', SEAL_SLOT), reader('B', EMPTY));
		program.command('next-reader');
		expect(program.ticked).toEqual([]);
		readersAre(program, reader('A', SEAL_SLOT));
		expect(program.ticked).toEqual([1]);
		program.command('next-reader');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'single-reader' });
	});
});

describe('the way through the guide', () => {
	test('by Enter alone goes from step to step up to the login', () => {
		const program = ready();
		const visited: ScreenName[] = [];
		program.command('step-1');
		for (let step = 0; step < 4; step += 1) {
			program.command('continue');
			visited.push(program.state.screen);
		}
		expect(visited).toEqual(['driver', 'portal', 'login-method', 'login']);
	});

	test('from the start screen begins at the first step that is open and not done', () => {
		const program = started();
		program.command('continue');
		expect(program.state.screen).toBe('card');
		program.command('back');
		insertCard(program);
		program.command('continue');
		expect(program.state.screen).toBe('driver');
		const inside = atMenu();
		inside.command('back', 'continue');
		expect(inside.state.screen).toBe('driver');
		inside.send({
			type: 'driver-told',
			request: inside.question('look-at-driver').request,
			report: DRIVER_MISSING,
		});
		insertCard(inside, {
			kind: 'seal',
			card: { ...SEAL_CARD, generation: 'v1.0' },
			holder: { title: 'x', taxNumber: '1234567890', isSandbox: true },
		});
		inside.command('back', 'continue');
		expect(inside.state.screen).toBe('menu');
	});

	test('by ↑ and ↓ walks the steps that are open and stops at both ends', () => {
		const program = ready();
		program.command('up');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'end-of-list' });
		program.command('down', 'down', 'down', 'down');
		expect(program.state.screen).toBe('login-method');
		program.command('down', 'down');
		expect(program.state).toMatchObject({ method: 'e-signature', notice: { refusal: 'end-of-list' } });
		program.command('up', 'up');
		expect(program.state).toMatchObject({ method: 'password', notice: { refusal: 'end-of-list' } });
		program.command('step-3', 'up', 'up', 'up');
		expect(program.state.screen).toBe('start');
	});

	test('inside a session leaves the method and the login as passages to the menu', () => {
		const program = atMenu();
		program.command('step-4', 'continue');
		expect(program.state.screen).toBe('menu');
		program.command('step-5', 'continue');
		expect(program.state.screen).toBe('menu');
		program.command('step-5', 'up');
		expect(program.state.screen).toBe('login-method');
	});

	test('back leads to the start screen, which says how to leave', () => {
		const program = atPins();
		program.command('back');
		expect(program.state.screen).toBe('menu');
		program.command('back');
		expect(program.state.screen).toBe('start');
		program.command('back');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'first-step' });
	});

	test('every screen but the start belongs to a step', () => {
		const screens: readonly ScreenName[] = [
			'card',
			'driver',
			'portal',
			'login-method',
			'login',
			'menu',
			'pins',
		];
		expect(screens.map(stepOfScreen)).toEqual([1, 2, 3, 4, 5, 6, 6]);
		expect(stepOfScreen('start')).toBeUndefined();
	});
});

describe('what lies over the screen', () => {
	test('takes the keys, is exchanged for another one, closes with its own key, Enter and Esc', () => {
		const program = ready();
		program.command('help', 'down', 'down');
		expect(program.state.overlay).toEqual({ kind: 'help', scroll: 2 });
		program.command('warnings');
		expect(program.state.overlay).toEqual({ kind: 'warnings', scroll: 0 });
		program.command('up');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'end-of-list' });
		for (const closing of ['warnings', 'continue', 'back'] as const) {
			program.command('back', 'warnings', closing);
			expect(program.state.overlay).toBeUndefined();
		}
		expect(program.state.screen).toBe('start');
	});

	test('refuses what belongs to the screen below', () => {
		const program = atForm();
		program.command('details');
		program.types('4');
		program.pastes('4540536920');
		program.command('new-captcha');
		expect(program.state.login).toMatchObject({ holderNumber: HOLDER.holderNumber });
		expect(program.asked('new-captcha')).toBe(1);
	});

	test('never scrolls farther than there is text', () => {
		const program = ready();
		program.command('help', 'down', 'down', 'down');
		program.send({ type: 'scroll-ended', scroll: 1 });
		expect(program.state).toMatchObject({
			overlay: { kind: 'help', scroll: 1 },
			notice: { kind: 'refused', refusal: 'end-of-list' },
		});
		program.send({ type: 'scroll-ended', scroll: 1 });
		program.command('back');
		const before = program.state;
		program.send({ type: 'scroll-ended', scroll: 0 });
		expect(program.state).toEqual(before);
	});
});

describe('a window that is too small', () => {
	test('keeps everything, refuses keys that nobody sees the effect of, and comes back', () => {
		const program = atForm();
		program.types('454');
		program.send({ type: 'resized', columns: 59, rows: 24 });
		program.types('0');
		program.pastes('4540536920');
		program.command('continue', 'back', 'down');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'screen-too-small' });
		program.send({ type: 'resized', columns: 60, rows: 20 });
		program.types('0');
		expect(program.state.login).toMatchObject({ stage: 'form', holderNumber: '4540' });
	});

	test('still changes the language, redraws and leaves', () => {
		const program = ready({ columns: 40, rows: 10 });
		program.command('language');
		expect(program.state.language).toBe('en');
		expect(program.command('redraw')).toEqual([{ kind: 'redraw' }]);
		expect(program.command('quit')).toContainEqual({ kind: 'exit', exitCode: 0 });
	});
});

describe('everywhere', () => {
	test('the language changes and nothing else', () => {
		const program = atShownPins();
		const before = program.state;
		program.command('language');
		expect(program.state).toEqual({ ...before, language: 'en' });
		program.command('language');
		expect(program.state).toEqual(before);
	});

	test('the next command takes the former notice away', () => {
		const program = ready();
		program.command('back', 'help');
		expect(program.state.notice).toBeUndefined();
	});

	test('the virtual card is pulled and put back in the sandbox alone', () => {
		const program = ready();
		expect(program.command('toggle-card')).toEqual([
			{ kind: 'toggle-card', request: program.question('toggle-card').request, card: 'seal' },
		]);
		program.send({ type: 'card-toggled', request: program.question('toggle-card').request });
		const elsewhere = ready({ portal: 'http' });
		expect(elsewhere.command('toggle-card')).toEqual([]);
		expect(elsewhere.state.notice).toEqual({ kind: 'refused', refusal: 'no-such-key' });
	});

	test('the sandbox says what to type, and its phone keeps the last twenty messages', () => {
		const program = ready();
		const hint = { holderNumber: '4540536920', securityWord: 'deneme' };
		program.send({
			type: 'sandbox-opened',
			request: program.question('open-sandbox').request,
			hint,
			accounts: [],
		});
		expect(program.state.hint).toEqual(hint);
		for (let at = 1; at <= 25; at += 1) {
			program.send({ type: 'phone-message', message: { at, text: `mesaj ${at}` } });
		}
		expect(program.state.phone).toHaveLength(20);
		expect(program.state.phone.at(-1)).toEqual({ at: 25, text: 'mesaj 25' });
	});

	test('a question whether to leave is not asked where nothing is lost', () => {
		expect(ready().command('quit')).toContainEqual({ kind: 'exit', exitCode: 0 });
		expect(ready().command('help', 'quit')).toContainEqual({ kind: 'exit', exitCode: 0 });
		expect(answerLostPortal().command('quit')).toContainEqual({ kind: 'exit', exitCode: 0 });
	});
});

function answerLostPortal(): Program {
	const program = started();
	answerPortal(program, problem('unreachable'));
	return program;
}
