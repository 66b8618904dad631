import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PtySession, type PtySessionOptions } from './pty-session.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

interface RunningProgram {
	readonly session: PtySession;
	readonly pid: number;
	/** The exit code, after the terminal was found as it was before. */
	endsClean(): Promise<number>;
}

/** Starts the fixture in a terminal whose main screen already has a line, and looks at the terminal afterwards. */
async function program(
	args = '',
	options: PtySessionOptions & { readonly file?: string } = {},
): Promise<RunningProgram> {
	const file = fixture(options.file ?? 'terminal-life.ts');
	// Under job control, as from a person's shell: only there does a stop signal stop.
	const command = `set -m; printf 'önce\\n'; '${process.execPath}' '${file}' ${args}; printf 'kod=%s;\\n' $?; stty -a`;
	const session = new PtySession(command, options);
	const [, pid] = await session.shows(/pid=(\d+); hazır;/);
	expect(session.isOnAlternateScreen).toBe(true);
	expect(session.isCursorShown).toBe(false);
	expect(session.isPasteBracketed).toBe(true);
	return {
		session,
		pid: Number(pid),
		async endsClean() {
			await session.ended();
			const { text } = session;
			expect(session.isOnAlternateScreen).toBe(false);
			expect(session.isCursorShown).toBe(true);
			expect(session.isPasteBracketed).toBe(false);
			expect(text.startsWith('önce\n')).toBe(true);
			expect(text).not.toContain('pid=');
			// Echo, line editing and the signal keys are on, output is processed.
			expect(text).toMatch(/(?<!-)\bisig\b/);
			expect(text).toMatch(/(?<!-)\bicanon\b/);
			expect(text).toMatch(/(?<!-)\becho\b/);
			expect(text).toMatch(/(?<!-)\bopost\b/);
			return Number(text.match(/kod=(\d+);/)?.[1]);
		},
	};
}

