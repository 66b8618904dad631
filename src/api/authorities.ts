import { X509Certificate } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** PEM texts of those who vouch for the portal, or why a file of them is of no use. */
export type Authorities = readonly string[] | UnusableAuthorities;

export interface UnusableAuthorities {
	readonly unusable: /** The file is not there, or this user may not read it. */
		| 'not-readable'
		/** It holds no PEM certificate, or one that cannot be read. */
		| 'no-certificate';
}

/** Larger than any bundle of authorities: that of Debian has some 220 kB. */
const MAX_FILE_BYTES = 4 * 1024 * 1024;
const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

export function isUsable(authorities: Authorities | undefined): authorities is readonly string[] | undefined {
	return authorities === undefined || !('unusable' in authorities);
}

/** Reads a PEM file of authorities, every certificate of it. */
export async function authoritiesIn(path: string): Promise<Authorities> {
	const text = await fileText(path);
	if (text === undefined) {
		return { unusable: 'not-readable' };
	}
	const certificates = text.match(PEM_CERTIFICATE) ?? [];
	const begun = text.split('-----BEGIN CERTIFICATE-----').length - 1;
	return certificates.length > 0 && certificates.length === begun && certificates.every(isCertificate)
		? certificates
		: { unusable: 'no-certificate' };
}

async function fileText(path: string): Promise<string | undefined> {
	try {
		// Without waiting: a pipe of that name would never be written to.
		await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
		const facts = await file.stat();
		return facts.isFile() && facts.size <= MAX_FILE_BYTES ? await file.readFile('latin1') : undefined;
	} catch {
		return undefined;
	}
}

function isCertificate(pem: string): boolean {
	try {
		return new X509Certificate(pem).raw.length > 0;
	} catch {
		return false;
	}
}
