import type { AkisCard, CardCertificate, DriverReport, ModuleFacts } from '#card';
import { type Capability, type CapabilityReason, capability } from '#card-rules';
import { maySign, type SealUse } from '#certificate';
import { CARD_PIN_ACTS, type CardPinAct } from './card-pin-acts.ts';
import { type DriverBreak, driverChain } from './driver-links.ts';
import { focusedReader } from './focused-reader.ts';
import type { Refusal } from './notice.ts';
import type { AppState } from './state.ts';

/** The ways by which this version sends a PIN; the port has a desk for each of them. */
export const SERVED_WAYS = ['apdu', 'vendor-module'] as const satisfies readonly Capability['way'][];
export type ServedWay = (typeof SERVED_WAYS)[number];

/** The desk that an act of this card goes to, or undefined where this version has none for it. */
export function servedWay(card: AkisCard, act: CardPinAct): ServedWay | undefined {
	const { way } = capability(card, act);
	return SERVED_WAYS.find((served) => served === way);
}

/** Who does an act with the PIN of a card as things stand, and by which rule it is theirs. */
export type PinService = { readonly reason: CapabilityReason } & (
	| { readonly by: 'apdu' }
	| { readonly by: 'vendor-module'; readonly facts: ModuleFacts }
	/** The module would. Undefined: it was not looked at. */
	| { readonly by: 'nobody'; readonly broken: DriverBreak | undefined }
	/** This version has no way for it, whatever is installed. */
	| { readonly by: 'no-way' }
);

/** `report`: the last look at the vendor's module; undefined where there was none. */
export function pinService(card: AkisCard, act: CardPinAct, report: DriverReport | undefined): PinService {
	const { reason } = capability(card, act);
	switch (servedWay(card, act)) {
		case 'apdu':
			return { by: 'apdu', reason };
		case 'vendor-module':
			return { ...moduleService(card, report), reason };
		case undefined:
			return { by: 'no-way', reason };
	}
}

function moduleService(card: AkisCard, report: DriverReport | undefined) {
	const chain = report === undefined ? undefined : driverChain(report, card);
	return chain?.kind === 'holds'
		? ({ by: 'vendor-module', facts: chain.facts } as const)
		: ({ by: 'nobody', broken: chain?.kind === 'broken' ? chain.why : undefined } as const);
}

/** Acts of one card that are done by the same, in the order of the screen. */
export interface PinServiceGroup {
	readonly acts: readonly CardPinAct[];
	readonly service: PinService;
}

/** As {@link pinService}; what is the same of several acts is said once. */
export function pinServices(card: AkisCard, report: DriverReport | undefined): readonly PinServiceGroup[] {
	const groups: { readonly acts: CardPinAct[]; readonly service: PinService }[] = [];
	for (const act of CARD_PIN_ACTS) {
		const service = pinService(card, act, report);
		// Of one card and one look, the rule decides the rest.
		const group = groups.find((known) => known.service.reason === service.reason);
		if (group === undefined) {
			groups.push({ acts: [act], service });
		} else {
			group.acts.push(act);
		}
	}
	return groups;
}

/** The AKİS card in the reader that the screens speak of. */
export function cardAtHand(state: AppState): AkisCard | undefined {
	const slot = focusedReader(state)?.slot;
	return slot?.kind === 'seal' || slot?.kind === 'akis' ? slot.card : undefined;
}

/** The certificate whose key the seal is tried with: of those that sign, the one that ends last. */
export function signingCertificate(card: AkisCard): CardCertificate | undefined {
	return lastOfUse(card, 'SIGN0');
}

/** Signing first. A renewed seal may lie beside its forerunner: of each use the certificate that ends last counts. */
export function lastOfEachUse(card: AkisCard): readonly CardCertificate[] {
	return (['SIGN0', 'ENCR0'] as const).flatMap((use) => lastOfUse(card, use) ?? []);
}

