import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { InnerProgram } from './inner-program.ts';
import { openStack } from './open-stack.ts';
import type { PrivatePcscd } from './private-pcscd.ts';
import { startCardRunner } from './programs.ts';

// A program that entered the PIN ends in every way there is, and another one looks whether it could use that.

const VERIFIES = fileURLToPath(new URL('./fixtures/verifies-pin.ts', import.meta.url));
const SIGNS = fileURLToPath(new URL('./fixtures/signs-without-pin.ts', import.meta.url));

async function stackWithSeal(): Promise<{ readonly stack: PrivatePcscd; readonly runner: InnerProgram }> {
	const stack = await openStack();
	await stack.start();
	const runner = startCardRunner(stack);
	runner.writeLine('insert 1 seal');
	await stack.seesCard(1);
	return { stack, runner };
}

/** What the card itself says. */
async function isVerified(runner: InnerProgram): Promise<boolean> {
	runner.writeLine('condition 1');
	const [, json = ''] = await runner.stdout.next(/^condition (.*)$/);
	return JSON.parse(json).isPinVerified;
}

/** A second program that has the card open; it finds something when it is asked to look. */
async function secondProgram(stack: PrivatePcscd): Promise<{ looks(): Promise<string> }> {
	const program = stack.run([process.execPath, SIGNS]);
	await program.stdout.next(/^connected$/);
	return {
		async looks() {
			program.writeLine('look');
			const [said] = await program.stdout.next(/^.+$/);
			await program.ended;
			return said;
		},
	};
}

const ENDINGS: readonly (readonly [string, (program: InnerProgram) => Promise<unknown>])[] = [
	['as every act ends', (program) => told(program, 'end')],
	['by an exception', (program) => told(program, 'throw')],
	['by SIGTERM', (program) => program.end('TERM')],
	['by SIGKILL', (program) => program.end('KILL')],
];

function told(program: InnerProgram, order: string): Promise<unknown> {
	program.writeLine(order);
	return program.ended;
}

it.each(ENDINGS)(
	'a program with the PIN entered that ends %s leaves a card that is not verified',
	async (_, end) => {
		const { stack, runner } = await stackWithSeal();
		const program = stack.run([process.execPath, VERIFIES, 'conversation']);
		await program.stdout.next(/^verified$/);
		expect(await isVerified(runner)).toBe(true);
		await end(program);
		expect(await (await secondProgram(stack)).looks()).toBe('refuses');
		expect(await isVerified(runner)).toBe(false);
	},
);

it('a program that shares the card, as this one does not, would leave it verified', async () => {
	const { stack } = await stackWithSeal();
	const program = stack.run([process.execPath, VERIFIES, 'shared']);
	await program.stdout.next(/^verified$/);
	// It has the card before the first one dies: pcscd takes the power from a card that nobody has for some time.
	const second = await secondProgram(stack);
	await program.end('KILL');
	expect(await second.looks()).toBe('signs');
});
