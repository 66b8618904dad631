import type { PortalProblem } from '#api';
import {
	type AppState,
	type CardPinAct,
	type CardPinState,
	type PinFormAct,
	secondsLeft,
	type ToldOutcome,
} from '#app';
import type { Reread, TriesLeft } from '#card';
import { isSandboxCard, type PinRule } from '#card-rules';
import type { Texts } from '#i18n';
import { BLANK, dim, drawAll, type Part, paragraph, row, type Tone, toned } from '#ui';
import { triedParts } from '../problem-sentence.ts';
import type { View, Work } from '../view.ts';
import { faultText } from './form-view.ts';
import { actTitle } from './title.ts';
import { triesText } from './tries.ts';

/** What happened, what is certain, what to do now. */
interface Telling {
	readonly tone: Tone;
	readonly what: string;
	/** Why, or what was seen, sentence by sentence. */
	readonly facts: readonly string[];
	readonly now: string;
}

export function toldWork(
	view: View,
	{ card }: CardPinState,
	{ act, outcome }: { readonly act: PinFormAct; readonly outcome: ToldOutcome },
): Work {
	const { texts, theme, width, rows } = view;
	const telling = tell(texts, act, counted(view.state, outcome));
	const isOldOneShown =
		outcome.kind === 'done' && act !== 'verify-pin' && card !== undefined && isSandboxCard(card);
	const parts: readonly Part[] = [
		paragraph({ ...toned(telling.tone, telling.what), isBold: true }),
		...telling.facts.map((fact) => paragraph(fact)),
		...(outcome.kind === 'portal' ? triedParts(view, outcome.problem) : []),
		BLANK,
		paragraph(telling.now),
		...(isOldOneShown ? [paragraph(dim(texts.cardPin.portalKeepsOld))] : []),
		BLANK,
		row(dim(texts.cardPin.goOn)),
	];
	const isWhole = drawAll(parts, width, theme).length <= rows;
	return {
		title: actTitle(texts, act),
		// Where rows are few, white space gives way before a word does.
		parts: isWhole ? parts : parts.filter(({ kind }) => kind !== 'blank'),
	};
}

/** What the portal asked to wait, as much of it as is left now. */
function counted(state: AppState, outcome: ToldOutcome): ToldOutcome {
	if (outcome.kind !== 'portal') {
		return outcome;
	}
	const retryAfterSeconds = secondsLeft(state, outcome.problem);
	return retryAfterSeconds === undefined
		? outcome
		: { ...outcome, problem: { ...outcome.problem, retryAfterSeconds } };
}

/** Every outcome in words. */
export function tell(texts: Texts, act: PinFormAct, outcome: ToldOutcome): Telling {
	return act === 'log-in' ? tellLogin(texts, outcome) : tellAct(texts, act, outcome);
}

function tellAct(texts: Texts, act: CardPinAct, outcome: ToldOutcome): Telling {
	const { cardPin } = texts;
	const secret = act === 'unblock-pin' ? 'puk' : 'pin';
	switch (outcome.kind) {
		case 'done': {
			// A tried seal comes to a signature; without one, all that is known is that the PIN was right.
			const { what, safe, now } = cardPin.done[act === 'sign' ? 'verify-pin' : act];
			return {
				tone: 'done',
				what,
				facts: [withReset(texts, safe, outcome), ofTries(texts, 'pin', outcome.tries)],
				now,
			};
		}
		case 'signed': {
			const { what, safe, now } = cardPin.signed;
			return {
				tone: 'done',
				what,
				facts: [withReset(texts, safe, outcome), ofTries(texts, 'pin', outcome.tries)],
				now,
			};
		}
		case 'not-signed': {
			const { what, safe, now } = cardPin.notSigned;
			const facts = [cardPin.errors[outcome.code], withReset(texts, safe, outcome)];
			return { tone: 'danger', what, facts, now };
		}
		case 'wrong': {
			const { what, safe, now } = cardPin.wrong[secret];
			return { tone: 'danger', what, facts: [safe, ofTries(texts, secret, outcome.tries)], now };
		}
		case 'blocked': {
			const { what, safe, now } = cardPin.blocked[secret];
			return { tone: 'danger', what, facts: [safe], now };
		}
		case 'in-use': {
			const { what, safe, now } = cardPin.inUse;
			return { tone: 'care', what, facts: [safe], now };
		}
		case 'not-supported': {
			const { what, safe, now } = cardPin.notSupported;
			return { tone: 'care', what, facts: [cardPin.reasons[outcome.reason], safe], now };
		}
		case 'refused': {
			const { refusal } = outcome;
			if ('field' in refusal) {
				const { what, safe, now } = cardPin.refusedRule;
				return { tone: 'care', what, facts: [brokenRule(texts, refusal.rule), safe], now };
			}
			const { what, safe, now } = cardPin.refused[refusal.rule];
			return { tone: 'care', what, facts: [safe], now };
		}
		case 'declined': {
			const { what, safe, now } = cardPin.declined;
			const because = cardPin.declinedBecause[outcome.reason];
			return { tone: 'care', what, facts: [because, safe, ofTries(texts, secret, outcome.tries)], now };
		}
		case 'card-gone-before': {
			const { what, safe, now } = cardPin.goneBefore;
			return { tone: 'care', what, facts: [cardPin.errors[outcome.code], safe], now };
		}
		case 'module-trouble': {
			const { what, safe, now, missing, refused } = cardPin.moduleTrouble;
			const { trouble } = outcome;
			const why =
				trouble.kind === 'failed' ? cardPin.errors[trouble.code] : { missing, refused }[trouble.kind];
			return { tone: 'care', what, facts: [why, safe], now };
		}
		case 'journal': {
			const { what, safe, now } = cardPin.journal;
			return { tone: 'danger', what, facts: [texts.journal[outcome.failure], safe], now };
		}
		case 'portal':
			return tellLogin(texts, outcome);
		case 'unknown': {
			const { what, safe, now } = cardPin.unknown[act];
			const facts = [cardPin.errors[outcome.code], safe, ...ofReread(texts, outcome.reread)];
			return { tone: 'danger', what, facts, now };
		}
	}
}

