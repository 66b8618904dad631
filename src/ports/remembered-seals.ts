import { access } from 'node:fs/promises';
import type { SealCertificate } from '#certificate';

/** As many as a person looks through. */
const MOST_SEALS = 50;

/**
 * The certificates of each seal of the register, the one that was seen last first, without those that were seen revoked for good.
 * A register that is not there is not made, and one that cannot be read remembers nothing: the phone line needs no register.
 *
 * @param directory undefined where the environment names no place
 * @param now milliseconds since 1970 UTC
 */
export async function rememberedSeals(
	directory: string | undefined,
	now: () => number,
): Promise<readonly (readonly SealCertificate[])[]> {
	if (directory === undefined) {
		return [];
	}
	const { isSeenRevoked, openSealRegister, RegisterError } = await import('#register');
	const register = openSealRegister(directory, now);
	try {
		await access(register.path);
	} catch {
		return [];
	}
	try {
		const seals = await register.read((await register.ids({ order: 'seen' })).slice(0, MOST_SEALS));
		const certificates: (readonly SealCertificate[])[] = [];
		for (const seal of seals.filter((one) => !isSeenRevoked(one))) {
			const known = (await register.certificatesOf(seal)).filter((one) => one !== undefined);
			if (known.length > 0) {
				certificates.push(known);
			}
		}
		return certificates;
	} catch (error) {
		if (error instanceof RegisterError) {
			return [];
		}
		throw error;
	} finally {
		register.close();
	}
}
