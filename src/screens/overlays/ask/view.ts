import { BLANK, bold, paragraph, row } from '#ui';
import type { View, Work } from '../../view.ts';

/** A question before what cannot be taken back: what Enter does, what is lost by it, and that Esc leaves all as it is. */
export function askOverlay({ state: { overlay }, texts: { ask } }: View): Work {
	const { title, body, how } = ask[overlay?.kind === 'ask' ? overlay.about : 'log-out'];
	return { title, parts: [paragraph(body), BLANK, row(bold(how))] };
}
