import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import type { ProxyRoute } from '#api';
import type { CrlFile, EvidenceStore, RevocationSources, SealCertificate } from '#certificate';
import type { Texts } from '#i18n';
import { filePieces } from './bounded-file.ts';
import { type CertificateSource, readCertificateSource } from './certificate-source.ts';
import type { CommandIo } from './command-io.ts';
import { EXIT_FAILED } from './exit-codes.ts';
import type { InspectReport } from './inspect-report.ts';

export interface InspectOptions {
	readonly files: readonly string[];
	readonly json: boolean;
	/** Ask the network for what is missing of the chain, and about revocation. */
	readonly check: boolean;
	/** Milliseconds since 1970 UTC: everything is judged by it. */
	readonly at: number;
	/** Whether `at` comes from the computer's clock, which can be wrong; nobody doubts a moment that a person wrote. */
	readonly isAtNow?: boolean | undefined;
	/** Files with lists. */
	readonly crl: readonly string[];
	readonly issuer: string | undefined;
	/** Where verified answers are kept; undefined: nowhere. */
	readonly cacheFolder: string | undefined;
	/** On the way to whoever is asked about revocation. */
	readonly proxy?: ProxyRoute | undefined;
	readonly texts: Texts;
	readonly io: CommandIo;
	readonly signal: AbortSignal;
	/** Default: those that are pinned in the program. */
	readonly roots?: readonly SealCertificate[] | undefined;
}

type FileReport = InspectReport['files'][number];

/** Explains what is in certificate files. Gives the exit code: see `inspect-exit-code.ts`. */
export async function runInspect(options: InspectOptions): Promise<number> {
	const { files, json, texts, io, signal } = options;
	const read: CertificateSource[] = [];
	for (const file of files) {
		read.push(await readCertificateSource(file));
	}
	const issuers = options.issuer === undefined ? [] : [await readCertificateSource(options.issuer)];
	const sources = await revocationSources(options);
	const given = [...read, ...issuers].flatMap(({ certificates }) => certificates);

	const [{ assessCertificate, clockDoubt }, { reportOfAssessment }] = await Promise.all([
		import('#certificate'),
		import('./report-of-assessment.ts'),
	]);
	const reports: FileReport[] = [];
	for (const { shown, error, certificates, unreadable } of read) {
		const assessed: FileReport['certificates'] = [];
		for (const certificate of certificates) {
			const question = { certificate, given, at: options.at, sources, signal, roots: options.roots };
			assessed.push(reportOfAssessment(certificate, await assessCertificate(question)));
		}
		reports.push({ file: shown, error: error ?? null, certificates: assessed, unreadable: [...unreadable] });
	}
	if (signal.aborted) {
		return EXIT_FAILED;
	}
	const report: InspectReport = {
		schemaVersion: 1,
		at: new Date(options.at).toISOString(),
		clockDoubt: options.isAtNow === true ? (clockDoubt(options.at, given) ?? null) : null,
		isRevocationWanted: sources !== undefined,
		files: reports,
	};
	if (json) {
		io.stdout(`${JSON.stringify(report, undefined, 2)}\n`);
	} else {
		const { inspectLines } = await import('./inspect-lines.ts');
		io.stdout(`${inspectLines(report, texts).join('\n')}\n`);
	}
	const failed = [...read, ...issuers].filter(
		({ error, unreadable }) => error !== undefined || unreadable.length > 0,
	);
	for (const { shown, error, unreadable } of failed) {
		io.stderr(`${shown}: ${texts.certificate.unreadable[error ?? unreadable[0]?.reason ?? 'malformed']}\n`);
	}
	const { inspectExitCode } = await import('./inspect-exit-code.ts');
	return inspectExitCode(report, failed.length > 0);
}

/** Undefined where nothing but dates and chain is asked about. */
async function revocationSources(options: InspectOptions): Promise<RevocationSources | undefined> {
	const { check, crl, cacheFolder, proxy } = options;
	if (!check && crl.length === 0) {
		return undefined;
	}
	const crlFiles: readonly CrlFile[] = crl.map((path) => ({
		name: basename(path),
		pieces: () => filePieces(path),
	}));
	if (!check) {
		return { fetcher: undefined, store: undefined, crlFiles, random: randomBytes };
	}
	const { createDocumentFetcher } = await import('#api');
	return {
		fetcher: createDocumentFetcher({ proxy }),
		store: await storeIn(cacheFolder),
		crlFiles,
		random: randomBytes,
	};
}

async function storeIn(folder: string | undefined): Promise<EvidenceStore | undefined> {
	return folder === undefined ? undefined : (await import('#ports')).createEvidenceStore(folder);
}
