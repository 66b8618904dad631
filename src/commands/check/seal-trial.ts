import { type CardPinPort, pinService, signingCertificate } from '#app';
import type { AkisCard, DriverReport, TriesOutcome } from '#card';
import type { SecretText } from '#text';
import type { NotAsked, SignatureTrial } from './pin-links.ts';

export interface TrialOptions {
	readonly card: AkisCard;
	readonly driver: DriverReport;
	/** As the card told them just now. */
	readonly tries: TriesOutcome;
	/** True where seals of several holders are in, and nobody said which one is meant. */
	readonly isHolderOpen: boolean;
	readonly cardPin: CardPinPort;
	/** Says whose card gets the PIN and reads it; undefined where nobody typed one. The secret is wiped here. */
	readonly askPin: () => Promise<SecretText | undefined>;
	readonly signal: AbortSignal;
}

/**
 * Has the seal sign a random text, and its certificate confirm the signature. The PIN is asked for where nothing speaks
 * against sending it, and sent once; a last try is never spent.
 */
export async function tryToSign(options: TrialOptions): Promise<SignatureTrial> {
	const { card, cardPin, signal } = options;
	const why = objection(options);
	if (why !== undefined) {
		return { kind: 'not-asked', why };
	}
	const pin = await options.askPin();
	if (pin === undefined) {
		return { kind: 'not-asked', why: 'given-up' };
	}
	try {
		const certificate = signingCertificate(card);
		return certificate === undefined
			? { kind: 'not-asked', why: 'no-signing-certificate' }
			: await cardPin.perform({ act: 'sign', card, certificate, pin, confirmedLastTry: false }, signal);
	} finally {
		pin.wipe();
	}
}

function objection({ card, driver, tries, isHolderOpen }: TrialOptions): NotAsked | undefined {
	if (isHolderOpen) {
		return 'several-holders';
	}
	if (signingCertificate(card) === undefined) {
		return 'no-signing-certificate';
	}
	const { by } = pinService(card, 'sign', driver);
	if (by === 'nobody' || by === 'no-way') {
		return 'no-way';
	}
	if (tries.kind !== 'read') {
		return undefined;
	}
	switch (tries.pin.kind) {
		case 'blocked':
			return 'pin-blocked';
		case 'last-try':
			return 'last-try';
		default:
			return undefined;
	}
}
