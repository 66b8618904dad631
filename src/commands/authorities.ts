import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProxyRoute } from '#api';
import {
	certificateDetails,
	checkAuthorities,
	type IssuerStore,
	keyName,
	MAX_CERTIFICATE_BYTES,
	pemOf,
	pinnedRoots,
	readCertificateFile,
	SEAL_ISSUERS,
	type SealCertificate,
} from '#certificate';
import type { Texts } from '#i18n';
import { createIssuerStore, writeNewFile } from '#ports';
import { cleanText } from '#text';
import type { AuthoritiesAct, ExportFormat } from './authorities-act.ts';
import type { AuthoritiesReport } from './authorities-report.ts';
import { readCertificateSource } from './certificate-source.ts';
import type { CommandIo } from './command-io.ts';
import { EXIT_DONE, EXIT_FAILED } from './exit-codes.ts';
import { aligned, type Row } from './fact-rows.ts';
import { dayText } from './turkish-time.ts';

export interface AuthoritiesOptions {
	readonly act: AuthoritiesAct;
	readonly json: boolean;
	/** Where issuers are kept; undefined where the environment names no home. */
	readonly folder: string | undefined;
	readonly proxy?: ProxyRoute | undefined;
	readonly texts: Texts;
	readonly io: CommandIo;
	readonly signal: AbortSignal;
	/** Milliseconds since 1970 UTC. */
	readonly now: number;
	/** Default: those that are pinned in the program. */
	readonly roots?: readonly SealCertificate[] | undefined;
	/** Where issuers are published; default: Kamu SM's depot. */
	readonly published?: typeof SEAL_ISSUERS | undefined;
}

type Refused = AuthoritiesReport['refused'][number];

interface Offered {
	readonly from: string;
	readonly certificates: readonly SealCertificate[];
}

/** What an act did. */
interface Done {
	readonly taken: readonly string[];
	readonly refused: readonly Refused[];
	readonly written: readonly string[];
}

const NOTHING: Done = { taken: [], refused: [], written: [] };

/**
 * Lists the roots of the program and the issuers that are kept, fetches Kamu SM's, takes others from files, and writes
 * them out for other programs. Nothing is kept or written that no pinned root vouches for.
 *
 * Gives the exit code: done where everything that was asked for was done, failed otherwise.
 */
export async function runAuthorities(options: AuthoritiesOptions): Promise<number> {
	const { json, texts, io, folder, now, roots = pinnedRoots(), published = SEAL_ISSUERS } = options;
	const store = folder === undefined ? undefined : createIssuerStore(folder);
	const done = await perform(options, store);
	const kept = (await store?.load()) ?? [];
	const checks = await checkAuthorities(kept, { kept, roots, at: now });
	const authorities = [
		...roots.map((certificate) => authorityReport(certificate, 'pinned', true)),
		...checks.map(({ certificate, fault }) => authorityReport(certificate, 'kept', fault === undefined)),
	];
	const report: AuthoritiesReport = {
		schemaVersion: 1,
		folder: folder === undefined ? null : cleanText(folder),
		authorities,
		missing: published.filter(
			({ generation }) =>
				!authorities.some(
					(authority) =>
						authority.role === 'issuer' && authority.isVerified && authority.generation === generation,
				),
		),
		taken: [...done.taken],
		refused: [...done.refused],
		written: [...done.written],
	};
	if (json) {
		io.stdout(`${JSON.stringify(report, undefined, 2)}\n`);
	} else {
		io.stdout(`${reportLines(report, options.act.kind, texts).join('\n')}\n`);
	}
	const words = texts.commands.authorities;
	for (const { from, title, code } of done.refused) {
		io.stderr(`${words.refused(from, title, whyRefused(code, texts))}\n`);
	}
	return done.refused.length > 0 || options.signal.aborted ? EXIT_FAILED : EXIT_DONE;
}

async function perform(options: AuthoritiesOptions, store: IssuerStore | undefined): Promise<Done> {
	const { act } = options;
	switch (act.kind) {
		case 'list':
			return NOTHING;
		case 'fetch': {
			const { offered, refused } = await fetched(options);
			return take(offered, refused, options, store);
		}
		case 'import': {
			const { offered, refused } = await readFrom(act.files);
			return take(offered, refused, options, store);
		}
		case 'export':
			return exportTo(act.format, act.path, options, store);
	}
}

interface Found {
	readonly offered: readonly Offered[];
	readonly refused: readonly Refused[];
}

/** From where Kamu SM publishes them: plain HTTP, so that they count only by the roots. */
async function fetched({ proxy, signal, published = SEAL_ISSUERS }: AuthoritiesOptions): Promise<Found> {
	const { createDocumentFetcher } = await import('#api');
	const fetcher = createDocumentFetcher({ proxy });
	const offered: Offered[] = [];
	const refused: Refused[] = [];
	for (const { address } of published) {
		const answer = await fetcher.fetch({ address, maxBytes: MAX_CERTIFICATE_BYTES }, signal);
		const file = answer.ok ? readCertificateFile(Buffer.concat(answer.chunks)) : undefined;
		const certificates =
			file?.ok === true ? file.entries.flatMap((entry) => (entry.ok ? [entry.certificate] : [])) : [];
		if (certificates.length > 0) {
			offered.push({ from: address, certificates });
		} else {
			refused.push({ from: address, title: null, code: answer.ok ? 'no-certificate' : answer.code });
		}
	}
	return { offered, refused };
}

