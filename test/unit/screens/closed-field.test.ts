import { describe, expect, test } from 'vitest';
import type { AppState, Command, Message } from '#app';
import { textsOf } from '#i18n';
import { drawFrame, keyContext, routeKey, wantedTimers } from '#screens';
import { createTheme } from '#ui';
import { CLOSED_FIELD_MS } from '../../../src/app/flows/closed-field.ts';
import { type KeyEvent, keyEvent } from '../../../src/terminal/keyboard/key-event.ts';
import { answerAct, atCardPin, atLastTry, atPinForm, atRunning, atSupervisor } from '../app/card-pin-walk.ts';
import { CURRENT_SERVICE } from '../app/elsewhere-walk.ts';
import { KIOSK } from '../app/kiosk-mode.ts';
import {
	atChoosing,
	atConfirmation,
	atDetails,
	atLastWord,
	atPhoneCode,
	atPlace,
	atWord,
} from '../app/operations.ts';
import type { Program, ProgramOptions } from '../app/program.ts';
import { atSignaturePin, besideSeal } from '../app/signature-walk.ts';
import {
	answerCaptcha,
	answerCodeSent,
	answerLogin,
	answerPortal,
	atCode,
	atForm,
	atMenu,
	atNewWord,
	atPhone,
	atSentForm,
	ok,
	problem,
	snapshotOf,
} from '../app/walk.ts';

/*
 * Every field that closes by something the person did not do, while they type: what they go on typing appears in no cell
 * and is no command.
 */

const THEME = createTheme({ isUnicode: true, hasColour: false });
const AT_KIOSK: ProgramOptions = { mode: { kiosk: KIOSK } };
const AT_DESK: ProgramOptions = {};

type End = (program: Program) => unknown;

const cardPulled: End = (program) =>
	program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) });
const signatoryPulled: End = (program) =>
	program.send({ type: 'card-changed', snapshot: besideSeal({ kind: 'empty' }) });
const sessionEnds: End = (program) => program.send({ type: 'timer', id: 'session-end' });
const nobodyIsThere: End = (program) => {
	program.passes(KIOSK.idleSecretMs);
	program.send({ type: 'timer', id: 'idle' });
};
const portalGoesAnotherWay: End = (program) => {
	program.send({ type: 'timer', id: 'portal-check' });
	answerPortal(program, ok(CURRENT_SERVICE));
};

function atSecurityWord(options?: ProgramOptions): Program {
	const program = atForm(options);
	program.command('next-field', 'next-field');
	return program;
}

function after(walk: (options?: ProgramOptions) => Program, ...commands: readonly Command[]) {
	return (options?: ProgramOptions): Program => {
		const program = walk(options);
		program.command(...commands);
		return program;
	};
}

const PLACES: readonly (readonly [
	name: string,
	walk: (options?: ProgramOptions) => Program,
	options: ProgramOptions,
	end: End,
])[] = [
	['the security word, at a kiosk that is left', atSecurityWord, AT_KIOSK, nobodyIsThere],
	['the security word, at a kiosk whose card is pulled', atSecurityWord, AT_KIOSK, cardPulled],
	['the security word, at a portal that goes another way', atSecurityWord, AT_DESK, portalGoesAnotherWay],
	['the tax number, at a portal that goes another way', atForm, AT_DESK, portalGoesAnotherWay],
	['the code, at a kiosk that is left', atCode, AT_KIOSK, nobodyIsThere],
	['the code, at a kiosk whose card is pulled', atCode, AT_KIOSK, cardPulled],
	[
		'the code that is asked for, of a login that is over',
		after(atPhone, 'continue'),
		AT_DESK,
		(program) => answerCodeSent(program, problem('login-expired')),
	],
	[
		'the code that is asked for, at a portal that fails',
		after(atPhone, 'continue'),
		AT_DESK,
		(program) => answerCodeSent(program, problem('server-error')),
	],
	['a new word, at a kiosk that is left', atNewWord, AT_KIOSK, nobodyIsThere],
	["the operator's code, at a kiosk that is left", after(atMenu, 'quit'), AT_KIOSK, nobodyIsThere],
	['the PIN that is tested', atPinForm, AT_DESK, cardPulled],
	['the PIN that is changed', (options) => atPinForm(options, 'change-pin'), AT_DESK, cardPulled],
	['the PUK', (options) => atPinForm(options, 'unblock-pin'), AT_DESK, cardPulled],
	['the PIN of a signature', (options) => atPinForm(options, 'sign'), AT_DESK, cardPulled],
	['the word before a last try', atLastTry, AT_DESK, cardPulled],
	['the word before a PUK', atSupervisor, AT_DESK, cardPulled],
	['the PIN of E-İmzalı Giriş', atSignaturePin, AT_DESK, signatoryPulled],
	['the present security word', atWord, AT_DESK, sessionEnds],
	['the code of a new phone', atPhoneCode, AT_DESK, sessionEnds],
	['an address', atDetails, AT_DESK, sessionEnds],
	['the PIN that the holder chooses', atChoosing, AT_DESK, sessionEnds],
	['the last digits before a revocation', atConfirmation, AT_DESK, sessionEnds],
	['the words before a deletion', atLastWord, AT_DESK, sessionEnds],
	['the path of a document', atPlace, AT_DESK, sessionEnds],
	['a search', after(atMenu, 'certificate-table', 'search'), AT_DESK, sessionEnds],
];

