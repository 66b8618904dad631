import { expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { MuhurdarSession } from '../pty/muhurdar-session.ts';
import { openStack } from './open-stack.ts';
import { type PrivatePcscd, SLOT_NAMES } from './private-pcscd.ts';
import { type SandboxCommand, startCardRunner, startSandbox } from './programs.ts';

const texts = textsOf('tr');

/** The program on the screen of step 1, with the readers of the stack and no other. */
async function atTheCard(stack: PrivatePcscd, { portal }: SandboxCommand): Promise<MuhurdarSession> {
	const muhurdar = MuhurdarSession.start({
		within: stack.entering,
		args: ['--portal', portal, '--reader', SLOT_NAMES[1]],
	});
	await muhurdar.says(texts.start.title);
	muhurdar.press('enter');
	await muhurdar.says(texts.steps[1].title);
	return muhurdar;
}

async function seesSeal(muhurdar: MuhurdarSession): Promise<void> {
	await muhurdar.says(texts.card.slot.seal);
	await muhurdar.ticks(1);
	await muhurdar.pty.shows(new RegExp(`${SLOT_NAMES[1]} +${texts.card.readerState.ready}`));
	await muhurdar.pty.shows(new RegExp(`AKİS v1\\.0 +${texts.card.slotWord.seal}`));
	await muhurdar.pty.shows(/İmza +SIGN0/);
	await muhurdar.pty.shows(/Şifreleme +ENCR0/);
	await muhurdar.pty.shows(/VKN 4540536920/);
}

async function seesEmptyReader(muhurdar: MuhurdarSession): Promise<void> {
	await muhurdar.says(texts.card.slot.empty);
	await muhurdar.unticks(1);
	expect(muhurdar.pty.screen.join('\n')).not.toContain('4540536920');
}

it('a card that goes in, out and in again through pcscd is followed on the screen', async () => {
	const stack = await openStack();
	const sandbox = await startSandbox(stack);
	const muhurdar = await atTheCard(stack, sandbox);
	await muhurdar.says(texts.card.service['not-running']);

	await stack.start();
	await seesSeal(muhurdar);
	await sandbox.program.end('TERM');
	await seesEmptyReader(muhurdar);

	const runner = startCardRunner(stack);
	runner.writeLine('insert 1 seal');
	await seesSeal(muhurdar);
	runner.writeLine('remove 1');
	await seesEmptyReader(muhurdar);
	runner.writeLine('insert 1');
	await seesSeal(muhurdar);

	muhurdar.pty.type('q');
	expect(await muhurdar.endsClean()).toEqual({ exitCode: 0, told: '' });
});

it('a service that is killed is told, and its card is there again when it comes back', async () => {
	const stack = await openStack();
	await stack.start();
	const sandbox = await startSandbox(stack);
	await stack.seesCard(1);
	const muhurdar = await atTheCard(stack, sandbox);
	await seesSeal(muhurdar);

	for (const end of ['kill', 'stop'] as const) {
		await stack[end]();
		await muhurdar.says(texts.card.service.stopped);
		await muhurdar.unticks(1);
		await stack.start();
		await seesSeal(muhurdar);
	}

	muhurdar.pty.type('q');
	expect(await muhurdar.endsClean()).toEqual({ exitCode: 0, told: '' });
});
