import { once } from 'node:events';
import { createServer as createPlainServer } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, test, vi } from 'vitest';
import { createPortalClient, parsePortalAddress } from '#api';
import { clientOf } from '../sandbox/portal/portal-stage.ts';
import { issued, selfSigned } from './server-certificates.ts';

test.each(['1', '0'])(
	'a portal that vouches for itself is sent nothing, with NODE_TLS_REJECT_UNAUTHORIZED=%s',
	async (environment) => {
		let requests = 0;
		const server = createServer(selfSigned(), (_request, response) => {
			requests += 1;
			response.end();
		});
		server.listen(0, 'localhost');
		await once(server, 'listening');
		const address = server.address();
		const port = address !== null && typeof address === 'object' ? address.port : 0;
		vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', environment);
		try {
			const result = await clientOf(`https://localhost:${port}`).service();

			expect(result).toEqual({
				ok: false,
				problem: { code: 'tls-self-signed', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
			});
			expect(requests).toBe(0);
		} finally {
			vi.unstubAllEnvs();
			server.close();
			server.closeAllConnections();
		}
	},
);

const SERVICE = {
	name: 'Portal',
	contractVersion: 1,
	isSandbox: false,
	operations: [],
	flow: 'guide-2014',
	instanceId: 'instance-of-the-test',
};

/** A portal over TLS, and what a client that trusts `authorities` gets of it. */
async function serviceOver(
	options: ServerOptions,
	{ authorities }: { readonly authorities: readonly string[] },
) {
	let requests = 0;
	const server = createServer(options, (_request, response) => {
		requests += 1;
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(SERVICE));
	});
	server.listen(0, 'localhost');
	await once(server, 'listening');
	const parsed = parsePortalAddress(`https://localhost:${portOf(server.address())}`);
	if (!parsed.ok) {
		throw new Error(parsed.code);
	}
	try {
		const result = await createPortalClient({ baseUrl: parsed.url, authorities }).service();
		return { result, requests };
	} finally {
		server.close();
		server.closeAllConnections();
	}
}

function portOf(address: AddressInfo | string | null): number {
	return address !== null && typeof address === 'object' ? address.port : 0;
}

test('a portal is spoken to where an authority that was given vouches for it', async () => {
	const certificate = selfSigned();

	const { result } = await serviceOver(certificate, { authorities: [certificate.cert] });

	expect(result).toMatchObject({ ok: true, value: { name: 'Portal' } });
});

test.each([
	['of another host', selfSigned({ host: 'elsewhere.example' }), {}, 'tls-other-host'],
	['that has expired', selfSigned({ until: '2021-01-01T00:00:00Z' }), {}, 'tls-dates'],
	[
		'over TLS 1.1',
		selfSigned(),
		{ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const,
		'tls-not-agreed',
	],
])('a portal %s is sent nothing, whoever vouches for it', async (_name, certificate, options, code) => {
	const { result, requests } = await serviceOver(
		{ ...certificate, ...options },
		{ authorities: [certificate.cert] },
	);

	expect(result).toMatchObject({ ok: false, problem: { code } });
	expect(requests).toBe(0);
});

test('a given authority replaces all others, so that another one does not vouch', async () => {
	const theirs = selfSigned({ host: 'authority.example' });
	const { result, requests } = await serviceOver(issued({ host: 'localhost', by: theirs }), {
		authorities: [selfSigned({ host: 'another-authority.example' }).cert],
	});

	expect(result).toMatchObject({ ok: false, problem: { code: 'tls-untrusted' } });
	expect(requests).toBe(0);
});

test('where nobody vouches, because the file of authorities could not be read, nothing is sent', async () => {
	const { result, requests } = await serviceOver(selfSigned(), { authorities: [] });

	expect(result).toMatchObject({ ok: false, problem: { code: 'tls-self-signed' } });
	expect(requests).toBe(0);
});

test('a portal that speaks no TLS at its address is told as a line that could not be secured', async () => {
	const plain = createPlainServer((_request, response) => response.end());
	plain.listen(0, '127.0.0.1');
	await once(plain, 'listening');
	try {
		const result = await clientOf(`https://127.0.0.1:${portOf(plain.address())}`).service();

		expect(result).toMatchObject({ ok: false, problem: { code: 'tls-not-agreed' } });
	} finally {
		plain.close();
		plain.closeAllConnections();
	}
});
