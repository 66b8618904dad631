import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	createDocumentFetcher,
	createPortalClient,
	type PortalAddress,
	parsePortalAddress,
	parseProxyExceptions,
} from '#api';
import { SecretText } from '#text';
import { proxyTo } from '../../../src/api/proxy.ts';
import { DocumentServer, sends } from '../certificate/revocation/document-server.ts';
import { CompanyProxy, type ProxyManner } from './company-proxy.ts';
import { authority, issued } from './server-certificates.ts';

const SERVICE = {
	name: 'Portal',
	contractVersion: 1,
	isSandbox: false,
	operations: [],
	flow: 'guide-2014',
	instanceId: 'instance-of-the-test',
};

const root = authority();
const requests: string[] = [];
/** Sends the head of its answer and never the end of it. */
let isDripping = false;
const portal = createServer(issued({ host: 'portal.example', by: root }), (request, response) => {
	requests.push(`${request.method} ${request.url}`);
	response.setHeader('content-type', 'application/json');
	if (isDripping) {
		response.write('{');
	} else {
		response.end(JSON.stringify(SERVICE));
	}
});

beforeAll(async () => {
	portal.listen(0, '127.0.0.1');
	await once(portal, 'listening');
});
afterAll(() => {
	portal.close();
	portal.closeAllConnections();
});

function openProxy(): Promise<CompanyProxy> {
	requests.length = 0;
	isDripping = false;
	return CompanyProxy.open({ 'portal.example': (portal.address() as AddressInfo).port });
}

function addressOf(text: string): PortalAddress {
	const parsed = parsePortalAddress(text);
	if (!parsed.ok) {
		throw new Error(parsed.code);
	}
	return parsed.url;
}

function routeThrough(proxy: CompanyProxy, exceptions = '') {
	const parsed = parseProxyExceptions(exceptions);
	if (parsed === undefined) {
		throw new Error(exceptions);
	}
	return { address: proxy.url, exceptions: parsed };
}

/** A client that can reach the portal by the proxy alone. */
function clientBehind(proxy: CompanyProxy, limits: { connectMs?: number; totalMs?: number } = {}) {
	return createPortalClient({
		baseUrl: addressOf('https://portal.example/'),
		authorities: [root.cert],
		proxy: routeThrough(proxy),
		limits,
	});
}

describe('the portal through a proxy', () => {
	it('is reached by a tunnel: the proxy sees where to, and nothing else', async () => {
		await using proxy = await openProxy();

		expect(await clientBehind(proxy).service()).toMatchObject({ ok: true, value: { name: 'Portal' } });

		expect(proxy.asked).toEqual(['CONNECT portal.example:443']);
		expect(requests).toEqual(['GET /v1/service']);
		await proxy.deserted();
	});

	it.each<readonly [string, ProxyManner, string, string]>([
		['never answers', { kind: 'silent' }, 'proxy-unreachable', 'CONNECT: time-out'],
		['opens a tunnel to nobody', { kind: 'hollow' }, 'timeout', 'time-out: secureConnect'],
	])('that %s is left when the time for connecting is over', async (_name, manner, code, detail) => {
		await using proxy = await openProxy();
		proxy.manner = manner;

		expect(await clientBehind(proxy, { connectMs: 50 }).service()).toEqual({
			ok: false,
			problem: { code, detail },
		});

		await proxy.deserted();
	});

	it.each<readonly [string, string, string]>([
		['407', 'proxy-login', 'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n'],
		['502', 'proxy-refused', 'HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n'],
		['403', 'proxy-refused', 'HTTP/1.1 403 Forbidden\r\n\r\n'],
	])('that answers %s is named for it', async (status, code, bytes) => {
		await using proxy = await openProxy();
		proxy.manner = { kind: 'says', bytes };

		expect(await clientBehind(proxy).service()).toEqual({
			ok: false,
			problem: { code, detail: `CONNECT: HTTP ${status}` },
		});

		await proxy.deserted();
		expect(requests).toEqual([]);
	});

	it.each<readonly [string, ProxyManner]>([
		['hangs up', { kind: 'says', bytes: '', hangsUp: true }],
		['speaks something else', { kind: 'says', bytes: 'SSH-2.0-OpenSSH_9.2\r\n' }],
		['sends a header without an end', { kind: 'says', bytes: `HTTP/1.1 200 ${'x'.repeat(1_000_000)}` }],
	])('that %s is not reached', async (_name, manner) => {
		await using proxy = await openProxy();
		proxy.manner = manner;

		expect(await clientBehind(proxy).service()).toMatchObject({
			ok: false,
			problem: { code: 'proxy-unreachable' },
		});

		await proxy.deserted();
	});

	it('that is down is named, and not the portal', async () => {
		const proxy = await openProxy();
		const client = clientBehind(proxy);
		const route = proxy.url;
		await proxy[Symbol.asyncDispose]();

		expect(route).toMatch(/^http:/);
		expect(await client.service()).toEqual({
			ok: false,
			problem: { code: 'proxy-unreachable', detail: 'CONNECT: ECONNREFUSED' },
		});
	});

	it('an answer that never ends is given up when the whole time is over', async () => {
		await using proxy = await openProxy();
		isDripping = true;

		expect(await clientBehind(proxy, { totalMs: 1_000 }).service()).toEqual({
			ok: false,
			problem: { code: 'timeout', detail: 'time-out: request' },
		});

		await proxy.deserted();
	});

	it.each<ProxyManner>([{ kind: 'silent' }, { kind: 'hollow' }])(
		'whoever gives up while it is %o is free, and no connection stays behind',
		async (manner) => {
			await using proxy = await openProxy();
			proxy.manner = manner;
			const giveUp = new AbortController();
			const asked = clientBehind(proxy).service(giveUp.signal);
			await expect.poll(() => proxy.asked.length).toBe(1);

			giveUp.abort();

			expect(await asked).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
			await proxy.deserted();
		},
	);

	it('a change that got no further than the proxy is told as not sent', async () => {
		await using proxy = await openProxy();
		proxy.manner = { kind: 'says', bytes: 'HTTP/1.1 502 Bad Gateway\r\n\r\n' };
		const [code, newSecurityWord] = [SecretText.of('123456'), SecretText.of('YeniSözcük')];

		const answer = await clientBehind(proxy).sendChange(
			{ kind: 'reset-security-word', resetId: 'r'.repeat(32), code, newSecurityWord },
			'k'.repeat(32),
		);

		expect(answer).toMatchObject({ kind: 'not-sent', problem: { code: 'proxy-refused' } });
	});
});

