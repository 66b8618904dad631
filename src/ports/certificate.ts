import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProxyRoute } from '#api';
import type { CertificateFile, CertificateFormat, CertificatePort, SaveOutcome } from '#app';
import type { SealCertificate } from '#certificate';
import { textsOf } from '#i18n';
import { createEvidenceStore } from './evidence-store.ts';
import { createIssuerStore } from './issuer-store.ts';

export interface CertificatePortOptions {
	/** Where files are saved; undefined where the environment names no home. */
	readonly saveFolder: string | undefined;
	/** Where verified answers are kept; undefined: nowhere. */
	readonly cacheFolder: string | undefined;
	/** Where issuers are kept that were fetched or imported; undefined: nowhere. */
	readonly issuerFolder: string | undefined;
	/** Whether an issuer that a card leads to is kept; not at a kiosk, where a visitor's card leaves nothing. */
	readonly keepsIssuers: boolean;
	/** Default: those that are pinned in the program. */
	readonly roots?: readonly SealCertificate[] | undefined;
	/** On the way to whoever is asked about revocation. */
	readonly proxy?: ProxyRoute | undefined;
}

/** Names that are tried where others are taken already. */
const MAX_NAMES = 100;
const DAY_MS = 86_400_000;

/** The certificates of a card: judged, and saved to files. Nothing is loaded before it is asked for. */
export function certificatesPort({
	saveFolder,
	cacheFolder,
	issuerFolder,
	keepsIssuers,
	roots,
	proxy,
}: CertificatePortOptions): CertificatePort {
	return {
		async assess({ certificate, given, at, isOnline }, signal) {
			const { assessCertificate, certificateDetails, fetchedIssuers } = await import('#certificate');
			const store = issuerFolder === undefined ? undefined : createIssuerStore(issuerFolder);
			const kept = await store?.load();
			const sources = isOnline ? await onlineSources(cacheFolder, proxy) : undefined;
			const assessment = await assessCertificate({ certificate, given, kept, at, sources, signal, roots });
			if (keepsIssuers && isOnline) {
				// Nothing but time is lost where it cannot be kept.
				await store?.save(fetchedIssuers(assessment.chain));
			}
			return {
				fingerprint: certificate.fingerprint,
				assessment,
				details: certificateDetails(certificate),
			};
		},
		place: async (certificate, format) =>
			saveFolder === undefined ? undefined : freePlace(saveFolder, certificate, format),
		save,
	};
}

async function onlineSources(cacheFolder: string | undefined, proxy: ProxyRoute | undefined) {
	const { createDocumentFetcher } = await import('#api');
	return {
		fetcher: createDocumentFetcher({ proxy }),
		store: cacheFolder === undefined ? undefined : createEvidenceStore(cacheFolder),
		crlFiles: [],
		random: randomBytes,
	};
}

async function freePlace(
	folder: string,
	certificate: SealCertificate,
	format: CertificateFormat,
): Promise<string> {
	const name = fileName(certificate);
	for (let number = 1; number < MAX_NAMES; number++) {
		const path = join(folder, `${name}${number === 1 ? '' : `-${number}`}.${format}`);
		if (!(await isThere(path))) {
			return path;
		}
	}
	return join(folder, `${name}-${certificate.fingerprint}.${format}`);
}

async function isThere(path: string): Promise<boolean> {
	try {
		await access(path);
		return true;
	} catch {
		return false;
	}
}

/** Only what every file system takes: nothing of a certificate's text but digits. */
function fileName({ holderNumber, use, fingerprint }: SealCertificate): string {
	return holderNumber !== undefined && /^\d{10,11}$/.test(holderNumber)
		? `${holderNumber}${use ?? ''}`
		: fingerprint.slice(0, 16);
}

async function save(file: CertificateFile): Promise<SaveOutcome> {
	const { hasNoEnd } = await import('#certificate');
	if (file.format === 'ics' && hasNoEnd(file.certificate.notAfter)) {
		return 'no-end';
	}
	const content = await contentOf(file);
	const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
	try {
		await using handle = await open(file.path, flags, 0o600);
		try {
			await handle.writeFile(content);
			await handle.sync();
		} catch {
			// A half file is worse than none.
			await rm(file.path, { force: true });
			return 'not-writable';
		}
		return 'saved';
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EEXIST' ? 'exists' : 'not-writable';
	}
}

async function contentOf({
	certificate,
	format,
	language,
	at,
}: CertificateFile): Promise<string | Uint8Array> {
	const { pemOf } = await import('#certificate');
	switch (format) {
		case 'pem':
			return pemOf(certificate.der);
		case 'der':
			return certificate.der;
		case 'ics':
			return reminders(certificate, language, at);
	}
}

/** The end and the reminders before it, as far as they are still to come. */
async function reminders(
	certificate: SealCertificate,
	language: CertificateFile['language'],
	at: number,
): Promise<string> {
	const { calendarFile, EXPIRY_REMINDER_DAYS } = await import('#certificate');
	const { calendar } = textsOf(language).certificate;
	const { fingerprint, notAfter, title } = certificate;
	const label = fileName(certificate);
	const end = new Intl.DateTimeFormat('tr-TR', {
		timeZone: 'Europe/Istanbul',
		dateStyle: 'short',
		timeStyle: 'medium',
	}).format(notAfter);
	const description = calendar.about(title, end);
	const events = [
		...EXPIRY_REMINDER_DAYS.map((days) => ({
			id: `${fingerprint}-${days}`,
			at: notAfter - days * DAY_MS,
			summary: calendar.reminder(label, days),
			description,
		})),
		{ id: `${fingerprint}-0`, at: notAfter, summary: calendar.ends(label), description },
	];
	return calendarFile(
		events.filter((event) => event.at > at),
		at,
	);
}
