import type { Operation } from '#contract';
import type { BegunChange, ChangeJournal, ChangeSubject, OpenIntent } from './change-journal.ts';
import { contentOf } from './change-request.ts';
import type { JournalFailure } from './journal-failure.ts';
import type { Change, PortalClient, PortalFacts, PortalProblem, PortalResult } from './portal-client.ts';

/** What became of a change, as far as it can be known. */
export type ChangeOutcome =
	| { readonly kind: 'done'; readonly operation: Operation }
	/** The portal decided against it; nothing was changed. */
	| { readonly kind: 'refused'; readonly problem: PortalProblem }
	/** It never reached the portal, and never will; nothing was changed. */
	| { readonly kind: 'not-sent'; readonly problem: PortalProblem }
	/** Sent, and nobody knows yet. It is asked about again before the same is offered again. */
	| UncertainOutcome
	/** The journal cannot be written, so nothing was sent. */
	| { readonly kind: 'blocked'; readonly failure: JournalFailure }
	/** The same is being done at this moment, by this program or another one; nothing was sent. */
	| { readonly kind: 'under-way' }
	/**
	 * A change of the same thing had been sent before and nobody knew what became of it: now it is known, and nothing
	 * was sent. `isSame`: it wanted the same as this one; false also where that cannot be told any more.
	 */
	| {
			readonly kind: 'former';
			readonly outcome: SettledOutcome;
			readonly isSame: boolean;
			/** When the former one was begun, milliseconds since 1970 UTC. */
			readonly begunAt: number;
	  };

export interface UncertainOutcome {
	readonly kind: 'uncertain';
	readonly key: string;
	/** `other-portal`: asking this one again is of no use; a person closes the change by hand (`audit settle`). */
	readonly problem: PortalProblem;
	/**
	 * Set where it is a change from before that stands in the way, so that nothing was sent now: when it was begun,
	 * milliseconds since 1970 UTC.
	 */
	readonly formerAt?: number | undefined;
}

export type SettledOutcome = Extract<ChangeOutcome, { readonly kind: 'done' | 'refused' | 'not-sent' }>;

/** An intent of an earlier run that was asked about. */
export interface AskedIntent {
	readonly intent: OpenIntent;
	readonly outcome: SettledOutcome | UncertainOutcome;
}

export interface ChangeCallOptions {
	/** Gives up waiting, never the change itself: where its outcome is not known then, it is uncertain. */
	readonly signal?: AbortSignal | undefined;
	/** The answer was lost, or a question after it brought none: the portal is asked, again after what it asked to wait. */
	readonly onAsking?: ((problem: PortalProblem) => void) | undefined;
}

export interface ChangeDeskOptions {
	readonly client: PortalClient;
	readonly journal: ChangeJournal;
	readonly clock: ChangeClock;
	/** A new key for every change; at least 128 bits that nobody can guess. */
	readonly newKey: () => string;
	/** True of a sandbox that begins anew with every run: what an earlier one did is gone with it. Default: false. */
	readonly isMadeAnew?: boolean;
}

export interface ChangeClock {
	/** Calls once after `delayMs`; the returned function takes it back. */
	after(delayMs: number, call: () => void): () => void;
}

/** Changes at the portal, each at most once, whatever happens to the line or to this process. */
export interface ChangeDesk {
	/**
	 * Intent on the disk, sent once, answer, outcome on the disk. After a lost answer the portal is asked until it
	 * tells; a change that it has not seen is withdrawn first, so that it cannot arrive later.
	 */
	perform(change: Change, holderNumber: string, options?: ChangeCallOptions): Promise<ChangeOutcome>;
	/**
	 * Asks, once, about every change that has no outcome and that no other desk is about; to be called before changes
	 * are offered. One that was sent to another portal is told as uncertain.
	 */
	settleOpen(signal?: AbortSignal): Promise<PortalResult<readonly AskedIntent[]> | JournalProblem>;
}

/** The journal cannot be read. */
export interface JournalProblem {
	readonly ok: false;
	readonly problem: { readonly code: 'journal'; readonly failure: JournalFailure };
}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;
/** A portal that asks to wait longer does not keep the screen of a change for it. */
const LONGEST_HELD_MS = 60_000;

export function createChangeDesk(options: ChangeDeskOptions): ChangeDesk {
	return new JournalledChangeDesk(options);
}

class JournalledChangeDesk implements ChangeDesk {
	readonly #options: ChangeDeskOptions;

	constructor(options: ChangeDeskOptions) {
		this.#options = options;
	}

