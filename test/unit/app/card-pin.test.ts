import { describe, expect, test } from 'vitest';
import { CARD_PIN_ACTS, type CardPinForm, type Command } from '#app';
import type { PinOutcome, TriesOutcome } from '#card';
import { wantedTimers } from '#screens';
import type { Effect } from '../../../src/app/effects.ts';
import {
	answerAct,
	answerTries,
	atCardPin,
	atCardPinLook,
	atLastTry,
	atPinForm,
	atRunning,
	atSupervisor,
	atTold,
	CARD_PIN,
	FULL,
	fillPinForm,
	NEW_CARD_PIN,
	pinSlot,
	read,
	realPinSlot,
} from './card-pin-walk.ts';
import type { Program } from './program.ts';
import {
	atMenu,
	atShownPins,
	certificateOf,
	HOLDER,
	insertCard,
	ready,
	SEAL_CARD,
	SEAL_SLOT,
	snapshotOf,
} from './walk.ts';

function stageOf({ state }: Program): string | undefined {
	return state.cardPin?.stage.stage;
}

function formOf({ state }: Program): CardPinForm {
	const stage = state.cardPin?.stage;
	if (stage?.stage !== 'form') {
		throw new Error(`There is no form but ${stage?.stage}`);
	}
	return stage;
}

function refusalOf({ state: { notice } }: Program): string | undefined {
	return notice?.kind === 'refused' ? notice.refusal : undefined;
}

function having(program: Program, command: Command): Program {
	program.command(command);
	return program;
}

/** Does with the effects what the runtime does. */
function wiped(effects: readonly Effect[]): number {
	const secrets = effects.flatMap((effect) => (effect.kind === 'wipe' ? effect.secrets : []));
	for (const secret of secrets) {
		secret.wipe();
	}
	return secrets.length;
}

function kindsOf(effects: readonly Effect[]): readonly string[] {
	return effects.map(({ kind }) => kind);
}

describe('the menu', () => {
	test.each(['start', 'card', 'driver', 'menu', 'pins'] as const)(
		'opens where people look for it and leads back there: %s',
		(from) => {
			const program = {
				start: ready,
				card: () => having(ready(), 'step-1'),
				driver: () => having(ready(), 'step-2'),
				menu: atMenu,
				pins: atShownPins,
			}[from]();
			expect(program.state.screen).toBe(from);
			program.command('card-pin');
			expect(program.state).toMatchObject({ screen: 'card-pin', pins: { kind: 'hidden' } });
			program.command('back');
			expect(program.state).toMatchObject({ screen: from, cardPin: undefined });
		},
	);

	test('opened from the session leads back to the card once that is over', () => {
		const program = atMenu();
		program.command('card-pin');
		program.send({ type: 'timer', id: 'session-end' });
		program.command('back');
		expect(program.state.screen).toBe('card');
	});

	test('opens nowhere else', () => {
		const program = ready();
		program.command('step-3', 'card-pin');
		expect([program.state.screen, refusalOf(program)]).toEqual(['portal', 'no-such-key']);
	});

	test('looks at the card that is in, counting the seconds, and offers nothing before', () => {
		const slot = pinSlot();
		const program = atCardPinLook({}, slot);
		expect(program.question('read-pin-tries').card).toBe(slot.card);
		expect(wantedTimers(program.state).map(({ id }) => id)).toContain('second');
		program.command('continue');
		expect([stageOf(program), refusalOf(program)]).toEqual(['menu', 'card-being-looked-at']);
		answerTries(program);
		expect(wantedTimers(program.state).map(({ id }) => id)).not.toContain('second');
		program.command('continue');
		expect(stageOf(program)).toBe('form');
	});

	test('without a card says so, and looks by itself once one is there', () => {
		const program = atCardPinLook({}, { kind: 'empty' });
		program.command('continue');
		expect([program.asked('read-pin-tries'), refusalOf(program)]).toEqual([0, 'no-akis-card']);
		insertCard(program, pinSlot());
		expect(program.asked('read-pin-tries')).toBe(1);
	});

	test('begins anew for another insertion, also of the same card, and drops what it was told of the former', () => {
		const program = atCardPinLook();
		const former = program.question('read-pin-tries');
		const effects = program.send({ type: 'card-changed', snapshot: snapshotOf(pinSlot()) });
		expect(effects).toContainEqual({ kind: 'cancel', cancelled: former.request });
		program.send({ type: 'pin-tries-read', request: former.request, outcome: read({ kind: 'blocked' }) });
		expect(program.state.cardPin?.tries.kind).toBe('looking');
		answerTries(program);
		expect(program.state.cardPin?.tries).toEqual({ kind: 'looked', outcome: read() });
	});

	test('stays as it is while the same card is told of again', () => {
		const slot = pinSlot();
		const program = atCardPin({}, read(), slot);
		program.send({ type: 'card-changed', snapshot: snapshotOf(slot) });
		expect([program.asked('read-pin-tries'), program.state.cardPin?.tries.kind]).toEqual([1, 'looked']);
	});

	test('looks again at r, and moves its cursor to both ends', () => {
		const program = atCardPin();
		program.command('check-again');
		expect(program.asked('read-pin-tries')).toBe(2);
		program.command('up');
		expect(refusalOf(program)).toBe('end-of-list');
		program.command('down', 'down', 'down');
		expect(program.state.cardPin?.entry).toBe('sign');
		program.command('down');
		expect(refusalOf(program)).toBe('end-of-list');
	});

	test('left by a step gives its look up', () => {
		const program = atCardPinLook();
		const { request } = program.question('read-pin-tries');
		expect(program.command('step-3')).toContainEqual({ kind: 'cancel', cancelled: request });
		expect(program.state).toMatchObject({ screen: 'portal', cardPin: undefined });
		expect(answerTries(program)).toEqual([]);
	});
});

