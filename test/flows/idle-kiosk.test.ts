import { expect } from 'vitest';
import { textsOf } from '#i18n';
import type { FaultPlan } from '../../src/sandbox/card/index.ts';
import { flow, type Kiosk } from './kiosk.ts';
import { walkToMenu } from './login-walk.ts';

const { cardPin, menu, told, unlock } = textsOf('tr');

const INS_VERIFY = 0x20;
const INS_UNBLOCK = 0x2c;
/** Shorter than a silent card is waited for. */
const IDLE_SECONDS = 3;
const ANSWER_LIMIT_SECONDS = 5;
const MODE = {
	kiosk: { idleSecretMs: IDLE_SECONDS * 1000, idleMs: 60_000, hasOperatorCode: false, language: 'tr' },
} as const;

const silentAt = (instruction: number): FaultPlan => [
	{ at: 'instruction', instruction, number: 1, fault: { kind: 'silence', isExecuted: true } },
];

/** Nobody does anything any more: the card keeps its time, its outcome stands there, then everything is forgotten. */
async function isLeftAlone(
	kiosk: Kiosk,
	running: (seconds: number) => string,
	outcome: string,
): Promise<void> {
	const answers = await kiosk.cardFallsSilent();
	await kiosk.later(IDLE_SECONDS + 1);
	kiosk.stillSees(running(IDLE_SECONDS + 1));
	await kiosk.later(ANSWER_LIMIT_SECONDS - IDLE_SECONDS - 1);
	answers();
	await kiosk.sees(outcome);
	expect(kiosk.sentPins).toBe(1);
	expect(kiosk.cardCondition.isPinVerified).toBe(false);

	await kiosk.later(IDLE_SECONDS - 1);
	await kiosk.sees(outcome);
	await kiosk.later(1);
	await kiosk.sees(told['kiosk-idle']);
	expect(kiosk.state.screen).toBe('start');
	expect(kiosk.unwipedSecrets).toBe(0);
	expect(await kiosk.isTokenGood()).toBe(false);
}

flow(
	'a PIN that the card was given when everybody went away is waited for, then all is forgotten',
	async (kiosk) => {
		await walkToMenu(kiosk);
		kiosk.types('p');
		await kiosk.sees(cardPin.title);
		kiosk.press('enter');
		await kiosk.sees(cardPin.once);
		kiosk.typesSecret(kiosk.pins.pin);
		kiosk.press('enter');
		await isLeftAlone(kiosk, cardPin.running['verify-pin'], cardPin.unknown['verify-pin'].what);
	},
	silentAt(INS_VERIFY),
	MODE,
);

flow(
	'a card that is being unlocked when everybody went away is waited for, then all is forgotten',
	async (kiosk) => {
		await walkToMenu(kiosk);
		kiosk.press('down');
		await kiosk.sees(menu.explained.unlock);
		kiosk.press('enter');
		await kiosk.sees(unlock.ready);
		kiosk.press('enter');
		await isLeftAlone(kiosk, unlock.onCard, unlock.cardStopped.unknown);
	},
	silentAt(INS_UNBLOCK),
	MODE,
);
