import { verify, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Reader } from '#card';
import { SecretText } from '#text';
import type { IssuedSealPair } from '../../../../src/sandbox/authority/index.ts';
import { attempt, DOCUMENT, issueSeal, NEW_PIN, OPERATIONS, PIN, virtualStage } from './virtual-stage.ts';

/** The card's list of keys, in which the first has another reference than its own. */
function withKeyReference(reference: number) {
	return (content: Uint8Array, fileId: number): Uint8Array => {
		const text = Buffer.from(content).toString('hex');
		return fileId === EF_PRKDF ? Buffer.from(text.replace('020101', `02010${reference}`), 'hex') : content;
	};
}

const EF_PRKDF = 0x4402;

let seal: IssuedSealPair;
beforeAll(async () => {
	seal = await issueSeal();
});

describe.each(OPERATIONS)('to %s', (operation) => {
	test('takes one PIN-bearing command and leaves the card reset', async () => {
		const stage = await virtualStage({ seal });
		const kind = operation === 'sign' ? 'signed' : 'done';
		expect(await attempt(stage, operation)).toMatchObject({ kind, tries: { kind: 'at-most', count: 3 } });
		expect(stage.pinCommands()).toBe(1);
		expect(stage.card.condition.isPinVerified).toBe(false);
	});

	test('takes what the sandbox’s portal says on a card of the sandbox', async () => {
		const stage = await virtualStage({ seal });
		expect(['done', 'signed']).toContain(
			(await attempt(stage, operation, { origin: 'sandbox-portal' })).kind,
		);
	});
});

describe.each(OPERATIONS)('behind %s', (operation) => {
	test.each([
		['not-done', true],
		[undefined, undefined],
	] as const)('a reset that ends as %s is told as what it is', async (closed, isLeftOpen) => {
		const stage = await virtualStage({ seal });
		const reader: Reader = {
			name: stage.reader.name,
			isVirtual: true,
			async connect(mode) {
				const connection = await stage.reader.connect(mode);
				return {
					transmit: (command) => connection.transmit(command),
					async close(disposition) {
						await connection.close(disposition);
						return closed;
					},
				};
			},
		};
		const outcome = await attempt({ ...stage, reader }, operation);
		expect(outcome).toMatchObject({ kind: operation === 'sign' ? 'signed' : 'done', isLeftOpen });
	});
});

describe('changing', () => {
	test('makes the new PIN the one that holds', async () => {
		const stage = await virtualStage({ seal });
		await attempt(stage, 'change');
		expect(await attempt(stage, 'verify', { pin: PIN })).toMatchObject({ kind: 'wrong' });
		expect(await attempt(stage, 'verify', { pin: NEW_PIN })).toMatchObject({ kind: 'done' });
	});
});

describe('unblocking', () => {
	test('opens a blocked PIN and sets the new one', async () => {
		const stage = await virtualStage({ seal, wrongPins: 3 });
		expect(await attempt(stage, 'verify', { confirmedLastTry: true })).toEqual({ kind: 'blocked' });
		expect(await attempt(stage, 'verify', { confirmedLastTry: true })).toEqual({ kind: 'blocked' });
		expect(await attempt(stage, 'unblock')).toMatchObject({ kind: 'done' });
		expect(await attempt(stage, 'verify', { pin: NEW_PIN })).toMatchObject({ kind: 'done' });
	});

	test('counts a wrong PUK and never sends one to its last try, confirmed or not', async () => {
		const stage = await virtualStage({ seal, wrongPins: 3 });
		const wrong = { puk: '11223344', confirmedLastTry: true };
		expect(await attempt(stage, 'unblock', wrong)).toEqual({
			kind: 'wrong',
			tries: { kind: 'exactly', count: 2 },
		});
		expect(await attempt(stage, 'unblock', wrong)).toEqual({ kind: 'wrong', tries: { kind: 'last-try' } });
		expect(await attempt(stage, 'unblock')).toEqual({ kind: 'refused', refusal: { rule: 'last-puk-try' } });
		expect(stage.pinCommands()).toBe(2);
		expect(stage.card.condition).toMatchObject({ pukTriesLeft: 1, isDestroyed: false });
	});

	test('sees the last PUK try also where others spent the tries before', async () => {
		const stage = await virtualStage({ seal, wrongPuks: 2 });
		expect(await attempt(stage, 'unblock')).toEqual({ kind: 'refused', refusal: { rule: 'last-puk-try' } });
		expect(stage.pinCommands()).toBe(0);
	});

	test('sends no PUK whose tries it cannot see', async () => {
		const stage = await virtualStage({
			seal,
			plan: [
				{ at: 'command', number: 1, fault: { kind: 'garbage', isExecuted: true, data: new Uint8Array(9) } },
			],
		});
		expect(await attempt(stage, 'unblock')).toEqual({
			kind: 'refused',
			refusal: { rule: 'puk-tries-unknown' },
		});
		expect(stage.pinCommands()).toBe(0);
	});

	test('wants somebody in charge', async () => {
		const stage = await virtualStage({ seal });
		expect(await attempt(stage, 'unblock', { isSupervised: false })).toEqual({
			kind: 'refused',
			refusal: { rule: 'supervisor-needed' },
		});
		expect(stage.injector.commands).toEqual([]);
	});

	test('is not tried on a card that is not the sandbox’s', async () => {
		const stage = await virtualStage({ seal });
		const certificates = stage.description.certificates.map(({ fileId, certificate }) => ({
			fileId,
			certificate: { ...certificate, isSandbox: false },
		}));
		const description = { ...stage.description, certificates };
		expect(await attempt({ ...stage, description }, 'unblock')).toEqual({
			kind: 'not-supported',
			reason: 'unblock-not-public',
		});
		expect(stage.injector.commands).toEqual([]);
	});
});

