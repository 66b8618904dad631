import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDocumentFetcher } from '#api';
import {
	type AssessmentQuestion,
	assessCertificate,
	type SealCertificate,
	SharedFindings,
} from '#certificate';
import { OpensslAuthority } from './openssl-authority.ts';
import { DocumentServer, sends } from './revocation/document-server.ts';

let authority: OpensslAuthority;
let server: DocumentServer;
let root: SealCertificate;
let issuer: SealCertificate;
let seals: readonly SealCertificate[];
let rootList: Uint8Array;
let sealList: Uint8Array;
let sources: NonNullable<AssessmentQuestion['sources']>;
let at: number;

beforeAll(async () => {
	authority = await OpensslAuthority.create();
	server = await DocumentServer.open();
	root = authority.certificate('root');
	issuer = await authority.nameListOfIssuer(`${server.url}/root.crl`);
	const names = ['one', 'two', 'three'];
	const issued: SealCertificate[] = [];
	for (const name of names) {
		issued.push(await authority.issueSeal(name, { crl: `${server.url}/seals.crl` }));
	}
	seals = issued;
	await authority.revoke('two', 'keyCompromise');
	sealList = await authority.crl();
	rootList = await authority.crlOf('root');
	at = Date.now();
});

afterAll(async () => {
	await server[Symbol.asyncDispose]();
	authority[Symbol.dispose]();
});

beforeEach(() => {
	server.forget();
	server.answers('/root.crl', sends(rootList));
	server.answers('/seals.crl', sends(sealList));
	sources = { fetcher: createDocumentFetcher(), store: undefined, crlFiles: [], random: randomBytes };
});

async function assessAll(question: Partial<AssessmentQuestion>) {
	const assessments = [];
	for (const certificate of seals) {
		assessments.push(
			await assessCertificate({ certificate, given: [issuer], at, roots: [root], sources, ...question }),
		);
	}
	return assessments;
}

function timesAsked(path: string): number {
	return server.asked.filter((asked) => asked === path).length;
}

describe('certificates that share what is found about their issuer', () => {
	it('get the same assessments as alone, and the list of the root is asked for once', async () => {
		const alone = await assessAll({});
		expect(alone.map(({ state }) => state.kind)).toEqual(['valid', 'revoked', 'valid']);
		expect(timesAsked('/root.crl')).toBe(seals.length);
		server.asked.length = 0;
		expect(await assessAll({ shared: new SharedFindings() })).toEqual(alone);
		expect([timesAsked('/root.crl'), timesAsked('/seals.crl')]).toEqual([1, seals.length]);
	});

	it('ask again for another moment, with other sources, and beside another certificate', async () => {
		const shared = new SharedFindings();
		await assessAll({ shared });
		const others: readonly Partial<AssessmentQuestion>[] = [
			{ at: at + 1 },
			{ sources: { ...sources } },
			{ kept: [authority.certificate('one')] },
		];
		for (const other of others) {
			server.asked.length = 0;
			await assessAll({ shared, ...other });
			expect(timesAsked('/root.crl')).toBe(1);
		}
	});

	it('ask again for the next one where the list of the root could not be had', async () => {
		server.answers('/root.crl', (response) => {
			response.writeHead(503).end();
		});
		const shared = new SharedFindings();
		const [first] = await assessAll({ shared });
		expect(first?.state.kind).toBe('unknown');
		expect(timesAsked('/root.crl')).toBe(seals.length);
		server.answers('/root.crl', sends(rootList));
		expect((await assessAll({ shared })).map(({ state }) => state.kind)).toEqual([
			'valid',
			'revoked',
			'valid',
		]);
	});
});
