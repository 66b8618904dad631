import { type Answer, answerStatus } from './answer.ts';
import type { CardSession } from './card-session.ts';
import type { CommandApdu } from './command-apdu.ts';
import { STATUS } from './status-words.ts';
import { joinBytes } from './tlv.ts';

/** Bit of the class byte that says: more of this command follows. */
export const CLA_CHAINED = 0x10;
const INS_PERFORM_SECURITY_OPERATION = 0x2a;
/** A padded RSA-2048 block with its leading byte is the longest thing sent in pieces. */
const MAX_CHAINED_BYTES = 512;

type ChainStep =
	/** The command is whole: its data is that of all its pieces. */
	| { readonly kind: 'complete'; readonly command: CommandApdu }
	/** The card answers the piece itself. */
	| { readonly kind: 'answered'; readonly answer: Answer };

/** Gathers command chaining (ISO 7816-4, 5.3.3); any other command in between ends the chain. */
export function gatherChain(command: CommandApdu, session: CardSession): ChainStep {
	const joined = join(session.chain, command);
	session.chain = undefined;
	if ((command.cla & CLA_CHAINED) === 0) {
		return { kind: 'complete', command: joined };
	}
	if (command.ins !== INS_PERFORM_SECURITY_OPERATION) {
		return answered(STATUS.chainingNotSupported);
	}
	if (joined.data.length > MAX_CHAINED_BYTES) {
		return answered(STATUS.wrongLength);
	}
	session.chain = joined;
	return answered(STATUS.ok);
}

function answered(status: number): ChainStep {
	return { kind: 'answered', answer: answerStatus(status) };
}

function join(former: CommandApdu | undefined, command: CommandApdu): CommandApdu {
	const belongs = former?.ins === command.ins && former.p1 === command.p1 && former.p2 === command.p2;
	return belongs ? { ...command, data: joinBytes([former.data, command.data]) } : command;
}
