import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDocumentFetcher } from '#api';
import {
	assessCertificate,
	pemOf,
	pinnedRoots,
	readSealCertificate,
	type SealCertificate,
} from '#certificate';
import { buildCertificate, der, keyUsage, OID, oid, utcTime, utf8 } from '../build-certificate.ts';
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
		['an authority that does not say what it may', 'without_key_usage', 'may-not-issue'],
		['one with a demand nobody knows', 'demanding', 'unknown-critical-extension'],
		['one that may only name others', 'constrained', 'name-not-permitted'],
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

describe('the search', () => {
	it('leaves an issuer again that leads nowhere, and takes another of the same name and key', async () => {
		// The same authority, certified by a stranger as well: that certificate is offered first.
		await authority.selfSigned('elsewhere', '/CN=Başka Kök');
		await authority.certifyAgain('elsewhere', 'issuer', 'crossed', 'issuer');
		const crossed = authority.certificate('crossed');
		const { verdict, sources } = await chainOf({
			given: [crossed, authority.certificate('elsewhere'), issuer],
		});
		expect(verdict).toEqual({ kind: 'trusted' });
		expect(sources).toEqual(['subject', 'given', 'pinned']);
	});

	it('of authorities that certify each other ends, and says what is missing', async () => {
		await authority.selfSigned('a', '/CN=A');
		await authority.selfSigned('b', '/CN=B');
		await authority.certifyAgain('b', 'a', 'a-by-b', 'issuer_of_any');
		await authority.certifyAgain('a', 'b', 'b-by-a', 'issuer_of_any');
		const leaf = await authority.issueUnder('a', 'leaf-a', 'no_responder', '/CN=Yaprak');
		const given = [authority.certificate('a-by-b'), authority.certificate('b-by-a')];
		expect((await chainOf({ certificate: leaf, given })).verdict).toMatchObject({ kind: 'incomplete' });
	});

	it('among 10,000 issuers of one name checks no more signatures than it may, and says so', async () => {
		const impostor = await authority.selfSigned('impostor', '/CN=Sınama Yayıncısı - Sürüm 3');
		const impostors = Array.from({ length: 10_000 }, (_, index) => unsigned(impostor, index));
		const { verdict } = await chainOf({ certificate: made({ issuer: impostor.title }), given: impostors });
		expect(verdict).toEqual({ kind: 'untrusted', fault: 'too-many-candidates' });
		// One that fits by its key identifier is found among as many others.
		expect((await chainOf({ given: [...impostors, issuer] })).verdict.kind).toBe('trusted');
	});

	it('does not follow a chain of 200', async () => {
		const names = Array.from({ length: 201 }, (_, index) => `Kat ${index}`);
		const [first, ...chain] = names.map((subject, index) =>
			made({ subject, issuer: names[index - 1] ?? subject, isAuthority: true }),
		);
		const leaf = made({ issuer: names.at(-1) ?? '' });
		if (first === undefined) throw new Error('no root');
		expect((await chainOf({ certificate: leaf, given: chain, roots: [first] })).verdict).toEqual({
			kind: 'untrusted',
			fault: 'chain-too-long',
		});
		expect(
			(await chainOf({ certificate: made({ issuer: 'Kat 9' }), given: chain, roots: [first] })).verdict,
		).toEqual({ kind: 'trusted' });
	});

	it('of a certificate that is cut short stops before it begins', () => {
		for (const length of [0, 1, 40, seal.der.length - 1]) {
			expect(readSealCertificate(seal.der.subarray(0, length))).toEqual({ ok: false, code: 'malformed' });
		}
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

interface Wishes {
	readonly subject?: string;
	readonly issuer: string;
	readonly isAuthority?: boolean;
}

/** A certificate that is signed by the one key of `buildCertificate`, whoever is named as its issuer. */
/** basicConstraints, critical: an authority. */
const AUTHORITY = der(
	0x30,
	oid(OID.basicConstraints),
	der(0x01, Uint8Array.of(0xff)),
	der(0x04, der(0x30, der(0x01, Uint8Array.of(0xff)))),
);

function made({ subject = 'Yaprak', issuer: issuerName, isAuthority = false }: Wishes): SealCertificate {
	const extensions = isAuthority ? [AUTHORITY, keyUsage(1, 0x06)] : [keyUsage(7, 0x80)];
	const read = readSealCertificate(
		buildCertificate({
			subject: [[OID.commonName, utf8(subject)]],
			issuer: [[OID.commonName, utf8(issuerName)]],
			extensions,
			notBefore: utcTime('200101000000Z'),
			notAfter: utcTime('491231000000Z'),
		}),
	);
	if (!read.ok) throw new Error(read.code);
	return read.certificate;
}

/** The same certificate with other bytes in its signature: nobody has signed it. */
function unsigned(certificate: SealCertificate, index: number): SealCertificate {
	const changed = Uint8Array.from(certificate.der);
	new DataView(changed.buffer).setUint32(changed.length - 4, index);
	return { ...certificate, der: changed, fingerprint: createHash('sha256').update(changed).digest('hex') };
}