function lastOfUse({ certificates }: AkisCard, use: SealUse): CardCertificate | undefined {
	const [last] = certificates
		.filter(({ certificate }) => certificate.isSeal && certificate.use === use)
		.toSorted((one, other) => other.certificate.notAfter - one.certificate.notAfter);
	return last;
}

/** A person's certificate for E-İmzalı Giriş on a card that is in, with what speaks against it. */
export interface SignatureCandidate {
	readonly card: AkisCard;
	readonly certificate: CardCertificate;
	readonly refusal: Refusal | undefined;
}

/** Every certificate in every reader that somebody might take for their e-signature. Of a seal one stands for both. */
export function signatureCandidates(state: AppState): readonly SignatureCandidate[] {
	return state.card.readers.flatMap(({ slot }) =>
		slot.kind === 'seal' || slot.kind === 'akis'
			? slot.card.certificates
					.filter(({ certificate }) => !(certificate.isSeal && certificate.use === 'ENCR0'))
					.map((certificate) => ({
						card: slot.card,
						certificate,
						refusal: againstSignature(state, slot.card, certificate),
					}))
			: [],
	);
}

function againstSignature(
	state: AppState,
	card: AkisCard,
	{ certificate }: CardCertificate,
): Refusal | undefined {
	if (certificate.isSeal) {
		return 'seal-is-no-person';
	}
	if (!maySign(certificate)) {
		return 'not-for-signing';
	}
	if (state.now < certificate.notBefore) {
		return 'signature-not-begun';
	}
	if (state.now > certificate.notAfter) {
		return 'signature-expired';
	}
	// A person's signature binds them wherever it turns up, and the sandbox's portal takes its own authority's alone:
	// nothing is won by having a real card sign for a game, so it is not asked to.
	if (state.mode.portal === 'sandbox' && !certificate.isSandbox) {
		return 'real-signature-in-sandbox';
	}
	return pinService(card, 'sign', lastLook(state)).by === 'nobody' ? 'driver-not-ready' : undefined;
}

/** What the vendor's module showed last. */
export function lastLook({ driver }: AppState): DriverReport | undefined {
	return driver.kind === 'told' ? driver.report : undefined;
}

/** True while a card of a former snapshot still lies where it lay, in whichever reader. */
export function isStillIn(state: AppState, card: AkisCard): boolean {
	return state.card.readers.some(
		({ slot }) => (slot.kind === 'seal' || slot.kind === 'akis') && slot.card === card,
	);
}

/** Why an act with the card's PIN is not offered now, or undefined. */
export function blockedCardPinAct(state: AppState, act: CardPinAct): Refusal | undefined {
	const { cardPin } = state;
	if (cardPin?.card === undefined) {
		return 'no-akis-card';
	}
	const { card, tries } = cardPin;
	const service = pinService(card, act, lastLook(state));
	if (service.by === 'no-way') {
		return 'unblock-not-public';
	}
	if (service.by === 'nobody') {
		return 'driver-not-ready';
	}
	if (act === 'sign' && signingCertificate(card) === undefined) {
		return 'no-signing-certificate';
	}
	if (tries.kind === 'looking') {
		return 'card-being-looked-at';
	}
	if (tries.kind === 'none') {
		return 'no-akis-card';
	}
	const { outcome } = tries;
	if (outcome.kind === 'other-card') {
		return 'other-card';
	}
	if (outcome.kind !== 'read') {
		// What a look could not find out the act itself may: it looks again before it sends anything.
		return undefined;
	}
	if (act !== 'unblock-pin') {
		return outcome.pin.kind === 'blocked' ? 'pin-blocked' : undefined;
	}
	switch (outcome.puk?.kind) {
		case 'blocked':
			return 'puk-blocked';
		case 'last-try':
			return 'last-puk-try';
		case 'unknown':
		case undefined:
			return 'puk-tries-unknown';
		default:
			return undefined;
	}
}
