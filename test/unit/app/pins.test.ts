import { describe, expect, test } from 'vitest';
import { PIN_VISIBLE_MS, wantedTimers } from '#screens';

import type { Effect } from '../../../src/app/effects.ts';
import { stepState } from '../../../src/app/steps.ts';
import { KIOSK } from './kiosk-mode.ts';
import { START } from './program.ts';
import {
	answerPins,
	answerPortal,
	atAskedPins,
	atPins,
	atShownPins,
	ok,
	pinsOf,
	problem,
	SERVICE,
} from './walk.ts';

function wiped(effects: readonly Effect[]) {
	return effects.flatMap((effect) => (effect.kind === 'wipe' ? effect.secrets : []));
}

test('are hidden until asked for, and asked of the portal only then', () => {
	const program = atPins();
	expect(program.state.pins).toEqual({ kind: 'hidden' });
	expect(program.asked('load-pins')).toBe(0);
	program.command('reveal');
	expect(program.state.pins.kind).toBe('loading');
	program.command('continue');
	expect(program.asked('load-pins')).toBe(1);
	expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'waiting-for-answer' });
});

test('shown tick step 6 and stand for ten seconds, then hide and are wiped', () => {
	const program = atPins();
	program.command('continue');
	program.passes(1_500);
	const card = pinsOf('482913', '73519264');
	answerPins(program, ok({ cards: [card], withheld: [] }));
	expect(stepState(program.state, 6).isDone).toBe(true);
	expect(program.state.pins).toMatchObject({ kind: 'shown', hideAt: START + 1_500 + PIN_VISIBLE_MS });
	expect(wantedTimers(program.state)).toContainEqual({ id: 'hide-pins', at: START + 11_500 });
	program.passes(PIN_VISIBLE_MS);
	const effects = program.send({ type: 'timer', id: 'hide-pins' });
	expect(wiped(effects)).toEqual([card.pin, card.puk]);
	expect(program.state).toMatchObject({ pins: { kind: 'hidden' }, notice: { what: 'pins-hidden' } });
	expect(wantedTimers(program.state).map(({ id }) => id)).toEqual(['minute', 'portal-check', 'session-end']);
	expect(stepState(program.state, 6).isDone).toBe(true);
});

test.each(['continue', 'reveal', 'back', 'step-1'] as const)(
	'shown are hidden and wiped at once by %s',
	(command) => {
		const program = atShownPins();
		expect(wiped(program.command(command))).toHaveLength(2);
		expect(program.state.pins.kind).toBe('hidden');
	},
);

test('shown a second time are asked for anew', () => {
	const program = atShownPins();
	program.command('continue', 'continue');
	expect(program.asked('load-pins')).toBe(2);
});

test('that come after the screen was left are wiped and never shown', () => {
	const program = atPins();
	program.command('continue');
	const { request } = program.question('load-pins');
	expect(program.command('back')).toEqual([{ kind: 'cancel', cancelled: request }]);
	const card = pinsOf('482913', '73519264');
	expect(wiped(answerPins(program, ok({ cards: [card], withheld: [] })))).toEqual([card.pin, card.puk]);
	expect(program.state.pins.kind).toBe('hidden');
	expect(answerPins(program, problem('cancelled'))).toEqual([]);
});

test('that do not come leave the screen hidden, with the reason', () => {
	const program = atPins();
	program.command('continue');
	answerPins(program, problem('timeout'));
	expect(program.state).toMatchObject({
		pins: { kind: 'hidden' },
		notice: { kind: 'problem', problem: { code: 'timeout' } },
		portal: { kind: 'lost' },
	});
	expect(stepState(program.state, 6).isDone).toBe(false);
});

test('of an account that has none do not tick step 6', () => {
	const program = atPins();
	program.command('continue');
	answerPins(program, ok({ cards: [], withheld: [] }));
	expect(program.state.pins).toEqual({ kind: 'none', withheld: [] });
	expect(stepState(program.state, 6).isDone).toBe(false);
});

test('that are not there are no secret: the page stays, also after the menu, until it is asked again', () => {
	const program = atPins();
	program.command('continue');
	const withheld = [
		{ cardSerial: '1234567890ABCDEF', reason: 'deleted' as const, since: '2026-01-15T12:00:00Z' },
	];
	answerPins(program, ok({ cards: [], withheld }));
	expect(wantedTimers(program.state).map(({ id }) => id)).not.toContain('hide-pins');
	program.command('back', 'continue');
	expect(program.state).toMatchObject({ screen: 'pins', pins: { kind: 'none', withheld } });
	program.command('continue');
	answerPins(program, problem('timeout'));
	expect(program.state.pins).toEqual({ kind: 'none', withheld });
});

test('that are not there are neither saved nor deleted', () => {
	const program = atPins();
	program.command('continue');
	answerPins(program, ok({ cards: [], withheld: [] }));
	for (const entry of ['save', 'delete'] as const) {
		program.command('down', 'continue');
		expect(program.state).toMatchObject({ screen: 'pins', pinsEntry: entry });
		expect(program.state.notice?.kind).toBe('refused');
	}
});

