import { createHmac } from 'node:crypto';

const MARK_HEX = 12;

/** Of the key in the journal's folder. */
export const MARK_KEY_BYTES = 32;

/** Stands for a number of a holder or a card in records: tells the same from another, and nothing else. */
export function markOf(key: Uint8Array, what: 'holder' | 'card', number: string): string {
	return keyedHash(key, JSON.stringify([what, number])).slice(0, MARK_HEX);
}

export function keyedHash(key: Uint8Array, text: string): string {
	return createHmac('sha256', key).update(text).digest('hex');
}
