import type { SealCertificate } from '#certificate';
import { isOutOfUse, type RegisteredSeal, type SealRegister } from '#register';

/** What the register gives to whoever judges certificates. */
export interface RegisteredCertificates {
	readonly certificates: readonly SealCertificate[];
	/** Fingerprints of those of seals that are lost, or were seen revoked. */
	readonly outOfUse: ReadonlyMap<string, 'lost' | 'revoked'>;
	/** Seals of which only a list told: there is no certificate to judge. */
	readonly untold: readonly RegisteredSeal[];
}

const PORTION = 100;

export async function registeredCertificates(register: SealRegister): Promise<RegisteredCertificates> {
	const certificates: SealCertificate[] = [];
	const outOfUse = new Map<string, 'lost' | 'revoked'>();
	const untold: RegisteredSeal[] = [];
	const ids = await register.ids();
	for (let from = 0; from < ids.length; from += PORTION) {
		const seals = await register.read(ids.slice(from, from + PORTION));
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
