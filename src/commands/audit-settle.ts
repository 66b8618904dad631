import type { ChangeSettlement, JournalResult } from '#api';
import type { Texts } from '#i18n';
import { isOperationNamed, operationNumber } from '#text';
import type { CommandIo } from './command-io.ts';
import { EXIT_DONE, EXIT_FAILED } from './exit-codes.ts';

/** What a person found out about a change, as it is written behind `muhurdar audit settle KEY`. */
export const SETTLED_BY_HAND = ['done', 'not-done', 'unknown'] as const;

/** Which open change a person closes, and as what. */
export interface HandSettlement {
	/** By its key or its number. */
	readonly operation: string;
	readonly result: (typeof SETTLED_BY_HAND)[number];
}

export interface AuditSettleOptions {
	/** Undefined: the open changes are listed, and nothing is written. */
	readonly settlement: HandSettlement | undefined;
	/** Of the journal. */
	readonly directory: string;
	/** This user's number; undefined where the system has none. */
	readonly uid: number | undefined;
	readonly texts: Texts;
	readonly io: CommandIo;
}

const OUTCOMES: Readonly<Record<HandSettlement['result'], ChangeSettlement['outcome']>> = {
	done: 'done',
	'not-done': 'not-sent',
	unknown: 'not-known',
};

/**
 * Closes by hand a change that no portal can tell the result of, or lists the open ones: a line each with key, kind, time,
 * portal and number. Gives the exit code: failed where the journal cannot be read or written, where there is no such open
 * change, or while a program is still asking about it.
 */
export async function runAuditSettle(options: AuditSettleOptions): Promise<number> {
	const { settlement, directory, uid, texts, io } = options;
	const sentences = texts.commands.audit.settle;
	const { createJournal } = await import('#audit');
	const journal = createJournal({ directory, now: () => Date.now(), uid });
	const open = await journal.openIntents();
	if (!open.ok) {
		return failed(open);
	}
	if (settlement === undefined) {
		for (const { key, kind, at, instanceId } of open.value) {
			const facts = [
				kind,
				new Date(at).toISOString(),
				`portal=${instanceId}`,
				`number=${operationNumber(key)}`,
			];
			io.stdout(`${[key, ...facts].join(' ')}\n`);
		}
		if (open.value.length === 0) {
			io.stderr(`${sentences.none}\n`);
		}
		return EXIT_DONE;
	}
	const { operation, result } = settlement;
	const meant = open.value.filter((intent) => isOperationNamed(operation, intent.key));
	const [{ key } = { key: '' }] = meant;
	if (meant.length !== 1) {
		io.stderr(`${meant.length === 0 ? sentences.noSuchChange : sentences.manyChanges}\n`);
		return EXIT_FAILED;
	}
	const claim = await journal.claim(key);
	if (!claim.ok) {
		return failed(claim);
	}
	if (claim.value === undefined) {
		io.stderr(`${sentences.inUse}\n`);
		return EXIT_FAILED;
	}
	try {
		const settled = await journal.settle({
			key,
			outcome: OUTCOMES[result],
			by: 'person',
			problem: undefined,
		});
		if (!settled.ok) {
			return failed(settled);
		}
	} finally {
		claim.value.release();
	}
	io.stdout(`${key} ${OUTCOMES[result]}\n`);
	return EXIT_DONE;

	function failed({ failure }: Extract<JournalResult<unknown>, { readonly ok: false }>): number {
		io.stderr(`${sentences.journal[failure]}\n`);
		return EXIT_FAILED;
	}
}
