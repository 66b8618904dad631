import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Beside the built program; else where the package lies. */
const FONT_FILE = 'DejaVuSans.ttf';

/** Path of the font of every PDF: those that PDF itself has garble what follows a Turkish letter. */
export function documentFont(): string {
	const beside = fileURLToPath(new URL(`./${FONT_FILE}`, import.meta.url));
	return existsSync(beside)
		? beside
		: createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${FONT_FILE}`);
}
