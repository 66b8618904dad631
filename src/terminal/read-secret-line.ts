import { StringDecoder } from 'node:string_decoder';
import { SecretText } from '#text';

/** Characters of a typed secret; what is longer is no secret that anything of ours takes. */
const MAX_LENGTH = 256;

/** What a typed line came to. */
export type TypedSecret =
	| { readonly kind: 'typed'; readonly secret: SecretText }
	/** Ctrl+C, Ctrl+D, or the end of the input. */
	| { readonly kind: 'given-up' };

/**
 * Reads one line of text. From a terminal it is not echoed unless it may be shown, and the terminal is put back as it was;
 * from a pipe it is the next line. Bytes after the line stay for the next reader.
 */
export function readSecretLine(
	stdin: NodeJS.ReadStream,
	{ isShown = false }: { readonly isShown?: boolean } = {},
): Promise<TypedSecret> {
	// A terminal in its usual mode echoes, edits, and gives the whole line at once, as a pipe does.
	const isTerminal = stdin.isTTY === true && !isShown;
	const decoder = new StringDecoder('utf8');
	const typed = Promise.withResolvers<TypedSecret>();
	let secret = SecretText.empty;
	const replace = (next: SecretText): void => {
		secret.wipe();
		secret = next;
	};
	const finish = (outcome: TypedSecret, rest: string): void => {
		stdin.off('data', onData);
		stdin.off('end', onEnd);
		stdin.pause();
		if (rest !== '') {
			stdin.unshift(Buffer.from(rest));
		}
		if (isTerminal) {
			stdin.setRawMode(false);
		}
		typed.resolve(outcome);
	};
	const onEnd = (): void => {
		finish(secret.length > 0 ? { kind: 'typed', secret } : { kind: 'given-up' }, '');
	};
	const onData = (chunk: Buffer): void => {
		const text = decoder.write(chunk);
		for (const [index, character] of Array.from(text).entries()) {
			if (character === '\n' || (isTerminal && character === '\r')) {
				finish(
					{ kind: 'typed', secret },
					Array.from(text)
						.slice(index + 1)
						.join(''),
				);
				return;
			}
			if (isTerminal && (character === '\u{3}' || (character === '\u{4}' && secret.length === 0))) {
				replace(SecretText.empty);
				finish({ kind: 'given-up' }, '');
				return;
			}
			if (isTerminal && (character === '\u{7F}' || character === '\b')) {
				replace(secret.erased());
			} else if (character >= ' ' && secret.length < MAX_LENGTH) {
				replace(secret.inserted(character));
			}
		}
	};
	if (isTerminal) {
		stdin.setRawMode(true);
	}
	stdin.on('data', onData);
	stdin.on('end', onEnd);
	stdin.resume();
	return typed.promise;
}
