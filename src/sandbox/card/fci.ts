import { type CardFile, sizeOf } from './file-system.ts';
import type { PinState } from './pin-reference.ts';
import { tlv } from './tlv.ts';

const TAG_TEMPLATE = 0x6f;
const TAG_EF_SIZE = 0x80;
const TAG_DF_SIZE = 0x81;
const TAG_DESCRIPTOR = 0x82;
const TAG_FILE_ID = 0x83;
const TAG_NAME = 0x84;
/** AKİS's own; OpenSC's driver refuses an answer without it. */
const TAG_SECURITY = 0x90;

const DESCRIPTOR_DF = 0x38;
const DESCRIPTOR_TRANSPARENT = 0x01;

const SECURITY_VALID = 0x02;
const SECURITY_READ = 0x10;
const SECURITY_WRONG_PIN_ENTERED = 0x40;
const SECURITY_LAST_TRY = 0x80;

/**
 * File control information as SELECT gives it.
 *
 * @param pin state shown in tag 90; undefined leaves the tag out (what the v2.x cards put there is not known)
 */
export function fileControlInformation(file: CardFile, pin: PinState | undefined): Uint8Array {
	const common = [
		tlv(TAG_DESCRIPTOR, Uint8Array.of(file.kind === 'df' ? DESCRIPTOR_DF : DESCRIPTOR_TRANSPARENT)),
		tlv(TAG_FILE_ID, Uint8Array.of(file.fileId >> 8, file.fileId & 0xff)),
	];
	if (file.kind === 'df' && file.name !== undefined) {
		common.push(tlv(TAG_NAME, file.name));
	}
	if (pin !== undefined) {
		common.push(tlv(TAG_SECURITY, Uint8Array.of(securityFlags(file, pin))));
	}
	return tlv(TAG_TEMPLATE, tlv(file.kind === 'df' ? TAG_DF_SIZE : TAG_EF_SIZE, sizeField(file)), ...common);
}

function securityFlags(file: CardFile, pin: PinState): number {
	if (file.kind === 'ef') {
		return SECURITY_VALID | SECURITY_READ;
	}
	const wrongEntered = pin.triesLeft < pin.triesAllowed ? SECURITY_WRONG_PIN_ENTERED : 0;
	const lastTry = pin.triesLeft <= 1 ? SECURITY_LAST_TRY : 0;
	return SECURITY_VALID | wrongEntered | lastTry;
}

function sizeField(file: CardFile): Uint8Array {
	const size = sizeOf(file);
	const low = [(size >> 8) & 0xff, size & 0xff];
	return size > 0xffff ? Uint8Array.of(size >> 16, ...low) : Uint8Array.of(...low);
}
