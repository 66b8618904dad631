import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDocumentFetcher } from '#api';
import {
	assessCertificate,
	pemOf,
	pinnedRoots,
	readSealCertificate,
	type SealCertificate,
} from '#certificate';
import { OpensslAuthority } from '../openssl-authority.ts';
import { DocumentServer, sends } from '../revocation/document-server.ts';

let authority: OpensslAuthority;
let server: DocumentServer;
let root: SealCertificate;
let issuer: SealCertificate;
let seal: SealCertificate;

beforeAll(async () => {
	authority = await OpensslAuthority.create();
	server = await DocumentServer.open();
	root = authority.certificate('root');
	issuer = authority.certificate('issuer');
	seal = await authority.issueSeal('seal', { issuer: `${server.url}/issuer` });
});

afterAll(async () => {
	await server[Symbol.asyncDispose]();
	authority[Symbol.dispose]();
});

beforeEach(() => server.forget());

interface Asking {
	readonly given?: readonly SealCertificate[];
	readonly roots?: readonly SealCertificate[];
	readonly at?: number;
	readonly isOnline?: boolean;
	readonly certificate?: SealCertificate;
}

async function chainOf(asking: Asking = {}) {
	const { chain, state, judgedBy } = await assessCertificate({
		certificate: asking.certificate ?? seal,
		given: asking.given ?? [issuer],
		at: asking.at ?? Date.now(),
		roots: asking.roots ?? [root],
		sources: asking.isOnline
			? { fetcher: createDocumentFetcher(), store: undefined, crlFiles: [], random: randomBytes }
			: undefined,
	});
	return { state, judgedBy, verdict: chain.verdict, sources: chain.links.map(({ source }) => source) };
}

describe('the chain', () => {
	it('leads over a given issuer to a pinned root', async () => {
		expect(await chainOf()).toEqual({
			verdict: { kind: 'trusted' },
			sources: ['subject', 'given', 'pinned'],
			state: { kind: 'valid', daysLeft: 1094 },
			judgedBy: ['dates', 'chain'],
		});
	});

	it.each([
		['DER', () => Buffer.from(issuer.der)],
		['PEM', () => Buffer.from(pemOf(issuer.der))],
	])('fetches an issuer that is not at hand, as %s', async (_form, body) => {
		server.answers('/issuer', sends(body()));
		expect(await chainOf({ given: [], isOnline: true })).toMatchObject({
			verdict: { kind: 'trusted' },
			sources: ['subject', 'fetched', 'pinned'],
		});
	});

	it('follows a redirect on the same host', async () => {
		server.answers('/issuer', (response) => void response.writeHead(301, { location: '/moved' }).end());
		server.answers('/moved', sends(issuer.der));
		expect((await chainOf({ given: [], isOnline: true })).verdict.kind).toBe('trusted');
	});

	it.each([
		['a page', sends(Buffer.from('<html>')), 'not-the-issuer'],
		['another certificate', sends(Buffer.from('')), 'not-the-issuer'],
		[
			'endless redirects',
			(response: Parameters<ReturnType<typeof sends>>[0]) =>
				void response.writeHead(302, { location: '/issuer' }).end(),
			'bad-answer',
		],
	] as const)('says what came in place of the issuer: %s', async (_name, answering, failure) => {
		server.answers('/issuer', answering);
		expect((await chainOf({ given: [], isOnline: true })).verdict).toEqual({
			kind: 'incomplete',
			issuer: issuer.title,
			failure,
		});
	});

	it('is incomplete without the issuer, and the state says so as soon as more than dates are wanted', async () => {
		expect(await chainOf({ given: [] })).toMatchObject({
			verdict: { kind: 'incomplete', issuer: issuer.title, failure: undefined },
			state: { kind: 'valid' },
			judgedBy: ['dates'],
		});
		expect((await chainOf({ given: [], isOnline: true })).state).toEqual({
			kind: 'unknown',
			why: 'chain-incomplete',
		});
	});

	it('that leads to another root is not trusted', async () => {
		const chain = await chainOf({ roots: pinnedRoots(), given: [issuer, root] });
		expect(chain.verdict).toEqual({ kind: 'untrusted', fault: 'not-pinned' });
		expect(chain.state).toEqual({ kind: 'unknown', why: 'chain-untrusted' });
	});
});

