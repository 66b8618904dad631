import type { z } from 'zod';
import type {
	AccountDetails,
	CertificateRow,
	CertificateState,
	certificateList,
	DetailsEdit,
	FlowProfile,
	KnownReason,
	pinList,
	RevocationTerms,
	UnlockResult,
	unlockData,
	unlockList,
	WithheldRow,
} from '#contract';
import type { SandboxClock } from '../phone/index.ts';
import type { RandomSource } from '../random.ts';
import { maskedPhone } from './masked-phone.ts';
import { type Outcome, refused } from './outcome.ts';
import { pinDocument } from './pin-document.ts';
import { newToken } from './portal-token.ts';
import type { CardRecord, CertificateRecord, HolderRecord, PortalStore } from './store.ts';

export interface AccountDeskOptions {
	readonly store: PortalStore;
	readonly clock: SandboxClock;
	readonly random: RandomSource;
	readonly flow: FlowProfile;
}

const CERTIFICATES_A_PAGE = 100;
const CARDS_A_PAGE = 50;
const UNLOCKS_TOLD = 50;
const PIN_DIGITS = 6;
/** So that a place in the list is a token of the contract. */
const PLACE_PREFIX = 'place-of-certificate-';
const PLACE = new RegExp(`^${PLACE_PREFIX}(\\d{1,15})$`);
const CARD_PLACE_PREFIX = 'place-of-the-card-';
const CARD_PLACE = new RegExp(`^${CARD_PLACE_PREFIX}(\\d{1,15})$`);

const DONE: Outcome<undefined> = { ok: true, value: undefined };

/** What a session may see and change of its holder's account. */
export class AccountDesk {
	readonly #store: PortalStore;
	readonly #clock: SandboxClock;
	readonly #flow: FlowProfile;
	readonly #unlockIds: RandomSource;
	readonly #pins: RandomSource;

	constructor({ store, clock, random, flow }: AccountDeskOptions) {
		this.#store = store;
		this.#clock = clock;
		this.#flow = flow;
		this.#unlockIds = random.stream('unlock-id');
		this.#pins = random.stream('unlock-pin');
	}

	/** A page of the list, oldest first; refused where `after` was not given to this holder. */
	certificates(holderNumber: string, after: string | undefined): Outcome<z.infer<typeof certificateList>> {
		const [, ordinal] = PLACE.exec(after ?? '') ?? [];
		const place =
			ordinal === undefined ? undefined : this.#store.certificateAt(holderNumber, Number(ordinal));
		if (after !== undefined && place === undefined) {
			return refused('request-invalid');
		}
		const records = this.#store.certificates(holderNumber, place, CERTIFICATES_A_PAGE + 1);
		const page = records.slice(0, CERTIFICATES_A_PAGE);
		const last = records.length > CERTIFICATES_A_PAGE ? page.at(-1) : undefined;
		return {
			ok: true,
			value: {
				certificates: page.map((record) => certificateRow(record, this.#clock.now())),
				...(last === undefined ? {} : { next: `${PLACE_PREFIX}${last.ordinal}` }),
			},
		};
	}

	activate(holderNumber: string, serialNumber: string): Outcome<undefined> {
		const state = this.#changeableState(holderNumber, serialNumber);
		if (!state.ok) {
			return state;
		}
		if (state.value !== 'suspended') {
			return refused('not-suspended');
		}
		this.#store.setStanding(serialNumber, 'good', null, null);
		return DONE;
	}

	revoke(holderNumber: string, serialNumber: string, reason: KnownReason): Outcome<undefined> {
		const state = this.#changeableState(holderNumber, serialNumber);
		if (!state.ok) {
			return state;
		}
		this.#store.setStanding(serialNumber, 'revoked', this.#clock.now(), reason);
		return DONE;
	}

	/** What was revoked or is over cannot be changed any more. */
	#changeableState(
		holderNumber: string,
		serialNumber: string,
	): Outcome<Exclude<CertificateState, 'revoked' | 'expired'>> {
		const certificate = this.#store.certificate(holderNumber, serialNumber);
		if (certificate === undefined) {
			return refused('not-found');
		}
		const state = stateAt(certificate, this.#clock.now());
		switch (state) {
			case 'revoked':
				return refused('already-revoked');
			case 'expired':
				return refused('certificate-expired');
			case 'valid':
			case 'not-yet-valid':
			case 'suspended':
				return { ok: true, value: state };
		}
	}

	details(holderNumber: string): Outcome<{ readonly value: AccountDetails; readonly entityTag: string }> {
		const holder = this.#store.holder(holderNumber);
		return holder === undefined
			? refused('not-found')
			: { ok: true, value: { value: detailsOf(holder), entityTag: entityTagOf(holder) } };
	}

	updateDetails(holderNumber: string, edit: DetailsEdit, entityTag: string | undefined): Outcome<undefined> {
		const refusal = this.staleEdit(holderNumber, entityTag);
		if (refusal !== undefined) {
			return refusal;
		}
		const { email, address, authorisedPerson } = edit;
		this.#store.editHolder(holderNumber, {
			...(email === undefined ? {} : { email }),
			...(address === undefined ? {} : { address }),
			...(authorisedPerson === undefined ? {} : { authorisedPerson }),
		});
		return DONE;
	}

