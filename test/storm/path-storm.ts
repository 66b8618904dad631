import { execFile } from 'node:child_process';
import { generateKeyPairSync, type KeyObject, sign, verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fromBER } from 'asn1js';
import * as pkijs from 'pkijs';
import { assessCertificate, readSealCertificate } from '#certificate';
import { createRandomSource } from '../../src/sandbox/random.ts';
import {
	OpensslJudge,
	PKITS_MOMENT,
	type PkitsTest,
	pem,
	pkitsFile,
	pkitsTests,
} from '../pkits/pkits-suite.ts';
import { copyOf, type DerNode, encodeDer, parseDer } from './der-tree.ts';

export interface PathStormOptions {
	readonly seed: number;
	readonly paths: number;
	/** Every so many paths that are refused here `openssl verify` is asked as well, for the count alone; 0: never. */
	readonly sampleRefused?: number;
}

export interface PathStormReport {
	readonly accepted: number;
	readonly refused: number;
	/** By state and reason. */
	readonly states: ReadonlyMap<string, number>;
	/** Of the accepted: by whom they are accepted as well. */
	readonly agreed: { readonly openssl: number; readonly pkijsAlone: number };
	/** Of the refused that were sampled: how many `openssl verify` accepts. */
	readonly sampled: { readonly asked: number; readonly opensslAccepts: number };
	/** Paths that are accepted here and refused by both judges; none on a good day. */
	readonly milder: readonly string[];
}

/** A path of the test suite whose every key is one of ours, so that it can be changed and signed again. */
interface Path {
	readonly name: string;
	readonly root: Document;
	readonly authorities: readonly Document[];
	readonly endEntity: Document;
	readonly lists: readonly Document[];
}

interface Document {
	readonly kind: 'certificate' | 'list';
	/** tbsCertificate or tbsCertList, without a signature. */
	readonly signed: DerNode;
	/** Undefined where the suite's own signature is wrong: then ours is, too. */
	readonly signer: KeyObject | undefined;
}

const ECDSA_SHA256: DerNode = {
	tag: 0x30,
	content: new Uint8Array(),
	children: [
		{
			tag: 0x06,
			children: undefined,
			content: Uint8Array.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02),
		},
	],
};
const ROOT = 'TrustAnchorRootCertificate.crt';
const ROOT_LIST = 'TrustAnchorRootCRL.crl';

/**
 * Changes what certificates and lists of PKITS say, signs them again so that no signature gives a change away, and compares
 * the verdict with `openssl verify` and pkijs. The same seed makes the same changes.
 */
export async function runPathStorm({
	seed,
	paths,
	sampleRefused = 0,
}: PathStormOptions): Promise<PathStormReport> {
	using judges = new Judges();
	const draw = drawNumbers(seed);
	const originals = pathsOfSuite(await fairTests());
	const pool = originals.flatMap((path) => [path.endEntity, ...path.authorities, ...path.lists]);
	const states = new Map<string, number>();
	const milder: string[] = [];
	let [accepted, refused, openssl, pkijsAlone, asked, opensslAccepts] = [0, 0, 0, 0, 0, 0];
	for (let number = 0; number < paths; number += 1) {
		const original = originals[draw(originals.length)];
		if (original === undefined) {
			continue;
		}
		const path = mutated(original, originals, pool, draw);
		const files = filesOf(path);
		const { verdict, chosen } = await ours(files);
		states.set(verdict, (states.get(verdict) ?? 0) + 1);
		if (verdict !== 'valid' && verdict !== 'expiring') {
			refused += 1;
			if (sampleRefused > 0 && refused % sampleRefused === 0) {
				asked += 1;
				opensslAccepts += (await judges.openssl(files)) ? 1 : 0;
			}
			continue;
		}
		accepted += 1;
		// The judges try one issuer of a name and not the next: they get the path that was chosen here first.
		const onPath = { ...files, authorities: chosen };
		if ((await judges.openssl(onPath)) || (await judges.openssl(files))) {
			openssl += 1;
		} else if ((await judges.pkijs(onPath)) || (await judges.pkijs(files))) {
			pkijsAlone += 1;
		} else {
			milder.push(`${number} ${path.name}\n${pemOf(files)}`);
		}
	}
	return {
		accepted,
		refused,
		states,
		agreed: { openssl, pkijsAlone },
		sampled: { asked, opensslAccepts },
		milder,
	};
}

