import type { ChangeOutcome, PortalProblem, SettledOutcome } from '#api';

/** What is certain of the change by now, whichever request told it; undefined where nothing is. */
export function outcomeNow(outcome: ChangeOutcome): SettledOutcome | undefined {
	switch (outcome.kind) {
		case 'done':
		case 'refused':
		case 'not-sent':
			return outcome;
		case 'former':
			return outcome.outcome;
		case 'uncertain':
		case 'blocked':
		case 'under-way':
			return undefined;
	}
}

/** What the portal, or the way to it, has against the change. */
export function problemOf(outcome: ChangeOutcome): PortalProblem | undefined {
	const now = outcome.kind === 'uncertain' ? outcome : outcomeNow(outcome);
	return now === undefined || now.kind === 'done' ? undefined : now.problem;
}

/**
 * Whether the portal still has to be told what the card did. Until it is told it gives out the PIN that the card had
 * before; an unlock that is over at the portal takes no report.
 */
export function canReportAgain(outcome: ChangeOutcome): boolean {
	return outcomeNow(outcome)?.kind !== 'done' && problemOf(outcome)?.code !== 'unlock-over';
}
