import { buildCertificate, extension, OID, policies } from '../unit/certificate/build-certificate.ts';

/** Private to the certificate's issuer, so that nobody looks into it. */
const FILLING_EXTENSION = '1.3.6.1.4.1.99999.1';
/** Long enough that another length of three octets does not change how lengths are written. */
const FIRST_FILLING = 300;

/** A seal certificate of exactly this length, 800 bytes or more: nothing of it is filler behind its end. */
export function certificateOfLength(length: number): Uint8Array {
	const filled = (filling: number): Uint8Array =>
		buildCertificate({
			key: 'rsa-2048',
			extensions: [policies(OID.sealPolicy), extension(FILLING_EXTENSION, new Uint8Array(filling))],
		});
	return filled(FIRST_FILLING + length - filled(FIRST_FILLING).length);
}