async function readFrom(files: readonly string[]): Promise<Found> {
	const offered: Offered[] = [];
	const refused: Refused[] = [];
	for (const path of files) {
		const { shown, error, certificates, unreadable } = await readCertificateSource(path);
		offered.push({ from: shown, certificates });
		refused.push(
			...(error === undefined ? [] : [{ from: shown, title: null, code: error }]),
			...unreadable.map(({ reason }) => ({ from: shown, title: null, code: reason })),
		);
	}
	return { offered, refused };
}

/** Keeps what a pinned root vouches for, and names the rest; a root of the program needs no keeping. */
async function take(
	offered: readonly Offered[],
	refused: readonly Refused[],
	{ roots = pinnedRoots(), now }: AuthoritiesOptions,
	store: IssuerStore | undefined,
): Promise<Done> {
	const kept = (await store?.load()) ?? [];
	const all = offered.flatMap(({ certificates }) => certificates);
	const taken: string[] = [];
	const named: Refused[] = [...refused];
	for (const { from, certificates } of offered) {
		for (const { certificate, fault } of await checkAuthorities(certificates, {
			kept: [...all, ...kept],
			roots,
			at: now,
		})) {
			const isRoot = roots.some(({ fingerprint }) => fingerprint === certificate.fingerprint);
			if (fault !== undefined) {
				named.push({ from, title: certificate.title, code: fault });
			} else if (isRoot || (await store?.save([certificate])) === true) {
				taken.push(certificate.fingerprint);
			} else {
				named.push({ from, title: certificate.title, code: 'not-kept' });
			}
		}
	}
	return { taken, refused: named, written: [] };
}

/** Roots first; no file that exists is written over. */
async function exportTo(
	format: ExportFormat,
	path: string,
	{ roots = pinnedRoots(), now }: AuthoritiesOptions,
	store: IssuerStore | undefined,
): Promise<Done> {
	const kept = (await store?.load()) ?? [];
	const checks = await checkAuthorities(kept, { kept, roots, at: now });
	const all = [
		...roots,
		...checks.filter(({ fault }) => fault === undefined).map(({ certificate }) => certificate),
	];
	const files =
		format === 'pem'
			? [{ path, content: all.map(({ der }) => pemOf(der)).join('') }]
			: all.map((certificate) => ({
					path: join(path, `${exportName(certificate, roots)}.crt`),
					content: pemOf(certificate.der),
				}));
	if (format === 'ca-certificates') {
		try {
			await mkdir(path, { recursive: true });
		} catch {
			return { ...NOTHING, refused: [{ from: cleanText(path), title: null, code: 'not-writable' }] };
		}
	}
	const written: string[] = [];
	const refused: Refused[] = [];
	for (const file of files) {
		const outcome = await writeNewFile(file.path, Buffer.from(file.content));
		if (outcome.kind === 'written') {
			// Certificates are public, and other users' programs read them.
			await chmod(file.path, 0o644);
			written.push(cleanText(file.path));
		} else {
			refused.push({ from: cleanText(file.path), title: null, code: outcome.reason });
		}
	}
	return { taken: [], refused, written };
}

/** Only what every file system and every key store takes as a name. */
function exportName(certificate: SealCertificate, roots: readonly SealCertificate[]): string {
	const isRoot = roots.some(({ fingerprint }) => fingerprint === certificate.fingerprint);
	const { generation } = certificateDetails(certificate);
	const name = `kamusm-${isRoot ? 'kurumsal-kok' : 'mali-muhur'}`;
	return `${name}${generation === undefined ? '' : `-s${generation}`}-${certificate.fingerprint.slice(0, 8)}`;
}

function authorityReport(
	certificate: SealCertificate,
	source: 'pinned' | 'kept',
	isVerified: boolean,
): AuthoritiesReport['authorities'][number] {
	return {
		role: source === 'pinned' ? 'root' : 'issuer',
		source,
		isVerified,
		title: certificate.title,
		generation: certificateDetails(certificate).generation ?? null,
		notBefore: new Date(certificate.notBefore).toISOString(),
		notAfter: new Date(certificate.notAfter).toISOString(),
		key: certificate.key,
		fingerprint: certificate.fingerprint,
	};
}

function reportLines(
	report: AuthoritiesReport,
	act: AuthoritiesAct['kind'],
	texts: Texts,
): readonly string[] {
	const { labels, chain } = texts.certificate;
	const words = texts.commands.authorities;
	if (act === 'export') {
		return report.written.map((path) => words.written(path));
	}
	const rows = report.authorities.flatMap((authority, index): readonly Row[] => [
		...(index === 0 ? [] : [undefined]),
		[labels.kind, `${words.roles[authority.role]} (${chain.sources[authority.source]})`],
		[labels.title, authority.title],
		[labels.ends, `${dayText(authority.notAfter)}${authority.isVerified ? '' : `, ${words.notVerified}`}`],
		[labels.key, keyName(authority.key)],
		[labels.fingerprint, authority.fingerprint],
	]);
	return [
		...aligned(rows),
		...(report.missing.length === 0
			? []
			: ['', words.missing(report.missing.map(({ generation }) => generation).join(', '))]),
		...(report.taken.length === 0 ? [] : ['', words.taken(report.taken.length)]),
	];
}

function whyRefused(code: string, texts: Texts): string {
	const { refusals } = texts.commands.authorities;
	const { failures, unreadable } = texts.certificate;
	const words: Readonly<Record<string, string>> = { ...failures, ...unreadable, ...refusals };
	return words[code] ?? code;
}