function typed(text: string): readonly KeyEvent[] {
	return Array.from(text, (character) => ({ kind: 'text' as const, text: character }));
}

/** The rest of a form, as it is filled in without looking: letters that are commands elsewhere among it. */
const REST: readonly KeyEvent[] = [
	...typed('4q7l1.? 6'),
	keyEvent('tab'),
	...typed('615243'),
	keyEvent('enter'),
	...typed('615243'),
	keyEvent('backspace'),
	keyEvent('u', { ctrl: true }),
	keyEvent('down'),
	{ kind: 'paste', text: '615243' },
	keyEvent('enter'),
];

function press(program: Program, ...events: readonly KeyEvent[]): void {
	for (const event of events) {
		program.send(routeKey(program.state, event));
	}
}

/** Without the count of the keys, and whose turn it is. */
function standing(state: AppState) {
	return { ...state, activeAt: 0, closedField: undefined, isTypedOn: false };
}

function cellsOf(state: AppState): string {
	return drawFrame(state, THEME)
		.lines.map((spans) => spans.map(({ text }) => text).join(''))
		.join('\n');
}

function saysOf(state: AppState): string {
	return drawFrame(state, THEME)
		.lines.map((spans) =>
			spans
				.map(({ text }) => text)
				.join('')
				.trim(),
		)
		.join(' ')
		.replaceAll(/\s+/gu, ' ');
}

describe.each(PLACES)('%s', (_, walk, options, end) => {
	test('closed while it is typed into, takes the rest of the keys along until Esc', () => {
		const program = walk(options);
		press(program, ...typed('61'));
		end(program);
		const ended = program.state;
		expect(ended.closedField).toMatchObject({ keys: 0 });
		expect(keyContext(ended)).toBe('closed-field');
		const asked = program.effects.length;
		press(program, ...REST);
		expect(standing(program.state)).toEqual(standing(ended));
		expect(program.effects.length).toBe(asked);
		expect(cellsOf(program.state)).not.toContain('615243');
		for (const language of ['tr', 'en'] as const) {
			const state = { ...program.state, language, size: { columns: 200, rows: 60 } };
			expect(saysOf(state)).toContain(textsOf(language).closedField(REST.length).slice(0, 30));
		}
		press(program, keyEvent('escape'));
		expect(program.state.closedField).toBeUndefined();
		expect(standing(program.state)).toEqual({ ...standing(ended), notice: undefined });
	});
});

