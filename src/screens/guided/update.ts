import {
	type AppState,
	andThen,
	type Command,
	certificatesHere,
	focusedReader,
	GUIDED_ANSWERS,
	GUIDED_PLANS,
	GUIDED_TASKS,
	type GuidedAct,
	type GuidedAnswer,
	type GuidedOutcome,
	type GuidedStage,
	type GuidedTask,
	isLooking,
	type KnownCertificate,
	type Next,
	next,
	type OpenGuidedAct,
	type Refusal,
	refuse,
	request,
	type StampedMessage,
	tell,
	withNotice,
	writeOutcome,
} from '#app';
import type { SealCertificate, SealState } from '#certificate';

/* Steps 3 to 6 in guided mode: what the person does on the site, and what can be seen of it from here. */

/** What earlier runs left open is asked about before anything else is begun. */
export function loadOpenGuided(before: AppState): Next {
	return before.mode.portal === 'guided'
		? request(before, (number, state) => next(state, { kind: 'load-open-guided', request: number }))
		: next(before);
}

export function openGuidedTold(
	state: AppState,
	{ acts }: Extract<StampedMessage, { readonly type: 'open-guided-told' }>,
): Next {
	return next({
		...(acts.length === 0 ? state : tell(state, 'guided-left-open')),
		guided: { ...state.guided, open: acts },
	});
}

/** The tasks; the cursor stands on what the step is about. */
export function showGuided(state: AppState, cursor: GuidedTask): Next {
	return next({ ...state, screen: 'guided', guided: { ...state.guided, cursor } });
}

/** Of an earlier run, and of this task. */
export function openGuidedOf(state: AppState, task: GuidedTask): OpenGuidedAct | undefined {
	return state.guided.open.find((act) => act.task === task);
}

/** Why a task cannot be begun now, or undefined. */
export function blockedGuidedTask(state: AppState, task: GuidedTask): Refusal | undefined {
	if (openGuidedOf(state, task) !== undefined || !GUIDED_PLANS[task].needsCard) {
		return undefined;
	}
	return GUIDED_PLANS[task].worksWithoutCard === true || isSealIn(state) ? undefined : 'card-not-in';
}

function isSealIn(state: AppState): boolean {
	return focusedReader(state)?.slot.kind === 'seal';
}

/** Whether the card that the act is about is the one in the reader: another one never stands in for it. */
export function isGuidedCardHere(state: AppState, act: GuidedAct): boolean {
	const here = certificatesHere(state);
	return act.certificates.some((one) => here.some(({ fingerprint }) => fingerprint === one.fingerprint));
}

/** The keys of the tasks, and of the one that is open; undefined for those that mean here what they mean elsewhere. */
export function guidedCommand(state: AppState, asked: Command): Next | undefined {
	const { act } = state.guided;
	if (act === undefined) {
		switch (asked) {
			case 'up':
			case 'down':
				return moveCursor(state, asked === 'up' ? -1 : 1);
			case 'continue':
				return choose(state);
			default:
				return undefined;
		}
	}
	switch (asked) {
		case 'continue':
			return goOn(state, act);
		case 'back':
			return goBack(state, act);
		case 'up':
		case 'down':
			switch (act.stage.name) {
				case 'choosing':
					return moveSeal(state, act, act.stage, asked === 'up' ? -1 : 1);
				case 'asking':
					return moveAnswer(state, act, act.stage.cursor, asked === 'up' ? -1 : 1);
				default:
					return refuse(state, 'end-of-list');
			}
		case 'step-1':
		case 'step-2':
		case 'step-3':
		case 'step-4':
		case 'step-5':
		case 'step-6':
			return refuse(state, 'guided-under-way');
		default:
			return undefined;
	}
}

function moveCursor(state: AppState, step: 1 | -1): Next {
	const task = GUIDED_TASKS[GUIDED_TASKS.indexOf(state.guided.cursor) + step];
	return task === undefined ? refuse(state, 'end-of-list') : showGuided(state, task);
}

