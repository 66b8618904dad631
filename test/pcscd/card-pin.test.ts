import { expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { createRandomSource } from '../../src/sandbox/random.ts';
import { HOLDER_NUMBER } from '../pty/login.ts';
import { MuhurdarSession } from '../pty/muhurdar-session.ts';
import { openStack } from './open-stack.ts';
import { SLOT_NAMES } from './private-pcscd.ts';
import { SANDBOX_SEED, startSandbox } from './programs.ts';

const { card, cardPin, told } = textsOf('tr');
/** What the seed makes the sandbox issue for its card. */
const PIN = createRandomSource(SANDBOX_SEED).stream(`pins/${HOLDER_NUMBER}`).digits(6);
const WRONG_PIN = '111222';

it('the PIN of a card behind pcscd is tested, and the reset after each act is no other insertion', async () => {
	const stack = await openStack();
	await stack.start();
	const sandbox = await startSandbox(stack);
	await stack.seesCard(1);
	const muhurdar = MuhurdarSession.start({
		within: stack.entering,
		args: ['--portal', sandbox.portal, '--reader', SLOT_NAMES[1]],
	});
	const { pty } = muhurdar;
	await muhurdar.ticks(1);
	pty.type('p');
	await muhurdar.says(`${cardPin.pinTries} ${cardPin.tries['at-most'](3)}`);

	muhurdar.press('enter');
	await muhurdar.says(cardPin.once);
	pty.type(`${WRONG_PIN}\r`);
	await muhurdar.says(cardPin.wrong.pin.what);
	muhurdar.press('enter');
	// The card tells no number without a comparison: it is known from the answer, of this same insertion.
	await muhurdar.says(`${cardPin.pinTries} ${cardPin.tries.exactly(2)}`);

	pty.type('jjj');
	await muhurdar.says(cardPin.explained.sign);
	muhurdar.press('enter');
	await muhurdar.says(cardPin.signAsk);
	pty.type(`${PIN}\r`);
	await muhurdar.says(cardPin.signed.what);
	muhurdar.press('enter');
	await muhurdar.says(`${cardPin.pinTries} ${cardPin.tries['at-most'](3)}`);

	muhurdar.press('enter');
	await muhurdar.says(cardPin.signAsk);
	pty.type(PIN.slice(0, 4));
	await pty.shows(/••••_/);
	await sandbox.program.end('TERM');
	await muhurdar.says(told['card-left-form']);
	await muhurdar.says(card.slot.empty);

	for (const secret of [PIN, WRONG_PIN]) {
		expect(pty.raw).not.toContain(secret);
	}
	// A letter would belong to the form that is gone.
	muhurdar.press('f10');
	expect(await muhurdar.endsClean()).toEqual({ exitCode: 0, told: '' });
});
