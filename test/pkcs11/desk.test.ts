import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	type AkisCard,
	type CardConnection,
	CardError,
	createModuleDesk,
	type ModuleLimits,
	type PinDesk,
	type PinOutcome,
	type Reader,
	type SignOutcome,
	VendorModule,
} from '#card';
import { SecretText } from '#text';
import type { IssuedSealPair } from '../../src/sandbox/authority/index.ts';
import {
	compileModule,
	createSoftTokens,
	issueSeal,
	type KeyKind,
	NEW_PIN,
	PIN,
	PUK,
	SOFTHSM_MODULE,
	type SoftTokens,
} from './soft-token.ts';

const seals = new Map<KeyKind, IssuedSealPair>();
beforeAll(async () => {
	seals.set('rsa', await issueSeal('rsa'));
	seals.set('ec', await issueSeal('ec'));
});

/** A card in a module, and a desk for it. */
interface Stage {
	readonly tokens: SoftTokens;
	readonly card: AkisCard;
	readonly desk: PinDesk;
	readonly reader: Reader;
	/** What the reader was asked for. */
	readonly resets: string[];
	/** Calls with a PIN, and logouts. */
	calls(): Promise<readonly string[]>;
}

const opened: SoftTokens[] = [];
afterAll(async () => {
	await Promise.all(opened.map((tokens) => tokens.remove()));
});

interface StageOptions {
	readonly kind?: KeyKind;
	readonly macros?: readonly string[];
	readonly limits?: Partial<ModuleLimits>;
}

const LIMITS: ModuleLimits = { reading: 60_000, pin: 60_000, signing: 60_000 };

async function stage({ kind = 'rsa', macros = [], limits = {} }: StageOptions = {}): Promise<Stage> {
	const tokens = await createSoftTokens();
	opened.push(tokens);
	const card = await tokens.insert('kart', sealOf(kind));
	const { path, calls } = await compileModule(tokens.folder, 'module', macros);
	const resets: string[] = [];
	const connection: CardConnection = {
		transmit: () => Promise.reject(new Error('no APDU goes to this card')),
		close: async (disposition) => {
			resets.push(disposition);
		},
	};
	return {
		tokens,
		card,
		calls,
		resets,
		reader: { name: 'okuyucu', isVirtual: false, connect: async () => connection },
		desk: deskOf(path, tokens, { ...LIMITS, ...limits }),
	};
}

function deskOf(path: string, { environment }: SoftTokens, limits: ModuleLimits = LIMITS): PinDesk {
	return createModuleDesk({ module: new VendorModule({ path, trust: 'any-owner', environment, limits }) });
}

function sealOf(kind: KeyKind): IssuedSealPair {
	const seal = seals.get(kind);
	if (seal === undefined) {
		throw new Error('no seal yet');
	}
	return seal;
}

interface Attempt {
	readonly pin?: string;
	readonly puk?: string;
	readonly newPin?: string;
	readonly confirmedLastTry?: boolean;
	readonly isSupervised?: boolean;
	readonly origin?: 'typed' | 'sandbox-portal';
	readonly desk?: PinDesk;
	readonly card?: AkisCard;
	readonly signal?: AbortSignal;
}

function requestOf({ card, reader }: Stage, attempt: Attempt) {
	return {
		reader,
		card: attempt.card ?? card,
		origin: attempt.origin ?? 'typed',
		// SoftHSM shows no flag before the first wrong PIN: without a confirmation nothing would be sent.
		confirmedLastTry: attempt.confirmedLastTry ?? true,
		signal: attempt.signal ?? new AbortController().signal,
		waitMs: 60_000,
		pin: SecretText.of(attempt.pin ?? PIN),
		puk: SecretText.of(attempt.puk ?? PUK),
		newPin: SecretText.of(attempt.newPin ?? NEW_PIN),
		isSupervised: attempt.isSupervised ?? true,
	} as const;
}