function choose(state: AppState): Next {
	const task = state.guided.cursor;
	const open = openGuidedOf(state, task);
	const blocked = blockedGuidedTask(state, task);
	if (blocked !== undefined) {
		return refuse(state, blocked);
	}
	const { needsCard } = GUIDED_PLANS[task];
	if (open === undefined && needsCard && !isSealIn(state)) {
		return remember(state, task);
	}
	const certificates = needsCard ? certificatesHere(state) : [];
	return open === undefined
		? chosen(state, {
				task,
				certificates,
				before: [],
				written: undefined,
				startedAt: state.now,
				stage: { name: 'ready' },
			})
		: withAct(state, {
				task,
				// Only the card that it was about may be looked at for it.
				certificates: certificatesHere(state).some(
					({ serialNumber }) => serialNumber === open.certificateSerial,
				)
					? certificatesHere(state)
					: [],
				before: [],
				written: open.act,
				startedAt: open.at,
				stage: { name: 'asking', cursor: 'unsure' },
			});
}

/** The card is lost: which seals were seen here the register knows. */
function remember(before: AppState, task: GuidedTask): Next {
	return request(before, (number, state) =>
		andThen(
			withAct(state, {
				task,
				certificates: [],
				isWithoutCard: true,
				before: [],
				written: undefined,
				startedAt: state.now,
				stage: { name: 'remembering', request: number },
			}),
			(asked) => next(asked, { kind: 'load-remembered-seals', request: number }),
		),
	);
}

export function rememberedSealsTold(
	state: AppState,
	{ request: number, seals }: Extract<StampedMessage, { readonly type: 'remembered-seals-told' }>,
): Next {
	const { act } = state.guided;
	if (act?.stage.name !== 'remembering' || act.stage.request !== number) {
		return next(state);
	}
	return seals.length === 0
		? withStage(state, act, { name: 'ready' })
		: withStage(state, act, { name: 'choosing', seals, cursor: 0 });
}

type Choosing = Extract<GuidedStage, { readonly name: 'choosing' }>;

function moveSeal(state: AppState, act: GuidedAct, stage: Choosing, step: 1 | -1): Next {
	const cursor = stage.cursor + step;
	return cursor < 0 || cursor > stage.seals.length
		? refuse(state, 'end-of-list')
		: withStage(state, act, { ...stage, cursor });
}

function chosen(state: AppState, act: GuidedAct): Next {
	return GUIDED_PLANS[act.task].evidence === 'revocation'
		? lookAt(state, act, { name: 'looking-before' }, [], act.certificates)
		: withAct(state, act);
}

function goOn(state: AppState, act: GuidedAct): Next {
	const { stage } = act;
	switch (stage.name) {
		case 'choosing':
			return chosen(state, { ...act, certificates: stage.seals[stage.cursor] ?? [] });
		case 'ready':
			return begin(state, act);
		case 'at-site':
			return withStage(state, act, { name: 'asking', cursor: 'done' });
		case 'asking':
			return answered(state, act, stage.cursor);
		case 'told':
			return finish(state, act, stage.outcome);
		case 'remembering':
		case 'looking-before':
		case 'writing':
		case 'looking':
			return refuse(state, 'waiting-for-answer');
	}
}

function goBack(state: AppState, act: GuidedAct): Next {
	const { stage } = act;
	switch (stage.name) {
		case 'looking-before':
			return andThen(next(state, { kind: 'cancel', cancelled: stage.request }), (free) =>
				withAct(free, { ...act, before: stage.known, stage: { name: 'ready' } }),
			);
		case 'remembering':
			return andThen(next(state, { kind: 'cancel', cancelled: stage.request }), (free) =>
				withAct(free, undefined),
			);
		case 'choosing':
		case 'ready':
			return withAct(state, undefined);
		case 'writing':
			return refuse(state, 'waiting-for-answer');
		case 'at-site':
			// Whether something was done there is for the person to say.
			return withStage(state, act, { name: 'asking', cursor: 'not-done' });
		case 'asking':
			return isOfEarlierRun(state, act)
				? withAct(state, undefined)
				: withStage(state, act, { name: 'at-site' });
		case 'looking':
			return andThen(next(state, { kind: 'cancel', cancelled: stage.request }), (free) =>
				withStage(free, act, {
					name: 'told',
					outcome: OUTCOME_TOLD[stage.answer],
					known: stage.known,
					unseen: 'not-shown',
				}),
			);
		case 'told':
			return finish(state, act, stage.outcome);
	}
}

function isOfEarlierRun({ guided }: AppState, { written }: GuidedAct): boolean {
	return guided.open.some((open) => open.act === written);
}

