import { randomInt } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { openForm, orderCode, sendForm } from './login.ts';
import { KEYS, MuhurdarSession } from './muhurdar-session.ts';

const { login } = textsOf('tr');

const RUNS = 5;
const LETTERS = 'abcdefghjkmnoprstuvyz';
const WORD_LENGTH = 8;
const CHUNK_BYTES = 1 << 20;
/** What Linux only sets aside has no bytes in it. */
const LARGEST_REGION = 1 << 30;
const CTRL_U = '\u{15}';

function randomWord(): string {
	return Array.from({ length: WORD_LENGTH }, () => LETTERS[randomInt(LETTERS.length)] ?? 'a').join('');
}

/** How often a word stands in the memory that a process can write to, as UTF-8 or as UTF-16. */
async function copiesInMemory(pid: number, word: string): Promise<number> {
	const forms = [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')];
	const longest = Math.max(...forms.map(({ length }) => length));
	const regions = (await readFile(`/proc/${pid}/maps`, 'utf8'))
		.split('\n')
		.flatMap((line) => {
			const [, from = '', to = ''] = /^([0-9a-f]+)-([0-9a-f]+) rw/u.exec(line) ?? [];
			return from === '' ? [] : [{ start: Number.parseInt(from, 16), end: Number.parseInt(to, 16) }];
		})
		.filter(({ start, end }) => end - start < LARGEST_REGION);
	const memory = await open(`/proc/${pid}/mem`, 'r');
	const chunk = Buffer.alloc(CHUNK_BYTES + longest - 1);
	let copies = 0;
	try {
		for (const { start, end } of regions) {
			for (let at = start; at < end; at += CHUNK_BYTES) {
				const wanted = Math.min(chunk.length, end - at);
				// A region of the kernel's own, or one that is gone by now, cannot be read.
				const { bytesRead } = await memory.read(chunk, 0, wanted, at).catch(() => ({ bytesRead: 0 }));
				const read = chunk.subarray(0, bytesRead);
				for (const form of forms) {
					for (let found = read.indexOf(form); found !== -1; found = read.indexOf(form, found + 1)) {
						copies += 1;
					}
				}
			}
		}
	} finally {
		await memory.close();
	}
	return copies;
}

it('a word that was typed key by key and wiped stands nowhere in the memory of the program', async () => {
	const muhurdar = MuhurdarSession.start();
	await openForm(muhurdar);
	muhurdar.pty.type(KEYS.tab);
	await muhurdar.holds(login.captcha, '', true);
	muhurdar.pty.type(KEYS.tab);
	await muhurdar.holds(login.securityWord, '', true);
	for (let run = 0; run < RUNS; run += 1) {
		const word = randomWord();
		for (const [place, letter] of Array.from(word).entries()) {
			muhurdar.pty.type(letter);
			await muhurdar.holds(login.securityWord, '•'.repeat(place + 1), true);
		}
		// The search finds what is there: the bytes of the secret, until they are wiped.
		expect(await copiesInMemory(muhurdar.pid, word)).toBeGreaterThan(0);
		muhurdar.pty.type(CTRL_U);
		await muhurdar.holds(login.securityWord, '', true);
		expect(await copiesInMemory(muhurdar.pid, word), `run ${run + 1}`).toBe(0);
	}
}, 300_000);

it('a code that is drawn digit by digit stands nowhere as a whole once it was wiped', async () => {
	const muhurdar = MuhurdarSession.start();
	await openForm(muhurdar);
	await sendForm(muhurdar);
	const sent = await orderCode(muhurdar);
	for (let run = 0; run < RUNS; run += 1) {
		// Another one than the sandbox's own, which is in the same process.
		const code = Array.from(sent, (digit) => (Number(digit) + 1 + randomInt(9)) % 10);
		for (const [place, digit] of code.entries()) {
			muhurdar.pty.type(String(digit));
			await muhurdar.pty.shows(
				new RegExp(`${login.code} +${code.slice(0, place + 1).join(' ')}( _| *$)`, 'm'),
			);
		}
		expect(await copiesInMemory(muhurdar.pid, code.join(''))).toBeGreaterThan(0);
		muhurdar.pty.type(CTRL_U);
		await muhurdar.pty.shows(new RegExp(`${login.code} +_ _ _ _ _ _`));
		expect(await copiesInMemory(muhurdar.pid, code.join('')), `run ${run + 1}`).toBe(0);
	}
}, 300_000);