describe('documents that certificates point to', () => {
	it('are asked for through the proxy', async () => {
		await using documents = await DocumentServer.open();
		documents.answers('/ca.crl', sends(new Uint8Array([1, 2, 3])));
		await using proxy = await CompanyProxy.open({ 'crl.example': Number(new URL(documents.url).port) });
		const fetcher = createDocumentFetcher({ proxy: routeThrough(proxy) });

		const fetched = await fetcher.fetch({ address: 'http://crl.example/ca.crl', maxBytes: 100 });

		expect(fetched).toEqual({ ok: true, chunks: [Buffer.from([1, 2, 3])] });
		expect(proxy.asked).toEqual(['GET http://crl.example/ca.crl']);
		await proxy.deserted();
	});

	it('behind HTTPS are asked for through a tunnel', async () => {
		await using proxy = await CompanyProxy.open();
		proxy.manner = { kind: 'says', bytes: 'HTTP/1.1 502 Bad Gateway\r\n\r\n' };
		const fetcher = createDocumentFetcher({ proxy: routeThrough(proxy) });

		expect(await fetcher.fetch({ address: 'https://crl.example/ca.crl', maxBytes: 100 })).toEqual({
			ok: false,
			code: 'proxy-failed',
		});
		expect(proxy.asked).toEqual(['CONNECT crl.example:443']);
	});

	it('are not reached by a proxy that wants a password', async () => {
		await using proxy = await CompanyProxy.open();
		proxy.manner = {
			kind: 'says',
			bytes: 'HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n',
		};
		const fetcher = createDocumentFetcher({ proxy: routeThrough(proxy) });

		expect(await fetcher.fetch({ address: 'http://crl.example/ca.crl', maxBytes: 100 })).toEqual({
			ok: false,
			code: 'proxy-failed',
		});
	});

	it('are not waited for longer than they may take', async () => {
		await using proxy = await CompanyProxy.open();
		proxy.manner = { kind: 'silent' };
		const proxyRoute = routeThrough(proxy);
		const fetcher = createDocumentFetcher({ proxy: proxyRoute, connectMs: 50, responseMs: 50, totalMs: 100 });

		expect(await fetcher.fetch({ address: 'http://crl.example/ca.crl', maxBytes: 100 })).toMatchObject({
			code: 'timeout',
		});
		expect(await fetcher.fetch({ address: 'https://crl.example/ca.crl', maxBytes: 100 })).toMatchObject({
			code: 'proxy-failed',
		});
		await proxy.deserted();
	});
});

describe('what is reached without the proxy', () => {
	const proxyUrl = 'http://proxy.example:8080';

	it.each([
		['', 'https://portal.example/', false],
		['', 'http://localhost:8000/', true],
		['', 'http://127.0.0.9/', true],
		['', 'http://[::1]:8000/', true],
		['portal.example', 'https://portal.example/', true],
		['Portal.Example', 'https://portal.example/', true],
		['example', 'https://portal.example/', true],
		['.portal.example', 'https://a.portal.example/', true],
		['*.portal.example', 'https://a.portal.example/', true],
		['ortal.example', 'https://portal.example/', false],
		['other.example, portal.example', 'https://portal.example./', true],
		['10.0.0.0/8', 'https://10.20.30.40/', true],
		['10.0.0.0/8', 'https://11.20.30.40/', false],
		['10.20.30.40', 'https://10.20.30.40/', true],
		['fd00::/8', 'https://[fd00::1]/', true],
		['fd00::/8', 'https://[2001:db8::1]/', false],
	])('no-proxy %j, %s: %s', (text, address, isDirect) => {
		const exceptions = parseProxyExceptions(text);
		if (exceptions === undefined) {
			throw new Error('refused');
		}
		expect(proxyTo(new URL(address), { address: proxyUrl, exceptions })).toBe(
			isDirect ? undefined : proxyUrl,
		);
	});

	it('no-proxy takes nothing else', () => {
		const others = [
			'a b',
			'a,,b',
			'a?b',
			'a#b',
			'10.0.0.0/33',
			'10.0.0/8',
			'http://a',
			'a/8',
			'*',
			'x'.repeat(2_001),
		];
		expect(others.filter((text) => parseProxyExceptions(text) !== undefined)).toEqual([]);
	});
});
