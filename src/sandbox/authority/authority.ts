import type { KeyObject } from 'node:crypto';
import type { SealUse } from '#certificate';
import type { SandboxHolder } from '../holders.ts';
import type { RandomSource } from '../random.ts';
import { buildCertificate, keyIdentifier } from './certificate-builder.ts';
import { type DerWriter, loadDerWriter } from './der.ts';
import { authorityExtensions, sealExtensions, signatoryExtensions } from './extensions.ts';
import { makeKeyPair } from './key-pairs.ts';
import {
	AUTHORITY_AGE_MS,
	ISSUER_NAME,
	ISSUER_VALIDITY_MS,
	ROOT_NAME,
	ROOT_VALIDITY_MS,
	SEAL_VALIDITY_MS,
} from './profile.ts';
import type { IssuedCertificate, IssuedSealPair } from './seal-pair.ts';
import { inventSerials, isSerial, type SealSerials } from './serial-numbers.ts';
import {
	type AuthorityCredentials,
	restoreCredentials,
	type StoredAuthority,
	storeCredentials,
} from './stored-authority.ts';

/** What the authority takes from its surroundings. */
export interface AuthorityPorts {
	/** Milliseconds since 1970 UTC. */
	readonly now: () => number;
	/** Gives serial numbers; keys always come from the system's generator, with a seed as well. */
	readonly random: RandomSource;
}

export interface IssueOptions {
	/** Milliseconds since 1970 UTC; default now. Validity lasts 1095 days from here. */
	readonly notBefore?: number;
	/** Default: invented. */
	readonly serials?: SealSerials;
}

export interface SignatoryRequest {
	readonly name: string;
	/** T.C. number. */
	readonly number: string;
	readonly key: SandboxHolder['key'];
	/** Milliseconds since 1970 UTC; default now. */
	readonly notBefore?: number;
}

export interface IssuedSignatory {
	/** DER. */
	readonly certificate: Uint8Array;
	readonly privateKey: KeyObject;
}

/** The sandbox's certification authority: every name in it says that it is worth nothing. */
export interface SandboxAuthority {
	/** DER, self-signed. */
	readonly rootCertificate: Uint8Array;
	/** DER, of the intermediate that signs the seals. */
	readonly issuerCertificate: Uint8Array;
	/** @throws TypeError for serial numbers that are not seven octets with the first bit zero */
	issueSeal(holder: Omit<SandboxHolder, 'shows'>, options?: IssueOptions): Promise<IssuedSealPair>;
	/** A person's own signature certificate, EC P-384 or RSA: what *E-İmzalı Giriş* is done with. */
	issueSignatory(person: SignatoryRequest): Promise<IssuedSignatory>;
	/** Everything that `importAuthority` needs; holds the issuer's private key. */
	export(): StoredAuthority;
}

const ROOT_SERIAL = Uint8Array.of(1);
const ISSUER_SERIAL = Uint8Array.of(2);

/** Makes a new root and issuer, both EC P-384 as in the real chain of Sürüm 3. */
export async function createAuthority(ports: AuthorityPorts): Promise<SandboxAuthority> {
	const [der, rootKeys, issuerKeys] = await Promise.all([
		loadDerWriter(),
		makeKeyPair('ec-p384'),
		makeKeyPair('ec-p384'),
	]);
	const begin = ports.now() - AUTHORITY_AGE_MS;
	const rootKeyId = keyIdentifier(rootKeys.publicKey);
	const [rootCertificate, issuerCertificate] = await Promise.all([
		buildCertificate(
			der,
			{
				serialNumber: ROOT_SERIAL,
				issuer: ROOT_NAME,
				subject: ROOT_NAME,
				notBefore: begin,
				notAfter: begin + ROOT_VALIDITY_MS,
				publicKey: rootKeys.publicKey,
				extensions: authorityExtensions(der, rootKeyId, undefined),
			},
			rootKeys.privateKey,
		),
		buildCertificate(
			der,
			{
				serialNumber: ISSUER_SERIAL,
				issuer: ROOT_NAME,
				subject: ISSUER_NAME,
				notBefore: begin,
				notAfter: begin + ISSUER_VALIDITY_MS,
				publicKey: issuerKeys.publicKey,
				extensions: authorityExtensions(der, keyIdentifier(issuerKeys.publicKey), rootKeyId),
			},
			rootKeys.privateKey,
		),
	]);
	return authorityWith(der, { rootCertificate, issuerCertificate, issuerKeys }, ports);
}

/**
 * Takes an authority up again that `export()` wrote down.
 *
 * @throws AuthorityFault `stored-value-unusable`
 */
export async function importAuthority(stored: unknown, ports: AuthorityPorts): Promise<SandboxAuthority> {
	const credentials = restoreCredentials(stored);
	return authorityWith(await loadDerWriter(), credentials, ports);
}

function authorityWith(
	der: DerWriter,
	credentials: AuthorityCredentials,
	{ now, random }: AuthorityPorts,
): SandboxAuthority {
	const { rootCertificate, issuerCertificate, issuerKeys } = credentials;
	const issuerKeyId = keyIdentifier(issuerKeys.publicKey);

	const issue = async (
		holder: Omit<SandboxHolder, 'shows'>,
		use: SealUse,
		serialNumber: Uint8Array,
		notBefore: number,
	): Promise<IssuedCertificate> => {
		const keys = await makeKeyPair(holder.key);
		const certificate = await buildCertificate(
			der,
			{
				serialNumber,
				issuer: ISSUER_NAME,
				subject: [
					['serialNumber', holder.holderNumber],
					['commonName', holder.title],
				],
				notBefore,
				notAfter: notBefore + SEAL_VALIDITY_MS,
				publicKey: keys.publicKey,
				extensions: sealExtensions(der, use, keyIdentifier(keys.publicKey), issuerKeyId),
			},
			issuerKeys.privateKey,
		);
		return { use, label: `${holder.holderNumber}${use}`, certificate, privateKey: keys.privateKey };
	};

	return {
		rootCertificate,
		issuerCertificate,
		async issueSeal(holder, options = {}) {
			const { notBefore = now(), serials = inventSerials(random) } = options;
			if (!isSerial(serials.signing) || !isSerial(serials.encryption)) {
				throw new TypeError('a serial number of a seal has seven octets and its first bit is zero');
			}
			const [signing, encryption] = await Promise.all([
				issue(holder, 'SIGN0', serials.signing, notBefore),
				issue(holder, 'ENCR0', serials.encryption, notBefore),
			]);
			return { signing, encryption };
		},
		async issueSignatory({ name, number, key, notBefore = now() }) {
			const keys = await makeKeyPair(key);
			const certificate = await buildCertificate(
				der,
				{
					serialNumber: inventSerials(random).signing,
					issuer: ISSUER_NAME,
					subject: [
						['serialNumber', number],
						['commonName', name],
					],
					notBefore,
					notAfter: notBefore + SEAL_VALIDITY_MS,
					publicKey: keys.publicKey,
					extensions: signatoryExtensions(der, keyIdentifier(keys.publicKey), issuerKeyId),
				},
				issuerKeys.privateKey,
			);
			return { certificate, privateKey: keys.privateKey };
		},
		export: () => storeCredentials(credentials),
	};
}