describe('characters typed on after Enter', () => {
	test('of a PIN do not go into the word before a last try, which is shown', () => {
		const program = atRunning();
		press(program, ...typed('6'));
		answerAct(program, { kind: 'needs-last-try-confirmation', tries: { kind: 'last-try' } });
		press(program, ...typed('15243'));
		expect(program.state.cardPin?.stage).toMatchObject({ stage: 'last-try', typed: '' });
		press(program, keyEvent('escape'), ...typed('d'));
		expect(program.state.cardPin?.stage).toMatchObject({ stage: 'last-try', typed: 'd' });
	});

	test('of a PIN open no step at its outcome', () => {
		const program = atRunning();
		press(program, ...typed('4'));
		answerAct(program, { kind: 'done', tries: { kind: 'at-most', count: 3 } });
		press(program, ...typed('4'));
		expect(program.state).toMatchObject({ screen: 'card-pin', closedField: { keys: 1 } });
	});

	test('of a security word do not go into the next picture, which is shown', () => {
		const program = atSentForm();
		press(program, ...typed('t'));
		answerLogin(program, problem('credentials-wrong'));
		answerCaptcha(program);
		press(program, ...typed('ya'));
		expect(program.state).toMatchObject({
			login: { stage: 'form', captchaAnswer: '' },
			closedField: { keys: 2 },
		});
	});
});

describe('a field that closed', () => {
	const atClosed = (): Program => {
		const program = atPinForm();
		cardPulled(program);
		return program;
	};

	test('and whose answer had been asked for by Enter does not hold back the next keys', () => {
		const program = atRunning();
		answerAct(program, { kind: 'done', tries: { kind: 'at-most', count: 3 } });
		expect(program.state.closedField).toBeUndefined();
		answerLogin(atSentForm());
		const login = atSentForm();
		answerLogin(login);
		expect(login.state.closedField).toBeUndefined();
	});

	test('lets the keys act again when nobody has pressed one for a while, by its own timer', () => {
		const program = atClosed();
		program.passes(CLOSED_FIELD_MS - 1);
		press(program, ...typed('4'));
		const timer = wantedTimers(program.state).find(({ id }) => id === 'closed-field');
		expect(timer?.at).toBe(program.state.now + CLOSED_FIELD_MS);
		program.passes(CLOSED_FIELD_MS - 1);
		program.send({ type: 'timer', id: 'closed-field' });
		expect(program.state.closedField).toMatchObject({ keys: 1 });
		program.passes(1);
		program.send({ type: 'timer', id: 'closed-field' });
		expect(program.state.closedField).toBeUndefined();
	});

	test('lets the language, the colours, the card and the picture on the screen change', () => {
		const program = atClosed();
		press(
			program,
			keyEvent('f2'),
			keyEvent('t', { ctrl: true }),
			keyEvent('l', { ctrl: true }),
			keyEvent('f9'),
		);
		expect(program.state).toMatchObject({ language: 'en', theme: 'light', closedField: { keys: 0 } });
		expect(program.asked('toggle-card')).toBe(1);
	});

	test('is over for whoever opens the help, and F10 still leaves', () => {
		const program = atClosed();
		press(program, keyEvent('f1'));
		expect(program.state).toMatchObject({ overlay: { kind: 'help' }, closedField: undefined });
		const other = atClosed();
		press(other, keyEvent('f10'));
		expect(other.effects.at(-1)).toEqual({ kind: 'exit', exitCode: 0 });
	});

	test('is the same where the keys were for another insertion of the card', () => {
		const program = atCardPin();
		program.command('continue');
		press(program, ...typed('61'));
		program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) });
		press(program, ...typed('4'));
		expect(program.state.screen).toBe('card-pin');
	});
});

test('in a window that became too small while somebody types, letters are no commands', () => {
	const program = atPinForm();
	press(program, ...typed('61'));
	program.send({ type: 'resized', columns: 40, rows: 10 });
	const before = program.state;
	press(program, ...typed('qlt4'));
	expect(program.state).toMatchObject({ overlay: undefined, language: before.language, theme: before.theme });
	program.send({ type: 'resized', columns: 80, rows: 24 });
	expect(program.state.closedField).toBeUndefined();
	expect(program.state.cardPin?.stage).toMatchObject({ stage: 'form', secrets: { pin: { length: 2 } } });
});

test('a message that is no key never closes a field that stays where it is', () => {
	const program = atCode();
	const messages: readonly Message[] = [
		{ type: 'timer', id: 'second' },
		{ type: 'timer', id: 'minute' },
		{ type: 'resized', columns: 132, rows: 43 },
		{ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) },
	];
	for (const message of messages) {
		program.send(message);
	}
	expect(program.state.closedField).toBeUndefined();
});
