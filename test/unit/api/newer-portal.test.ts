import { describe, expect, test } from 'vitest';
import { SecretText } from '#text';
import { clientOf, granted } from '../sandbox/portal/portal-stage.ts';
import { openServer, type SeenRequest, sendJson } from './hostile-server.ts';

const HOLDER = '4540536920';
const LOGIN = { loginId: 'login-id-of-the-test', holderNumber: HOLDER };
const SESSION = {
	sessionToken: 'token-of-the-test-0001',
	holder: { title: 'Şeker', holderNumber: HOLDER },
	expiresInSeconds: 600,
};
const KEY = 'key-of-the-test-0001';

const rowOf = (number: number) => ({
	serialNumber: number.toString(16).toUpperCase().padStart(8, '0'),
	use: 'SIGN0',
	state: 'valid',
	notBefore: '2025-01-01T00:00:00Z',
	notAfter: '2028-01-01T00:00:00Z',
	cardSerial: '1234567890ABCDEF',
	fingerprint: '0'.repeat(64),
});

/** A session at a portal that answers everything after the login so. */
async function inSession(answer: (request: SeenRequest) => unknown) {
	let isOpen = false;
	const server = await openServer((response, request) => {
		response.setHeader('etag', '"v1"');
		sendJson(response, isOpen ? answer(request) : SESSION);
	});
	const client = clientOf(server.url);
	granted(await client.confirmCode(LOGIN, SecretText.of('123456')));
	isOpen = true;
	return { client, server, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

describe('a portal of a newer version', () => {
	test('costs a row the words that this version does not know, and no other', async () => {
		const newer = {
			...rowOf(1),
			use: 'SEAL2',
			state: 'on-hold',
			revocationReason: 'moved',
			assurance: { level: 4 },
		};
		await using portal = await inSession(() => ({ certificates: [rowOf(0), newer], total: 2 }));
		const certificates = granted(await portal.client.certificates()).certificates;
		expect(certificates[0]).toEqual(rowOf(0));
		expect(certificates[1]).toMatchObject({
			use: 'unknown:SEAL2',
			state: 'unknown:on-hold',
			revocationReason: 'unknown:moved',
		});
	});

	test('is read without the operations and the state of an unlock that only it knows', async () => {
		const service = {
			name: 'Portal',
			contractVersion: 2,
			isSandbox: false,
			operations: ['revoke', 'teleport'],
			flow: 'guide-2014',
			instanceId: 'instance-of-the-test',
		};
		const unlock = {
			unlockId: 'unlock-of-the-test-0001',
			cardSerial: 'AB',
			state: 'paused',
			startedAt: '2026-01-01T00:00:00Z',
		};
		await using portal = await inSession(({ url }) =>
			url === '/v1/service' ? service : { unlocks: [unlock] },
		);
		expect(granted(await portal.client.service())).toMatchObject({
			operations: ['revoke'],
			contractVersion: 2,
		});
		expect(granted(await portal.client.unlocks())).toMatchObject([{ state: 'unknown:paused' }]);
	});

	test('lets a certificate be revoked for a reason that only it knows, which is sent as it came', async () => {
		await using portal = await inSession(({ method }) =>
			method === 'GET'
				? { reasons: ['moved', 'other'], replacement: { fee: '1 TL', steps: ['Başvurun'] } }
				: { key: KEY, kind: 'revoke', state: 'done', at: '2026-01-01T00:00:00Z' },
		);
		const [reason] = granted(await portal.client.ask('revocationTerms', {})).reasons;
		expect(reason).toBe('unknown:moved');
		const change = { kind: 'revoke', serialNumber: '0011', reason: reason ?? 'other' } as const;
		expect(await portal.client.sendChange(change, KEY)).toMatchObject({ kind: 'done' });
		expect(portal.server.seen.at(-1)?.body).toBe('{"reason":"moved"}');
	});

	test('tells a refusal for a reason that only it knows as a refusal', async () => {
		await using portal = await inSession(() => ({
			key: KEY,
			kind: 'revoke',
			state: 'refused',
			problem: 'strike',
			at: '2026-01-01T00:00:00Z',
		}));
		expect(granted(await portal.client.operation({ key: KEY, kind: 'revoke' }))).toMatchObject({
			state: 'refused',
			problem: undefined,
		});
	});

	test('with a word that cannot be shown costs that word', async () => {
		await using portal = await inSession(() => ({ certificates: [{ ...rowOf(0), state: '\u001b[2J' }] }));
		expect(granted(await portal.client.certificates()).certificates[0]?.state).toBe('unknown:?');
	});
});

test('an e-mail address on record that no edit would take does not close the details', async () => {
	const details = {
		title: 'Şeker',
		holderNumber: HOLDER,
		maskedPhone: '+90 5•• ••• •• 17',
		email: 'muhasebe@şeker',
		address: '',
		authorisedPerson: '',
	};
	await using portal = await inSession(() => details);
	expect(granted(await portal.client.details()).details.email).toBe('muhasebe@şeker');
});

describe('an account with many certificates', () => {
	const pageOf = (url: string, pages: number, rows: number) => {
		const page = Number(
			new URL(url, 'http://portal').searchParams.get('after')?.slice('page-'.length) ?? '0',
		);
		const certificates = Array.from({ length: rows }, (_, row) => rowOf(page * rows + row));
		const next = `page-${String(page + 1).padStart(12, '0')}`;
		return page + 1 === pages ? { certificates } : { certificates, next };
	};

	test('is listed whole: 100,000 in a thousand pages', async () => {
		await using portal = await inSession(({ url }) => pageOf(url, 1000, 100));
		const certificates = granted(await portal.client.certificates()).certificates;
		expect(certificates).toHaveLength(100_000);
		expect(new Set(certificates.map(({ serialNumber }) => serialNumber)).size).toBe(100_000);
	}, 300_000);

	test('is read in parts, and one that failed is asked for again from its beginning', async () => {
		const failing = new Set(['page-000000000002']);
		await using portal = await inSession(({ url }) => {
			const after = new URL(url, 'http://portal').searchParams.get('after') ?? '';
			return failing.delete(after) ? {} : pageOf(url, 4, 100);
		});
		const first = granted(await portal.client.certificates({ atLeast: 1 }));
		expect([first.certificates.length, first.next]).toEqual([100, 'page-000000000001']);
		const rest = { after: first.next, atLeast: 1_000 };
		expect(await portal.client.certificates(rest)).toMatchObject({ ok: false });
		const again = granted(await portal.client.certificates(rest));
		expect([again.certificates.length, again.next]).toEqual([300, undefined]);
	});

	test('that leads to a page of an earlier part is found out', async () => {
		await using portal = await inSession(() => ({ certificates: [rowOf(0)], next: 'page-000000000001' }));
		const { next: after } = granted(await portal.client.certificates({ atLeast: 1 }));
		expect(await portal.client.certificates({ after, atLeast: 1 })).toMatchObject({
			problem: { code: 'bad-answer', detail: 'a page that leads nowhere' },
		});
	});

	test.each<[string, (url: string) => unknown]>([
		['leads to a page again', () => ({ certificates: [rowOf(0)], next: 'page-000000000001' })],
		['has pages without a row', (url) => pageOf(url, Number.POSITIVE_INFINITY, 0)],
	])('is found out where it never ends: %s', async (_how, answer) => {
		await using portal = await inSession(({ url }) => answer(url));
		expect(await portal.client.certificates()).toMatchObject({
			ok: false,
			problem: { code: 'bad-answer', detail: 'a page that leads nowhere' },
		});
		expect(portal.server.seen.length).toBeLessThan(5);
	});
});
