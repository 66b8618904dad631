import { constants, type KeyObject, privateDecrypt, privateEncrypt } from 'node:crypto';
import { type Answer, answerStatus } from '../answer.ts';
import type { CommandApdu } from '../command-apdu.ts';
import { APPLICATION_PIN_REFERENCE } from '../pkcs15-structures.ts';
import { STATUS } from '../status-words.ts';
import type { CommandContext } from './command-context.ts';

const P1_SELECT_KEY = 0xc3;
const P1_SIGNATURE = 0x9e;
const P2_DATA_TO_SIGN = 0x9a;
const P1_PLAIN_VALUE = 0x80;
const P2_CRYPTOGRAM = 0x86;
/** First byte of a cryptogram: no further indication of its padding (ISO 7816-4). */
const PADDING_NOT_TOLD = 0x00;

/** MANAGE SECURITY ENVIRONMENT (INS 22): chooses the key of the next operation by its reference. */
export function selectKey(command: CommandApdu, { keys, session }: CommandContext): Answer {
	if (command.p1 !== P1_SELECT_KEY) {
		return answerStatus(STATUS.wrongParameters);
	}
	if (command.data.length > 0) {
		return answerStatus(STATUS.wrongLength);
	}
	if (!keys.has(command.p2)) {
		return answerStatus(STATUS.referenceNotFound);
	}
	session.selectedKey = command.p2;
	return answerStatus(STATUS.ok);
}

/**
 * PERFORM SECURITY OPERATION (INS 2A), both with raw RSA over a block as long as the modulus.
 *
 * COMPUTE DIGITAL SIGNATURE (9E 9A) takes what the sender padded. DECIPHER (80 86) takes the cryptogram behind a
 * padding indicator and gives the block with its padding: that the card leaves the padding to the sender is known
 * of signing and taken for granted here.
 */
export function performSecurityOperation(command: CommandApdu, context: CommandContext): Answer {
	if (command.p1 === P1_SIGNATURE && command.p2 === P2_DATA_TO_SIGN) {
		return withSelectedKey(context, command.data, (key, block) =>
			privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, block),
		);
	}
	if (command.p1 === P1_PLAIN_VALUE && command.p2 === P2_CRYPTOGRAM) {
		const [indicator] = command.data;
		return indicator !== undefined && indicator !== PADDING_NOT_TOLD
			? answerStatus(STATUS.wrongData)
			: withSelectedKey(context, command.data.subarray(1), (key, block) =>
					privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, block),
				);
	}
	return answerStatus(STATUS.wrongParameters);
}

function withSelectedKey(
	{ keys, session }: CommandContext,
	block: Uint8Array,
	operation: (key: KeyObject, block: Uint8Array) => Uint8Array,
): Answer {
	const key = session.selectedKey === undefined ? undefined : keys.get(session.selectedKey);
	if (key === undefined) {
		return answerStatus(STATUS.conditionsNotSatisfied);
	}
	if (!session.verifiedPins.has(APPLICATION_PIN_REFERENCE)) {
		return answerStatus(STATUS.securityStatusNotSatisfied);
	}
	if (block.length * 8 !== key.asymmetricKeyDetails?.modulusLength) {
		return answerStatus(STATUS.wrongLength);
	}
	try {
		return { data: new Uint8Array(operation(key, block)), status: STATUS.ok };
	} catch {
		// The number is not below the modulus: nothing that a correct padding or encryption gives.
		return answerStatus(STATUS.wrongData);
	}
}
