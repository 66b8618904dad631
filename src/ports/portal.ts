import type { PortalAddress, PortalClient } from '#api';
import type { PortalPort } from '#app';

/**
 * The portal at an address that may have to be made first.
 *
 * @param locate called once, at the first use
 */
export function portalAt(locate: () => Promise<PortalAddress>): PortalPort {
	let address: PortalAddress | undefined;
	let client: Promise<PortalClient> | undefined;
	const open = async (): Promise<PortalClient> => {
		const [{ createPortalClient }, baseUrl] = await Promise.all([import('#api'), locate()]);
		address = baseUrl;
		return createPortalClient({ baseUrl });
	};
	return {
		open() {
			client ??= open();
			return client;
		},
		address: () => address,
	};
}
