import { describe, expect, test } from 'vitest';
import type { AppState, Message } from '#app';
import { textsOf } from '#i18n';
import { paletteEntries, routeKey, update } from '#screens';
import { foldedText } from '#text';

import { type KeyEvent, keyEvent } from '../../../src/terminal/keyboard/key-event.ts';
import { KIOSK } from '../app/kiosk-mode.ts';
import type { Program } from '../app/program.ts';
import { atMenu, ready } from '../app/walk.ts';
import { everyPlace } from './keys/places.ts';

const { keys, menu, refusals, steps } = textsOf('tr');

function press(program: Program, ...events: readonly KeyEvent[]): void {
	for (const event of events) {
		program.send(routeKey(program.state, event));
	}
}

function type(program: Program, text: string): void {
	press(program, ...Array.from(text, (character) => ({ kind: 'text', text: character }) as const));
}

const OPEN = keyEvent('p', { ctrl: true });
const ENTER = keyEvent('enter');

function opened(program: Program): Program {
	press(program, OPEN);
	expect(program.state.overlay?.kind).toBe('palette');
	return program;
}

function named(program: Program): readonly string[] {
	return paletteEntries(program.state).map(({ name }) => name);
}

/** The state but for the clock and the notice. */
function standing({ now: _now, activeAt: _activeAt, ...rest }: AppState): unknown {
	return rest;
}

describe('the command palette', () => {
	test('finds Turkish names whatever keyboard and case they are typed with', () => {
		for (const typed of ['Kilit Çözme', 'KİLİT ÇÖZME', 'kilit cozme', 'cozme kilit', 'KILIT']) {
			const program = opened(atMenu());
			type(program, typed);
			expect(named(program), typed).toEqual([menu.entries.unlock]);
		}
		expect(foldedText('ISIIİğÜŞÖÇ')).toBe('isiiigusoc');
	});

	test.each([
		['parola', menu.entries['pin-view']],
		['şifre', menu.entries['pin-view']],
		['yazdır', menu.entries['pin-view']],
		['değiştir', menu.entries['update-details']],
		['telefon', menu.entries['update-details']],
		['PIN değiştir', keys['card-pin']],
		['mühür', keys.certificate],
		['mührü', keys['card-pin']],
		['PIN kilidi', menu.entries.unlock],
		['kayıp', menu.entries.revoke],
		['oturumu kapat', menu.entries['log-out']],
	])('finds what people call %s', (typed, name) => {
		const program = opened(atMenu());
		type(program, typed);
		expect(named(program), typed).toContain(name);
	});

	test('lists first what can be done now, and of that what is called so before what is found by another name', () => {
		const program = opened(atMenu());
		for (const typed of ['', 'pin', 'parola', 'kapat', 'değiştir']) {
			press(program, keyEvent('u', { ctrl: true }));
			type(program, typed);
			const isClosed = paletteEntries(program.state).map(({ refusal }) => refusal !== undefined);
			expect(isClosed, typed).toEqual(isClosed.toSorted());
		}
		press(program, keyEvent('u', { ctrl: true }));
		type(program, 'kapat');
		expect(named(program)[0]).toBe(keys.quit);
		expect(named(program)).toContain(menu.entries['log-out']);
	});

	test('does what the key of the entry does, from the state below', () => {
		const places = everyPlace().filter(({ state }) => opens(state));
		expect(places.length).toBeGreaterThan(10);
		for (const { context, state } of places) {
			const open = update(state, { ...routeKey(state, OPEN), at: state.now }).state;
			for (const { choice, refusal, name } of paletteEntries(open)) {
				if (choice.kind !== 'command' || refusal !== undefined) {
					continue;
				}
				const chosen = update(open, { type: 'palette-chosen', choice, at: state.now });
				const byKey = update(state, { type: 'command', command: choice.command, at: state.now });
				expect(standing(chosen.state), `${context}: ${name}`).toEqual(standing(byKey.state));
				expect(chosen.effects, `${context}: ${name}`).toEqual(byKey.effects);
			}
		}
	});

	test('says of what cannot be done just what its key says, and does nothing', () => {
		const program = opened(ready());
		type(program, 'giriş');
		const [entry] = paletteEntries(program.state).filter(({ name }) => name === steps[5].title);
		expect(entry?.refusal).toBe('method-not-chosen');
		type(program, 'xx');
		press(program, keyEvent('u', { ctrl: true }));
		type(program, 'şifreli giriş');
		const before = program.state.overlay;
		press(program, ENTER);
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'method-not-chosen' });
		expect(program.state.overlay).toEqual(before);
		expect(refusals['method-not-chosen']).not.toBe('');
	});

	test('opens an entry of the menu from any step of the guide', () => {
		const program = atMenu();
		program.command('step-1');
		opened(program);
		type(program, 'pin / puk');
		press(program, ENTER);
		expect([program.state.screen, program.state.overlay]).toEqual(['pins', undefined]);
		const outside = opened(ready());
		type(outside, 'pin / puk');
		press(outside, ENTER);
		expect(outside.state.notice).toEqual({ kind: 'refused', refusal: 'not-logged-in' });
	});

	test('moves among what is left and stays within it', () => {
		const program = opened(ready());
		press(program, keyEvent('up'));
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'end-of-list' });
		const count = paletteEntries(program.state).length;
		for (let moves = 0; moves <= count; moves++) {
			press(program, keyEvent('page-down'));
		}
		expect(program.state.overlay).toMatchObject({ cursor: count - 1 });
		type(program, 'q');
		expect(program.state.overlay).toMatchObject({ cursor: 0, query: 'q' });
		type(program, 'qqqq');
		press(program, ENTER);
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'nothing-found' });
	});

	test('closes by Esc onto what it was opened over', () => {
		const program = ready();
		program.command('step-1', 'certificate');
		const certificate = program.state.overlay;
		opened(program);
		press(program, keyEvent('escape'));
		expect(program.state.overlay).toEqual(certificate);
	});

	test('is none at a kiosk', () => {
		const program = ready({ mode: { kiosk: KIOSK } });
		press(program, OPEN);
		expect(program.state.overlay).toBeUndefined();
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'no-such-key' });
		program.command('palette');
		expect(program.state.overlay).toBeUndefined();
	});
});

function opens(state: AppState): boolean {
	const message: Message = routeKey(state, OPEN);
	return (
		message.type === 'command' &&
		message.command === 'palette' &&
		state.overlay?.kind !== 'palette' &&
		state.overlay?.kind !== 'help'
	);
}
