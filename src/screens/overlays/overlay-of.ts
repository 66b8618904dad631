import type { Overlay } from '#app';
import type { View } from '../view.ts';

/**
 * What lies over the screen, for the view of its kind.
 *
 * @throws Error where another kind lies there: it is drawn by a view of its own
 */
export function overlayOf<Kind extends Overlay['kind']>(
	{ state: { overlay } }: View,
	kind: Kind,
): Overlay & { readonly kind: Kind } {
	if (!isOfKind(overlay, kind)) {
		throw new Error(`no ${kind} lies over the screen`);
	}
	return overlay;
}

function isOfKind<Kind extends Overlay['kind']>(
	overlay: Overlay | undefined,
	kind: Kind,
): overlay is Overlay & { readonly kind: Kind } {
	return overlay?.kind === kind;
}
