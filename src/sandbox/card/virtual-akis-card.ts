import type { KeyObject } from 'node:crypto';
import type { SecretText } from '#text';
import { createRandomSource, type RandomSource } from '../random.ts';
import { type Answer, answerStatus, encodeAnswer } from './answer.ts';
import { type CardSession, newSession } from './card-session.ts';
import type { CardCondition, StoredPin, VirtualCardState } from './card-state.ts';
import { type CommandApdu, parseCommand } from './command-apdu.ts';
import { CLA_CHAINED, gatherChain } from './command-chaining.ts';
import type { CommandContext } from './commands/command-context.ts';
import { INS_GET_RESPONSE, instructionTable } from './commands/instruction-table.ts';
import type { DedicatedFile } from './file-system.ts';
import { createPinReference, type PinReference, TRIES_ALLOWED } from './pin-reference.ts';
import { knownSecret, restoredSecret } from './pin-secret.ts';
import {
	APPLICATION_PIN_REFERENCE,
	bareMasterFile,
	type CardObject,
	keyReference,
	MAX_PIN_LENGTH,
	MIN_PIN_LENGTH,
	pkcs15MasterFile,
} from './pkcs15-structures.ts';
import { productProfile, type VirtualCardProduct } from './product.ts';
import { moreData, STATUS } from './status-words.ts';
import { type VirtualCard, VirtualCardFault } from './virtual-card.ts';

export interface VirtualAkisCardOptions {
	readonly product: VirtualCardProduct;
	/** Twelve bytes. */
	readonly serial: Uint8Array;
	/** In the order of their files 2F10, 2F11 ...; at most sixteen. */
	readonly objects: readonly CardObject[];
	/** Six to sixteen characters. Copied: the card keeps its own, also after a change. */
	readonly pin: SecretText;
	/** Six to sixteen characters; answers to the security officer's reference 00, three wrong ones end it. Copied. */
	readonly puk: SecretText;
	/** The card as it was left, in place of `pin`, `puk` and full counters. */
	readonly state?: VirtualCardState | undefined;
	/**
	 * Told each change of what the card keeps without power, *before* the card goes on: it waits for the promise.
	 * A wrong PIN is one change, a right one two (the try that is spent, and its return). Where it rejects, and where
	 * the card has lost its power meanwhile, the command ends there, as on a card torn from the reader.
	 */
	readonly onStateChange?: ((takeState: () => VirtualCardState) => void | Promise<void>) | undefined;
	/** Default: the product's. None (no bytes) is a mute card. */
	readonly atr?: Uint8Array | undefined;
	/** The whole content, in place of the one that product and objects give. */
	readonly masterFile?: DedicatedFile | undefined;
	/** Gives the challenges; default: the system's generator. */
	readonly random?: Pick<RandomSource, 'bytes'> | undefined;
}

/** A virtual card of the AKİS family. */
export interface VirtualAkisCard extends VirtualCard {
	readonly condition: CardCondition;
}

const SERIAL_LENGTH = 12;
const MAX_OBJECTS = 16;

/**
 * A card of the AKİS family that keeps to what is public of it (OpenSC 0.23's driver for v1.0; of the others only
 * the reading of certificates is). Retry counters, PINs and the life cycle outlive resets; the selected file,
 * entered PINs and half-done transfers do not. Unblocking is the sandbox's own, see `resetRetryCounter`.
 */
