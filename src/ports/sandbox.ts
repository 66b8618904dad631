import type { ClockPort, SandboxCard, SandboxHint, SandboxPort } from '#app';
import type { ReaderService } from '#card';
import type { FlowProfileId } from '#contract';
import type { Sandbox, SandboxOptions, VirtualReader } from '#sandbox';

const READER_NAMES: Readonly<Record<SandboxCard, string>> = {
	seal: 'DENEME MİLKO (sanal)',
	signatory: 'DENEME e-imza (sanal)',
};

/** The embedded sandbox of a full-screen run. */
export interface EmbeddedSandbox {
	readonly port: SandboxPort;
	/** Loads and makes everything at its first call; the same sandbox every time. */
	open(): Promise<Sandbox>;
	/** The reader with the virtual card; it is there before the card is made. */
	reader(): Promise<ReaderService>;
	/** The signatory's own; it is not plugged in before E-İmzalı Giriş is begun. */
	signatoryReader(): Promise<ReaderService>;
	close(): Promise<void>;
}

export interface EmbeddedSandboxOptions {
	readonly clock: ClockPort;
	readonly seed: number | undefined;
	/** Of its portal, where something stands in front of it. */
	readonly publicOrigin?: SandboxOptions['publicOrigin'];
	/** What its portal does wrong on purpose; default nothing. */
	readonly faults?: SandboxOptions['faults'];
	/** Which way the portal goes; default that of the guide. */
	readonly flow?: FlowProfileId | undefined;
}

type SignatoryCard = Awaited<ReturnType<Sandbox['issueSignatoryCard']>>;

/** A word that was changed is not told. */
function hintOf({ hint: { holderNumber, securityWord } }: Sandbox): SandboxHint | undefined {
	return securityWord === undefined ? undefined : { holderNumber, securityWord };
}

/** Nothing of the sandbox is loaded before it is asked for, so that the first screen never waits for it. */
export function embedSandbox({
	clock,
	seed,
	publicOrigin,
	faults,
	flow,
}: EmbeddedSandboxOptions): EmbeddedSandbox {
	const phoneListeners = new Set<Parameters<SandboxPort['onPhoneMessage']>[0]>();
	const readers = new Map<SandboxCard, Promise<VirtualReader>>();
	let opened: Promise<Sandbox> | undefined;
	let signatory: Promise<SignatoryCard> | undefined;

	const openReader = (card: SandboxCard): Promise<VirtualReader> => {
		const reader = readers.get(card) ?? makeReader(card);
		readers.set(card, reader);
		return reader;
	};

	const makeReader = async (card: SandboxCard): Promise<VirtualReader> => {
		const [{ createVirtualReader }, { CardError }] = await Promise.all([import('#sandbox'), import('#card')]);
		return createVirtualReader({
			name: READER_NAMES[card],
			cardError: (code) => new CardError(code, 'virtual reader'),
			...(card === 'signatory' ? { isUnplugged: true } : {}),
		});
	};

	const open = (): Promise<Sandbox> => {
		opened ??= openWithCard();
		return opened;
	};

	const openWithCard = async (): Promise<Sandbox> => {
		const [{ openSandbox }, slot] = await Promise.all([import('#sandbox'), openReader('seal')]);
		const sandbox = await openSandbox({ clock, seed, publicOrigin, faults, flow });
		sandbox.phone.subscribe(({ at, text }) => {
			for (const listener of phoneListeners) {
				listener({ at, text });
			}
		});
		slot.insert(sandbox.card);
		return sandbox;
	};

	const plugSignatory = async (): Promise<SignatoryCard> => {
		const [sandbox, slot] = await Promise.all([open(), openReader('signatory')]);
		const issued = await sandbox.issueSignatoryCard();
		slot.insert(issued.card);
		slot.plugIn();
		return issued;
	};

	const plugSignatoryOnce = (): Promise<SignatoryCard> => {
		signatory ??= plugSignatory();
		return signatory;
	};

	return {
		open,
		reader: () => openReader('seal'),
		signatoryReader: () => openReader('signatory'),
		port: {
			async open() {
				const sandbox = await open();
				return { hint: hintOf(sandbox), accounts: sandbox.accounts };
			},
			onPhoneMessage(listener) {
				phoneListeners.add(listener);
				return () => phoneListeners.delete(listener);
			},
			async toggleCard(which) {
				const [{ card }, slot] = await Promise.all([
					which === 'seal' ? open() : plugSignatoryOnce(),
					openReader(which),
				]);
				if (slot.isCardIn) {
					slot.remove();
				} else {
					slot.insert(card);
				}
			},
			giveTestIdentity: async (userCode) => (await open()).giveTestIdentity(userCode),
			plugSignatory: async () => (await plugSignatoryOnce()).pin,
		},
		close: async () => (await opened)?.close(),
	};
}
