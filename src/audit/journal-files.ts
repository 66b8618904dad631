import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** The journal's files, all in one folder of its own. */
export interface JournalFiles {
	readonly directory: string;
	readonly journal: string;
	/** Its lock is what is used; it holds nothing. */
	readonly lock: string;
	/** Keys the marks of holders and cards. */
	readonly markKey: string;
	/** Keys the digests of what open changes want; there only while a change is open. */
	readonly contentKey: string;
	/** Held by whoever is about the open change with this key. */
	hold(changeKey: string): string;
}

export function journalFiles(directory: string): JournalFiles {
	return {
		directory,
		journal: join(directory, 'journal.jsonl'),
		lock: join(directory, 'journal.lock'),
		markKey: join(directory, 'marks.key'),
		contentKey: join(directory, 'contents.key'),
		hold: (changeKey) => join(directory, `change-${digestOf(changeKey)}.lock`),
	};
}

/** A key opens a change to whoever knows it, so that it is not the name of a file. */
function digestOf(changeKey: string): string {
	return createHash('sha256').update(changeKey).digest('hex').slice(0, 32);
}

/**
 * Where this user's journal lies, by the XDG Base Directory Specification; undefined where the environment names
 * no such place. What happens in the sandbox is kept apart.
 */
export function journalDirectory(
	env: Readonly<Record<string, string | undefined>>,
	of: 'portal' | 'sandbox',
): string | undefined {
	const configured = env['XDG_STATE_HOME'];
	const home = env['HOME'];
	// The specification has relative paths ignored.
	const state = configured?.startsWith('/')
		? configured
		: home?.startsWith('/')
			? join(home, '.local', 'state')
			: undefined;
	return state === undefined
		? undefined
		: join(state, 'muhurdar', of === 'sandbox' ? 'journal-deneme' : 'journal');
}
