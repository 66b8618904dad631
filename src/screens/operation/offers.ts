import type { AppState, CertificateAct, Command, DetailsAct, PinDeletion, PinSaving, UnlockAct } from '#app';
import { operationField } from './field.ts';

/** Whether a command has something to do at the open entry as it stands: what has nothing is not offered. */
export function operationOffers(state: AppState, command: Command): boolean {
	const { operation } = state;
	if (OF_FIELDS.includes(command)) {
		return operationField(state)?.focus !== undefined;
	}
	if (OF_PICK_LISTS.includes(command)) {
		return 'step' in operation && operation.step.name === 'choose';
	}
	switch (operation.kind) {
		case 'none':
			return true;
		case 'activate':
		case 'revoke':
			return certificateOffers(operation, command);
		case 'update-details':
			return detailsOffers(operation, command);
		case 'save-pins':
			return savingOffers(operation, command);
		case 'delete-pins':
			return deletionOffers(operation, command);
		case 'unlock':
			return unlockOffers(operation, command);
	}
}

function certificateOffers({ step, terms }: CertificateAct, command: Command): boolean {
	switch (command) {
		case 'mark':
			return step.name === 'choose';
		case 'up':
		case 'down':
			return step.name === 'choose' || (step.name === 'reason' && terms.kind === 'loaded');
		case 'page-up':
		case 'page-down':
			return step.name === 'choose';
		case 'check-again':
			return step.name === 'reason' && terms.kind === 'failed';
		case 'erase':
		case 'clear-field':
			return step.name === 'confirm';
		case 'next-field':
		case 'previous-field':
		case 'resend-code':
			return false;
		default:
			return true;
	}
}

function detailsOffers({ step, record }: DetailsAct, command: Command): boolean {
	switch (command) {
		case 'mark':
			return step.name === 'conflict';
		case 'up':
		case 'down':
			return step.name === 'conflict';
		case 'next-field':
		case 'previous-field':
			return step.name === 'word' || (step.name === 'form' && record.kind === 'loaded');
		case 'check-again':
			return step.name === 'form' && record.kind === 'failed';
		case 'page-up':
		case 'page-down':
			return false;
		case 'resend-code':
			return step.name === 'code';
		case 'erase':
		case 'clear-field':
			return step.name !== 'review' && step.name !== 'running' && step.name !== 'result';
		default:
			return true;
	}
}

function savingOffers({ step }: PinSaving, command: Command): boolean {
	switch (command) {
		case 'up':
		case 'down':
			return step.name === 'saved';
		case 'erase':
		case 'clear-field':
			return step.name === 'place';
		default:
			return !OTHERS.includes(command);
	}
}

function deletionOffers({ step, cards }: PinDeletion, command: Command): boolean {
	switch (command) {
		case 'up':
		case 'down':
			return step.name === 'copy';
		case 'check-again':
			return step.name === 'warning' && cards.kind === 'failed';
		case 'erase':
		case 'clear-field':
			return step.name === 'words' || step.name === 'confirm';
		default:
			return !OTHERS.includes(command);
	}
}

function unlockOffers({ step }: UnlockAct, command: Command): boolean {
	switch (command) {
		case 'next-field':
		case 'previous-field':
		case 'erase':
		case 'clear-field':
			return step.name === 'choosing';
		case 'up':
		case 'down':
			return false;
		default:
			return !OTHERS.includes(command);
	}
}

/** What only a list to choose from has. */
const OF_PICK_LISTS: readonly Command[] = ['search', 'first-row', 'last-row'];

/** What a field has that can be typed into. */
const OF_FIELDS: readonly Command[] = [
	'erase-forward',
	'cursor-left',
	'cursor-right',
	'cursor-start',
	'cursor-end',
];

/** What other entries have, and these do not. */
const OTHERS: readonly Command[] = [
	'mark',
	'page-up',
	'page-down',
	'next-field',
	'previous-field',
	'check-again',
	'resend-code',
];
