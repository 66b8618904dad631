import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { createRandomSource } from '../../src/sandbox/random.ts';
import { openForm } from './login.ts';
import { MuhurdarSession } from './muhurdar-session.ts';

const texts = textsOf('tr');
/** Fewer than a code can have, more than the bytes and keys typed here put into the field by chance. */
const MARK_LENGTH = 29;
const LANGUAGES = ['tr', 'en'] as const;
const OPERATOR_CODE = 'kapat-472913';
const PROGRAM = fileURLToPath(new URL('../../bin/muhurdar', import.meta.url));

const home = mkdtempSync(join(tmpdir(), 'muhurdar-kiosk-'));

beforeAll(() => {
	mkdirSync(join(home, '.config'));
	execFileSync(PROGRAM, ['config', 'set', 'portal.address', 'sandbox'], {
		env: { PATH: process.env['PATH'], HOME: home },
	});
	execFileSync(PROGRAM, ['config', 'set', 'kiosk.operator-code'], {
		env: { PATH: process.env['PATH'], HOME: home },
		input: `${OPERATOR_CODE}\n${OPERATOR_CODE}\n`,
		stdio: ['pipe', 'pipe', 'pipe'],
	});
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

async function kiosk(): Promise<MuhurdarSession> {
	const muhurdar = MuhurdarSession.start({ args: ['--kiosk'], env: { HOME: home } });
	await muhurdar.says(texts.kiosk.welcome);
	await muhurdar.isRaw();
	return muhurdar;
}

/** The processes that this one has started, by number. */
function childrenOf(pid: number): readonly number[] {
	const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
	return children
		.split(' ')
		.filter((word) => word !== '')
		.map(Number);
}

/** The program itself: the launcher stays beside it, to put the terminal right. */
async function programOf(muhurdar: MuhurdarSession): Promise<number> {
	const [program, ...others] = childrenOf(muhurdar.pid);
	if (program === undefined || others.length > 0) {
		throw new Error('The launcher has not started just one process');
	}
	return program;
}

/** The language on the screen: what was typed may have changed it. */
function language(muhurdar: MuhurdarSession): 'tr' | 'en' {
	return LANGUAGES.find((name) => muhurdar.pty.screen[0]?.includes(` ${name.toUpperCase()} `)) ?? 'tr';
}

/**
 * Resolves once everything that was typed before has been taken: whatever was begun is closed, and so many characters
 * stand in the attendant's field as nothing else puts there.
 */
async function isTaken(muhurdar: MuhurdarSession): Promise<void> {
	// A key that belongs to no sequence stands behind each Esc, so that it is one at once.
	muhurdar.press('escape', 'f12', 'escape', 'f12', 'escape', 'f12');
	muhurdar.pty.type(`q${'x'.repeat(MARK_LENGTH)}`);
	await muhurdar.pty.shows(new RegExp(`[^•]•{${MARK_LENGTH}}_`));
	muhurdar.press('escape', 'f12');
	await muhurdar.pty.until('the closed field', () => !muhurdar.pty.text.includes('•_') || undefined);
}

/** Fails unless it is the same process, draws what is asked of it, and has started no other. */
async function isUnmoved(muhurdar: MuhurdarSession, program: number): Promise<void> {
	await isTaken(muhurdar);
	const { help, kiosk: words } = textsOf(language(muhurdar));
	muhurdar.press('f1');
	await muhurdar.says(help.title);
	muhurdar.press('escape', 'f12', 'escape', 'f12');
	await muhurdar.says(words.welcome);
	expect(await programOf(muhurdar)).toBe(program);
	expect(childrenOf(program)).toEqual([]);
	await muhurdar.isRaw();
}

/** To the form, by way of a screen on which the ticks stand. */
async function openKioskForm(muhurdar: MuhurdarSession): Promise<void> {
	await muhurdar.says(texts.kiosk.withCard);
	muhurdar.pty.type('1');
	await openForm(muhurdar);
}

describe('a kiosk stays', () => {
	it('whatever single byte is typed', async () => {
		const muhurdar = await kiosk();
		const program = await programOf(muhurdar);
		for (let byte = 0; byte < 256; byte += 1) {
			muhurdar.pty.type(Uint8Array.of(byte));
		}
		await isUnmoved(muhurdar, program);
	});

	it('whatever is typed again and again to stop, suspend, freeze or end it', async () => {
		const muhurdar = await kiosk();
		const program = await programOf(muhurdar);
		for (let round = 0; round < 20; round += 1) {
			muhurdar.pty.type('\u{3}\u{1A}\u{1C}\u{13}\u{11}q\u{1B}[21~\u{4}');
		}
		await isUnmoved(muhurdar, program);
	});

	it('whatever sequences are typed: 10,000 random ones', async () => {
		const muhurdar = await kiosk();
		const program = await programOf(muhurdar);
		const random = createRandomSource(20_261_125).stream('escape sequences');
		const some = (most: number): number => Number(random.digits(2)) % (most + 1);
		const sequence = (): string =>
			[
				'\u{1B}',
				random.text(1, '[[[OO]P_^NX'),
				random.text(some(5), '0123456789;?<>='),
				random.text(some(1), ' !#$%'),
				random.text(1, 'ABCDEFHMPQRSZacdfhlmnpqrstuvxy~\u{7}\\'),
			].join('');
		for (let sent = 0; sent < 10_000; sent += 500) {
			muhurdar.pty.type(Array.from({ length: 500 }, sequence).join(''));
			// The terminal takes no more than it has room for: a drawn frame shows that these were read.
			muhurdar.pty.type('\u{1B}\\');
			await isTaken(muhurdar);
		}
		await isUnmoved(muhurdar, program);
	});

	it('until its operator types the code', async () => {
		const muhurdar = await kiosk();
		muhurdar.pty.type('q');
		await muhurdar.says(texts.kiosk.unlockBody);
		muhurdar.pty.type('kapat-000000\r');
		await muhurdar.says(texts.refusals['operator-code-wrong']);
		muhurdar.pty.type(`${OPERATOR_CODE}\r`);
		expect(await muhurdar.endsClean()).toEqual({ exitCode: 0, told: '' });
		expect(muhurdar.pty.raw).not.toContain(OPERATOR_CODE);
	});
});

describe('a kiosk leaves the terminal as it was', () => {
	it.each([
		['SIGTERM', 143],
		['SIGHUP', 129],
		['SIGINT', 130],
		['SIGQUIT', 131],
	] as const)('after %s to its launcher: exit code %i', async (signal, exitCode) => {
		const muhurdar = await kiosk();
		muhurdar.kill(signal);
		expect(await muhurdar.endsClean()).toEqual({ exitCode, told: '' });
	});

	it.each([
		['SIGKILL', 137],
		['SIGSEGV', 139],
		['SIGABRT', 134],
	] as const)('after a death that it cannot catch, %s: exit code %i', async (signal, exitCode) => {
		const muhurdar = await kiosk();
		await openKioskForm(muhurdar);
		process.kill(await programOf(muhurdar), signal);
		const ended = await muhurdar.endsClean();
		expect(ended.exitCode).toBe(exitCode);
		// The shell may name the death; nothing of the screens is left.
		expect(ended.told).not.toMatch(/Mühürdar|─/);
	});
});

it('a card that is taken out of a kiosk takes the login along', async () => {
	const muhurdar = await kiosk();
	await openKioskForm(muhurdar);
	muhurdar.press('f9');
	await muhurdar.says(texts.told['kiosk-card-removed']);
	await muhurdar.says(texts.kiosk.noCard);
});
