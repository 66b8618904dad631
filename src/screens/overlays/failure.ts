import { type Failure, type FailureCause, triedAddress } from '#app';
import type { Texts } from '#i18n';
import { BLANK, bold, calendarDate, clockTime, fact, facts, type Part, paragraph, row, toned } from '#ui';
import { tell } from '../card-pin/told-view.ts';
import type { View, Work } from '../view.ts';
import { overlayOf } from './overlay-of.ts';
import { scrollable } from './scrollable.ts';

const LAYOUT = { labelCells: 14 };

/** What a person has to know of a failure. */
interface Told {
	readonly what: string;
	readonly safe: string;
	readonly now: string;
}

/** The last failure in its three parts, when it was and what had been asked for; for an operator its technical cause. */
export function failureOverlay(view: View): Work {
	const { scroll } = overlayOf(view, 'failure');
	const { state, texts, theme } = view;
	const { title, none, labels } = texts.failure;
	const { failure } = state;
	if (failure === undefined) {
		return { title, parts: [paragraph(none)], scrollEnd: 0 };
	}
	const { what, safe, now } = partsOf(failure, texts);
	const { cause } = failure;
	const tried = cause.kind === 'portal' ? triedAddress(state, cause.problem) : undefined;
	const when = `${clockTime(failure.at)} ${theme.glyphs.dot} ${calendarDate(failure.at)}`;
	return scrollable(view, title, scroll, [
		facts(LAYOUT, fact(labels.what, toned('danger', what)), fact(labels.safe, safe), fact(labels.now, now)),
		BLANK,
		facts(
			LAYOUT,
			fact(labels.asked, texts.failure.asked[failure.asked]),
			fact(labels.at, when),
			...(tried === undefined ? [] : [fact(texts.portal.address, tried)]),
		),
		...(state.mode.kiosk === undefined ? technicalParts(texts, failure) : []),
	]);
}

function technicalParts({ failure: { technical } }: Texts, { cause }: Failure): readonly Part[] {
	const { code, detail, status } = technicalOf(cause);
	return [
		BLANK,
		row(bold(technical.title)),
		facts(
			LAYOUT,
			fact(technical.code, code),
			...(status === undefined ? [] : [fact(technical.status, status)]),
			...(detail === undefined || detail === '' ? [] : [fact(technical.detail, detail)]),
		),
	];
}

/** Of several changes of one act: what was done before the failed one stands first, and stays true. */
function partsOf(failure: Failure, texts: Texts): Told {
	const parts = ownParts(failure, texts);
	const { cause, doneBefore } = failure;
	if (doneBefore === undefined) {
		return parts;
	}
	const { safe } = texts.failure;
	const isUncertain = cause.kind === 'portal' && cause.settled === 'uncertain';
	const own = isUncertain ? parts.safe : safe['this-not-done'];
	return { ...parts, safe: `${safe.doneBefore(doneBefore.join(', '))} ${own}` };
}

function ownParts({ asked, cause }: Failure, texts: Texts): Told {
	const { failure: words } = texts;
	switch (cause.kind) {
		case 'portal':
			return {
				...(asked === 'make-change' && cause.problem.code === 'credentials-wrong'
					? words.presentWord
					: words.problems[cause.problem.code]),
				safe: words.safe[safety(asked, cause)],
			};
		case 'journal':
			return { ...words.journal[cause.failure], safe: words.safe.journal };
		case 'card-act': {
			const { what, facts, now } = tell(texts, cause.act, cause.outcome);
			return { what, safe: facts.join(' '), now };
		}
		case 'unlock':
			return words.unlock[cause.outcome];
		case 'file':
			return { ...words.file[cause.reason], safe: words.safe.file };
		case 'print':
			return { ...words.print[cause.outcome], safe: words.safe.print };
		case 'reading':
			return cause.code === 'terminated'
				? { ...words.terminated, safe: words.safe.reading }
				: { ...words.reading, safe: words.safe.reading };
		case 'service':
			return { ...words.service[cause.failure], safe: words.safe.service };
	}
}

