import { createHash } from 'node:crypto';
import { readSealCertificate } from '#certificate';
import type { FlowProfileId } from '#contract';
import { SecretText } from '#text';
import {
	AuthorityFault,
	createAuthority,
	exportSealPair,
	type IssuedSealPair,
	type IssuedSignatory,
	importAuthority,
	importSealPair,
	type SandboxAuthority,
} from './authority/index.ts';
import {
	createVirtualAkisCard,
	hashPin,
	matchesHash,
	type VirtualAkisCard,
	type VirtualCardProduct,
	type VirtualCardState,
} from './card/index.ts';
import { SANDBOX_HOLDERS, type SandboxHolder } from './holders.ts';
import { createPhone, type SandboxClock, type SandboxPhone } from './phone/index.ts';
import {
	matchesSecret,
	openPortalStore,
	type PortalAccount,
	type PortalCard,
	type PortalFaults,
	type PortalStore,
	type SandboxPortal,
	startSandboxPortal,
} from './portal/index.ts';
import { createRandomSource, type RandomSource } from './random.ts';
import {
	loadStoredCard,
	loadStoredSandbox,
	SandboxDataError,
	type StoredHolder,
	saveCard,
	saveSandbox,
} from './stored-sandbox.ts';

export interface SandboxOptions {
	readonly clock: SandboxClock;
	/** The same seed invents the same captchas, codes, PINs and serial numbers; keys are always new. */
	readonly seed?: number | undefined;
	/**
	 * Authority, keys, certificates, everything that the portal knows, and the card as it was left (tries, changed PIN,
	 * life cycle, destroyed) are kept in this directory and taken up again; else all is forgotten.
	 */
	readonly dataDirectory?: string | undefined;
	/** 0 or none: any free one. */
	readonly portalPort?: number | undefined;
	/** The portal's address as clients know it, where something stands in front of it; default its own. */
	readonly publicOrigin?: string | undefined;
	/** Default `v1.0`, whose command set is public. */
	readonly cardProduct?: VirtualCardProduct | undefined;
	/** Default `guide-2014`. */
	readonly flow?: FlowProfileId | undefined;
	/** What the portal does wrong on purpose; default nothing. */
	readonly faults?: PortalFaults | undefined;
}

/** The test portal, the test authority and the virtual card, fitting one another. */
export interface Sandbox {
	readonly portal: SandboxPortal;
	readonly phone: SandboxPhone;
	/** Card of the first holder. */
	readonly card: VirtualAkisCard;
	/** What a newcomer types at the login: that same holder's, as the portal knew it when it was opened. */
	readonly hint: {
		readonly holderNumber: string;
		/** Undefined where it was changed in an earlier run: only whoever changed it knows the new one. */
		readonly securityWord: string | undefined;
	};
	/** Every invented holder with an account, in the order they are told; of a word that was changed, nothing. */
	readonly accounts: readonly {
		readonly title: string;
		readonly holderNumber: string;
		readonly securityWord: string | undefined;
		readonly shows: SandboxHolder['shows'];
	}[];
	/**
	 * Where the login is somewhere else: says there, in the first holder's name, that this user code is theirs; false
	 * where no login waits for it.
	 */
	giveTestIdentity(userCode: string): boolean;
	/** A new signature certificate of the first holder's signatory, and its key: for *E-İmzalı Giriş*. */
	issueSignatory(key: SandboxHolder['key']): Promise<IssuedSignatory>;
	/**
	 * A card of the first holder's signatory with a new certificate and its key, to log in with by *E-İmzalı Giriş*, and
	 * the PIN that it is given out with. It is not kept: another run has another one.
	 */
	issueSignatoryCard(): Promise<{ readonly card: VirtualAkisCard; readonly pin: SecretText }>;
	/** DER: what a chain of the sandbox ends in. */
	readonly rootCertificate: Uint8Array;
	close(): Promise<void>;
}

const CARD_SERIAL_BYTES = 12;
const PIN_DIGITS = 6;
const PUK_DIGITS = 8;
const TRIES = 3;
const DAY_MS = 86_400_000;
const SEAL_VALIDITY_DAYS = 1095;

