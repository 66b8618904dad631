import { PIN_INSTRUCTIONS } from '../commands/instruction-table.ts';
import type { CommandFault } from './fault-plan.ts';

/** A command that reached the card's contacts; what it carried, which may be a PIN, is not kept. */
export interface RecordedCommand {
	/** From 1, over all connections. */
	readonly number: number;
	/** Upper-case hexadecimal: class, instruction and parameters, as far as they were sent. */
	readonly header: string;
	/** Bytes behind the header. */
	readonly bodyLength: number;
	/** VERIFY, CHANGE REFERENCE DATA or RESET RETRY COUNTER. */
	readonly carriesPin: boolean;
	/** False where a fault kept it from the card. */
	readonly isExecuted: boolean;
	/** What went wrong with it, if anything did. */
	readonly fault: CommandFault['kind'] | undefined;
}

const HEADER_LENGTH = 4;

export function recordCommand(
	number: number,
	command: Uint8Array,
	isExecuted: boolean,
	fault: CommandFault['kind'] | undefined,
): RecordedCommand {
	const [, instruction] = command;
	return {
		number,
		// ASCII hexadecimal, no locale involved.
		header: Buffer.from(command.subarray(0, HEADER_LENGTH)).toString('hex').toUpperCase(),
		bodyLength: Math.max(0, command.length - HEADER_LENGTH),
		carriesPin: instruction !== undefined && PIN_INSTRUCTIONS.has(instruction),
		isExecuted,
		fault,
	};
}
