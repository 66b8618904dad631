import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalRecord, Verification } from '#audit';
import type { Texts } from '#i18n';
import { isOperationNamed, operationNumber } from '#text';
import type { AuditReport } from './audit-report.ts';
import { type HandSettlement, runAuditSettle } from './audit-settle.ts';
import type { CommandIo } from './command-io.ts';
import { EXIT_DONE, EXIT_FAILED } from './exit-codes.ts';

/** What `muhurdar audit` is to do. */
export const AUDIT_ACTS = ['verify', 'show', 'export', 'settle'] as const;
export type AuditAct = (typeof AUDIT_ACTS)[number];

export interface AuditOptions {
	readonly act: AuditAct;
	/** Hash of a record that was the last one earlier. */
	readonly head: string | undefined;
	/** Of `show`: the operation whose records alone are shown, by its number or its key. */
	readonly operation?: string | undefined;
	/** Of `settle`: which change is closed, and as what; undefined: they are listed. */
	readonly settlement?: HandSettlement | undefined;
	/** Of `settle`: this user's number; undefined where the system has none. */
	readonly uid?: number | undefined;
	/** Of `verify`: one JSON object. */
	readonly json: boolean;
	/** Of the journal; undefined where the environment names none. */
	readonly directory: string | undefined;
	/** Directory of the sandbox's journal, where the portal's is read; undefined elsewhere. */
	readonly sandboxDirectory?: string | undefined;
	/** Read in place of the journal: one that a collector keeps. */
	readonly input?: AsyncIterable<Uint8Array> | undefined;
	readonly texts: Texts;
	readonly io: CommandIo;
}

/**
 * Checks the journal and prints what it says: of `verify` lines `name: value`, of `show` a line for each record wanted, of
 * `export` the journal's own lines; the same in every language. Gives the exit code: done where the journal is
 * sound, else failed. What was printed before a fault was found is sound.
 */
export async function runAudit(options: AuditOptions): Promise<number> {
	const { act, head, json, directory, texts, io } = options;
	const sentences = texts.commands.audit;
	const { input, operation } = options;
	if (directory === undefined && input === undefined) {
		io.stderr(`${sentences.noPlace}\n`);
		return EXIT_FAILED;
	}
	if (act === 'settle' && directory !== undefined) {
		const { settlement, uid } = options;
		return runAuditSettle({ settlement, directory, uid, texts, io });
	}
	const { verifyJournal, verifyStream } = await import('#audit');
	let isShown = operation === undefined;
	const onRecord = (record: JournalRecord) => {
		const { data } = record;
		const isWanted = operation === undefined || ('key' in data && isOperationNamed(operation, data.key));
		if (act !== 'verify' && isWanted) {
			isShown = true;
			io.stdout(act === 'show' ? `${shown(record)}\n` : `${JSON.stringify(record)}\n`);
		}
	};
	const result =
		input === undefined
			? await verifyJournal(directory ?? '', head, onRecord)
			: await verifyStream(input, head, onRecord);
	const report = reportOf(result, input === undefined ? join(directory ?? '', 'journal.jsonl') : '-');
	if (act === 'verify') {
		io.stdout(json ? `${JSON.stringify(report, undefined, 2)}\n` : lines(report));
	}
	if (report.verdict === 'sound') {
		if (!isShown) {
			io.stderr(`${sentences.noSuchOperation}\n`);
		} else if (act === 'show' && (await isSandboxNewer(options))) {
			io.stderr(`${sentences.sandboxNewer}\n`);
		}
		return isShown ? EXIT_DONE : EXIT_FAILED;
	}
	io.stderr(`${sentences.verdicts[report.verdict](report.line ?? 0)}\n`);
	if (report.verdict === 'missing' && (await isSandboxNewer(options))) {
		io.stderr(`${sentences.sandboxNewer}\n`);
	}
	return EXIT_FAILED;
}

/** Whether the last work on this computer was done in the sandbox, whose journal is another one. */
async function isSandboxNewer({ directory, sandboxDirectory, input }: AuditOptions): Promise<boolean> {
	if (sandboxDirectory === undefined || directory === undefined || input !== undefined) {
		return false;
	}
	const [here, there] = await Promise.all([directory, sandboxDirectory].map(lastWritten));
	return there !== undefined && there > (here ?? 0);
}

/** In milliseconds since 1970; undefined where there is no journal, or it cannot be looked at. */
async function lastWritten(directory: string): Promise<number | undefined> {
	try {
		return (await stat(join(directory, 'journal.jsonl'))).mtimeMs;
	} catch {
		return undefined;
	}
}

function reportOf(result: Verification, path: string): AuditReport {
	const report: AuditReport = {
		schemaVersion: 1,
		path,
		verdict: result.kind === 'fault' ? result.fault : result.kind,
		line: null,
		records: null,
		head: null,
		openChanges: null,
		openCardActs: null,
		repeats: null,
	};
	switch (result.kind) {
		case 'sound': {
			const { head, openChanges, openCardActs, repeats } = result;
			const counted = { openChanges, openCardActs, repeats };
			return { ...report, records: head.seq, head: head.hash, ...counted };
		}
		case 'head-missing':
			return { ...report, records: result.head.seq, head: result.head.hash };
		case 'fault':
		case 'torn':
			return { ...report, line: result.line };
		case 'missing':
		case 'not-readable':
			return report;
	}
}

function lines(report: AuditReport): string {
	const { path, verdict, records, head, openChanges, openCardActs, repeats } = report;
	const facts: readonly (readonly [string, string | number | null])[] = [
		['journal', path],
		['verdict', verdict],
		['records', records],
		['head', head],
		['open-changes', openChanges],
		['open-card-acts', openCardActs],
		['repeats', repeats === 0 ? null : repeats],
	];
	return facts.map(([name, value]) => (value === null ? '' : `${name}: ${value}\n`)).join('');
}

/** Number, time, event, and its facts; the forms of a record leave no room for anything that has to be cleaned. */
function shown({ seq, at, data }: JournalRecord): string {
	const { event, ...facts } = data;
	const number = 'key' in data ? [`number=${operationNumber(data.key)}`] : [];
	return [seq, at, event, ...number, ...pairs(facts)].join(' ');
}

function pairs(facts: Readonly<Record<string, unknown>>, prefix = ''): readonly string[] {
	return Object.entries(facts).flatMap(([name, value]) =>
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? pairs(Object.fromEntries(Object.entries(value)), `${name}.`)
			: [`${prefix}${name}=${Array.isArray(value) ? value.join(',') : String(value)}`],
	);
}
