import type { PortalCertificate } from '#contract';
import { focusedReader } from '../focused-reader.ts';
import type { StampedMessage } from '../messages.ts';
import { type Next, next, request } from '../next.ts';
import type { AppState, SessionState } from '../state.ts';
import { waitFor } from '../wait-left.ts';
import { answeredInSession } from './session.ts';

/*
 * The account's certificates are read a page at a time: the first when the menu opens, the next when the cursor comes
 * near the end of those that were read. What a search, a filter, another order or a choice has to go through is read to
 * the end, in parts that double, so that a list of 100,000 is put in order some ten times and not a thousand times.
 */

/** Rows between the cursor and the end of what was read, from which on the next page is asked for. */
const NEAR_END = 50;
/** A page that could not be read is asked for again after this time (milliseconds). */
const RETRY_MS = 30_000;

type Loaded = Extract<SessionState['certificates'], { readonly kind: 'loaded' }>;

/** Asks for more of them where what is on the screen needs it. */
export function readOn(before: AppState): Next {
	const { session } = before;
	const list = session?.certificates;
	if (session === undefined || list?.kind !== 'loaded' || list.next === undefined || !mayAsk(before, list)) {
		return next(before);
	}
	const atLeast = rowsWanted(before, list);
	const { next: after } = list;
	return atLeast === undefined
		? next(before)
		: request(before, (number, state) =>
				next(withList(state, session, { ...list, more: { kind: 'asked', request: number } }), {
					kind: 'load-more-certificates',
					request: number,
					after,
					atLeast,
				}),
			);
}

function mayAsk(state: AppState, { more }: Loaded): boolean {
	const isDue = more === undefined || (more.kind === 'failed' && state.now >= more.retryAt);
	const isThere = state.portal.kind === 'reached' && waitFor(state, 'portal') === undefined;
	return isDue && isThere && state.session?.leaving === undefined;
}

/** How many rows more; undefined where those that were read are enough. */
function rowsWanted(state: AppState, { certificates }: Loaded): number | undefined {
	const isNear = (cursor: number, count: number): boolean => cursor + NEAR_END >= count;
	switch (state.screen) {
		case 'menu':
			if (isCardSought(state, certificates)) {
				return certificates.length;
			}
			return isNear(state.menuScroll, certificates.length) ? 1 : undefined;
		case 'certificates': {
			const table = state.certificateTable;
			if (table === undefined) {
				return undefined;
			}
			const { query, only, sort, isDescending, cursor, shown } = table;
			const isNarrowed = query !== '' || only !== undefined || sort !== 'ends' || isDescending;
			if (isNarrowed || cursor === shown.length - 1) {
				return certificates.length;
			}
			return isNear(cursor, shown.length) ? 1 : undefined;
		}
		case 'operation': {
			const { operation } = state;
			const isChoosing = operation.kind === 'activate' || operation.kind === 'revoke';
			return isChoosing && operation.step.name === 'choose' ? certificates.length : undefined;
		}
		default:
			return undefined;
	}
}

/** Whether the card in the reader may still be found: its rows are marked, and an unlock needs them. */
function isCardSought(state: AppState, certificates: readonly PortalCertificate[]): boolean {
	const slot = focusedReader(state)?.slot;
	if (slot?.kind !== 'seal') {
		return false;
	}
	const inCard = new Set(slot.card.certificates.map(({ certificate }) => certificate.fingerprint));
	return inCard.size > 0 && !certificates.some(({ fingerprint }) => inCard.has(fingerprint));
}

export function moreCertificatesAnswered(
	state: AppState,
	message: Extract<StampedMessage, { readonly type: 'certificates-answered' | 'more-certificates-answered' }>,
): Next {
	const { session } = state;
	const list = session?.certificates;
	if (
		session === undefined ||
		list?.kind !== 'loaded' ||
		list.more?.kind !== 'asked' ||
		list.more.request !== message.request
	) {
		return next(state);
	}
	return answeredInSession(message.result, {
		given: (more) =>
			withList(state, session, {
				kind: 'loaded',
				certificates: [...list.certificates, ...more.certificates],
				next: more.next,
			}),
		failed: () =>
			withList(state, session, { ...list, more: { kind: 'failed', retryAt: state.now + RETRY_MS } }),
	});
}

function withList(state: AppState, session: SessionState, certificates: Loaded): AppState {
	return { ...state, session: { ...session, certificates } };
}
