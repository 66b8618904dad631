import { readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { textsOf } from '#i18n';
import type { CommandFault, FaultPlan } from '../../src/sandbox/card/index.ts';
import { flow, HOLDER, type Kiosk, signatureFlow } from './kiosk.ts';
import { losesAnswerTo } from './lost-answer.ts';

const texts = textsOf('tr');
const english = textsOf('en');
const { cardPin, refusals, signatureLogin, told } = texts;

const WRONG_PIN = '111222';
const INS_VERIFY = 0x20;

function atInstruction(instruction: number, fault: CommandFault): FaultPlan {
	return [{ at: 'instruction', instruction, number: 1, fault }];
}

/** From the start to the form, with the organisation's number in it. */
async function openForm(kiosk: Kiosk): Promise<void> {
	kiosk.types('4');
	kiosk.press('down');
	kiosk.press('enter');
	await kiosk.untilSignatoryIs('akis');
	await kiosk.sees(signatureLogin.title, 'Gülşen Işık');
	kiosk.types(HOLDER.number);
}

async function openPin(kiosk: Kiosk): Promise<void> {
	await openForm(kiosk);
	kiosk.press('enter');
	await kiosk.sees(signatureLogin.whatIsSigned);
}

/** What the sandbox shows on purpose. */
function pinOf(kiosk: Kiosk): string {
	return kiosk.signatory.pin.reveal();
}

function sentPins(kiosk: Kiosk): number {
	return kiosk.signatory.seat.injector.commands.filter(({ carriesPin }) => carriesPin).length;
}

const SIGNATURE_PATH = /^\/v1\/signature-logins\/[^/]+\/signature$/;

signatureFlow(
	'a signatory logs in with their own card, and the menu is the one of the holder',
	async (kiosk) => {
		await openPin(kiosk);
		await kiosk.sees(
			signatureLogin.pinHint(pinOf(kiosk)),
			`${cardPin.pinTries} ${cardPin.tries['at-most'](3)}`,
		);
		kiosk.types(pinOf(kiosk));
		kiosk.press('enter');
		await kiosk.sees(texts.steps[6].title, HOLDER.title, 'SIGN0');
		await kiosk.ticks(1, 2, 3, 4, 5);
		expect(sentPins(kiosk)).toBe(1);
		expect(kiosk.signatory.card.condition).toMatchObject({ isPinVerified: false, pinTriesLeft: 3 });
		expect(kiosk.unwipedSecrets).toBe(0);

		const journal = await readFile(`${kiosk.folder}/journal.jsonl`, 'utf8');
		expect(journal).toMatch(
			/"card-act-intended"[^\n]*"kind":"sign"[^\n]*\n[^\n]*"card-act-settled"[^\n]*"done"/,
		);
		expect(journal).not.toContain(pinOf(kiosk));

		kiosk.types('k');
		await kiosk.sees(texts.menu.entries['pin-view']);
	},
);

signatureFlow('in English, and at the smallest size', async (kiosk) => {
	await openPin(kiosk);
	kiosk.press('f2');
	kiosk.resizes(60, 20);
	kiosk.resizes(112, 30);
	await kiosk.sees(english.signatureLogin.pinHint(pinOf(kiosk)));
	kiosk.types(pinOf(kiosk));
	kiosk.press('enter');
	await kiosk.sees(english.steps[6].title, HOLDER.title);
});

signatureFlow('a wrong PIN costs a try and opens nothing; the right one then does', async (kiosk) => {
	await openPin(kiosk);
	kiosk.typesSecret(WRONG_PIN);
	kiosk.press('enter');
	await kiosk.sees(signatureLogin.wrong.what, signatureLogin.wrong.safe);
	expect(kiosk.signatory.card.condition.pinTriesLeft).toBe(2);
	kiosk.press('enter');
	await kiosk.sees(signatureLogin.certificates);
	kiosk.press('enter');
	await kiosk.sees(`${cardPin.pinTries} 2`);
	kiosk.types(pinOf(kiosk));
	kiosk.press('enter');
	await kiosk.sees(texts.steps[6].title, HOLDER.title);
	expect(kiosk.unwipedSecrets).toBe(0);
});

signatureFlow('the last try is sent only after another word, with a nonce of its own', async (kiosk) => {
	await openForm(kiosk);
	for (const left of [2, 1]) {
		kiosk.press('enter');
		await kiosk.sees(signatureLogin.whatIsSigned);
		kiosk.typesSecret(WRONG_PIN);
		kiosk.press('enter');
		await kiosk.sees(signatureLogin.wrong.what);
		expect(kiosk.signatory.card.condition.pinTriesLeft).toBe(left);
		kiosk.press('enter');
	}
	kiosk.press('enter');
	await kiosk.sees(cardPin.lastTryAhead);
	kiosk.types(pinOf(kiosk));
	kiosk.press('enter');
	await kiosk.sees(cardPin.lastTry('DEVAM'), signatureLogin.lastTryFacts);
	// Longer than a nonce is good for.
	await kiosk.later(400);
	expect(sentPins(kiosk)).toBe(2);
	kiosk.types('devam');
	kiosk.press('enter');
	await kiosk.sees(texts.steps[6].title, HOLDER.title);
	expect(kiosk.signatory.card.condition.pinTriesLeft).toBe(3);
});

signatureFlow(
	'three wrong PINs block the card: it is said, and the PIN is sent to it no more',
	async (kiosk) => {
		await openForm(kiosk);
		for (let sent = 0; sent < 3; sent++) {
			kiosk.press('enter');
			await kiosk.sees(signatureLogin.whatIsSigned);
			kiosk.typesSecret(WRONG_PIN);
			kiosk.press('enter');
			if (sent === 2) {
				await kiosk.sees(cardPin.lastTry('DEVAM'));
				kiosk.types('devam');
				kiosk.press('enter');
			}
			await kiosk.sees(sent === 2 ? signatureLogin.blocked.what : signatureLogin.wrong.what);
			kiosk.press('enter');
		}
		kiosk.press('enter');
		await kiosk.sees(cardPin.tries.blocked);
		kiosk.types(pinOf(kiosk));
		kiosk.press('enter');
		await kiosk.sees(signatureLogin.blocked.what, signatureLogin.blocked.now);
		expect(sentPins(kiosk)).toBe(3);
	},
);

signatureFlow('the seal is refused with the reason, and its PIN is never asked for', async (kiosk) => {
	await openForm(kiosk);
	kiosk.press('tab');
	kiosk.press('enter');
	await kiosk.sees(refusals['seal-is-no-person']);
	await kiosk.seesNot(signatureLogin.whatIsSigned);
	expect(sentPins(kiosk)).toBe(0);
});

signatureFlow(
	'another organisation is not signed for: the portal says that it does not know this person',
	async (kiosk) => {
		kiosk.types('4');
		kiosk.press('down');
		kiosk.press('enter');
		await kiosk.sees(signatureLogin.title);
		kiosk.types('1234567890');
		kiosk.press('enter');
		await kiosk.sees(signatureLogin.whatIsSigned);
		kiosk.types(pinOf(kiosk));
		kiosk.press('enter');
		await kiosk.sees(signatureLogin.portalAfter.what, texts.problems['signatory-unknown']());
		expect(kiosk.signatory.card.condition.pinTriesLeft).toBe(3);
	},
);

describe('the signatory’s card', () => {
	signatureFlow('pulled while the PIN is typed: it is wiped, and the form stands', async (kiosk) => {
		await openPin(kiosk);
		kiosk.types(pinOf(kiosk).slice(0, 4));
		kiosk.press('f9');
		await kiosk.untilSignatoryIs('empty');
		await kiosk.sees(told['card-left-form'], signatureLogin.certificates);
		expect([sentPins(kiosk), kiosk.unwipedSecrets]).toEqual([0, 0]);
	});

	for (const moment of ['before', 'after'] as const) {
		signatureFlow(
			`pulled while it has the PIN, ${moment} it compared: no session, nothing sent again`,
			async (kiosk) => {
				await openPin(kiosk);
				kiosk.types(pinOf(kiosk));
				kiosk.press('enter');
				const { what, safe, now } = signatureLogin.unknown;
				await kiosk.sees(what, cardPin.errors['card-removed'], safe, now);
				expect([sentPins(kiosk), kiosk.unwipedSecrets]).toEqual([1, 0]);
				kiosk.press('enter');
				await kiosk.sees(signatureLogin.certificates);
			},
			atInstruction(INS_VERIFY, { kind: 'pull', moment }),
		);
	}
});

signatureFlow('Esc leads back, step by step, and nothing was sent', async (kiosk) => {
	await openPin(kiosk);
	kiosk.types(pinOf(kiosk));
	kiosk.press('escape');
	await kiosk.sees(signatureLogin.certificates, HOLDER.number);
	kiosk.press('escape');
	await kiosk.sees(texts.method.signatureWhy);
	expect([sentPins(kiosk), kiosk.unwipedSecrets]).toEqual([0, 0]);
});

signatureFlow('a portal that is gone is said before the PIN goes anywhere', async (kiosk) => {
	await openPin(kiosk);
	await kiosk.portalStops();
	kiosk.types(pinOf(kiosk));
	kiosk.press('enter');
	await kiosk.sees(signatureLogin.portalBefore.what, signatureLogin.portalBefore.safe);
	expect([sentPins(kiosk), kiosk.unwipedSecrets]).toEqual([0, 0]);
});

signatureFlow(
	'the portal’s answer is lost once after the card signed: the client repeats the signature, and the session is open',
	async (kiosk) => {
		await openPin(kiosk);
		const lost = losesAnswerTo('POST', SIGNATURE_PATH);
		kiosk.types(pinOf(kiosk));
		kiosk.press('enter');
		await lost;
		await kiosk.sees(texts.steps[6].title, HOLDER.title);
		expect([sentPins(kiosk), kiosk.unwipedSecrets]).toEqual([1, 0]);
	},
);

signatureFlow(
	'the portal’s answer is lost both times after the card signed: what is known is said, and nothing more is sent by itself',
	async (kiosk) => {
		await openPin(kiosk);
		// The line before the portal makes a response too: two of the first request, and the line's own of the second.
		const lost = losesAnswerTo('POST', SIGNATURE_PATH, 3);
		kiosk.types(pinOf(kiosk));
		kiosk.press('enter');
		await lost;
		const { what, safe, now } = signatureLogin.portalSilent;
		await kiosk.sees(what, texts.problems.unreachable(), safe, now);
		expect([sentPins(kiosk), kiosk.unwipedSecrets]).toEqual([1, 0]);
		expect(kiosk.state.session).toBeUndefined();
		expect(kiosk.signatory.card.condition).toMatchObject({ isPinVerified: false, pinTriesLeft: 3 });

		// However long nobody does anything.
		await kiosk.later(120);
		await kiosk.sees(what);
		expect(sentPins(kiosk)).toBe(1);

		kiosk.press('enter');
		await kiosk.sees(signatureLogin.certificates, HOLDER.number);
		kiosk.press('enter');
		await kiosk.sees(signatureLogin.whatIsSigned);
		kiosk.types(pinOf(kiosk));
		kiosk.press('enter');
		await kiosk.sees(texts.steps[6].title, HOLDER.title);
		expect([sentPins(kiosk), kiosk.unwipedSecrets]).toEqual([2, 0]);

		const journal = await readFile(`${kiosk.folder}/journal.jsonl`, 'utf8');
		expect(journal.match(/"card-act-settled"[^\n]*"done"/g)).toHaveLength(2);
	},
);

flow(
	'a newcomer finds the sandbox’s signatory: the second reader comes with the form, F9 pulls its card',
	async (kiosk) => {
		kiosk.types('1');
		await kiosk.seesNot('e-imza (sanal)');
		await openForm(kiosk);
		kiosk.press('f9');
		await kiosk.untilSignatoryIs('empty');
		await kiosk.seesNot('Gülşen Işık');
		kiosk.press('f9');
		await kiosk.untilSignatoryIs('akis');
		await kiosk.sees('Gülşen Işık');
		kiosk.press('enter');
		await kiosk.sees(signatureLogin.pinHint('').trim());
		// The seal is still the card that the guide speaks of.
		await kiosk.ticks(1, 2, 3, 4);
	},
);
