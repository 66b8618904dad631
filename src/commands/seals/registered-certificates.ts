import type { SealCertificate } from '#certificate';
import { isOutOfUse, type RegisteredSeal, type SealRegister } from '#register';
import { portions } from './portions.ts';

/** What the register gives to whoever judges certificates. */
export interface RegisteredCertificates {
	readonly certificates: readonly SealCertificate[];
	/** Fingerprints of those of seals that are lost, or were seen revoked. */
	readonly outOfUse: ReadonlyMap<string, 'lost' | 'revoked'>;
	/** Seals of which only a list told: there is no certificate to judge. */
	readonly untold: readonly RegisteredSeal[];
}

export async function registeredCertificates(register: SealRegister): Promise<RegisteredCertificates> {
	const certificates: SealCertificate[] = [];
	const outOfUse = new Map<string, 'lost' | 'revoked'>();
	const untold: RegisteredSeal[] = [];
	for (const portion of portions(await register.ids())) {
		const seals = await register.read(portion);
		const read = await register.certificatesOf({ certificates: seals.flatMap((seal) => seal.certificates) });
		const known = new Map(
			read.flatMap((one) => (one === undefined ? [] : [[one.fingerprint, one] as const])),
		);
		for (const seal of seals) {
			const own = seal.certificates.flatMap(({ fingerprint }) => known.get(fingerprint) ?? []);
			certificates.push(...own);
			if (own.length < seal.certificates.length) {
				untold.push(seal);
			}
			for (const { fingerprint } of isOutOfUse(seal) ? own : []) {
				outOfUse.set(fingerprint, seal.lostAt === null ? 'revoked' : 'lost');
			}
		}
	}
	return { certificates, outOfUse, untold };
}
