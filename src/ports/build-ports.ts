import type { PortalAddress } from '#api';
import type { PicturePort, Ports } from '#app';
import { monitorCards } from './card.ts';
import { systemClock } from './clock.ts';
import { portalAt } from './portal.ts';
import { type EmbeddedSandbox, embedSandbox } from './sandbox.ts';

export interface PortOptions {
	readonly portal:
		| { readonly kind: 'sandbox'; readonly seed?: number | undefined }
		| { readonly kind: 'http'; readonly address: PortalAddress };
	/** Only readers whose name contains this. */
	readonly readerFilter?: string | undefined;
	/** The vendor's module, where the person said where it is. */
	readonly driverPath: string | undefined;
	readonly picture: PicturePort;
}

export interface BuiltPorts {
	readonly ports: Ports;
	/** Gives every card, reader and server back. */
	close(): Promise<void>;
}

/** Joins the rooms into what the running program may touch. Nothing heavy is loaded before it is used. */
export function buildPorts({ portal, readerFilter, driverPath, picture }: PortOptions): BuiltPorts {
	const clock = systemClock;
	const sandbox = portal.kind === 'sandbox' ? embedSandbox({ clock, seed: portal.seed }) : undefined;
	const cards = monitorCards({
		clock,
		nameFilter: readerFilter,
		virtualReaders: sandbox === undefined ? [] : [() => sandbox.reader()],
	});
	const locate = portal.kind === 'http' ? async () => portal.address : () => sandboxAddress(sandbox);
	return {
		ports: {
			clock,
			card: cards.port,
			driver: { locate: async () => (await import('#card')).locateAkisModule({ configured: driverPath }) },
			portal: portalAt(locate),
			picture,
			sandbox: sandbox?.port,
		},
		close: async () => {
			await Promise.all([cards.close(), sandbox?.close()]);
		},
	};
}

async function sandboxAddress(sandbox: EmbeddedSandbox | undefined): Promise<PortalAddress> {
	const [{ parsePortalAddress }, opened] = await Promise.all([import('#api'), sandbox?.open()]);
	const parsed = parsePortalAddress(opened?.portal.url ?? '');
	if (!parsed.ok) {
		throw new TypeError(`the sandbox's own address was refused: ${parsed.code}`);
	}
	return parsed.url;
}
