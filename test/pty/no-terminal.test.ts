import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { PtySession } from './pty-session.ts';

const BUILT_PROGRAM = fileURLToPath(new URL('../../bin/muhurdar', import.meta.url));

const SENTENCE = `${textsOf('tr').commands.noTerminal}\n`;

const home = mkdtempSync(join(tmpdir(), 'muhurdar-home-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('without a terminal the program says one sentence on stderr and ends with 2', () => {
	it('where neither end is one', () => {
		const run = spawnSync(BUILT_PROGRAM, {
			input: 'q',
			encoding: 'utf8',
			env: { ...process.env, HOME: home },
		});
		expect(run.stderr).toBe(SENTENCE);
		expect(run.stdout).toBe('');
		expect(run.status).toBe(2);
	});

	it.each([
		['stdin is a pipe', `: | '${BUILT_PROGRAM}'`],
		['stdin is nothing', `'${BUILT_PROGRAM}' < /dev/null`],
		['stdout is a pipe', `{ '${BUILT_PROGRAM}'; printf '%s' $? >&3; } 3>&1 | cat; (exit 2)`],
	])('where %s', async (_case, command) => {
		const stderr = join(home, 'stderr');
		const pty = new PtySession(`{ ${command}; } 2> '${stderr}'`, { env: { HOME: home } });
		expect(await pty.ended()).toBe(2);
		expect(readFileSync(stderr, 'utf8')).toBe(SENTENCE);
		expect(pty.raw.replace(/^2$/, '')).toBe('');
	});
});
