import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	chmodSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { openForm, orderCode, revealPin, SECURITY_WORD, sendForm } from './login.ts';
import { MuhurdarSession } from './muhurdar-session.ts';

const texts = textsOf('tr');
const OPERATOR_CODE = 'kapat-472913';
const PROGRAM = fileURLToPath(new URL('../../bin/muhurdar', import.meta.url));
/** All that a print service is reached by; each notes that it was called. */
const PRINT_PROGRAMS = ['lp', 'lpr', 'lpstat', 'lpadmin', 'cancel'];
/** The visit's acts, without a PIN: the one thing that a visit adds to. */
const JOURNAL = /^home\/\.local\/state\/muhurdar\/(?:[\w-]+\/)?journal\.jsonl$/;
/** SQLite's own file beside the lock of the journal, there while a record is written. */
const LOCK_AT_WORK = 'home/.local/state/muhurdar/journal-deneme/journal.lock-journal';

const root = mkdtempSync(join(tmpdir(), 'muhurdar-kiosk-traces-'));
const at = (...parts: readonly string[]): string => join(root, ...parts);
const wasPrinted = at('printed');

/** Home, temporary files and XDG folders are the kiosk's own, so that whatever appears in them is its doing. */
const env = {
	HOME: at('home'),
	TMPDIR: at('tmp'),
	XDG_RUNTIME_DIR: at('run'),
	XDG_CONFIG_HOME: at('home', '.config'),
	XDG_CACHE_HOME: at('home', '.cache'),
	XDG_STATE_HOME: at('home', '.local', 'state'),
	XDG_DATA_HOME: at('home', '.local', 'share'),
	PATH: `${at('bin')}:${process.env['PATH']}`,
};

beforeAll(() => {
	for (const folder of [
		'home/.config',
		'home/.cache',
		'home/.local/state',
		'home/.local/share',
		'home/Belgeler',
		'tmp',
		'run',
		'bin',
	]) {
		mkdirSync(at(folder), { recursive: true, mode: 0o700 });
	}
	for (const name of PRINT_PROGRAMS) {
		writeFileSync(at('bin', name), `#!/bin/sh\necho "$0 $*" >> '${wasPrinted}'\n`);
		chmodSync(at('bin', name), 0o755);
	}
	execFileSync(PROGRAM, ['config', 'set', 'portal.address', 'sandbox'], { env });
	execFileSync(PROGRAM, ['config', 'set', 'kiosk.operator-code'], {
		env,
		input: `${OPERATOR_CODE}\n${OPERATOR_CODE}\n`,
		stdio: ['pipe', 'pipe', 'pipe'],
	});
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Every file and folder below the root, with what is in it and who may read it. */
function traces(folder = ''): ReadonlyMap<string, string> {
	return new Map(
		readdirSync(at(folder))
			.map((name) => join(folder, name))
			.flatMap((path) => {
				const found = lstatSync(at(path), { throwIfNoEntry: false });
				if (found === undefined) {
					// The lock's own file went away meanwhile.
					return [];
				}
				const content =
					found.isFile() && path !== LOCK_AT_WORK
						? createHash('sha256')
								.update(readFileSync(at(path)))
								.digest('hex')
						: found.isSymbolicLink()
							? readlinkSync(at(path))
							: '';
				const entry = [path, `${found.mode.toString(8)} ${content}`] as const;
				return found.isDirectory() ? [entry, ...traces(path)] : [entry];
			}),
	);
}

function changed(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
	return [...new Set([...before.keys(), ...after.keys()])].filter(
		(path) => before.get(path) !== after.get(path),
	);
}

/** Whatever runs with the kiosk's temporary folder in its environment: its launcher, its program and their children. */
function processes(): readonly number[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.filter((name) => {
			try {
				return readFileSync(`/proc/${name}/environ`, 'utf8').split('\0').includes(`TMPDIR=${env.TMPDIR}`);
			} catch {
				// It ended meanwhile, or is another user's.
				return false;
			}
		})
		.map(Number)
		.toSorted((one, other) => one - other);
}

async function kiosk(): Promise<MuhurdarSession> {
	const muhurdar = MuhurdarSession.start({ args: ['--kiosk'], env });
	await muhurdar.says(texts.kiosk.welcome);
	await muhurdar.says(texts.kiosk.withCard);
	return muhurdar;
}

async function leave(muhurdar: MuhurdarSession): Promise<void> {
	muhurdar.pty.type('q');
	await muhurdar.says(texts.kiosk.unlockBody);
	muhurdar.pty.type(`${OPERATOR_CODE}\r`);
	expect(await muhurdar.endsClean()).toEqual({ exitCode: 0, told: '' });
}

/** Logs in, looks at the PIN, wants it saved, and takes the card along. Resolves to the PIN. */
async function visit(muhurdar: MuhurdarSession): Promise<string> {
	const { pty } = muhurdar;
	pty.type('1');
	await openForm(muhurdar);
	await sendForm(muhurdar);
	const code = await orderCode(muhurdar);
	pty.type(code);
	muhurdar.press('enter');
	await muhurdar.says(texts.steps[6].title);
	await pty.shows(new RegExp(`▸ ${texts.menu.entries['pin-view']}`));
	muhurdar.press('enter');
	const pin = await revealPin(muhurdar);
	muhurdar.press('down', 'enter');
	await muhurdar.says(texts.saving.refusals['no-stick']);
	muhurdar.press('f9');
	await muhurdar.says(texts.told['kiosk-card-removed']);
	await muhurdar.says(texts.kiosk.noCard);
	muhurdar.press('f9');
	await muhurdar.says(texts.kiosk.withCard);
	return pin;
}

it('a visit to a kiosk leaves files, print queue and processes as they were, but for the journal', async () => {
	// The first visit of all makes what every later one finds: the journal, its keys, the compiled code.
	const first = await kiosk();
	await visit(first);
	await leave(first);

	const muhurdar = await kiosk();
	const filesBefore = traces();
	const processesBefore = processes();
	expect(processesBefore.length).toBeGreaterThan(0);

	const pin = await visit(muhurdar);

	expect(processes()).toEqual(processesBefore);
	const filesAfter = traces();
	const [journal = '', ...others] = changed(filesBefore, filesAfter).filter((path) => path !== LOCK_AT_WORK);
	expect(others).toEqual([]);
	expect(journal).toMatch(JOURNAL);
	expect(existsSync(wasPrinted)).toBe(false);
	for (const path of filesAfter.keys()) {
		if (lstatSync(at(path)).isFile()) {
			const content = readFileSync(at(path), 'latin1');
			// The compiled code has the sandbox's own word in it, and was there before the visit.
			const isWritten = path.startsWith('home/.local/');
			expect(isWritten && content.includes(SECURITY_WORD), path).toBe(false);
			expect(isWritten && content.includes(pin), path).toBe(false);
		}
	}

	await leave(muhurdar);
	expect(processes()).toEqual([]);
	// The end of the session may come into the journal after the card's, on a busy machine.
	const filesAtEnd = traces();
	expect(filesAtEnd.has(LOCK_AT_WORK)).toBe(false);
	expect(
		changed(filesAfter, filesAtEnd).filter((path) => !JOURNAL.test(path) && path !== LOCK_AT_WORK),
	).toEqual([]);
});
