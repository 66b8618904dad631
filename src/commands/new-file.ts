import type { Texts } from '#i18n';
import { writeNewFile } from '#ports';
import { cleanText } from '#text';
import type { CommandIo } from './command-io.ts';

const MAX_SHOWN_PATH = 300;

/**
 * Writes a file that a command was asked for, which only this user can read, and says on stderr where it is, or why it was
 * not written. A file that is there is left alone.
 *
 * @returns whether it was written
 */
export async function writeAndTell(
	path: string,
	content: string | Uint8Array,
	{ texts, io }: { readonly texts: Texts; readonly io: CommandIo },
): Promise<boolean> {
	const outcome = await writeNewFile(path, Buffer.from(content));
	const shown = cleanText(path, MAX_SHOWN_PATH);
	if (outcome.kind === 'written') {
		io.stderr(`${texts.commands.fileWritten(shown)}\n`);
		return true;
	}
	const { what, now } = texts.failure.file[outcome.reason];
	io.stderr(`${shown}: ${what} ${now}\n`);
	return false;
}
