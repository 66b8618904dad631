import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { openForm, orderCode, revealPin, SECURITY_WORD, sendForm } from './login.ts';
import { MuhurdarSession } from './muhurdar-session.ts';

const texts = textsOf('tr');

const FAULT_ON_SIGNAL = fileURLToPath(new URL('fixtures/fault-on-signal.ts', import.meta.url));

async function onItsFirstScreen(preload?: string): Promise<MuhurdarSession> {
	const muhurdar = MuhurdarSession.start(preload === undefined ? {} : { preload });
	await muhurdar.says(texts.start.title);
	expect(muhurdar.pty.isOnAlternateScreen).toBe(true);
	expect(muhurdar.pty.isCursorShown).toBe(false);
	// Switched on by an effect, right after the first frame.
	await muhurdar.pty.until('bracketed paste', () => muhurdar.pty.isPasteBracketed || undefined);
	await muhurdar.isRaw();
	return muhurdar;
}

describe('the terminal is as it was before, and nothing is left on it', () => {
	it.each([
		['SIGTERM', 143],
		['SIGHUP', 129],
		['SIGINT', 130],
	] as const)('after %s: exit code %i', async (signal, exitCode) => {
		const muhurdar = await onItsFirstScreen();
		muhurdar.kill(signal);
		expect(await muhurdar.endsClean()).toEqual({ exitCode, told: '' });
	});

	it('after q: exit code 0', async () => {
		const muhurdar = await onItsFirstScreen();
		muhurdar.pty.type('q');
		expect(await muhurdar.endsClean()).toEqual({ exitCode: 0, told: '' });
	});

	it('after Ctrl+C: exit code 130', async () => {
		const muhurdar = await onItsFirstScreen();
		muhurdar.press('ctrlC');
		expect(await muhurdar.endsClean()).toEqual({ exitCode: 130, told: '' });
	});

	it('after Ctrl+C before anything was drawn', async () => {
		const muhurdar = MuhurdarSession.start();
		await muhurdar.pty.until('the other screen', () => muhurdar.pty.isOnAlternateScreen || undefined);
		muhurdar.press('ctrlC');
		expect(await muhurdar.endsClean()).toEqual({ exitCode: 130, told: '' });
	});

	it('after F10 in the middle of the form', async () => {
		const muhurdar = await onItsFirstScreen();
		await openForm(muhurdar);
		muhurdar.pty.type(SECURITY_WORD);
		muhurdar.press('f10');
		expect(await muhurdar.endsClean()).toEqual({ exitCode: 0, told: '' });
	});

	it('after SIGTERM while the PIN stands on the screen', async () => {
		const muhurdar = await onItsFirstScreen();
		await openForm(muhurdar);
		await sendForm(muhurdar);
		muhurdar.pty.type(`${await orderCode(muhurdar)}\r`);
		await muhurdar.ticks(5);
		muhurdar.press('enter');
		await revealPin(muhurdar);
		muhurdar.kill('SIGTERM');
		expect(await muhurdar.endsClean()).toEqual({ exitCode: 143, told: '' });
	});
});

describe('an exception thrown on purpose ends with 1 and leaves nothing but its message on the main screen', () => {
	it.each([
		['SIGUSR2', 'istisna'],
		['SIGURG', 'söz'],
	] as const)('%s: %s', async (signal, where) => {
		const muhurdar = await onItsFirstScreen(FAULT_ON_SIGNAL);
		muhurdar.kill(signal);
		const { exitCode, told } = await muhurdar.endsClean();
		expect(exitCode).toBe(1);
		const sentences = [texts, textsOf('en')].map(({ commands }) => commands.unexpected);
		const lines = told.replaceAll(/\n(?! +at )/g, '');
		expect(lines).toMatch(new RegExp(`^${sentences.join('')}Error: bilerek: ${where}(\\n +at .*)+$`));
		expect(muhurdar.pty.raw).not.toContain('4711');
	});
});
