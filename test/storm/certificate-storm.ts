import { randomBytes } from 'node:crypto';
import {
	assessCertificate,
	certificateDetails,
	readCertificateFile,
	type SealCertificate,
} from '#certificate';
import { checkCrl } from '../../src/certificate/revocation/crl-check.ts';
import { encodeOcspRequest } from '../../src/certificate/revocation/ocsp-request.ts';
import { readOcspResponse } from '../../src/certificate/revocation/ocsp-response.ts';
import { parseX509 } from '../../src/certificate/x509-fields.ts';
import { createRandomSource } from '../../src/sandbox/random.ts';
import { OpensslAuthority } from '../unit/certificate/openssl-authority.ts';

export type StormDocument = 'certificate' | 'list' | 'ocsp answer';
export const STORM_DOCUMENTS: readonly StormDocument[] = ['certificate', 'list', 'ocsp answer'];

export interface CertificateStormOptions {
	readonly seed: number;
	/** Of all documents together. */
	readonly mutations: number;
}

export interface CertificateStormReport {
	/** How often each verdict or named error came. */
	readonly outcomes: ReadonlyMap<StormDocument, ReadonlyMap<string, number>>;
	/** Processor time of the mutation that took most, in milliseconds: a busy machine slows none. */
	readonly slowestMs: number;
	/** Promises that were broken, each with the mutation's number; none on a good day. */
	readonly broken: readonly string[];
}

/** What a mutated document must not do: end in an exception, or in a better verdict than the true one. */
interface Target {
	readonly original: Uint8Array;
	readonly judge: (bytes: Uint8Array) => Promise<string> | string;
	/** What the document must never be taken to say, because it does not. */
	readonly isLie: (outcome: string) => boolean;
}

/**
 * Mutates a seal, a list that revokes it and an OCSP answer that revokes it, all made by OpenSSL, and has each judged.
 * The same seed mutates the same places; keys and signatures are new every time.
 */
