import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { textsOf } from '#i18n';
import { flow, HOLDER, type Kiosk } from './kiosk.ts';
import { walkToMenu } from './login-walk.ts';

const { deletion, operation, pins, refusals, saving, warnings } = textsOf('tr');

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
	await kiosk.sees(operation.outcomes.done, deletion.afterwards);
	expect(await pinsKept(kiosk)).toBe(false);
	kiosk.press('enter');
	await kiosk.sees(pins.hidden);
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
	await kiosk.sees(deletion.afterwards);
	expect(await pinsKept(kiosk)).toBe(false);
});
