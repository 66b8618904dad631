import { ascii, bytes } from './test-card.ts';

/** Commands with a PIN, in hexadecimal. */
export function verifyCommand(reference: string, pin: string): string {
	return `002000${reference}${lengthOf(pin)}${ascii(pin)}`;
}

export function changeCommand(parameters: string, old: string, next: string): string {
	const data = `${lengthOf(old)}${ascii(old)}${lengthOf(next)}${ascii(next)}`;
	return `0024${parameters}${lengthOf(bytes(data))}${data}`;
}

/** ISO 7816-4: the PUK and the new PIN, nothing in between. */
export function unblockCommand(puk: string, next: string): string {
	return `002C0080${lengthOf(puk + next)}${ascii(puk + next)}`;
}

function lengthOf(value: string | Uint8Array): string {
	return value.length.toString(16).padStart(2, '0');
}
