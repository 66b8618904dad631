export {
	type CardHistory,
	type HistoryEntry,
	type HistorySubject,
	readCardHistory,
} from './history.ts';
export {
	type CardAct,
	type CardActOutcome,
	createJournal,
	type Journal,
	type JournalOptions,
	type OpenCardAct,
} from './journal.ts';
export { journalDirectory } from './journal-files.ts';
export type { JournalEvent, JournalRecord } from './record.ts';
export { type Verification, verifyJournal } from './verify.ts';
