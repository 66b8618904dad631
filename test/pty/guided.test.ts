import { expect, it } from 'vitest';
import { GUIDED_PLANS } from '#app';
import { textsOf } from '#i18n';
import { readQrCode } from '../pictures/qr-camera.ts';
import { MuhurdarSession } from './muhurdar-session.ts';

const texts = textsOf('tr');
const { guided } = texts;

/** Guided mode at the tasks of step 6, the cursor on *Bilgi Güncelle*, which needs no card. */
async function atDetails(): Promise<MuhurdarSession> {
	const muhurdar = MuhurdarSession.start({ args: ['--guided'] });
	await muhurdar.says(guided.start);
	muhurdar.pty.type('6');
	await muhurdar.says(guided.intro);
	muhurdar.press('down', 'down', 'down', 'down', 'down');
	await muhurdar.says(guided.tasks['update-details'].about);
	return muhurdar;
}

it('says where to go, and a camera reads it from the screen', async () => {
	const muhurdar = MuhurdarSession.start({ args: ['--guided'], columns: 100, rows: 40 });
	await muhurdar.says(guided.start);
	await muhurdar.pty.shows(new RegExp(guided.badge));
	expect(muhurdar.pty.text).not.toContain(texts.sandboxBadge);
	muhurdar.pty.type('3');
	await muhurdar.says(guided.step3);
	muhurdar.pty.type('a');
	await muhurdar.pty.shows(/█▀▀▀▀▀█.*█▀▀▀▀▀█/);

	const read = readQrCode(muhurdar.pty.screen, false) ?? readQrCode(muhurdar.pty.screen, true) ?? '';
	expect(new URL(read).href).toBe(new URL(GUIDED_PLANS['log-in'].address).href);
	muhurdar.press('escape');
	await muhurdar.says(guided.step3);
	muhurdar.pty.type('q');
	await muhurdar.endsClean();
});

it('asks after a kill what came of the task that was open, and writes the answer down', async () => {
	const killed = await atDetails();
	killed.press('enter');
	await killed.says(guided.willBeWritten);
	killed.press('enter');
	await killed.says(guided.enterAfter);
	killed.kill('SIGKILL');
	await killed.pty.ended();

	const next = MuhurdarSession.start({ args: ['--guided'] });
	await next.says(texts.told['guided-left-open']);
	next.pty.type('6');
	await next.says(guided.intro);
	next.press('down', 'down', 'down', 'down', 'down');
	await next.says(guided.tasks['update-details'].about);
	next.press('enter');
	await next.says(guided.whatCameOfIt);
	next.press('enter');
	await next.says(guided.outcomes.unknown);
	next.press('enter');
	await next.says(guided.intro);
	next.pty.type('q');
	await next.endsClean();

	const shown = MuhurdarSession.start({ args: ['audit', 'show'], columns: 200 });
	const { told } = await shown.endsClean();
	expect(told).toMatch(/guided-begun.*task=update-details.*guided-ended.*outcome=unknown/s);
	const third = MuhurdarSession.start({ args: ['--guided'] });
	await third.says(guided.start);
	third.pty.type('6');
	await third.says(guided.intro);
	expect(third.pty.text).not.toContain(guided.leftOpen(''));
	third.pty.type('q');
	await third.endsClean();
});
