import type { AkisCard, DriverReport, ModuleFacts, ModuleFaultCode, ModuleFileRefusal } from '#card';
import { capability, isSameCard } from '#card-rules';
import { focusedReader } from './focused-reader.ts';
import type { AppState } from './state.ts';

/** What a link of the chain between a card and the vendor's module is. */
export const DRIVER_LINKS = ['installed', 'loads', 'sees-card'] as const;
export type DriverLink = (typeof DRIVER_LINKS)[number];

/** What is known of the chain: as far as it holds, and what is wrong at its first open link. */
export type DriverChain =
	| { readonly kind: 'holds'; readonly facts: ModuleFacts }
	/** Everything holds, and no card is in that could be looked for. */
	| { readonly kind: 'no-card' }
	| { readonly kind: 'broken'; readonly at: DriverLink; readonly why: DriverBreak };

export type DriverBreak =
	| { readonly kind: 'missing' }
	| { readonly kind: 'refused'; readonly refusal: ModuleFileRefusal }
	| { readonly kind: 'failed'; readonly code: ModuleFaultCode }
	| { readonly kind: 'in-use' }
	/** The module sees no card at all, or others only. */
	| { readonly kind: 'sees-no-card' }
	| { readonly kind: 'sees-other-card' };

/** Judges a report, for the card that the screens speak of. */
export function driverChain({ module }: DriverReport, card: AkisCard | undefined): DriverChain {
	switch (module.kind) {
		case 'missing':
			return { kind: 'broken', at: 'installed', why: { kind: 'missing' } };
		case 'refused':
			return { kind: 'broken', at: 'installed', why: { kind: 'refused', refusal: module.refusal } };
		case 'failed':
			return module.code === 'no-token'
				? { kind: 'broken', at: 'sees-card', why: { kind: 'sees-no-card' } }
				: { kind: 'broken', at: 'loads', why: { kind: 'failed', code: module.code } };
		case 'in-use':
			return { kind: 'broken', at: 'loads', why: { kind: 'in-use' } };
		case 'works': {
			if (card === undefined) {
				return { kind: 'no-card' };
			}
			const [same, ...others] = module.tokens.filter((token) => isSameCard(token, card));
			if (others.length > 0) {
				return { kind: 'broken', at: 'sees-card', why: { kind: 'failed', code: 'several-tokens' } };
			}
			if (same !== undefined) {
				return { kind: 'holds', facts: module.facts };
			}
			const why = module.tokens.length === 0 ? 'sees-no-card' : 'sees-other-card';
			return { kind: 'broken', at: 'sees-card', why: { kind: why } };
		}
	}
}

/** The AKİS card in the reader that the screens speak of. */
export function cardOfDriver(state: AppState): AkisCard | undefined {
	const slot = focusedReader(state)?.slot;
	return slot?.kind === 'seal' || slot?.kind === 'akis' ? slot.card : undefined;
}

/** PIN operations of this card go over APDUs, so that it needs no vendor module. */
export function cardNeedsNoDriver(state: AppState): boolean {
	const card = cardOfDriver(state);
	return card !== undefined && needsNoDriver(card);
}

/** PIN operations of this card go over APDUs. */
export function needsNoDriver(card: AkisCard): boolean {
	return capability(card, 'verify-pin').way === 'apdu';
}

/** The first link that does not hold, where one is known not to. */
export function openDriverLink(state: AppState): DriverLink | undefined {
	const { driver } = state;
	if (driver.kind !== 'told') {
		return undefined;
	}
	const chain = driverChain(driver.report, cardOfDriver(state));
	return chain.kind === 'broken' ? chain.at : undefined;
}

/** Step 2: nothing is left to install for the card that is in, or for any card where none is. */
export function isDriverReady(state: AppState): boolean {
	if (cardNeedsNoDriver(state)) {
		return true;
	}
	return state.driver.kind === 'told' && openDriverLink(state) === undefined;
}
