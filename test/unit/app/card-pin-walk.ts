import type { CardPinAct } from '#app';
import type { AkisCard, SlotState, TriesLeft, TriesOutcome } from '#card';
import type { CalledOff, CardPinOutcome } from '../../../src/app/ports.ts';
import type { Program, ProgramOptions } from './program.ts';
import { certificateOf, HOLDER, insertCard, ready, SEAL_CARD } from './walk.ts';

/* Kart PIN işlemleri walked by messages, up to each of its stages. PINs and PUKs are invented. */

export const CARD_PIN = '284615';
export const NEW_CARD_PIN = '930572';
export const CARD_PUK = '73920164';

/** Each call describes another insertion. */
export function pinSlot(patch: Partial<AkisCard> = {}): Extract<SlotState, { kind: 'seal' }> {
	return {
		kind: 'seal',
		card: { ...SEAL_CARD, product: 'AKİS v1.0', generation: 'v1.0', ...patch },
		holder: { title: HOLDER.title, taxNumber: HOLDER.holderNumber, isSandbox: true },
	};
}

/** A card that nobody in the sandbox made: no public command unblocks it. */
export function realPinSlot(): Extract<SlotState, { kind: 'seal' }> {
	return pinSlot({ certificates: [{ fileId: '2F10', certificate: certificateOf({ isSandbox: false }) }] });
}

export const FULL: TriesLeft = { kind: 'at-most', count: 3 };

export function read(pin: TriesLeft = FULL, puk: TriesLeft | undefined = FULL): TriesOutcome {
	return { kind: 'read', pin, puk };
}

/** The menu, the card being looked at. */
export function atCardPinLook(options?: ProgramOptions, slot: SlotState = pinSlot()): Program {
	const program = ready(options);
	insertCard(program, slot);
	program.command('step-1', 'card-pin');
	return program;
}

export function answerTries(
	program: Program,
	outcome: TriesOutcome | CalledOff = read(),
): ReturnType<Program['send']> {
	const { request } = program.question('read-pin-tries');
	return program.send({ type: 'pin-tries-read', request, outcome });
}

export function atCardPin(options?: ProgramOptions, outcome?: TriesOutcome, slot?: SlotState): Program {
	const program = atCardPinLook(options, slot);
	answerTries(program, outcome);
	return program;
}

/** At the question whether the PIN of another holder's card is meant: it took the place of the one whose menu was opened. */
export function atOtherHolder(options?: ProgramOptions): Program {
	const program = atCardPin(options);
	const holder = { title: 'Gül Ticaret Ltd. Şti.', taxNumber: '1234567890', isSandbox: true };
	insertCard(program, { ...pinSlot({ product: 'AKİS v1.0' }), holder });
	answerTries(program);
	program.command('continue');
	return program;
}

const PLACE: Readonly<Record<CardPinAct, number>> = {
	'verify-pin': 0,
	'change-pin': 1,
	'unblock-pin': 2,
	sign: 3,
};

function choose(program: Program, act: CardPinAct): void {
	for (let place = 0; place < PLACE[act]; place++) {
		program.command('down');
	}
	program.command('continue');
}

/** Where the PUK needs somebody in charge. */
export function atSupervisor(options?: ProgramOptions): Program {
	const program = atCardPin(options);
	choose(program, 'unblock-pin');
	return program;
}

export function atPinForm(options?: ProgramOptions, act: CardPinAct = 'verify-pin'): Program {
	if (act === 'unblock-pin') {
		const program = atSupervisor(options);
		program.types(options?.language === 'en' ? 'supervisor' : 'sorumlu');
		program.command('continue');
		return program;
	}
	const program = atCardPin(options);
	choose(program, act);
	return program;
}

/** Types what each field of the act is for; Enter leads from one to the next. */
export function fillPinForm(program: Program, act: CardPinAct): void {
	const values = {
		'verify-pin': [CARD_PIN],
		'change-pin': [CARD_PIN, NEW_CARD_PIN, NEW_CARD_PIN],
		'unblock-pin': [CARD_PUK, NEW_CARD_PIN, NEW_CARD_PIN],
		sign: [CARD_PIN],
	}[act];
	for (const [place, value] of values.entries()) {
		if (place > 0) {
			program.command('next-field');
		}
		program.types(value);
	}
}

/** The card has it. */
export function atRunning(options?: ProgramOptions, act: CardPinAct = 'verify-pin'): Program {
	const program = atPinForm(options, act);
	fillPinForm(program, act);
	program.command('continue');
	return program;
}

export function answerAct(
	program: Program,
	outcome: CardPinOutcome | CalledOff,
): ReturnType<Program['send']> {
	const { request } = program.question('perform-card-pin');
	return program.send({ type: 'card-pin-performed', request, outcome });
}

export function atLastTry(options?: ProgramOptions, tries: TriesLeft = { kind: 'last-try' }): Program {
	const program = atRunning(options);
	answerAct(program, { kind: 'needs-last-try-confirmation', tries });
	return program;
}

export function atTold(
	options?: ProgramOptions,
	outcome: CardPinOutcome = { kind: 'done', tries: FULL },
	act?: CardPinAct,
): Program {
	const program = atRunning(options, act);
	answerAct(program, outcome);
	return program;
}
