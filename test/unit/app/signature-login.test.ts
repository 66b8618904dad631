import { describe, expect, test } from 'vitest';
import type { CardSnapshot, SlotState } from '#card';
import { stepState } from '../../../src/app/steps.ts';
import { answerTries, FULL, read } from './card-pin-walk.ts';
import { driverThatSees } from './driver-reports.ts';
import { KIOSK } from './kiosk-mode.ts';
import {
	answerSigning,
	atLoginTold,
	atSignatureForm,
	atSignaturePin,
	atSigning,
	besideSeal,
	SIGNATORY,
	SIGNATORY_PIN,
	SIGNATORY_PRINT,
	signatorySlot,
} from './signature-walk.ts';
import { answerCaptcha, certificateOf, HOLDER, insertCard, SESSION } from './walk.ts';

const AT_SIGNATORY = { fingerprint: SIGNATORY_PRINT };

describe('the form of E-İmzalı Giriş', () => {
	test('asks for the organisation, and takes the one certificate that fits without choosing', () => {
		const program = atSignatureForm();
		program.command('continue');
		expect(program.state.login).toMatchObject({ focus: 'holder-number', fault: 'empty' });
		program.types(HOLDER.holderNumber);
		program.command('continue');
		expect(program.state.login).toMatchObject({ focus: AT_SIGNATORY });
		expect(program.state.cardPin).toMatchObject({
			openedFrom: 'login',
			stage: { stage: 'form', act: 'log-in' },
		});
		expect(program.state.screen).toBe('login');
	});

	test('says why the field is not left where there is no certificate to go to', () => {
		const program = atSignatureForm();
		insertCard(program, { kind: 'empty' });
		program.types('4540536920');
		for (const key of ['next-field', 'previous-field', 'down', 'up'] as const) {
			program.command(key);
			expect(program.state.notice, key).toEqual({ kind: 'refused', refusal: 'no-signature-card' });
		}
	});

	test('says at Enter that a number is still wrong, where that stood there already', () => {
		const program = atSignatureForm();
		program.types('123');
		program.command('continue', 'continue');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'number-wrong' });
		expect(program.state.login).toMatchObject({ focus: 'holder-number', fault: 'length' });
	});

	test('wants a choice where two fit, and goes on with the one that was chosen', () => {
		const other = certificateOf({ ...SIGNATORY, fingerprint: '77'.repeat(32), title: 'Oğuz Çağlayan' });
		const program = atSignatureForm(undefined, [
			signatorySlot(),
			signatorySlot({ certificates: [{ fileId: '2F10', certificate: other }] }),
		]);
		program.types(HOLDER.holderNumber);
		program.command('continue');
		expect(program.state.cardPin).toBeUndefined();
		expect(program.state.login).toMatchObject({ focus: AT_SIGNATORY });
		program.command('down', 'continue');
		expect(program.state.cardPin?.card?.certificates[0]?.certificate).toBe(other);
	});

	test.each([
		['seal-is-no-person', { isSeal: true }],
		['signature-expired', { notAfter: Date.UTC(2025, 0, 1) }],
		['signature-not-begun', { notBefore: Date.UTC(2026, 6, 1) }],
		['not-for-signing', { use: 'ENCR0' }],
		['real-signature-in-sandbox', { isSandbox: false }],
	] as const)('refuses with the reason: %s', (refusal, patch) => {
		const certificate = certificateOf({ ...SIGNATORY, ...patch });
		const program = atSignatureForm(undefined, [
			signatorySlot({ certificates: [{ fileId: '2F10', certificate }] }),
		]);
		program.types(HOLDER.holderNumber);
		program.command('up', 'continue');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal });
		expect(program.state.cardPin).toBeUndefined();
		expect(program.asked('read-pin-tries')).toBe(0);
	});

	test('lets a real e-signature sign for a real portal', () => {
		const certificate = certificateOf({ ...SIGNATORY, isSandbox: false });
		const program = atSignatureForm({ portal: 'http' }, [
			signatorySlot({ certificates: [{ fileId: '2F10', certificate }] }),
		]);
		program.types(HOLDER.holderNumber);
		program.command('up', 'continue');
		expect(program.state.cardPin?.stage.stage).toBe('form');
		expect(program.asked('plug-signatory')).toBe(0);
	});

	test('needs the driver for a card of another generation, until that sees the very card', () => {
		const slot = signatorySlot({ generation: 'v2.x' });
		const program = atSignatureForm(undefined, [slot]);
		program.types(HOLDER.holderNumber);
		program.command('up', 'continue');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'driver-not-ready' });
		program.send({ type: 'timer', id: 'driver-check' });
		program.send({
			type: 'driver-told',
			request: program.question('look-at-driver').request,
			report: driverThatSees(slot.card),
		});
		program.command('continue');
		expect(program.state.cardPin?.stage.stage).toBe('form');
	});

	test('is left with Esc, back to the two ways; the other way begins anew', () => {
		const program = atSignatureForm();
		program.types('4540');
		program.command('back');
		expect(program.state).toMatchObject({ screen: 'login-method', login: { stage: 'none' } });
		program.command('continue', 'step-4', 'up', 'continue');
		answerCaptcha(program);
		expect(program.state.login.stage).toBe('form');
		program.command('back', 'down', 'continue');
		expect(program.state.login).toMatchObject({ stage: 'signature', holderNumber: '' });
	});

	test('F9 pulls the signatory’s card here, and the seal everywhere else', () => {
		const program = atSignatureForm();
		program.command('toggle-card');
		expect(program.question('toggle-card')).toMatchObject({ card: 'signatory' });
		program.command('back', 'toggle-card');
		expect(program.question('toggle-card')).toMatchObject({ card: 'seal' });
	});
});