describe('an entry is closed with its reason', () => {
	const blocked = { kind: 'blocked' } as const;
	const cases: readonly (readonly [string, TriesOutcome, string, readonly (string | undefined)[]])[] = [
		['all tries left', read(), 'sandbox', [undefined, undefined, undefined, undefined]],
		['PIN blocked', read(blocked), 'sandbox', ['pin-blocked', 'pin-blocked', undefined, 'pin-blocked']],
		['PUK blocked', read(FULL, blocked), 'sandbox', [undefined, undefined, 'puk-blocked', undefined]],
		[
			'last PUK try',
			read(FULL, { kind: 'last-try' }),
			'sandbox',
			[undefined, undefined, 'last-puk-try', undefined],
		],
		[
			'PUK unknown',
			read(FULL, { kind: 'unknown' }),
			'sandbox',
			[undefined, undefined, 'puk-tries-unknown', undefined],
		],
		['last PIN try', read({ kind: 'last-try' }), 'sandbox', [undefined, undefined, undefined, undefined]],
		['in use', { kind: 'in-use' }, 'sandbox', [undefined, undefined, undefined, undefined]],
		[
			'another card',
			{ kind: 'other-card' },
			'sandbox',
			['other-card', 'other-card', 'other-card', 'other-card'],
		],
		['a real card', read(FULL, undefined), 'real', [undefined, undefined, 'unblock-not-public', undefined]],
		[
			'a card of another generation',
			{ kind: 'not-supported', reason: 'commands-not-public' },
			'v2.x',
			['driver-not-ready', 'driver-not-ready', 'driver-not-ready', 'driver-not-ready'],
		],
	];

	test.each(cases)('%s', (_name, outcome, kind, reasons) => {
		const slot = { sandbox: pinSlot(), real: realPinSlot(), 'v2.x': SEAL_SLOT }[kind];
		const program = atCardPin({}, outcome, slot);
		const seen = CARD_PIN_ACTS.map((act, place) => {
			if (place > 0) {
				program.command('down');
			}
			program.command('continue');
			const refusal = refusalOf(program);
			if (stageOf(program) !== 'menu') {
				program.command('back');
				answerTries(program, outcome);
			}
			expect(program.state.cardPin?.entry).toBe(act);
			return refusal;
		});
		expect(seen).toEqual(reasons);
		expect(program.asked('perform-card-pin')).toBe(0);
	});
});

