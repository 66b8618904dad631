import { randomBytes } from 'node:crypto';
import type { ProxyRoute } from '#api';
import type { Timer } from '#card';
import {
	type Assessment,
	assessCertificate,
	certificateDetails,
	type DocumentFetcher,
	type RevocationVerdict,
	type SealCertificate,
} from '#certificate';
import type { Texts } from '#i18n';
import { createIssuerStore } from '#ports';
import {
	isRevokedForGood,
	isSeenRevoked,
	type RegisteredSeal,
	type SealRegister,
	type SeenRevocation,
} from '#register';
import { atMost } from '../at-most.ts';
import type { CommandIo } from '../command-io.ts';
import { EXIT_DONE, EXIT_FAILED } from '../exit-codes.ts';
import { momentText } from '../turkish-time.ts';
import type { WatchEvent } from '../watch-report.ts';

export interface RevocationWatchOptions {
	readonly json: boolean;
	readonly texts: Texts;
	readonly io: CommandIo;
	/** Ends the command. */
	readonly signal: AbortSignal;
	/** Milliseconds since 1970 UTC. */
	readonly now: () => number;
	readonly timer: Timer;
	/** Where issuers are kept that were fetched or imported; undefined: nowhere. */
	readonly issuerFolder?: string | undefined;
	readonly proxy?: ProxyRoute | undefined;
	/** Default: those that are pinned in the program. */
	readonly roots?: readonly SealCertificate[] | undefined;
}

/** Revocation lists of Kamu SM are made anew every seven days, OCSP answers at once; an hour is between a caller's patience and both. */
export const ASK_EVERY_MS = 3_600_000;
const MOST_AT_ONCE = 8;

type Asked = Extract<WatchEvent, { readonly event: 'revocation-asked' }>;
type Answer = Asked['ocsp'];

/**
 * Asks OCSP and the list about every seal that the register has as lost, at once and then every hour, until each of its
 * certificates was seen revoked; what is seen is written into the register with its time.
 *
 * Gives the exit code: done where all were seen or the command was ended, failed where there is nothing to wait for.
 */
export async function watchRevocation(
	register: SealRegister,
	options: RevocationWatchOptions,
): Promise<number> {
	const { texts, io, json, signal, timer } = options;
	const words = texts.commands.seals.watching;
	let waiting = await awaited(register);
	if (waiting.length === 0) {
		io.stderr(`${words.nothing}\n`);
		return EXIT_FAILED;
	}
	io.stderr(`${words.begins(waiting.length, ASK_EVERY_MS / 60_000)}\n`);
	while (!signal.aborted) {
		await askRound(register, waiting, options);
		waiting = await awaited(register);
		if (waiting.length === 0) {
			if (!json) {
				io.stdout(`${words.allSeen}\n`);
			}
			return EXIT_DONE;
		}
		await passed(timer, ASK_EVERY_MS, signal);
	}
	return EXIT_DONE;
}

async function awaited(register: SealRegister): Promise<readonly RegisteredSeal[]> {
	const seals = await register.read(await register.ids());
	return seals.filter((seal) => seal.lostAt !== null && !isSeenRevoked(seal));
}

/** Settles when so much time has passed, or the command is ended. */
async function passed(timer: Timer, ms: number, signal: AbortSignal): Promise<void> {
	const { promise, resolve } = Promise.withResolvers<void>();
	const cancel = timer.after(ms, resolve);
	const end = (): void => resolve();
	signal.addEventListener('abort', end, { once: true });
	if (signal.aborted) {
		resolve();
	}
	await promise;
	cancel();
	// The hours of a long wait would leave a listener each.
	signal.removeEventListener('abort', end);
}

