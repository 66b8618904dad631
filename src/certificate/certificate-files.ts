import { type ReadCertificateResult, readSealCertificate } from './read-seal-certificate.ts';

/** Longest file that is looked into, in bytes. */
export const MAX_CERTIFICATE_FILE_BYTES = 1_048_576;
/** Certificates of one file that are read; more of them are counted as one that is too much. */
export const MAX_CERTIFICATES_PER_FILE = 64;

/** `no-certificate`: neither PEM with a certificate in it nor DER. */
export type CertificateFile =
	| { readonly ok: true; readonly entries: readonly ReadCertificateResult[] }
	| { readonly ok: false; readonly code: 'no-certificate' | 'too-large' | 'too-many' };

const PEM_BLOCK =
	/-----BEGIN (?:X509 )?CERTIFICATE-----([\sA-Za-z0-9+/=]*)-----END (?:X509 )?CERTIFICATE-----/g;
const PEM_MARK = '-----BEGIN ';
const DER_SEQUENCE = 0x30;

/**
 * Reads every certificate of a file: DER, or PEM with any number of blocks, text between them and keys beside them
 * left alone. One broken block does not hide the others.
 */
export function readCertificateFile(bytes: Uint8Array): CertificateFile {
	if (bytes.length > MAX_CERTIFICATE_FILE_BYTES) {
		return { ok: false, code: 'too-large' };
	}
	if (bytes[0] === DER_SEQUENCE) {
		return { ok: true, entries: [readSealCertificate(bytes)] };
	}
	// Every byte is one character, so that nothing in the file can be mistaken for something else.
	const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
	if (!text.includes(PEM_MARK)) {
		return { ok: false, code: 'no-certificate' };
	}
	const entries: ReadCertificateResult[] = [];
	for (const [, base64 = ''] of text.matchAll(PEM_BLOCK)) {
		if (entries.length === MAX_CERTIFICATES_PER_FILE) {
			return { ok: false, code: 'too-many' };
		}
		entries.push(readSealCertificate(Buffer.from(base64, 'base64')));
	}
	return entries.length === 0 ? { ok: false, code: 'no-certificate' } : { ok: true, entries };
}

const PEM_LINE = 64;

/** A certificate as PEM, with one line break at its end. */
export function pemOf(der: Uint8Array): string {
	const base64 = Buffer.from(der).toString('base64');
	const lines = base64.match(new RegExp(`.{1,${PEM_LINE}}`, 'g')) ?? [];
	return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
