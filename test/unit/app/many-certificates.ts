import type { PortalCertificate } from '#contract';

const STATES: readonly PortalCertificate['state'][] = [
	'not-yet-valid',
	'valid',
	'suspended',
	'revoked',
	'expired',
];

const DAY_MS = 86_400_000;

/** Rows as an organisation with many cards has them; every serial number and every end is another one. */
export function manyCertificates(count: number): readonly PortalCertificate[] {
	return Array.from({ length: count }, (_, row) => {
		const state = STATES[row % STATES.length] ?? 'valid';
		return {
			// Multiplied by a prime, so that their order is not that of the rows.
			serialNumber: `5A${((row * 7919) % 1_000_003).toString(16).toUpperCase().padStart(8, '0')}3A90`,
			use: row % 2 === 0 ? 'SIGN0' : 'ENCR0',
			state,
			notBefore: '2024-04-18T00:00:00Z',
			notAfter: new Date(Date.UTC(2027, 3, 18) + ((row * 31) % 997) * DAY_MS).toISOString(),
			cardSerial: `1234567890${(row >> 1).toString(16).toUpperCase().padStart(6, '0')}`,
			fingerprint: row.toString(16).padStart(64, '0'),
			...(state === 'revoked'
				? { stateSince: '2025-11-03T09:00:00Z', revocationReason: 'lost-or-stolen' as const }
				: {}),
		};
	});
}
