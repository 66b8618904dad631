import { type AppState, abandonLogin, andThen, goToStep, type Next, next, portalOffers, refuse } from '#app';
import { openElsewhereLogin } from '../login/elsewhere-update.ts';
import { openForm } from '../login/form-update.ts';
import { openSignatureForm } from '../login/signature-update.ts';

/** Enter: the login that the cursor stands on, where it was left. */
export function logInBy(state: AppState): Next {
	if (state.session !== undefined) {
		return goToStep(state, 6);
	}
	if (state.portal.kind !== 'reached') {
		return refuse(state, 'portal-not-reached');
	}
	if (state.flow?.login === 'elsewhere') {
		return logInElsewhere(state);
	}
	const operation = state.method === 'password' ? 'password-login' : 'e-signature-login';
	if (!portalOffers(state, operation)) {
		return refuse(state, 'not-offered');
	}
	const isBySignature = state.method === 'e-signature';
	const isUnderWay = state.login.stage !== 'none' && (state.login.stage === 'signature') === isBySignature;
	if (isUnderWay) {
		return next({ ...state, screen: 'login' });
	}
	// Begun by the other way: what was typed there is wiped.
	return andThen(abandonLogin(state), (freed) =>
		isBySignature ? openSignatureForm(freed) : openForm(freed),
	);
}

function logInElsewhere(state: AppState): Next {
	if (!portalOffers(state, 'elsewhere-login')) {
		return refuse(state, 'not-offered');
	}
	return state.login.stage === 'none' ? openElsewhereLogin(state) : next({ ...state, screen: 'login' });
}

/** ↑ and ↓ before a session: between the two ways to log in. */
export function moveInMethods(state: AppState, direction: 1 | -1): Next {
	const method = direction === 1 ? 'e-signature' : 'password';
	return state.method === method || state.flow?.login === 'elsewhere'
		? refuse(state, 'end-of-list')
		: next({ ...state, method });
}
