import type { AkisCard, CardCertificate, CardErrorCode } from '#card-model';
import { type CardOperation, capability, isSandboxCard, type PinLength } from '#card-rules';
import type { SecretText } from '#text';
import type { PinChannel } from '../apdu/channel.ts';
import { APPLICATION_PIN, PinCommand } from '../apdu/pin-command.ts';
import type { TrafficListener } from '../apdu/traffic-log.ts';
import { signBlock } from '../drivers/akis-v1.ts';
import type { PinObject } from '../drivers/pkcs15/objects.ts';
import { cardErrorCode } from '../errors.ts';
import { createCardConversations } from '../session.ts';
import { systemTimer, type Timer } from '../timer.ts';
import type { Reader } from '../transport/reader-service.ts';
import { createCardMemories } from './card-memory.ts';
import type { CardObjects } from './card-objects.ts';
import { type ActOutcome, type PinAct, type PinPlan, performPinAct } from './pin-act.ts';
import { newPinObjection, type Refused, refused, typedObjection } from './pin-objections.ts';
import type { PinField, PinNotDone, PinOutcome, SignOutcome } from './pin-outcome.ts';
import { expectSignature, type SignatureHash, signatureBlock } from './signature-block.ts';
import { lookAtTries, type TriesOutcome } from './tries-look.ts';

/** A look at what the card shows of its counters, without a PIN. */
export interface TriesRequest {
	readonly reader: Reader;
	/** The card that the person was shown, as it stands in the monitor's snapshot: no other one is spoken of. */
	readonly card: AkisCard;
	readonly signal: AbortSignal;
	/** How long to wait for another program to let go of the card, in milliseconds. Default: 3 000. */
	readonly waitMs?: number | undefined;
}

/** What every act with a PIN or PUK says. The secrets stay the caller's: wiped by it once the outcome is there. */
export interface PinRequest extends TriesRequest {
	/** The card that the person was shown, as it stands in the monitor's snapshot: no other one gets the PIN. */
	readonly card: AkisCard;
	/** Where the secrets come from: what the sandbox's portal says goes to the sandbox's cards alone. */
	readonly origin: 'typed' | 'sandbox-portal';
	/** Ends the act up to the moment where the PIN is sent; from then on the outcome is waited for. */
	readonly signal: AbortSignal;
	/** Default: 6 to 16 digits. Of what is allowed here a card takes only what it says that it takes. */
	readonly pinLength?: PinLength | undefined;
}

export interface VerifyPinRequest extends PinRequest {
	readonly pin: SecretText;
	/** True where the person was told that this may be the last try, and confirmed it for this act. */
	readonly confirmedLastTry: boolean;
}

export interface ChangePinRequest extends VerifyPinRequest {
	readonly newPin: SecretText;
	/** A number the new PIN must not be part of, beside those in the card's certificates. */
	readonly holderNumber?: string | undefined;
}

export interface UnblockPinRequest extends PinRequest {
	readonly puk: SecretText;
	readonly newPin: SecretText;
	readonly holderNumber?: string | undefined;
	/** Three wrong PUKs destroy a card: somebody in charge has to stand by. There is no confirming of a last try. */
	readonly isSupervised: boolean;
}

export interface SignRequest extends VerifyPinRequest {
	/** One of `card.certificates`: the signature is checked against it. */
	readonly certificate: CardCertificate;
	readonly hash: SignatureHash;
	readonly digest: Uint8Array;
	/** What was hashed. EC keys need it, as a certificate confirms their signatures by it alone. */
	readonly message?: Uint8Array | undefined;
}

/**
 * The one way by which a PIN or PUK reaches a card. Each call is one act of a person: it sends at most one
 * PIN-bearing command and repeats nothing, whatever happens; afterwards the card is reset.
 *
 * All of them throw the signal's reason where the act was called off before the PIN was sent.
 */
