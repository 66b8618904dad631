import { expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { HOLDER_NUMBER } from '../pty/login.ts';
import { MuhurdarSession } from '../pty/muhurdar-session.ts';
import { openStack } from './open-stack.ts';
import { readStatus, startSandbox } from './programs.ts';

const { cardPin, login, method, refusals, signatureLogin, steps } = textsOf('tr');
const WRONG_PIN = '111222';

it('a signatory logs in with the card in the second reader while the seal is in the first', async () => {
	const stack = await openStack();
	await stack.start();
	const sandbox = await startSandbox(stack);
	const [, pin = ''] = await sandbox.program.stdout.next(/^signatory-pin: (\d{6})$/);
	await stack.seesBothCards();

	const muhurdar = MuhurdarSession.start({ within: stack.entering, args: ['--portal', sandbox.portal] });
	const { pty } = muhurdar;
	await muhurdar.ticks(1, 2, 3);
	pty.type('4');
	await muhurdar.says(steps[4].title);
	muhurdar.press('down');
	await pty.shows(new RegExp(`▸ ${method.signature}`));
	muhurdar.press('enter');
	await muhurdar.says(signatureLogin.title);
	await muhurdar.says('Gülşen Işık');
	// Both cards are offered, and the seal is no person.
	await muhurdar.says('Şeker Çiçeği Sanayi A.Ş.');
	await muhurdar.says(refusals['seal-is-no-person']);
	pty.type(HOLDER_NUMBER);
	await pty.shows(new RegExp(`${login.holderNumber} +${HOLDER_NUMBER}_`));
	muhurdar.press('enter');
	await muhurdar.says(signatureLogin.whatIsSigned);
	await muhurdar.says(`${cardPin.pinTries} ${cardPin.tries['at-most'](3)}`);

	pty.type(WRONG_PIN);
	await pty.shows(/•{6}_/);
	muhurdar.press('enter');
	await muhurdar.says(signatureLogin.wrong.what);
	muhurdar.press('enter');
	await muhurdar.says(signatureLogin.certificates);
	muhurdar.press('enter');
	await muhurdar.says(`${cardPin.pinTries} ${cardPin.tries.exactly(2)}`);
	pty.type(pin);
	await pty.shows(/•{6}_/);
	muhurdar.press('enter');
	await muhurdar.says(steps[6].title);
	await pty.shows(/SIGN0 +◆ +geçerli/);
	await muhurdar.ticks(1, 2, 3, 4, 5);
	for (const secret of [pin, WRONG_PIN]) {
		expect(pty.raw).not.toContain(secret);
	}

	// Nothing is left of the PIN on either card, and both are free for another program.
	const { report } = await readStatus(stack);
	expect(report.readers.map(({ state }) => state)).toEqual(['seal', 'akis']);
	expect(report.readers[1]?.card).toMatchObject({
		holder: null,
		certificates: [{ title: 'Gülşen Işık', isSeal: false }],
	});
	pty.type('q');
	await muhurdar.says(textsOf('tr').quit.title);
	muhurdar.press('enter');
	expect((await muhurdar.endsClean()).exitCode).toBe(0);
});
