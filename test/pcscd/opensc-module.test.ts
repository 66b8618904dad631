import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { SHAPE_PIN, SHAPE_PUK } from '../cards/card-shapes.ts';
import { openStack } from './open-stack.ts';
import { startCardRunner } from './programs.ts';
import { OpenSc } from './witness-tools.ts';

// OpenSC's PKCS#11 module in the place of the vendor's: the other module there is that speaks to an AKİS card.

const MODULE_DESK = fileURLToPath(new URL('./fixtures/module-desk.ts', import.meta.url));
const MODULES = ['/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so', '/usr/lib/aarch64-linux-gnu/opensc-pkcs11.so'];
const OPENSC_MODULE =
	MODULES.find((path) => existsSync(path)) ?? 'opensc-pkcs11.so (Debian package opensc-pkcs11)';
const WRONG_PIN = '805274';
const NEW_PIN = '263951';

/** A seal in a stack, OpenSC's tools beside it, and a desk that sends PINs by way of OpenSC's module. */
async function openDesk() {
	const stack = await openStack();
	await stack.start();
	const runner = startCardRunner(stack);
	runner.writeLine('insert 1 seal');
	await stack.seesCard(1);
	const openSc = await OpenSc.open(stack);
	const environment = { OPENSC_CONF: join(openSc.folder, 'opensc.conf') };
	const program = stack.run([process.execPath, MODULE_DESK, OPENSC_MODULE, JSON.stringify(environment)]);
	return {
		openSc,
		async says(order: string): Promise<unknown> {
			program.writeLine(order);
			const [json] = await program.stdout.next(/^\{.*\}$/);
			return JSON.parse(json);
		},
		async triesOnCard(): Promise<unknown> {
			runner.writeLine('condition 1');
			const [, json = ''] = await runner.stdout.next(/^condition (.*)$/);
			return JSON.parse(json).pinTriesLeft;
		},
	};
}

it('OpenSC’s module shows no flag for a blocked PIN, and no PIN or PUK goes to the card by it unasked', async () => {
	const { openSc, says, triesOnCard } = await openDesk();
	for (const left of [2, 1, 0]) {
		await openSc.pkcs15Tool([WRONG_PIN], '--verify-pin');
		expect(await triesOnCard()).toBe(left);
	}
	expect(await says('tries')).toEqual({ kind: 'read', pin: { kind: 'unknown' }, puk: { kind: 'unknown' } });
	expect(await says(`verify ${SHAPE_PIN}`)).toEqual({
		kind: 'needs-last-try-confirmation',
		tries: { kind: 'unknown' },
	});
	expect(await says(`unblock ${SHAPE_PUK} ${NEW_PIN}`)).toEqual({
		kind: 'refused',
		refusal: { rule: 'puk-tries-unknown' },
	});
});

it('a PIN is compared once by OpenSC’s module, after a confirmation of its own', async () => {
	const { says, triesOnCard } = await openDesk();
	expect(await says(`verify ${WRONG_PIN}`)).toMatchObject({ kind: 'needs-last-try-confirmation' });
	expect(await triesOnCard()).toBe(3);
	expect(await says(`confirmed verify ${WRONG_PIN}`)).toMatchObject({ kind: 'wrong' });
	expect(await triesOnCard()).toBe(2);
	expect(await says(`confirmed verify ${SHAPE_PIN}`)).toMatchObject({ kind: 'done' });
	expect(await triesOnCard()).toBe(3);
});
