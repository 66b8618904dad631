import { expect, it } from 'vitest';
import { GUIDED_TASKS, type GuidedTask } from '#app';
import { textsOf } from '#i18n';
import { SHAPE_PIN } from '../cards/card-shapes.ts';
import { MuhurdarSession } from '../pty/muhurdar-session.ts';
import type { InnerProgram } from './inner-program.ts';
import { openStack } from './open-stack.ts';
import { type PrivatePcscd, SLOT_NAMES } from './private-pcscd.ts';
import { startCardRunner } from './programs.ts';

const { cardPin, guided } = textsOf('tr');

/** Guided mode, a seal in the first reader behind pcscd, the person at the site for a task. */
async function atSite(
	stack: PrivatePcscd,
	task: GuidedTask,
): Promise<{ readonly muhurdar: MuhurdarSession; readonly runner: InnerProgram }> {
	await stack.start();
	const runner = startCardRunner(stack);
	runner.writeLine('insert 1 seal');
	const muhurdar = MuhurdarSession.start({
		within: stack.entering,
		args: ['--guided', '--reader', SLOT_NAMES[1]],
	});
	await muhurdar.ticks(1);
	muhurdar.pty.type('6');
	await muhurdar.says(guided.intro);
	for (const one of GUIDED_TASKS.slice(1, GUIDED_TASKS.indexOf(task) + 1)) {
		muhurdar.press('down');
		await muhurdar.says(guided.tasks[one].about);
	}
	muhurdar.press('enter');
	await muhurdar.says(guided.enterBegins);
	muhurdar.press('enter');
	await muhurdar.says(guided.enterAfter);
	return { muhurdar, runner };
}

it('a card that is changed for another while the person is at the site is no witness of what happened', async () => {
	const stack = await openStack();
	const { muhurdar, runner } = await atSite(stack, 'revoke');
	runner.writeLine('remove 1');
	await muhurdar.says(guided.cardOut);
	runner.writeLine('insert 1 seal');
	await muhurdar.says(guided.cardOther);

	muhurdar.press('enter');
	await muhurdar.says(guided.whatCameOfIt);
	muhurdar.press('enter');
	await muhurdar.says(guided.outcomes['told-done']);
	await muhurdar.says(guided.unseen['card-gone']);
	muhurdar.press('enter');
	await muhurdar.says(guided.intro);
	muhurdar.pty.type('q');
	expect(await muhurdar.endsClean()).toEqual({ exitCode: 0, told: '' });
});

it('the card that was there before and takes the PIN afterwards is what confirms the site’s new PIN', async () => {
	const stack = await openStack();
	const { muhurdar, runner } = await atSite(stack, 'pin-or-unlock');
	runner.writeLine('remove 1');
	await muhurdar.says(guided.cardOut);
	runner.writeLine('insert 1');
	await muhurdar.pty.until(
		'the card of the task in again',
		() => (muhurdar.isSaying(guided.enterAfter) && !muhurdar.isSaying(guided.cardOut)) || undefined,
	);

	muhurdar.press('enter');
	await muhurdar.says(guided.whatCameOfIt);
	muhurdar.press('enter');
	await muhurdar.says(guided.tryPin);
	muhurdar.pty.type('p');
	await muhurdar.says(`${cardPin.pinTries} ${cardPin.tries['at-most'](3)}`);
	muhurdar.press('enter');
	await muhurdar.says(cardPin.once);
	muhurdar.pty.type(`${SHAPE_PIN}\r`);
	await muhurdar.says(cardPin.done['verify-pin'].what);
	muhurdar.press('escape');
	await muhurdar.says(cardPin.title);
	muhurdar.press('escape');
	await muhurdar.says(guided.outcomes['seen-on-card']);
	expect(muhurdar.pty.raw).not.toContain(SHAPE_PIN);

	muhurdar.press('enter');
	await muhurdar.says(guided.intro);
	muhurdar.pty.type('q');
	expect(await muhurdar.endsClean()).toEqual({ exitCode: 0, told: '' });
});
