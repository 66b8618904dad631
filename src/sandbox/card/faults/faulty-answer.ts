import { encodeAnswer } from '../answer.ts';
import { INS_GET_RESPONSE } from '../commands/instruction-table.ts';
import { moreData, STATUS, wrongLe } from '../status-words.ts';
import type { CommandFault } from './fault-plan.ts';

/** Faults whose answer is wrong once; an answer may be shorter than a status word. */
export type DistortingFault = Extract<
	CommandFault,
	{ readonly kind: 'empty-answer' | 'one-byte-answer' | 'cut-answer' | 'status' | 'garbage' }
>;

/** @param answer the card's true one; undefined where it was not asked */
export function distortedAnswer(fault: DistortingFault, answer: Uint8Array | undefined): Uint8Array {
	switch (fault.kind) {
		case 'empty-answer':
			return new Uint8Array(0);
		case 'one-byte-answer':
			return Uint8Array.of(fault.byte);
		case 'cut-answer':
			return answer?.slice(0, Math.max(0, answer.length - fault.missingBytes)) ?? new Uint8Array(0);
		case 'status':
			return encodeAnswer({ data: new Uint8Array(0), status: fault.status });
		case 'garbage':
			return encodeAnswer({ data: fault.data, status: STATUS.ok });
	}
}

/** What a card says that goes on and on about one command. */
export interface EndlessAnswers {
	readonly kind: 'endless-more' | 'endless-length';
	next(): Uint8Array;
	/** Whether this command gets the next of them. */
	concerns(instruction: number): boolean;
}

/** What an endless `61xx` gives each time, so that a reader that collects without a bound grows. */
const BYTES_EACH_TIME = 0x10;

export function endlessAnswers(kind: EndlessAnswers['kind'], begunBy: number): EndlessAnswers {
	let given = 0;
	return {
		kind,
		next() {
			given += 1;
			return kind === 'endless-more'
				? encodeAnswer({ data: new Uint8Array(BYTES_EACH_TIME), status: moreData(BYTES_EACH_TIME) })
				: encodeAnswer({ data: new Uint8Array(0), status: wrongLe(given) });
		},
		concerns: (instruction) => instruction === (kind === 'endless-more' ? INS_GET_RESPONSE : begunBy),
	};
}
