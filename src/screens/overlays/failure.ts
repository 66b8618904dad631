import type { Failure, FailureCause } from '#app';
import type { Texts } from '#i18n';
import {
	bold,
	calendarDate,
	clockTime,
	dim,
	EMPTY_LINE,
	fitText,
	type Line,
	line,
	plain,
	toned,
	wrap,
} from '#ui';
import { tell } from '../card-pin/told.ts';
import { paragraph } from '../paragraph.ts';
import type { View, Work } from '../view.ts';
import { scrollable } from './scrollable.ts';

const LABEL_CELLS = 14;

/** What a person has to know of a failure. */
interface Parts {
	readonly what: string;
	readonly safe: string;
	readonly now: string;
}

/** The last failure in its three parts, when it was and what had been asked for; for an operator its technical cause. */
export function failureOverlay(view: View, scroll: number): Work {
	const { state, texts, width } = view;
	const { title, none, labels } = texts.failure;
	const { failure } = state;
	if (failure === undefined) {
		return { title, lines: paragraph(none, width), scrollEnd: 0 };
	}
	const { what, safe, now } = partsOf(failure, texts);
	return scrollable(view, title, scroll, [
		...part(view, labels.what, what).map(toneOfWhat),
		...part(view, labels.safe, safe),
		...part(view, labels.now, now),
		EMPTY_LINE,
		...part(view, labels.asked, texts.failure.asked[failure.asked]),
		...part(view, labels.at, `${clockTime(failure.at)} ${view.theme.glyphs.dot} ${calendarDate(failure.at)}`),
		...(state.mode.kiosk === undefined ? technicalLines(view, failure) : []),
	]);
}

/** The label stays as it is; what happened stands out. */
function toneOfWhat([label = plain(''), ...told]: Line): Line {
	return [label, ...told.map(({ text }) => toned('danger', text))];
}

function technicalLines(view: View, { cause }: Failure): readonly Line[] {
	const { technical } = view.texts.failure;
	const { code, detail, status } = technicalOf(cause);
	return [
		EMPTY_LINE,
		line(bold(technical.title)),
		...part(view, technical.code, code),
		...(status === undefined ? [] : part(view, technical.status, status)),
		...(detail === undefined || detail === '' ? [] : part(view, technical.detail, detail)),
	];
}

function part({ width }: View, label: string, text: string): readonly Line[] {
	return wrap(text, width - LABEL_CELLS).map((told, row) =>
		line(row === 0 ? dim(fitText(label, LABEL_CELLS)) : plain(' '.repeat(LABEL_CELLS)), told),
	);
}

/** Of several changes of one act: what was done before the failed one stands first, and stays true. */
function partsOf(failure: Failure, texts: Texts): Parts {
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

function ownParts({ asked, cause }: Failure, texts: Texts): Parts {
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
