import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { OUTCOME_WORDS, shownTimelineRows, type TimelineRow, timelineRows, WHAT_WORDS } from '#app';
import { textsOf } from '#i18n';
import { drawFrame, routeKey } from '#screens';
import { foldedText } from '#text';
import { createTheme } from '#ui';
import { momentText, toldRow } from '../../../src/screens/timeline/sentences.ts';
import { KIOSK } from './kiosk-mode.ts';
import type { Program } from './program.ts';
import { atReaders, OTHER_SLOT } from './readers-walk.ts';
import { answerHistory, atLoadingTimeline, atTimeline, historyOf } from './timeline-walk.ts';
import { atMenu, insertCard, ready, SEAL_SLOT } from './walk.ts';

function rowsIn({ state }: Program): readonly TimelineRow[] {
	return state.timeline === undefined ? [] : shownTimelineRows(state.timeline, state.cardLog);
}

function refusalIn({ state }: Program): string | undefined {
	return state.notice?.kind === 'refused' ? state.notice.refusal : undefined;
}

function happened(program: Program): readonly string[] {
	return program.state.cardLog.events.map(({ what }) => (what.kind === 'trouble' ? what.slot : what.kind));
}

/** The same card, put in again. */
function again(): typeof SEAL_SLOT {
	return SEAL_SLOT.kind === 'seal' ? { ...SEAL_SLOT, card: { ...SEAL_SLOT.card } } : SEAL_SLOT;
}

describe('the timeline', () => {
	test('is opened from where the card is looked at, and Esc leads back there', () => {
		const walks: readonly (readonly [string, () => Program])[] = [
			['start', ready],
			[
				'card',
				() => {
					const program = ready();
					program.command('step-1');
					return program;
				},
			],
			['menu', atMenu],
			['readers', atReaders],
		];
		for (const [screen, walk] of walks) {
			const program = walk();
			program.command('timeline');
			expect(program.state.screen, screen).toBe('timeline');
			program.command('back');
			expect(program.state.screen).toBe(screen);
			expect(program.state.timeline).toBeUndefined();
		}
	});

	test('goes back to the certificate that it was opened over', () => {
		const program = ready();
		program.command('step-1', 'certificate', 'next-certificate');
		const { fingerprint } = program.state.certificate;
		program.command('timeline');
		expect(program.state).toMatchObject({ screen: 'timeline', overlay: undefined });
		program.command('back');
		expect(program.state).toMatchObject({ screen: 'card', overlay: { kind: 'certificate' } });
		expect(program.state.certificate.fingerprint).toBe(fingerprint);
	});

	test('is of the card under the cursor of the overview', () => {
		const program = atReaders();
		program.command('down', 'timeline');
		expect(program.question('read-timeline').subject).toEqual({
			certificateSerials: ['AB12CD34'],
			cardSerial: undefined,
			holderNumber: '1234567890',
		});
	});

	test('asks with the number by which the portal knows the card, once there is a session', () => {
		const program = atMenu();
		program.command('timeline');
		expect(program.question('read-timeline').subject.cardSerial).toBe('1234567890ABCDEF');
	});

	test('is closed at a kiosk, and says why', () => {
		const program = ready({ mode: { kiosk: KIOSK } });
		program.command('step-1', 'timeline');
		expect(refusalIn(program)).toBe('not-at-kiosk');
		expect(program.asked('read-timeline')).toBe(0);
		expect(routeKey(program.state, { kind: 'text', text: 'n' })).toEqual({
			type: 'refused',
			refusal: 'not-at-kiosk',
		});
	});

	test('needs a card with a certificate', () => {
		const program = ready();
		insertCard(program, { kind: 'empty' });
		program.command('step-1', 'timeline');
		expect(refusalIn(program)).toBe('no-certificate');
	});

	test('that is left gives up what is read for it, and an answer that comes late opens nothing', () => {
		const program = atLoadingTimeline();
		const { request } = program.question('read-timeline');
		expect(program.command('step-2')).toContainEqual({ kind: 'cancel', cancelled: request });
		answerHistory(program);
		expect(program.state).toMatchObject({ screen: 'driver', timeline: undefined });
	});

	test('keeps to its card when that is pulled and another one comes', () => {
		const program = atTimeline();
		const before = rowsIn(program).length;
		insertCard(program, { kind: 'empty' });
		insertCard(program, OTHER_SLOT);
		expect(rowsIn(program).length).toBe(before + 1);
		expect(rowsIn(program)[0]).toMatchObject({ from: 'run', event: { what: { kind: 'removed' } } });
	});

	test('stands in the order of time, the journal among what was seen', () => {
		const program = atTimeline();
		const times = rowsIn(program).map(({ at }) => at);
		expect(times).toEqual(times.toSorted((one, other) => other - one));
		expect(new Set(rowsIn(program).map(({ from }) => from)).size).toBe(2);
	});

	test('goes on being of the session’s end: the menu is not gone back to without one', () => {
		const program = atMenu();
		program.command('timeline');
		program.passes(700_000);
		program.send({ type: 'timer', id: 'session-end' });
		expect(program.state.screen).toBe('timeline');
		program.command('back');
		expect(program.state.screen).toBe('start');
	});
});

