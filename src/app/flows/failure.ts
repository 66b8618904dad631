import type { ChangeOutcome, PortalProblem } from '#api';
import type { CardSnapshot } from '#card';
import { outcomeNow } from '../change-outcome.ts';
import { elsewhereWaiting } from '../elsewhere-waiting.ts';
import type { FailedAsk, Failure } from '../failure.ts';
import type { StampedMessage } from '../messages.ts';
import type { SettledChange } from '../operation.ts';
import { readAnsweredBy } from '../portal-reads.ts';
import type { PrintOutcome, SaveRefusal, UnlockOutcome } from '../ports.ts';
import type { AppState } from '../state.ts';

/* Which messages tell of a failure that a person may want to read up on. */

/**
 * The failure that this message told of; undefined where it told of none, where nobody waited for it, or where the
 * former visitor of a kiosk asked for it.
 *
 * @param before the state with the message's time, which an answer that nobody waits for leaves as it is
 */
export function failureIn(before: AppState, message: StampedMessage, after: AppState): Failure | undefined {
	if (after === before || ('request' in message && message.request < before.firstOfVisit)) {
		return undefined;
	}
	const found =
		message.type === 'card-changed'
			? ofCards(before.card, message.snapshot)
			: message.type === 'card-pin-performed' || message.type === 'signature-login-ended'
				? ofCardAct(after)
				: ofAnswer(message);
	if (found === undefined || isKnownLoss(before, found)) {
		return undefined;
	}
	const doneBefore = message.type === 'change-settled' ? doneOf(before) : [];
	return { at: message.at, ...found, ...(doneBefore.length === 0 ? {} : { doneBefore }) };
}

/** What the open entry has done so far, one change after the other. */
function doneOf({ operation }: AppState): readonly string[] {
	switch (operation.kind) {
		case 'activate':
		case 'revoke':
			return operation.step.name === 'running'
				? doneItems(operation.step.settled).map(({ use, serialNumber }) => `${use} ${serialNumber}`)
				: [];
		case 'delete-pins':
			return operation.step.name === 'running' ? doneItems(operation.step.settled) : [];
		default:
			return [];
	}
}

function doneItems<Item>(settled: readonly SettledChange<Item>[]): readonly Item[] {
	return settled.filter(({ outcome }) => outcomeNow(outcome)?.kind === 'done').map(({ item }) => item);
}

type Found = Omit<Failure, 'at' | 'doneBefore'>;

function ofAnswer(message: StampedMessage): Found | undefined {
	switch (message.type) {
		case 'change-settled':
			return ofChange(message.outcome);
		case 'card-unlocked':
			return ofUnlock(message.outcome);
		case 'certificate-saved':
			return message.outcome === 'saved' || message.outcome === 'no-end'
				? undefined
				: ofFile('save-certificate', message.outcome);
		case 'file-printed':
			return ofPrint(message.outcome);
		case 'pins-saved':
			if (message.result.ok) {
				const written = message.result.value;
				return written.kind === 'refused' ? ofFile('save-pins', written.reason) : undefined;
			}
			return ofProblem('save-pins', message.result.problem);
		case 'guided-begun':
		case 'guided-ended':
			return message.result.ok
				? undefined
				: { asked: 'write-guided', cause: { kind: 'journal', failure: message.result.failure } };
		case 'logged-out':
			return message.result.ok ? undefined : ofProblem('log-out', message.result.problem);
		default: {
			const asked = readAnsweredBy(message.type);
			return asked !== undefined && 'result' in message && !message.result.ok
				? ofProblem(asked, message.result.problem)
				: undefined;
		}
	}
}

/** What a person gave up did not fail. */
function ofProblem(asked: FailedAsk, problem: PortalProblem): Found | undefined {
	return problem.code === 'cancelled'
		? undefined
		: { asked, cause: { kind: 'portal', problem, settled: undefined } };
}

function ofFile(asked: FailedAsk, reason: SaveRefusal): Found {
	return { asked, cause: { kind: 'file', reason } };
}

function ofPrint({ kind }: PrintOutcome): Found | undefined {
	return kind === 'printed' || kind === 'printed-and-kept'
		? undefined
		: { asked: 'print-file', cause: { kind: 'print', outcome: kind } };
}

/** An act that was called off, or asks for a confirmation, is not told and did not fail. */
function ofCardAct({ cardPin }: AppState): Found | undefined {
	if (cardPin?.stage.stage !== 'told') {
		return undefined;
	}
	const { act, outcome } = cardPin.stage;
	const isGivenUp = outcome.kind === 'portal' && outcome.problem.code === 'cancelled';
	return outcome.kind === 'done' || outcome.kind === 'signed' || isGivenUp
		? undefined
		: { asked: act, cause: { kind: 'card-act', act, outcome } };
}

function ofUnlock(outcome: UnlockOutcome): Found | undefined {
	const asked = 'unlock-card';
	switch (outcome.kind) {
		case 'done':
		case 'already-done':
		case 'called-off':
		case 'needs-last-try-confirmation':
			return undefined;
		case 'unknown':
		case 'not-checked':
		case 'puk-refused-before':
		case 'puk-unclear':
			return { asked, cause: { kind: 'unlock', outcome: outcome.kind } };
		case 'journal':
			return { asked, cause: { kind: 'journal', failure: outcome.failure } };
		default:
			return { asked, cause: { kind: 'card-act', act: 'unblock-pin', outcome } };
	}
}

function ofChange(outcome: ChangeOutcome): Found | undefined {
	const asked = 'make-change';
	switch (outcome.kind) {
		case 'done':
		case 'under-way':
			return undefined;
		case 'refused':
		case 'not-sent':
			return outcome.problem.code === 'cancelled'
				? undefined
				: { asked, cause: { kind: 'portal', problem: outcome.problem, settled: 'not-done' } };
		case 'uncertain':
			return { asked, cause: { kind: 'portal', problem: outcome.problem, settled: 'uncertain' } };
		case 'blocked':
			return { asked, cause: { kind: 'journal', failure: outcome.failure } };
		case 'former':
			return ofChange(outcome.outcome);
	}
}

/** A card whose reading failed, or the service gone, that was not so before. */
function ofCards(before: CardSnapshot, now: CardSnapshot): Found | undefined {
	for (const { name, slot } of now.readers) {
		const former = before.readers.find((reader) => reader.name === name)?.slot;
		if (slot.kind === 'failed' && !(former?.kind === 'failed' && former.code === slot.code)) {
			return { asked: 'read-card', cause: { kind: 'reading', code: slot.code } };
		}
	}
	const { service } = now;
	const isNews =
		service.kind === 'down' &&
		!(before.service.kind === 'down' && before.service.failure === service.failure);
	return isNews
		? {
				asked: 'reach-service',
				cause: { kind: 'service', failure: service.failure, detail: service.detail },
			}
		: undefined;
}

/** A portal that is still away is asked again by itself: that it is still away is no news. */
function isKnownLoss(before: AppState, { asked, cause }: Found): boolean {
	const { portal } = before;
	if (asked === 'poll-elsewhere-login' && cause.kind === 'portal') {
		return elsewhereWaiting(before)?.trouble?.problem.code === cause.problem.code;
	}
	return (
		asked === 'check-portal' &&
		cause.kind === 'portal' &&
		portal.kind === 'lost' &&
		portal.problem.code === cause.problem.code
	);
}
