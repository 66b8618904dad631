/** A card made of software, as a reader sees it. */
export interface VirtualCard {
	/** Empty: a mute card, which is in and gives no answer to a reset. */
	readonly atr: Uint8Array;
	powerOn(): void;
	powerOff(): void;
	reset(): void;
	/**
	 * Answers one command; whatever its bytes are, the answer has at least the two of a status word. One at a time:
	 * the next is sent when the answer is there.
	 *
	 * @throws VirtualCardFault `no-power`: it had none, or lost it in the middle of the command
	 */
	transmit(command: Uint8Array): Promise<Uint8Array>;
}

/** What comes of a command where a card has no power. */
export class VirtualCardFault extends Error {
	override readonly name = 'VirtualCardFault';
	readonly code: 'no-power';

	constructor(code: 'no-power') {
		super(`virtual card: ${code}`);
		this.code = code;
	}
}
