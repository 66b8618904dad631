import { type AppState, andThen, dropOperation, loadCertificates, type Next, next } from '#app';

/** Back to the menu, whose certificates may have changed; to the login where the session ended meanwhile. */
export function toMenu(state: AppState): Next {
	return andThen(dropOperation(state), loadCertificates);
}

/** Back to PIN / PUK Bilgisi; to the login where the session ended meanwhile. */
export function toPins(state: AppState): Next {
	return andThen(dropOperation(state), (left) =>
		next(left.session === undefined ? left : { ...left, screen: 'pins' }),
	);
}
