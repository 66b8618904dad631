/** Only what a serial number is made of: nothing else of this program leaves by way of a clipboard. */
const COPYABLE = /^[0-9A-F]{1,64}$/;

/** What lies between the program and the terminal whose clipboard is meant. */
export type Multiplexer = 'none' | 'tmux' | 'screen';

export function multiplexerOf(env: Readonly<Record<string, string | undefined>>): Multiplexer {
	const isSet = (name: string): boolean => (env[name] ?? '') !== '';
	return isSet('TMUX') ? 'tmux' : isSet('STY') ? 'screen' : 'none';
}

/**
 * The sequence that asks a terminal to put a serial number into its clipboard: OSC 52 (xterm's ctlseqs, *Manipulate
 * Selection Data*). Nothing answers it, and a terminal may leave it undone.
 *
 * tmux takes it as it is and goes by its own `set-clipboard`; wrapped, it would go round that. GNU screen knows no
 * OSC 52 and hands on what stands in a DCS.
 *
 * @throws RangeError for anything but 1 to 64 upper-case hexadecimal digits
 */
export function copySequence(serial: string, multiplexer: Multiplexer): string {
	if (!COPYABLE.test(serial)) {
		throw new RangeError('Only a serial number can be copied');
	}
	const sequence = `\u{1B}]52;c;${Buffer.from(serial, 'ascii').toString('base64')}\u{7}`;
	return multiplexer === 'screen' ? `\u{1B}P${sequence}\u{1B}\\` : sequence;
}