function verify(on: Stage, attempt: Attempt = {}): Promise<PinOutcome> {
	return (attempt.desk ?? on.desk).verifyPin(requestOf(on, attempt));
}

function change(on: Stage, attempt: Attempt = {}): Promise<PinOutcome> {
	return (attempt.desk ?? on.desk).changePin(requestOf(on, attempt));
}

function unblock(on: Stage, attempt: Attempt = {}): Promise<PinOutcome> {
	return (attempt.desk ?? on.desk).unblockPin(requestOf(on, attempt));
}

const DOCUMENT = Buffer.from('a document');

function sign(on: Stage, attempt: Attempt = {}): Promise<SignOutcome> {
	const [certificate] = on.card.certificates;
	if (certificate === undefined) {
		throw new Error('the card has no certificate');
	}
	const hash = certificate.certificate.key.type === 'rsa' ? 'sha256' : 'sha384';
	return (attempt.desk ?? on.desk).sign({
		...requestOf(on, attempt),
		certificate,
		hash,
		digest: createHash(hash).update(DOCUMENT).digest(),
		message: DOCUMENT,
	});
}

/** OpenSSL's word on a signature: the witness that nobody here wrote. */
function opensslSays(on: Stage, hash: string, signature: Uint8Array): string {
	const file = (name: string, content: string | Uint8Array): string => {
		const path = join(on.tokens.folder, name);
		writeFileSync(path, content);
		return path;
	};
	const [certificate] = on.card.certificates;
	const key = new X509Certificate(certificate?.certificate.der ?? new Uint8Array()).publicKey;
	return execFileSync('openssl', [
		...[
			'dgst',
			`-${hash}`,
			'-verify',
			file('key.pem', key.export({ type: 'spki', format: 'pem' }).toString()),
		],
		...['-signature', file('signature', signature), file('document', DOCUMENT)],
	])
		.toString()
		.trim();
}