/** Behind these the portal may have opened a session that nobody here knows. */
const ANSWER_UNKNOWN: ReadonlySet<string> = new Set<PortalProblem['code']>([
	'unreachable',
	'timeout',
	'bad-answer',
	'server-error',
	'cancelled',
]);

/**
 * What became of E-İmzalı Giriş: where it differs from any other act, for the card is a person's own and no portal
 * knows its PIN.
 */
function tellLogin(texts: Texts, outcome: ToldOutcome): Telling {
	const { cardPin, signatureLogin } = texts;
	switch (outcome.kind) {
		case 'portal': {
			const { code, triesLeft, retryAfterSeconds } = outcome.problem;
			const { what, safe, now } =
				signatureLogin[
					outcome.isSigned ? (ANSWER_UNKNOWN.has(code) ? 'portalSilent' : 'portalAfter') : 'portalBefore'
				];
			const why = texts.problems[code](triesLeft, retryAfterSeconds);
			return { tone: outcome.isSigned ? 'danger' : 'care', what, facts: [why, safe], now };
		}
		case 'journal': {
			const { what, safe, now } = signatureLogin.journal;
			return { tone: 'danger', what, facts: [texts.journal[outcome.failure], safe], now };
		}
		case 'not-signed': {
			const { what, safe, now } = signatureLogin.notSigned;
			const facts = [cardPin.errors[outcome.code], withReset(texts, safe, outcome)];
			return { tone: 'danger', what, facts, now };
		}
		case 'wrong': {
			const { what, safe, now } = signatureLogin.wrong;
			return { tone: 'danger', what, facts: [safe, ofTries(texts, 'pin', outcome.tries)], now };
		}
		case 'blocked': {
			const { what, safe, now } = signatureLogin.blocked;
			return { tone: 'danger', what, facts: [safe], now };
		}
		case 'not-supported': {
			const { what, safe, now } = signatureLogin.notSupported;
			return { tone: 'care', what, facts: [cardPin.reasons[outcome.reason], safe], now };
		}
		case 'unknown': {
			const { what, safe, now } = signatureLogin.unknown;
			const facts = [cardPin.errors[outcome.code], safe, ...ofReread(texts, outcome.reread)];
			return { tone: 'danger', what, facts, now };
		}
		default:
			return tellAct(texts, 'sign', outcome);
	}
}

/** A right PIN's sentence, and whether the card has forgotten it: said only where it is known. */
function withReset(
	{ cardPin }: Texts,
	safe: string,
	{ isLeftOpen }: { readonly isLeftOpen?: true | undefined },
): string {
	return `${safe} ${cardPin.afterwards[isLeftOpen === true ? 'open' : 'reset']}`;
}

/** A form keeps to the usual length; what is still too short or too long is so for this card. */
function brokenRule(texts: Texts, rule: PinRule): string {
	return rule === 'too-short' || rule === 'too-long'
		? texts.cardPin.cardLength[rule]
		: faultText(texts, rule);
}

function ofTries(texts: Texts, secret: 'pin' | 'puk', tries: TriesLeft): string {
	const label = secret === 'pin' ? texts.cardPin.pinTries : texts.cardPin.pukTries;
	return `${label}: ${triesText(texts, tries)}.`;
}

function ofReread(texts: Texts, reread: Reread): readonly string[] {
	const { reread: words, errors } = texts.cardPin;
	switch (reread.kind) {
		case 'read': {
			const pin = triesText(texts, reread.pin);
			const seen = reread.puk === undefined ? words.pin(pin) : words.both(pin, triesText(texts, reread.puk));
			return [`${seen} ${isSpent(texts, reread.isTrySpent)}`];
		}
		case 'other-card':
			return [words['other-card']];
		case 'not-read':
			return [`${words['not-read']} ${errors[reread.code]}`];
	}
}

function isSpent({ cardPin }: Texts, isTrySpent: boolean | undefined): string {
	if (isTrySpent === undefined) {
		return cardPin.reread.spentUnseen;
	}
	return isTrySpent ? cardPin.reread.spent : cardPin.reread.notSpent;
}
