import { isThisMachine } from './proxy.ts';

declare const checked: unique symbol;

/**
 * Address of a portal that may be sent secrets: absolute, `https:` or on this machine, ending in `/`, ASCII
 * only. Made by {@link parsePortalAddress} alone, so that a client cannot be built on an unchecked one.
 */
export type PortalAddress = string & { readonly [checked]: true };

export type PortalAddressRefusal =
	/** Not an absolute address, or too long to be one. */
	| 'not-a-url'
	/** Neither `https:` nor `http:` on this machine itself. */
	| 'not-https'
	/** A name or password in the address would end in logs and on screens. */
	| 'has-credentials'
	/** A query or fragment: the contract's paths are appended to the address. */
	| 'has-query';

export type PortalAddressResult =
	| { readonly ok: true; readonly url: PortalAddress }
	| { readonly ok: false; readonly code: PortalAddressRefusal };

const MAX_LENGTH = 2000;

/**
 * Judges an address typed by a person or read from the settings. A path is kept: `https://host/portal` is
 * fine.
 */
export function parsePortalAddress(text: string): PortalAddressResult {
	const trimmed = text.trim();
	if (trimmed.length > MAX_LENGTH || !URL.canParse(trimmed)) {
		return { ok: false, code: 'not-a-url' };
	}
	const url = new URL(trimmed);
	if (!isSecureOrLocal(url)) {
		return { ok: false, code: 'not-https' };
	}
	if (url.username !== '' || url.password !== '') {
		return { ok: false, code: 'has-credentials' };
	}
	if (/[?#]/.test(url.href)) {
		return { ok: false, code: 'has-query' };
	}
	const href = url.href.endsWith('/') ? url.href : `${url.href}/`;
	return { ok: true, url: href as PortalAddress };
}

/** Whether what is typed there can be read by nobody on the way: `https:`, or `http:` on this machine itself. */
export function isSecureOrLocal({ protocol, hostname }: URL): boolean {
	return protocol === 'https:' || (protocol === 'http:' && isThisMachine(hostname));
}