/**
 * Makes, or takes up again, everything the sandbox consists of. Nothing of it can be reached from another machine.
 *
 * @throws SandboxPortalError where the port cannot be had
 * @throws SandboxDataError where the data directory cannot be read or written
 */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
	const { clock, dataDirectory } = options;
	const random = createRandomSource(options.seed);
	const { authority, holders } = await furnish(clock, random, dataDirectory).catch((cause: unknown) => {
		const isDamaged = dataDirectory !== undefined && cause instanceof AuthorityFault;
		throw isDamaged ? new SandboxDataError('data-damaged', dataDirectory, { cause }) : cause;
	});
	const phone = createPhone(clock);
	const cards = holders.map((entry) => ({
		...entry,
		...inventPins(random.stream(`pins/${entry.holder.holderNumber}`)),
	}));
	const [first] = cards;
	if (first === undefined) {
		throw new TypeError('the sandbox has no holder');
	}
	const store = await openPortalStore(dataDirectory);
	let card: VirtualAkisCard;
	let portal: SandboxPortal;
	try {
		store.enrol(cards.map((one) => accountOf(one, random, clock.now())));
		card = await virtualCard(asThePortalKnows(first, store), options.cardProduct ?? 'v1.0', dataDirectory);
		portal = await startSandboxPortal({
			random,
			clock,
			phone,
			store,
			issuerCertificate: authority.issuerCertificate,
			...(options.portalPort === undefined ? {} : { port: options.portalPort }),
			...(options.publicOrigin === undefined ? {} : { publicOrigin: options.publicOrigin }),
			...(options.flow === undefined ? {} : { flow: options.flow }),
			...(options.faults === undefined ? {} : { faults: options.faults }),
		});
	} catch (error) {
		store.close();
		throw error;
	}
	return {
		portal,
		phone,
		hint: hintOf(first.holder, store),
		accounts: SANDBOX_HOLDERS.map((holder) => ({
			title: holder.title,
			shows: holder.shows,
			...hintOf(holder, store),
		})),
		card,
		giveTestIdentity: (userCode) => portal.identity?.approve(userCode, first.holder.holderNumber) ?? false,
		issueSignatory: (key) => authority.issueSignatory({ ...first.holder.signatory, key }),
		issueSignatoryCard: () => signatoryCard(first.holder, authority, random),
		rootCertificate: authority.rootCertificate,
		close: () => portal.close(),
	};
}

/** A holder with what was issued to it. */
interface FurnishedHolder {
	readonly holder: SandboxHolder;
	readonly cardSerial: Uint8Array;
	readonly pair: IssuedSealPair;
}

interface CardWithPins extends FurnishedHolder {
	readonly pin: SecretText;
	readonly puk: SecretText;
}

async function furnish(
	clock: SandboxClock,
	random: RandomSource,
	dataDirectory: string | undefined,
): Promise<{ readonly authority: SandboxAuthority; readonly holders: readonly FurnishedHolder[] }> {
	const ports = { now: () => clock.now(), random: random.stream('authority') };
	const stored = dataDirectory === undefined ? undefined : await loadStoredSandbox(dataDirectory);
	const authority =
		stored === undefined ? await createAuthority(ports) : await importAuthority(stored.authority, ports);
	const holders: FurnishedHolder[] = [];
	for (const holder of SANDBOX_HOLDERS) {
		const kept = stored?.holders.find((entry) => entry.holderNumber === holder.holderNumber);
		holders.push(
			kept === undefined
				? {
						holder,
						cardSerial: random.stream(`card/${holder.holderNumber}`).bytes(CARD_SERIAL_BYTES),
						pair: await authority.issueSeal(holder, {
							notBefore: clock.now() - (holder.seal?.ageDays ?? 0) * DAY_MS,
						}),
					}
				: { holder, cardSerial: Buffer.from(kept.cardSerial, 'hex'), pair: importSealPair(kept.seal) },
		);
	}
	// A newer program may know more holders than the one that wrote the directory.
	if (dataDirectory !== undefined && stored?.holders.length !== holders.length) {
		await saveSandbox(dataDirectory, {
			version: 1,
			authority: authority.export(),
			holders: holders.map(storedHolder),
		});
	}
	return { authority, holders };
}

function storedHolder({ holder, cardSerial, pair }: FurnishedHolder): StoredHolder {
	return {
		holderNumber: holder.holderNumber,
		cardSerial: Buffer.from(cardSerial).toString('hex'),
		seal: exportSealPair(pair),
	};
}

/** Of a new issue. What was issued in an earlier run is known to the portal. */
function inventPins(random: RandomSource): { readonly pin: SecretText; readonly puk: SecretText } {
	return { pin: SecretText.of(random.digits(PIN_DIGITS)), puk: SecretText.of(random.digits(PUK_DIGITS)) };
}

function hintOf({ holderNumber, securityWord }: SandboxHolder, store: PortalStore): Sandbox['hint'] {
	const digest = store.holder(holderNumber)?.wordDigest;
	const isGood = digest !== undefined && matchesSecret(securityWord, digest);
	return { holderNumber, securityWord: isGood ? securityWord : undefined };
}

/** With the PIN and PUK that the portal has of the card; a PIN that it has not any more is only the card's to know. */
function asThePortalKnows(card: CardWithPins, store: PortalStore): CardWithPins {
	const known = store.card(card.holder.holderNumber, serialText(card.cardSerial));
	return known === undefined
		? card
		: {
				...card,
				pin: known.pin === undefined ? card.pin : SecretText.of(known.pin),
				puk: SecretText.of(known.puk),
			};
}