	async perform(
		change: Change,
		holderNumber: string,
		options: ChangeCallOptions = {},
	): Promise<ChangeOutcome> {
		const { client, journal, newKey } = this.#options;
		const service = await client.service(options.signal);
		if (!service.ok) {
			return { kind: 'not-sent', problem: service.problem };
		}
		if (options.signal?.aborted) {
			return { kind: 'not-sent', problem: { code: 'cancelled', detail: 'given up by the caller' } };
		}
		const { instanceId } = service.value;
		const { kind } = change;
		const begun = await journal.begin({
			key: newKey(),
			kind,
			instanceId,
			holderNumber,
			subject: subjectOf(change),
			content: contentOf(change),
		});
		if (!begun.ok) {
			return { kind: 'blocked', failure: begun.failure };
		}
		if (begun.value.kind === 'under-way') {
			return { kind: 'under-way' };
		}
		const { claim } = begun.value;
		try {
			if (begun.value.kind === 'begun') {
				return await this.#send(change, claim.intent, options);
			}
			if (claim.intent.instanceId !== instanceId && this.#options.isMadeAnew === true) {
				await this.#closeOfGonePortal(claim.intent);
			} else {
				return asFormer(await this.#settleFormer(claim.intent, instanceId, options), begun.value);
			}
		} finally {
			claim.release();
		}
		return this.perform(change, holderNumber, options);
	}

	async settleOpen(signal?: AbortSignal): Promise<PortalResult<readonly AskedIntent[]> | JournalProblem> {
		const { client, journal } = this.#options;
		const open = await journal.openIntents();
		if (!open.ok) {
			return { ok: false, problem: { code: 'journal', failure: open.failure } };
		}
		if (open.value.length === 0) {
			return { ok: true, value: [] };
		}
		const service = await client.service(signal);
		if (!service.ok) {
			return service;
		}
		const asked: AskedIntent[] = [];
		for (const { key } of open.value) {
			const claim = await journal.claim(key);
			if (!claim.ok) {
				return { ok: false, problem: { code: 'journal', failure: claim.failure } };
			}
			if (claim.value === undefined) {
				continue;
			}
			const { intent } = claim.value;
			try {
				if (intent.instanceId === service.value.instanceId) {
					asked.push({ intent, outcome: await this.#settleOnce(intent, signal) });
				} else if (this.#options.isMadeAnew === true) {
					await this.#closeOfGonePortal(intent);
				} else {
					asked.push({ intent, outcome: ofOtherPortal(intent.key) });
				}
			} finally {
				claim.value.release();
			}
		}
		return { ok: true, value: asked };
	}

	/** It is asked until it tells; another portal than it was sent to is not asked at all. */
	async #settleFormer(
		intent: OpenIntent,
		instanceId: string,
		options: ChangeCallOptions,
	): Promise<AskedIntent['outcome']> {
		return intent.instanceId === instanceId
			? this.#settleByAsking(intent, options)
			: ofOtherPortal(intent.key);
	}

	async #closeOfGonePortal({ key }: OpenIntent): Promise<void> {
		await this.#options.journal.settle({ key, outcome: 'not-known', by: 'portal-gone', problem: undefined });
	}

	async #send(change: Change, intent: OpenIntent, options: ChangeCallOptions): Promise<ChangeOutcome> {
		const answer = await this.#options.client.sendChange(change, intent.key, options.signal);
		if (answer.kind === 'lost') {
			return this.#settleByAsking(intent, options, answer.problem);
		}
		await this.#writeDown(intent.key, answer, 'answer');
		return answer;
	}