export async function runCertificateStorm(options: CertificateStormOptions): Promise<CertificateStormReport> {
	using authority = await OpensslAuthority.create();
	const targets = await makeTargets(authority);
	const outcomes = new Map(STORM_DOCUMENTS.map((name) => [name, new Map<string, number>()] as const));
	const broken: string[] = [];
	let slowestMs = 0;
	const drawn = drawNumbers(options.seed);
	const others = STORM_DOCUMENTS.map((name) => targets[name].original);
	for (let number = 0; number < options.mutations; number++) {
		const name = STORM_DOCUMENTS[number % STORM_DOCUMENTS.length] ?? 'certificate';
		const { original, judge, isLie } = targets[name];
		const bytes = mutate(original, others, drawn);
		const before = process.cpuUsage();
		let outcome: string;
		try {
			outcome = await judge(bytes);
		} catch (error) {
			outcome = 'exception';
			broken.push(
				`${number} ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
			);
		}
		const { user, system } = process.cpuUsage(before);
		slowestMs = Math.max(slowestMs, (user + system) / 1000);
		const isUnchanged = Buffer.compare(bytes.subarray(0, original.length), original) === 0;
		if (isLie(outcome) && !isUnchanged) {
			broken.push(`${number} ${name}: ${outcome}: ${Buffer.from(bytes).toString('base64')}`);
		}
		const counts = outcomes.get(name);
		counts?.set(outcome, (counts.get(outcome) ?? 0) + 1);
	}
	return { outcomes, slowestMs, broken };
}

async function makeTargets(authority: OpensslAuthority): Promise<Readonly<Record<StormDocument, Target>>> {
	const [root, issuer] = [authority.certificate('root'), authority.certificate('issuer')];
	const seal = await authority.issueSeal('seal', {
		ocsp: 'http://ocsp.invalid',
		crl: 'http://depo.invalid/a.crl',
		issuer: 'http://depo.invalid/a.crt',
	});
	await authority.issueSeal('other');
	await authority.revoke('seal', 'keyCompromise');
	await authority.revoke('other', 'certificateHold');
	const at = Date.now();
	const question = {
		subject: parseX509(seal.der),
		issuer: { certificate: issuer, fields: parseX509(issuer.der) },
		nonce: randomBytes(16),
		at,
	};
	const request = encodeOcspRequest(question.subject, question.issuer.fields, question.nonce);
	return {
		certificate: {
			original: seal.der,
			judge: (bytes) => judgeCertificate(bytes, { issuer, root, at }),
			isLie: (outcome) => outcome === 'valid, chain trusted',
		},
		list: {
			original: await authority.crl(),
			judge: async (bytes) => {
				const answer = await checkCrl(inTwo(bytes), { ...question, issuer });
				return answer.ok ? answer.status : answer.code;
			},
			isLie: (outcome) => outcome === 'good',
		},
		'ocsp answer': {
			original: await authority.answer(request, 'issuer', '-nmin', '600'),
			judge: async (bytes) => {
				const answer = await readOcspResponse(bytes, question);
				return answer.ok ? answer.status : answer.code;
			},
			isLie: (outcome) => outcome === 'good',
		},
	};
}

interface Surroundings {
	readonly issuer: SealCertificate;
	readonly root: SealCertificate;
	readonly at: number;
}

async function judgeCertificate(bytes: Uint8Array, { issuer, root, at }: Surroundings): Promise<string> {
	const file = readCertificateFile(bytes);
	if (!file.ok) {
		return file.code;
	}
	const [entry] = file.entries;
	if (entry?.ok !== true) {
		return entry?.code ?? 'no-certificate';
	}
	const { certificate } = entry;
	certificateDetails(certificate);
	const { state, chain } = await assessCertificate({
		certificate,
		given: [issuer],
		roots: [root],
		at,
		sources: undefined,
	});
	return `${state.kind}, chain ${chain.verdict.kind}`;
}

function inTwo(bytes: Uint8Array): readonly Uint8Array[] {
	const middle = Math.floor(bytes.length / 2);
	return [bytes.subarray(0, middle), bytes.subarray(middle)];
}

type Draw = (below: number) => number;

/** xorshift32: a hundred thousand mutations draw millions of numbers, which need be nothing but repeatable. */
function drawNumbers(seed: number): Draw {
	const [a = 1, b = 0, c = 0, d = 0] = createRandomSource(seed).bytes(4);
	let state = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0 || 1;
	return (below) => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		state >>>= 0;
		return state % below;
	};
}

const MOST_CHANGES = 4;
/** Octets that mean something in DER: ends of ranges, lengths of every form, tags. */
const TELLING = [
	0x00, 0x01, 0x7f, 0x80, 0x81, 0x82, 0x84, 0x85, 0xff, 0x02, 0x03, 0x04, 0x05, 0x06, 0x17, 0x18, 0x30, 0x31,
	0xa0, 0xa3,
];

function mutate(original: Uint8Array, others: readonly Uint8Array[], draw: Draw): Uint8Array {
	let bytes = Uint8Array.from(original);
	for (let left = 1 + draw(MOST_CHANGES); left > 0; left--) {
		bytes = changed(bytes, others, draw);
	}
	return bytes;
}

function changed(bytes: Uint8Array, others: readonly Uint8Array[], draw: Draw): Uint8Array<ArrayBuffer> {
	const at = draw(bytes.length + 1);
	const until = Math.min(bytes.length, at + 1 + draw(64));
	const copy = Uint8Array.from(bytes);
	switch (draw(8)) {
		case 0:
			copy[at] = (copy[at] ?? 0) ^ (1 << draw(8));
			return copy;
		case 1:
			copy[at] = TELLING[draw(TELLING.length)] ?? 0;
			return copy;
		case 2:
			copy[at] = draw(256);
			return copy;
		case 3:
			return copy.slice(0, at);
		case 4:
			return joined(copy.subarray(0, at), copy.subarray(until));
		case 5:
			return joined(copy.subarray(0, until), copy.subarray(at));
		case 6: {
			const other = others[draw(others.length)] ?? bytes;
			const from = draw(other.length);
			return joined(copy.subarray(0, at), other.subarray(from, from + 1 + draw(64)), copy.subarray(at));
		}
		default:
			return copy.fill(TELLING[draw(TELLING.length)] ?? 0, at, until);
	}
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(Buffer.concat(parts));
}