describe('typing', () => {
	test('takes digits alone, sixteen at most, and erases them', () => {
		const program = atPinForm();
		program.types('a');
		expect(refusalOf(program)).toBe('digits-only');
		program.types('٤');
		expect(refusalOf(program)).toBe('digits-only');
		wiped(program.types('4711082938172635'));
		expect(formOf(program).secrets.pin.length).toBe(16);
		program.types('1');
		expect(refusalOf(program)).toBe('field-full');
		expect(wiped(program.command('erase'))).toBe(1);
		expect(formOf(program).secrets.pin.length).toBe(15);
		expect(wiped(program.command('clear-field'))).toBe(1);
		program.command('erase');
		expect(refusalOf(program)).toBe('nothing-to-erase');
	});

	test.each([() => atPinForm(), () => atSupervisor(), () => atLastTry()])(
		'refuses what is pasted',
		(walk) => {
			const program = walk();
			const before = program.state.cardPin;
			program.pastes('471108');
			expect(program.state.cardPin).toEqual(before);
			expect(refusalOf(program)).toBe('paste-not-here');
		},
	);

	test('wipes every former secret as it goes', () => {
		const program = atPinForm();
		const effects = program.types(CARD_PIN);
		// The first digit replaces nothing.
		expect(wiped(effects)).toBe(CARD_PIN.length - 1);
		expect(formOf(program).secrets.pin.reveal()).toBe(CARD_PIN);
	});

	test('is wiped by Esc, which leads to the menu and a fresh look', () => {
		const program = atPinForm({}, 'change-pin');
		fillPinForm(program, 'change-pin');
		const effects = program.command('back');
		expect(wiped(effects)).toBe(3);
		expect([stageOf(program), program.state.cardPin?.entry]).toEqual(['menu', 'change-pin']);
		expect(kindsOf(effects)).toContain('read-pin-tries');
	});

	test('survives another language, another size and help', () => {
		const program = atPinForm({}, 'change-pin');
		wiped(program.types(CARD_PIN));
		const before = formOf(program);
		program.command('language');
		program.send({ type: 'resized', columns: 40, rows: 10 });
		program.send({ type: 'resized', columns: 132, rows: 43 });
		program.command('help', 'back');
		expect(formOf(program)).toEqual(before);
	});
});

describe('a rule that is broken', () => {
	test('is told at the only field when one would leave it, and that there is no other', () => {
		const program = atPinForm();
		program.types('12');
		program.command('next-field');
		expect(refusalOf(program)).toBe('single-field');
		expect(program.state.cardPin?.stage).toMatchObject({ focus: 'pin', faults: { pin: 'too-short' } });
	});

	const TOO_MANY = '47110829381726354';
	test.each([
		['verify-pin', [''], 'pin', 'empty'],
		['verify-pin', ['47110'], 'pin', 'too-short'],
		['change-pin', [CARD_PIN, '123456'], 'new-pin', 'ascending'],
		['change-pin', [CARD_PIN, '987654'], 'new-pin', 'descending'],
		['change-pin', [CARD_PIN, '777777'], 'new-pin', 'all-same'],
		['change-pin', [CARD_PIN, HOLDER.holderNumber.slice(2, 8)], 'new-pin', 'part-of-holder-number'],
		['change-pin', [CARD_PIN, CARD_PIN], 'new-pin', 'same-as-old'],
		['change-pin', [CARD_PIN, NEW_CARD_PIN, CARD_PIN], 'repeat', 'repeat-differs'],
		['unblock-pin', ['7392'], 'puk', 'too-short'],
		['unblock-pin', ['73920164', '654321'], 'new-pin', 'descending'],
		['unblock-pin', ['73920164', NEW_CARD_PIN, '930573'], 'repeat', 'repeat-differs'],
	] as const)('sends nothing and is told at the field: %s %j', (act, values, field, fault) => {
		const program = atPinForm({}, act);
		for (const value of values) {
			program.types(value);
			program.command('continue');
		}
		expect(formOf(program)).toMatchObject({ focus: field, faults: { [field]: fault } });
		expect(formOf(program).secrets[field].length).toBe(0);
		expect(program.asked('perform-card-pin')).toBe(0);
		program.types('4');
		expect(formOf(program).faults).toEqual({});
	});

	test('is never that a PIN is too long: the field is full before', () => {
		const program = atPinForm();
		program.types(TOO_MANY);
		expect([formOf(program).secrets.pin.length, refusalOf(program)]).toEqual([16, 'field-full']);
	});

	test('is told when the field is left, and an empty one is not', () => {
		const program = atPinForm({}, 'change-pin');
		program.types(CARD_PIN);
		program.command('next-field');
		program.types('123456');
		program.command('next-field', 'previous-field');
		expect(formOf(program)).toMatchObject({ focus: 'new-pin', faults: { 'new-pin': 'ascending' } });
		expect(formOf(program).secrets['new-pin'].length).toBe(6);
	});

	test('counts the number of the session as well', () => {
		const program = atMenu();
		const slot = pinSlot({ certificates: [] });
		insertCard(program, slot);
		program.command('card-pin');
		answerTries(program);
		program.command('down', 'continue');
		program.types(CARD_PIN);
		program.command('continue');
		program.types(HOLDER.holderNumber.slice(0, 6));
		program.command('continue');
		expect(formOf(program).faults).toEqual({ 'new-pin': 'part-of-holder-number' });
	});
});

