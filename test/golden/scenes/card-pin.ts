import type { CardPinAct, CardPinOutcome } from '#app';
import {
	atCardPin,
	atCardPinLook,
	atLastTry,
	atOtherHolder,
	atPinForm,
	atRunning,
	atSupervisor,
	atTold,
	CARD_PIN,
	FULL,
	fillPinForm,
	pinSlot,
	read,
	realPinSlot,
} from '../../unit/app/card-pin-walk.ts';
import { driverThatSees } from '../../unit/app/driver-reports.ts';
import type { Program } from '../../unit/app/program.ts';
import { ATR, certificateOf, SEAL_CARD, SEAL_SLOT, snapshotOf } from '../../unit/app/walk.ts';
import type { Gallery, Scene } from '../scene.ts';

const LONG_TITLE =
	'Gülçiçek Öğretmenoğulları Isıtma Soğutma İnşaat Taahhüt Sanayi ve Dış Ticaret Limited Şirketi';

function after(program: Program, walk: (program: Program) => void): Program {
	walk(program);
	return program;
}

function seconds(program: Program, count: number): void {
	program.passes(count * 1_000);
	program.send({ type: 'timer', id: 'second' });
}

export const CARD_PIN_GALLERY: Gallery = {
	name: 'card-pin',
	scenes: [
		{
			name: 'the card being looked at',
			walk: (options) => after(atCardPinLook(options), (program) => seconds(program, 2)),
		},
		{ name: 'all tries left', walk: (options) => atCardPin(options) },
		{
			name: 'one wrong PIN, the PIN to be changed',
			walk: (options) =>
				after(atCardPin(options, read({ kind: 'exactly', count: 2 })), (program) => program.command('down')),
		},
		{ name: 'the card of another holder', walk: (options) => atOtherHolder(options) },
		{ name: 'last try', walk: (options) => atCardPin(options, read({ kind: 'last-try' })) },
		{
			name: 'PIN blocked, asked for all the same',
			walk: (options) =>
				after(atCardPin(options, read({ kind: 'blocked' })), (program) => program.command('continue')),
		},
		{
			name: 'last PUK try, on unblocking',
			walk: (options) =>
				after(atCardPin(options, read({ kind: 'blocked' }, { kind: 'last-try' })), (program) =>
					program.command('down', 'down'),
				),
		},
		{
			name: 'a real card, on unblocking',
			walk: (options) =>
				after(atCardPin(options, { kind: 'read', pin: FULL, puk: undefined }, realPinSlot()), (program) =>
					program.command('down', 'down', 'continue'),
				),
		},
		{
			name: 'a card of another generation',
			walk: (options) =>
				atCardPin(options, { kind: 'not-supported', reason: 'commands-not-public' }, SEAL_SLOT),
		},
		{
			name: 'a card of another generation, the driver ready',
			walk: (options) => {
				const program = atCardPin(options, read(FULL), SEAL_SLOT);
				program.send({ type: 'timer', id: 'driver-check' });
				const { request } = program.question('look-at-driver');
				program.send({ type: 'driver-told', request, report: driverThatSees(SEAL_CARD) });
				return program;
			},
		},
		{
			name: 'tries unknown',
			walk: (options) => atCardPin(options, read({ kind: 'unknown' }, { kind: 'unknown' })),
		},
		{ name: 'in use', walk: (options) => atCardPin(options, { kind: 'in-use' }) },
		{ name: 'not read', walk: (options) => atCardPin(options, { kind: 'not-read', code: 'card-lost' }) },
		{
			name: 'another card than the one shown',
			walk: (options) => atCardPin(options, { kind: 'other-card' }),
		},
		{ name: 'no card', walk: (options) => atCardPinLook(options, { kind: 'empty' }) },
		{
			name: 'a card that another program has had since it was put in',
			walk: (options) => atCardPinLook(options, { kind: 'in-use', atr: ATR }),
		},
		{ name: 'a foreign card', walk: (options) => atCardPinLook(options, { kind: 'foreign', atr: ATR }) },
		{
			name: 'a long title',
			walk: (options) =>
				atCardPin(
					options,
					read(),
					pinSlot({ certificates: [{ fileId: '2F10', certificate: certificateOf({ title: LONG_TITLE }) }] }),
				),
		},
		{ name: 'PIN asked for', walk: (options) => atPinForm(options) },
		{
			name: 'PIN too short',
			walk: (options) =>
				after(atPinForm(options), (program) => {
					program.types('4711');
					program.command('continue');
				}),
		},
		{
			name: 'a letter typed',
			walk: (options) =>
				after(atPinForm(options), (program) => {
					program.types(CARD_PIN);
					program.types('a');
				}),
		},
		{ name: 'pasted', walk: (options) => after(atPinForm(options), (program) => program.pastes('471108')) },
		{
			name: 'PIN asked for at the last try',
			walk: (options) =>
				after(atCardPin(options, read({ kind: 'last-try' })), (program) => program.command('continue')),
		},
		{
			name: 'PIN to be changed, all typed',
			walk: (options) =>
				after(atPinForm(options, 'change-pin'), (program) => fillPinForm(program, 'change-pin')),
		},
		{
			name: 'a new PIN in order',
			walk: (options) =>
				after(atPinForm(options, 'change-pin'), (program) => {
					for (const value of [CARD_PIN, '123456']) {
						program.types(value);
						program.command('continue');
					}
				}),
		},
		{
			name: 'typed differently the second time',
			walk: (options) =>
				after(atPinForm(options, 'change-pin'), (program) => {
					for (const value of [CARD_PIN, '930572', '930573']) {
						program.types(value);
						program.command('continue');
					}
				}),
		},
		{ name: 'somebody in charge', walk: (options) => atSupervisor(options) },
		{
			name: 'PUK asked for',
			walk: (options) => after(atPinForm(options, 'unblock-pin'), (program) => program.types('7392')),
		},
		{ name: 'PIN asked for to try the seal', walk: (options) => atPinForm(options, 'sign') },
		{ name: 'the question before the last try', walk: (options) => atLastTry(options) },
		{
			name: 'the question before what may be the last try, another word typed',
			walk: (options) =>
				after(atLastTry(options, { kind: 'unknown' }), (program) => {
					program.types('evet');
					program.command('continue');
				}),
		},
		{ name: 'at work', walk: (options) => atRunning(options) },
		{
			name: 'at work for three seconds',
			walk: (options) => after(atRunning(options, 'change-pin'), (program) => seconds(program, 3)),
		},
		{
			name: 'at work, called off',
			walk: (options) => after(atRunning(options, 'unblock-pin'), (program) => program.command('back')),
		},
		{
			name: 'called off in time',
			walk: (options) =>
				after(atRunning(options), (program) => {
					program.command('back');
					const { request } = program.question('perform-card-pin');
					program.send({ type: 'card-pin-performed', request, outcome: { kind: 'called-off' } });
				}),
		},
		{
			name: 'pulled from under the form',
			walk: (options) =>
				after(atPinForm(options), (program) =>
					program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) }),
				),
		},
		{
			name: 'leaving while at work',
			walk: (options) => after(atRunning(options), (program) => program.command('quit')),
		},
		{
			name: 'leaving a form',
			walk: (options) =>
				after(atPinForm(options), (program) => {
					program.types('4');
					program.command('quit');
				}),
		},
	],
};

