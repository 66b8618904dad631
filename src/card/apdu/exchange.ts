import type { CommandApdu } from './command.ts';
import type { ResponseApdu } from './response.ts';

/**
 * One command, one response. Every concern of the APDU layer is a small processor around the next one, and
 * nothing above knows which are there.
 */
export type Exchange = (command: CommandApdu) => Promise<ResponseApdu>;