export function createVirtualAkisCard(options: VirtualAkisCardOptions): VirtualAkisCard {
	const { product, serial, objects, state, onStateChange } = options;
	if (serial.length !== SERIAL_LENGTH || objects.length > MAX_OBJECTS) {
		throw new TypeError(`a virtual card takes ${SERIAL_LENGTH} bytes of serial and ${MAX_OBJECTS} objects`);
	}
	if (!isPin(options.pin) || !isPin(options.puk)) {
		throw new TypeError(`PIN and PUK have ${MIN_PIN_LENGTH} to ${MAX_PIN_LENGTH} characters`);
	}
	const profile = productProfile(product);
	const master =
		options.masterFile ??
		(profile.commandSet === 'full' ? pkcs15MasterFile(serial, objects) : bareMasterFile(objects));
	const table = instructionTable(profile);
	const random = options.random ?? createRandomSource(undefined);
	let session: CardSession | undefined;
	let lifeCycle = state?.lifeCycle ?? 'operation';

	const save = async (): Promise<void> => {
		const former = session;
		await onStateChange?.(() => ({ lifeCycle, pin: storedPin(applicationPin), puk: storedPin(officerPin) }));
		if (session !== former) {
			throw new VirtualCardFault('no-power');
		}
	};
	const applicationPin = pinReference(options.pin, state?.pin, save);
	const officerPin = pinReference(options.puk, state?.puk, save);
	const lasting = {
		profile,
		serial,
		master,
		applicationPin,
		officerPin,
		lifeCycle: {
			get current() {
				return lifeCycle;
			},
			async set(next: typeof lifeCycle) {
				lifeCycle = next;
				await save();
			},
		},
		keys: usableKeys(objects),
		randomBytes: (length: number) => random.bytes(length),
	};

	const execute = async (command: CommandApdu, context: CommandContext): Promise<Answer> => {
		const instructions = table.get(command.cla & ~CLA_CHAINED);
		const handler = instructions?.get(command.ins);
		if (handler === undefined) {
			return dropTransfers(
				context.session,
				instructions === undefined ? STATUS.classNotSupported : STATUS.instructionNotSupported,
			);
		}
		if (command.ins !== INS_GET_RESPONSE) {
			context.session.pending = undefined;
		}
		const step = gatherChain(command, context.session);
		return step.kind === 'answered' ? step.answer : handler(step.command, context);
	};

	return {
		atr: options.atr ?? profile.atr,
		get condition() {
			return {
				isPowered: session !== undefined,
				isPinVerified: session?.verifiedPins.has(APPLICATION_PIN_REFERENCE) ?? false,
				pinTriesLeft: applicationPin.triesLeft,
				pukTriesLeft: officerPin.triesLeft,
				isDestroyed: officerPin.triesLeft === 0,
				lifeCycle,
			};
		},
		powerOn() {
			session = newSession(master);
		},
		powerOff() {
			session = undefined;
		},
		reset() {
			session = newSession(master);
		},
		async transmit(bytes) {
			if (session === undefined) {
				throw new VirtualCardFault('no-power');
			}
			const context: CommandContext = { ...lasting, session };
			const command = parseCommand(bytes);
			return encodeAnswer(
				command === undefined
					? dropTransfers(session, STATUS.wrongLength)
					: fitToSender(command, await execute(command, context), context),
			);
		},
	};
}

function isPin(secret: SecretText): boolean {
	return secret.length >= MIN_PIN_LENGTH && secret.length <= MAX_PIN_LENGTH;
}

/** @throws TypeError where the stored counter is none */
function pinReference(
	issued: SecretText,
	stored: StoredPin | undefined,
	save: () => Promise<void>,
): PinReference {
	const triesLeft = stored?.triesLeft ?? TRIES_ALLOWED;
	if (!Number.isInteger(triesLeft) || triesLeft < 0 || triesLeft > TRIES_ALLOWED) {
		throw new TypeError(`a PIN has 0 to ${TRIES_ALLOWED} tries`);
	}
	const secret = stored === undefined ? knownSecret(issued) : restoredSecret(stored.hash);
	return createPinReference({ secret, triesLeft, save });
}

function storedPin({ triesLeft, secret }: PinReference): StoredPin {
	return { triesLeft, hash: secret.hashed() };
}

function dropTransfers(session: CardSession, status: number): Answer {
	session.pending = undefined;
	session.chain = undefined;
	return answerStatus(status);
}

/** Cuts an answer to what the sender takes and the card gives at once; the rest waits for GET RESPONSE. */
function fitToSender(command: CommandApdu, answer: Answer, { profile, session }: CommandContext): Answer {
	const { data, status } = answer;
	if (command.le === undefined) {
		// A command without Le asks for no data.
		return answerStatus(status);
	}
	const room = Math.min(command.le, profile.maxTransferBytes);
	if (data.length <= room) {
		return answer;
	}
	const rest = data.subarray(room);
	session.pending = { data: rest, status };
	return { data: data.subarray(0, room), status: moreData(rest.length) };
}

/** The card's own reference for each RSA key; v1.0 knows no other kind. */
function usableKeys(objects: readonly CardObject[]): ReadonlyMap<number, KeyObject> {
	const keys = new Map<number, KeyObject>();
	for (const [index, { privateKey }] of objects.entries()) {
		if (privateKey?.asymmetricKeyType === 'rsa') {
			keys.set(keyReference(index), privateKey);
		}
	}
	return keys;
}
