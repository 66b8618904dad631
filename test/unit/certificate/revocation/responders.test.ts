import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDocumentFetcher } from '#api';
import { type Assessment, assessCertificate, type EvidenceStore, type SealCertificate } from '#certificate';
import { encodeOcspRequest } from '../../../../src/certificate/revocation/ocsp-request.ts';
import { readOcspResponse } from '../../../../src/certificate/revocation/ocsp-response.ts';
import { parseX509 } from '../../../../src/certificate/x509-fields.ts';
import { OpensslAuthority } from '../openssl-authority.ts';
import { type Answering, DocumentServer, drips, floods, sends } from './document-server.ts';

const HOUR_MS = 3_600_000;

let authority: OpensslAuthority;
let server: DocumentServer;
let root: SealCertificate;
let issuer: SealCertificate;
let good: SealCertificate;
let revoked: SealCertificate;
let held: SealCertificate;
let unlisted: SealCertificate;
/** The root's: what it says of the issuer. */
let rootList: Uint8Array;

beforeAll(async () => {
	authority = await OpensslAuthority.create();
	server = await DocumentServer.open();
	root = authority.certificate('root');
	issuer = authority.certificate('issuer');
	const addresses = { ocsp: `${server.url}/ocsp`, crl: `${server.url}/crl` };
	good = await authority.issueSeal('good', addresses);
	revoked = await authority.issueSeal('revoked', addresses);
	held = await authority.issueSeal('held', addresses);
	// Signed by the issuer and forgotten: its responder does not know it.
	unlisted = await authority.issueSeal('unlisted', addresses);
	await authority.forget('unlisted');
	await authority.revoke('revoked', 'keyCompromise');
	await authority.revoke('held', 'certificateHold');
	await authority.issueUnder('issuer', 'responder', 'responder', '/CN=Sınama OCSP');
	await authority.issueUnder('issuer', 'clerk', 'no_responder', '/CN=OCSP yetkisi olmayan');
	await authority.issueUnder('issuer', 'former', 'responder', '/CN=Süresi dolmuş OCSP', -1);
	await authority.selfSigned('stranger', '/CN=Yabancı');
	await authority.selfSigned('impostor', '/CN=Sınama Yayıncısı - Sürüm 3');
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
	readonly given?: readonly SealCertificate[];
}

function assess(certificate: SealCertificate, asking: Asking = {}): Promise<Assessment> {
	return assessCertificate({
		certificate,
		given: asking.given ?? [issuer],
		at: asking.at ?? Date.now(),
		roots: [root],
		sources: {
			fetcher: createDocumentFetcher({ totalMs: asking.totalMs ?? 60_000 }),
			store: asking.store,
			crlFiles: [
				{
					name: 'kök.crl',
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
function openssl(signer?: string, ...extra: readonly string[]): Answering {
	return async (response, request) => {
		response.writeHead(200).end(await authority.answer(request, signer, '-nmin', '5', ...extra));
	};
}

/** One good answer as OpenSSL gives it, and what it is an answer to. */
async function captured() {
	const subject = parseX509(good.der);
	const issuedBy = { certificate: issuer, fields: parseX509(issuer.der) };
	const request = encodeOcspRequest(subject, issuedBy.fields, randomBytes(16));
	return { subject, issuedBy, answer: await authority.answer(request, 'issuer', '-nmin', '5') };
}

async function serveList(...extra: readonly string[]): Promise<void> {
	server.answers('/crl', sends(await authority.crl(...extra)));
}

describe('an OCSP responder', () => {
	it('of its own, openssl ocsp as a server, makes a seal valid, revoked with its reason, or suspended', async () => {
		await using responder = await authority.serve();
		const names = ['one', 'two', 'three'] as const;
		const seals = [];
		for (const name of names) {
			seals.push(await authority.issueSeal(name, { ocsp: responder.url }));
		}
		await authority.revoke('two', 'cessationOfOperation');
		await authority.revoke('three', 'certificateHold');
		// OpenSSL looks at its database again only after an answer.
		await Promise.all(seals.map((seal) => assess(seal)));
		const found = await Promise.all(seals.map((seal) => assess(seal)));
		expect(found.map(({ state }) => state)).toEqual([
			{ kind: 'valid', daysLeft: 1094 },
			{ kind: 'revoked', reason: 'cessationOfOperation', since: expect.any(Number) },
			{ kind: 'suspended', since: expect.any(Number) },
		]);
		expect(found[0]).toMatchObject({
			judgedBy: ['dates', 'chain', 'ocsp', 'crl'],
			revocation: {
				evidence: {
					source: 'ocsp',
					signer: issuer.title,
					nonce: 'matched',
					from: responder.url,
					keptAt: undefined,
				},
			},
		});
	});

	it('that answers by a certificate issued for it is believed', async () => {
		server.answers('/ocsp', openssl('responder'));
		expect(await assess(good)).toMatchObject({
			state: { kind: 'valid' },
			revocation: { evidence: { signer: 'Sınama OCSP' } },
		});
	});

	it('that names itself by its key is believed', async () => {
		server.answers('/ocsp', openssl('responder', '-resp_key_id'));
		expect(await assess(revoked)).toMatchObject({ state: { kind: 'revoked', reason: 'keyCompromise' } });
	});

	it('is asked for the moment of revocation, to the second', async () => {
		server.answers('/ocsp', openssl());
		const before = Date.now();
		const { state } = await assess(revoked);
		expect(state.kind === 'revoked' && state.since).toBeLessThanOrEqual(before);
		expect(state.kind === 'revoked' && state.since).toBeGreaterThan(before - HOUR_MS);
	});
});

describe('an answer that proves nothing leaves the state unknown', () => {
	const strange: readonly (readonly [name: string, code: string, answering: Answering])[] = [
		['HTTP 500', 'http-status', (response) => void response.writeHead(500).end('error')],
		['200 with garbage', 'malformed', sends(Buffer.from('<html>Bakım çalışması</html>'))],
		['200 with nothing', 'malformed', sends(new Uint8Array())],
		[
			'a redirect to another host',
			'redirected-away',
			(response) => void response.writeHead(302, { location: 'http://localhost.invalid/ocsp' }).end(),
		],
		[
			'a redirect of what was posted',
			'redirected-away',
			(response) => void response.writeHead(307, { location: '/ocsp' }).end(),
		],
		['100 MB', 'too-large', floods],
		['no HTTP', 'bad-answer', (response) => void response.socket?.end('Merhaba\r\n\r\n')],
		['a cut connection', 'offline', (response) => void response.socket?.destroy()],
		['a refusal to answer', 'refused', sends(Uint8Array.from([0x30, 0x03, 0x0a, 0x01, 0x03]))],
	];

	it.each(strange)('%s', async (_name, code, answering) => {
		server.answers('/ocsp', answering);
		const { state, revocation } = await assess(good);
		expect(state.kind).toBe('unknown');
		expect(revocation).toMatchObject({
			kind: 'unknown',
			failed: [
				{ source: 'ocsp', code },
				{ source: 'crl', code: 'http-status', status: 404 },
			],
		});
	});

	it('a slow drip, ended by the limit', async () => {
		server.answers('/ocsp', drips);
		server.answers('/crl', drips);
		const { state, revocation } = await assess(good, { totalMs: 300 });
		expect(state).toEqual({ kind: 'unknown', why: 'offline' });
		expect(revocation.failed.map(({ code }) => code)).toEqual(['timeout', 'timeout']);
	});

	it('a certificate that the responder does not know, although no list names it', async () => {
		server.answers('/ocsp', openssl());
		await serveList();
		expect(await assess(unlisted)).toMatchObject({
			state: { kind: 'unknown', why: 'unknown-to-responder' },
			revocation: { kind: 'unknown', failed: [{ code: 'unknown-certificate' }] },
		});
	});

	it.each([
		['stranger', 'wrong-signer'],
		['clerk', 'wrong-signer'],
		['former', 'wrong-signer'],
		['impostor', 'bad-signature'],
	])('the signature of a %s', async (signer, code) => {
		server.answers('/ocsp', openssl(signer));
		expect(await assess(good)).toMatchObject({
			state: { kind: 'unknown', why: 'no-evidence' },
			revocation: { failed: [{ source: 'ocsp', code }, { source: 'crl' }] },
		});
	});

	it('an answer to another question, with its number', async () => {
		let first: Uint8Array | undefined;
		server.answers('/ocsp', async (response, request) => {
			first ??= await authority.answer(request, 'issuer', '-nmin', '5');
			response.writeHead(200).end(first);
		});
		expect(await assess(good)).toMatchObject({ state: { kind: 'valid' } });
		expect(await assess(good)).toMatchObject({
			state: { kind: 'unknown' },
			revocation: { failed: [{ code: 'wrong-nonce' }, { source: 'crl' }] },
		});
	});

	it('an answer for another certificate', async () => {
		let first: Uint8Array | undefined;
		server.answers('/ocsp', async (response, request) => {
			// The number is left out, so that only the certificate tells the two apart.
			first ??= await authority.answerWithoutNonce(request);
			response.writeHead(200).end(first);
		});
		expect(await assess(good)).toMatchObject({
			state: { kind: 'valid' },
			revocation: { evidence: { nonce: 'absent' } },
		});
		expect(await assess(held)).toMatchObject({
			state: { kind: 'unknown' },
			revocation: { failed: [{ code: 'other-certificate' }, { source: 'crl' }] },
		});
	});

	it('an answer that has expired', async () => {
		server.answers('/ocsp', openssl());
		const later = await assess(good, { at: Date.now() + HOUR_MS });
		expect(later).toMatchObject({
			state: { kind: 'unknown' },
			revocation: { failed: [{ code: 'stale' }, {}] },
		});
	});

	it('an answer from the future', async () => {
		const { subject, issuedBy, answer } = await captured();
		const at = Date.now();
		const read = (moment: number) =>
			readOcspResponse(answer, { subject, issuer: issuedBy, nonce: undefined, at: moment });
		expect(await read(at)).toMatchObject({ ok: true, status: 'good' });
		expect(await read(at - HOUR_MS)).toEqual({ ok: false, code: 'not-yet-valid' });
	});

	it('a single changed byte of a good answer, wherever it is', async () => {
		let at = 0;
		let length = Number.POSITIVE_INFINITY;
		const answers = new Map<string, number>();
		server.answers('/ocsp', async (response, request) => {
			const answer = await authority.answer(request, 'issuer', '-nmin', '5', '-resp_no_certs');
			length = answer.length;
			const index = Math.min(at, length - 1);
			answer[index] = (answer[index] ?? 0) ^ 0x01;
			response.writeHead(200).end(answer);
		});
		for (; at < length; at += 37) {
			const { state } = await assess(good);
			answers.set(state.kind, (answers.get(state.kind) ?? 0) + 1);
		}
		expect([...answers.keys()]).toEqual(['unknown']);
	});
});
