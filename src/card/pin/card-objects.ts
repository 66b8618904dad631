import type { ApduChannel } from '../apdu/channel.ts';
import { readObjectDirectory } from '../drivers/pkcs15/object-directory.ts';
import {
	type KeyObject,
	type PinObject,
	readCertificateObjects,
	readKeys,
	readPins,
} from '../drivers/pkcs15/objects.ts';

/** What the card's PKCS#15 structures say of its PIN and keys; nothing where it has none that can be used. */
export interface CardObjects {
	readonly pins: readonly PinObject[];
	/** The private key of each certificate, by the certificate's file; undefined until somebody asks for them. */
	readonly keys: ReadonlyMap<number, KeyObject> | undefined;
}

/** A card without structures. */
const NOTHING_NAMED: CardObjects = { pins: [], keys: new Map() };

/**
 * Whether this may be kept for the insertion. Structures that name nothing may have been disturbed on their way: the
 * next act reads them anew.
 */
export function isWorthKeeping(objects: CardObjects): boolean {
	return objects === NOTHING_NAMED || (objects.pins.length > 0 && objects.keys?.size !== 0);
}

/**
 * Reads what is not known yet. Four commands for the PIN, four more for the keys, on a card that keeps each in a file of
 * its own; two on one without the structures. The application is selected before and after.
 *
 * @throws CardError what the channel throws, and `unexpected-status` where the card does not give a file that it names
 */
export async function learnObjects(
	channel: ApduChannel,
	known: CardObjects | undefined,
	wanted: 'pin' | 'keys',
): Promise<CardObjects> {
	if (known !== undefined && (wanted === 'pin' || known.keys !== undefined)) {
		return known;
	}
	const directory = await readObjectDirectory(channel);
	if (directory === undefined) {
		return NOTHING_NAMED;
	}
	const pins = known?.pins ?? (await readPins(channel, directory));
	if (wanted === 'pin') {
		return { pins, keys: undefined };
	}
	const keys = await readKeys(channel, directory);
	const certificates = await readCertificateObjects(channel, directory);
	return {
		pins,
		keys: new Map(
			certificates.flatMap(({ id, fileId }) => {
				const key = keys.find((candidate) => candidate.id === id);
				return key === undefined ? [] : [[fileId, key] as const];
			}),
		),
	};
}
