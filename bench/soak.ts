/**
 * A program that is used for long: memory, open files and threads after many logins and many cards that came and went,
 * beside the same program at its start. In the sandbox, so that portal, phone and card are in the same memory.
 *
 * Usage: scripts/pinned-node bench/soak.ts [--sessions 1000] [--events 10000]   (hours; 50 and 500 take minutes)
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readCaptchaOn } from '../test/pty/captcha-on-screen.ts';
import { PtySession } from '../test/pty/pty-session.ts';
import { report } from './figures.ts';
import { memoryOf } from './memory-of.ts';

const GOAL_MB = 5;
const SETTLED_MS = 10_000;
const WAIT_LIMIT_MS = 600_000;
const TOLD_EVERY = 50;
const HOLDER_NUMBER = '4540536920';
const SECURITY_WORD = 'papatya';
const KEYS = { enter: '\r', escape: '\u{1B}', tab: '\t', down: '\u{1B}[B', f9: '\u{1B}[20~' } as const;
/** More than the menu has entries. */
const TO_LAST_ENTRY = 12;

interface Use {
	readonly megabytes: number;
	readonly files: number;
	readonly threads: number;
}

const { values } = parseArgs({
	options: {
		sessions: { type: 'string', default: '1000' },
		events: { type: 'string', default: '10000' },
	},
});
const [sessions, events] = [Number(values.sessions), Number(values.events)];
let code: string | undefined;
const home = mkdtempSync(join(tmpdir(), 'muhurdar-bench-'));
const program = join(import.meta.dirname, '../bin/muhurdar');
const pty = new PtySession(`echo "pid=$$;"; exec '${program}'`, {
	waitLimitMs: WAIT_LIMIT_MS,
	env: { LANG: 'C.UTF-8', HOME: home },
});
try {
	await shows('✓ 3 ');
	const before = await use();
	for (let count = 1; count <= events; count += 1) {
		const isIn = pty.text.includes('● AKİS v1.0');
		pty.type(KEYS.f9);
		await pty.until('the card', () => pty.text.includes('● AKİS v1.0') !== isIn || undefined);
		tell('card events', count);
	}
	for (let count = 1; count <= sessions; count += 1) {
		await logInAndOut();
		tell('sessions', count);
	}
	const later = await use();
	report('soak', [
		{
			what: `resident memory after ${events} card events and ${sessions} sessions, sandbox`,
			beside: 'the same program at its start',
			figures:
				`${later.megabytes.toFixed(0)} MB beside ${before.megabytes.toFixed(0)} MB; open files ${later.files} beside ` +
				`${before.files}, threads ${later.threads} beside ${before.threads}`,
			measured: later.megabytes - before.megabytes,
			goal: GOAL_MB,
			unit: 'MB more',
		},
	]);
} finally {
	await pty.close();
	rmSync(home, { recursive: true, force: true });
}

async function logInAndOut(): Promise<void> {
	pty.type('4');
	await shows('4. Adım · Kullanıcı doğrulama');
	pty.type(KEYS.enter);
	await shows('5. Adım');
	const captcha = await readCaptchaOn(pty);
	pty.type([HOLDER_NUMBER, captcha, SECURITY_WORD].join(KEYS.tab));
	pty.type(KEYS.enter);
	await shows('numarasına gönderelim mi');
	pty.type(KEYS.enter);
	await shows('SMS Onay Kodu');
	// The phone shows the code of the session before until the new one comes.
	code = await pty.until('a new code', () => {
		const [, shown] = /☎ .*Onay kodunuz ([\d ]*\d)/.exec(pty.text) ?? [];
		return shown === code ? undefined : shown;
	});
	pty.type(`${code.replaceAll(' ', '')}${KEYS.enter}`);
	await pty.shows(/SIGN0 +◆ +geçerli/);
	pty.type(KEYS.down.repeat(TO_LAST_ENTRY));
	await shows('▸ Çıkış');
	pty.type(KEYS.enter);
	await shows('Oturum kapatılsın mı?');
	pty.type(KEYS.enter);
	await shows('○ oturum yok');
}

function shows(text: string): Promise<true> {
	return pty.until(text, () => pty.text.includes(text) || undefined);
}

/** At the first screen, after a while in which what is not needed is given back. */
async function use(): Promise<Use> {
	await after(SETTLED_MS);
	const pid = Number(/pid=(\d+);/.exec(pty.raw)?.[1]);
	return {
		megabytes: memoryOf(pid).residentMb,
		files: readdirSync(`/proc/${pid}/fd`).length,
		threads: readdirSync(`/proc/${pid}/task`).length,
	};
}

function tell(what: string, count: number): void {
	if (count % TOLD_EVERY === 0) {
		const pid = Number(/pid=(\d+);/.exec(pty.raw)?.[1]);
		process.stderr.write(`${count} ${what}: ${memoryOf(pid).residentMb.toFixed(0)} MB\n`);
	}
}
