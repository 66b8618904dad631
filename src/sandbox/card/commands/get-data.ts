import { type Answer, answerStatus } from '../answer.ts';
import type { LifeCycle } from '../card-state.ts';
import type { CommandApdu } from '../command-apdu.ts';
import { STATUS, wrongLe } from '../status-words.ts';
import type { CommandContext } from './command-context.ts';

const P1_CARD = 0x01;
const P2_LIFE_CYCLE = 0x04;
const P2_CHIP = 0x06;

const LIFE_CYCLE_LENGTH = 10;
const LIFE_CYCLE_OFFSET = 6;
const LIFE_CYCLE_BYTES: Readonly<Record<LifeCycle, number>> = { administration: 0xa0, operation: 0xa5 };
const CHIP_LENGTH = 0x4d;
const SERIAL_OFFSET = 55;

/** GET DATA (INS CA): the serial number and the life cycle lie inside longer records, the rest of which is not known. */
export function getData(command: CommandApdu, { serial, lifeCycle }: CommandContext): Answer {
	if (command.p1 !== P1_CARD) {
		return answerStatus(STATUS.wrongParameters);
	}
	switch (command.p2) {
		case P2_LIFE_CYCLE: {
			const value = Uint8Array.of(LIFE_CYCLE_BYTES[lifeCycle.current]);
			return giveWhole(command, record(LIFE_CYCLE_LENGTH, LIFE_CYCLE_OFFSET, value));
		}
		case P2_CHIP:
			return giveWhole(command, record(CHIP_LENGTH, SERIAL_OFFSET, serial));
		default:
			return answerStatus(STATUS.wrongParameters);
	}
}

function giveWhole({ le, data }: CommandApdu, content: Uint8Array): Answer {
	if (le === undefined || data.length > 0) {
		return answerStatus(STATUS.wrongLength);
	}
	return le < content.length ? answerStatus(wrongLe(content.length)) : { data: content, status: STATUS.ok };
}

function record(length: number, offset: number, value: Uint8Array): Uint8Array {
	const bytes = new Uint8Array(length);
	bytes.set(value, offset);
	return bytes;
}