interface Files {
	readonly root: Uint8Array;
	readonly authorities: readonly Uint8Array[];
	readonly endEntity: Uint8Array;
	readonly lists: readonly Uint8Array[];
}

interface OurVerdict {
	readonly verdict: string;
	/** The authorities of the path that it is about. */
	readonly chosen: readonly Uint8Array[];
}

async function ours({ root, authorities, endEntity, lists }: Files): Promise<OurVerdict> {
	const certificate = readSealCertificate(endEntity);
	const anchor = readSealCertificate(root);
	if (!certificate.ok || !anchor.ok) {
		return { verdict: 'not read', chosen: [] };
	}
	const { state, chain } = await assessCertificate({
		certificate: certificate.certificate,
		given: authorities.flatMap((bytes) => {
			const read = readSealCertificate(bytes);
			return read.ok ? [read.certificate] : [];
		}),
		at: PKITS_MOMENT,
		roots: [anchor.certificate],
		sources: {
			fetcher: undefined,
			store: undefined,
			crlFiles: lists.map((bytes, index) => ({
				name: String(index),
				async *pieces() {
					yield bytes;
				},
			})),
			random: (count) => new Uint8Array(count),
		},
	});
	return {
		verdict: state.kind === 'unknown' ? `unknown, ${state.why}` : state.kind,
		chosen: chain.links.slice(1, -1).map(({ certificate: { der } }) => der),
	};
}

const run = promisify(execFile);

/** X509_V_ERR_CA_BCONS_NOT_CRITICAL. */
const BASIC_CONSTRAINTS_NOT_CRITICAL = '89';

/** The two others that judge. */
class Judges implements Disposable {
	readonly #folder = mkdtempSync(join(tmpdir(), 'muhurdar-paths-'));

