import type { ProductProfile } from '../product.ts';
import type { CommandHandler } from './command-context.ts';
import { getChallenge } from './get-challenge.ts';
import { getData } from './get-data.ts';
import { getResponse } from './get-response.ts';
import { performSecurityOperation, selectKey } from './key-commands.ts';
import { listFiles } from './list-files.ts';
import { change, logOut, resetRetryCounter, verify } from './pin-commands.ts';
import { readBinary } from './read-binary.ts';
import { select } from './select.ts';
import { setLifeCycle } from './set-life-cycle.ts';

/** Handlers by class byte, then by instruction byte. */
type InstructionTable = ReadonlyMap<number, ReadonlyMap<number, CommandHandler>>;

export const INS_GET_RESPONSE = 0xc0;
const INS_VERIFY = 0x20;
const INS_CHANGE_REFERENCE_DATA = 0x24;
const INS_RESET_RETRY_COUNTER = 0x2c;

/** Commands whose data is a PIN or PUK: no record of what was sent may hold it. */
export const PIN_INSTRUCTIONS: ReadonlySet<number> = new Set([
	INS_VERIFY,
	INS_CHANGE_REFERENCE_DATA,
	INS_RESET_RETRY_COUNTER,
]);

const CLA_STANDARD = 0x00;
const CLA_AKIS = 0x80;

const READING: readonly (readonly [number, CommandHandler])[] = [
	[0xa4, select],
	[0xb0, readBinary],
	[INS_GET_RESPONSE, getResponse],
];

const FULL: readonly (readonly [number, CommandHandler])[] = [
	...READING,
	[0xca, getData],
	[0x84, getChallenge],
	[INS_VERIFY, verify],
	[INS_CHANGE_REFERENCE_DATA, change],
	[INS_RESET_RETRY_COUNTER, resetRetryCounter],
	[0x22, selectKey],
	[0x2a, performSecurityOperation],
];

const AKIS_OWN: readonly (readonly [number, CommandHandler])[] = [
	[0x09, setLifeCycle],
	[0x18, listFiles],
	[0x1a, logOut],
];

/** The commands a product answers; for others it gives 6D00, for other classes 6E00. */
export function instructionTable(profile: ProductProfile): InstructionTable {
	switch (profile.commandSet) {
		case 'full':
			return new Map([
				[CLA_STANDARD, new Map(FULL)],
				[CLA_AKIS, new Map(AKIS_OWN)],
			]);
		case 'reading':
			return new Map([[CLA_STANDARD, new Map(READING)]]);
	}
}