describe('an act', () => {
	test('is ordered once, for the card that was shown, by the last Enter', () => {
		const slot = pinSlot();
		const program = atCardPin({}, read(), slot);
		program.command('down', 'continue');
		for (const value of [CARD_PIN, NEW_CARD_PIN, NEW_CARD_PIN]) {
			program.types(value);
			program.command('continue');
		}
		program.command('continue');
		expect([program.asked('perform-card-pin'), refusalOf(program)]).toEqual([1, 'waiting-for-card']);
		const { order } = program.question('perform-card-pin');
		expect(order).toMatchObject({ act: 'change-pin', confirmedLastTry: false });
		expect(order.card).toBe(slot.card);
		expect(order.act === 'change-pin' && [order.pin.reveal(), order.newPin.reveal()]).toEqual([
			CARD_PIN,
			NEW_CARD_PIN,
		]);
	});

	test.each(['up', 'down', 'step-3', 'check-again', 'next-reader', 'card-pin', 'reveal'] as const)(
		'keeps the screen until its outcome is there: %s',
		(command) => {
			const program = atRunning();
			program.command(command);
			expect([stageOf(program), refusalOf(program)]).toEqual(['running', 'waiting-for-card']);
		},
	);

	test('counts its seconds on every screen that lies over it', () => {
		const program = atRunning();
		program.command('help');
		expect(wantedTimers(program.state).map(({ id }) => id)).toContain('second');
	});

	test('that is over wipes all that was typed for it and says its outcome', () => {
		const program = atRunning({}, 'change-pin');
		expect(wiped(answerAct(program, { kind: 'wrong', tries: { kind: 'exactly', count: 2 } }))).toBe(3);
		expect(program.state.cardPin?.stage).toEqual({
			stage: 'told',
			act: 'change-pin',
			outcome: { kind: 'wrong', tries: { kind: 'exactly', count: 2 } },
		});
		expect(program.asked('perform-card-pin')).toBe(1);
	});

	test('is not done again by Enter at its outcome: the menu looks at the card first', () => {
		const program = atTold({}, { kind: 'wrong', tries: { kind: 'last-try' } });
		const effects = program.command('continue');
		expect(kindsOf(effects)).toEqual(['read-pin-tries']);
		expect(stageOf(program)).toBe('menu');
	});

	test.each([
		['unknown', 'unblock-pin', 'verify-pin'],
		['unknown', 'change-pin', 'verify-pin'],
		['blocked', 'verify-pin', 'unblock-pin'],
		['in-use', 'change-pin', 'change-pin'],
	] as const)('leaves the cursor where it is safe to go on: %s after %s', (kind, act, entry) => {
		const outcomes: Record<typeof kind, PinOutcome> = {
			unknown: { kind: 'unknown', code: 'card-removed', reread: { kind: 'not-read', code: 'no-card' } },
			blocked: { kind: 'blocked' },
			'in-use': { kind: 'in-use' },
		};
		const program = atTold({}, outcomes[kind], act);
		program.command('back');
		expect(program.state.cardPin?.entry).toBe(entry);
	});

	test('answered a second time, or when nobody waits, changes nothing', () => {
		const program = atTold();
		const before = program.state.cardPin;
		answerAct(program, { kind: 'blocked' });
		expect(program.state.cardPin).toEqual(before);
	});
});

