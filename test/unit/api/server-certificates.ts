import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

export interface KeyAndCertificate {
	readonly key: string;
	readonly cert: string;
}

/** A certificate that vouches for itself. */
export function selfSigned({ host = 'localhost', until = '2120-01-01T00:00:00Z' } = {}): KeyAndCertificate {
	return issued({ host, until });
}

/** An authority that may vouch for servers. */
export function authority(): KeyAndCertificate {
	return issued({ host: 'authority.example', isAuthority: true });
}

/**
 * A server's certificate and its key, both PEM.
 *
 * @param by the authority that vouches; none: the certificate does itself
 */
export function issued({
	host,
	until = '2120-01-01T00:00:00Z',
	by,
	isAuthority = false,
	hasNames = true,
}: {
	readonly host: string;
	readonly until?: string;
	readonly by?: KeyAndCertificate;
	readonly isAuthority?: boolean;
	/** Whether it has the extension that names hosts (subjectAltName). */
	readonly hasNames?: boolean;
}): KeyAndCertificate {
	const { privateKey, publicKey } = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
		publicKeyEncoding: { type: 'spki', format: 'pem' },
	});
	const certificate = forge.pki.createCertificate();
	certificate.serialNumber = '01';
	certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
	certificate.validity.notBefore = new Date('2020-01-01T00:00:00Z');
	certificate.validity.notAfter = new Date(until);
	const name = [{ name: 'commonName', value: host }];
	certificate.setSubject(name);
	certificate.setIssuer(by === undefined ? name : forge.pki.certificateFromPem(by.cert).subject.attributes);
	certificate.setExtensions([
		...(hasNames ? [{ name: 'subjectAltName', altNames: [{ type: 2, value: host }] }] : []),
		...(isAuthority ? [{ name: 'basicConstraints', cA: true, critical: true }] : []),
	]);
	certificate.sign(forge.pki.privateKeyFromPem(by?.key ?? privateKey), forge.md.sha256.create());
	return { key: privateKey, cert: forge.pki.certificateToPem(certificate) };
}
