import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDocumentFetcher } from '#api';
import {
	type Assessment,
	assessCertificate,
	type EvidenceStore,
	type KeptEvidence,
	type SealCertificate,
} from '#certificate';
import { checkCrl } from '../../../../src/certificate/revocation/crl-check.ts';
import { parseX509 } from '../../../../src/certificate/x509-fields.ts';
import { OpensslAuthority } from '../openssl-authority.ts';
import { DocumentServer, drips, floods, sends } from './document-server.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let authority: OpensslAuthority;
let server: DocumentServer;
let root: SealCertificate;
let issuer: SealCertificate;
let good: SealCertificate;
let revoked: SealCertificate;
let held: SealCertificate;
let list: Uint8Array;
/** The root's: what it says of the issuer. */
let rootList: Uint8Array;

beforeAll(async () => {
	authority = await OpensslAuthority.create();
	server = await DocumentServer.open();
	root = authority.certificate('root');
	issuer = authority.certificate('issuer');
	const addresses = { crl: `${server.url}/crl` };
	good = await authority.issueSeal('good', addresses);
	revoked = await authority.issueSeal('revoked', addresses);
	held = await authority.issueSeal('held', addresses);
	await authority.revoke('revoked', 'superseded');
	await authority.revoke('held', 'certificateHold');
	await authority.selfSigned('impostor', '/CN=Sınama Yayıncısı - Sürüm 3');
	await authority.selfSigned('stranger', '/CN=Yabancı');
	list = await authority.crl();
	rootList = await authority.crlOf('root');
});

afterAll(async () => {
	await server[Symbol.asyncDispose]();
	authority[Symbol.dispose]();
});

beforeEach(() => server.forget());

interface Asking {
	readonly at?: number;
	readonly store?: EvidenceStore;
	readonly totalMs?: number;
	readonly isOffline?: boolean;
	readonly file?: Uint8Array;
}

function assess(certificate: SealCertificate, asking: Asking = {}): Promise<Assessment> {
	const { file } = asking;
	return assessCertificate({
		certificate,
		given: [issuer],
		at: asking.at ?? Date.now(),
		roots: [root],
		sources: {
			fetcher: asking.isOffline ? undefined : createDocumentFetcher({ totalMs: asking.totalMs ?? 60_000 }),
			store: asking.store,
			crlFiles: [
				{ name: 'kök.crl', pieces: () => inPieces(rootList, 100) },
				...(file === undefined ? [] : [{ name: 'liste.crl', pieces: () => inPieces(file, 100) }]),
			],
			random: randomBytes,
		},
	});
}

async function* inPieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += length) {
		yield bytes.subarray(at, at + length);
	}
}

describe('a list of OpenSSL', () => {
	it('makes a seal valid, revoked with its reason, or suspended', async () => {
		server.answers('/crl', sends(list));
		const found = await Promise.all([good, revoked, held].map((seal) => assess(seal)));
		expect(found.map(({ state }) => state)).toEqual([
			{ kind: 'valid', daysLeft: 1094 },
			{ kind: 'revoked', reason: 'superseded', since: expect.any(Number) },
			{ kind: 'suspended', since: expect.any(Number) },
		]);
		expect(found[0]).toMatchObject({
			judgedBy: ['dates', 'chain', 'crl'],
			revocation: { evidence: { source: 'crl', signer: issuer.title, from: `${server.url}/crl` } },
		});
	});

	it('from a file is enough without a network', async () => {
		expect(await assess(revoked, { file: list, isOffline: true })).toMatchObject({
			state: { kind: 'revoked' },
			revocation: { evidence: { from: 'liste.crl' } },
		});
	});

	it('is the same as PEM', async () => {
		const pem = Buffer.from(
			`Bir açıklama\n-----BEGIN X509 CRL-----\n${(
				Buffer.from(list)
					.toString('base64')
					.match(/.{1,64}/g) ?? []
			).join('\n')}\n-----END X509 CRL-----\n`,
		);
		expect((await assess(revoked, { file: pem, isOffline: true })).state.kind).toBe('revoked');
		expect((await assess(good, { file: pem, isOffline: true })).state.kind).toBe('valid');
	});

	it('gives the same answer in pieces of any length', async () => {
		const question = (seal: SealCertificate) => ({
			subject: parseX509(seal.der),
			issuer,
			at: Date.now(),
		});
		for (let length = 1; length <= list.length; length += length < 20 ? 1 : 41) {
			const found = [
				await checkCrl(inPieces(list, length), question(revoked)),
				await checkCrl(inPieces(list, length), question(good)),
			];
			expect(found).toMatchObject([{ status: 'revoked', entryCount: 2 }, { status: 'good' }]);
		}
	});

	it('that is limited to users holds for a seal', async () => {
		server.answers('/crl', sends(await authority.crl('-crlexts', 'only_users')));
		expect((await assess(good)).state.kind).toBe('valid');
	});

	it('that may hold entries of other issuers holds for a seal', async () => {
		server.answers('/crl', sends(await authority.crl('-crlexts', 'indirect')));
		expect((await assess(good)).state.kind).toBe('valid');
		expect((await assess(revoked)).state.kind).toBe('revoked');
	});

	it('without entries makes a seal valid', async () => {
		using other = await OpensslAuthority.create();
		const seal = await other.issueSeal('seal');
		const found = await assessCertificate({
			certificate: seal,
			given: [other.certificate('issuer')],
			at: Date.now(),
			roots: [other.certificate('root')],
			sources: {
				fetcher: undefined,
				store: undefined,
				crlFiles: [
					{
						name: 'kök',
						pieces: async function* () {
							yield await other.crlOf('root');
						},
					},
					{
						name: 'boş',
						pieces: async function* () {
							yield await other.crl();
						},
					},
				],
				random: randomBytes,
			},
		});
		expect(found.state.kind).toBe('valid');
	});
});

