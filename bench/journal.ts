/**
 * A journal of 1,000,000 records: `muhurdar audit verify` beside `sha256sum` of the file, by processor time, in turn; and the
 * first page of a card's timeline beside that of a journal of 1,000 records.
 *
 * Usage: npm run bench (or: scripts/pinned-node bench/journal.ts)
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJournal } from '#audit';
import { MARK_KEY_BYTES, markOf } from '../src/audit/marks.ts';
import { timelineIn } from '../src/ports/timeline.ts';
import { processorSeconds } from './cpu-time.ts';
import { median, report } from './figures.ts';

const RECORDS = 1_000_000;
const FEW_RECORDS = 1000;
const RUNS = 15;
const PAGE_RUNS = 101;
const VERIFY_GOAL = 5;
const PAGE_GOAL = 1.2;
const PROGRAM = join(import.meta.dirname, '../bin/muhurdar');
const WRITER = join(import.meta.dirname, '../scripts/write-journal.ts');
const HOLDER_NUMBER = '9000000058';
const KEY = new Uint8Array(MARK_KEY_BYTES).fill(7);

const home = mkdtempSync(join(tmpdir(), 'muhurdar-bench-'));
try {
	const many = writeJournal(RECORDS);
	const few = writeJournal(FEW_RECORDS);
	const verify: number[] = [];
	const sum: number[] = [];
	for (let run = 0; run < RUNS; run += 1) {
		verify.push(processorSeconds([PROGRAM, 'audit', 'verify'], { XDG_STATE_HOME: many, HOME: home }));
		sum.push(processorSeconds(['sha256sum', join(folderOf(many), 'journal.jsonl')]));
	}
	const pages = { many: [] as number[], few: [] as number[] };
	for (let run = 0; run < PAGE_RUNS; run += 1) {
		pages.many.push(await firstPage(many));
		pages.few.push(await firstPage(few));
	}
	report('journal', [
		{
			what: `\`audit verify\` of ${RECORDS.toLocaleString('en')} records, processor time`,
			beside: '`sha256sum` of the file',
			figures: `medians of ${RUNS}: ${median(verify).toFixed(2)} s beside ${median(sum).toFixed(2)} s`,
			measured: median(verify) / median(sum),
			goal: VERIFY_GOAL,
		},
		{
			what: `first page of the timeline of a seal that a journal of ${RECORDS.toLocaleString('en')} records is about`,
			beside: `a journal of ${FEW_RECORDS.toLocaleString('en')} records`,
			figures: `medians of ${PAGE_RUNS}: ${median(pages.many).toFixed(1)} ms beside ${median(pages.few).toFixed(1)} ms`,
			measured: median(pages.many) / median(pages.few),
			goal: PAGE_GOAL,
		},
	]);
} finally {
	rmSync(home, { recursive: true, force: true });
}

/** Gives the folder of states that it lies in. */
function writeJournal(records: number): string {
	const state = join(home, `${records}`);
	const mark = markOf(KEY, 'holder', HOLDER_NUMBER);
	execFileSync(process.execPath, [WRITER, folderOf(state), `${records}`, mark]);
	writeFileSync(join(folderOf(state), 'marks.key'), KEY, { mode: 0o600 });
	return state;
}

function folderOf(state: string): string {
	return join(state, 'muhurdar', 'journal');
}

/** Milliseconds, of a program that has not touched its journal yet. */
async function firstPage(state: string): Promise<number> {
	const directory = folderOf(state);
	const journal = createJournal({ directory, now: Date.now, uid: process.getuid?.() });
	const timeline = timelineIn(
		async () => directory,
		async () => journal,
	);
	const subject = { certificateSerials: [], cardSerial: undefined, holderNumber: HOLDER_NUMBER };
	const from = performance.now();
	const history = await timeline.read(subject, new AbortController().signal);
	const tookMs = performance.now() - from;
	if (history.kind !== 'read' || history.entries.length === 0) {
		throw new Error(`the timeline is ${history.kind}`);
	}
	return tookMs;
}
