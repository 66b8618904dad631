/** Why the register could not be read or written. Nothing that was in it is lost. */
export type RegisterFailure =
	/** The environment names no folder for it. */
	| 'no-place'
	/** Another program has held it for too long. */
	| 'busy'
	| 'disk-full'
	/** The system refuses: rights, a read-only disk, or something else has its name. */
	| 'not-writable'
	/** Damaged, and no new one could be made beside it. */
	| 'damaged'
	/** A later version of this program wrote it. */
	| 'newer';

export class RegisterError extends Error {
	readonly code: RegisterFailure;
	/** Of the register's file; undefined with `no-place`. */
	readonly path: string | undefined;

	constructor(code: RegisterFailure, path: string | undefined, options?: ErrorOptions) {
		super(`Register of seals: ${code}`, options);
		this.name = 'RegisterError';
		this.code = code;
		this.path = path;
	}
}

/** The file is damaged where it was read: see `salvage.ts`. */
export class DamageFound extends Error {
	constructor(options?: ErrorOptions) {
		super('Register of seals: damage found', options);
		this.name = 'DamageFound';
	}
}

/** SQLITE_CORRUPT, SQLITE_NOTADB; SQLITE_ERROR: the tables are not as this program makes them. */
const DAMAGED = new Set([11, 26, 1]);
/** SQLITE_IOERR_SHORT_READ: the file ends too early. */
const SHORT_READ = 522;
/** SQLITE_BUSY, SQLITE_LOCKED. */
const BUSY = new Set([5, 6]);
/** SQLITE_FULL. */
const FULL = 13;

/** SQLite's primary result code; undefined where the error is not SQLite's. */
function resultCode(error: unknown): number | undefined {
	return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;
}

export function isBusy(error: unknown): boolean {
	const code = resultCode(error);
	return code !== undefined && BUSY.has(code);
}

export function isDamage(error: unknown): boolean {
	if (error instanceof Error && 'code' in error && error.code === 'ERR_OUT_OF_RANGE') {
		// A whole number that this program does not write.
		return true;
	}
	const code = resultCode(error);
	return (
		error instanceof DamageFound ||
		(code !== undefined && DAMAGED.has(code)) ||
		(error instanceof Error && 'errcode' in error && error.errcode === SHORT_READ)
	);
}

/** What an error of SQLite or of the system means for the register; anything else is no error of the register. */
export function registerErrorOf(error: unknown, path: string): unknown {
	const code = resultCode(error);
	const systemCode = error instanceof Error && 'code' in error ? error.code : undefined;
	if (code === undefined && typeof systemCode !== 'string' && !isDamage(error)) {
		return error;
	}
	if (code === FULL || systemCode === 'ENOSPC' || systemCode === 'EDQUOT') {
		return new RegisterError('disk-full', path, { cause: error });
	}
	if (isBusy(error)) {
		return new RegisterError('busy', path, { cause: error });
	}
	if (isDamage(error)) {
		return new RegisterError('damaged', path, { cause: error });
	}
	return error instanceof RegisterError ? error : new RegisterError('not-writable', path, { cause: error });
}
