import { describe, expect, test } from 'vitest';
import type { AppState, Command } from '#app';
import { wantedTimers } from '#screens';
import { SecretText } from '#text';
import { KIOSK } from './kiosk-mode.ts';
import type { Program, ProgramOptions } from './program.ts';
import { answerSigning, atSigning, besideSeal, SIGNATORY_PRINT, signatorySlot } from './signature-walk.ts';
import {
	ATR,
	answerCertificates,
	answerLogOut,
	atCode,
	atEmptyMenu,
	atForm,
	atMenu,
	atShownPins,
	problem,
	ready,
	SEAL_CARD,
	SESSION,
	snapshotOf,
	WORD,
} from './walk.ts';

const SECOND_MS = 1000;

/** A kiosk at one of the places of the guide. */
function kiosk(walk: (options: ProgramOptions) => Program, mode: Partial<typeof KIOSK> = {}): Program {
	return walk({ mode: { kiosk: { ...KIOSK, ...mode } } });
}

function idleTimer(state: AppState): number | undefined {
	return wantedTimers(state).find(({ id }) => id === 'idle')?.at;
}

/** Lets the time go by up to the next idle timer and lets it fall due. */
function waitForIdle(program: Program): void {
	program.passes((idleTimer(program.state) ?? 0) - program.state.now);
	program.send({ type: 'timer', id: 'idle' });
}

function wiped(program: Program): readonly SecretText[] {
	return program.effects.flatMap((effect) => (effect.kind === 'wipe' ? effect.secrets : []));
}

describe('nobody leaves a kiosk', () => {
	test.each(['interrupt', 'quit'] as const)('by %s, wherever it is', (command) => {
		for (const walk of [ready, atForm, atCode, atMenu, atShownPins]) {
			const program = kiosk(walk);
			program.command(command, 'continue', command, command);
			expect(program.effects.map(({ kind }) => kind)).not.toContain('exit');
		}
	});

	test('without a code there is nothing to type, and why is said', () => {
		const program = kiosk(ready, { hasOperatorCode: false });
		program.command('quit');
		expect(program.state.overlay).toBeUndefined();
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'no-operator-code' });
	});

	test('but whoever knows the code does, and secrets are wiped', () => {
		const program = kiosk(atMenu);
		program.command('quit');
		program.types('472913');
		program.command('continue');
		const { request, code } = program.question('check-operator');
		expect(code.reveal()).toBe('472913');
		program.send({ type: 'operator-checked', request, isRight: true });
		expect(program.effects.at(-1)).toEqual({ kind: 'exit', exitCode: 0 });
		expect(wiped(program)).toContain(code);
		expect(program.asked('log-out')).toBe(1);
	});

	test('a wrong code is wiped, and from the third on one has to wait', () => {
		const program = kiosk(ready);
		program.command('quit');
		const tryOnce = (): void => {
			program.types('111111');
			program.command('continue');
			const { request, code } = program.question('check-operator');
			program.send({ type: 'operator-checked', request, isRight: false });
			expect(wiped(program)).toContain(code);
			expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'operator-code-wrong' });
		};
		tryOnce();
		tryOnce();
		tryOnce();
		program.types('111111');
		program.command('continue');
		expect(program.asked('check-operator')).toBe(3);
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'operator-wait' });
		// Going back and forth does not shorten it.
		program.command('back', 'quit');
		program.types('111111');
		program.command('continue');
		expect(program.asked('check-operator')).toBe(3);
		expect(program.state.overlay).toMatchObject({ kind: 'unlock', code: { length: 0 } });
		program.passes(30 * SECOND_MS);
		program.command('continue');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'code-incomplete' });
		program.types('111111');
		program.command('continue');
		expect(program.asked('check-operator')).toBe(4);
	});

	test('an answer that nobody waits for any more opens nothing', () => {
		const program = kiosk(ready);
		program.command('quit');
		program.types('472913');
		program.command('continue');
		const { request } = program.question('check-operator');
		program.command('back');
		program.send({ type: 'operator-checked', request, isRight: true });
		expect(program.effects.map(({ kind }) => kind)).not.toContain('exit');
	});

	test('the code is neither pasted nor longer than a code can be', () => {
		const program = kiosk(ready);
		program.command('quit');
		program.pastes('472913');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'paste-not-here' });
		program.types('1'.repeat(65));
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'field-full' });
	});

	test('the end of the process still wipes and logs out', () => {
		const program = kiosk(atShownPins);
		program.send({ type: 'process-ends' });
		expect(program.effects.at(-1)).toEqual({ kind: 'exit', exitCode: 130 });
		expect(program.asked('log-out')).toBe(1);
	});
});

