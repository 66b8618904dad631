import type { CalledOff, CardPinOutcome } from '#app';
import type { TriesLeft, TriesOutcome } from '#card';
import type { Texts } from '#i18n';
import { found, type JudgedLink, notNeeded, well } from './judged-link.ts';

/** Tries below it say that somebody typed a wrong PIN. */
const ALL_TRIES = 3;

/** How many tries are left, as the card tells without comparing a PIN. */
export function triesLink(outcome: TriesOutcome | CalledOff, texts: Texts): JudgedLink {
	const { cardPin } = texts;
	switch (outcome.kind) {
		case 'read':
			return triesLevel(outcome.pin, texts);
		case 'called-off':
			return found('unknown', outcome.kind, null);
		case 'not-read':
			// What kept it from being read has a link of its own, the card or its driver.
			return found('unknown', outcome.code, null, [cardPin.untold[outcome.kind]]);
		case 'other-card':
		case 'in-use':
		case 'not-supported':
			return found('unknown', outcome.kind, null, [cardPin.untold[outcome.kind]]);
	}
}

function triesLevel(tries: TriesLeft, texts: Texts): JudgedLink {
	const words = texts.commands.check.tries;
	const evidence = [triesText(tries, texts)];
	switch (tries.kind) {
		case 'blocked':
			return found('critical', 'pin-blocked', words.none, evidence);
		case 'last-try':
			return found('warning', 'last-try', words.last, evidence);
		case 'unknown':
			return found('unknown', 'tries-unknown', words.unknown, evidence);
		case 'exactly':
		case 'at-most':
			return tries.count < ALL_TRIES
				? found('warning', 'wrong-pin-entered', words.few, evidence)
				: well(...evidence);
	}
}

function triesText(tries: TriesLeft, { cardPin }: Texts): string {
	return 'count' in tries ? cardPin.tries[tries.kind](tries.count) : cardPin.tries[tries.kind];
}

/** Why no PIN was asked for, though a signature was wanted. */
export type NotAsked =
	| 'given-up'
	| 'several-holders'
	| 'no-signing-certificate'
	| 'no-way'
	| 'pin-blocked'
	| 'last-try';

/** What became of the trial of a signature; undefined where none was wanted. */
export type SignatureTrial =
	| { readonly kind: 'not-asked'; readonly why: NotAsked }
	| CardPinOutcome
	| CalledOff
	| undefined;

/** Whether the card made a signature that its certificate confirms. */
export function signatureLink(trial: SignatureTrial, texts: Texts): JudgedLink {
	const { cardPin } = texts;
	const words = texts.commands.check.signature;
	const told = (
		level: 'critical' | 'unknown',
		reason: string,
		{ what, safe }: { readonly what: string; readonly safe: string },
		...evidence: readonly string[]
	): JudgedLink => found(level, reason, `${what} ${safe}`, evidence);
	switch (trial?.kind) {
		case undefined:
			return notNeeded(words.notAsked);
		case 'not-asked':
			return trial.why === 'pin-blocked'
				? told('critical', trial.why, cardPin.blocked.pin)
				: found('unknown', trial.why, words[trial.why]);
		case 'called-off':
			return found('unknown', trial.kind, words['called-off']);
		case 'signed':
			return trial.isLeftOpen === true
				? found('warning', 'left-open', cardPin.afterwards.open, [words.passed])
				: well(words.passed, triesText(trial.tries, texts));
		case 'not-signed':
			return told('critical', trial.code, cardPin.notSigned, cardPin.errors[trial.code]);
		case 'wrong':
			return told('unknown', 'wrong-pin', cardPin.wrong.pin, triesText(trial.tries, texts));
		case 'blocked':
			return told('critical', 'pin-blocked', cardPin.blocked.pin);
		case 'needs-last-try-confirmation':
			return found('unknown', 'last-try', words['last-try'], [triesText(trial.tries, texts)]);
		case 'refused':
			return told('unknown', trial.refusal.rule, cardPin.refusedRule);
		case 'declined':
			return told('critical', trial.reason, cardPin.declined, cardPin.declinedBecause[trial.reason]);
		case 'in-use':
			return told('unknown', trial.kind, cardPin.inUse);
		case 'not-supported':
			return told('unknown', trial.reason, cardPin.notSupported, cardPin.reasons[trial.reason]);
		case 'module-trouble':
			return told('critical', trial.trouble.kind, cardPin.moduleTrouble);
		case 'card-gone-before':
			return told('unknown', trial.code, cardPin.goneBefore, cardPin.errors[trial.code]);
		case 'journal':
			return told('unknown', trial.failure, cardPin.journal, texts.journal[trial.failure]);
		case 'unknown':
			return told('unknown', trial.code, cardPin.unknown.sign, cardPin.errors[trial.code]);
		case 'done':
			// A trial signs; without a signature all that is known is that the PIN was right.
			return found('unknown', trial.kind, null, [cardPin.done['verify-pin'].what]);
	}
}
