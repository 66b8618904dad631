import type { AppState, Command } from '#app';
import { type KeyContext, keyContext } from '#screens';

import {
	atCardPin,
	atLastTry,
	atOtherHolder,
	atPinForm,
	atRunning,
	atTold,
} from '../../app/card-pin-walk.ts';
import { atElsewhere } from '../../app/elsewhere-walk.ts';
import { KIOSK } from '../../app/kiosk-mode.ts';
import { atConfirmation, atRevocation } from '../../app/operations.ts';
import type { Program, ProgramOptions } from '../../app/program.ts';
import { atSignatureForm } from '../../app/signature-walk.ts';
import { atCode, atForm, atMenu, atNewWord, atPhone, atPins, ready, snapshotOf } from '../../app/walk.ts';

function after(
	walk: (options: ProgramOptions) => Program,
	...commands: readonly Command[]
): (options: ProgramOptions) => AppState {
	return (options) => {
		const program = walk(options);
		program.command(...commands);
		return program.state;
	};
}

/** A state for each context, reached by messages. */
const PLACES: Readonly<Record<KeyContext, (options: ProgramOptions) => AppState>> = {
	start: after(ready),
	card: after(ready, 'step-1'),
	readers: after(ready, 'readers'),
	timeline: after(ready, 'step-1', 'timeline'),
	'timeline-search': after(ready, 'step-1', 'timeline', 'search'),
	driver: after(ready, 'step-2'),
	portal: after(ready, 'step-3'),
	'login-method': after(ready, 'step-4'),
	'login-open': after(atMenu, 'step-5'),
	'login-form': after(atForm),
	'login-phone': after(atPhone),
	'login-code': after(atCode),
	'login-word': after(atNewWord),
	'login-elsewhere': after(atElsewhere),
	'login-signature': after(atSignatureForm),
	menu: after(atMenu),
	certificates: after(atMenu, 'certificate-table'),
	'certificates-search': after(atMenu, 'certificate-table', 'search'),
	pins: after(atPins),
	'card-pin': after(atCardPin),
	'card-pin-other-holder': after(atOtherHolder),
	'card-pin-form': after(atPinForm),
	'card-pin-word': after(atLastTry),
	'card-pin-running': after(atRunning),
	'card-pin-told': after(atTold),
	certificate: after(ready, 'step-1', 'certificate'),
	operation: after(atRevocation),
	'operation-field': after(atConfirmation),
	'operation-search': after(atRevocation, 'search'),
	guided: (options) => after(ready, 'step-6')({ ...options, portal: 'guided' }),
	overlay: after(ready, 'help'),
	quit: after(atMenu, 'quit'),
	unlock: (options) => after(atMenu, 'quit')({ ...options, mode: { kiosk: KIOSK } }),
	palette: after(ready, 'palette'),
	'closed-field': (options) => {
		const program = atPinForm(options);
		program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) });
		return program.state;
	},
	'too-small': (options) => {
		const program = ready(options);
		program.send({ type: 'resized', columns: 59, rows: 20 });
		return program.state;
	},
};

export interface Place {
	readonly context: KeyContext;
	readonly state: AppState;
}

export function everyPlace(options: ProgramOptions = {}): readonly Place[] {
	return Object.entries(PLACES).map(([name, walk]) => {
		const state = walk(options);
		const context = keyContext(state);
		if (context !== name) {
			throw new Error(`The walk to ${name} ends at ${context}`);
		}
		return { context, state };
	});
}
