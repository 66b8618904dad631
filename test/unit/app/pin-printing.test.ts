import { describe, expect, it } from 'vitest';
import { type AppState, initialState, type PinSaving } from '#app';
import {
	filePrinted,
	pinSavingCommand,
	pinsSaved,
} from '../../../src/screens/operation/pin-saving/update.ts';
import { KIOSK } from './kiosk-mode.ts';

const PATH = '/media/stick/muhurdar-pin.pdf';

/** The moment at which the PDF is being written; at a kiosk where `mayPrint` says something. */
function saving(mayPrint?: boolean | 'no-kiosk'): AppState {
	const state = initialState({
		now: 0,
		language: 'tr',
		columns: 80,
		rows: 24,
		theme: 'dark',
		mode: {
			portal: 'sandbox',
			version: '1.2.3',
			kiosk: mayPrint === 'no-kiosk' ? undefined : { ...KIOSK, mayPrint },
		},
	});
	const operation: PinSaving = {
		kind: 'save-pins',
		holderNumber: '4540536920',
		step: { name: 'saving', path: PATH, request: 7, since: 0, isLeft: false },
	};
	return { ...state, screen: 'operation', operation };
}

function saved(mayPrint?: boolean | 'no-kiosk') {
	const result = { ok: true, value: { kind: 'written', path: PATH } } as const;
	const { state } = pinsSaved(saving(mayPrint), { type: 'pins-saved', request: 7, result, at: 0 });
	const { operation } = state;
	if (operation.kind !== 'save-pins' || operation.step.name !== 'saved') {
		throw new Error('not saved');
	}
	return { state, operation, step: operation.step };
}

describe('printing the PIN document', () => {
	it.each([undefined, false])('is closed at a kiosk where the attendant said: %s', (mayPrint) => {
		const { state, operation, step } = saved(mayPrint);
		expect(step.row).toBe('done');
		expect(pinSavingCommand(state, operation, 'up')?.state.notice).toMatchObject({
			refusal: 'printing-closed',
		});
		const left = pinSavingCommand(state, operation, 'continue');
		expect(left?.effects).not.toContainEqual(expect.objectContaining({ kind: 'print-file' }));
	});

	it.each([true, 'no-kiosk'] as const)('is open where: %s', (mayPrint) => {
		const { state, operation, step } = saved(mayPrint);
		expect(step.row).toBe('print');
		const asked = pinSavingCommand(state, operation, 'continue');
		expect(asked?.effects).toContainEqual(expect.objectContaining({ kind: 'print-file', path: PATH }));
	});

	it('stays possible after a print service that does not run', () => {
		const { state, operation } = saved('no-kiosk');
		const asked = pinSavingCommand(state, operation, 'continue')?.state ?? state;
		const running =
			asked.operation.kind === 'save-pins' && asked.operation.step.name === 'saved'
				? asked.operation.step.printing
				: undefined;
		const request = running?.kind === 'running' ? running.request : -1;
		const told = filePrinted(asked, {
			type: 'file-printed',
			request,
			outcome: { kind: 'service-down' },
			at: 0,
		});
		expect(told.state.operation).toMatchObject({
			step: { row: 'print', printing: { kind: 'service-down' } },
		});
	});
});
