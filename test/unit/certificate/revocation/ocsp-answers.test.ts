import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDocumentFetcher, type ProxyRoute, parseProxyExceptions } from '#api';
import { type Assessment, assessCertificate, type SealCertificate } from '#certificate';
import { encodeOcspRequest } from '../../../../src/certificate/revocation/ocsp-request.ts';
import { readOcspResponse } from '../../../../src/certificate/revocation/ocsp-response.ts';
import { fieldsOf } from '../../../../src/certificate/x509-fields.ts';
import { CompanyProxy } from '../../api/company-proxy.ts';
import { OpensslAuthority } from '../openssl-authority.ts';
import { type Answering, DocumentServer, sends } from './document-server.ts';

/* What `openssl ocsp` answers, at other times, by other signers and by other ways than the usual one. */

const MINUTE_MS = 60_000;

let authority: OpensslAuthority;
let server: DocumentServer;
let root: SealCertificate;
let issuer: SealCertificate;
let seal: SealCertificate;
let other: SealCertificate;
let rootList: Uint8Array;

beforeAll(async () => {
	authority = await OpensslAuthority.create();
	server = await DocumentServer.open();
	root = authority.certificate('root');
	issuer = authority.certificate('issuer');
	seal = await authority.issueSeal('seal', { ocsp: `${server.url}/ocsp` });
	other = await authority.issueSeal('other', { ocsp: `${server.url}/ocsp` });
	await authority.issueResponder('exempt', { isExempt: true, crl: `${server.url}/responders` });
	await authority.issueResponder('listed', { crl: `${server.url}/responders` });
	await authority.issueResponder('unlisted', {});
	await authority.issueResponder('dismissed', { crl: `${server.url}/responders` });
	await authority.revoke('dismissed', 'keyCompromise');
	rootList = await authority.crlOf('root');
});

afterAll(async () => {
	await server[Symbol.asyncDispose]();
	authority[Symbol.dispose]();
});

beforeEach(() => server.forget());

interface Asking {
	readonly at?: number;
	readonly proxy?: ProxyRoute;
}

function assess(certificate: SealCertificate, { at = Date.now(), proxy }: Asking = {}): Promise<Assessment> {
	return assessCertificate({
		certificate,
		given: [issuer],
		at,
		roots: [root],
		sources: {
			fetcher: createDocumentFetcher({ proxy }),
			store: undefined,
			crlFiles: [
				{
					name: 'root.crl',
					async *pieces() {
						yield rootList;
					},
				},
			],
			random: randomBytes,
		},
	});
}

/** OpenSSL answers what was really asked. */
function openssl(signer: string, ...extra: readonly string[]): Answering {
	return async (response, request) => {
		response.writeHead(200).end(await authority.answer(request, signer, ...extra));
	};
}

describe("a responder's own certificate", () => {
	it('with id-pkix-ocsp-nocheck is asked about nowhere, though it names a list', async () => {
		server.answers('/ocsp', openssl('exempt', '-nmin', '5'));
		expect(await assess(seal)).toMatchObject({
			state: { kind: 'valid' },
			revocation: { evidence: { signer: 'exempt', nonce: 'matched' } },
		});
		expect(server.asked).toEqual(['/ocsp']);
	});

	it('without it is looked up in its list, and believed where it is not on it', async () => {
		server.answers('/ocsp', openssl('listed', '-nmin', '5'));
		server.answers('/responders', sends(await authority.crl()));
		expect(await assess(seal)).toMatchObject({
			state: { kind: 'valid' },
			revocation: { evidence: { signer: 'listed' } },
		});
		expect(server.asked).toEqual(['/ocsp', '/responders']);
	});

	it('without it and without a list is believed, as its authority wants it', async () => {
		server.answers('/ocsp', openssl('unlisted', '-nmin', '5'));
		expect(await assess(seal)).toMatchObject({ state: { kind: 'valid' } });
	});

	it('without it is not believed where the list cannot be had, or where it is on it, and that is named', async () => {
		server.answers('/ocsp', openssl('listed', '-nmin', '5'));
		expect(await assess(seal)).toMatchObject({
			state: { kind: 'unknown', why: 'no-evidence' },
			revocation: { failed: [{ from: `${server.url}/ocsp`, code: 'responder-unchecked' }] },
		});
		server.answers('/ocsp', openssl('dismissed', '-nmin', '5'));
		server.answers('/responders', sends(await authority.crl()));
		expect(await assess(seal)).toMatchObject({
			state: { kind: 'unknown', why: 'no-evidence' },
			revocation: { failed: [{ from: `${server.url}/ocsp`, code: 'responder-revoked' }] },
		});
	});
});