	/** Asks until the portal tells, or the caller gives up. */
	async #settleByAsking(
		intent: OpenIntent,
		{ signal, onAsking }: ChangeCallOptions,
		lostBy: PortalProblem = { code: 'unreachable', detail: 'not asked yet' },
	): Promise<AskedIntent['outcome']> {
		let problem = lostBy;
		for (let delayMs = 0; ; delayMs = Math.min(Math.max(delayMs * 2, FIRST_DELAY_MS), LONGEST_DELAY_MS)) {
			onAsking?.(problem);
			const askedMs = (problem.retryAfterSeconds ?? 0) * 1000;
			if (askedMs > LONGEST_HELD_MS) {
				// Whoever waits for the change is let go; it is asked about again later.
				return { kind: 'uncertain', key: intent.key, problem };
			}
			const waitMs = Math.max(delayMs, askedMs);
			if (!(await this.#wait(waitMs, signal))) {
				return { kind: 'uncertain', key: intent.key, problem };
			}
			const told = await this.#ask(intent, signal);
			if (told.kind !== 'unknown') {
				await this.#writeDown(intent.key, told, 'question');
				return told;
			}
			if (told.problem.code === OTHER_PORTAL.code) {
				return ofOtherPortal(intent.key);
			}
			problem = told.problem;
		}
	}

	async #settleOnce(intent: OpenIntent, signal: AbortSignal | undefined): Promise<AskedIntent['outcome']> {
		const told = await this.#ask(intent, signal);
		if (told.kind === 'unknown') {
			return { kind: 'uncertain', key: intent.key, problem: told.problem };
		}
		await this.#writeDown(intent.key, told, 'question');
		return told;
	}

	/** One question, and the withdrawal of what the portal has not seen. */
	async #ask(
		{ key, kind, instanceId }: SentChange,
		signal: AbortSignal | undefined,
	): Promise<SettledOutcome | StillUnknown> {
		const { client } = this.#options;
		// Another portal, or one that lost its memory, has not seen the change either, and must not be believed.
		const service: PortalResult<PortalFacts> = await client.service(signal);
		if (!service.ok) {
			return { kind: 'unknown', problem: service.problem };
		}
		if (service.value.instanceId !== instanceId) {
			return { kind: 'unknown', problem: OTHER_PORTAL };
		}
		const asked = await client.operation({ key, kind }, signal);
		if (asked.ok) {
			return outcomeOf(asked.value);
		}
		if (asked.problem.code !== 'operation-unknown') {
			return { kind: 'unknown', problem: asked.problem };
		}
		const withdrawn = await client.withdrawOperation({ key, kind }, signal);
		return withdrawn.ok ? outcomeOf(withdrawn.value) : { kind: 'unknown', problem: withdrawn.problem };
	}

	/** Where it cannot be written the outcome stands all the same: the intent stays open and is asked about again. */
	async #writeDown(key: string, outcome: SettledOutcome, by: 'answer' | 'question'): Promise<void> {
		const problem = outcome.kind === 'done' ? undefined : outcome.problem.code;
		await this.#options.journal.settle({ key, outcome: outcome.kind, by, problem });
	}

	/** False where the caller gave up first. */
	async #wait(delayMs: number, signal: AbortSignal | undefined): Promise<boolean> {
		if (signal?.aborted) {
			return false;
		}
		if (delayMs === 0) {
			return true;
		}
		const over = Promise.withResolvers<boolean>();
		const takeBack = this.#options.clock.after(delayMs, () => over.resolve(true));
		const giveUp = (): void => over.resolve(false);
		signal?.addEventListener('abort', giveUp, { once: true });
		try {
			return await over.promise;
		} finally {
			takeBack();
			signal?.removeEventListener('abort', giveUp);
		}
	}
}

/** A change as the journal holds it before it is sent. */
type SentChange = Pick<OpenIntent, 'key' | 'kind' | 'instanceId'>;

interface StillUnknown {
	readonly kind: 'unknown';
	readonly problem: PortalProblem;
}

function outcomeOf(operation: Operation): SettledOutcome | StillUnknown {
	switch (operation.state) {
		case 'done':
			return { kind: 'done', operation };
		case 'refused':
			return { kind: 'refused', problem: { code: operation.problem ?? 'request-invalid' } };
		case 'withdrawn':
			return { kind: 'not-sent', problem: { code: 'operation-withdrawn' } };
		case 'in-progress':
			return {
				kind: 'unknown',
				problem: { code: 'timeout', detail: 'the portal is deciding' },
			};
	}
}

const OTHER_PORTAL: PortalProblem = { code: 'other-portal' };

function ofOtherPortal(key: string): UncertainOutcome {
	return { kind: 'uncertain', key, problem: OTHER_PORTAL };
}

function asFormer(
	outcome: AskedIntent['outcome'],
	{ claim, isSame }: Extract<BegunChange, { readonly kind: 'former' }>,
): ChangeOutcome {
	const { at } = claim.intent;
	return outcome.kind === 'uncertain'
		? { ...outcome, formerAt: at }
		: { kind: 'former', outcome, isSame, begunAt: at };
}

function subjectOf(change: Change): ChangeSubject {
	switch (change.kind) {
		case 'activate':
		case 'revoke':
			return { of: 'certificate', serialNumber: change.serialNumber };
		case 'delete-pins':
		case 'start-unlock':
			return { of: 'card', cardSerial: change.cardSerial };
		case 'report-unlock':
			return { of: 'unlock', unlockId: change.unlockId };
		case 'update-details':
		case 'change-phone':
		case 'change-security-word':
		case 'reset-security-word':
			return { of: 'account' };
	}
}
