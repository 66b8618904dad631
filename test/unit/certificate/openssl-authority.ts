import { execFile, spawn } from 'node:child_process';
import { sign } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { readCertificateFile, type SealCertificate } from '#certificate';
import { derElement, derObjectIdentifier } from '../../../src/certificate/der-writer.ts';
import { parseX509 } from '../../../src/certificate/x509-fields.ts';

const CONFIGURATION = `
[ca]
default_ca = here
[here]
dir = .
database = index.txt
serial = serial
crlnumber = crlnumber
new_certs_dir = .
certificate = issuer.pem
private_key = issuer.key
default_md = sha384
default_days = 1095
default_crl_days = 7
policy = any
unique_subject = no
string_mask = utf8only
[any]
serialNumber = optional
commonName = supplied
[req]
prompt = no
utf8 = yes
distinguished_name = nobody
[nobody]
CN = nobody
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[issuer]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[issuer_that_may_not_issue]
basicConstraints = critical, CA:TRUE
keyUsage = critical, cRLSign
subjectKeyIdentifier = hash
[issuer_of_any]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
[without_key_usage]
basicConstraints = critical, CA:TRUE
[critical_key_id]
basicConstraints = critical, CA:FALSE
subjectKeyIdentifier = critical, hash
[demanding]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
1.2.3.4 = critical, DER:0500
[no_authority]
basicConstraints = critical, CA:FALSE
subjectKeyIdentifier = hash
[constrained]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
nameConstraints = critical, permitted;dirName:only_these
subjectKeyIdentifier = hash
[only_these]
O = Yalnız bunlar
[unused]
subjectKeyIdentifier = hash
[responder]
keyUsage = critical, digitalSignature
extendedKeyUsage = OCSPSigning
[no_responder]
keyUsage = critical, digitalSignature
extendedKeyUsage = clientAuth
[delta]
2.5.29.27 = critical, DER:020101
[only_authorities]
issuingDistributionPoint = critical, @only_authorities_point
[only_authorities_point]
onlyCA = TRUE
[only_users]
issuingDistributionPoint = critical, @only_users_point
[only_users_point]
onlyuser = TRUE
[indirect]
issuingDistributionPoint = critical, @indirect_point
[indirect_point]
indirectCRL = TRUE
[strange]
1.2.3.4 = critical, DER:0500
`;

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384', '-nodes', '-sha384'];
/** What a v1.0 card signs with. */
const NEW_RSA_KEY = ['-newkey', 'rsa:2048', '-nodes', '-sha384'];

export interface LeafAddresses {
	readonly ocsp?: string;
	readonly crl?: string;
	readonly issuer?: string;
}

/** Whose seal it is, with which key. Default: EC P-384, of Şeker Çiçeği Sanayi A.Ş. */
export interface SealWishes {
	readonly holderNumber?: string;
	readonly title?: string;
	readonly key?: 'ec' | 'rsa';
	/** How many days it holds from now on. Default: 1,095. */
	readonly days?: number;
	/** Default: signing. */
	readonly keyUsage?:
		| 'digitalSignature'
		| 'keyEncipherment,dataEncipherment'
		| 'keyEncipherment, keyAgreement';
}

const run = promisify(execFile);

/** A root, an issuer under it and what they sign, all made by OpenSSL: the other side of everything that is verified here. */
export class OpensslAuthority implements Disposable {
	readonly #folder: string;
	#serial = 0x5a22_95_75_3a;

	private constructor(folder: string) {
		this.#folder = folder;
	}

	static async create(): Promise<OpensslAuthority> {
		const authority = new OpensslAuthority(mkdtempSync(join(tmpdir(), 'muhurdar-openssl-')));
		authority.#write('ca.cnf', CONFIGURATION);
		authority.#write('index.txt', '');
		authority.#write('crlnumber', '01');
		await authority.selfSigned('root', '/CN=Sınama Kökü');
		await authority.issueUnder('root', 'issuer', 'issuer', '/CN=Sınama Yayıncısı - Sürüm 3');
		return authority;
	}