describe('trying the seal', () => {
	const signing = (notAfter: number) => ({ fileId: '2F12', certificate: certificateOf({ notAfter }) });

	test('is ordered with the certificate that signs, of several the one that ends last', () => {
		const [, encryption] = SEAL_CARD.certificates;
		const former = signing(Date.UTC(2025, 3, 18));
		const latest = { ...signing(Date.UTC(2029, 3, 18)), fileId: '2F13' };
		const slot = pinSlot({ certificates: [encryption, former, latest, { ...former, fileId: '2F14' }] });
		const program = atCardPin({}, read(), slot);
		program.command('down', 'down', 'down', 'continue');
		program.types(CARD_PIN);
		program.command('continue');
		const { order } = program.question('perform-card-pin');
		expect(order.act === 'sign' && order.certificate).toBe(latest);
		expect(wiped(answerAct(program, { kind: 'signed', tries: FULL }))).toBe(1);
		expect(program.state.cardPin?.stage).toMatchObject({ stage: 'told', outcome: { kind: 'signed' } });
	});

	test('is not offered on a card that has none', () => {
		const [, encryption] = SEAL_CARD.certificates;
		const program = atCardPin({}, read(), pinSlot({ certificates: [encryption] }));
		program.command('down', 'down', 'down', 'continue');
		expect([stageOf(program), refusalOf(program)]).toEqual(['menu', 'no-signing-certificate']);
	});
});

describe('a last try', () => {
	test('waits for a word, then is sent confirmed, once', () => {
		const program = atLastTry();
		expect(stageOf(program)).toBe('last-try');
		program.command('continue');
		program.types('evet');
		program.command('continue');
		expect([program.asked('perform-card-pin'), refusalOf(program)]).toEqual([1, 'word-differs']);
		program.types('devam');
		program.command('continue', 'continue');
		expect(program.asked('perform-card-pin')).toBe(2);
		expect(program.question('perform-card-pin').order).toMatchObject({ confirmedLastTry: true });
	});

	test.each([
		['tr', 'DEVAM'],
		['en', 'CONTINUE'],
		['en', 'continue'],
		['en', 'contınue'],
		['en', 'CONTİNUE'],
	] as const)('takes the word in %s as any keyboard writes it: %s', (language, word) => {
		const program = atLastTry({ language });
		program.types(word);
		program.command('continue');
		expect(program.asked('perform-card-pin')).toBe(2);
	});

	test('keeps the word of one language from counting in the other', () => {
		const program = atLastTry();
		program.types('continue');
		program.command('continue');
		expect(program.asked('perform-card-pin')).toBe(1);
	});

	test('is given up by Esc: nothing was sent and what was typed is wiped', () => {
		const program = atLastTry();
		expect(wiped(program.command('back'))).toBe(1);
		expect(stageOf(program)).toBe('menu');
	});

	test('is not sent after the card was pulled meanwhile', () => {
		const program = atLastTry();
		expect(wiped(program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) }))).toBe(1);
		expect(program.state).toMatchObject({ notice: { what: 'card-left-form' }, cardPin: { card: undefined } });
	});

	test('is not asked about where the card was pulled before the question came', () => {
		const program = atRunning();
		program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) });
		expect(
			wiped(answerAct(program, { kind: 'needs-last-try-confirmation', tries: { kind: 'last-try' } })),
		).toBe(1);
		expect(stageOf(program)).toBe('menu');
	});
});

describe('the PUK', () => {
	test('is not asked for before somebody in charge typed the word', () => {
		const program = atSupervisor();
		expect(stageOf(program)).toBe('supervisor');
		program.types('evet');
		program.command('continue');
		expect([stageOf(program), refusalOf(program)]).toEqual(['supervisor', 'word-differs']);
		program.types('x'.repeat(17));
		expect(refusalOf(program)).toBe('field-full');
		program.command('clear-field');
		program.types('Sorumlux');
		program.command('erase', 'continue');
		expect(formOf(program)).toMatchObject({ act: 'unblock-pin', isSupervised: true });
		expect(program.asked('perform-card-pin')).toBe(0);
	});

	test('is sent with what stands for it', () => {
		const program = atRunning({}, 'unblock-pin');
		expect(program.question('perform-card-pin').order).toMatchObject({
			act: 'unblock-pin',
			isSupervised: true,
		});
	});
});