describe('its search', () => {
	test('finds every row by each word that the screen has for it, in both languages', () => {
		const missed: string[] = [];
		for (const language of ['tr', 'en'] as const) {
			const texts = textsOf(language);
			const program = atTimeline({ language });
			insertCard(program, { kind: 'in-use', atr: '3B00' });
			const { timeline, cardLog } = program.state;
			if (timeline === undefined) {
				throw new Error('It is not open');
			}
			for (const row of timelineRows(timeline, cardLog)) {
				const { what } = toldRow(texts, row);
				// The first word of the name is what people begin to type.
				const [word = ''] = foldedText(what)
					.split(/[^\p{L}]+/u)
					.filter((part) => part.length > 3);
				const found = shownTimelineRows({ ...timeline, query: `${word} ${momentText(row.at)}` }, cardLog);
				if (!found.some((one) => isDeepStrictEqual(one, row))) {
					missed.push(`${language}: ${what}: ${word}`);
				}
			}
		}
		expect(missed).toEqual([]);
	});

	test('has its words folded, or they could not be found', () => {
		for (const words of [...Object.values(WHAT_WORDS), ...Object.values(OUTCOME_WORDS)]) {
			expect(words).toBe(foldedText(words));
		}
	});

	test('finds an operation by its number, and what nobody knows the outcome of', () => {
		const program = atTimeline();
		program.command('search');
		program.types('3f1c6a52-90be');
		expect(rowsIn(program).length).toBe(9);
		program.command('clear-field');
		program.types('bilinmiyor muhru');
		expect(rowsIn(program).map((row) => row.from === 'journal' && row.entry.event)).toEqual([
			{ event: 'card-act-intended', kind: 'sign' },
			{ event: 'card-act-intended', kind: 'sign' },
		]);
		program.command('back');
		expect(program.state.timeline).toMatchObject({ query: '', isTyping: false, cursor: 0 });
		program.command('back');
		expect(program.state.screen).toBe('card');
	});

	test('takes letters that are keys elsewhere, and says when it is full', () => {
		const program = atTimeline();
		program.command('search');
		program.types('q'.repeat(60));
		expect(program.state.timeline?.query).toBe('q'.repeat(60));
		program.types('q');
		expect(refusalIn(program)).toBe('field-full');
		program.command('down');
		expect(refusalIn(program)).toBe('no-event-found');
	});
});

describe('what is seen of cards in a run', () => {
	test('is each insertion, what went wrong before it was recognised, and its end', () => {
		const program = ready();
		insertCard(program, { kind: 'empty' });
		insertCard(program, {
			kind: 'reading',
			atr: '3B00',
			progress: { certificate: 1, certificateCount: undefined, bytesRead: 0, bytesTotal: 1616 },
		});
		insertCard(program, { kind: 'in-use', atr: '3B00' });
		insertCard(program, { kind: 'in-use', atr: '3B00' });
		insertCard(program, again());
		insertCard(program, { kind: 'unresponsive' });
		insertCard(program, { kind: 'empty' });
		expect(happened(program)).toEqual([
			...['inserted', 'read', 'removed'],
			...['inserted', 'in-use', 'read', 'unresponsive', 'removed'],
		]);
	});

	test('is nothing of a card that nobody recognised', () => {
		const program = ready();
		const before = happened(program).length;
		insertCard(program, { kind: 'empty' });
		insertCard(program, { kind: 'foreign', atr: '3B00' });
		insertCard(program, { kind: 'empty' });
		expect(happened(program)).toHaveLength(before + 1);
	});

	test('is bounded, the oldest goes first', () => {
		const program = ready();
		for (let insertions = 0; insertions < 200; insertions += 1) {
			insertCard(program, { kind: 'empty' });
			insertCard(program, again());
		}
		expect(program.state.cardLog.events).toHaveLength(300);
		expect(happened(program).at(-1)).toBe('read');
	});
});

test('a journal whose records are as long as its schema allows makes no frame too wide', () => {
	const key = 'k'.repeat(200);
	const program = atTimeline(
		{ columns: 60, rows: 20 },
		historyOf({
			entries: [
				{
					seq: Number.MAX_SAFE_INTEGER,
					at: Date.UTC(9999, 11, 31),
					event: {
						event: 'change-intended',
						key,
						kind: 'reset-security-word',
						subject: { of: 'certificate', serialNumber: 'F'.repeat(40) },
					},
					end: undefined,
				},
			],
		}),
	);
	const rows = drawFrame(program.state, createTheme({ isUnicode: true, hasColour: false })).lines;
	expect(rows).toHaveLength(20);
});