/** Nothing of it happens before its intent is on the disk. */
function begin(before: AppState, act: GuidedAct): Next {
	const { isWritten, needsCard } = GUIDED_PLANS[act.task];
	if (needsCard && act.isWithoutCard !== true && !isGuidedCardHere(before, act)) {
		return refuse(before, 'other-card');
	}
	if (!isWritten) {
		return withStage(before, act, { name: 'at-site' });
	}
	return request(before, (number, state) =>
		andThen(withStage(state, act, { name: 'writing', request: number }), (writing) =>
			next(writing, {
				kind: 'begin-guided',
				request: number,
				task: act.task,
				certificateSerial: act.certificates[0]?.serialNumber,
			}),
		),
	);
}

export function guidedBegun(
	state: AppState,
	message: Extract<StampedMessage, { readonly type: 'guided-begun' }>,
): Next {
	const { act } = state.guided;
	if (act?.stage.name !== 'writing' || act.stage.request !== message.request) {
		return next(state);
	}
	const { result } = message;
	return result.ok
		? withAct(state, { ...act, written: result.value, stage: { name: 'at-site' } })
		: andThen(withStage(state, act, { name: 'ready' }), (ready) =>
				next(withNotice(ready, { kind: 'journal', failure: result.failure })),
			);
}

function moveAnswer(state: AppState, act: GuidedAct, cursor: GuidedAnswer, step: 1 | -1): Next {
	const answer = GUIDED_ANSWERS[GUIDED_ANSWERS.indexOf(cursor) + step];
	return answer === undefined
		? refuse(state, 'end-of-list')
		: withStage(state, act, { name: 'asking', cursor: answer });
}

const OUTCOME_TOLD = {
	done: 'told-done',
	'not-done': 'told-not-done',
	unsure: 'unknown',
} as const satisfies Record<GuidedAnswer, GuidedOutcome>;

function answered(state: AppState, act: GuidedAct, answer: GuidedAnswer): Next {
	const { evidence } = GUIDED_PLANS[act.task];
	// Whoever is unsure is helped most by what can be seen.
	if (answer !== 'not-done' && evidence === 'revocation' && act.isWithoutCard === true) {
		return act.certificates.length > 0
			? lookAt(state, act, { name: 'looking', answer }, [], act.certificates)
			: told(state, act, answer, 'certificate-unknown');
	}
	if (answer !== 'not-done' && evidence === 'revocation') {
		return isGuidedCardHere(state, act)
			? lookAt(state, act, { name: 'looking', answer }, [], certificatesHere(state))
			: told(state, act, answer, 'card-gone');
	}
	return told(state, act, answer, undefined);
}

function told(
	state: AppState,
	act: GuidedAct,
	answer: GuidedAnswer,
	unseen: 'card-gone' | 'certificate-unknown' | undefined,
): Next {
	return withStage(state, act, { name: 'told', outcome: OUTCOME_TOLD[answer], known: [], unseen });
}

type Look = Extract<GuidedStage, { readonly name: 'looking-before' | 'looking' }>;
type LookFor =
	| Pick<Extract<Look, { readonly name: 'looking-before' }>, 'name'>
	| Pick<Extract<Look, { readonly name: 'looking' }>, 'name' | 'answer'>;

/** The authority's own answer about the next certificate. */
function lookAt(
	before: AppState,
	act: GuidedAct,
	look: LookFor,
	known: readonly KnownCertificate[],
	left: readonly SealCertificate[],
): Next {
	const [certificate, ...rest] = left;
	if (certificate === undefined) {
		return look.name === 'looking-before'
			? withAct(before, { ...act, before: known, stage: { name: 'ready' } })
			: withStage(before, act, { name: 'told', known, ...seen(act, look.answer, known) });
	}
	const since = isLooking(act.stage) ? act.stage.since : before.now;
	return request(before, (number, state) =>
		andThen(withStage(state, act, { ...look, request: number, since, known, left: rest }), (looking) =>
			next(looking, {
				kind: 'assess-certificate',
				request: number,
				certificate,
				given: act.certificates.filter(({ fingerprint }) => fingerprint !== certificate.fingerprint),
				at: state.now,
				isOnline: true,
			}),
		),
	);
}

