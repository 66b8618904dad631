import { expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { createRandomSource } from '../../src/sandbox/random.ts';
import { HOLDER_NUMBER } from './login.ts';
import { MuhurdarSession } from './muhurdar-session.ts';

const { card, cardPin, told, refusals } = textsOf('tr');
const SEED = 4711;
/** What the seed makes the sandbox issue for the card in its reader. */
const PIN = createRandomSource(SEED).stream(`pins/${HOLDER_NUMBER}`).digits(6);
const WRONG_PIN = '111222';
const NEW_PIN = '930572';

it('the PIN of the card is tested and changed by keyboard, and no digit of it is drawn', async () => {
	// Readers of this machine, if it has any, are left out of it.
	const muhurdar = MuhurdarSession.start({ args: ['--seed', String(SEED), '--reader', 'DENEME'] });
	const { pty } = muhurdar;
	await muhurdar.ticks(1, 2, 3);
	pty.type('p');
	await muhurdar.says(`${cardPin.pinTries} ${cardPin.tries['at-most'](3)}`);
	await muhurdar.isRaw();

	// A wrong one, typed and entered in one burst, costs a try.
	muhurdar.press('enter');
	await muhurdar.says(cardPin.once);
	await muhurdar.isRaw();
	pty.type(`${WRONG_PIN}\r`);
	await muhurdar.says(cardPin.wrong.pin.what);
	await muhurdar.isRaw();
	muhurdar.press('enter');
	await muhurdar.says(`${cardPin.pinTries} ${cardPin.tries.exactly(2)}`);

	// What is pasted is no PIN.
	muhurdar.press('enter');
	await muhurdar.says(cardPin.once);
	pty.type(`\u{1B}[200~${PIN}\u{1B}[201~`);
	await muhurdar.says(refusals['paste-not-here']);
	muhurdar.press('escape');
	await muhurdar.says(cardPin.explained['verify-pin']);

	// Changed, and the new one is right.
	muhurdar.press('down');
	await muhurdar.says(cardPin.explained['change-pin']);
	muhurdar.press('enter');
	await muhurdar.says(cardPin.fields['old-pin']);
	pty.type(`${PIN}\r${NEW_PIN}\r${NEW_PIN}\r`);
	await muhurdar.says(cardPin.done['change-pin'].what);
	muhurdar.press('enter');
	await muhurdar.says(cardPin.explained['change-pin']);
	pty.type('k');
	await muhurdar.says(cardPin.explained['verify-pin']);
	muhurdar.press('enter');
	await muhurdar.says(cardPin.once);
	pty.type(`${NEW_PIN}\r`);
	await muhurdar.says(cardPin.done['verify-pin'].what);

	// The card pulled from under a form takes along what was typed.
	muhurdar.press('enter');
	await muhurdar.says(`${cardPin.pinTries} ${cardPin.tries['at-most'](3)}`);
	muhurdar.press('enter');
	await muhurdar.says(cardPin.once);
	pty.type(NEW_PIN.slice(0, 4));
	await pty.shows(/••••_/);
	muhurdar.press('f9');
	await muhurdar.says(told['card-left-form']);
	await muhurdar.says(card.slot.emptyVirtual);
	muhurdar.press('f9');
	await muhurdar.says(`${cardPin.pinTries} ${cardPin.tries['at-most'](3)}`);
	await muhurdar.isRaw();

	for (const secret of [PIN, NEW_PIN, WRONG_PIN]) {
		expect(pty.raw).not.toContain(secret);
	}
	muhurdar.press('f10');
	expect(await muhurdar.endsClean()).toEqual({ exitCode: 0, told: '' });
});

it('quitting asks while digits are typed for the card, and keeps them until it is answered', async () => {
	const muhurdar = MuhurdarSession.start({ args: ['--seed', String(SEED), '--reader', 'DENEME'] });
	const { pty } = muhurdar;
	await muhurdar.ticks(1, 2, 3);
	pty.type('p');
	await muhurdar.says(`${cardPin.pinTries} ${cardPin.tries['at-most'](3)}`);
	muhurdar.press('enter');
	await muhurdar.says(cardPin.once);
	pty.type('471');
	await pty.shows(/•••_/);
	muhurdar.press('f10');
	await muhurdar.says(textsOf('tr').quit.cardPinTypedBody);
	muhurdar.press('escape');
	await muhurdar.says(cardPin.once);
	await pty.shows(/•••_/);
	muhurdar.press('f10');
	await muhurdar.says(textsOf('tr').quit.cardPinTypedBody);
	muhurdar.press('enter');
	expect(await muhurdar.endsClean()).toEqual({ exitCode: 0, told: '' });
});
