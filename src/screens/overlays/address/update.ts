import {
	type AppState,
	elsewhereWaiting,
	GUIDED_PLANS,
	type Next,
	next,
	refuse,
	request,
	type StampedMessage,
} from '#app';

/** Where the AKİS driver is downloaded (guide, step 2; docs/portal.md). */
const DRIVER_ADDRESS = 'https://kamusm.bilgem.tubitak.gov.tr/islemler/surucu_indirme/';

/** The address that the screen speaks of and that another device could open; undefined where there is none. */
export function addressHere(state: AppState): string | undefined {
	switch (state.screen) {
		case 'login':
			return elsewhereWaiting(state)?.begun.completeAddress;
		case 'driver':
			return DRIVER_ADDRESS;
		case 'guided':
			return GUIDED_PLANS[state.guided.act?.task ?? state.guided.cursor].address;
		case 'portal':
			if (state.mode.portal === 'guided') {
				return GUIDED_PLANS['log-in'].address;
			}
			return state.mode.portal === 'http' && state.portal.kind === 'reached'
				? state.portal.address
				: undefined;
		default:
			return undefined;
	}
}

/** Shows it large, and has its QR code drawn. */
export function showAddress(before: AppState): Next {
	const address = addressHere(before);
	if (address === undefined) {
		return refuse(before, 'no-such-key');
	}
	return request(before, (number, state) =>
		next(
			{ ...state, overlay: { kind: 'address', scroll: 0, address, code: { request: number } } },
			{ kind: 'draw-address', request: number, address },
		),
	);
}

export function addressDrawn(
	state: AppState,
	{ request: number, code }: Extract<StampedMessage, { readonly type: 'address-drawn' }>,
): Next {
	const { overlay } = state;
	return overlay?.kind === 'address' && 'request' in overlay.code && overlay.code.request === number
		? next({ ...state, overlay: { ...overlay, code } })
		: next(state);
}