	/** @returns the certificate; its key stays in the folder under the same name */
	async selfSigned(name: string, subject: string): Promise<SealCertificate> {
		await this.#openssl([
			...['req', '-x509', ...NEW_KEY, '-config', 'ca.cnf', '-extensions', 'root', '-utf8'],
			...['-subj', subject, '-days', '3650', '-keyout', `${name}.key`, '-out', `${name}.pem`],
		]);
		return this.certificate(name);
	}

	/** Signs with another authority's key, past the database; `days` may be negative. */
	async issueUnder(
		signer: string,
		name: string,
		extensions: string,
		subject: string,
		days = 3000,
	): Promise<SealCertificate> {
		await this.#request(name, subject);
		await this.#openssl([
			...['x509', '-req', '-in', `${name}.csr`, '-CA', `${signer}.pem`, '-CAkey', `${signer}.key`],
			...['-CAcreateserial', '-days', String(days), '-sha384'],
			...['-extfile', 'ca.cnf', '-extensions', extensions, '-out', `${name}.pem`],
		]);
		return this.certificate(name);
	}

	/** Gives an authority that has a key another certificate for it. */
	async certifyAgain(signer: string, subject: string, name: string, extensions: string): Promise<void> {
		await this.#openssl([
			...['x509', '-x509toreq', '-in', `${subject}.pem`, '-signkey', `${subject}.key`, '-out', `${name}.csr`],
		]);
		await this.#openssl([
			...['x509', '-req', '-in', `${name}.csr`, '-CA', `${signer}.pem`, '-CAkey', `${signer}.key`],
			...['-CAcreateserial', '-days', '3000', '-sha384', '-extfile', 'ca.cnf', '-extensions', extensions],
			...['-out', `${name}.pem`],
		]);
	}

	/** Gives the issuer a certificate that says where the root's list is, as those of Kamu SM do. */
	async nameListOfIssuer(address: string): Promise<SealCertificate> {
		this.#write(
			'listed.ext',
			[
				'[listed]',
				'basicConstraints = critical, CA:TRUE, pathlen:0',
				'keyUsage = critical, keyCertSign, cRLSign',
				'subjectKeyIdentifier = hash',
				'authorityKeyIdentifier = keyid',
				`crlDistributionPoints = URI:${address}`,
			].join('\n'),
		);
		await this.#openssl([
			...['x509', '-req', '-in', 'issuer.csr', '-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial'],
			...[
				'-days',
				'3000',
				'-sha384',
				'-extfile',
				'listed.ext',
				'-extensions',
				'listed',
				'-out',
				'issuer.pem',
			],
		]);
		return this.certificate('issuer');
	}

	/** A seal's signing certificate, in the issuer's database. */
	async issueSeal(
		name: string,
		addresses: LeafAddresses = {},
		{
			holderNumber = '4540536920',
			title = 'Şeker Çiçeği Sanayi A.Ş.',
			key = 'ec',
			keyUsage = 'digitalSignature',
			days = 1_095,
		}: SealWishes = {},
	): Promise<SealCertificate> {
		const subject = `/serialNumber=${holderNumber}/CN=${title}`;
		await this.#request(name, subject, key === 'rsa' ? NEW_RSA_KEY : NEW_KEY);
		this.#serial += 1;
		this.#write('serial', this.#serial.toString(16).padStart(14, '0').toUpperCase());
		const access = [
			...(addresses.ocsp === undefined ? [] : [`OCSP;URI:${addresses.ocsp}`]),
			...(addresses.issuer === undefined ? [] : [`caIssuers;URI:${addresses.issuer}`]),
		];
		this.#write(
			`${name}.ext`,
			[
				'[seal]',
				'basicConstraints = critical, CA:FALSE',
				`keyUsage = critical, ${keyUsage}`,
				'certificatePolicies = 2.16.792.1.2.1.1.5.7.4.1',
				'extendedKeyUsage = 2.16.792.1.2.1.1.5.7.50.1',
				'subjectKeyIdentifier = hash',
				'authorityKeyIdentifier = keyid',
				...(access.length === 0 ? [] : [`authorityInfoAccess = ${access.join(',')}`]),
				...(addresses.crl === undefined ? [] : [`crlDistributionPoints = URI:${addresses.crl}`]),
			].join('\n'),
		);
		await this.#openssl([
			...['ca', '-batch', '-config', 'ca.cnf', '-in', `${name}.csr`, '-out', `${name}.pem`],
			...['-extfile', `${name}.ext`, '-extensions', 'seal', '-notext', '-utf8', '-days', `${days}`],
		]);
		return this.certificate(name);
	}

	/**
	 * A certificate for signing OCSP answers, in the issuer's database.
	 *
	 * @param crl where a list says whether it is revoked itself
	 * @param isExempt with id-pkix-ocsp-nocheck: nobody is to ask whether it is revoked
	 */
	async issueResponder(
		name: string,
		{ crl, isExempt = false }: { readonly crl?: string; readonly isExempt?: boolean },
	): Promise<void> {
		await this.#request(name, `/CN=${name}`);
		this.#serial += 1;
		this.#write('serial', this.#serial.toString(16).padStart(14, '0').toUpperCase());
		this.#write(
			`${name}.ext`,
			[
				'[responder]',
				'keyUsage = critical, digitalSignature',
				'extendedKeyUsage = OCSPSigning',
				...(isExempt ? ['noCheck = ignored'] : []),
				...(crl === undefined ? [] : [`crlDistributionPoints = URI:${crl}`]),
			].join('\n'),
		);
		await this.#openssl([
			...['ca', '-batch', '-config', 'ca.cnf', '-in', `${name}.csr`, '-out', `${name}.pem`],
			...['-extfile', `${name}.ext`, '-extensions', 'responder', '-notext', '-utf8'],
		]);
	}

	/** `reason`: OpenSSL's word, such as keyCompromise or certificateHold. */
	async revoke(name: string, reason: string): Promise<void> {
		await this.#openssl(['ca', '-config', 'ca.cnf', '-revoke', `${name}.pem`, '-crl_reason', reason]);
	}

	/** A list of the issuer in DER. `extra`: more of OpenSSL's options. */
	async crl(...extra: readonly string[]): Promise<Uint8Array> {
		return this.crlOf('issuer', ...extra);
	}

	async crlOf(signer: string, ...extra: readonly string[]): Promise<Uint8Array> {
		await this.#openssl([
			...['ca', '-config', 'ca.cnf', '-gencrl', '-out', 'list.pem'],
			...['-cert', `${signer}.pem`, '-keyfile', `${signer}.key`, ...extra],
		]);
		await this.#openssl(['crl', '-in', 'list.pem', '-outform', 'DER', '-out', 'list.der']);
		return readFileSync(this.path('list.der'));
	}

	/** An OCSP answer to a request, in DER. */
	async answer(request: Uint8Array, signer = 'issuer', ...extra: readonly string[]): Promise<Uint8Array> {
		this.#write('request.der', request);
		await this.#openssl([
			...['ocsp', '-index', 'index.txt', '-CA', 'issuer.pem'],
			...['-rsigner', `${signer}.pem`, '-rkey', `${signer}.key`],
			...['-reqin', 'request.der', '-respout', 'answer.der', ...extra],
		]);
		return readFileSync(this.path('answer.der'));
	}

	/** An OCSP answer that the issuer signed and that is about no certificate; OpenSSL makes none. `at`: milliseconds since 1970 UTC. */
	answerAboutNothing(at: number): Uint8Array {
		const { subject } = parseX509(this.certificate('issuer').der);
		const time = new Date(at).toISOString().replace(/\.\d+|[-:T]/g, '');
		const data = derElement(
			0x30,
			derElement(0xa1, subject),
			derElement(0x18, Buffer.from(time, 'latin1')),
			derElement(0x30),
		);
		const signature = sign('sha384', data, readFileSync(this.path('issuer.key'), 'utf8'));
		const basic = derElement(
			0x30,
			data,
			derElement(0x30, derObjectIdentifier('1.2.840.10045.4.3.3')),
			derElement(0x03, Uint8Array.of(0), signature),
		);
		const answer = [derObjectIdentifier('1.3.6.1.5.5.7.48.1.1'), derElement(0x04, basic)];
		return derElement(
			0x30,
			derElement(0x0a, Uint8Array.of(0)),
			derElement(0xa0, derElement(0x30, ...answer)),
		);
	}

	/** As {@link answer}, to the same question without its number; it holds for so many minutes. */
	async answerWithoutNonce(request: Uint8Array, minutes = 5): Promise<Uint8Array> {
		return this.answer(withoutNonce(request), 'issuer', '-nmin', `${minutes}`);
	}

	/** Takes a certificate out of the database, as if it had never been issued. */
	async forget(name: string): Promise<void> {
		const { serialNumber } = this.certificate(name);
		const lines = readFileSync(this.path('index.txt'), 'utf8').split('\n');
		this.#write('index.txt', lines.filter((line) => !line.includes(`\t${serialNumber}\t`)).join('\n'));
	}

	/** `openssl ocsp` as a server of its own, on loopback. */
	async serve(): Promise<{ readonly url: string } & AsyncDisposable> {
		const child = spawn(
			'openssl',
			[
				...['ocsp', '-port', '0', '-index', 'index.txt', '-CA', 'issuer.pem', '-nmin', '5'],
				...['-rsigner', 'issuer.pem', '-rkey', 'issuer.key'],
			],
			{ cwd: this.#folder, stdio: ['ignore', 'pipe', 'pipe'] },
		);
		const ended = once(child, 'exit');
		for await (const line of createInterface(child.stdout)) {
			const [, port] = /^ACCEPT .*:(\d+)/.exec(line) ?? [];
			if (port !== undefined) {
				return {
					url: `http://127.0.0.1:${port}`,
					async [Symbol.asyncDispose]() {
						child.kill('SIGKILL');
						await ended;
					},
				};
			}
		}
		throw new Error('openssl ocsp did not tell its port');
	}

	certificate(name: string): SealCertificate {
		const file = readCertificateFile(readFileSync(this.path(`${name}.pem`)));
		const [entry] = file.ok ? file.entries : [];
		if (entry?.ok !== true) {
			throw new Error(`OpenSSL's ${name} is not read`);
		}
		return entry.certificate;
	}

	path(name: string): string {
		return join(this.#folder, name);
	}

	/** Gives a certificate another's key, or a key another's certificate. */
	copy(from: string, to: string): void {
		copyFileSync(this.path(from), this.path(to));
	}

	[Symbol.dispose](): void {
		rmSync(this.#folder, { recursive: true, force: true });
	}

	async #request(name: string, subject: string, newKey: readonly string[] = NEW_KEY): Promise<void> {
		await this.#openssl([
			...['req', '-new', ...newKey, '-config', 'ca.cnf', '-utf8', '-subj', subject],
			...['-keyout', `${name}.key`, '-out', `${name}.csr`],
		]);
	}

	async #openssl(args: readonly string[]): Promise<void> {
		await run('openssl', args, { cwd: this.#folder });
	}

	#write(name: string, content: string | Uint8Array): void {
		writeFileSync(this.path(name), content);
	}
}

/** The last element of a request of this program is `[2]` with the number; the lengths around it are short. */
function withoutNonce(request: Uint8Array): Uint8Array {
	const [, total = 0, , inner = 0] = request;
	const rest = request.subarray(4);
	// Behind the list of what is asked about come the extensions; the same octet may stand in a serial number before.
	const end = 2 + (rest[1] ?? 0);
	const kept = rest.subarray(0, end);
	if (total > 0x7f || inner > 0x7f || rest[end] !== 0xa2) {
		throw new Error('The request is made otherwise');
	}
	return Uint8Array.from([0x30, kept.length + 2, 0x30, kept.length, ...kept]);
}