describe('a PIN by way of the module', () => {
	test.each([
		// Another program has the card: whether the PIN is still entered is not known.
		['sharing-violation', true],
		['timeout', true],
		// Without power it is forgotten.
		['card-removed', undefined],
		['no-card', undefined],
	] as const)(
		'that is right, behind which the card cannot be reset (%s), is told so',
		async (code, isLeftOpen) => {
			const on = await stage();
			const connect = () => Promise.reject(new CardError(code, 'made up'));
			const outcome = await verify({ ...on, reader: { ...on.reader, connect } });
			expect(outcome).toEqual({ kind: 'done', tries: { kind: 'at-most', count: 3 }, isLeftOpen });
		},
	);

	test('that is right is compared once, and the card is reset', async () => {
		const on = await stage();
		expect(await verify(on)).toEqual({ kind: 'done', tries: { kind: 'at-most', count: 3 } });
		expect(await on.calls()).toEqual(['C_Login', 'C_Logout']);
		expect(on.resets).toEqual(['reset']);
	});

	test('that is wrong costs one try a time, and the third is asked for first', async () => {
		const on = await stage();
		const wrong = { pin: '300719' };
		expect(await verify(on, wrong)).toEqual({ kind: 'wrong', tries: { kind: 'at-most', count: 2 } });
		expect(await verify(on, wrong)).toEqual({ kind: 'wrong', tries: { kind: 'last-try' } });
		expect(await verify(on, { ...wrong, confirmedLastTry: false })).toEqual({
			kind: 'needs-last-try-confirmation',
			tries: { kind: 'last-try' },
		});
		expect(await on.calls()).toEqual(['C_Login', 'C_Login']);
		expect(await verify(on, { confirmedLastTry: true })).toMatchObject({ kind: 'done' });
	});

	test('can be changed, and then the new one holds', async () => {
		const on = await stage();
		expect(await change(on)).toMatchObject({ kind: 'done' });
		expect(await on.calls()).toEqual(['C_SetPIN']);
		expect(await verify(on)).toMatchObject({ kind: 'wrong' });
		expect(await verify(on, { pin: NEW_PIN })).toMatchObject({ kind: 'done' });
	});

	test('is not changed by a wrong present one', async () => {
		const on = await stage();
		expect(await change(on, { pin: '300719' })).toMatchObject({ kind: 'wrong' });
		expect(await verify(on)).toMatchObject({ kind: 'done' });
	});

	test('that breaks a rule reaches no module', async () => {
		const on = await stage();
		expect(await change(on, { newPin: '123456' })).toEqual({
			kind: 'refused',
			refusal: { rule: 'ascending', field: 'new-pin' },
		});
		expect(await verify(on, { pin: '12ab56' })).toMatchObject({ kind: 'refused' });
		expect(await on.calls()).toEqual([]);
		expect(on.resets).toEqual([]);
	});

	test('goes to no other card than the one that was shown', async () => {
		const on = await stage();
		const other = await stage({ kind: 'ec' });
		const refused = { kind: 'refused', refusal: { rule: 'other-card' } };
		expect(await verify(on, { card: other.card })).toEqual(refused);
		expect(await verify(on, { card: { ...on.card, certificates: [] } })).toEqual(refused);
		expect(await on.calls()).toEqual([]);
	});

	test('goes to none of two tokens with the certificate of the card, which is told as that', async () => {
		const on = await stage();
		await on.tokens.insert('kopya', sealOf('rsa'));
		expect(await verify(on)).toMatchObject({ kind: 'module-trouble', trouble: { code: 'several-tokens' } });
		expect(await on.desk.readTries(requestOf(on, {}))).toEqual({ kind: 'not-read', code: 'several-tokens' });
		expect(await on.calls()).toEqual([]);
	});

	test('that the sandbox’s portal told goes to no real card', async () => {
		const on = await stage();
		const certificates = on.card.certificates.map(({ fileId, certificate }) => ({
			fileId,
			certificate: { ...certificate, isSandbox: false },
		}));
		const card = { ...on.card, certificates };
		expect(await verify(on, { card, origin: 'sandbox-portal' })).toEqual({
			kind: 'refused',
			refusal: { rule: 'not-sandbox-card' },
		});
		expect(await on.calls()).toEqual([]);
	});

	test('is not sent once the act was called off', async () => {
		const on = await stage();
		const signal = AbortSignal.abort(new Error('called off'));
		await expect(verify(on, { signal })).rejects.toThrow('called off');
		expect(await on.calls()).toEqual([]);
	});
});

describe('the token’s own flags', () => {
	test('that say low, final or locked are told in words', async () => {
		for (const [flag, tries] of [
			['0x10000', { kind: 'at-most', count: 2 }],
			['0x20000', { kind: 'last-try' }],
			['0x40000', { kind: 'blocked' }],
		] as const) {
			const on = await stage({ macros: [`TOKEN_FLAGS=${flag}`] });
			expect(await on.desk.readTries(requestOf(on, {}))).toMatchObject({ kind: 'read', pin: tries });
		}
	});

	test('that say nothing leave the tries unknown', async () => {
		const on = await stage();
		expect(await on.desk.readTries(requestOf(on, {}))).toEqual({
			kind: 'read',
			pin: { kind: 'unknown' },
			puk: { kind: 'unknown' },
		});
	});

	test('that say nothing keep the PIN from being sent without a confirmation of its own', async () => {
		const on = await stage();
		const unconfirmed = { confirmedLastTry: false };
		const asked = { kind: 'needs-last-try-confirmation', tries: { kind: 'unknown' } };
		expect(await verify(on, unconfirmed)).toEqual(asked);
		expect(await change(on, unconfirmed)).toEqual(asked);
		expect(await sign(on, unconfirmed)).toEqual(asked);
		expect(await on.calls()).toEqual([]);
		expect(on.resets).toEqual([]);
	});

	test('that say nothing keep the PUK from being sent at all', async () => {
		const on = await stage();
		expect(await unblock(on, { confirmedLastTry: true })).toEqual({
			kind: 'refused',
			refusal: { rule: 'puk-tries-unknown' },
		});
		expect(await on.calls()).toEqual([]);
	});

	test('that say that a wrong PIN was entered, and not that the last try is left, need no confirmation', async () => {
		const on = await stage({ macros: ['TOKEN_FLAGS=0x10000'] });
		expect(await verify(on, { confirmedLastTry: false })).toMatchObject({ kind: 'done' });
	});

	test('that say locked keep the PIN from being sent', async () => {
		const on = await stage({ macros: ['TOKEN_FLAGS=0x40000'] });
		expect(await verify(on, { confirmedLastTry: true })).toEqual({ kind: 'blocked' });
		expect(await on.calls()).toEqual([]);
	});

	test('that say that one PUK is left keep that from being sent', async () => {
		const on = await stage({ macros: ['TOKEN_FLAGS=0x200000'] });
		expect(await unblock(on, { confirmedLastTry: true })).toEqual({
			kind: 'refused',
			refusal: { rule: 'last-puk-try' },
		});
		expect(await on.calls()).toEqual([]);
	});
});

