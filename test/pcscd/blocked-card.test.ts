import { expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { MuhurdarSession } from '../pty/muhurdar-session.ts';
import { openStack } from './open-stack.ts';
import { SLOT_NAMES } from './private-pcscd.ts';
import { startCardRunner } from './programs.ts';

const texts = textsOf('tr');

it('a card service that never answers is told, and every key has its answer meanwhile', async () => {
	const stack = await openStack();
	await stack.start();
	const runner = startCardRunner(stack);
	const muhurdar = MuhurdarSession.start({
		within: stack.entering,
		// Nothing listens there: this is about the card.
		args: ['--portal', 'http://127.0.0.1:9/', '--reader', SLOT_NAMES[1]],
	});
	await muhurdar.says(texts.start.title);
	muhurdar.press('enter');
	await muhurdar.says(texts.card.slot.empty);

	runner.writeLine('insert 1 silent');
	// SCardTransmit has no end now: pcscd waits for the card.
	await muhurdar.says(texts.card.slot.failed);
	for (let round = 0; round < 5; round++) {
		muhurdar.pty.type('?');
		await muhurdar.says(texts.help.title);
		muhurdar.press('escape');
		await muhurdar.says(texts.steps[1].title);
		muhurdar.pty.type('d');
		await muhurdar.says(texts.details.title);
		muhurdar.press('escape');
		await muhurdar.says(texts.steps[1].title);
	}

	runner.writeLine('remove 1');
	await muhurdar.says(texts.card.slot.empty);
	runner.writeLine('insert 1 seal');
	await muhurdar.says(texts.card.slot.seal);
	muhurdar.pty.type('q');
	expect(await muhurdar.endsClean()).toEqual({ exitCode: 0, told: '' });
});
