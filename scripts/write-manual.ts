/**
 * Writes the manual pages in both languages from the tables of commands and settings, to deploy/man/.
 *
 * Usage: node scripts/write-manual.ts [--check]   (--check writes nothing and fails where a page is stale)
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bringUpToDate } from './generated-files.ts';
import { configPage, kioskPage, programPage } from './manual/pages.ts';
import { versionOf } from './package/contents.ts';

const ROOT = join(import.meta.dirname, '..');
const version = versionOf(ROOT);

/** Of the newest release that CHANGELOG.md has a date for; before the first one, the date that the project began. */
const date =
	/^## \[[^\]]+\] - (\d{4}-\d{2}-\d{2})$/m.exec(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'))?.[1] ??
	'2026-01-01';

const pages = new Map<string, string>();
for (const language of ['en', 'tr'] as const) {
	// As man(1) looks for them: English has no folder of its own.
	const folder = join('deploy', 'man', ...(language === 'en' ? [] : [language]));
	pages.set(join(folder, 'man1', 'muhurdar.1'), programPage(language, { date, version }));
	pages.set(join(folder, 'man5', 'muhurdar-config.5'), configPage(language, { date, version }));
	pages.set(join(folder, 'man7', 'muhurdar-kiosk.7'), kioskPage(language, { date, version }));
}
bringUpToDate(pages, 'npm run manual');
