import type { LayeredSettings } from '#config';
import type { TerminalLife } from '#terminal';

/** What the process is, for whichever of its parts runs. */
export interface Program {
	readonly life: TerminalLife;
	/** What must end before the process may; filled while it starts, ended last first. */
	readonly endings: (() => Promise<void>)[];
	/** Read while the rest is loaded. */
	readonly reading: Promise<LayeredSettings>;
	/** Where the user's settings lie; undefined where the account has no home. */
	readonly directory: string | undefined;
	readonly version: string;
}