test('stand twenty seconds longer with each press of that key, and two minutes at most after the last', () => {
	const program = atShownPins();
	program.passes(4_000);
	program.command('longer');
	expect(program.state.pins).toMatchObject({ hideAt: START + 30_000 });
	expect(wantedTimers(program.state)).toContainEqual({ id: 'hide-pins', at: START + 30_000 });
	program.command(...Array.from({ length: 9 }, () => 'longer' as const));
	expect(program.state.pins).toMatchObject({ hideAt: START + 4_000 + 120_000 });
	program.command('reveal', 'longer');
	expect(program.state).toMatchObject({ pins: { kind: 'hidden' }, notice: { refusal: 'no-such-key' } });
});

describe('where tmux may keep what is shown', () => {
	test('the first key asks and nothing is fetched; Enter alone goes on', () => {
		const program = atAskedPins();
		expect(program.state.pins).toEqual({ kind: 'asking' });
		expect(wantedTimers(program.state).map(({ id }) => id)).not.toContain('second');
		program.command('reveal');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'recorded-needs-enter' });
		expect(program.asked('load-pins')).toBe(0);
		program.command('continue');
		answerPins(program);
		expect(program.state.pins.kind).toBe('shown');
	});

	test.each(['continue', 'reveal'] as const)('%s asks every time anew', (key) => {
		const program = atAskedPins();
		program.command('continue');
		answerPins(program);
		program.command('continue', key);
		expect(program.state.pins.kind).toBe('asking');
		expect(program.asked('load-pins')).toBe(1);
	});

	test.each(['back', 'down'] as const)(
		'%s takes the question back, and the next Enter shows nothing',
		(key) => {
			const program = atAskedPins();
			program.command(key, 'up');
			expect(program.state).toMatchObject({ screen: 'pins', pins: { kind: 'hidden' }, pinsEntry: 'show' });
			program.command('continue');
			expect(program.state.pins.kind).toBe('asking');
		},
	);

	test('leaving for another step takes the question back', () => {
		const program = atAskedPins();
		program.command('step-1');
		expect(program.state).toMatchObject({ screen: 'card', pins: { kind: 'hidden' } });
	});

	test('the first key shows them where the settings say so', () => {
		const program = atPins({ mode: { recorder: 'tmux', showsPinsRecorded: true } });
		program.command('reveal');
		expect(program.state.pins.kind).toBe('loading');
	});

	test.each(['continue', 'reveal'] as const)('%s is refused at a kiosk, whatever the settings say', (key) => {
		const program = atPins({ mode: { recorder: 'tmux', showsPinsRecorded: true, kiosk: KIOSK } });
		program.command(key);
		expect(program.state).toMatchObject({
			pins: { kind: 'hidden' },
			notice: { kind: 'refused', refusal: 'recorded-kiosk' },
		});
		expect(program.asked('load-pins')).toBe(0);
	});
});

test('are asked for by no key where the portal does not give them out', () => {
	const program = atPins();
	program.send({ type: 'timer', id: 'portal-check' });
	answerPortal(program, ok({ ...SERVICE, operations: ['password-login'] }));
	program.command('reveal');
	expect(program.state).toMatchObject({
		pins: { kind: 'hidden' },
		notice: { kind: 'refused', refusal: 'not-offered' },
	});
});

test('shown are hidden by Enter also when the portal is gone', () => {
	const program = atShownPins();
	program.send({ type: 'timer', id: 'portal-check' });
	answerPortal(program, problem('timeout'));
	program.command('continue');
	expect(program.state.pins.kind).toBe('hidden');
});

describe('of more cards than the window holds', () => {
	const many = (count: number, next?: string) =>
		ok({
			cards: Array.from({ length: count }, (_, card) => pinsOf(String(100_000 + card), '73519264')),
			withheld: [],
			next,
		});

	function atManyPins(count: number, next?: string) {
		const program = atPins();
		program.command('continue');
		answerPins(program, many(count, next));
		return program;
	}

	test('are turned with PgDn and PgUp, and stand for ten seconds each time', () => {
		const program = atManyPins(3);
		program.passes(6_000);
		program.command('page-down');
		expect(program.state.pins).toMatchObject({ first: 1, hideAt: START + 6_000 + PIN_VISIBLE_MS });
		program.command('page-down', 'page-down');
		expect(program.state).toMatchObject({ pins: { first: 2 }, notice: { refusal: 'end-of-list' } });
		program.command('page-up', 'page-up', 'page-up');
		expect(program.state).toMatchObject({ pins: { first: 0 }, notice: { refusal: 'end-of-list' } });
		expect(program.asked('load-pins')).toBe(1);
	});

	test('come page by page: the page that is left is wiped before the next is asked for', () => {
		const program = atManyPins(2, 'the-second-page-of-cards');
		const effects = program.command('page-down', 'page-down');
		expect(wiped(effects)).toHaveLength(4);
		expect(program.question('load-pins')).toMatchObject({ after: 'the-second-page-of-cards' });
		answerPins(program, many(1));
		program.command('page-down');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'end-of-list' });
		expect(wiped(program.command('page-up'))).toHaveLength(2);
		expect(program.question('load-pins')).toMatchObject({ after: undefined });
	});

	test('are not turned while they are hidden', () => {
		const program = atPins();
		program.command('page-down');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'no-such-key' });
	});
});