async function askRound(
	register: SealRegister,
	seals: readonly RegisteredSeal[],
	options: RevocationWatchOptions,
): Promise<void> {
	const questions = (
		await Promise.all(
			seals.map(async (seal) => {
				const known = await register.certificatesOf(seal);
				return seal.certificates.flatMap((facts, index) =>
					isRevokedForGood(facts.revoked) ? [] : [{ seal, facts, certificate: known[index] }],
				);
			}),
		)
	).flat();
	const askBoth = await askBothWith(options);
	await atMost(MOST_AT_ONCE, questions, async ({ seal, facts, certificate }) => {
		const at = options.now();
		const answers = certificate === undefined ? undefined : await askBoth(certificate, at);
		if (options.signal.aborted) {
			return;
		}
		const revoked = answers?.find((verdict) => verdict.kind === 'revoked');
		const told = {
			schemaVersion: 1,
			at: new Date(at).toISOString(),
			holder: seal.holderNumber,
			title: seal.title,
			use: facts.use,
			serialNumber: facts.serialNumber,
		} as const;
		const [ocsp, list] = answers ?? [undefined, undefined];
		tell({ event: 'revocation-asked', ...told, ocsp: answerOf(ocsp), list: answerOf(list) }, options);
		if (revoked?.kind === 'revoked') {
			const seen: SeenRevocation = {
				seenAt: options.now(),
				since: revoked.since,
				reason: revoked.reason,
				source: revoked.evidence.source,
			};
			await register.change(seal.id, (known) => ({
				...known,
				certificates: known.certificates.map((one) =>
					one.fingerprint === facts.fingerprint ? { ...one, revoked: seen } : one,
				),
			}));
			if (isRevokedForGood(seen)) {
				const { since, source, seenAt, reason } = seen;
				tell(
					{
						event: 'revocation-seen',
						...told,
						reason,
						source,
						since: new Date(since).toISOString(),
						seenAt: new Date(seenAt).toISOString(),
					},
					options,
				);
			}
		}
	});
}

/** Of a certificate what OCSP says, and what the list says: a list may show what a responder does not yet, and the other way round. */
type AskBoth = (
	certificate: SealCertificate,
	at: number,
) => Promise<readonly [ocsp: RevocationVerdict, list: RevocationVerdict]>;

async function askBothWith({ proxy, issuerFolder, roots, signal }: RevocationWatchOptions): Promise<AskBoth> {
	const { createDocumentFetcher } = await import('#api');
	const fetcher = createDocumentFetcher({ proxy });
	const kept = issuerFolder === undefined ? undefined : await createIssuerStore(issuerFolder).load();
	return async (certificate, at) => {
		// Without a store: what was true an hour ago is no answer here.
		const ask = async (only: 'ocsp' | 'crl'): Promise<Assessment> =>
			assessCertificate({
				...{ certificate, given: [], kept, at, roots, signal },
				sources: {
					fetcher: onlyOf(fetcher, only, certificate),
					store: undefined,
					crlFiles: [],
					random: randomBytes,
				},
			});
		const [ocsp, list] = await Promise.all([ask('ocsp'), ask('crl')]);
		return [ocsp.revocation, list.revocation];
	};
}

/** Lets one of the two sources of this certificate through; whatever else the chain needs is fetched. */
function onlyOf(
	fetcher: DocumentFetcher,
	only: 'ocsp' | 'crl',
	certificate: SealCertificate,
): DocumentFetcher {
	const { addresses } = certificateDetails(certificate);
	const closed = new Set(only === 'ocsp' ? addresses.crl : addresses.ocsp);
	return {
		fetch: (request, signal) =>
			closed.has(request.address)
				? Promise.resolve({ ok: false, code: 'offline' })
				: fetcher.fetch(request, signal),
	};
}

function answerOf(verdict: RevocationVerdict | undefined): Answer {
	switch (verdict?.kind) {
		case 'good':
			return 'good';
		case 'revoked':
			return verdict.reason === 'certificateHold' ? 'suspended' : 'revoked';
		case 'unknown':
			return 'unknown';
		default:
			return 'not-asked';
	}
}

type RevocationEvent = Extract<WatchEvent, { readonly event: 'revocation-asked' | 'revocation-seen' }>;

function tell(event: RevocationEvent, { json, texts, io }: RevocationWatchOptions): void {
	if (json) {
		io.stdout(`${JSON.stringify(event)}\n`);
		return;
	}
	const words = texts.commands.seals.watching;
	const what = `${event.holder ?? texts.commands.seals.withoutNumber} ${words.uses[event.use ?? 'other']} ${event.serialNumber}`;
	const sentence =
		event.event === 'revocation-asked'
			? words.asked(what, words.answers[event.ocsp], words.answers[event.list])
			: words.seen(what, momentText(event.since), momentText(event.seenAt));
	io.stdout(`${momentText(event.at)}  ${sentence}\n`);
}
