import type { ElsewhereLoginStarted, ElsewhereLoginState, SessionOpened } from '#contract';
import type { SandboxClock } from '../phone/index.ts';
import type { RandomSource } from '../random.ts';
import { ExpiringStore } from './expiring-store.ts';
import type { Outcome } from './outcome.ts';
import { newToken } from './portal-token.ts';
import type { PortalRules } from './rules.ts';
import type { Sessions } from './sessions.ts';
import type { HolderRecord } from './store.ts';

export interface ElsewhereDeskOptions {
	readonly rules: PortalRules;
	readonly clock: SandboxClock;
	/** Device codes. */
	readonly tokens: RandomSource;
	/** User codes. */
	readonly codes: RandomSource;
	readonly sessions: Sessions;
	/** Address of the other site, ending in `/`. */
	readonly site: () => string;
}

/** What became of a login request on the other site. */
type Standing =
	| { readonly kind: 'pending' }
	| { readonly kind: 'approved'; readonly holder: HolderRecord }
	| { readonly kind: 'denied' }
	| { readonly kind: 'opened'; readonly session: SessionOpened };

interface LoginAsked {
	readonly userCode: string;
	readonly standing: Standing;
	readonly intervalSeconds: number;
	/** Milliseconds since 1970 UTC; undefined before the first time. */
	readonly askedAt: number | undefined;
}

const SITE_NAME = 'Deneme kimlik sitesi';
/** Consonants: they spell no word, are one key each on a Turkish keyboard, and have no casing to go wrong (RFC 8628 section 6.1). */
const CODE_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
const CODE_GROUP = 4;
/** RFC 8628 section 3.5. */
const SLOW_DOWN_SECONDS = 5;
/** Two clocks never agree to the millisecond. */
const TOLERANCE_MS = 500;

/** The login at another site, between the portal that wants to know who it is and the site that finds out. */
export class ElsewhereDesk {
	readonly #options: ElsewhereDeskOptions;
	/** By device code. */
	readonly #asked: ExpiringStore<LoginAsked>;
	/** Device codes by the user code, while nothing was decided. */
	readonly #open: ExpiringStore<string>;

	constructor(options: ElsewhereDeskOptions) {
		this.#options = options;
		this.#asked = new ExpiringStore(options.clock);
		this.#open = new ExpiringStore(options.clock);
	}

	start(): Outcome<ElsewhereLoginStarted> {
		const { tokens, codes, rules, site } = this.#options;
		const { elsewhereLifetimeSeconds, elsewhereIntervalSeconds } = rules;
		const deviceCode = newToken(tokens);
		const userCode = `${codes.text(CODE_GROUP, CODE_LETTERS)}-${codes.text(CODE_GROUP, CODE_LETTERS)}`;
		const asked: LoginAsked = {
			userCode,
			standing: { kind: 'pending' },
			intervalSeconds: elsewhereIntervalSeconds,
			askedAt: undefined,
		};
		this.#asked.put(deviceCode, asked, elsewhereLifetimeSeconds);
		this.#open.put(userCode, deviceCode, elsewhereLifetimeSeconds);
		const verificationUri = site();
		return {
			ok: true,
			value: {
				deviceCode,
				userCode,
				verificationUri,
				verificationUriComplete: `${verificationUri}?user_code=${userCode}`,
				siteName: SITE_NAME,
				expiresInSeconds: elsewhereLifetimeSeconds,
				intervalSeconds: elsewhereIntervalSeconds,
			},
		};
	}

	/** Opens the session with the first question after the yes, and gives the same one to every later question. */
	poll(deviceCode: string): Outcome<ElsewhereLoginState> {
		const asked = this.#asked.get(deviceCode);
		return { ok: true, value: asked === undefined ? EXPIRED : this.#stateOf(deviceCode, asked) };
	}

	#stateOf(deviceCode: string, asked: LoginAsked): ElsewhereLoginState {
		const { standing } = asked;
		switch (standing.kind) {
			case 'pending':
				return this.#pending(deviceCode, asked);
			case 'denied':
				return { state: 'access-denied' };
			case 'opened':
				return { state: 'done', session: standing.session };
			case 'approved': {
				const session = this.#options.sessions.open(standing.holder);
				this.#asked.replace(deviceCode, { ...asked, standing: { kind: 'opened', session } });
				return { state: 'done', session };
			}
		}
	}

	#pending(deviceCode: string, asked: LoginAsked): ElsewhereLoginState {
		const now = this.#options.clock.now();
		const isTooSoon =
			asked.askedAt !== undefined && now - asked.askedAt < asked.intervalSeconds * 1000 - TOLERANCE_MS;
		const intervalSeconds = asked.intervalSeconds + (isTooSoon ? SLOW_DOWN_SECONDS : 0);
		this.#asked.replace(deviceCode, { ...asked, intervalSeconds, askedAt: now });
		return { state: isTooSoon ? 'slow-down' : 'authorization-pending', intervalSeconds };
	}

	/** Whether the code is one that can still be decided. */
	isOpen(userCode: string): boolean {
		return this.#open.get(userCode) !== undefined;
	}

	/** It is this holder; false where the code cannot be decided any more. */
	approve(userCode: string, holder: HolderRecord): boolean {
		return this.#decide(userCode, { kind: 'approved', holder });
	}

	/** The person does not want it; false where the code cannot be decided any more. */
	deny(userCode: string): boolean {
		return this.#decide(userCode, { kind: 'denied' });
	}

	#decide(userCode: string, standing: Standing): boolean {
		const deviceCode = this.#open.take(userCode);
		const asked = deviceCode === undefined ? undefined : this.#asked.get(deviceCode);
		if (deviceCode === undefined || asked === undefined) {
			return false;
		}
		this.#asked.replace(deviceCode, { ...asked, standing });
		return true;
	}
}

const EXPIRED: ElsewhereLoginState = { state: 'expired-token' };
