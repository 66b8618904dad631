import { readSecretLine } from '#terminal';

/** The next line of the standard input; undefined where there is none. */
export async function readTyped(isShown: boolean) {
	const typed = await readSecretLine(process.stdin, { isShown });
	return typed.kind === 'typed' ? typed.secret : undefined;
}