describe('signing', () => {
	test('gives a signature that the certificate confirms', async () => {
		const outcome = await attempt(await virtualStage({ seal }), 'sign');
		const key = new X509Certificate(seal.signing.certificate).publicKey;
		expect(outcome.kind === 'signed' && verify('sha256', DOCUMENT, key, outcome.signature)).toBe(true);
	});

	test('gives none that it does not confirm, by another key or by a fault', async () => {
		const notSigned = { kind: 'not-signed', code: 'malformed-answer', tries: { kind: 'at-most', count: 3 } };
		const otherKey = await virtualStage({ seal, remake: withKeyReference(2) });
		expect(await attempt(otherKey, 'sign')).toEqual(notSigned);
		const garbage = { kind: 'garbage', isExecuted: true, data: new Uint8Array(244).fill(1) } as const;
		const plan = [{ at: 'instruction', instruction: 0xc0, number: 1, fault: garbage }] as const;
		expect(await attempt(await virtualStage({ seal, plan }), 'sign')).toEqual(notSigned);
	});

	test('says that the PIN was right where the card knows no such key', async () => {
		const stage = await virtualStage({ seal, remake: withKeyReference(9) });
		expect(await attempt(stage, 'sign')).toMatchObject({
			kind: 'not-signed',
			code: 'unexpected-status',
		});
	});

	test('sends no PIN for a key that the card cannot use', async () => {
		const stage = await virtualStage({ seal });
		const certificates = stage.description.certificates.map(({ fileId, certificate }) => ({
			fileId,
			certificate: { ...certificate, key: { type: 'ec', curve: 'P-384' } as const },
		}));
		const description = { ...stage.description, certificates };
		expect(await attempt({ ...stage, description }, 'sign')).toEqual({
			kind: 'not-supported',
			reason: 'key-not-rsa',
		});
		expect(stage.injector.commands).toEqual([]);
	});

	test('refuses a digest that is none before anything is sent', async () => {
		const stage = await virtualStage({ seal });
		const [certificate] = stage.description.certificates;
		if (certificate === undefined) {
			throw new Error('no certificate');
		}
		const signing = stage.desk.sign({
			reader: stage.reader,
			card: stage.description,
			origin: 'typed',
			confirmedLastTry: false,
			signal: new AbortController().signal,
			pin: SecretText.of(PIN),
			certificate,
			hash: 'sha256',
			digest: new Uint8Array(31),
		});
		await expect(signing).rejects.toThrow(TypeError);
		expect(stage.injector.commands).toEqual([]);
	});
});

describe('an act that is called off', () => {
	test('before it began sends nothing', async () => {
		const stage = await virtualStage({ seal });
		const signal = AbortSignal.abort(new Error('called off'));
		await expect(attempt(stage, 'verify', { signal })).rejects.toThrow('called off');
		expect(stage.injector.commands).toEqual([]);
	});

	test('while the card is looked at sends no PIN, and the card is reset', async () => {
		const controller = new AbortController();
		const stage = await virtualStage({ seal, onTraffic: () => controller.abort(new Error('called off')) });
		await expect(attempt(stage, 'verify', { signal: controller.signal })).rejects.toThrow('called off');
		expect(stage.pinCommands()).toBe(0);
		expect((await attempt(stage, 'verify')).kind).toBe('done');
	});

	test.each(OPERATIONS)('after the PIN was sent still gets its outcome: %s', async (operation) => {
		const controller = new AbortController();
		const stage = await virtualStage({
			seal,
			onTraffic: ({ data }) => {
				if (data === undefined) {
					controller.abort(new Error('called off'));
				}
			},
		});
		const { kind } = await attempt(stage, operation, { signal: controller.signal });
		expect(['done', 'signed']).toContain(kind);
		expect(controller.signal.aborted).toBe(true);
	});
});

describe('a card that another program holds', () => {
	test('is waited for as long as was said, and then given up', async () => {
		const stage = await virtualStage({ seal });
		const other = await stage.reader.connect('shared');
		expect(await attempt(stage, 'verify', { waitMs: 1_000 })).toEqual({ kind: 'in-use' });
		expect(stage.injector.commands).toEqual([]);
		await other.close('leave');
		expect(await attempt(stage, 'verify')).toMatchObject({ kind: 'done' });
	});

	test('is taken as soon as it is free', async () => {
		const plan = [{ at: 'connect', number: 1, fault: { kind: 'sharing-violation', times: 5 } }] as const;
		expect(await attempt(await virtualStage({ seal, plan }), 'verify')).toMatchObject({ kind: 'done' });
	});

	test('ends the wait when the act is called off', async () => {
		const stage = await virtualStage({ seal });
		await stage.reader.connect('shared');
		const controller = new AbortController();
		const waiting = attempt(stage, 'verify', { signal: controller.signal, waitMs: 600_000 });
		controller.abort(new Error('called off'));
		await expect(waiting).rejects.toThrow('called off');
	});
});

describe('acts at the same reader', () => {
	test('are held one after the other', async () => {
		const stage = await virtualStage({ seal });
		const outcomes = await Promise.all(OPERATIONS.slice(0, 2).map((operation) => attempt(stage, operation)));
		expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'done']);
	});
});
