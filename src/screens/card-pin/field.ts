import { type AppState, type PlaceField, shownField } from '#app';

/** The word before a last try is another field than the PIN: it is shown as it is typed. */
export function cardPinField({ cardPin }: AppState): PlaceField | undefined {
	switch (cardPin?.stage.stage) {
		case 'form': {
			const { focus, secrets } = cardPin.stage;
			return { kind: 'card-pin', focus: { name: `card-pin/${focus}`, length: secrets[focus].length } };
		}
		case 'running':
			return { kind: 'card-pin', isAwaited: true };
		case 'supervisor':
		case 'last-try':
			return { kind: 'card-pin-word', focus: shownField(cardPin.stage.stage, cardPin.stage.typed) };
		default:
			return undefined;
	}
}