export interface PinDesk {
	/** The tries that are left, as far as the card tells without comparing. No PIN is involved. */
	readTries(request: TriesRequest): Promise<TriesOutcome>;
	verifyPin(request: VerifyPinRequest): Promise<PinOutcome>;
	changePin(request: ChangePinRequest): Promise<PinOutcome>;
	unblockPin(request: UnblockPinRequest): Promise<PinOutcome>;
	/** @throws TypeError for a digest that does not fit its hash */
	sign(request: SignRequest): Promise<SignOutcome>;
}

export interface PinDeskOptions {
	/** Default: the system's. */
	readonly timer?: Timer | undefined;
	/** Hears of every command, without the secrets. */
	readonly onTraffic?: TrafficListener | undefined;
}

const DEFAULT_WAIT_MS = 3_000;

type Use<Used> = Pick<PinAct<Used>, 'secret' | 'confirmedLastTry' | 'needs' | 'plan'>;

/** @returns the desk of this run; two of them would not wait for one another at a reader */
export function createPinDesk(options: PinDeskOptions = {}): PinDesk {
	const conversations = createCardConversations(options.timer ?? systemTimer, options.onTraffic);
	const memoryOf = createCardMemories();

	const perform = async <Used>(request: PinRequest, use: Use<Used>): Promise<ActOutcome<Used>> => {
		const { reader, card, signal, waitMs = DEFAULT_WAIT_MS } = request;
		const wait = { signal, waitMs };
		const held = await conversations.reserve(reader, wait, (reserved) =>
			performPinAct(reserved, wait, { ...use, card, memory: memoryOf(card) }),
		);
		return held.kind === 'held' ? held.value : held;
	};

	return {
		async readTries({ reader, card, signal, waitMs = DEFAULT_WAIT_MS }) {
			const { way, reason } = capability(card, 'verify-pin');
			if (way !== 'apdu') {
				return { kind: 'not-supported', reason };
			}
			const wait = { signal, waitMs };
			const held = await conversations.reserve(reader, wait, (reserved) =>
				lookAtTries(reserved, wait, {
					card,
					memory: memoryOf(card),
					// Only of a card that is unblocked by commands is it known where it speaks of its PUK.
					withPuk: capability(card, 'unblock-pin').way === 'apdu',
				}),
			);
			return held.kind === 'held' ? held.value : held;
		},
		async verifyPin(request) {
			return (
				objection(request, 'verify-pin', () => typedObjection('pin', request.pin, request.pinLength)) ??
				pinOutcome(
					await perform(request, {
						secret: 'pin',
						confirmedLastTry: request.confirmedLastTry,
						needs: 'pin',
						plan: (objects) => verifying(request, objects, undefined, nothingMore),
					}),
				)
			);
		},
		async changePin(request) {
			const { pin, newPin, confirmedLastTry } = request;
			return (
				objection(
					request,
					'change-pin',
					() =>
						typedObjection('pin', request.pin, request.pinLength) ?? newPinObjection(request, newPin, pin),
				) ??
				pinOutcome(
					await perform(request, {
						secret: 'pin',
						confirmedLastTry,
						needs: 'pin',
						plan: (objects) =>
							planFor(
								objects,
								undefined,
								[
									['pin', pin],
									['new-pin', newPin],
								],
								{
									command: (reference) => PinCommand.change(reference, pin, newPin),
									use: nothingMore,
								},
							),
					}),
				)
			);
		},
		async unblockPin(request) {
			const { puk, newPin, isSupervised } = request;
			return (
				objection(
					request,
					'unblock-pin',
					() => typedObjection('puk', puk, request.pinLength) ?? newPinObjection(request, newPin, undefined),
				) ??
				(isSupervised ? undefined : refused({ rule: 'supervisor-needed' })) ??
				pinOutcome(
					await perform(request, {
						secret: 'puk',
						confirmedLastTry: false,
						needs: 'pin',
						plan: (objects) =>
							planFor(objects, undefined, [['new-pin', newPin]], {
								command: (reference) => PinCommand.resetRetryCounter(reference, puk, newPin),
								use: nothingMore,
							}),
					}),
				)
			);
		},
		async sign(request) {
			const { certificate, hash, digest, confirmedLastTry } = request;
			const { der, key } = certificate.certificate;
			const refusal = objection(request, 'sign', () => typedObjection('pin', request.pin, request.pinLength));
			if (refusal !== undefined) {
				return refusal;
			}
			if (key.type !== 'rsa') {
				return { kind: 'not-supported', reason: 'key-not-rsa' };
			}
			const block = signatureBlock(hash, digest, key.bits);
			return signOutcome(
				await perform<Signing>(request, {
					secret: 'pin',
					confirmedLastTry,
					needs: 'keys',
					plan: (objects) => {
						const own = objects.keys?.get(Number.parseInt(certificate.fileId, 16));
						return own === undefined
							? { kind: 'not-supported', reason: 'key-not-named' }
							: verifying(request, objects, own.authId, (channel) =>
									signing(channel, own.reference, block, der),
								);
					},
				}),
			);
		},
	};
}

