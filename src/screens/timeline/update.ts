import {
	type AppState,
	andThen,
	type Command,
	certificatesHere,
	focusedReader,
	type Next,
	next,
	refuse,
	request,
	type ScreenName,
	type SearchedList,
	type StampedMessage,
	searchedListCommand,
	shownTimelineRows,
	type TimelineState,
	type TimelineSubject,
	tell,
	typeIntoList,
} from '#app';
import type { AkisCard } from '#card';

import { closeCertificate, showCertificate } from '../certificate/update.ts';

/* What happened to the card that one looks at. */

const OPENERS: readonly ScreenName[] = ['start', 'card', 'menu', 'readers'];

export function openTimeline(state: AppState): Next {
	if (state.mode.kiosk !== undefined) {
		return refuse(state, 'not-at-kiosk');
	}
	if (!OPENERS.includes(state.screen)) {
		return refuse(state, 'no-such-key');
	}
	const card = cardHere(state);
	if (card === undefined || card.certificates.length === 0) {
		return refuse(state, 'no-certificate');
	}
	const fingerprint = state.overlay?.kind === 'certificate' ? state.certificate.fingerprint : undefined;
	return andThen(closeCertificate(state), (free) =>
		read(free, {
			openedFrom: state.screen,
			fingerprint,
			card,
			subject: subjectOf(state, card),
			query: '',
			isTyping: false,
			cursor: 0,
		}),
	);
}

function read(before: AppState, timeline: Omit<TimelineState, 'history'>): Next {
	return request(before, (number, state) =>
		next(
			{
				...state,
				screen: 'timeline',
				timeline: { ...timeline, history: { kind: 'loading', request: number, since: state.now } },
			},
			{ kind: 'read-timeline', request: number, subject: timeline.subject },
		),
	);
}

/** In the overview the card under the cursor is meant. */
function cardHere(state: AppState): AkisCard | undefined {
	const named = state.card.readers.find(({ name }) => name === state.overview?.reader);
	const slot = (state.screen === 'readers' ? named : focusedReader(state))?.slot;
	return slot?.kind === 'seal' || slot?.kind === 'akis' ? slot.card : undefined;
}

function subjectOf({ session }: AppState, card: AkisCard): TimelineSubject {
	const serials = card.certificates.map(({ certificate }) => certificate.serialNumber);
	const atPortal = session?.certificates.kind === 'loaded' ? session.certificates.certificates : [];
	return {
		certificateSerials: serials,
		cardSerial: atPortal.find(({ serialNumber }) => serials.includes(serialNumber))?.cardSerial,
		holderNumber: card.certificates[0]?.certificate.holderNumber,
	};
}

export function timelineRead(
	state: AppState,
	{ request: number, history }: Extract<StampedMessage, { readonly type: 'timeline-read' }>,
): Next {
	const { timeline } = state;
	return timeline?.history.kind === 'loading' &&
		timeline.history.request === number &&
		history.kind !== 'called-off'
		? next({ ...state, timeline: { ...timeline, history } })
		: next(state);
}

/** Undefined for a command that means here what it means elsewhere. */
export function timelineCommand(state: AppState, asked: Command): Next | undefined {
	const { timeline } = state;
	if (timeline === undefined) {
		return undefined;
	}
	const ofList = searchedListCommand(state, listOf(state, timeline), asked);
	if (ofList !== undefined) {
		return ofList;
	}
	if (asked === 'check-again') {
		return timeline.history.kind === 'loading'
			? refuse(state, 'waiting-for-answer')
			: read(tell(state, 'checked-again'), { ...timeline, subject: subjectOf(state, timeline.card) });
	}
	return undefined;
}

export function typeIntoTimeline(state: AppState, text: string): Next {
	return state.timeline === undefined
		? refuse(state, 'no-such-key')
		: typeIntoList(state, listOf(state, state.timeline), text);
}

function listOf(state: AppState, timeline: TimelineState): SearchedList {
	return {
		list: timeline,
		count: shownTimelineRows(timeline, state.cardLog).length,
		none: 'no-event-found',
		search: (choices) => ({ ...state, timeline: { ...timeline, ...choices, cursor: 0 } }),
		moveTo: (cursor) => ({ ...state, timeline: { ...timeline, cursor } }),
	};
}

/** Where it was opened, the certificate with it; the menu is not gone back to without a session. */
export function leaveTimeline(state: AppState): Next {
	const { openedFrom = 'start', fingerprint } = state.timeline ?? {};
	const screen = openedFrom === 'menu' && state.session === undefined ? 'start' : openedFrom;
	const left: AppState = { ...state, screen };
	const certificate = certificatesHere(left).find((here) => here.fingerprint === fingerprint);
	return certificate === undefined ? next(left) : showCertificate(left, certificate);
}

/** Whatever led away from it: what is still read for it is given up. */
export function leftTimeline(state: AppState): Next {
	const { timeline } = state;
	if (timeline === undefined) {
		return next(state);
	}
	return next(
		{ ...state, timeline: undefined },
		...(timeline.history.kind === 'loading'
			? [{ kind: 'cancel', cancelled: timeline.history.request } as const]
			: []),
	);
}
