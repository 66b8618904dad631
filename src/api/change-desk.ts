import type { Operation } from '#contract';
import type { ChangeJournal, ChangeSubject, JournalFailure, OpenIntent } from './change-journal.ts';
import type { Change, PortalClient, PortalFacts, PortalProblem, PortalResult } from './portal-client.ts';

/** What became of a change, as far as it can be known. */
export type ChangeOutcome =
	| { readonly kind: 'done'; readonly operation: Operation }
	/** The portal decided against it; nothing was changed. */
	| { readonly kind: 'refused'; readonly problem: PortalProblem }
	/** It never reached the portal, and never will; nothing was changed. */
	| { readonly kind: 'not-sent'; readonly problem: PortalProblem }
	/** Sent, and nobody knows yet. It is asked about again before the same is offered again. */
	| { readonly kind: 'uncertain'; readonly key: string; readonly problem: PortalProblem }
	/** The journal cannot be written, so nothing was sent. */
	| { readonly kind: 'blocked'; readonly failure: JournalFailure }
	/** The same is being done by this program at this moment; nothing was sent. */
	| { readonly kind: 'under-way' }
	/** The same had been sent before and nobody knew what became of it: now it is known, and nothing was sent. */
	| { readonly kind: 'former'; readonly outcome: SettledOutcome };

export type SettledOutcome = Extract<ChangeOutcome, { readonly kind: 'done' | 'refused' | 'not-sent' }>;

/** An intent of an earlier run that was asked about. */
export interface AskedIntent {
	readonly intent: OpenIntent;
	readonly outcome: SettledOutcome | Extract<ChangeOutcome, { readonly kind: 'uncertain' }>;
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
	 * Asks, once, about every change of this portal that has no outcome; to be called before changes are offered.
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

export function createChangeDesk(options: ChangeDeskOptions): ChangeDesk {
	return new JournalledChangeDesk(options);
}

class JournalledChangeDesk implements ChangeDesk {
	readonly #options: ChangeDeskOptions;
	/** Scopes of changes that this desk is about. */
	readonly #underWay = new Set<string>();

	constructor(options: ChangeDeskOptions) {
		this.#options = options;
	}

	async perform(
		change: Change,
		holderNumber: string,
		{ signal, onAsking }: ChangeCallOptions = {},
	): Promise<ChangeOutcome> {
		const { client, journal, newKey } = this.#options;
		const service = await client.service(signal);
		if (!service.ok) {
			return { kind: 'not-sent', problem: service.problem };
		}
		const { instanceId } = service.value;
		const { kind } = change;
		const intent = { key: newKey(), kind, instanceId, holderNumber, subject: subjectOf(change) };
		const scope = await journal.scopeOf(intent);
		if (!scope.ok) {
			return { kind: 'blocked', failure: scope.failure };
		}
		if (this.#underWay.has(scope.value)) {
			return { kind: 'under-way' };
		}
		this.#underWay.add(scope.value);
		try {
			const open = await journal.openIntents();
			if (!open.ok) {
				return { kind: 'blocked', failure: open.failure };
			}
			const former = open.value.find((one) => one.scope === scope.value);
			if (former !== undefined) {
				return asFormer(await this.#settleByAsking(former, signal, onAsking));
			}
			if (signal?.aborted) {
				return { kind: 'not-sent', problem: { code: 'cancelled', detail: 'given up by the caller' } };
			}
			const written = await journal.intend(intent);
			if (!written.ok) {
				return { kind: 'blocked', failure: written.failure };
			}
			return await this.#send(change, intent, signal, onAsking);
		} finally {
			this.#underWay.delete(scope.value);
		}
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
		for (const intent of open.value) {
			if (intent.instanceId === service.value.instanceId && !this.#underWay.has(intent.scope)) {
				this.#underWay.add(intent.scope);
				try {
					asked.push({ intent, outcome: await this.#settleOnce(intent, signal) });
				} finally {
					this.#underWay.delete(intent.scope);
				}
			}
		}
		return { ok: true, value: asked };
	}

	async #send(
		change: Change,
		intent: SentChange,
		signal: AbortSignal | undefined,
		onAsking: ChangeCallOptions['onAsking'],
	): Promise<ChangeOutcome> {
		const answer = await this.#options.client.sendChange(change, intent.key, signal);
		if (answer.kind === 'lost') {
			return this.#settleByAsking(intent, signal, onAsking, answer.problem);
		}
		await this.#writeDown(intent.key, answer, 'answer');
		return answer;
	}

	/** Asks until the portal tells, or the caller gives up. */
	async #settleByAsking(
		intent: SentChange,
		signal: AbortSignal | undefined,
		onAsking: ChangeCallOptions['onAsking'],
		lostBy: PortalProblem = { code: 'unreachable', detail: 'not asked yet' },
	): Promise<AskedIntent['outcome']> {
		let problem = lostBy;
		for (let delayMs = 0; ; delayMs = Math.min(Math.max(delayMs * 2, FIRST_DELAY_MS), LONGEST_DELAY_MS)) {
			onAsking?.(problem);
			const waitMs = Math.max(delayMs, (problem.retryAfterSeconds ?? 0) * 1000);
			if (!(await this.#wait(waitMs, signal))) {
				return { kind: 'uncertain', key: intent.key, problem };
			}
			const told = await this.#ask(intent, signal);
			if (told.kind !== 'unknown') {
				await this.#writeDown(intent.key, told, 'question');
				return told;
			}
			if (told.isOtherPortal) {
				return { kind: 'uncertain', key: intent.key, problem: told.problem };
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
			return { kind: 'unknown', problem: service.problem, isOtherPortal: false };
		}
		if (service.value.instanceId !== instanceId) {
			const problem: PortalProblem = { code: 'bad-answer', detail: 'another portal, or one without memory' };
			return { kind: 'unknown', problem, isOtherPortal: true };
		}
		const asked = await client.operation({ key, kind }, signal);
		if (asked.ok) {
			return outcomeOf(asked.value);
		}
		if (asked.problem.code !== 'operation-unknown') {
			return { kind: 'unknown', problem: asked.problem, isOtherPortal: false };
		}
		const withdrawn = await client.withdrawOperation({ key, kind }, signal);
		return withdrawn.ok
			? outcomeOf(withdrawn.value)
			: { kind: 'unknown', problem: withdrawn.problem, isOtherPortal: false };
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
	readonly isOtherPortal: boolean;
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
				isOtherPortal: false,
			};
	}
}

function asFormer(outcome: AskedIntent['outcome']): ChangeOutcome {
	return outcome.kind === 'uncertain' ? outcome : { kind: 'former', outcome };
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