describe('unblocking by way of the module', () => {
	/** A token that says of its PUK that a wrong one was entered, and that more than one try is left. */
	const PUK_LOW = 'TOKEN_FLAGS=0x100000';

	test('takes the PUK once and sets the new PIN', async () => {
		const on = await stage({ macros: [PUK_LOW] });
		expect(await unblock(on)).toMatchObject({ kind: 'done' });
		expect(await on.calls()).toEqual(['C_Login SO', 'C_InitPIN', 'C_Logout']);
		expect(await verify(on, { pin: NEW_PIN })).toMatchObject({ kind: 'done' });
	});

	test('counts a wrong PUK and never sends one to its last try', async () => {
		const on = await stage({ macros: [PUK_LOW] });
		expect(await unblock(on, { puk: '11223344' })).toEqual({ kind: 'wrong', tries: { kind: 'last-try' } });
		expect(await unblock(on)).toEqual({ kind: 'refused', refusal: { rule: 'last-puk-try' } });
		expect(await on.calls()).toEqual(['C_Login SO']);
	});

	test('wants somebody in charge', async () => {
		const on = await stage({ macros: [PUK_LOW] });
		expect(await unblock(on, { isSupervised: false })).toEqual({
			kind: 'refused',
			refusal: { rule: 'supervisor-needed' },
		});
		expect(await on.calls()).toEqual([]);
	});

	test('tells that the module cannot set a new PIN', async () => {
		const on = await stage({ macros: [PUK_LOW, 'REFUSE_INIT_PIN'] });
		expect(await unblock(on)).toMatchObject({ kind: 'declined', reason: 'not-in-module' });
		expect(await verify(on)).toMatchObject({ kind: 'done' });
	});
});

describe('signing by way of the module', () => {
	test('gives an RSA signature that OpenSSL confirms', async () => {
		const on = await stage({ kind: 'rsa' });
		const outcome = await sign(on);
		expect(outcome.kind).toBe('signed');
		expect(opensslSays(on, 'sha256', outcome.kind === 'signed' ? outcome.signature : Buffer.alloc(0))).toBe(
			'Verified OK',
		);
	});

	test('gives an EC signature in both forms, of which OpenSSL confirms the sequence', async () => {
		const on = await stage({ kind: 'ec' });
		const outcome = await sign(on);
		if (outcome.kind !== 'signed') {
			throw new Error(outcome.kind);
		}
		expect(outcome.signature).toHaveLength(96);
		expect(opensslSays(on, 'sha384', outcome.der ?? Buffer.alloc(0))).toBe('Verified OK');
	});

	test('gives none that the certificate does not confirm', async () => {
		const on = await stage({ macros: ['DISTURBED_SIGNATURE'] });
		expect(await sign(on)).toEqual({
			kind: 'not-signed',
			code: 'not-confirmed',
			tries: { kind: 'at-most', count: 3 },
		});
	});

	test('tells a wrong PIN', async () => {
		expect(await sign(await stage(), { pin: '300719' })).toMatchObject({ kind: 'wrong' });
	});
});

