import {
	type CardConnection,
	CardError,
	type CardErrorCode,
	type Disposition,
	type Reader,
	type ShareMode,
} from '#card';

/** One conversation that was recorded, and how the card was opened and left for it. */
export interface ScriptedConversation {
	readonly mode: ShareMode;
	readonly steps: readonly ScriptedStep[];
	readonly disposition: Disposition;
}

export interface ScriptedStep {
	/** Hexadecimal; `xx` stands for any byte, and for every byte of a PIN or PUK. */
	readonly command: string;
	/** Hexadecimal, or what became of the command in place of an answer. */
	readonly answer: string | { readonly lost: CardErrorCode };
}

/** What a card and the program said to each other, one conversation after the other. */
export interface ApduScript {
	readonly atr: string;
	readonly conversations: readonly ScriptedConversation[];
}

/** Instructions whose data is a PIN or PUK: VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER. */
const PIN_INSTRUCTIONS = ['20', '24', '2C'];
const HEADER_DIGITS = 10;
const STATUS_DIGITS = 4;
const LOST: readonly CardErrorCode[] = ['card-removed', 'card-lost', 'card-reset', 'service-lost', 'timeout'];

/**
 * Reads a script: `atr`, then for each conversation `+` and how the card is opened, `>` and a command, `<` and its
 * answer or `lost` and a code, `-` and how the card is left. What stands behind `#` is for people.
 *
 * @throws TypeError for anything else, and for a digit of a PIN
 */
