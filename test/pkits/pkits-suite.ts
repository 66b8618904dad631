import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
	type Assessment,
	type AssessmentQuestion,
	assessCertificate,
	readSealCertificate,
	type SealCertificate,
	type SharedFindings,
} from '#certificate';

/** One test of NIST's Public Key Interoperability Test Suite: names of files in `certs` and `crls`. */
export interface PkitsTest {
	/** Begins with section and number, five digits: 40402 is 4.4.2. */
	readonly test: string;
	readonly endEntity: string;
	readonly authorities: readonly string[];
	readonly lists: readonly string[];
	/** What the suite says of the path. */
	readonly valid: boolean;
}

/** The moment that the suite is judged at; its certificates of today's edition end in 2030. */
export const PKITS_MOMENT = Date.UTC(2020, 5, 1);

const ROOT = 'TrustAnchorRootCertificate.crt';
const ROOT_LIST = 'TrustAnchorRootCRL.crl';

/** The tests of all sections; those of 4.13 stand in a table of their own. */
export function pkitsTests(): readonly PkitsTest[] {
	return ['table.json', 'name-constraints.json']
		.flatMap((name): readonly PkitsTest[] =>
			JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')),
		)
		.toSorted((one, other) => (one.test < other.test ? -1 : 1));
}

export function pkitsFile(folder: 'certs' | 'crls', name: string): Uint8Array {
	return readFileSync(join(import.meta.dirname, folder, name));
}

const certificates = new Map<string, SealCertificate | undefined>();

/** Undefined where the program does not read the certificate. Each is read once, so that the tests have their authorities in common. */
function certificateOf(name: string): SealCertificate | undefined {
	if (!certificates.has(name)) {
		const read = readSealCertificate(pkitsFile('certs', name));
		certificates.set(name, read.ok ? read.certificate : undefined);
	}
	return certificates.get(name);
}

/** What the program makes of a test; undefined where it does not read the certificate. */
export async function assessedByProgram(
	test: PkitsTest,
	shared?: SharedFindings,
): Promise<Assessment | undefined> {
	const question = questionOf(test);
	return question && assessCertificate({ ...question, shared });
}

/** The suite's root as the only root, the lists as files, no network. */
function questionOf(test: PkitsTest): AssessmentQuestion | undefined {
	const certificate = certificateOf(test.endEntity);
	const root = certificateOf(ROOT);
	if (certificate === undefined || root === undefined) {
		return undefined;
	}
	return {
		certificate,
		given: test.authorities.map(certificateOf).filter((authority) => authority !== undefined),
		at: PKITS_MOMENT,
		roots: [root],
		sources: {
			fetcher: undefined,
			store: undefined,
			crlFiles: [...test.lists, ROOT_LIST].map((name) => ({
				name,
				async *pieces() {
					yield pkitsFile('crls', name);
				},
			})),
			random: (count) => new Uint8Array(count),
		},
	};
}

export function isAccepted(assessment: Assessment | undefined): boolean {
	return assessment?.state.kind === 'valid' || assessment?.state.kind === 'expiring';
}

const run = promisify(execFile);

/** Such as `OpenSSL 3.0.19`. */
export async function opensslVersion(): Promise<string> {
	const { stdout } = await run('openssl', ['version']);
	return stdout.split(' ').slice(0, 2).join(' ');
}

/** The same by `openssl verify`, as strict as it can be asked to be. */
export class OpensslJudge implements Disposable {
	readonly #folder = mkdtempSync(join(tmpdir(), 'muhurdar-pkits-'));

	async accepts(test: PkitsTest): Promise<boolean> {
		const certificates = test.authorities.map((name) => pem('CERTIFICATE', pkitsFile('certs', name)));
		const lists = [...test.lists, ROOT_LIST].map((name) => pem('X509 CRL', pkitsFile('crls', name)));
		this.#write('root.pem', pem('CERTIFICATE', pkitsFile('certs', ROOT)));
		this.#write('authorities.pem', certificates.join(''));
		this.#write('lists.pem', lists.join(''));
		this.#write('subject.pem', pem('CERTIFICATE', pkitsFile('certs', test.endEntity)));
		try {
			await run(
				'openssl',
				[
					...['verify', '-x509_strict', '-crl_check_all', '-extended_crl', '-use_deltas', '-policy_check'],
					...['-attime', String(PKITS_MOMENT / 1000), '-CAfile', 'root.pem', '-CRLfile', 'lists.pem'],
					...(certificates.length === 0 ? [] : ['-untrusted', 'authorities.pem']),
					'subject.pem',
				],
				{ cwd: this.#folder },
			);
			return true;
		} catch {
			return false;
		}
	}

	[Symbol.dispose](): void {
		rmSync(this.#folder, { recursive: true, force: true });
	}

	#write(name: string, content: string): void {
		writeFileSync(join(this.#folder, name), content);
	}
}

/** PEM of any DER document. */
export function pem(label: string, der: Uint8Array): string {
	const lines =
		Buffer.from(der)
			.toString('base64')
			.match(/.{1,64}/g) ?? [];
	return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
