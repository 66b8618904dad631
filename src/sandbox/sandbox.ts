import { readSealCertificate } from '#certificate';
import { SecretText } from '#text';
import {
	AuthorityFault,
	createAuthority,
	exportSealPair,
	type IssuedSealPair,
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
import { type PortalAccount, type SandboxPortal, startSandboxPortal } from './portal/index.ts';
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
	 * Authority, keys and certificates are kept in this directory and taken up again; else all is forgotten. The
	 * card comes back as it was left (tries, changed PIN, life cycle, destroyed) where the seed gives it the PIN and
	 * PUK it was issued with. Otherwise portal and card make new ones together, as at a new issue, with all tries:
	 * only hashes of the former ones were kept, and the portal must not show what is not true.
	 */
	readonly dataDirectory?: string | undefined;
	/** 0 or none: any free one. */
	readonly portalPort?: number | undefined;
	/** Default `v1.0`, whose command set is public. */
	readonly cardProduct?: VirtualCardProduct | undefined;
}

/** The test portal, the test authority and the virtual card, fitting one another. */
export interface Sandbox {
	readonly portal: SandboxPortal;
	readonly phone: SandboxPhone;
	/** Card of the first holder. */
	readonly card: VirtualAkisCard;
	/** What a newcomer types at the login: that same holder's. */
	readonly hint: Pick<SandboxHolder, 'holderNumber' | 'securityWord'>;
	/** DER: what a chain of the sandbox ends in. */
	readonly rootCertificate: Uint8Array;
	close(): Promise<void>;
}

const CARD_SERIAL_BYTES = 12;
const PIN_DIGITS = 6;
const PUK_DIGITS = 8;

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
	const card = await virtualCard(first, options.cardProduct ?? 'v1.0', dataDirectory);
	const portal = await startSandboxPortal({
		random,
		clock,
		phone,
		accounts: cards.map(accountOf),
		...(options.portalPort === undefined ? {} : { port: options.portalPort }),
	});
	return {
		portal,
		phone,
		hint: first.holder,
		card,
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
						pair: await authority.issueSeal(holder),
					}
				: { holder, cardSerial: Buffer.from(kept.cardSerial, 'hex'), pair: importSealPair(kept.seal) },
		);
	}
	if (dataDirectory !== undefined && stored === undefined) {
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

/** PINs live as long as the sandbox runs; of the card's, salted hashes are kept where there is a data directory. */
function inventPins(random: RandomSource): { readonly pin: SecretText; readonly puk: SecretText } {
	return { pin: SecretText.of(random.digits(PIN_DIGITS)), puk: SecretText.of(random.digits(PUK_DIGITS)) };
}

function accountOf({ holder, cardSerial, pair, pin, puk }: CardWithPins): PortalAccount {
	return {
		holder,
		cards: [
			{
				cardSerial: Buffer.from(cardSerial).toString('hex').toUpperCase(),
				pin,
				puk,
				certificates: [pair.signing, pair.encryption].map(({ certificate, use }) => {
					const read = readSealCertificate(certificate);
					if (!read.ok) {
						throw new TypeError('the authority issued a certificate that cannot be read');
					}
					const { serialNumber, notBefore, notAfter, fingerprint } = read.certificate;
					return { serialNumber, use, notBefore, notAfter, fingerprint };
				}),
			},
		],
	};
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

/** What the card of this issue takes up again, and how it keeps what changes. */
async function cardMemory(
	directory: string,
	pin: SecretText,
	puk: SecretText,
): Promise<{
	readonly state: VirtualCardState | undefined;
	readonly onStateChange: (takeState: () => VirtualCardState) => Promise<void>;
}> {
	const stored = await loadStoredCard(directory);
	const isSameIssue =
		stored !== undefined && matchesHash(pin, stored.issued.pin) && matchesHash(puk, stored.issued.puk);
	let issued = isSameIssue ? stored.issued : undefined;
	return {
		state: isSameIssue ? stored.state : undefined,
		async onStateChange(takeState) {
			issued ??= { pin: hashPin(pin), puk: hashPin(puk) };
			await saveCard(directory, { version: 1, issued, state: takeState() });
		},
	};
}
