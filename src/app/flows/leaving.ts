import type { SecretText } from '#text';
import type { CardPinForm, CardPinState } from '../card-pin-state.ts';
import type { Effect } from '../effects.ts';
import { andThen, type Next, next } from '../next.ts';
import type { RequestId } from '../request.ts';
import type { AppState, LoginState } from '../state.ts';

/* Giving up what is under way and wiping what is secret, whatever the reason for leaving was. */

/** Leaves the login wherever it stands: the request is given up and the secrets are wiped. */
export function abandonLogin(state: AppState): Next {
	const effects: Effect[] = [];
	const { login } = state;
	if ('pending' in login && login.pending !== undefined) {
		effects.push({ kind: 'cancel', cancelled: login.pending.request });
	}
	for (const cancelled of elsewhereRequests(login)) {
		effects.push({ kind: 'cancel', cancelled });
	}
	if (login.stage === 'form' && login.captcha.kind === 'loading') {
		effects.push({ kind: 'cancel', cancelled: login.captcha.request });
	}
	const secrets = secretsOf(login);
	if (secrets.length > 0) {
		effects.push({ kind: 'wipe', secrets });
	}
	return next({ ...state, login: { stage: 'none' } }, ...effects);
}

/** What is asked for a login at another site. */
function elsewhereRequests(login: LoginState): readonly RequestId[] {
	if (login.stage !== 'elsewhere') {
		return [];
	}
	const { step } = login;
	switch (step.name) {
		case 'starting':
			return [step.request];
		case 'waiting':
			return step.poll === undefined ? [] : [step.poll];
		case 'over':
			return [];
	}
}

/** What was typed and must not outlive the stage. */
export function secretsOf(login: LoginState): readonly SecretText[] {
	switch (login.stage) {
		case 'form':
			return login.securityWord.length > 0 ? [login.securityWord] : [];
		case 'code':
			return login.code.length > 0 ? [login.code] : [];
		case 'new-word':
			return [login.from.code, ...Object.values(login.words)].filter(({ length }) => length > 0);
		case 'elsewhere':
			return login.step.name === 'waiting' ? [login.step.begun.deviceCode] : [];
		case 'phone':
		case 'signature':
		case 'none':
			return [];
	}
}

/** Takes the PINs off the screen and wipes them; a request for them is given up. */
export function hidePins(state: AppState): Next {
	const hidden: AppState = { ...state, pins: { kind: 'hidden' } };
	switch (state.pins.kind) {
		case 'hidden':
			return next(state);
		case 'none':
		case 'asking':
			return next(hidden);
		case 'loading':
			return next(hidden, { kind: 'cancel', cancelled: state.pins.request });
		case 'shown':
			return next(hidden, {
				kind: 'wipe',
				secrets: state.pins.cards.flatMap((card) => [card.pin, card.puk]),
			});
	}
}

/** What was typed for an act with the card's PIN. */
export function cardPinSecrets(cardPin: CardPinState | undefined): readonly SecretText[] {
	switch (cardPin?.stage.stage) {
		case 'form':
			return typedIn(cardPin.stage);
		case 'last-try':
		case 'running':
			return typedIn(cardPin.stage.form);
		default:
			return [];
	}
}

function typedIn({ secrets }: CardPinForm): readonly SecretText[] {
	return Object.values(secrets).filter((secret) => secret.length > 0);
}

/** Back to the menu of the card's PIN, whatever stood there; what was typed is wiped. */
export function wipeCardPin(state: AppState): Next {
	const { cardPin } = state;
	if (cardPin === undefined) {
		return next(state);
	}
	const secrets = cardPinSecrets(cardPin);
	return next(
		{ ...state, cardPin: { ...cardPin, stage: { stage: 'menu' } } },
		...(secrets.length === 0 ? [] : [{ kind: 'wipe', secrets } as const]),
	);
}

/** Leaves the screen of the card's PIN: what is under way is given up as far as it can be, what was typed is wiped. */
export function leaveCardPin(state: AppState): Next {
	const { cardPin } = state;
	if (cardPin === undefined) {
		return next(state);
	}
	const { stage, tries } = cardPin;
	const underWay = [
		...(stage.stage === 'running' ? [stage.request] : []),
		...(tries.kind === 'looking' ? [tries.request] : []),
	];
	const screen = state.screen === 'card-pin' ? 'card' : state.screen;
	// Given up before it is wiped: nobody takes an emptied secret for one that was typed.
	return andThen(
		next(state, ...underWay.map((cancelled) => ({ kind: 'cancel', cancelled }) as const)),
		(freed) => andThen(wipeCardPin(freed), (wiped) => next({ ...wiped, screen, cardPin: undefined })),
	);
}

/** For a state in which a secret was replaced by another: the former one is wiped. */
export function replaceSecret(state: AppState, former: SecretText): Next {
	return former.length === 0 ? next(state) : next(state, { kind: 'wipe', secrets: [former] });
}
