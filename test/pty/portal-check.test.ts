import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { type IndependentPortal, startIndependentPortal } from '../independent-portal/portal.ts';
import { MuhurdarSession } from './muhurdar-session.ts';

const { portalCheck } = textsOf('tr').commands;
const { questions } = portalCheck;
/** The question as it stands in the terminal. */
const asked = (question: keyof typeof questions): RegExp =>
	new RegExp(questions[question].replace(/[^\p{L}\d ]/gu, '.'), 'u');
const NUMBER = '4540536920';
const WORD = 'papatya tarlası';
const YEAR_MS = 365 * 86_400_000;

/** An account with one certificate, whose dates are those of this machine's clock. */
function openPortal(): Promise<IndependentPortal> {
	const now = Date.now();
	return startIndependentPortal([
		{
			holderNumber: NUMBER,
			title: 'BAĞIMSIZ DENEME A.Ş.',
			securityWord: WORD,
			phone: '+905321234517',
			email: 'muhasebe@bagimsiz.example',
			address: 'Eski Mah. 1',
			authorisedPerson: 'Gülşen Işık',
			cards: [
				{
					cardSerial: 'C0FFEE01',
					pin: '483920',
					puk: '91827364',
					certificates: [
						{
							serialNumber: '0D',
							fingerprint: '0d'.repeat(32),
							use: 'SIGN0',
							notBefore: new Date(now - YEAR_MS),
							notAfter: new Date(now + YEAR_MS),
						},
					],
				},
			],
		},
	]);
}

it('an account is checked by who types at a terminal: the code is shown to them, and the word is not', async () => {
	const portal = await openPortal();
	try {
		const { pty } = MuhurdarSession.start({
			args: ['portal-check', portal.address, '--account', '--change', 'details'],
			columns: 200,
			rows: 200,
		});
		await pty.shows(asked('holder-number'));
		pty.type(`${NUMBER}\r`);
		await pty.shows(asked('captcha'));
		pty.type(`${portal.captcha()}\r`);
		await pty.shows(asked('security-word'));
		pty.type(`${WORD}\r`);
		await pty.shows(asked('sms-code'));
		const code = portal.messages.at(-1)?.code ?? '';
		pty.type(`${code}\r`);
		await pty.ended();

		const told = pty.unwrappedText;
		expect(told).toContain('kod=0 ');
		expect(told).toContain(`${portalCheck.passed} ${portalCheck.what['confirm-code']}`);
		expect(told).toContain(portalCheck.changing.details());
		expect(told).not.toContain(portalCheck.failed);
		expect(told).toContain(NUMBER);
		expect(told).toContain(code);
		for (const secret of [WORD, '483920', '91827364']) {
			expect(pty.raw).not.toContain(secret);
		}
	} finally {
		await portal.close();
	}
});

it('a script writes the same lines into a pipe and reads JSON; a pipe that ends early logs nobody in', async () => {
	const portal = await openPortal();
	const program = fileURLToPath(new URL('../../bin/muhurdar', import.meta.url));
	const run = async (isWhole: boolean) => {
		const child = spawn(program, ['portal-check', portal.address, '--account', '--json'], {
			stdio: ['pipe', 'pipe', 'pipe'],
		});
		let out = '';
		let err = '';
		child.stdout.on('data', (text) => {
			out += text;
		});
		child.stderr.on('data', (text) => {
			const before = err;
			err += text;
			const isAskedNow = (question: string): boolean => !before.includes(question) && err.includes(question);
			if (isAskedNow(questions['holder-number'])) {
				child.stdin.write(`${NUMBER}\n`);
			}
			if (isAskedNow(questions.captcha)) {
				child.stdin.write(`${portal.captcha()}\n${WORD}\n`);
			}
			if (isAskedNow(questions['sms-code'])) {
				child.stdin.end(isWhole ? `${portal.messages.at(-1)?.code}\n` : '');
			}
		});
		const [exitCode] = await once(child, 'close');
		const rows: { id: string; state: string; reason: string | null }[] = JSON.parse(out).checks;
		return { exitCode, err, row: (id: string) => rows.find((one) => one.id === id) };
	};
	try {
		const whole = await run(true);
		expect(whole.exitCode).toBe(0);
		expect(whole.row('same-session')).toMatchObject({ state: 'passed' });
		expect(whole.row('change-details')).toMatchObject({ state: 'skipped', reason: 'no-consent' });

		const broken = await run(false);
		expect(broken.row('confirm-code')).toMatchObject({ state: 'skipped', reason: 'earlier-failure' });
		expect(broken.err).not.toContain(WORD);
	} finally {
		await portal.close();
	}
});