	/** As strict as `openssl verify` can be asked to be. */
	async openssl({ root, authorities, endEntity, lists }: Files): Promise<boolean> {
		const write = (name: string, content: string): void => writeFileSync(join(this.#folder, name), content);
		write('root.pem', pem('CERTIFICATE', root));
		write('authorities.pem', authorities.map((bytes) => pem('CERTIFICATE', bytes)).join(''));
		write('lists.pem', lists.map((bytes) => pem('X509 CRL', bytes)).join(''));
		write('subject.pem', pem('CERTIFICATE', endEntity));
		const verified = await this.#verify(['-x509_strict'], authorities.length > 0);
		// Demanded by -x509_strict alone; a good path of the suite itself (4.6.4) does without.
		return verified === BASIC_CONSTRAINTS_NOT_CRITICAL
			? (await this.#verify([], authorities.length > 0)) === 'OK'
			: verified === 'OK';
	}

	/** `OK`, or the number of the error. */
	async #verify(strict: readonly string[], hasAuthorities: boolean): Promise<string> {
		try {
			await run(
				'openssl',
				[
					...['verify', ...strict, '-crl_check_all', '-extended_crl', '-use_deltas', '-policy_check'],
					// Without it the initial set is empty, which OpenSSL takes for less than any policy.
					...['-policy', 'anyPolicy'],
					...['-attime', String(PKITS_MOMENT / 1000), '-CAfile', 'root.pem', '-CRLfile', 'lists.pem'],
					...(hasAuthorities ? ['-untrusted', 'authorities.pem'] : []),
					'subject.pem',
				],
				{ cwd: this.#folder },
			);
			return 'OK';
		} catch (error) {
			const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
			return /error (\d+) at/.exec(said)?.[1] ?? 'none';
		}
	}

	async pkijs({ root, authorities, endEntity, lists }: Files): Promise<boolean> {
		try {
			const certificateOf = (bytes: Uint8Array) =>
				new pkijs.Certificate({ schema: fromBER(Uint8Array.from(bytes).buffer).result });
			const engine = new pkijs.CertificateChainValidationEngine({
				trustedCerts: [certificateOf(root)],
				certs: [...authorities, endEntity].map(certificateOf),
				crls: lists.map(
					(bytes) =>
						new pkijs.CertificateRevocationList({ schema: fromBER(Uint8Array.from(bytes).buffer).result }),
				),
				checkDate: new Date(PKITS_MOMENT),
			});
			return (await engine.verify()).result;
		} catch {
			return false;
		}
	}

	[Symbol.dispose](): void {
		rmSync(this.#folder, { recursive: true, force: true });
	}
}

/**
 * The suite without its good paths that `openssl verify` refuses as they are: its word on them proves nothing.
 */
async function fairTests(): Promise<readonly PkitsTest[]> {
	using judge = new OpensslJudge();
	const fair: PkitsTest[] = [];
	for (const test of pkitsTests()) {
		if (!isDsa(test) && (!test.valid || (await judge.accepts(test)))) {
			fair.push(test);
		}
	}
	return fair;
}

/** The suite's paths, each key replaced by one of ours. */
function pathsOfSuite(tests: readonly PkitsTest[]): readonly Path[] {
	const keys = new Map<string, { readonly publicKey: KeyObject; readonly privateKey: KeyObject }>();
	const keyFor = (spki: Buffer) => {
		const name = spki.toString('base64');
		const known = keys.get(name) ?? generateKeyPairSync('ec', { namedCurve: 'P-256' });
		keys.set(name, known);
		return known;
	};
	const documents = new Map<string, Document>();
	const documentOf = (
		folder: 'certs' | 'crls',
		name: string,
		signers: readonly X509Certificate[],
	): Document | undefined => {
		const key = `${folder}/${name}/${signers.length}`;
		const known = documents.get(key);
		if (known !== undefined) {
			return known;
		}
		const bytes = pkitsFile(folder, name);
		const [outer] = parseDer(bytes) ?? [];
		const [signed, , signature] = outer?.children ?? [];
		if (signed?.children === undefined || signature === undefined) {
			return undefined;
		}
		const original = encodeDer(signed);
		const signer = signers.find((each) => isSignedBy(original, signature.content.subarray(1), each));
		const kind = folder === 'certs' ? 'certificate' : 'list';
		const copy = copyOf(signed);
		const isVersioned = copy.children?.[0]?.tag === 0xa0 || kind === 'list';
		const algorithmAt =
			kind === 'certificate' ? (isVersioned ? 2 : 1) : copy.children?.[0]?.tag === 0x02 ? 1 : 0;
		copy.children?.splice(algorithmAt, 1, copyOf(ECDSA_SHA256));
		if (kind === 'certificate') {
			const spki = publicKeyOf(bytes);
			const [own] = parseDer(keyFor(spki).publicKey.export({ format: 'der', type: 'spki' })) ?? [];
			if (own === undefined) {
				return undefined;
			}
			copy.children?.splice(isVersioned ? 6 : 5, 1, own);
		}
		const document: Document = {
			kind,
			signed: copy,
			signer: signer === undefined ? undefined : keyFor(publicKeyOf(signer.raw)).privateKey,
		};
		documents.set(key, document);
		return document;
	};
	return tests.flatMap((test): readonly Path[] => {
		const names = [ROOT, ...test.authorities, test.endEntity];
		const signers = names.flatMap((name) => x509Of(name));
		const certificates = names.map((name) => documentOf('certs', name, signers));
		const lists = [...new Set([...test.lists, ROOT_LIST])].map((name) => documentOf('crls', name, signers));
		const [root] = certificates;
		const endEntity = certificates.at(-1);
		return root === undefined || endEntity === undefined
			? []
			: [
					{
						name: test.test,
						root,
						authorities: certificates.slice(1, -1).filter((each) => each !== undefined),
						endEntity,
						lists: lists.filter((each) => each !== undefined),
					},
				];
	});
}

function isDsa({ test }: PkitsTest): boolean {
	return test.includes('_dsa_');
}

function x509Of(name: string): readonly X509Certificate[] {
	try {
		return [new X509Certificate(pkitsFile('certs', name))];
	} catch {
		return [];
	}
}

/** SubjectPublicKeyInfo as it stands there: Node reads no DSA key without its parameters. */
function publicKeyOf(certificate: Uint8Array): Buffer {
	const [outer] = parseDer(certificate) ?? [];
	const fields = outer?.children?.[0]?.children ?? [];
	const spki = fields[fields[0]?.tag === 0xa0 ? 6 : 5];
	return spki === undefined ? Buffer.alloc(0) : Buffer.from(encodeDer(spki));
}

function isSignedBy(signed: Uint8Array, signature: Uint8Array, signer: X509Certificate): boolean {
	try {
		return verify('sha256', signed, signer.publicKey, signature);
	} catch {
		return false;
	}
}

const nobody = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

function filesOf({ root, authorities, endEntity, lists }: Path): Files {
	return {
		root: signedBytes(root),
		authorities: authorities.map(signedBytes),
		endEntity: signedBytes(endEntity),
		lists: lists.map(signedBytes),
	};
}

const written = new WeakMap<Document, Uint8Array>();

function signedBytes(document: Document): Uint8Array {
	const known = written.get(document);
	if (known !== undefined) {
		return known;
	}
	const body = encodeDer(document.signed);
	const signature = sign('sha256', body, document.signer ?? nobody);
	const bytes = encodeDer({
		tag: 0x30,
		content: new Uint8Array(),
		children: [
			document.signed,
			copyOf(ECDSA_SHA256),
			{ tag: 0x03, children: undefined, content: Buffer.concat([Uint8Array.of(0), signature]) },
		],
	});
	written.set(document, bytes);
	return bytes;
}

type Draw = (below: number) => number;

/** xorshift32, seeded: repeatable is all that is asked of it. */
function drawNumbers(seed: number): Draw {
	const [a = 1, b = 0, c = 0, d = 0] = createRandomSource(seed).bytes(4);
	let state = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0 || 1;
	return (below) => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		state >>>= 0;
		return below === 0 ? 0 : state % below;
	};
}

const MOST_CHANGES = 2;

/** The path with one or two changes of what it says or of what belongs to it. */
function mutated(path: Path, others: readonly Path[], pool: readonly Document[], draw: Draw): Path {
	let changed = path;
	for (let left = 1 + draw(MOST_CHANGES); left > 0; left -= 1) {
		changed = changedOnce(changed, others, pool, draw);
	}
	return changed;
}

function changedOnce(path: Path, others: readonly Path[], pool: readonly Document[], draw: Draw): Path {
	const other = others[draw(others.length)] ?? path;
	switch (draw(12)) {
		case 0:
			return { ...path, lists: path.lists.filter((_, index) => index !== draw(path.lists.length)) };
		case 1:
			return { ...path, lists: [...path.lists, ...other.lists] };
		case 2:
			return {
				...path,
				authorities: path.authorities.filter((_, index) => index !== draw(path.authorities.length)),
			};
		case 3:
			return { ...path, authorities: [...path.authorities, ...other.authorities] };
		case 4:
			return { ...path, endEntity: other.endEntity, lists: [...path.lists, ...other.lists] };
		case 5:
		case 6:
			return { ...path, endEntity: changedDocument(path.endEntity, pool, draw) };
		case 7:
		case 8: {
			const at = draw(path.lists.length);
			return {
				...path,
				lists: path.lists.map((list, index) => (index === at ? changedDocument(list, pool, draw) : list)),
			};
		}
		default: {
			const at = draw(path.authorities.length);
			return {
				...path,
				authorities: path.authorities.map((each, index) =>
					index === at ? changedDocument(each, pool, draw) : each,
				),
			};
		}
	}
}

function changedDocument(document: Document, pool: readonly Document[], draw: Draw): Document {
	const signed = copyOf(document.signed);
	const extensions = extensionsOf({ ...document, signed });
	const donors = pool.filter(({ kind }) => kind === document.kind);
	const given = (extensionsOf(donors[draw(donors.length)] ?? document)?.children ?? []).filter(
		(each) => !isSearchHint(each),
	);
	const gift = given[draw(given.length)];
	const list = extensions?.children;
	const removable = list?.findIndex((each, index) => index >= draw(list.length) && !isSearchHint(each)) ?? -1;
	switch (draw(6)) {
		case 0:
			if (removable >= 0) {
				list?.splice(removable, 1);
			}
			break;
		case 1:
			if (gift !== undefined) {
				list?.push(copyOf(gift));
			}
			break;
		case 2:
			if (gift !== undefined && list !== undefined) {
				// In place of the extension of the same type, where there is one.
				const type = Buffer.from(gift.children?.[0]?.content ?? []);
				const at = list.findIndex(
					({ children }) => Buffer.compare(type, children?.[0]?.content ?? type) === 0,
				);
				list.splice(at < 0 ? list.length : at, at < 0 ? 0 : 1, copyOf(gift));
			}
			break;
		case 3: {
			const one = list?.[draw(list.length)];
			const isCritical = one?.children?.[1]?.tag === 0x01;
			one?.children?.splice(
				1,
				isCritical ? 1 : 0,
				...(isCritical ? [] : [{ tag: 0x01, children: undefined, content: Uint8Array.of(0xff) }]),
			);
			break;
		}
		default:
			changeNode(signed, draw);
	}
	return { ...document, signed };
}

/**
 * Whether it is a key identifier. They forbid nothing: they say where to look first, and without them OpenSSL and pkijs
 * take the first key of a name, where this program tries each.
 */
function isSearchHint({ tag, children }: DerNode): boolean {
	const [type] = tag === 0x30 ? (children ?? []) : [];
	return type?.tag === 0x06 && ['551d0e', '551d23'].includes(Buffer.from(type.content).toString('hex'));
}

/** `[3]` of a certificate, `[0]` of a list. */
function extensionsOf({ kind, signed }: Document): DerNode | undefined {
	const tag = kind === 'certificate' ? 0xa3 : 0xa0;
	return signed.children?.findLast((node) => node.tag === tag)?.children?.[0];
}

/** Somewhere below: a value, or how often it stands there; never the key, which would only break the signature. */
function changeNode(signed: DerNode, draw: Draw): void {
	const places: (readonly [parent: DerNode, index: number])[] = [];
	const collect = (node: DerNode): void => {
		for (const [index, child] of (node.children ?? []).entries()) {
			if (!isSearchHint(child)) {
				places.push([node, index]);
				collect(child);
			}
		}
	};
	collect(signed);
	const [parent, index] = places[draw(places.length)] ?? [];
	const node = index === undefined ? undefined : parent?.children?.[index];
	if (parent?.children === undefined || index === undefined || node === undefined) {
		return;
	}
	switch (draw(5)) {
		case 0:
			parent.children.splice(index, 1);
			return;
		case 1:
			parent.children.push(copyOf(node));
			return;
		case 2:
			parent.children.splice(
				index,
				1,
				...(parent.children.splice(draw(parent.children.length), 1, node) ?? []),
			);
			return;
		default: {
			const content = Uint8Array.from(node.children === undefined ? node.content : []);
			if (content.length > 0) {
				const at = draw(content.length);
				content[at] = draw(2) === 0 ? (content[at] ?? 0) ^ (1 << draw(8)) : draw(256);
				parent.children.splice(index, 1, { ...node, content });
			}
		}
	}
}

function pemOf({ root, authorities, endEntity, lists }: Files): string {
	return [
		...[endEntity, ...authorities, root].map((bytes) => pem('CERTIFICATE', bytes)),
		...lists.map((bytes) => pem('X509 CRL', bytes)),
	].join('');
}