describe('a kiosk that is left alone', () => {
	test.each([
		['at the form', atForm],
		['at the code', atCode],
		['at the menu', atMenu],
		['with PINs on the screen', atShownPins],
	] as const)('warns after 45 seconds and forgets everything after 60: %s', (_where, walk) => {
		const program = kiosk(walk);
		const { activeAt } = program.state;
		expect(idleTimer(program.state)).toBe(activeAt + 45 * SECOND_MS);
		waitForIdle(program);
		expect(program.state.screen).not.toBe('start');
		expect(idleTimer(program.state)).toBe(activeAt + 60 * SECOND_MS);
		expect(wantedTimers(program.state).map(({ id }) => id)).toContain('second');
		const hadSession = program.state.session !== undefined;
		waitForIdle(program);
		expect(program.state).toMatchObject({
			screen: 'start',
			overlay: undefined,
			session: undefined,
			login: { stage: 'none' },
			pins: { kind: 'hidden' },
			phone: [],
			notice: { kind: 'told', what: 'kiosk-idle' },
		});
		expect(program.asked('log-out')).toBe(hadSession ? 1 : 0);
		expect(idleTimer(program.state)).toBeUndefined();
	});

	test('wipes the word that was typed', () => {
		const program = kiosk(atForm);
		program.command('next-field', 'next-field');
		program.types(WORD);
		const { login } = program.state;
		const word = login.stage === 'form' ? login.securityWord : SecretText.empty;
		expect(word.length).toBe(WORD.length);
		waitForIdle(program);
		waitForIdle(program);
		expect(wiped(program)).toContain(word);
	});

	test('goes on as before when a key is pressed during the warning', () => {
		const program = kiosk(atMenu);
		waitForIdle(program);
		program.command('down');
		expect(idleTimer(program.state)).toBe(program.state.now + 45 * SECOND_MS);
		program.send({ type: 'timer', id: 'idle' });
		expect(program.state.session).toBeDefined();
	});

	test('does not take for a person what comes by itself', () => {
		const program = kiosk(atMenu);
		const { activeAt } = program.state;
		program.passes(10 * SECOND_MS);
		program.send({ type: 'timer', id: 'second' });
		program.send({ type: 'phone-message', message: { at: 0, text: 'x' } });
		program.send({ type: 'resized', columns: 100, rows: 30 });
		program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'akis', card: SEAL_CARD }) });
		expect(program.state.activeAt).toBe(activeAt);
	});

	test('gives a screen without secrets more time, and its first screen all the time there is', () => {
		const program = kiosk(ready);
		expect(idleTimer(program.state)).toBeUndefined();
		const commands: readonly Command[] = ['step-2', 'help'];
		for (const command of commands) {
			program.command(command);
			expect(idleTimer(program.state)).toBe(program.state.activeAt + 105 * SECOND_MS);
		}
	});

	test('tells the next visitor nothing of the last error of this one, also where its answer comes late', () => {
		const program = kiosk(atEmptyMenu);
		answerCertificates(program, problem('server-error', { detail: 'HTTP 503' }));
		expect(program.state.failure).toMatchObject({ asked: 'load-certificates' });
		const request = program.state.nextRequest - 1;
		waitForIdle(program);
		waitForIdle(program);
		expect(program.state.failure).toBeUndefined();
		const outcome = {
			kind: 'uncertain',
			key: '4f1c8a52-6b0e-4d7b-9d7e-2a54c1f0a9b3',
			problem: { code: 'timeout' },
		} as const;
		program.send({ type: 'change-settled', request, outcome });
		expect(program.state.failure).toBeUndefined();
	});

	test('speaks the first language again', () => {
		const program = kiosk(ready);
		program.command('language');
		waitForIdle(program);
		waitForIdle(program);
		expect(program.state.language).toBe('tr');
	});

	test('is not what a desk is', () => {
		expect(idleTimer(atMenu().state)).toBeUndefined();
	});
});

