import { execFile } from 'node:child_process';
import { chmod, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { describe, expect } from 'vitest';
import { textsOf } from '#i18n';
import { flow, HOLDER, type Kiosk } from './kiosk.ts';
import { walkToMenu, walkToMenuOf } from './login-walk.ts';

const { deletion, operation, pins, problems, refusals, saving, warnings } = textsOf('tr');

const DOCUMENT = 'GET /v1/pins/document';
const LAST_DIGITS = HOLDER.number.slice(-4);

async function walkToPins(kiosk: Kiosk): Promise<void> {
	await walkToMenu(kiosk);
	kiosk.press('enter');
	await kiosk.sees(pins.title, pins.hidden);
}

async function savesPins(kiosk: Kiosk): Promise<string> {
	kiosk.press('down');
	kiosk.press('enter');
	await kiosk.sees(saving.intro, saving.how);
	expect(kiosk.heardByPortal(DOCUMENT)).toBe(0);
	kiosk.press('enter');
	await kiosk.sees(saving.saved);
	const [name] = (await readdir(kiosk.folder)).filter((file) => file.endsWith('.pdf'));
	if (name === undefined) {
		throw new Error('No PDF was written');
	}
	return join(kiosk.folder, name);
}

async function readsWarnings(kiosk: Kiosk): Promise<void> {
	for (const [index, item] of warnings.items.entries()) {
		await kiosk.sees(deletion.warning(index + 1, warnings.items.length), item);
		kiosk.press('enter');
	}
	await kiosk.sees(deletion.copy);
}

async function pinsKept(kiosk: Kiosk): Promise<boolean> {
	return kiosk.pinAtPortal().then(
		() => true,
		() => false,
	);
}

flow('Parolalarımı Kaydet writes a PDF that its owner alone can read, with the PIN in it', async (kiosk) => {
	await walkToPins(kiosk);
	const path = await savesPins(kiosk);
	expect((await stat(path)).mode & 0o777).toBe(0o600);
	const { stdout } = await promisify(execFile)('pdftotext', ['-layout', path, '-']);
	expect(stdout).toContain(kiosk.pins.pin);
	expect(stdout).toContain(kiosk.pins.puk);
	expect(stdout).toContain(HOLDER.title);
	expect(path).not.toContain(HOLDER.number);
	expect(kiosk.heardByPortal(DOCUMENT)).toBe(1);
	kiosk.press('down');
	kiosk.press('enter');
	await kiosk.sees(pins.title, pins.hidden);
});

flow('Parolalarımı Sil comes after four warnings and a copy that was saved', async (kiosk) => {
	await walkToPins(kiosk);
	await savesPins(kiosk);
	kiosk.press('escape');
	await kiosk.sees(pins.hidden);
	kiosk.press('down');
	kiosk.press('enter');
	await readsWarnings(kiosk);
	kiosk.press('enter');
	await kiosk.sees(operation.typeDigits(false), deletion.copyIs.saved);
	kiosk.types('0000');
	kiosk.press('enter');
	await kiosk.sees(refusals['confirmation-wrong']);
	expect(await pinsKept(kiosk)).toBe(true);
	kiosk.press('u', { ctrl: true });
	kiosk.types(LAST_DIGITS);
	kiosk.press('enter');
	await kiosk.sees(operation.outcomes.done, deletion.afterwards.saved);
	expect(await pinsKept(kiosk)).toBe(false);
	kiosk.press('enter');
	await kiosk.sees(pins.title, pins.none, 'PIN bilgisi silinmiş: 15.01.2026', pins.askAgain);
	await kiosk.seesNot(pins.hidden, pins.show);
	kiosk.press('escape');
	kiosk.press('enter');
	await kiosk.sees(pins.title, pins.none);
	kiosk.press('enter');
	await kiosk.sees(pins.title, pins.none, 'PIN bilgisi silinmiş: 15.01.2026');
	expect(kiosk.state.pins.kind).toBe('none');
});

flow('without a copy it wants that in words, and nothing is deleted by Enter alone', async (kiosk) => {
	await walkToPins(kiosk);
	kiosk.press('down');
	kiosk.press('down');
	kiosk.press('enter');
	await readsWarnings(kiosk);
	kiosk.press('enter');
	await kiosk.sees(refusals['not-saved-yet']);
	kiosk.press('down');
	kiosk.press('enter');
	await kiosk.sees(deletion.typeWords('KOPYA İSTEMİYORUM'));
	kiosk.press('enter');
	await kiosk.sees(refusals['words-wrong']);
	expect(await pinsKept(kiosk)).toBe(true);
	kiosk.types('kopya istemiyorum');
	kiosk.press('enter');
	await kiosk.sees(deletion.copyIs.declined);
	kiosk.types(LAST_DIGITS);
	kiosk.press('enter');
	await kiosk.sees(deletion.afterwards.declined);
	await kiosk.seesNot('Kopyanızı saklayın');
	expect(await pinsKept(kiosk)).toBe(false);
});

/** The sandbox's holder with 250 cards. */
const MANY = { title: 'Çok Şubeli Mağazacılık A.Ş.', number: '9000000058', word: 'nilüfer' } as const;

flow(
	'the PINs of 250 cards are turned through page by page, and all of them can be deleted',
	async (kiosk) => {
		const FIRST_PAGE = 50;
		await walkToMenuOf(kiosk, MANY);
		kiosk.press('enter');
		await kiosk.sees(pins.title, pins.hidden);
		kiosk.press('enter');
		await kiosk.sees(pins.place(1, `${FIRST_PAGE}+`));
		for (let turned = 1; turned < FIRST_PAGE; turned += 1) {
			kiosk.press('page-down');
		}
		kiosk.stillSees(pins.place(FIRST_PAGE, `${FIRST_PAGE}+`));
		kiosk.press('page-down');
		await kiosk.sees(pins.place(FIRST_PAGE + 1, `${2 * FIRST_PAGE}+`));
		kiosk.press('page-up');
		await kiosk.sees(pins.place(1, `${FIRST_PAGE}+`));
		kiosk.press('enter');
		await kiosk.sees(pins.hidden);
		kiosk.press('down');
		kiosk.press('down');
		kiosk.press('enter');
		await readsWarnings(kiosk);
		kiosk.press('down');
		kiosk.press('enter');
		await kiosk.sees(deletion.typeWords('KOPYA İSTEMİYORUM'));
		kiosk.types('KOPYA İSTEMİYORUM');
		kiosk.press('enter');
		await kiosk.sees(operation.typeDigits(false), deletion.moreCards(247));
	},
);

describe('without a record no PIN is given, and the screen says why:', () => {
	const JOURNALS: readonly (readonly [
		'journal-damaged' | 'journal-not-writable' | 'journal-busy',
		(folder: string) => Promise<() => void>,
	])[] = [
		[
			'journal-damaged',
			async (folder) => {
				await writeFile(join(folder, 'journal.jsonl'), 'no record\n');
				return () => undefined;
			},
		],
		[
			'journal-not-writable',
			async (folder) => {
				await chmod(folder, 0o777);
				return () => undefined;
			},
		],
		[
			'journal-busy',
			async (folder) => {
				const lock = new DatabaseSync(join(folder, 'journal.lock'), { timeout: 10_000 });
				lock.exec('BEGIN EXCLUSIVE');
				return () => lock.close();
			},
		],
	];
	for (const [code, spoil] of JOURNALS) {
		flow(code, async (kiosk) => {
			await walkToPins(kiosk);
			// Until what happened so far is written down.
			await kiosk.refusedAnswers();
			const release = await spoil(kiosk.folder);
			kiosk.press('enter');
			await kiosk.sees(problems[code](), pins.hidden);
			expect(kiosk.state.pins).toEqual({ kind: 'hidden' });
			kiosk.press('down');
			kiosk.press('enter');
			await kiosk.sees(saving.how);
			kiosk.press('enter');
			await kiosk.sees(problems[code]());
			expect((await readdir(kiosk.folder)).filter((file) => file.endsWith('.pdf'))).toEqual([]);
			expect(kiosk.unwipedSecrets).toBe(0);
			release();
		});
	}
});
