import { type AppState, comingFocus, type DetailsAct, type PlaceField, shownField } from '#app';

/** The field of the open entry. */
export function operationField(state: AppState): PlaceField | undefined {
	const { mode, operation } = state;
	switch (operation.kind) {
		case 'none':
			return undefined;
		case 'activate':
		case 'revoke': {
			const { step } = operation;
			if (step.name === 'choose') {
				return step.isTyping ? { kind: 'choose', focus: shownField('search', step.query) } : undefined;
			}
			return operation.kind === 'revoke' && step.name === 'confirm'
				? { kind: 'confirm', focus: shownField('confirm', step.typed) }
				: undefined;
		}
		case 'update-details':
			return detailsField(state, operation);
		case 'save-pins': {
			const { step } = operation;
			// At a kiosk the place is a plugged-in stick, and nobody types one.
			const kind = mode.kiosk === undefined ? 'path' : undefined;
			switch (step.name) {
				case 'place':
					return {
						kind,
						isAmongFields: true,
						focus: step.path === undefined ? undefined : shownField('path', step.path),
					};
				case 'saving':
					return { kind, isAwaited: true };
				default:
					return undefined;
			}
		}
		case 'delete-pins': {
			const { step } = operation;
			return step.name === 'words' || step.name === 'confirm'
				? { kind: step.name, focus: shownField(step.name, step.typed) }
				: undefined;
		}
		case 'unlock': {
			const { step } = operation;
			return step.name === 'choosing'
				? {
						kind: 'chosen-pin',
						focus: { name: `chosen-pin/${step.focus}`, length: step.pins[step.focus].length },
					}
				: undefined;
		}
	}
}

function detailsField(state: AppState, { step, record, draft, row }: DetailsAct): PlaceField | undefined {
	const coming = comingFocus(state);
	switch (step.name) {
		case 'form':
			// Read again after Enter was refused: a conflict that it shows was asked for.
			return record.kind === 'loaded'
				? {
						kind: 'details',
						isAwaited: record.again !== undefined,
						isAmongFields: true,
						focus:
							draft === undefined || row === 'save' || row === 'phone' || row === 'word'
								? undefined
								: shownField(`details/${row}`, draft[row]),
					}
				: undefined;
		case 'phone':
			return step.pending === undefined
				? { kind: 'phone', focus: shownField('phone', step.digits) }
				: { kind: 'code', isAwaited: true, focus: coming };
		case 'code':
			return {
				kind: 'code',
				isAwaited: step.pending !== undefined,
				focus: coming ?? { name: 'phone-code', length: step.code.length },
			};
		case 'word':
			return { kind: 'word', focus: { name: `word/${step.focus}`, length: step.words[step.focus].length } };
		case 'running':
			return step.from === 'review' ? undefined : { kind: step.from.name, isAwaited: true };
		default:
			return undefined;
	}
}
