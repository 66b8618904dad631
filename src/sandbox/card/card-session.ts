import type { Answer } from './answer.ts';
import type { CommandApdu } from './command-apdu.ts';
import type { DedicatedFile, ElementaryFile } from './file-system.ts';

/** What the card forgets at a reset and when it loses power. */
export interface CardSession {
	currentDirectory: DedicatedFile;
	currentFile: ElementaryFile | undefined;
	/** The rest of an answer, for GET RESPONSE. */
	pending: Answer | undefined;
	/** The command whose data arrives in pieces. */
	chain: CommandApdu | undefined;
	/** References of the PINs that were entered. */
	readonly verifiedPins: Set<number>;
	/** Reference of the private key chosen for the next signature. */
	selectedKey: number | undefined;
}

export function newSession(master: DedicatedFile): CardSession {
	return {
		currentDirectory: master,
		currentFile: undefined,
		pending: undefined,
		chain: undefined,
		verifiedPins: new Set(),
		selectedKey: undefined,
	};
}
