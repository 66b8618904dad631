import type { Command, TimelineHistory } from '#app';
import type { Program, ProgramOptions } from '../../unit/app/program.ts';
import { answerHistory, atLoadingTimeline, atTimeline, historyOf } from '../../unit/app/timeline-walk.ts';
import { insertCard, SEAL_SLOT } from '../../unit/app/walk.ts';
import type { Gallery } from '../scene.ts';

function told(
	history: TimelineHistory,
	...commands: readonly Command[]
): (options: ProgramOptions) => Program {
	return (options) => {
		const program = atTimeline(options, history);
		program.command(...commands);
		return program;
	};
}

function searched(text: string, ...commands: readonly Command[]): (options: ProgramOptions) => Program {
	return (options) => {
		const program = told(historyOf(), 'search')(options);
		program.types(text);
		program.command(...commands);
		return program;
	};
}

export const TIMELINE_GALLERY: Gallery = {
	name: 'timeline',
	scenes: [
		{
			name: 'the journal is being read, and this run is told already',
			walk: (options) => {
				const program = atLoadingTimeline(options);
				program.passes(2_000);
				program.send({ type: 'timer', id: 'second' });
				return program;
			},
		},
		{ name: 'the newest', walk: told(historyOf()) },
		{
			name: 'the card is pulled and comes back meanwhile',
			walk: (options) => {
				const program = told(historyOf())(options);
				program.passes(60_000);
				insertCard(program, { kind: 'empty' });
				program.passes(60_000);
				insertCard(program, { kind: 'in-use', atr: '3B00' });
				insertCard(
					program,
					SEAL_SLOT.kind === 'seal' ? { ...SEAL_SLOT, card: { ...SEAL_SLOT.card } } : SEAL_SLOT,
				);
				return program;
			},
		},
		{
			name: 'an act whose outcome nobody knows',
			walk: searched('bilinmiyor', 'continue', 'down'),
		},
		{ name: 'a change that was refused, and why', walk: searched('telefon', 'continue') },
		{ name: 'the oldest', walk: told(historyOf(), 'last-row') },
		{ name: 'searched for while typing', walk: searched('bilinmiyor pin') },
		{ name: 'nothing found', walk: searched('yok böyle') },
		{ name: 'no journal yet', walk: told({ kind: 'missing' }) },
		{ name: 'a journal that cannot be read', walk: told({ kind: 'not-readable' }) },
		{ name: 'a journal that says nothing of it', walk: told(historyOf({ entries: [] })) },
		{
			name: 'a journal with everything that can be wrong with it',
			walk: told(historyOf({ spoiled: 3, isTorn: true, hasMarks: false, isMore: true })),
		},
		{
			name: 'read anew',
			walk: (options) => {
				const program = told(historyOf(), 'down', 'check-again')(options);
				answerHistory(program, historyOf());
				return program;
			},
		},
	],
};
