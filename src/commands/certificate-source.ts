import type { SealCertificate } from '#certificate';
import { cleanText } from '#text';
import { readBoundedFile } from './bounded-file.ts';

/** Longest path that is shown, in code points. */
const MAX_SHOWN_PATH = 300;

/** A certificate file as the commands speak of it. */
export interface CertificateSource {
	/** The path, cleaned. */
	readonly shown: string;
	/** Why it gave no certificate at all. */
	readonly error: 'not-readable' | 'no-certificate' | 'too-large' | 'too-many' | undefined;
	readonly certificates: readonly SealCertificate[];
	/** Certificates of the file that could not be read; places from 1. */
	readonly unreadable: readonly { readonly position: number; readonly reason: 'malformed' | 'too-large' }[];
}

/** Reads a file of certificates; it may be anything, and of any length. */
export async function readCertificateSource(path: string): Promise<CertificateSource> {
	const { MAX_CERTIFICATE_FILE_BYTES, readCertificateFile } = await import('#certificate');
	const shown = cleanText(path, MAX_SHOWN_PATH);
	const file = await readBoundedFile(path, MAX_CERTIFICATE_FILE_BYTES);
	const read = file.ok ? readCertificateFile(file.bytes) : file;
	if (!read.ok) {
		return { shown, error: read.code, certificates: [], unreadable: [] };
	}
	return {
		shown,
		error: undefined,
		certificates: read.entries.flatMap((entry) => (entry.ok ? [entry.certificate] : [])),
		unreadable: read.entries.flatMap((entry, index) =>
			entry.ok ? [] : [{ position: index + 1, reason: entry.code }],
		),
	};
}