function verifying<Used>(
	{ pin }: VerifyPinRequest,
	objects: CardObjects,
	authId: string | undefined,
	use: PinPlan<Used>['use'],
): PinPlan<Used> | PinNotDone {
	return planFor(objects, authId, [['pin', pin]], {
		command: (reference) => PinCommand.verify(reference, pin),
		use,
	});
}

/** On a card that says nothing of its PIN it is the one that every AKİS driver knows. */
const USUAL_PIN: Pick<PinObject, 'reference' | 'isPlain'> = { reference: APPLICATION_PIN, isPlain: true };

/**
 * By what the card says of its PIN: its reference, and how long it may be.
 *
 * @param authId of the object that the PIN is wanted for; undefined for the card's first
 */
function planFor<Used>(
	{ pins }: CardObjects,
	authId: string | undefined,
	secrets: readonly (readonly [PinField, SecretText])[],
	{ command, use }: { readonly command: (reference: number) => PinCommand } & Pick<PinPlan<Used>, 'use'>,
): PinPlan<Used> | PinNotDone {
	const own = pins.find((pin) => authId !== undefined && pin.authId === authId) ?? pins[0];
	const { reference, isPlain } = own ?? USUAL_PIN;
	if (!isPlain) {
		return { kind: 'not-supported', reason: 'pin-form-unknown' };
	}
	for (const [name, secret] of own === undefined ? [] : secrets) {
		const length = { min: own?.minLength ?? 0, max: own?.maxLength ?? 0 };
		const refusal = typedObjection(name, secret, length);
		if (refusal !== undefined) {
			return refusal;
		}
	}
	return { kind: 'plan', reference, command: () => command(reference), use };
}

async function nothingMore(): Promise<void> {
	// The act was the PIN itself.
}

type Signing =
	| { readonly kind: 'signed'; readonly signature: Uint8Array }
	| { readonly kind: 'not-signed'; readonly code: CardErrorCode };

async function signing(
	channel: PinChannel,
	keyReference: number,
	block: Uint8Array,
	certificate: Uint8Array,
): Promise<Signing> {
	try {
		const signature = await signBlock(channel, keyReference, block);
		expectSignature(signature, block, certificate);
		return { kind: 'signed', signature };
	} catch (error) {
		return { kind: 'not-signed', code: cardErrorCode(error) };
	}
}

function pinOutcome(outcome: ActOutcome<void>): PinOutcome {
	return outcome.kind === 'right'
		? { kind: 'done', tries: outcome.tries, isLeftOpen: outcome.isLeftOpen }
		: outcome;
}

function signOutcome(outcome: ActOutcome<Signing>): SignOutcome {
	return outcome.kind === 'right'
		? { ...outcome.used, tries: outcome.tries, isLeftOpen: outcome.isLeftOpen }
		: outcome;
}

/** What speaks against the act before the card is asked. */
function objection(
	{ card, origin }: PinRequest,
	operation: CardOperation,
	pinRefusal: () => Refused | undefined,
): PinNotDone | undefined {
	const { way, reason } = capability(card, operation);
	if (way !== 'apdu') {
		return { kind: 'not-supported', reason };
	}
	if (origin === 'sandbox-portal' && !isSandboxCard(card)) {
		return refused({ rule: 'not-sandbox-card' });
	}
	return pinRefusal();
}
