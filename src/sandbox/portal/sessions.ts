import type { SessionOpened } from '#contract';
import type { SandboxClock } from '../phone/index.ts';
import type { RandomSource } from '../random.ts';
import type { PortalAccount } from './account.ts';
import { ExpiringStore } from './expiring-store.ts';
import { type Outcome, refused } from './outcome.ts';
import { newToken } from './portal-token.ts';
import type { PortalRules } from './rules.ts';

/** Open sessions, by the bearer token that their holder sends. */
export class Sessions {
	readonly #idleSeconds: number;
	readonly #tokens: RandomSource;
	readonly #open: ExpiringStore<PortalAccount>;

	constructor(rules: PortalRules, clock: SandboxClock, random: RandomSource) {
		this.#idleSeconds = rules.sessionIdleSeconds;
		this.#tokens = random.stream('session-token');
		this.#open = new ExpiringStore(clock);
	}

	open(account: PortalAccount): SessionOpened {
		const sessionToken = newToken(this.#tokens);
		this.#open.put(sessionToken, account, this.#idleSeconds);
		const { title, holderNumber } = account.holder;
		return { sessionToken, holder: { title, holderNumber }, expiresInSeconds: this.#idleSeconds };
	}

	/** The account of a request's `Authorization` header; the session's idle time begins anew. */
	accountOf(authorization: string | undefined): Outcome<PortalAccount> {
		const token = bearerToken(authorization);
		const account = this.#open.get(token);
		if (account === undefined) {
			return refused('session-expired');
		}
		this.#open.put(token, account, this.#idleSeconds);
		return { ok: true, value: account };
	}

	close(authorization: string | undefined): Outcome<void> {
		const account = this.#open.take(bearerToken(authorization));
		return account === undefined ? refused('session-expired') : { ok: true, value: undefined };
	}
}

/** Empty, and so no session's, where the header is missing or of another scheme. */
function bearerToken(authorization: string | undefined): string {
	return /^Bearer ([A-Za-z0-9._~-]{16,200})$/i.exec(authorization ?? '')?.[1] ?? '';
}