function serialText(cardSerial: Uint8Array): string {
	return Buffer.from(cardSerial).toString('hex').toUpperCase();
}

function accountOf(card: CardWithPins, random: RandomSource, now: number): PortalAccount {
	const { holder, cardSerial, pair, pin, puk } = card;
	const standing = standingOf(holder, now);
	const certificates = [pair.signing, pair.encryption].map(({ certificate, use }) => {
		const read = readSealCertificate(certificate);
		if (!read.ok) {
			throw new TypeError('the authority issued a certificate that cannot be read');
		}
		const { serialNumber, notBefore, notAfter, fingerprint } = read.certificate;
		return { serialNumber, use, notBefore, notAfter, fingerprint, standing };
	});
	const main: PortalCard = { cardSerial: serialText(cardSerial), pin, puk, certificates };
	const former = Array.from({ length: holder.seal?.otherCards ?? 0 }, (_, index) =>
		otherCard(random.stream(`card/${holder.holderNumber}/${index}`), index, now),
	);
	return { holder, cards: [main, ...former] };
}

function standingOf(
	{ seal }: SandboxHolder,
	now: number,
): NonNullable<PortalCard['certificates'][number]['standing']> {
	switch (seal?.standing) {
		case 'suspended':
			return { kind: 'suspended', since: now - DAY_MS };
		case 'revoked':
			return { kind: 'revoked', since: now - DAY_MS, reason: 'lost-or-stolen' };
		default:
			return { kind: 'good' };
	}
}

/** Known to the portal alone: there is no such card, and its certificates are numbers. The first one is in use. */
function otherCard(random: RandomSource, index: number, now: number): PortalCard {
	const notBefore = now - index * DAY_MS;
	const certificates = (['SIGN0', 'ENCR0'] as const).map((use) => {
		const serial = random.bytes(7);
		return {
			serialNumber: Buffer.from(serial).toString('hex').toUpperCase(),
			use,
			notBefore,
			notAfter: notBefore + SEAL_VALIDITY_DAYS * DAY_MS,
			fingerprint: createHash('sha256').update(serial).digest('hex'),
		};
	});
	return { cardSerial: serialText(random.bytes(CARD_SERIAL_BYTES)), ...inventPins(random), certificates };
}

/** Always of the generation whose commands are public: nobody has to install anything to try it. */
async function signatoryCard(
	{ signatory }: SandboxHolder,
	authority: SandboxAuthority,
	random: RandomSource,
): Promise<{ readonly card: VirtualAkisCard; readonly pin: SecretText }> {
	const { certificate, privateKey } = await authority.issueSignatory({ ...signatory, key: 'rsa-2048' });
	const own = random.stream(`signatory/${signatory.number}`);
	const serial = own.bytes(CARD_SERIAL_BYTES);
	const { pin, puk } = inventPins(own);
	const card = createVirtualAkisCard({
		product: 'v1.0',
		serial,
		objects: [{ use: 'SIGN0', label: signatory.name, certificate, privateKey }],
		pin,
		puk,
	});
	return { card, pin };
}

async function virtualCard(
	{ cardSerial, pair, pin, puk }: CardWithPins,
	product: VirtualCardProduct,
	dataDirectory: string | undefined,
): Promise<VirtualAkisCard> {
	const issue = { product, serial: cardSerial, objects: [pair.signing, pair.encryption], pin, puk };
	return createVirtualAkisCard(
		dataDirectory === undefined ? issue : { ...issue, ...(await cardMemory(dataDirectory, pin, puk)) },
	);
}

/** What the card takes up again, and how it keeps what changes. It is the one that was left where its PUK is the same. */
async function cardMemory(
	directory: string,
	pin: SecretText,
	puk: SecretText,
): Promise<{
	readonly state: VirtualCardState;
	readonly onStateChange: (takeState: () => VirtualCardState) => Promise<void>;
}> {
	const stored = await loadStoredCard(directory);
	const isSameIssue = stored !== undefined && matchesHash(puk, stored.issued.puk);
	const issued = isSameIssue ? stored.issued : { pin: hashPin(pin), puk: hashPin(puk) };
	const state: VirtualCardState = isSameIssue
		? stored.state
		: {
				lifeCycle: 'operation',
				pin: { triesLeft: TRIES, hash: issued.pin },
				puk: { triesLeft: TRIES, hash: issued.puk },
			};
	const keep = (current: VirtualCardState): Promise<void> =>
		saveCard(directory, { version: 1, issued, state: current });
	if (!isSameIssue) {
		// At once: the portal may be told to forget the PIN before the card is ever used.
		await keep(state);
	}
	return { state, onStateChange: (takeState) => keep(takeState()) };
}
