import { createHash, randomBytes, verify, X509Certificate } from 'node:crypto';
import type { SealCertificate } from '#certificate';
import type { PinDesk, VerifyPinRequest } from './pin/pin-desk.ts';
import type { PinNotDone, WayFaultCode } from './pin/pin-outcome.ts';
import type { TriesLeft } from './pin/tries-left.ts';
import type { CardCertificate } from './snapshot.ts';

/** Which algorithm a seal's key signs e-documents with (docs/card.md). */
export type SealAlgorithm = 'rsa-sha256' | 'ecdsa-sha384';

/** What a seal's self-test came to. */
export type SelfTestOutcome =
	/** The card signed something nobody could foresee, and its certificate confirms the signature. */
	| {
			readonly kind: 'passed';
			readonly certificate: SealCertificate;
			readonly algorithm: SealAlgorithm;
			/** Of the random text that was signed, in hexadecimal. */
			readonly digest: string;
			readonly tries: TriesLeft;
	  }
	/** The PIN was right, and no signature came that the certificate confirms. */
	| {
			readonly kind: 'failed';
			readonly certificate: SealCertificate;
			readonly code: WayFaultCode;
			readonly tries: TriesLeft;
	  }
	/** Nothing was sent: no certificate that seals on this card. */
	| { readonly kind: 'nothing-to-test' }
	| PinNotDone;

const MESSAGE_BYTES = 32;

/** The signing certificate that is used today: of those on the card the one that ends last. */
export function signingCertificate(certificates: readonly CardCertificate[]): CardCertificate | undefined {
	return certificates
		.filter(({ certificate }) => certificate.isSeal && certificate.use === 'SIGN0')
		.toSorted((one, other) => other.certificate.notAfter - one.certificate.notAfter)[0];
}

/**
 * Has the seal sign a random text and looks whether its certificate confirms the signature. Uses the PIN once; a wrong
 * one costs a try, as everywhere. The signature itself is thrown away.
 *
 * @throws the signal's reason where it was called off before the PIN was sent
 */
export async function testSeal(desk: PinDesk, request: VerifyPinRequest): Promise<SelfTestOutcome> {
	const signing = signingCertificate(request.card.certificates);
	if (signing === undefined) {
		return { kind: 'nothing-to-test' };
	}
	const { certificate } = signing;
	const message = randomBytes(MESSAGE_BYTES);
	const hash = certificate.key.type === 'rsa' ? 'sha256' : 'sha384';
	const digest = createHash(hash).update(message).digest();
	const outcome = await desk.sign({
		...request,
		certificate: signing,
		hash,
		digest,
		message,
	});
	switch (outcome.kind) {
		case 'signed': {
			// Confirmed once more, from outside: the desk's word alone would test the desk.
			const key = new X509Certificate(certificate.der).publicKey;
			const isConfirmed = verify(hash, message, { key, dsaEncoding: 'ieee-p1363' }, outcome.signature);
			return isConfirmed
				? {
						kind: 'passed',
						certificate,
						algorithm: certificate.key.type === 'rsa' ? 'rsa-sha256' : 'ecdsa-sha384',
						digest: digest.toString('hex'),
						tries: outcome.tries,
					}
				: { kind: 'failed', certificate, code: 'not-confirmed', tries: outcome.tries };
		}
		case 'not-signed':
			return { kind: 'failed', certificate, code: outcome.code, tries: outcome.tries };
		default:
			return outcome;
	}
}
