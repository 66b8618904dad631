/**
 * Writes a journal of many records, by the program's own code, for trials: node scripts/write-journal.ts FOLDER RECORDS [MARK]
 * with the mark of the holder that all of it is about.
 */
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chained, EMPTY_CHAIN } from '../src/audit/chain.ts';
import type { JournalEvent } from '../src/audit/record.ts';

const [folder = '', records = '0', mark = '0123456789ab'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true, mode: 0o700 });
const file = createWriteStream(join(folder, 'journal.jsonl'), { flags: 'w', mode: 0o600 });
let head = EMPTY_CHAIN;
const holder = { ends: '920', mark };
const begun = Date.UTC(2026, 0, 1);
for (let index = 0; index < Number(records); index += 1) {
	const event: JournalEvent =
		index === 0
			? { event: 'journal-begun', journal: 'journal-of-a-trial' }
			: index % 2 === 1
				? { event: 'session-begun', holder, way: 'password' }
				: { event: 'session-ended', holder, why: 'logged-out' };
	const link = chained(head, begun + index * 1000, event);
	head = link.head;
	file.write(`${link.line}\n`);
}
file.end();