const OUTCOMES: readonly (readonly [string, CardPinOutcome, CardPinAct])[] = [
	['right', { kind: 'done', tries: FULL }, 'verify-pin'],
	['changed', { kind: 'done', tries: FULL }, 'change-pin'],
	['unblocked', { kind: 'done', tries: FULL }, 'unblock-pin'],
	['signed', { kind: 'signed', tries: FULL }, 'sign'],
	['not signed', { kind: 'not-signed', code: 'malformed-answer', tries: FULL }, 'sign'],
	['wrong PIN', { kind: 'wrong', tries: { kind: 'exactly', count: 2 } }, 'verify-pin'],
	['wrong PIN, the last try left', { kind: 'wrong', tries: { kind: 'last-try' } }, 'change-pin'],
	['wrong PUK', { kind: 'wrong', tries: { kind: 'exactly', count: 2 } }, 'unblock-pin'],
	['blocked', { kind: 'blocked' }, 'verify-pin'],
	['PUK blocked', { kind: 'blocked' }, 'unblock-pin'],
	['in use', { kind: 'in-use' }, 'verify-pin'],
	['not supported', { kind: 'not-supported', reason: 'commands-not-public' }, 'change-pin'],
	['refused by a rule', { kind: 'refused', refusal: { rule: 'all-same', field: 'new-pin' } }, 'change-pin'],
	['refused for another card', { kind: 'refused', refusal: { rule: 'other-card' } }, 'verify-pin'],
	['refused for the last PUK try', { kind: 'refused', refusal: { rule: 'last-puk-try' } }, 'unblock-pin'],
	['declined', { kind: 'declined', reason: 'use-condition', tries: FULL }, 'change-pin'],
	['gone before', { kind: 'card-gone-before', code: 'card-removed' }, 'verify-pin'],
	[
		'unknown: verifying, a try lost',
		{
			kind: 'unknown',
			code: 'card-reset',
			reread: { kind: 'read', pin: { kind: 'at-most', count: 2 }, puk: undefined, isTrySpent: true },
		},
		'verify-pin',
	],
	[
		'unknown: changing, not looked at',
		{ kind: 'unknown', code: 'card-removed', reread: { kind: 'not-read', code: 'no-card' } },
		'change-pin',
	],
	[
		'unknown: unblocking, looked at',
		{
			kind: 'unknown',
			code: 'service-lost',
			reread: {
				kind: 'read',
				pin: { kind: 'last-try' },
				puk: { kind: 'at-most', count: 2 },
				isTrySpent: undefined,
			},
		},
		'unblock-pin',
	],
	[
		'unknown: another card',
		{ kind: 'unknown', code: 'card-lost', reread: { kind: 'other-card' } },
		'verify-pin',
	],
];

export const CARD_PIN_OUTCOME_GALLERY: Gallery = {
	name: 'card-pin-outcomes',
	scenes: OUTCOMES.map(
		([name, outcome, act]): Scene => ({ name, walk: (options) => atTold(options, outcome, act) }),
	),
};
