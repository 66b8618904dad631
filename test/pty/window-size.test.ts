import { expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { HOLDER_NUMBER, openForm, readCaptcha } from './login.ts';
import { MuhurdarSession } from './muhurdar-session.ts';

const texts = textsOf('tr');

/** Resolves once one frame fills the whole window: nothing has scrolled, nothing is left of a former size. */
function fillsTheWindow(muhurdar: MuhurdarSession, columns: number, rows: number): Promise<true> {
	return muhurdar.pty.until(`a frame of ${columns}x${rows}`, () => {
		const { screen } = muhurdar.pty;
		const rule = '─'.repeat(columns);
		const isWhole =
			screen.length === rows &&
			/^ Mühürdar +DENEME ORTAMI · TR · \d\d:\d\d $/.test(screen[0] ?? '') &&
			screen[0]?.length === columns &&
			screen[1] === rule &&
			screen[rows - 3] === rule &&
			/^ [●○] /.test(screen[rows - 2] ?? '') &&
			/^ ↵ .* (?:kapat|tüm tuşlar)/.test(screen[rows - 1] ?? '') &&
			screen.filter((row) => row === rule).length === 2;
		return isWhole || undefined;
	});
}

it('the window changes in the middle of the form, and what was typed stays', async () => {
	const muhurdar = MuhurdarSession.start();
	const { pty } = muhurdar;
	await openForm(muhurdar);
	const captcha = await readCaptcha(muhurdar);
	pty.type(`${HOLDER_NUMBER}\r${captcha}\r`);
	pty.type('papa');
	const isKept = async (): Promise<void> => {
		await muhurdar.holds(texts.login.holderNumber, HOLDER_NUMBER, false);
		await muhurdar.holds(texts.login.captcha, captcha, false);
		await muhurdar.holds(texts.login.securityWord, '••••', true);
		expect(await readCaptcha(muhurdar)).toBe(captcha);
	};
	await fillsTheWindow(muhurdar, 80, 24);
	await isKept();

	pty.resize(59, 19);
	await muhurdar.says(texts.tooSmall.title);
	await muhurdar.says(texts.tooSmall.body(59, 19));
	await muhurdar.isRaw();
	expect(pty.text).not.toContain(HOLDER_NUMBER);
	// What cannot be seen is not typed into. The window must not grow before the digit was read, so a key behind it
	// says so: keys are read in order, but a signal may overtake them.
	pty.type('9');
	muhurdar.press('f2');
	await muhurdar.says(textsOf('en').tooSmall.title);
	muhurdar.press('f2');
	await muhurdar.says(texts.tooSmall.title);

	pty.resize(60, 20);
	await fillsTheWindow(muhurdar, 60, 20);
	await isKept();
	await muhurdar.isRaw();

	pty.resize(132, 43);
	await fillsTheWindow(muhurdar, 132, 43);
	await isKept();

	for (const [columns, rows] of [
		[90, 30],
		[61, 21],
		[40, 10],
		[200, 60],
		[80, 24],
		[76, 20],
		[75, 50],
		[100, 28],
	] as const) {
		pty.resize(columns, rows);
	}
	await fillsTheWindow(muhurdar, 100, 28);
	await isKept();

	pty.type('tya\r');
	await muhurdar.says(texts.login.confirmPhoneHow);
	await fillsTheWindow(muhurdar, 100, 28);
});

it('a window of one cell is survived', async () => {
	const muhurdar = MuhurdarSession.start();
	await muhurdar.ticks(1, 2, 3);
	muhurdar.pty.resize(1, 1);
	muhurdar.pty.resize(80, 24);
	await fillsTheWindow(muhurdar, 80, 24);
	muhurdar.pty.type('q');
	expect(await muhurdar.endsClean()).toEqual({ exitCode: 0, told: '' });
});

it('a program that starts in a window that is too small says so, and goes on when it is large enough', async () => {
	const muhurdar = MuhurdarSession.start({ columns: 59, rows: 19 });
	await muhurdar.says(texts.tooSmall.body(59, 19));
	muhurdar.pty.resize(60, 20);
	await fillsTheWindow(muhurdar, 60, 20);
	await muhurdar.says(texts.start.title);
	muhurdar.pty.resize(20, 5);
	await muhurdar.pty.shows(/küçük/);
	muhurdar.pty.type('q');
	expect(await muhurdar.endsClean()).toEqual({ exitCode: 0, told: '' });
});
