import type { Texts } from '#i18n';
import type { RegisterError, SealRegister } from '#register';
import { cleanText } from '#text';
import type { CommandIo } from '../command-io.ts';

const MAX_SHOWN_PATH = 300;

/** What every command that uses the register needs of it. */
export interface RegisterPlace {
	/** Undefined where the environment names no place. */
	readonly directory: string | undefined;
	/** Milliseconds since 1970 UTC. */
	readonly now: () => number;
}

/** Why the register could not be used, and what to do. */
export function registerSentence({ code, path }: RegisterError, { commands: { seals } }: Texts): string {
	const { what, now } = seals.failure[code];
	return [what, now, ...(path === undefined ? [] : [`(${cleanText(path, MAX_SHOWN_PATH)})`])].join(' ');
}

/**
 * Opens the register, lets it be used, and closes it; a damaged file that was put aside meanwhile is told on stderr.
 *
 * @returns undefined where the register could not be used, which is told on stderr
 */
export async function withRegister<T>(
	place: RegisterPlace,
	{ texts, io }: { readonly texts: Texts; readonly io: CommandIo },
	use: (register: SealRegister) => Promise<T>,
): Promise<T | undefined> {
	const { openSealRegister, RegisterError } = await import('#register');
	let register: SealRegister | undefined;
	try {
		register = openSealRegister(place.directory, place.now);
		return await use(register);
	} catch (error) {
		if (error instanceof RegisterError) {
			io.stderr(`${registerSentence(error, texts)}\n`);
			return undefined;
		}
		throw error;
	} finally {
		for (const { aside, kept, rebuilt } of register?.salvages ?? []) {
			io.stderr(`${texts.commands.seals.salvaged(cleanText(aside, MAX_SHOWN_PATH), kept, rebuilt)}\n`);
		}
		register?.close();
	}
}
