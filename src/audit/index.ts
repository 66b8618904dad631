export { type CardHistory, type HistoryEntry, type HistorySubject, readCardHistory } from './history.ts';
export {
	type CardAct,
	type CardActOutcome,
	createJournal,
	type Journal,
	type JournalOptions,
	type OpenCardAct,
	type PortalPukAct,
} from './journal.ts';
export { journalDirectory } from './journal-files.ts';
export type { IntendedPuk } from './portal-puks.ts';
export type { JournalEvent, JournalRecord } from './record.ts';
export { type Verification, verifyJournal, verifyStream } from './verify.ts';