/** Undefined where the answer was to another question. */
export function guidedAssessed(
	state: AppState,
	message: Extract<StampedMessage, { readonly type: 'certificate-assessed' }>,
): Next | undefined {
	const { act } = state.guided;
	if (act === undefined || !isLooking(act.stage) || act.stage.request !== message.request) {
		return undefined;
	}
	const { stage } = act;
	const look: LookFor =
		stage.name === 'looking' ? { name: 'looking', answer: stage.answer } : { name: 'looking-before' };
	return lookAt(state, act, look, [...stage.known, message.known], stage.left);
}

/** What the authority's answers show of the task, beside what the person says. */
function seen(
	act: GuidedAct,
	answer: 'done' | 'unsure',
	known: readonly KnownCertificate[],
): Pick<Extract<GuidedStage, { readonly name: 'told' }>, 'outcome' | 'unseen'> {
	const isSo =
		act.task === 'revoke'
			? known.some(isRevoked)
			: known.length > 0 && known.every((one) => isUsable(one.assessment.state));
	if (!isSo) {
		return { outcome: OUTCOME_TOLD[answer], unseen: 'not-shown' };
	}
	const isNew =
		act.task === 'revoke'
			? known.some((one) => isRevoked(one) && !wasRevokedBefore(act, one))
			: !known.every(({ fingerprint }) => isUsable(stateBefore(act, fingerprint)));
	return isNew
		? { outcome: 'seen-online', unseen: undefined }
		: { outcome: OUTCOME_TOLD[answer], unseen: 'so-before' };
}

function isRevoked({ assessment }: KnownCertificate): boolean {
	return assessment.state.kind === 'revoked';
}

function isUsable(state: SealState | undefined): boolean {
	return state?.kind === 'valid' || state?.kind === 'expiring';
}

/** How it stood when the task was begun; undefined where nobody could say. */
export function stateBefore(act: GuidedAct, fingerprint: string): SealState | undefined {
	const state = act.before.find((one) => one.fingerprint === fingerprint)?.assessment.state;
	return state?.kind === 'unknown' ? undefined : state;
}

/** Where nobody could say how it stood, the authority's own date decides; it is one of whole seconds (RFC 6960, 4.2.1). */
function wasRevokedBefore(act: GuidedAct, { fingerprint, assessment }: KnownCertificate): boolean {
	const before = stateBefore(act, fingerprint);
	const { state } = assessment;
	if (before !== undefined) {
		return before.kind === 'revoked';
	}
	return state.kind === 'revoked' && state.since < Math.floor(act.startedAt / 1000) * 1000;
}

/** A PIN that the card took is the best proof that the site's new PIN is on it. */
export function pinSeenForGuided(before: AppState, state: AppState, outcome: string): AppState {
	const { act } = state.guided;
	const stage = before.cardPin?.stage;
	const isPinTask = act !== undefined && GUIDED_PLANS[act.task].evidence === 'pin';
	if (
		!isPinTask ||
		act.stage.name !== 'told' ||
		outcome !== 'done' ||
		stage?.stage !== 'running' ||
		stage.form.act !== 'verify-pin' ||
		!isGuidedCardHere(before, act)
	) {
		return state;
	}
	const seen: GuidedStage = { ...act.stage, outcome: 'seen-on-card', unseen: undefined };
	return { ...state, guided: { ...state.guided, act: { ...act, stage: seen } } };
}

/** What came of it is written down, and the tasks stand there again. */
function finish(state: AppState, act: GuidedAct, outcome: GuidedOutcome): Next {
	const { guided } = state;
	const isSeen = outcome === 'seen-online' || outcome === 'seen-on-card';
	const others = (tasks: readonly GuidedTask[]): readonly GuidedTask[] =>
		tasks.filter((task) => task !== act.task);
	const closed: AppState = {
		...state,
		guided: {
			...guided,
			act: undefined,
			open: guided.open.filter((open) => open.act !== act.written),
			seen: isSeen ? [...others(guided.seen), act.task] : guided.seen,
			told: outcome === 'told-done' ? [...others(guided.told), act.task] : others(guided.told),
		},
	};
	return writeOutcome(closed, act, outcome);
}

function withAct(state: AppState, act: GuidedAct | undefined): Next {
	return next({ ...state, guided: { ...state.guided, act } });
}

function withStage(state: AppState, act: GuidedAct, stage: GuidedStage): Next {
	return withAct(state, { ...act, stage });
}
