import type { SecretText } from '#text';
import type { Effect } from '../effects.ts';
import { type Next, next } from '../next.ts';
import type { AppState, LoginState } from '../state.ts';

/* Giving up what is under way and wiping what is secret, whatever the reason for leaving was. */

/** Leaves the login wherever it stands: the request is given up and the secrets are wiped. */
export function abandonLogin(state: AppState): Next {
	const effects: Effect[] = [];
	const { login } = state;
	if (login.stage !== 'none' && login.pending !== undefined) {
		effects.push({ kind: 'cancel', cancelled: login.pending.request });
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

/** What was typed and must not outlive the stage. */
export function secretsOf(login: LoginState): readonly SecretText[] {
	switch (login.stage) {
		case 'form':
			return login.securityWord.length > 0 ? [login.securityWord] : [];
		case 'code':
			return login.code.length > 0 ? [login.code] : [];
		case 'phone':
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
		case 'loading':
			return next(hidden, { kind: 'cancel', cancelled: state.pins.request });
		case 'shown':
			return next(hidden, {
				kind: 'wipe',
				secrets: state.pins.cards.flatMap((card) => [card.pin, card.puk]),
			});
	}
}

/** For a state in which a secret was replaced by another: the former one is wiped. */
export function replaceSecret(state: AppState, former: SecretText): Next {
	return former.length === 0 ? next(state) : next(state, { kind: 'wipe', secrets: [former] });
}