export function parseScript(text: string): ApduScript {
	const lines = text
		.split('\n')
		.map((line) => line.replace(/#.*$/, '').trim())
		.filter((line) => line !== '');
	const [first = '', ...others] = lines;
	const [, atr] = /^atr ((?:[0-9A-F]{2})+)$/.exec(first) ?? [];
	if (atr === undefined) {
		throw new TypeError('a script begins with the ATR');
	}
	const conversations: ScriptedConversation[] = [];
	let mode: ShareMode | undefined;
	let steps: ScriptedStep[] = [];
	let command: string | undefined;
	for (const line of others) {
		const [, mark = '', rest = ''] = /^([+><-]) ?(.*)$/.exec(line) ?? [];
		if (mark === '+' && mode === undefined && (rest === 'transaction' || rest === 'exclusive')) {
			mode = rest;
			steps = [];
		} else if (mark === '>' && mode !== undefined && command === undefined) {
			command = commandOf(rest);
		} else if (mark === '<' && command !== undefined) {
			steps.push({ command, answer: answerOf(rest) });
			command = undefined;
		} else if (
			mark === '-' &&
			mode !== undefined &&
			command === undefined &&
			(rest === 'leave' || rest === 'reset')
		) {
			conversations.push({ mode, steps, disposition: rest });
			mode = undefined;
		} else {
			throw new TypeError(`no line of a script here: ${line}`);
		}
	}
	if (mode !== undefined) {
		throw new TypeError('the last conversation has no end');
	}
	return { atr, conversations };
}

/** As {@link parseScript} reads it; `notes` stand above. */
export function writeScript({ atr, conversations }: ApduScript, notes: readonly string[]): string {
	return [
		...notes.map((note) => `# ${note}`),
		`atr ${atr}`,
		...conversations.flatMap(({ mode, steps, disposition }) => [
			'',
			`+ ${mode}`,
			...steps.flatMap(({ command, answer }) => [
				`> ${withoutPin(command)}  # ${nameOf(command)}`,
				`< ${typeof answer === 'string' ? answer : `lost ${answer.lost}`}`,
			]),
			`- ${disposition}`,
		]),
		'',
	].join('\n');
}

/** The script with every byte of a signature as 00: the status words and all lengths stay. */
export function withoutSignature(script: ApduScript): ApduScript {
	return {
		...script,
		conversations: script.conversations.map((conversation) => {
			let isSignature = false;
			const steps = conversation.steps.map((step) => {
				isSignature = step.command.startsWith('002A9E9A') || (isSignature && step.command.startsWith('00C0'));
				const { answer } = step;
				if (!isSignature || typeof answer !== 'string') {
					return step;
				}
				return { ...step, answer: '0'.repeat(answer.length - STATUS_DIGITS) + answer.slice(-STATUS_DIGITS) };
			});
			return { ...conversation, steps };
		}),
	};
}

function commandOf(text: string): string {
	if (!/^(?:[0-9A-F]{2}){4}(?:[0-9A-F]{2}|xx)*$/.test(text)) {
		throw new TypeError(`no command: ${text}`);
	}
	if (text !== withoutPin(text)) {
		throw new TypeError('a script holds no digit of a PIN');
	}
	return text;
}

function answerOf(text: string): ScriptedStep['answer'] {
	const lost = LOST.find((code) => text === `lost ${code}`);
	if (lost === undefined && !/^(?:[0-9A-F]{2})+$/.test(text)) {
		throw new TypeError(`no answer: ${text}`);
	}
	return lost === undefined ? text : { lost };
}

/** Every byte behind the header of a command with a PIN stands for any. */
function withoutPin(command: string): string {
	return PIN_INSTRUCTIONS.includes(command.slice(2, 4))
		? command.slice(0, HEADER_DIGITS) + 'x'.repeat(Math.max(0, command.length - HEADER_DIGITS))
		: command;
}

const NAMES: Readonly<Record<string, string>> = {
	'00A404': 'SELECT by name',
	'00A408': 'SELECT by path',
	'00A402': 'SELECT of a file',
	'00A400': 'SELECT of the master file',
	'00B0': 'READ BINARY',
	'00C0': 'GET RESPONSE',
	'00CA': 'GET DATA: the card’s number',
	'8018': 'LIST FILES',
	'0020': 'VERIFY, the digits are not here',
	'0024': 'CHANGE REFERENCE DATA, the digits are not here',
	'002C': 'RESET RETRY COUNTER, the digits are not here',
	'0022': 'MANAGE SECURITY ENVIRONMENT: the key',
	'102A': 'COMPUTE DIGITAL SIGNATURE, more follows',
	'002A': 'COMPUTE DIGITAL SIGNATURE',
};

function nameOf(command: string): string {
	const name = NAMES[command.slice(0, 6)] ?? NAMES[command.slice(0, 4)];
	if (name === undefined) {
		throw new TypeError(`a command without a name: ${command.slice(0, 4)}`);
	}
	return name;
}

export interface ScriptedReader extends Reader {
	readonly atr: Uint8Array;
	/** Fails where anything was said that is not in the script, or was not said that is. */
	assertKept(): void;
}

/** A reader that plays a script and holds the program to it, whatever the program makes of a breach. */
export function replay({ atr, conversations }: ApduScript): ScriptedReader {
	const breaches: string[] = [];
	const breach = (what: string): never => {
		breaches.push(what);
		throw new CardError('card-lost', what);
	};
	let opened = 0;
	let isOpen = false;
	let missing = conversations.reduce((sum, { steps }) => sum + steps.length, 0);
	const open = ({ steps, disposition: expected }: ScriptedConversation): CardConnection => {
		let position = 0;
		isOpen = true;
		return {
			async transmit(bytes) {
				const sent = hexOf(bytes);
				const step = steps[position];
				if (step === undefined || !fits(sent, step.command)) {
					return breach(`conversation ${opened}, step ${position + 1}: ${withoutPin(sent)} was not expected`);
				}
				position++;
				missing--;
				if (typeof step.answer !== 'string') {
					throw new CardError(step.answer.lost, 'by the script');
				}
				return Uint8Array.from(Buffer.from(step.answer, 'hex'));
			},
			async close(disposition) {
				isOpen = false;
				if (disposition !== expected) {
					breaches.push(`conversation ${opened} was ended with ${disposition}`);
				}
			},
		};
	};
	return {
		name: 'script',
		isVirtual: true,
		atr: Uint8Array.from(Buffer.from(atr, 'hex')),
		async connect(mode) {
			const conversation = conversations[opened];
			opened++;
			return conversation === undefined || conversation.mode !== mode
				? breach(`conversation ${opened} in mode ${mode} was not expected`)
				: open(conversation);
		},
		assertKept() {
			if (breaches.length > 0 || missing > 0 || opened < conversations.length || isOpen) {
				throw new Error(
					`${missing} steps and ${conversations.length - opened} conversations are missing; ${breaches.join('; ')}`,
				);
			}
		},
	};
}

export interface RecordingReader extends Reader {
	readonly atr: Uint8Array;
	recorded(): ApduScript;
}

/** A reader that notes what is said. */
export function record(reader: Reader, atr: Uint8Array): RecordingReader {
	const conversations: ScriptedConversation[] = [];
	return {
		name: reader.name,
		isVirtual: true,
		atr,
		async connect(mode) {
			const connection = await reader.connect(mode);
			const steps: ScriptedStep[] = [];
			return {
				async transmit(command) {
					const sent = withoutPin(hexOf(command));
					try {
						const answer = await connection.transmit(command);
						steps.push({ command: sent, answer: hexOf(answer) });
						return answer;
					} catch (error) {
						const lost = error instanceof CardError ? LOST.find((code) => code === error.code) : undefined;
						if (lost !== undefined) {
							steps.push({ command: sent, answer: { lost } });
						}
						throw error;
					}
				},
				async close(disposition) {
					if (disposition !== 'unpower') {
						conversations.push({ mode, steps, disposition });
					}
					await connection.close(disposition);
				},
			};
		},
		recorded: () => ({ atr: hexOf(atr), conversations }),
	};
}

function fits(sent: string, command: string): boolean {
	return (
		sent.length === command.length &&
		Array.from(command).every((digit, index) => digit === 'x' || digit === sent[index])
	);
}

function hexOf(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString('hex').toUpperCase();
}
