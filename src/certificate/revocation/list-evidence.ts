import type { CrlAnswer } from './crl-check.ts';
import { ALL_REASONS } from './distribution-points.ts';
import type { Evidence } from './verdict.ts';

export interface ReadList {
	readonly answer: CrlAnswer;
	readonly evidence: Evidence;
}

export type ListConclusion =
	| { readonly status: 'good'; readonly evidence: Evidence }
	| (Extract<CrlAnswer, { readonly status: 'revoked' }> & { readonly evidence: Evidence });

/**
 * What verified lists say together of one certificate: several of them may each stand for some reasons (RFC 5280 6.3.3),
 * and a delta may change what a complete list says.
 */
export class ListEvidence {
	readonly #complete = new Map<string, ReadList>();
	readonly #deltas: ReadList[] = [];

	/** Of lists that follow each other the newest counts. */
	add(list: ReadList): void {
		const { answer } = list;
		if (answer.baseNumber !== undefined) {
			this.#deltas.push(list);
			return;
		}
		const known = this.#complete.get(answer.series);
		if (known === undefined || isNewer(answer, known.answer)) {
			this.#complete.set(answer.series, list);
		}
	}

	get hasDeltaAlone(): boolean {
		return this.#deltas.length > 0 && this.#complete.size === 0;
	}

	/** Undefined as long as some reason is not covered, and nothing is found. */
	conclude(): ListConclusion | undefined {
		const lists = [...this.#complete.values()].map((complete) => this.#withDelta(complete));
		const revoked = lists.filter(({ answer }) => answer.status === 'revoked');
		// What is final counts before a suspension.
		const decisive =
			revoked.find(({ answer }) => answer.status === 'revoked' && answer.reason !== 'certificateHold') ??
			revoked[0];
		if (decisive?.answer.status === 'revoked') {
			return { ...decisive.answer, evidence: decisive.evidence };
		}
		const covered = lists.reduce((all, { answer }) => all | answer.reasons, 0);
		const [first] = lists;
		return covered === ALL_REASONS && first !== undefined
			? { status: 'good', evidence: first.evidence }
			: undefined;
	}

	/** RFC 5280 5.2.4: a delta changes lists of its own series from its base up to itself. */
	#withDelta(complete: ReadList): ReadList {
		const { number, series } = complete.answer;
		const fitting = this.#deltas.filter(
			({ answer }) =>
				number !== undefined &&
				answer.series === series &&
				answer.baseNumber !== undefined &&
				answer.baseNumber <= number &&
				answer.number !== undefined &&
				answer.number > number,
		);
		const newest = fitting.reduce<ReadList | undefined>(
			(best, delta) => (best === undefined || isNewer(delta.answer, best.answer) ? delta : best),
			undefined,
		);
		if (newest?.answer.status !== 'revoked') {
			return complete;
		}
		if (newest.answer.reason !== 'removeFromCRL') {
			return { ...newest, answer: { ...newest.answer, reasons: complete.answer.reasons } };
		}
		// Taken off the list again: what was suspended holds once more, what was revoked stays so.
		return complete.answer.status === 'revoked' && complete.answer.reason !== 'certificateHold'
			? complete
			: { evidence: newest.evidence, answer: { ...newest.answer, status: 'good' } };
	}
}

function isNewer(one: CrlAnswer, other: CrlAnswer): boolean {
	return one.number !== undefined && other.number !== undefined && one.number !== other.number
		? one.number > other.number
		: one.thisUpdate > other.thisUpdate;
}