describe('the number that is sent along', () => {
	it('is told as not repeated where the responder leaves it out', async () => {
		server.answers('/ocsp', async (response, request) => {
			response.writeHead(200).end(await authority.answerWithoutNonce(request));
		});
		expect(await assess(seal)).toMatchObject({
			state: { kind: 'valid' },
			revocation: { evidence: { nonce: 'absent' } },
		});
	});

	it('is another one for every question', async () => {
		const asked: string[] = [];
		server.answers('/ocsp', async (response, request) => {
			asked.push(Buffer.from(request).toString('hex'));
			response.writeHead(200).end(await authority.answer(request, 'issuer', '-nmin', '5'));
		});
		await assess(seal);
		await assess(seal);
		expect(new Set(asked).size).toBe(2);
	});
});

describe('clocks that differ', () => {
	it.each([
		[-4, { ok: true, status: 'good' }],
		[-7, { ok: false, code: 'not-yet-valid' }],
		[+9, { ok: true, status: 'good' }],
		[+12, { ok: false, code: 'stale' }],
	])('by %i minutes, with an answer that holds for 5', async (minutes, result) => {
		const subject = fieldsOf(seal);
		const nonce = randomBytes(16);
		const request = encodeOcspRequest(subject, fieldsOf(issuer), nonce);
		const answer = await authority.answer(request, 'issuer', '-nmin', '5');
		const at = Date.now() + minutes * MINUTE_MS;
		// The certificates of this test began a moment ago, so that the answer alone is judged by the other clock.
		expect(
			await readOcspResponse(answer, {
				subject,
				issuer: { certificate: issuer, fields: fieldsOf(issuer) },
				nonce,
				at,
			}),
		).toMatchObject(result);
	});
});

describe('an answer without nextUpdate', () => {
	it.each([
		[0, 'valid'],
		[59, 'valid'],
		[66, 'unknown'],
	])('that is %i minutes old', async (minutes, kind) => {
		server.answers('/ocsp', openssl('issuer'));
		const { state, revocation } = await assess(seal, { at: Date.now() + minutes * MINUTE_MS });
		expect(state.kind).toBe(kind);
		expect('evidence' in revocation ? revocation.evidence.nextUpdate : 'none').toBe(
			kind === 'valid' ? undefined : 'none',
		);
	});
});

describe('a responder behind a proxy', () => {
	let proxy: CompanyProxy;
	afterEach(() => proxy[Symbol.asyncDispose]());
	const routeBy = (address: string): ProxyRoute => {
		const exceptions = parseProxyExceptions('');
		if (exceptions === undefined) throw new Error('nothing was refused');
		return { address, exceptions };
	};

	it('is asked through it, openssl ocsp as a server, and the proxy that is down is named as that', async () => {
		await using responder = await authority.serve();
		proxy = await CompanyProxy.open({ 'ocsp.kurum.example': Number(new URL(responder.url).port) });
		const behind = await authority.issueSeal('behind', { ocsp: 'http://ocsp.kurum.example/' });
		const proxied = { proxy: routeBy(proxy.url) };
		// OpenSSL looks at its database again only after an answer.
		await assess(behind, proxied);
		expect(await assess(behind, proxied)).toMatchObject({
			state: { kind: 'valid' },
			revocation: { evidence: { from: 'http://ocsp.kurum.example/', nonce: 'matched' } },
		});
		expect(proxy.asked).toContain('POST http://ocsp.kurum.example/');
		await proxy[Symbol.asyncDispose]();
		expect(await assess(behind, proxied)).toMatchObject({
			state: { kind: 'unknown', why: 'offline' },
			revocation: { failed: [{ from: 'http://ocsp.kurum.example/', code: 'proxy-failed' }] },
		});
	});
});

describe('a responder that lies is named with what it did', () => {
	it('by an old good answer, after a revocation', async () => {
		const victim = await authority.issueSeal('victim', { ocsp: `${server.url}/ocsp` });
		let old: Uint8Array | undefined;
		server.answers('/ocsp', async (response, request) => {
			old ??= await authority.answer(request, 'issuer', '-nmin', '5');
			response.writeHead(200).end(old);
		});
		expect(await assess(victim)).toMatchObject({ state: { kind: 'valid' } });
		await authority.revoke('victim', 'keyCompromise');
		expect(await assess(victim)).toMatchObject({
			state: { kind: 'unknown', why: 'no-evidence' },
			revocation: { failed: [{ source: 'ocsp', from: `${server.url}/ocsp`, code: 'wrong-nonce' }] },
		});
	});

	it('by the good answer of another certificate', async () => {
		let first: Uint8Array | undefined;
		server.answers('/ocsp', async (response, request) => {
			first ??= await authority.answerWithoutNonce(request);
			response.writeHead(200).end(first);
		});
		await assess(other);
		expect(await assess(seal)).toMatchObject({
			state: { kind: 'unknown', why: 'no-evidence' },
			revocation: { failed: [{ from: `${server.url}/ocsp`, code: 'other-certificate' }] },
		});
	});
});
