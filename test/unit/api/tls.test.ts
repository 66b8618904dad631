import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import forge from 'node-forge';
import { expect, test, vi } from 'vitest';
import { clientOf } from '../sandbox/portal/portal-stage.ts';

/** A certificate for `localhost` that vouches for itself. */
function selfSigned(): { readonly key: string; readonly cert: string } {
	const { privateKey, publicKey } = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
		publicKeyEncoding: { type: 'spki', format: 'pem' },
	});
	const certificate = forge.pki.createCertificate();
	certificate.serialNumber = '01';
	certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
	certificate.validity.notBefore = new Date('2020-01-01T00:00:00Z');
	certificate.validity.notAfter = new Date('2120-01-01T00:00:00Z');
	const name = [{ name: 'commonName', value: 'localhost' }];
	certificate.setSubject(name);
	certificate.setIssuer(name);
	certificate.setExtensions([{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }]);
	certificate.sign(forge.pki.privateKeyFromPem(privateKey), forge.md.sha256.create());
	return { key: privateKey, cert: forge.pki.certificateToPem(certificate) };
}

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
				problem: { code: 'unreachable', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
			});
			expect(requests).toBe(0);
		} finally {
			vi.unstubAllEnvs();
			server.close();
			server.closeAllConnections();
		}
	},
);
