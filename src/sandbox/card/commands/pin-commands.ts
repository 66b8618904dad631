import { SecretText } from '#text';
import { type Answer, answerStatus } from '../answer.ts';
import type { CommandApdu } from '../command-apdu.ts';
import type { PinCheck, PinReference } from '../pin-reference.ts';
import {
	APPLICATION_PIN_REFERENCE,
	MAX_PIN_LENGTH,
	MIN_PIN_LENGTH,
	OFFICER_PIN_REFERENCE,
} from '../pkcs15-structures.ts';
import { STATUS, wrongPin } from '../status-words.ts';
import type { CommandContext } from './command-context.ts';

const P1_CHANGE_OFFICER_PIN = 0x01;
const P1_CHANGE_APPLICATION_PIN = 0x02;
const P1_UNBLOCK_WITH_NEW_PIN = 0x00;

/**
 * VERIFY (INS 20). An empty one spends a try like any wrong PIN: what a real card makes of it is not known, and
 * a virtual card more forgiving than a real one would hide a driver that sends it.
 */
export async function verify(command: CommandApdu, context: CommandContext): Promise<Answer> {
	if (command.p1 !== 0) {
		return answerStatus(STATUS.wrongParameters);
	}
	const pin = pinOf(command.p2, context);
	if (pin === undefined) {
		return answerStatus(STATUS.referenceNotFound);
	}
	return isDestroyed(context)
		? answerStatus(STATUS.pinBlocked)
		: answerStatus(statusOf(await enterPin(pin, command.p2, command.data, context)));
}

/** CHANGE REFERENCE DATA (INS 24) in AKİS's own form: old and new PIN, each behind its length. */
export async function change(command: CommandApdu, context: CommandContext): Promise<Answer> {
	const reference = changedReference(command);
	if (reference === undefined) {
		return answerStatus(STATUS.wrongParameters);
	}
	const pin = pinOf(reference, context);
	if (pin === undefined) {
		return answerStatus(STATUS.referenceNotFound);
	}
	if (isDestroyed(context)) {
		return answerStatus(STATUS.pinBlocked);
	}
	const pins = splitPins(command.data);
	if (pins === undefined) {
		return answerStatus(STATUS.wrongData);
	}
	const outcome = await enterPin(pin, reference, pins.old, context);
	if (outcome.kind === 'right') {
		await replacePin(pin, pins.next);
	}
	return answerStatus(statusOf(outcome));
}

/**
 * RESET RETRY COUNTER (INS 2C) as ISO 7816-4 has it: the PUK and, without a mark in between, the new PIN.
 *
 * **The sandbox's own.** How a real AKİS card is unblocked is not public, on no generation: never send this to one.
 * The PIN then counts as not entered. The PUK's tries are counted as those of VERIFY with reference 00.
 */
export async function resetRetryCounter(command: CommandApdu, context: CommandContext): Promise<Answer> {
	if (command.p1 !== P1_UNBLOCK_WITH_NEW_PIN) {
		return answerStatus(STATUS.wrongParameters);
	}
	if (command.p2 !== APPLICATION_PIN_REFERENCE) {
		return answerStatus(STATUS.referenceNotFound);
	}
	if (isDestroyed(context)) {
		return answerStatus(STATUS.pinBlocked);
	}
	const { applicationPin, officerPin, session } = context;
	const puk = command.data.subarray(0, officerPin.secret.length);
	const next = command.data.subarray(officerPin.secret.length);
	if (!isPinLength(next.length)) {
		return answerStatus(STATUS.wrongData);
	}
	const outcome = await checkPin(officerPin, puk, context);
	if (outcome.kind === 'right') {
		session.verifiedPins.delete(APPLICATION_PIN_REFERENCE);
		await replacePin(applicationPin, next);
	}
	return answerStatus(statusOf(outcome));
}

/** LOGOUT (80 1A): every PIN has to be entered again. */
export function logOut(command: CommandApdu, { session }: CommandContext): Answer {
	if (command.p1 !== 0 || command.p2 !== 0) {
		return answerStatus(STATUS.wrongParameters);
	}
	session.verifiedPins.clear();
	return answerStatus(STATUS.ok);
}

function pinOf(reference: number, context: CommandContext): PinReference | undefined {
	switch (reference) {
		case APPLICATION_PIN_REFERENCE:
			return context.applicationPin;
		case OFFICER_PIN_REFERENCE:
			return context.officerPin;
		default:
			return undefined;
	}
}

/** The application PIN is told by P1 alone, with P2 zero; the officer's by its reference in P2. */
function changedReference({ p1, p2 }: CommandApdu): number | undefined {
	switch (p1) {
		case P1_CHANGE_APPLICATION_PIN:
			return p2 === 0 ? APPLICATION_PIN_REFERENCE : undefined;
		case P1_CHANGE_OFFICER_PIN:
			return p2;
		default:
			return undefined;
	}
}

/** Three wrong PUKs end the card: no PIN command compares anything any more. */
function isDestroyed({ officerPin }: CommandContext): boolean {
	return officerPin.triesLeft === 0;
}

/** Compares, and holds the PIN as entered or not from then on. */
async function enterPin(
	pin: PinReference,
	reference: number,
	candidate: Uint8Array,
	context: CommandContext,
): Promise<PinCheck> {
	const { verifiedPins } = context.session;
	verifiedPins.delete(reference);
	const outcome = await checkPin(pin, candidate, context);
	if (outcome.kind === 'right') {
		verifiedPins.add(reference);
	}
	return outcome;
}

async function checkPin(
	pin: PinReference,
	candidate: Uint8Array,
	context: CommandContext,
): Promise<PinCheck> {
	const secret = SecretText.of(pinText(candidate));
	try {
		return await pin.check(secret);
	} finally {
		secret.wipe();
		if (isDestroyed(context)) {
			context.session.verifiedPins.clear();
		}
	}
}

async function replacePin(pin: PinReference, next: Uint8Array): Promise<void> {
	const secret = SecretText.of(pinText(next));
	try {
		await pin.replace(secret);
	} finally {
		secret.wipe();
	}
}

function statusOf(outcome: PinCheck): number {
	switch (outcome.kind) {
		case 'right':
			return STATUS.ok;
		case 'wrong':
			return wrongPin(outcome.triesLeft);
		case 'blocked':
			return STATUS.pinBlocked;
	}
}

/** Undefined where the lengths do not fit the data, or the new PIN is not one the card takes: no try is spent. */
function splitPins(data: Uint8Array): { readonly old: Uint8Array; readonly next: Uint8Array } | undefined {
	const oldLength = data[0] ?? 0;
	const nextLength = data[oldLength + 1] ?? 0;
	const fits = data.length === oldLength + nextLength + 2;
	if (!fits || oldLength > MAX_PIN_LENGTH || !isPinLength(nextLength)) {
		return undefined;
	}
	return { old: data.subarray(1, oldLength + 1), next: data.subarray(oldLength + 2) };
}

function isPinLength(length: number): boolean {
	return length >= MIN_PIN_LENGTH && length <= MAX_PIN_LENGTH;
}

function pinText(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString('latin1');
}
