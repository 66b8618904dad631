import type { SessionOpened } from '#contract';
import type { SandboxClock } from '../phone/index.ts';
import type { RandomSource } from '../random.ts';
import { ExpiringStore } from './expiring-store.ts';
import { type Outcome, refused } from './outcome.ts';
import { newToken } from './portal-token.ts';
import type { PortalRules } from './rules.ts';
import type { HolderRecord } from './store.ts';

/** How long the portal can tell a session that it was replaced. */
const REPLACED_KNOWN_SECONDS = 3600;

/** Open sessions, by the bearer token that their holder sends: one for each holder. */
export class Sessions {
	readonly #idleSeconds: number;
	readonly #tokens: RandomSource;
	/** Holder number by token. */
	readonly #open: ExpiringStore<string>;
	/** Token by holder number. */
	readonly #current: ExpiringStore<string>;
	readonly #replaced: ExpiringStore<true>;

	constructor(rules: PortalRules, clock: SandboxClock, random: RandomSource) {
		this.#idleSeconds = rules.sessionIdleSeconds;
		this.#tokens = random.stream('session-token');
		this.#open = new ExpiringStore(clock);
		this.#current = new ExpiringStore(clock);
		this.#replaced = new ExpiringStore(clock);
	}

	/** Ends a former session of the same holder. */
	open({ title, holderNumber }: HolderRecord): SessionOpened {
		const former = this.#current.take(holderNumber);
		if (former !== undefined && this.#open.take(former) !== undefined) {
			this.#replaced.put(former, true, REPLACED_KNOWN_SECONDS);
		}
		const sessionToken = newToken(this.#tokens);
		this.#keep(sessionToken, holderNumber);
		return { sessionToken, holder: { title, holderNumber }, expiresInSeconds: this.#idleSeconds };
	}

	/** The holder number of a request's `Authorization` header; the session's idle time begins anew. */
	holderOf(authorization: string | undefined): Outcome<string> {
		const token = bearerToken(authorization);
		const holderNumber = this.#open.get(token);
		if (holderNumber === undefined) {
			return refused(this.#replaced.get(token) === true ? 'session-replaced' : 'session-expired');
		}
		this.#keep(token, holderNumber);
		return { ok: true, value: holderNumber };
	}

	close(authorization: string | undefined): Outcome<void> {
		const token = bearerToken(authorization);
		const holder = this.holderOf(authorization);
		if (!holder.ok) {
			return holder;
		}
		this.#open.take(token);
		this.#current.take(holder.value);
		return { ok: true, value: undefined };
	}

	#keep(token: string, holderNumber: string): void {
		this.#open.put(token, holderNumber, this.#idleSeconds);
		this.#current.put(holderNumber, token, this.#idleSeconds);
	}
}

/** Empty, and so no session's, where the header is missing or of another scheme. */
function bearerToken(authorization: string | undefined): string {
	return /^Bearer ([A-Za-z0-9._~-]{16,200})$/i.exec(authorization ?? '')?.[1] ?? '';
}
