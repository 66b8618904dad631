import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { MuhurdarSession } from './muhurdar-session.ts';

const texts = textsOf('tr');
const { start } = texts.commands.config;
const CUT = '{"portal.address": "https://portal.exam';

const home = mkdtempSync(join(tmpdir(), 'muhurdar-damaged-settings-'));
const file = join(home, '.config', 'muhurdar', 'settings.json');

beforeAll(() => {
	mkdirSync(join(home, '.config', 'muhurdar'), { recursive: true });
	writeFileSync(file, CUT);
	chmodSync(file, 0o600);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

it('a kiosk whose settings are cut off does not start, each time, and says why', async () => {
	for (let run = 0; run < 2; run += 1) {
		const muhurdar = MuhurdarSession.start({ args: ['--kiosk'], env: { HOME: home } });
		await muhurdar.pty.ended();
		const told = muhurdar.pty.unwrappedText;
		expect(told).toContain('kod=1 ');
		expect(told).toContain(start.kioskUnusable);
		expect(told).not.toContain(texts.kiosk.welcome);
	}
	expect(readFileSync(file, 'utf8')).toBe(CUT);
});

it('a desk asks: no ends it, yes opens the sandbox, and the notice stands there', async () => {
	const refused = MuhurdarSession.start({ env: { HOME: home } });
	await refused.pty.shows(/\[e\/H\]/);
	refused.pty.type('\r');
	await refused.pty.ended();
	expect(refused.pty.unwrappedText).toContain('kod=1 ');

	const agreed = MuhurdarSession.start({ env: { HOME: home } });
	await agreed.pty.shows(/\[e\/H\]/);
	agreed.pty.type('evet\r');
	await agreed.says(texts.settingsProblems.damaged);
	agreed.press('escape');
});