describe('the PIN of E-İmzalı Giriş', () => {
	test('is ordered once, for the card, the certificate and the organisation that were chosen', () => {
		const program = atSigning();
		expect(program.question('log-in-by-signature').order).toMatchObject({
			certificate: { certificate: SIGNATORY },
			holderNumber: HOLDER.holderNumber,
			confirmedLastTry: false,
		});
		expect(program.question('log-in-by-signature').order.pin.reveal()).toBe(SIGNATORY_PIN);
		program.command('continue', 'continue');
		expect(program.asked('log-in-by-signature')).toBe(1);
	});

	test('goes on to the menu as after Şifreli Giriş', () => {
		const program = atLoginTold({}, { kind: 'opened', session: SESSION });
		expect(program.state).toMatchObject({
			screen: 'menu',
			login: { stage: 'none' },
			cardPin: undefined,
			session: { holderNumber: HOLDER.holderNumber },
		});
		expect(program.asked('load-certificates')).toBe(1);
		expect(stepState(program.state, 5).isDone).toBe(true);
		const { pin } = program.question('log-in-by-signature').order;
		expect(program.effects.some((effect) => effect.kind === 'wipe' && effect.secrets.includes(pin))).toBe(
			true,
		);
	});

	test('before a last try waits for the word, and is the same order confirmed', () => {
		const program = atLoginTold({}, { kind: 'needs-last-try-confirmation', tries: { kind: 'last-try' } });
		program.command('continue');
		expect(program.asked('log-in-by-signature')).toBe(1);
		program.types('devam');
		program.command('continue');
		expect(program.question('log-in-by-signature').order.confirmedLastTry).toBe(true);
		expect(program.question('log-in-by-signature').order.pin.reveal()).toBe(SIGNATORY_PIN);
	});

	test('is wiped by Esc, and the form stands as it was', () => {
		const program = atSignaturePin();
		program.types('640');
		const effects = program.command('back');
		expect(effects.map(({ kind }) => kind)).toEqual(['wipe']);
		expect(program.state).toMatchObject({
			screen: 'login',
			cardPin: undefined,
			login: { stage: 'signature', holderNumber: HOLDER.holderNumber, focus: AT_SIGNATORY },
		});
	});

	test('is wiped when its card goes, and stays when another reader’s does', () => {
		const slot = signatorySlot();
		const program = atSignaturePin({}, slot);
		program.types('640');
		program.send({
			type: 'card-changed',
			snapshot: { ...besideSeal(slot), readers: besideSeal(slot).readers.slice(1) },
		});
		expect(program.state.cardPin?.stage.stage).toBe('form');
		program.send({ type: 'card-changed', snapshot: besideSeal({ kind: 'empty' }) });
		expect(program.state).toMatchObject({
			cardPin: undefined,
			notice: { kind: 'told', what: 'card-left-form' },
			login: { stage: 'signature' },
		});
	});

	test('that is under way is given up by Esc once, and its outcome waited for', () => {
		const program = atSigning();
		const { request } = program.question('log-in-by-signature');
		expect(program.command('back')).toEqual([{ kind: 'cancel', cancelled: request }]);
		expect(program.command('back')).toEqual([]);
		program.send({ type: 'card-changed', snapshot: besideSeal({ kind: 'empty' }) });
		expect(program.state.cardPin?.stage.stage).toBe('running');
		answerSigning(program, { kind: 'called-off' });
		expect(program.state).toMatchObject({
			cardPin: undefined,
			login: { stage: 'signature' },
			notice: { kind: 'told', what: 'card-act-called-off' },
		});
	});

	test('that was given up too late leaves no session open at the portal', () => {
		const program = atSigning();
		program.command('back');
		answerSigning(program, { kind: 'opened', session: SESSION });
		expect(program.state.session).toBeUndefined();
		expect(program.asked('log-out')).toBe(1);
		expect(program.state.cardPin?.stage).toMatchObject({
			stage: 'told',
			outcome: { kind: 'portal', isSigned: true, problem: { code: 'cancelled' } },
		});
	});

	test('answered after everything was left closes the session that nobody uses', () => {
		const program = atSigning({ mode: { kiosk: KIOSK } });
		const order = program.question('log-in-by-signature').request;
		program.passes(KIOSK.idleSecretMs * 2);
		answerSigning(program, { kind: 'called-off' });
		program.command('back');
		program.send({
			type: 'signature-login-ended',
			request: order,
			outcome: { kind: 'opened', session: SESSION },
		});
		expect(program.asked('log-out')).toBe(1);
		expect(program.state.session).toBeUndefined();
	});

	test('leads back to its form after every outcome, where the tries are looked at anew', () => {
		const program = atLoginTold({}, { kind: 'wrong', tries: FULL });
		program.command('continue');
		expect(program.state).toMatchObject({ cardPin: undefined, login: { focus: AT_SIGNATORY } });
		program.command('continue');
		answerTries(program, read({ kind: 'exactly', count: 2 }, undefined));
		expect(program.state.cardPin?.tries).toMatchObject({ outcome: { pin: { count: 2 } } });
	});

	test('unticks the third step where the portal cannot be reached', () => {
		const program = atLoginTold({}, { kind: 'portal', isSigned: false, problem: { code: 'unreachable' } });
		expect(stepState(program.state, 3).isDone).toBe(false);
		expect(program.state.cardPin?.stage.stage).toBe('told');
	});
});

test('at a kiosk the seal is taken out for the signatory’s card without losing what was typed', () => {
	const program = atSignatureForm({ mode: { kiosk: KIOSK } }, []);
	program.types(HOLDER.holderNumber);
	const reader = besideSeal().readers[0];
	const holding = (slot: SlotState): CardSnapshot => ({
		service: { kind: 'running' },
		readers: reader === undefined ? [] : [{ ...reader, slot }],
	});
	program.send({ type: 'card-changed', snapshot: holding({ kind: 'empty' }) });
	program.send({ type: 'card-changed', snapshot: holding(signatorySlot()) });
	program.command('continue');
	expect(program.state.cardPin?.stage.stage).toBe('form');
});