describe('the card', () => {
	test('pulled from under a form takes along what was typed, and another one gets none of it', () => {
		const program = atPinForm({}, 'change-pin');
		fillPinForm(program, 'change-pin');
		const other = pinSlot();
		const effects = program.send({ type: 'card-changed', snapshot: snapshotOf(other) });
		expect(wiped(effects)).toBe(3);
		expect(program.state).toMatchObject({
			notice: { what: 'card-left-form' },
			cardPin: { stage: { stage: 'menu' } },
		});
		expect(program.state.cardPin?.card).toBe(other.card);
		program.command('continue');
		expect(program.asked('perform-card-pin')).toBe(0);
	});

	test('keeps its form when another reader becomes the more useful one', () => {
		const slot = pinSlot();
		const program = atCardPin({}, read(), slot);
		program.command('continue');
		wiped(program.types(CARD_PIN));
		const { readers } = snapshotOf(slot);
		const before = { name: 'another', isVirtual: false, slot: pinSlot() };
		program.send({
			type: 'card-changed',
			snapshot: { service: { kind: 'running' }, readers: [before, ...readers] },
		});
		expect(formOf(program).secrets.pin.length).toBe(CARD_PIN.length);
		program.command('continue');
		expect(program.question('perform-card-pin').order.card).toBe(slot.card);
	});

	test('pulled while it is at work leaves the word to its outcome', () => {
		const program = atRunning();
		program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) });
		expect(stageOf(program)).toBe('running');
		const outcome: PinOutcome = {
			kind: 'unknown',
			code: 'card-removed',
			reread: { kind: 'not-read', code: 'no-card' },
		};
		answerAct(program, outcome);
		insertCard(program, pinSlot());
		expect(program.state.cardPin?.stage).toMatchObject({ stage: 'told', outcome });
	});
});

describe('giving up', () => {
	test('what the card has is asked of it once, and its outcome is still told', () => {
		const program = atRunning();
		const { request } = program.question('perform-card-pin');
		expect(program.command('back')).toEqual([{ kind: 'cancel', cancelled: request }]);
		program.command('back');
		expect([stageOf(program), refusalOf(program)]).toEqual(['running', 'waiting-for-card']);
		answerAct(program, { kind: 'done', tries: FULL });
		expect(stageOf(program)).toBe('told');
	});

	test('in time leads back to the menu and says that nothing was sent', () => {
		const program = atRunning();
		program.command('back');
		expect(wiped(answerAct(program, { kind: 'called-off' }))).toBe(1);
		expect(program.state).toMatchObject({
			notice: { what: 'card-act-called-off' },
			cardPin: { stage: { stage: 'menu' } },
		});
	});
});

describe('quitting', () => {
	test.each([
		['while the card is at work', () => atRunning()],
		['at a last try', () => atLastTry()],
	])('asks %s', (_name, walk) => {
		const program = walk();
		program.command('quit');
		expect(program.state.overlay?.kind).toBe('quit');
		program.command('back');
		expect(program.state.overlay).toBeUndefined();
	});

	test('asks at a form only where something was typed', () => {
		const program = atPinForm();
		expect(kindsOf(program.command('quit'))).toContain('exit');
		const typed = atPinForm();
		typed.types('4');
		typed.command('quit');
		expect(typed.state.overlay?.kind).toBe('quit');
	});

	test('gives the act up before it wipes, and leaves nothing behind', () => {
		const program = atRunning({}, 'unblock-pin');
		program.command('quit');
		const effects = program.command('continue');
		const kinds = kindsOf(effects);
		expect(kinds.indexOf('cancel-all')).toBeLessThan(kinds.indexOf('wipe'));
		expect(wiped(effects)).toBe(3);
		expect(kinds.at(-1)).toBe('exit');
		expect(program.state).toMatchObject({ screen: 'card', cardPin: undefined });
		expect(answerAct(program, { kind: 'blocked' })).toEqual([]);
	});

	test('is not asked about any more once the outcome is there', () => {
		const program = atRunning();
		program.command('quit');
		answerAct(program, { kind: 'blocked' });
		expect(program.state).toMatchObject({ overlay: undefined, cardPin: { stage: { stage: 'told' } } });
	});
});