describe('a list that proves nothing leaves the state unknown', () => {
	it.each([
		['expired', 'stale', [], 8 * DAY_MS],
		['of the changes alone', 'delta', ['-crlexts', 'delta'], 0],
		['for authorities alone', 'wrong-scope', ['-crlexts', 'only_authorities'], 0],
		['with a demand nobody knows', 'unknown-critical-extension', ['-crlexts', 'strange'], 0],
	] as const)('%s', async (_name, code, extra, later) => {
		server.answers('/crl', sends(await authority.crl(...extra)));
		expect(await assess(good, { at: Date.now() + later })).toMatchObject({
			state: { kind: 'unknown' },
			revocation: { failed: [{ source: 'crl', code }] },
		});
	});

	it.each([
		['impostor', 'bad-signature'],
		['stranger', 'other-issuer'],
	])('of an %s', async (signer, code) => {
		server.answers('/crl', sends(await authority.crlOf(signer)));
		expect((await assess(good)).revocation).toMatchObject({ kind: 'unknown', failed: [{ code }] });
	});

	it.each([
		['cut short', 'malformed', (whole: Uint8Array) => whole.subarray(0, -3)],
		['nothing', 'malformed', () => new Uint8Array()],
		['a certificate', 'malformed', () => good.der],
		['a page', 'malformed', () => Buffer.from('<html>')],
		['half a PEM', 'malformed', () => Buffer.from('-----BEGIN X509 CRL-----\nMII')],
	])('%s', async (_name, code, make) => {
		server.answers('/crl', sends(make(list)));
		expect(await assess(good)).toMatchObject({
			state: { kind: 'unknown', why: 'no-evidence' },
			revocation: { failed: [{ code }] },
		});
	});

	it.each([
		['100 MB', floods, 'too-large'],
		['a drip', drips, 'timeout'],
	] as const)('%s', async (_name, answering, code) => {
		server.answers('/crl', answering);
		expect((await assess(good, { totalMs: code === 'timeout' ? 300 : 60_000 })).revocation).toMatchObject({
			kind: 'unknown',
			failed: [{ code }],
		});
	});

	it('a file that cannot be read', async () => {
		const found = await assessCertificate({
			certificate: good,
			given: [issuer],
			at: Date.now(),
			roots: [root],
			sources: {
				fetcher: undefined,
				store: undefined,
				crlFiles: [
					{
						name: 'yok.crl',
						pieces: () => ({
							[Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('ENOENT')) }),
						}),
					},
				],
				random: randomBytes,
			},
		});
		expect(found).toMatchObject({
			state: { kind: 'unknown' },
			revocation: { failed: [{ code: 'unreadable' }] },
		});
	});

	it('and no changed byte makes a revoked seal good', async () => {
		const states = new Set<string>();
		for (let at = 0; at < list.length; at += 7) {
			const changed = Uint8Array.from(list);
			changed[at] = (changed[at] ?? 0) ^ 0x01;
			states.add((await assess(revoked, { file: changed, isOffline: true })).state.kind);
		}
		expect([...states]).toEqual(['unknown']);
	});
});

describe('a list that is kept', () => {
	it('is asked for once an hour, stands in while nobody answers, and not beyond its own end', async () => {
		const store = new MemoryStore();
		const now = Date.now();
		server.answers('/crl', sends(list));
		await assess(good, { store, at: now });
		await assess(good, { store, at: now + HOUR_MS / 2 });
		expect(server.asked).toEqual(['/crl']);
		await assess(good, { store, at: now + HOUR_MS });
		expect(server.asked).toEqual(['/crl', '/crl']);

		const askedAt = now + 2 * DAY_MS;
		server.answers('/crl', (response) => void response.socket?.destroy());
		expect(await assess(revoked, { store, at: askedAt })).toMatchObject({
			state: { kind: 'revoked' },
			revocation: { evidence: { keptAt: now + HOUR_MS } },
		});
		expect((await assess(good, { store, at: now + 8 * DAY_MS })).state).toEqual({
			kind: 'unknown',
			why: 'offline',
		});
	});

	it('that was changed on the disk is not believed', async () => {
		const store = new MemoryStore();
		server.answers('/crl', sends(list));
		await assess(good, { store });
		store.damage();
		server.answers('/crl', (response) => void response.socket?.destroy());
		expect((await assess(good, { store })).state).toEqual({ kind: 'unknown', why: 'offline' });
	});

	it('does not cover up a server that answers wrongly', async () => {
		const store = new MemoryStore();
		const at = Date.now();
		server.answers('/crl', sends(list));
		await assess(good, { store, at });
		server.answers('/crl', sends(Buffer.from('<html>')));
		expect((await assess(good, { store, at: at + 2 * HOUR_MS })).state.kind).toBe('unknown');
	});
});

class MemoryStore implements EvidenceStore {
	readonly #kept = new Map<string, KeptEvidence & { readonly expiresAt: number }>();

	async load(key: string, at: number): Promise<KeptEvidence | undefined> {
		const kept = this.#kept.get(key);
		return kept === undefined || kept.expiresAt < at ? undefined : kept;
	}

	async save(key: string, chunks: readonly Uint8Array[], expiresAt: number, at: number): Promise<void> {
		this.#kept.set(key, { chunks, keptAt: at, expiresAt });
	}

	damage(): void {
		for (const { chunks } of this.#kept.values()) {
			const [first] = chunks;
			first?.fill(0x55, 60, 64);
		}
	}
}