describe('a module that dies or hangs with a PIN', () => {
	/** The same card by a module without the fault: what the next operation meets. */
	async function expectNextWorks(on: Stage, pin: string): Promise<void> {
		const desk = deskOf(SOFTHSM_MODULE, on.tokens);
		expect(await verify(on, { desk, pin })).toMatchObject({ kind: 'done' });
	}

	test('in C_Login leaves an unknown outcome, and the counter is looked at by a new process', async () => {
		const on = await stage({ macros: ['CRASH_IN_LOGIN'] });
		expect(await verify(on)).toEqual({
			kind: 'unknown',
			code: 'crashed',
			reread: { kind: 'read', pin: { kind: 'unknown' }, puk: undefined, isTrySpent: undefined },
		});
		expect(await on.calls()).toEqual(['C_Login']);
		expect(on.resets).toEqual(['reset']);
		await expectNextWorks(on, PIN);
	});

	test('never coming back from C_Login', async () => {
		const on = await stage({ macros: ['HANG_IN_LOGIN'], limits: { pin: 500 } });
		expect(await verify(on)).toMatchObject({ kind: 'unknown', code: 'no-answer', reread: { kind: 'read' } });
		expect(await on.calls()).toEqual(['C_Login']);
		await expectNextWorks(on, PIN);
	});

	test('after the PIN was changed, which the outcome does not hide', async () => {
		const on = await stage({ macros: ['CRASH_AFTER_SET_PIN'] });
		expect(await change(on)).toMatchObject({ kind: 'unknown', code: 'crashed' });
		expect(await on.calls()).toEqual(['C_SetPIN']);
		await expectNextWorks(on, NEW_PIN);
	});

	test('never coming back from C_Sign: the PIN was right, and there is no signature', async () => {
		const on = await stage({ macros: ['HANG_IN_SIGN'], limits: { signing: 500 } });
		expect(await sign(on)).toMatchObject({ kind: 'not-signed', code: 'no-answer' });
		expect(await on.calls()).toEqual(['C_Login']);
		expect(on.resets).toEqual(['reset']);
		await expectNextWorks(on, PIN);
	});

	test('with a return value that says nothing of the PIN', async () => {
		const on = await stage({ macros: ['LOGIN_ANSWER=CKR_DEVICE_ERROR'] });
		expect(await verify(on)).toMatchObject({ kind: 'unknown', code: 'call-failed' });
		expect(await on.calls()).toEqual(['C_Login']);
	});

	test.each([
		['CKR_PIN_LOCKED', { kind: 'blocked' }],
		['CKR_PIN_LEN_RANGE', { kind: 'declined', reason: 'pin-length' }],
		['CKR_USER_PIN_NOT_INITIALIZED', { kind: 'declined', reason: 'pin-not-set' }],
	])('%s says what it means', async (answer, outcome) => {
		const on = await stage({ macros: [`LOGIN_ANSWER=${answer}`] });
		expect(await verify(on)).toMatchObject(outcome);
		expect(await on.calls()).toEqual(['C_Login']);
	});
});

describe('a module that is not there', () => {
	test('is told before anything is sent', async () => {
		const on = await stage();
		const desk = deskOf('/usr/lib/nothing-of-that-name.so', on.tokens);
		expect(await verify(on, { desk })).toMatchObject({
			kind: 'module-trouble',
			trouble: { kind: 'refused', refusal: { rule: 'not-found' } },
		});
	});
});
