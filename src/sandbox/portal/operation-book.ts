import { z } from 'zod';
import { type ChangeKind, type Operation, problemCode } from '#contract';
import type { SandboxClock } from '../phone/index.ts';
import { type Outcome, type Refusal, refused } from './outcome.ts';
import type { OperationRecord, PortalStore } from './store.ts';

export interface ChangeCall {
	readonly key: string;
	readonly kind: ChangeKind;
	/** Everything that makes it another change: holder, path, body. */
	readonly request: string;
}

const keptRefusal = z.object({
	code: problemCode,
	triesLeft: z.number().optional(),
	retryAfterSeconds: z.number().optional(),
});

/** Sees to it that a change with a key is done once, and remembers what became of it. */
export class OperationBook {
	readonly #store: PortalStore;
	readonly #clock: SandboxClock;
	/** Came, and not decided yet. */
	readonly #underWay = new Map<string, { readonly kind: ChangeKind; readonly at: number }>();

	constructor(store: PortalStore, clock: SandboxClock) {
		this.#store = store;
		this.#clock = clock;
	}

	/** From here on the question what became of it is answered with `in-progress`. */
	arrived(key: string, kind: ChangeKind): void {
		this.#underWay.set(key, { kind, at: this.#clock.now() });
	}

	left(key: string): void {
		this.#underWay.delete(key);
	}

	/**
	 * Does the change and writes down that it was done, both or neither; a key that was seen before gives what was
	 * decided then.
	 *
	 * @param act gives what the change made, or why it is refused; changes nothing in the second case
	 */
	perform({ key, kind, request }: ChangeCall, act: () => Outcome<string | undefined>): Outcome<Operation> {
		return this.#store.atomically((): Outcome<Operation> => {
			const digest = this.#store.digest(`${kind}\n${request}`);
			const known = this.#store.operation(key);
			if (known !== undefined) {
				return repeated(known, digest);
			}
			const outcome = act();
			const record: OperationRecord = {
				key,
				kind,
				request: digest,
				state: outcome.ok ? 'done' : 'refused',
				refusal: outcome.ok ? null : JSON.stringify(outcome.refusal),
				resource: (outcome.ok ? outcome.value : undefined) ?? null,
				at: this.#clock.now(),
			};
			this.#store.addOperation(record);
			return outcome.ok ? { ok: true, value: told(record) } : outcome;
		});
	}

	ask(key: string): Outcome<Operation> {
		const known = this.#store.operation(key);
		if (known !== undefined) {
			return { ok: true, value: told(known) };
		}
		const underWay = this.#underWay.get(key);
		return underWay === undefined
			? refused('operation-unknown')
			: {
					ok: true,
					value: {
						key,
						kind: underWay.kind,
						state: 'in-progress',
						at: new Date(underWay.at).toISOString(),
					},
				};
	}

	withdraw(key: string): Operation {
		return this.#store.atomically(() => {
			const known = this.#store.operation(key);
			if (known !== undefined) {
				return told(known);
			}
			const record: OperationRecord = {
				key,
				kind: null,
				request: null,
				state: 'withdrawn',
				refusal: null,
				resource: null,
				at: this.#clock.now(),
			};
			this.#store.addOperation(record);
			return told(record);
		});
	}
}

function repeated(known: OperationRecord, digest: Uint8Array): Outcome<Operation> {
	if (known.state === 'withdrawn') {
		return refused('operation-withdrawn');
	}
	if (known.request === null || Buffer.compare(known.request, digest) !== 0) {
		return refused('key-reused');
	}
	return known.refusal === null
		? { ok: true, value: told(known) }
		: { ok: false, refusal: refusalOf(known.refusal) };
}

function told({ key, kind, state, refusal, resource, at }: OperationRecord): Operation {
	return {
		key,
		...(kind === null ? {} : { kind }),
		state,
		...(refusal === null ? {} : { problem: refusalOf(refusal).code }),
		...(resource === null ? {} : { resource }),
		at: new Date(at).toISOString(),
	};
}

function refusalOf(json: string): Refusal {
	const { code, triesLeft, retryAfterSeconds } = keptRefusal.parse(JSON.parse(json));
	return {
		code,
		...(triesLeft === undefined ? {} : { triesLeft }),
		...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
	};
}
