/** Why the journal took nothing. */
export type JournalFailure =
	/** No space, or a quota is used up. */
	| 'disk-full'
	/** No right to write, read-only, no such place. */
	| 'not-writable'
	/** What is there is not a whole journal of this program: it is not gone on with. */
	| 'damaged'
	/** Another process has held it for too long. */
	| 'busy';

export type JournalResult<T> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly failure: JournalFailure };
