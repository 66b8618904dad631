import { expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { MuhurdarSession } from '../pty/muhurdar-session.ts';
import { openStack } from './open-stack.ts';
import { SLOT_NAMES } from './private-pcscd.ts';
import { readStatus, runStatus, startCardRunner } from './programs.ts';

const { card, start } = textsOf('tr');

it('a foreign card and a mute one, each in a reader of its own, are told apart', async () => {
	const stack = await openStack();
	await stack.start();
	const runner = startCardRunner(stack);
	runner.writeLine('insert 1 foreign');
	await stack.seesCard(1);
	runner.writeLine('insert 2 mute');
	await stack.seesCard(2);

	const { exitCode, report } = await readStatus(stack);
	expect(exitCode).toBe(1);
	expect(report.readers).toMatchObject([
		{ name: SLOT_NAMES[1], state: 'foreign', atr: '3BF81300008131FE454A434F5076323431B7', card: null },
		{ name: SLOT_NAMES[2], state: 'unresponsive', atr: null, card: null },
	]);
	const { stdout, stderr } = await runStatus(stack);
	expect(stdout).toContain(card.slotWord.foreign);
	expect(stdout).toContain(card.slotWord.unresponsive);
	expect(stderr).toContain(`${SLOT_NAMES[1]}: ${card.slot.foreign}`);
	expect(stderr).toContain(`${SLOT_NAMES[2]}: ${card.slot.unresponsive}`);

	runner.writeLine('remove 2');
	await stack.seesNoCard(2);
	expect((await readStatus(stack)).exitCode).toBe(3);
});

it('a seal beside an identity card is read in either slot', async () => {
	const stack = await openStack();
	await stack.start();
	const runner = startCardRunner(stack);
	runner.writeLine('insert 2 seal');
	await stack.seesCard(2);
	runner.writeLine('insert 1 identity');
	await stack.seesCard(1);

	const { exitCode, report } = await readStatus(stack);
	expect(exitCode).toBe(0);
	expect(report.readers).toMatchObject([
		{ name: SLOT_NAMES[1], state: 'akis', card: { holder: null, certificates: [] } },
		{ name: SLOT_NAMES[2], state: 'seal', card: { holder: { taxNumber: '4540536920' } } },
	]);
});

it('status tells who serves the PIN of either card, and looks at the module for the one that needs it', async () => {
	const stack = await openStack();
	await stack.start();
	const runner = startCardRunner(stack);
	runner.writeLine('insert 2 seal');
	await stack.seesCard(2);
	runner.writeLine('insert 1 identity');
	await stack.seesCard(1);

	const { exitCode, report } = await readStatus(stack, '--module', '/etc/passwd');
	expect(exitCode).toBe(0);
	const served = report.readers.map(({ card: read }) =>
		read?.pinActs.map(({ servedBy, reason }) => `${servedBy} ${reason}`),
	);
	expect(served).toEqual([
		Array.from({ length: 4 }, () => 'null not-a-library'),
		['apdu commands-public', 'apdu commands-public', 'apdu sandbox-own', 'apdu commands-public'],
	]);
	expect(report.module).toBeNull();
});

it('the screen says what is wrong with the card of each reader', async () => {
	const stack = await openStack();
	await stack.start();
	const runner = startCardRunner(stack);
	runner.writeLine('insert 1 foreign');
	await stack.seesCard(1);
	runner.writeLine('insert 2 mute');
	await stack.seesCard(2);

	// Whatever portal: with one of its own the program would have a reader of its own too.
	const muhurdar = MuhurdarSession.start({
		within: stack.entering,
		args: ['--portal', 'http://127.0.0.1:1'],
	});
	await muhurdar.says(start.title);
	muhurdar.pty.type('1');
	const seen = { foreign: card.slot.foreign, unresponsive: card.slot.unresponsive };
	const [first, second] = await muhurdar.pty.until('one of the two cards', () => {
		if (muhurdar.isSaying(seen.foreign)) {
			return [1, 2] as const;
		}
		return muhurdar.isSaying(seen.unresponsive) ? ([2, 1] as const) : undefined;
	});
	const sentences = { 1: seen.foreign, 2: seen.unresponsive };
	await muhurdar.pty.shows(new RegExp(SLOT_NAMES[first]));
	muhurdar.pty.type('o');
	await muhurdar.says(sentences[second]);
	await muhurdar.pty.shows(new RegExp(SLOT_NAMES[second]));
});