describe('after every end the terminal is as it was before', () => {
	it.each([
		['SIGTERM', 143],
		['SIGHUP', 129],
		['SIGINT', 130],
		['SIGQUIT', 131],
	] as const)('%s: exit code %i', async (signal, code) => {
		const running = await program();
		process.kill(running.pid, signal);
		expect(await running.endsClean()).toBe(code);
	});

	it.each([
		['q', 0],
		['\u{3}', 130],
		['x', 7],
	] as const)('key %j: exit code %i', async (key, code) => {
		const running = await program();
		running.session.type(key);
		expect(await running.endsClean()).toBe(code);
	});

	it('also when the screen neither leaves nor reports its end', async () => {
		const running = await program('', { file: 'stubborn-screen.ts' });
		process.kill(running.pid, 'SIGTERM');
		expect(await running.endsClean()).toBe(143);
		expect(running.session.text).toContain('Error: kapanmıyor');
		expect(running.session.raw).toMatch(/\u{1B}\[0mError: kapanmıyor/u);
	});

	it.each([
		['t', 'tuş'],
		['z', 'zamanlayıcı'],
		['r', 'söz'],
		['e', 'çizim'],
	])('exception by key %s: exit code 1 and its message on the main screen', async (key, where) => {
		const running = await program();
		running.session.type(key);
		expect(await running.endsClean()).toBe(1);
		const { text, raw } = running.session;
		expect(text).toMatch(new RegExp(`Beklenmeyen hata\\.\\nError: bilerek: ${where}\\n +at `));
		expect(text.match(/bilerek/g)).toHaveLength(1);
		expect(raw).not.toContain('4711');
	});
});

describe('the shutdown', () => {
	it('is waited for no longer than it may take', async () => {
		const running = await program('hanging');
		process.kill(running.pid, 'SIGTERM');
		await running.session.shows(/kapanıyor/);
		expect(await running.endsClean()).toBe(143);
	});

	it('is cut short by a second signal, whose code counts', async () => {
		const running = await program('hanging');
		process.kill(running.pid, 'SIGTERM');
		await running.session.shows(/kapanıyor/);
		process.kill(running.pid, 'SIGINT');
		expect(await running.endsClean()).toBe(130);
	});

	it('is not cut short by SIGHUP, which systemd sends together with SIGTERM', async () => {
		const running = await program('hanging');
		process.kill(running.pid, 'SIGTERM');
		await running.session.shows(/kapanıyor/);
		process.kill(running.pid, 'SIGHUP');
		expect(await running.endsClean()).toBe(143);
	});

	it('that fails is told, and turns a good end into a failed one', async () => {
		const running = await program('failing');
		running.session.type('q');
		expect(await running.endsClean()).toBe(1);
		expect(running.session.text).toContain('Error [E_SHUTDOWN]: kapanamadı');
	});

	it('runs when the terminal goes away under the program', async () => {
		const directory = mkdtempSync(join(tmpdir(), 'terminal-life-'));
		try {
			const file = join(directory, 'shutdown');
			const exitCode = join(directory, 'exit-code');
			execFileSync('mkfifo', [exitCode]);
			// The shell outlives its terminal to tell how the program ended; reading the pipe waits for that.
			const program = `'${process.execPath}' '${fixture('terminal-life.ts')}' orderly '${file}'`;
			const session = new PtySession(`trap '' HUP; ${program}; printf %s $? > '${exitCode}'`);
			await session.shows(/hazır/);
			session.hangUp();
			expect(await readFile(exitCode, 'utf8')).toBe('129');
			expect(await readFile(file, 'utf8')).toBe('kapandı');
		} finally {
			rmSync(directory, { recursive: true });
		}
	});
});

describe('while the screen is on', () => {
	it('SIGTSTP does not stop the program and SIGUSR1 opens no inspector', async () => {
		const running = await program();
		process.kill(running.pid, 'SIGTSTP');
		process.kill(running.pid, 'SIGUSR1');
		running.session.type('1');
		await running.session.shows(/tuşlar: text\(1\);/);
		running.session.type('q');
		expect(await running.endsClean()).toBe(0);
		expect(running.session.raw).not.toContain('Debugger');
	});

	it('warnings and writes to stderr wait until the main screen is back, without their controls', async () => {
		const running = await program();
		running.session.type('w');
		await running.session.shows(/uyarıldı/);
		expect(running.session.raw).not.toContain('gürültü');
		running.session.type('q');
		expect(await running.endsClean()).toBe(0);
		const { raw, text } = running.session;
		expect(raw.indexOf('gürültü')).toBeGreaterThan(raw.lastIndexOf('\u{1B}[?1049l'));
		expect(text).toContain('gürültü\u{FFFD}[2J');
		expect(text).toContain('Warning: uyarı metni');
		expect(text.match(/uyarı metni/g)).toHaveLength(1);
	});

	it('colours are drawn, and with NO_COLOR only the styles', async () => {
		const coloured = await program();
		coloured.session.type('q');
		await coloured.endsClean();
		const plain = await program('', { env: { NO_COLOR: '1' } });
		plain.session.type('q');
		await plain.endsClean();
		const sgr = (raw: string): readonly string[] => raw.match(/\u{1B}\[[\d;]*m/gu) ?? [];
		expect(sgr(coloured.session.raw)).toContain('\u{1B}[32m');
		expect(sgr(plain.session.raw)).toContain('\u{1B}[7m');
		expect(sgr(plain.session.raw)).not.toContain('\u{1B}[32m');
	});

	it('every key of a burst arrives beside Ink, pastes and function keys too', async () => {
		const running = await program();
		running.session.type('12ş\r\u{1B}OP\u{1B}[15~\u{1B}[200~3\r4\u{1B}[201~\u{1B}[A');
		await running.session.shows(/tuşlar: text\(1\) text\(2\) text\(ş\) <enter> <f1> <f5> paste\(3 4\) <up>;/);
		running.session.type('\u{1B}');
		await running.session.shows(/<up> <escape>;/);
		running.session.type('q');
		expect(await running.endsClean()).toBe(0);
	});
});

describe('a headless command', () => {
	it('ends with 141 when the reader of its output goes away', async () => {
		const child = spawn(process.execPath, [fixture('endless-lines.ts')], {
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
		await new Promise((resolve) => child.stdout.once('data', resolve));
		child.stdout.destroy();
		let stderr = '';
		child.stderr.on('data', (chunk: Buffer) => {
			stderr += chunk.toString();
		});
		expect(await closed).toBe(141);
		expect(stderr).toBe('');
	});
});