test('a visitor who logs out at a kiosk takes the last error along', () => {
	const program = kiosk(atEmptyMenu);
	answerCertificates(program, problem('server-error', { detail: 'HTTP 503' }));
	program.command('down', 'down', 'down', 'down', 'down', 'continue', 'continue');
	answerLogOut(program);
	expect(program.state).toMatchObject({ screen: 'start', session: undefined, failure: undefined });
});

describe('a card that is taken out of a kiosk', () => {
	test.each([
		['with the session', atMenu],
		['with a login that was begun', atCode],
	] as const)('takes everything along: %s', (_what, walk) => {
		const program = kiosk(walk);
		program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) });
		expect(program.state).toMatchObject({ screen: 'start', session: undefined, login: { stage: 'none' } });
		expect(program.state.notice).toEqual({ kind: 'told', what: 'kiosk-card-removed' });
	});

	/** In a session that the signatory's card opened, the seal in or not. */
	function signedIn(program = kiosk(atSigning)): Program {
		answerSigning(program, { kind: 'opened', session: SESSION });
		return program;
	}

	test('takes the session along that it opened, though the seal stays in', () => {
		const program = signedIn();
		expect(program.state).toMatchObject({ screen: 'menu', session: { signedBy: SIGNATORY_PRINT } });
		program.send({ type: 'card-changed', snapshot: besideSeal({ kind: 'empty' }) });
		expect(program.state).toMatchObject({ screen: 'start', session: undefined, login: { stage: 'none' } });
		expect(program.state.notice).toEqual({ kind: 'told', what: 'kiosk-card-removed' });
		expect(program.asked('log-out')).toBe(1);
	});

	test.each([
		['another card comes', besideSeal(signatorySlot({ certificates: [] }))],
		['its reader is unplugged', besideSeal()],
		[
			'no reader is seen any more',
			{ service: { kind: 'down', failure: 'stopped', detail: '' }, readers: [] },
		],
	] as const)('takes that session along too where %s', (_what, snapshot) => {
		const program = signedIn();
		program.send({ type: 'card-changed', snapshot });
		expect(program.state.session).toBeUndefined();
	});

	test('leaves that session open while it may be in: being read again, or in use for a moment', () => {
		const program = signedIn();
		for (const slot of [{ kind: 'in-use', atr: ATR } as const, signatorySlot()]) {
			program.send({ type: 'card-changed', snapshot: besideSeal(slot) });
			expect(program.state.session).toMatchObject({ signedBy: SIGNATORY_PRINT });
		}
	});

	test('leaves no session behind where it was taken out before the portal answered', () => {
		const program = kiosk(atSigning);
		program.send({ type: 'card-changed', snapshot: besideSeal({ kind: 'empty' }) });
		signedIn(program);
		expect(program.state.session).toBeUndefined();
		expect(program.state.notice).toEqual({ kind: 'told', what: 'kiosk-card-removed' });
		expect(program.asked('log-out')).toBe(1);
	});

	test('is nobody’s session where it was opened by the word', () => {
		const program = kiosk(atMenu);
		program.send({ type: 'card-changed', snapshot: besideSeal(signatorySlot()) });
		program.send({ type: 'card-changed', snapshot: besideSeal({ kind: 'empty' }) });
		expect(program.state.session).toMatchObject({ signedBy: undefined });
	});

	test('leaves a desk with that session as it is', () => {
		const program = signedIn(atSigning());
		program.send({ type: 'card-changed', snapshot: besideSeal({ kind: 'empty' }) });
		expect(program.state).toMatchObject({ screen: 'menu', session: { signedBy: SIGNATORY_PRINT } });
	});

	test('leaves a desk as it is', () => {
		const program = atMenu();
		program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) });
		expect(program.state.session).toBeDefined();
	});

	test('takes nothing along where nothing was begun', () => {
		const program = kiosk(ready);
		program.command('step-2');
		program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) });
		expect(program.state.screen).toBe('driver');
	});
});