describe('an issuer is refused', () => {
	it.each([
		['no authority', 'no_authority', 'not-an-authority'],
		['an authority that may not issue', 'issuer_that_may_not_issue', 'may-not-issue'],
		['one with a demand nobody knows', 'constrained', 'unknown-critical-extension'],
	])('%s', async (_name, extensions, fault) => {
		const name = `made-${extensions}`;
		const made = await authority.issueUnder('root', name, extensions, `/CN=${extensions}`);
		const leaf = await authority.issueUnder(name, `leaf-${extensions}`, 'no_responder', '/CN=Yaprak');
		expect((await chainOf({ certificate: leaf, given: [made] })).verdict).toEqual({
			kind: 'untrusted',
			fault,
		});
	});

	it('one that did not sign it: every byte of the certificate counts', async () => {
		const changed = Uint8Array.from(seal.der);
		const at = Buffer.from(changed).indexOf('4540536920');
		changed[at] = 0x35;
		const read = readSealCertificate(changed);
		if (!read.ok) throw new Error(read.code);
		const chain = await chainOf({ certificate: read.certificate });
		expect([read.certificate.holderNumber, chain.verdict, chain.state]).toEqual([
			'5540536920',
			{ kind: 'untrusted', fault: 'bad-signature' },
			{ kind: 'unknown', why: 'chain-untrusted' },
		]);
	});

	it('one that has expired, and one that has not begun', async () => {
		const old = await authority.issueUnder('root', 'old', 'issuer', '/CN=Eski', -1);
		const leaf = await authority.issueUnder('old', 'leaf-old', 'no_responder', '/CN=Yaprak');
		expect((await chainOf({ certificate: leaf, given: [old] })).verdict).toEqual({
			kind: 'untrusted',
			fault: 'issuer-expired',
		});
		expect((await chainOf({ at: issuer.notBefore - 1000 })).verdict).toEqual({
			kind: 'untrusted',
			fault: 'issuer-not-yet-valid',
		});
	});

	it('one below which no further authority may stand', async () => {
		const below = await authority.issueUnder('issuer', 'below', 'issuer', '/CN=Alt');
		const leaf = await authority.issueUnder('below', 'leaf-below', 'no_responder', '/CN=Yaprak');
		expect((await chainOf({ certificate: leaf, given: [below, issuer] })).verdict).toEqual({
			kind: 'untrusted',
			fault: 'path-too-long',
		});
	});
});

describe('the pinned roots', () => {
	it('are the two corporate roots of Kamu SM', () => {
		expect(pinnedRoots().map(({ title, fingerprint, key }) => [title, fingerprint, key])).toEqual([
			[
				'KamuSM Kurumsal Kök Sertifika Hizmet Sağlayıcısı - Sürüm 1',
				'dc2c797ead271a061178fbf554f56a53bdbf8d54727d7c3a885e209a73d52aa8',
				{ type: 'rsa', bits: 2048 },
			],
			[
				'KamuSM Kurumsal Kök Sertifika Hizmet Sağlayıcısı - Sürüm 2',
				'82f01501cd76672c343502e0835ee9f0dc8d9fdbecdc6955a4304659a331393b',
				{ type: 'ec', curve: 'secp384r1' },
			],
		]);
	});

	it('are trusted by themselves, while they last', async () => {
		const [first] = pinnedRoots();
		if (first === undefined) throw new Error('no root');
		const asking = { certificate: first, given: [], roots: pinnedRoots(), isOnline: true };
		expect(await chainOf({ ...asking, at: Date.UTC(2026, 0) })).toMatchObject({
			verdict: { kind: 'trusted' },
			state: { kind: 'valid' },
		});
		expect((await chainOf({ ...asking, at: Date.UTC(2031, 0) })).state.kind).toBe('expired');
	});
});