/** What is certain after a problem at the portal, by what had been asked of it. */
function safety(
	asked: Failure['asked'],
	{ settled, problem }: Extract<FailureCause, { readonly kind: 'portal' }>,
): 'read' | 'login' | 'log-out' | 'not-done' | 'uncertain' | 'uncertain-for-good' {
	if (settled === 'uncertain' && problem.code === 'other-portal') {
		return 'uncertain-for-good';
	}
	if (settled !== undefined) {
		return settled;
	}
	switch (asked) {
		case 'new-captcha':
		case 'start-login':
		case 'send-code':
		case 'confirm-code':
		case 'start-elsewhere-login':
		case 'poll-elsewhere-login':
			return 'login';
		case 'log-out':
			return 'log-out';
		case 'start-phone-change':
			return 'not-done';
		default:
			return 'read';
	}
}

/** Names of a kind, never what was sent. */
interface Technical {
	readonly code: string;
	readonly detail?: string | undefined;
	/** The status word by which a card declines, where one stands for the reason. */
	readonly status?: string | undefined;
}

function technicalOf(cause: FailureCause): Technical {
	switch (cause.kind) {
		case 'portal': {
			const { code, detail, retryAfterSeconds } = cause.problem;
			const retry = retryAfterSeconds === undefined ? [] : [`Retry-After ${retryAfterSeconds}`];
			return { code, detail: [...(detail === undefined ? [] : [detail]), ...retry].join(', ') };
		}
		case 'journal':
			return { code: cause.failure };
		case 'card-act':
			return ofOutcome(cause.outcome);
		case 'unlock':
			return { code: cause.outcome };
		case 'file':
			return { code: cause.reason };
		case 'print':
			return { code: cause.outcome };
		case 'reading':
			return { code: cause.code };
		case 'service':
			return { code: cause.failure, detail: cause.detail };
	}
}

function ofOutcome(outcome: Extract<FailureCause, { readonly kind: 'card-act' }>['outcome']): Technical {
	const code = outcome.kind;
	switch (outcome.kind) {
		case 'wrong':
			return { code, status: '63CX' };
		case 'blocked':
		case 'in-use':
			return { code };
		case 'not-signed':
		case 'card-gone-before':
		case 'unknown':
			return { code, detail: outcome.code };
		case 'declined':
			return { code, detail: outcome.reason, status: STATUS_WORDS.get(outcome.reason) };
		case 'refused':
			return { code, detail: outcome.refusal.rule };
		case 'not-supported':
			return { code, detail: outcome.reason };
		case 'module-trouble':
			return { code, detail: moduleDetail(outcome.trouble) };
		case 'portal':
			return { code: outcome.problem.code, detail: outcome.problem.detail };
		case 'journal':
			return { code: outcome.failure };
	}
}

function moduleDetail(trouble: ModuleTrouble): string {
	return trouble.kind === 'failed' ? trouble.code : trouble.kind;
}

type ModuleTrouble = Extract<
	Extract<FailureCause, { readonly kind: 'card-act' }>['outcome'],
	{ readonly kind: 'module-trouble' }
>['trouble'];

/** ISO 7816-4, table 6: only reasons that stand for one word. */
const STATUS_WORDS: ReadonlyMap<string, string> = new Map([
	['wrong-length', '6700'],
	['security-condition', '6982'],
	['pin-unusable', '6984'],
	['use-condition', '6985'],
	['no-current-file', '6986'],
	['file-not-found', '6A82'],
	['record-not-found', '6A83'],
	['no-memory', '6A84'],
	['reference-not-found', '6A88'],
	['offset-outside-file', '6B00'],
	['instruction-unknown', '6D00'],
	['class-unknown', '6E00'],
]);
