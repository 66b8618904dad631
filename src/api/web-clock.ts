import type { FetchFailure } from '#certificate';
import { answerHead } from './answer-stream.ts';
import { ask, askable, type Way } from './document-fetcher.ts';
import type { ProxyRoute } from './proxy.ts';

/** What the clock of a web server shows beside this computer's. */
export type WebTime =
	| {
			readonly ok: true;
			/** Name of the server, as it stands in its address. */
			readonly host: string;
			/**
			 * The server's clock minus this computer's, in milliseconds, somewhere from `least` to `most`: `Date` has whole
			 * seconds, and the answer was under way for a time.
			 */
			readonly skew: { readonly least: number; readonly most: number };
	  }
	| { readonly ok: false; readonly host: string; readonly code: FetchFailure | 'no-date' };

export interface WebClockOptions {
	readonly proxy?: ProxyRoute | undefined;
	/** This computer's clock, milliseconds since 1970 UTC. Default: the system's. */
	readonly now?: (() => number) | undefined;
	readonly signal: AbortSignal;
}

/** A clock is asked beside other questions: nobody waits for it longer than for a card. */
const LIMITS: Way['limits'] = { connectMs: 4_000, responseMs: 4_000, totalMs: 8_000 };
const SECOND_MS = 1_000;
/** A cache that says more than a day is not believed. */
const MAX_AGE_SECONDS = 86_400;
/** RFC 9110, IMF-fixdate: the one form that servers send. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Asks a web server for its time: HEAD, and the header `Date` of whatever it answers (RFC 9110, section 6.6.1), redirects and
 * refusals among it. `Age` of a cache on the way is added (RFC 9111). Nobody vouches for the answer: it is good for a doubt
 * about this computer's clock, never for setting it.
 */
export async function askWebTime(
	address: string,
	{ proxy, now = () => Date.now(), signal }: WebClockOptions,
): Promise<WebTime> {
	const url = askable(address);
	if (url === undefined) {
		return { ok: false, host: address.slice(0, 100), code: 'bad-address' };
	}
	const { host } = url;
	const sentAt = now();
	const told = await ask(url, { method: 'HEAD' }, { proxy, limits: LIMITS }, signal, async (stream) => {
		const { headers } = await answerHead(stream);
		return { ok: true, shown: shownTime(headers['date'], headers['age']), receivedAt: now() } as const;
	});
	if (!told.ok) {
		return { ok: false, host, code: told.code };
	}
	const { shown, receivedAt } = told;
	return shown === undefined
		? { ok: false, host, code: 'no-date' }
		: { ok: true, host, skew: { least: shown - receivedAt, most: shown + SECOND_MS - sentAt } };
}

/** Milliseconds since 1970 UTC. */
function shownTime(date: unknown, age: unknown): number | undefined {
	if (typeof date !== 'string' || !HTTP_DATE.test(date)) {
		return undefined;
	}
	const at = Date.parse(date);
	const seconds = typeof age === 'string' && /^\d{1,10}$/.test(age) ? Number(age) : 0;
	return Number.isNaN(at) || seconds > MAX_AGE_SECONDS ? undefined : at + seconds * SECOND_MS;
}
