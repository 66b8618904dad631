import type { AskedIntent, ChangeOutcome } from '#api';
import type { ChangeQueue, OperationState } from '#app';

/**
 * The open entry with what the portal told afterwards of changes that its result calls uncertain: what is certain by now
 * takes the place of what was not.
 */
export function withOutcomesToldLater(
	operation: OperationState,
	asked: readonly AskedIntent[],
): OperationState {
	switch (operation.kind) {
		case 'none':
		case 'save-pins':
			return operation;
		case 'activate':
		case 'revoke':
			return operation.step.name === 'result'
				? { ...operation, step: withSettled(operation.step, asked) }
				: operation;
		case 'delete-pins':
			return operation.step.name === 'result'
				? { ...operation, step: withSettled(operation.step, asked) }
				: operation;
		case 'update-details':
			return operation.step.name === 'result'
				? { ...operation, step: { ...operation.step, outcome: toldNow(operation.step.outcome, asked) } }
				: operation;
		case 'unlock': {
			const { step } = operation;
			if (step.name === 'result') {
				return { ...operation, step: { ...step, outcome: toldNow(step.outcome, asked) } };
			}
			return step.name === 'stopped' && step.why.of === 'change'
				? {
						...operation,
						step: { ...step, why: { ...step.why, outcome: toldNow(step.why.outcome, asked) } },
					}
				: operation;
		}
	}
}

function withSettled<Item>(
	step: Extract<ChangeQueue<Item>, { readonly name: 'result' }>,
	asked: readonly AskedIntent[],
): ChangeQueue<Item> {
	const settled = step.settled.map((one) => ({ ...one, outcome: toldNow(one.outcome, asked) }));
	return { ...step, settled };
}

/** One that stood in the way of a new request is told by the notice alone: it is another request than this result's. */
function toldNow(outcome: ChangeOutcome, asked: readonly AskedIntent[]): ChangeOutcome {
	if (outcome.kind !== 'uncertain' || outcome.formerAt !== undefined) {
		return outcome;
	}
	return asked.find(({ intent }) => intent.key === outcome.key)?.outcome ?? outcome;
}
