import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { textsOf } from '#i18n';
import { createRandomSource } from '../../src/sandbox/random.ts';
import { HOLDER_NUMBER, openForm, readCaptcha, revealPin, SECURITY_WORD } from '../pty/login.ts';
import { MuhurdarSession } from '../pty/muhurdar-session.ts';
import { openStack } from './open-stack.ts';
import { SLOT_NAMES } from './private-pcscd.ts';
import { MUHURDAR, SANDBOX_SEED, startSandbox } from './programs.ts';

const { cardPin, login, steps } = textsOf('tr');
const issued = createRandomSource(SANDBOX_SEED).stream(`pins/${HOLDER_NUMBER}`);
const [PIN, PUK] = [issued.digits(6), issued.digits(8)];
const NEW_PIN = '730914';

/** Every file below a folder, whatever its name. */
async function filesBelow(folder: string): Promise<readonly string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Where in these files one of the secrets stands, as typed, as hexadecimal of its bytes or in base64. */
async function findings(files: readonly string[], secrets: readonly string[]): Promise<readonly string[]> {
	const found: string[] = [];
	for (const file of files) {
		const bytes = await readFile(file).catch(() => undefined);
		for (const secret of secrets) {
			const hexadecimal = Buffer.from(secret).toString('hex');
			const shapes = [secret, hexadecimal, hexadecimal.toUpperCase(), Buffer.from(secret).toString('base64')];
			if (shapes.some((shape) => bytes?.includes(shape) === true)) {
				found.push(`${secret} in ${file}`);
			}
		}
	}
	return found;
}

/** Arguments and environment of every process that was given this home. */
async function processFilesOf(home: string): Promise<readonly string[]> {
	const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
	const ours: string[] = [];
	for (const number of numbers) {
		const environment = await readFile(`/proc/${number}/environ`).catch(() => undefined);
		if (environment?.includes(home) === true) {
			ours.push(`/proc/${number}/environ`, `/proc/${number}/cmdline`);
		}
	}
	return ours;
}

it.each(['utf8', 'hex', 'base64'] as const)(
	'what is looked for is found where it stands as %s',
	async (shape) => {
		const folder = await mkdtemp(join(tmpdir(), 'muhurdar-secrets-'));
		onTestFinished(() => rm(folder, { recursive: true }));
		await writeFile(join(folder, 'log'), `{"pin":"${Buffer.from(NEW_PIN).toString(shape)}"}`);
		expect(await findings(await filesBelow(folder), [NEW_PIN])).toEqual([`${NEW_PIN} in ${folder}/log`]);
	},
);

it('whatever was typed or shown in a visit is found nowhere but on the screen that showed it', async () => {
	const root = await mkdtemp(join(tmpdir(), 'muhurdar-secrets-'));
	onTestFinished(() => rm(root, { recursive: true }));
	const folders = { HOME: join(root, 'home'), TMPDIR: join(root, 'tmp') };
	const bin = join(root, 'bin');
	await Promise.all([...Object.values(folders), bin].map((folder) => mkdir(folder)));
	// What journald would be given stays in a file that is searched as well.
	const journald = join(root, 'journald');
	await writeFile(join(bin, 'logger'), `#!/bin/sh\ncat >>'${journald}'\n`, { mode: 0o755 });
	const env = {
		...folders,
		PATH: `${bin}:${process.env['PATH']}`,
		MUHURDAR_LOG_JOURNALD: 'true',
	};
	const stack = await openStack();
	await stack.start();
	const sandbox = await startSandbox(stack);
	await stack.seesCard(1);
	// What was read of the card is kept too: the more is written, the more there is to find.
	const caching = stack.run([MUHURDAR, 'config', 'set', 'card.cache', 'true'], env);
	expect(await caching.ended).toBe(0);

	const muhurdar = MuhurdarSession.start({
		within: stack.entering,
		env,
		args: ['--portal', sandbox.portal, '--reader', SLOT_NAMES[1]],
	});
	const { pty } = muhurdar;
	const secrets = [SECURITY_WORD, PIN, PUK, NEW_PIN];
	const atMoments: string[] = [];
	const look = async (): Promise<void> => {
		const files = [...(await filesBelow(root)), ...(await processFilesOf(env.HOME))];
		expect(files.filter((file) => file.startsWith('/proc/'))).not.toEqual([]);
		atMoments.push(...(await findings(files, secrets)));
	};

	await openForm(muhurdar);
	const captcha = await readCaptcha(muhurdar);
	pty.type(HOLDER_NUMBER);
	muhurdar.press('tab');
	pty.type(captcha);
	muhurdar.press('tab');
	pty.type(SECURITY_WORD);
	await pty.shows(new RegExp(`${login.securityWord} +${'•'.repeat(SECURITY_WORD.length)}_`));
	await look();
	muhurdar.press('enter');
	await muhurdar.says(login.confirmPhoneHow);
	muhurdar.press('enter');
	const [, code = ''] = await sandbox.program.stdout.next(/^sms: .*Onay kodunuz ([\d ]*\d)/);
	const digits = code.replaceAll(' ', '');
	secrets.push(digits);
	await pty.shows(new RegExp(login.code));
	pty.type(digits);
	await pty.shows(new RegExp(`${login.code} +${Array.from(digits).join(' ')}`));
	await look();
	muhurdar.press('enter');
	await muhurdar.says(steps[6].title);
	await pty.shows(/SIGN0 +◆ +geçerli/);
	muhurdar.press('enter');
	await pty.shows(/PIN +••••••/);
	expect(pty.raw).not.toContain(PIN);
	expect(await revealPin(muhurdar)).toBe(PIN);
	await pty.shows(new RegExp(`PUK +${PUK}`));
	await look();
	muhurdar.press('escape');
	await muhurdar.says(steps[6].title);

	pty.type('p');
	await muhurdar.says(`${cardPin.pinTries} ${cardPin.tries['at-most'](3)}`);
	muhurdar.press('down');
	await muhurdar.says(cardPin.explained['change-pin']);
	muhurdar.press('enter');
	await muhurdar.says(cardPin.fields['old-pin']);
	pty.type(PIN);
	muhurdar.press('tab');
	pty.type(NEW_PIN);
	muhurdar.press('tab');
	pty.type(NEW_PIN);
	await pty.shows(/••••••_/);
	await look();
	muhurdar.press('enter');
	await muhurdar.says(cardPin.done['change-pin'].what);
	await look();
	pty.type('q');
	muhurdar.press('enter');
	expect((await muhurdar.endsClean()).told).toBe('');

	// What a help desk is sent afterwards.
	const bundle = join(root, 'home', 'bundle.json');
	const said: string[] = [];
	for (const words of [['audit', 'show'], ['audit', 'export'], ['doctor', '--bundle', bundle], ['status']]) {
		const program = stack.run([MUHURDAR, ...words], env);
		said.push(await program.stdout.whole(), await program.stderr.whole());
	}
	expect(said.join('')).toMatch(/card-act-intended .*kind=change-pin/);
	expect(await readFile(journald, 'utf8')).toMatch(/^MUHURDAR_EVENT=card-act-settled$/m);
	expect(atMoments).toEqual([]);
	expect(await findings(await filesBelow(root), secrets)).toEqual([]);
	expect((await filesBelow(root)).length).toBeGreaterThan(4);
	expect(secrets.filter((secret) => said.join('').includes(secret))).toEqual([]);
	expect([SECURITY_WORD, digits, NEW_PIN].filter((secret) => pty.raw.includes(secret))).toEqual([]);
});