	/** A page of the cards, in the order of their issue; refused where `after` is no place among them. */
	pins(holderNumber: string, after: string | undefined): Outcome<z.infer<typeof pinList>> {
		const [, place] = CARD_PLACE.exec(after ?? '') ?? [];
		const all = this.#store.cards(holderNumber);
		const first = Number(place ?? '0');
		if (after !== undefined && (place === undefined || first >= all.length)) {
			return refused('request-invalid');
		}
		const cards = all
			.slice(first, first + CARDS_A_PAGE)
			.map((card) => ({ card, withheld: this.#withheld(card) }));
		const following = first + cards.length;
		const page = {
			cards: cards.flatMap(({ card: { cardSerial, pin, puk }, withheld }) =>
				withheld === undefined && pin !== undefined ? [{ cardSerial, pin, puk }] : [],
			),
			withheld: cards.flatMap(({ withheld }) => (withheld === undefined ? [] : [withheld])),
			...(following < all.length ? { next: `${CARD_PLACE_PREFIX}${following}` } : {}),
		};
		return { ok: true, value: page };
	}

	/** As long as there is a PIN to give out. */
	async pinDocument(holderNumber: string): Promise<Outcome<Uint8Array>> {
		const holder = this.#store.holder(holderNumber);
		const cards = this.#store.cards(holderNumber).filter((card) => this.#withheld(card) === undefined);
		return holder === undefined || cards.length === 0
			? refused('pins-withheld')
			: { ok: true, value: await pinDocument(holder, cards, this.#clock.now()) };
	}

	deletePins(holderNumber: string, cardSerial: string): Outcome<undefined> {
		const card = this.#store.card(holderNumber, cardSerial);
		if (card === undefined) {
			return refused('not-found');
		}
		if (this.#withheld(card) !== undefined) {
			return refused('pins-withheld');
		}
		this.#store.deletePin(cardSerial, this.#clock.now());
		return DONE;
	}

	unlocks(holderNumber: string): z.infer<typeof unlockList> {
		return {
			unlocks: this.#store
				.unlocks(holderNumber, UNLOCKS_TOLD)
				.map(({ unlockId, cardSerial, state, startedAt }) => ({
					unlockId,
					cardSerial,
					state,
					startedAt: new Date(startedAt).toISOString(),
				})),
		};
	}

	/** Gives the unlock's id. */
	startUnlock(holderNumber: string, cardSerial: string): Outcome<string> {
		const card = this.#store.card(holderNumber, cardSerial);
		if (card === undefined) {
			return refused('not-found');
		}
		const withheld = this.#withheld(card);
		if (withheld?.reason === 'not-yet-valid' || withheld?.reason === 'over') {
			return refused('pins-withheld');
		}
		if (this.#store.hasOpenUnlock(cardSerial)) {
			return refused('unlock-open');
		}
		const unlockId = newToken(this.#unlockIds);
		this.#store.addUnlock({
			unlockId,
			holderNumber,
			cardSerial,
			state: 'open',
			newPin: this.#flow.pinChosenBy === 'portal' ? this.#pins.digits(PIN_DIGITS) : undefined,
			startedAt: this.#clock.now(),
		});
		return { ok: true, value: unlockId };
	}

	unlock(holderNumber: string, unlockId: string): Outcome<z.infer<typeof unlockData>> {
		const unlock = this.#store.unlock(holderNumber, unlockId);
		const card = unlock === undefined ? undefined : this.#store.card(holderNumber, unlock.cardSerial);
		if (unlock === undefined || card === undefined) {
			return refused('not-found');
		}
		if (unlock.state !== 'open') {
			return refused('unlock-over');
		}
		const { cardSerial, newPin } = unlock;
		const data = { unlockId, cardSerial, puk: card.puk };
		return { ok: true, value: newPin === undefined ? data : { ...data, newPin } };
	}

	/** A PIN that the card has now is the one that is shown from now on. */
	reportUnlock(holderNumber: string, unlockId: string, result: UnlockResult): Outcome<undefined> {
		const unlock = this.#store.unlock(holderNumber, unlockId);
		if (unlock === undefined) {
			return refused('not-found');
		}
		if (unlock.state !== 'open') {
			return refused('unlock-over');
		}
		if (result === 'done') {
			this.#store.setPin(unlock.cardSerial, unlock.newPin);
		}
		this.#store.closeUnlock(unlockId, result);
		return DONE;
	}

	/** The refusal of an edit that was not made from the present details; undefined where it was. */
	staleEdit(holderNumber: string, entityTag: string | undefined) {
		const holder = this.#store.holder(holderNumber);
		if (holder === undefined) {
			return refused('not-found');
		}
		return entityTag === entityTagOf(holder) ? undefined : refused('details-changed');
	}

	/** Undefined where PIN and PUK are given out. */
	#withheld({ cardSerial, pin, pinsDeletedAt }: CardRecord): WithheldRow | undefined {
		const now = this.#clock.now();
		const certificates = this.#store.certificatesOfCard(cardSerial);
		const begin = Math.min(...certificates.map(({ notBefore }) => notBefore));
		const end = Math.max(...certificates.map(({ notAfter }) => notAfter));
		if (now < begin) {
			return { cardSerial, reason: 'not-yet-valid', since: isoMoment(begin) };
		}
		if (now > end) {
			return { cardSerial, reason: 'over', since: isoMoment(end) };
		}
		if (pinsDeletedAt !== null) {
			return { cardSerial, reason: 'deleted', since: new Date(pinsDeletedAt).toISOString() };
		}
		return pin === undefined || !this.#flow.keepsPins ? { cardSerial, reason: 'not-kept' } : undefined;
	}
}

/** What to know before a revocation. Every figure and address in it is invented, and says so. */
export const SANDBOX_REVOCATION_TERMS: RevocationTerms = {
	reasons: [
		'lost-or-stolen',
		'key-compromised',
		'card-unusable',
		'details-changed',
		'no-longer-entitled',
		'replaced',
		'other',
	],
	replacement: {
		fee: '1.234,00 TL, KDV dahil (deneme ortamının uydurduğu bir ücret)',
		steps: [
			'Deneme portalında yeni bir Mali Mühür başvurusu yapılır.',
			'Ücret ödenir; yeni kart kuryeyle yetkili kişiye gelir.',
			'Yeni kart geldiğinde altı adım baştan izlenir.',
		],
		address: 'https://basvuru.deneme.invalid/',
	},
};

/** An account without a certificate has no dates: there is nothing to wait for, and nothing that ended. */
function isoMoment(at: number): string {
	return new Date(Number.isFinite(at) ? at : 0).toISOString();
}

function certificateRow(record: CertificateRecord, now: number): CertificateRow {
	const { serialNumber, use, cardSerial, fingerprint, standingSince, reason } = record;
	const state = stateAt(record, now);
	return {
		serialNumber,
		use,
		state,
		notBefore: new Date(record.notBefore).toISOString(),
		notAfter: new Date(record.notAfter).toISOString(),
		cardSerial,
		fingerprint,
		...(standingSince === null || (state !== 'suspended' && state !== 'revoked')
			? {}
			: { stateSince: new Date(standingSince).toISOString() }),
		...(state === 'revoked' && reason !== null ? { revocationReason: reason } : {}),
	};
}

/** Both ends belong to the validity (RFC 5280 section 4.1.2.5). */
function stateAt({ notBefore, notAfter, standing }: CertificateRecord, now: number): CertificateState {
	if (standing === 'revoked') {
		return 'revoked';
	}
	if (now > notAfter) {
		return 'expired';
	}
	if (standing === 'suspended') {
		return 'suspended';
	}
	return now < notBefore ? 'not-yet-valid' : 'valid';
}

function detailsOf(holder: HolderRecord): AccountDetails {
	const { title, holderNumber, phone, email, address, authorisedPerson } = holder;
	return { title, holderNumber, maskedPhone: maskedPhone(phone), email, address, authorisedPerson };
}

function entityTagOf({ version }: HolderRecord): string {
	return `v${version}`;
}
