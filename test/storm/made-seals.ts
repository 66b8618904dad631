import { createHash } from 'node:crypto';
import type { OfferedSeal, RegisteredCertificate } from '../../src/register/index.ts';

const DAY_MS = 86_400_000;
const YEARS_3_MS = 1095 * DAY_MS;
const FIRST_BEGIN = Date.UTC(2024, 0, 1, 8);
const CITIES = ['Ankara', 'İzmir', 'Iğdır', 'Şanlıurfa', 'Çanakkale', 'Ağrı', 'Muş', 'Üsküdar'];

/** Bytes of the length of a certificate that are none: for tests of the register, which reads no certificate to store it. */
export function madeDer(name: string): Uint8Array {
	const seed = createHash('sha512').update(name).digest();
	return Buffer.concat(
		Array.from({ length: 21 }, (_, index) => Buffer.from(seed.map((byte) => byte ^ index))),
	);
}

/** Seal `number` of a made register: two certificates, a holder of its own, an end on a day of its own. */
export function madeSeal(
	number: number,
	wishes: { readonly note?: string; readonly seenAt?: number } = {},
): OfferedSeal {
	const notBefore = FIRST_BEGIN + ((number * 37) % 1000) * DAY_MS + number;
	const seenAt = wishes.seenAt ?? Date.UTC(2026, 0, 15, 12) - number * 60_000;
	const ders = (['SIGN0', 'ENCR0'] as const).map((use) => ({ use, der: madeDer(`${number} ${use}`) }));
	const certificates = ders.map(({ use, der }): RegisteredCertificate => {
		const fingerprint = createHash('sha256').update(der).digest('hex');
		return {
			use,
			serialNumber: fingerprint.slice(0, 14).toUpperCase(),
			issuer: 'Mali Mühür Elektronik Sertifika Hizmet Sağlayıcısı - Sürüm 3',
			notBefore,
			notAfter: notBefore + YEARS_3_MS,
			fingerprint,
			revoked: null,
		};
	});
	return {
		record: {
			holderNumber: String(1_000_000_000 + number * 7919),
			title: `${CITIES[number % CITIES.length]} Örnek Ticaret Limited Şirketi ${number}`,
			isSandbox: false,
			certificates,
			firstSeen: seenAt,
			lastSeen: seenAt,
			place: { kind: 'file', name: `muhurler/${number}.pem` },
			chipSerial: null,
			note: wishes.note ?? '',
			lostAt: null,
		},
		der: new Map(ders.map(({ der }, index) => [certificates[index]?.fingerprint ?? '', der])),
	};
}
