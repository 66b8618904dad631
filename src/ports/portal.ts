import type { ChangeDesk, PortalAddress, PortalClient, ProxyRoute } from '#api';
import type { ClockPort, PortalPort } from '#app';
import type { Journal } from '#audit';

export interface PortalSurroundings {
	readonly clock: ClockPort;
	/** Called once, at the first use of the portal. */
	readonly journal: () => Promise<Journal>;
	/** PEM file: who vouches for the portal. Where it is of no use nothing is sent. */
	readonly authoritiesPath?: string | undefined;
	readonly proxy?: ProxyRoute | undefined;
	/** True of the embedded sandbox, which begins anew with every run. Default: false. */
	readonly isMadeAnew?: boolean;
}

export interface LocatedPortal {
	readonly port: PortalPort;
	/** What happened in sessions is written down then. */
	close(): Promise<void>;
}

/** As much as a key needs so that nobody guesses it. */
const KEY_BYTES = 24;

/**
 * The portal at an address that may have to be made first.
 *
 * @param locate called once, at the first use
 */
export function portalAt(
	locate: () => Promise<PortalAddress>,
	{ clock, journal, authoritiesPath, proxy, isMadeAnew = false }: PortalSurroundings,
): LocatedPortal {
	const notesUnderWay = new Set<Promise<unknown>>();
	let address: PortalAddress | undefined;
	let opened: Promise<{ readonly client: PortalClient; readonly changes: ChangeDesk }> | undefined;
	const open = async () => {
		const [{ authoritiesIn, createPortalClient, createChangeDesk }, { randomBytes }, baseUrl, notes] =
			await Promise.all([import('#api'), import('node:crypto'), locate(), journal()]);
		address = baseUrl;
		const client = createPortalClient({
			baseUrl,
			authorities: authoritiesPath === undefined ? undefined : await authoritiesIn(authoritiesPath),
			proxy,
			observe(event) {
				// A log-out is not held up by a journal that cannot be written; changes and PINs are.
				const noted = notes.note(event).finally(() => notesUnderWay.delete(noted));
				notesUnderWay.add(noted);
			},
			record: (event) => notes.note(event),
		});
		const newKey = (): string => randomBytes(KEY_BYTES).toString('base64url');
		return { client, changes: createChangeDesk({ client, journal: notes, clock, newKey, isMadeAnew }) };
	};
	const openOnce = () => {
		opened ??= open();
		return opened;
	};
	return {
		port: {
			open: async () => (await openOnce()).client,
			changes: async () => (await openOnce()).changes,
			address: () => address,
		},
		async close() {
			await Promise.all(notesUnderWay);
		},
	};
}
