import type { ExchangeAnswer, ExchangeFailure, ExchangeRequest } from '#api';
import type { PortalCertificate, PortalOperation } from '#contract';
import type { Texts } from '#i18n';
import type { SecretText } from '#text';

export type CheckId = keyof Texts['commands']['portalCheck']['what'];
/** Why a check was not tried. */
export type SkipReason = keyof Texts['commands']['portalCheck']['reasons'];

/** What `--change` allows at a test portal. */
export const CHANGE_ACTS = [
	'details',
	'phone',
	'word',
	'unlock',
	'activate',
	'delete-pins',
	'revoke',
] as const;
export type ChangeAct = (typeof CHANGE_ACTS)[number];

/** One request as a check wants it sent. */
export interface CheckRequest {
	readonly method: ExchangeRequest['method'];
	/** From `/v1/` on. */
	readonly path: string;
	/** Sent as JSON. */
	readonly body?: unknown;
	/** Sent as it is, in place of `body`. */
	readonly text?: string;
	readonly bearer?: string;
	readonly key?: string;
	readonly entityTag?: string;
	/** In place of the program's own. */
	readonly headers?: Readonly<Record<string, string>>;
}

export type CheckAnswer = ExchangeAnswer | ExchangeFailure;
export type Ask = (request: CheckRequest) => Promise<CheckAnswer>;

/** What a check saw. `seen`: own words, numbers and names of the contract; never a text of the portal. */
export type Seen = { readonly isExpected: boolean; readonly seen: string } | { readonly skipped: SkipReason };

/** What a person at a terminal is asked for. */
export type Question = keyof Texts['commands']['portalCheck']['questions'];

/** Whoever has the account. */
export interface Person {
	/** What was typed; undefined where nothing will be. */
	type(question: Question): Promise<SecretText | undefined>;
	/** A PNG image. */
	showPicture(png: Uint8Array): Promise<void>;
	tell(text: string): void;
	/** Until the portal may be asked again. */
	wait(seconds: number): Promise<void>;
}

/** What the walk found so far; later checks build on it. */
export interface Found {
	holderNumber?: string;
	/** Of the login that is under way. */
	loginId?: string;
	code?: SecretText;
	/** How the session began: sent again, it has to give the same session. */
	opening?: CheckRequest;
	sessionToken?: string;
	certificates?: readonly PortalCertificate[];
	details?: { readonly address: string; readonly authorisedPerson: string };
	entityTag?: string;
	/** Of cards whose PIN is given out. */
	cardsWithPin?: readonly string[];
	/** A key that was spent by a refusal. */
	refusedKey?: string;
}

/** One run of the command. */
export interface Walk {
	readonly ask: Ask;
	/** What `GET /v1/service` lists. */
	readonly operations: readonly string[];
	/** What the portal says of itself. */
	readonly isTestPortal: boolean;
	/** Undefined: nobody logs in. */
	readonly person: Person | undefined;
	readonly changes: ReadonlySet<ChangeAct>;
	/** Milliseconds since 1970 UTC. */
	readonly now: () => number;
	readonly words: Texts['commands']['portalCheck'];
	readonly found: Found;
}

/** What a portal has to do, and whether it does. */
export interface PortalCheck {
	readonly id: CheckId;
	readonly request: string;
	readonly expected: string;
	/** Heading in docs/portal-builders.md. */
	readonly section: string;
	/** Undefined: it is tried. */
	skip?(walk: Walk): SkipReason | undefined;
	look(walk: Walk): Promise<Seen>;
}

/** For `skip`: the first reason that holds. */
export function unlessOffered(...operations: readonly PortalOperation[]) {
	return (walk: Walk): SkipReason | undefined =>
		operations.some((one) => walk.operations.includes(one)) ? undefined : 'not-offered';
}
