import { createHash } from 'node:crypto';
import type { CardCertificate } from '#card-model';
import { readSealCertificate } from '#certificate';
import { type RememberedCard, rememberable } from './remembered-card.ts';

const VERSION = 1;
/** As many as `createCardCache` keeps, and then some: a longer list is not what was written. */
const MAX_STORED_CARDS = 64;
const MAX_STORED_FILES = 64;
const ATR = /^(?:[0-9A-F]{2}){1,33}$/;
const FILE_ID = /^[0-9A-F]{4}$/;

/** The cards as bytes of a file. A digest goes with each certificate: a bit that turned must not become a name. */
export function storedCards(cards: readonly RememberedCard[]): Uint8Array {
	const stored = {
		version: VERSION,
		cards: cards.map(({ atr, isListed, certificates }) => ({
			atr,
			isListed,
			files: certificates.map(({ fileId, certificate: { der, fingerprint } }) => ({
				fileId,
				der: Buffer.from(der).toString('base64'),
				sha256: fingerprint,
			})),
		})),
	};
	return Buffer.from(`${JSON.stringify(stored)}\n`);
}

/** The cards in a file; undefined where it is not one that {@link storedCards} wrote, be it for one bit. */
export function readStoredCards(bytes: Uint8Array): readonly RememberedCard[] | undefined {
	const stored = parseJson(Buffer.from(bytes).toString('utf8'));
	if (!isRecord(stored) || stored['version'] !== VERSION) {
		return undefined;
	}
	return allOf(stored['cards'], MAX_STORED_CARDS, storedCard);
}

function storedCard(value: unknown): RememberedCard | undefined {
	if (!isRecord(value)) {
		return undefined;
	}
	const { atr, isListed, files } = value;
	const certificates = allOf(files, MAX_STORED_FILES, storedCertificate);
	return typeof atr === 'string' &&
		ATR.test(atr) &&
		typeof isListed === 'boolean' &&
		certificates !== undefined
		? rememberable({ atr, isListed, certificates, unreadable: [] })
		: undefined;
}

function storedCertificate(value: unknown): CardCertificate | undefined {
	if (!isRecord(value)) {
		return undefined;
	}
	const { fileId, der, sha256 } = value;
	if (typeof fileId !== 'string' || !FILE_ID.test(fileId) || typeof der !== 'string') {
		return undefined;
	}
	const bytes = Buffer.from(der, 'base64');
	const read = readSealCertificate(bytes);
	return createHash('sha256').update(bytes).digest('hex') === sha256 && read.ok
		? { fileId, certificate: read.certificate }
		: undefined;
}

/** All of a list, or nothing of it. */
function allOf<T>(
	value: unknown,
	maxLength: number,
	understand: (item: unknown) => T | undefined,
): readonly T[] | undefined {
	if (!Array.isArray(value) || value.length > maxLength) {
		return undefined;
	}
	const understood = value.map(understand).filter((item) => item !== undefined);
	return understood.length === value.length ? understood : undefined;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
