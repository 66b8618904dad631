import type { PortalAddress, ProxyRoute } from '#api';
import type { ClockPort, PicturePort, Ports } from '#app';
import type { Journal } from '#audit';
import type { ReaderName } from '#card';
import type { FlowProfileId } from '#contract';
import { monitorCards } from './card.ts';
import { cardPinAt } from './card-pin.ts';
import { type CertificatePortOptions, certificatesPort } from './certificate.ts';
import { systemClock } from './clock.ts';
import { type DocumentPlaces, documentsOnDisk } from './documents.ts';
import { documentsFolder } from './documents-folder.ts';
import { lateDriver, type NamedModule } from './driver.ts';
import { guidedIn } from './guided.ts';
import { systemLog } from './journald.ts';
import { pluggedSticks } from './plugged-sticks.ts';
import { portalAt } from './portal.ts';
import { rememberedSeals } from './remembered-seals.ts';
import { type EmbeddedSandbox, embedSandbox } from './sandbox.ts';
import { type SeenSeals, seenSeals } from './seen-seals.ts';
import { signatureLoginAt } from './signature-login.ts';
import { timelineIn } from './timeline.ts';
import { unlockAt } from './unlock.ts';

export interface PortOptions {
	readonly portal:
		| {
				readonly kind: 'sandbox';
				readonly seed?: number | undefined;
				readonly flow?: FlowProfileId | undefined;
		  }
		| { readonly kind: 'guided' }
		| {
				readonly kind: 'http';
				readonly address: PortalAddress;
				/** PEM file: who vouches for the portal; undefined: the authorities that Node brings. */
				readonly authoritiesPath?: string | undefined;
		  };
	/** Everything that leaves this machine goes through it. */
	readonly proxy?: ProxyRoute | undefined;
	/** Only readers whose name contains this. */
	readonly readerFilter?: string | undefined;
	/** Seals of other holders are not seen. */
	readonly holderNumber?: string | undefined;
	/** Names that people gave their readers. */
	readonly readerNames?: readonly ReaderName[] | undefined;
	/** The vendor's module, where the person said where it is. */
	readonly driver: NamedModule;
	/** Anybody may come by: a module is root's alone, and documents go to a stick that is plugged in, or nowhere. */
	readonly isKiosk: boolean;
	/** Where documents are saved, unless anybody may come by; undefined: see `documents-folder.ts`. */
	readonly documentsFolder?: string | undefined;
	/** Whether seals that are seen are kept in the register of seals; never where anybody may come by. */
	readonly keepsSeals: boolean;
	/** Where cards that were read are kept for the next run; undefined: nowhere. */
	readonly cardFolder: string | undefined;
	readonly picture: PicturePort;
	/** Where the journal lies is named by it. */
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** This user's number; undefined where the system has none. */
	readonly uid: number | undefined;
	/** Whether the journal's records go to systemd-journald too. */
	readonly logsToJournald: boolean;
	readonly certificates: Omit<CertificatePortOptions, 'proxy'>;
}

export interface BuiltPorts {
	readonly ports: Ports;
	/** Gives every card, reader and server back. */
	close(): Promise<void>;
}

/** Joins the rooms into what the running program may touch. Nothing heavy is loaded before it is used. */
export function buildPorts(options: PortOptions): BuiltPorts {
	const { portal, readerFilter, isKiosk, cardFolder, picture, certificates, environment, uid, proxy } =
		options;
	const clock = systemClock;
	const sandbox =
		portal.kind === 'sandbox' ? embedSandbox({ clock, seed: portal.seed, flow: portal.flow }) : undefined;
	const cards = monitorCards({
		clock,
		nameFilter: readerFilter,
		holderNumber: options.holderNumber,
		readerNames: options.readerNames,
		cacheFolder: cardFolder,
		seen: options.keepsSeals && !isKiosk ? keptIn(environment, clock) : undefined,
		virtualReaders: sandbox === undefined ? [] : [() => sandbox.reader(), () => sandbox.signatoryReader()],
	});
	const driver = lateDriver({ ...options.driver, trust: isKiosk ? 'root-only' : 'any-owner' });
	// In guided mode nothing asks for it: there is no screen that a request to a portal comes from.
	const locate = portal.kind === 'http' ? async () => portal.address : () => sandboxAddress(sandbox);
	const journalOf = portal.kind === 'sandbox' ? 'sandbox' : 'portal';
	const log = options.logsToJournald ? systemLog(journalOf) : undefined;
	let opened: Promise<Journal> | undefined;
	const journalFolder = async (): Promise<string | undefined> => {
		const { journalDirectory } = await import('#audit');
		return journalDirectory(environment, journalOf);
	};
	const openJournal = async (): Promise<Journal> => {
		const { createJournal } = await import('#audit');
		return createJournal({
			directory: await journalFolder(),
			now: () => clock.now(),
			uid,
			onWritten: log === undefined ? undefined : (record) => log.send(record),
		});
	};
	const journal = (): Promise<Journal> => {
		opened ??= openJournal();
		return opened;
	};
	const located = portalAt(locate, {
		clock,
		...(portal.kind === 'http' ? { authoritiesPath: portal.authoritiesPath, proxy } : {}),
		journal,
		isMadeAnew: portal.kind === 'sandbox',
	});
	const documentPlaces: DocumentPlaces = isKiosk
		? { kind: 'sticks', mounted: () => pluggedSticks() }
		: { kind: 'folder', folder: () => documentsFolder(options.documentsFolder, environment) };
	const cardPin = cardPinAt({
		clock,
		readerWith: (card) => cards.readerWith(card),
		module: driver.module,
		journal,
	});
	return {
		ports: {
			clock,
			card: cards.port,
			cardPin,
			unlock: unlockAt(cardPin),
			signatureLogin: signatureLoginAt({ clock, portal: located.port, signer: cardPin }),
			driver: driver.port,
			portal: located.port,
			documents: documentsOnDisk(documentPlaces),
			guided: guidedIn(journal, async () =>
				isKiosk ? [] : rememberedSeals(await registerIn(environment), () => clock.now()),
			),
			timeline: timelineIn(journalFolder, journal),
			picture,
			certificate: certificatesPort({ ...certificates, proxy }),
			sandbox: sandbox?.port,
		},
		close: async () => {
			await Promise.all([cards.close(), sandbox?.close(), located.close()]);
			// After the others: what they wrote last goes too.
			await log?.close();
		},
	};
}

/** Nothing of the register is loaded before the first seal is seen. */
function keptIn(environment: PortOptions['environment'], clock: ClockPort): SeenSeals {
	return seenSeals({
		directory: () => registerIn(environment),
		now: () => clock.now(),
	});
}

async function registerIn(environment: PortOptions['environment']): Promise<string | undefined> {
	const { registerDirectory } = await import('#register');
	return registerDirectory(environment);
}

async function sandboxAddress(sandbox: EmbeddedSandbox | undefined): Promise<PortalAddress> {
	const [{ parsePortalAddress }, opened] = await Promise.all([import('#api'), sandbox?.open()]);
	const parsed = parsePortalAddress(opened?.portal.url ?? '');
	if (!parsed.ok) {
		throw new TypeError(`the sandbox's own address was refused: ${parsed.code}`);
	}
	return parsed.url;
}
