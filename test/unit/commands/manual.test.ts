import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { COMMAND_NAMES, COMMANDS } from '../../../src/commands/command-table.ts';

const MANUAL = 'deploy/man';
const PAGES = readdirSync(MANUAL, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\d$/.test(name));

it.each(['scripts/write-manual.ts', 'scripts/write-completions.ts'])(
	'%s has nothing to write',
	async (script) => {
		const run = promisify(execFile)(process.execPath, [script, '--check']);
		await expect(run).resolves.toEqual({ stdout: '', stderr: '' });
	},
);

it('there are three pages in each language', () => {
	const ours = ['man1/muhurdar.1', 'man5/muhurdar-config.5', 'man7/muhurdar-kiosk.7'];
	expect(PAGES.toSorted()).toEqual([...ours, ...ours.map((page) => `tr/${page}`)]);
});

it.each(PAGES)('mandoc finds nothing in %s', async (page) => {
	// Ends with an error where it finds anything, a matter of style included.
	const run = promisify(execFile)('mandoc', ['-Tlint', '-Wall', join(MANUAL, page)]);
	await expect(run).resolves.toEqual({ stdout: '', stderr: '' });
});

it.each(['man1/muhurdar.1', 'tr/man1/muhurdar.1'])('%s has every command and every option', (page) => {
	const text = readFileSync(join(MANUAL, page), 'utf8');
	for (const name of COMMAND_NAMES) {
		if (name !== 'screens') {
			expect(text).toContain(`\n.SS "muhurdar ${name.replaceAll('-', '\\-')}"\n`);
		}
		for (const option of COMMANDS[name].options) {
			expect(text).toContain(`\\fB\\-\\-${option}\\fR`);
		}
	}
});
