import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parsePortalAddress } from '#api';
import type { SignatureLoginOrder, SignatureLoginPort } from '#app';
import { createJournal, type Journal } from '#audit';
import { VendorModule } from '#card';
import { SecretText } from '#text';
import { cardPinAt } from '../../../src/ports/card-pin.ts';
import { systemClock } from '../../../src/ports/clock.ts';
import { portalAt } from '../../../src/ports/portal.ts';
import { signatureLoginAt } from '../../../src/ports/signature-login.ts';
import {
	createAuthority,
	type IssuedSealPair,
	type SandboxAuthority,
} from '../../../src/sandbox/authority/index.ts';
import { createRandomSource } from '../../../src/sandbox/random.ts';
import { PIN, type Stage, virtualStage } from '../card/pin/virtual-stage.ts';
import { HOLDER, openPortalStage, type PortalStage, START } from '../sandbox/portal/portal-stage.ts';

const NO_MODULE = new VendorModule({
	trust: 'any-owner',
	locate: async () => ({ kind: 'missing', searched: [] }),
});

let authority: SandboxAuthority;
/** What is on the signatory's card: the certificate that signs comes first. */
let pair: IssuedSealPair;
let folder: string;

beforeAll(async () => {
	authority = await createAuthority({ now: () => START, random: createRandomSource(5) });
	const issued = await authority.issueSignatory({ ...HOLDER.signatory, key: 'rsa-2048' });
	const signing = { use: 'SIGN0', label: HOLDER.signatory.name, ...issued } as const;
	pair = { signing, encryption: { ...signing, use: 'ENCR0' } };
});
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'muhurdar-signature-login-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Desk extends AsyncDisposable {
	readonly port: SignatureLoginPort;
	readonly portal: PortalStage;
	readonly card: Stage;
	order(patch?: Partial<SignatureLoginOrder>): SignatureLoginOrder;
	/** What the journal says, once everything that was to be noted is. */
	written(): Promise<string>;
}

interface DeskOptions {
	readonly wrongPins?: number;
	/** Where the journal lies; default: the test's folder. */
	readonly directory?: string;
}

async function desk({ wrongPins = 0, directory = folder }: DeskOptions = {}): Promise<Desk> {
	const portal = await openPortalStage({ issuerCertificate: authority.issuerCertificate });
	const card = await virtualStage({ seal: pair, wrongPins });
	const address = parsePortalAddress(portal.url);
	if (!address.ok) {
		throw new Error(address.code);
	}
	const book: Journal = createJournal({ directory, now: () => START, uid: process.getuid?.() });
	const journal = async () => book;
	const located = portalAt(async () => address.url, { clock: systemClock, journal });
	const signer = cardPinAt({
		clock: systemClock,
		journal,
		readerWith: async () => card.reader,
		module: async () => NO_MODULE,
	});
	const [certificate] = card.description.certificates;
	if (certificate === undefined) {
		throw new Error('the card has no certificate');
	}
	return {
		port: signatureLoginAt({ clock: systemClock, portal: located.port, signer }),
		portal,
		card,
		order: (patch = {}) => ({
			card: card.description,
			certificate,
			holderNumber: HOLDER.holderNumber,
			pin: SecretText.of(PIN),
			confirmedLastTry: false,
			...patch,
		}),
		async written() {
			await located.close();
			return readFile(join(folder, 'journal.jsonl'), 'utf8');
		},
		async [Symbol.asyncDispose]() {
			await located.close();
			await portal[Symbol.asyncDispose]();
		},
	};
}

const never = new AbortController().signal;

describe('E-İmzalı Giriş by APDUs, at the real portal', () => {
	test('opens a session; the journal has the signature and the session, and no secret', async () => {
		await using at = await desk();
		expect(await at.port.logIn(at.order(), never)).toMatchObject({
			kind: 'opened',
			session: { holderNumber: HOLDER.holderNumber },
		});
		expect([at.card.pinCommands(), at.card.card.condition.isPinVerified]).toEqual([1, false]);
		const journal = await at.written();
		expect(journal).toMatch(/"card-act-intended"[^\n]*"kind":"sign"/);
		expect(journal).toMatch(/"card-act-settled"[^\n]*"outcome":"done"/);
		expect(journal).toMatch(/"session-begun"[^\n]*"way":"e-signature"/);
		for (const secret of [PIN, HOLDER.holderNumber, HOLDER.signatory.number, HOLDER.signatory.name]) {
			expect(journal).not.toContain(secret);
		}
	});

	test('with a wrong PIN opens nothing, and the portal never gets a signature', async () => {
		await using at = await desk();
		const outcome = await at.port.logIn(at.order({ pin: SecretText.of('111222') }), never);
		expect(outcome).toMatchObject({ kind: 'wrong', tries: { count: 2 } });
		const journal = await at.written();
		expect(journal).toMatch(/"card-act-settled"[^\n]*"outcome":"refused"/);
		expect(journal).not.toContain('session-begun');
	});

	test('asks before a last try, and once that is confirmed signs a new nonce', async () => {
		await using at = await desk({ wrongPins: 2 });
		expect(await at.port.logIn(at.order(), never)).toMatchObject({ kind: 'needs-last-try-confirmation' });
		expect(at.card.pinCommands()).toBe(0);
		// The first nonce is too old by now.
		at.portal.advance(301);
		expect(await at.port.logIn(at.order({ confirmedLastTry: true }), never)).toMatchObject({
			kind: 'opened',
		});
	});

	test('for a holder whom this person does not sign for says that the card did its part', async () => {
		await using at = await desk();
		expect(await at.port.logIn(at.order({ holderNumber: '1234567890' }), never)).toMatchObject({
			kind: 'portal',
			isSigned: true,
			problem: { code: 'signatory-unknown' },
		});
	});

	test('given up before it began sends neither a request nor a PIN', async () => {
		await using at = await desk();
		expect(await at.port.logIn(at.order(), AbortSignal.abort())).toEqual({ kind: 'called-off' });
		expect(at.card.pinCommands()).toBe(0);
	});

	test('where the intent cannot be written down nothing is signed', async () => {
		// A file stands where the journal's folder would be made.
		await writeFile(join(folder, 'file'), '');
		await using at = await desk({ directory: join(folder, 'file', 'journal') });
		expect(await at.port.logIn(at.order(), never)).toMatchObject({ kind: 'journal' });
		expect(at.card.pinCommands()).toBe(0);
	});

	test('with a portal that is gone stops before the card is asked', async () => {
		const at = await desk();
		await at.portal[Symbol.asyncDispose]();
		expect(await at.port.logIn(at.order(), never)).toMatchObject({
			kind: 'portal',
			isSigned: false,
			problem: { code: 'unreachable' },
		});
		expect(at.card.pinCommands()).toBe(0);
	});
});
