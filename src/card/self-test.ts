import { createHash, randomBytes, verify } from 'node:crypto';
import { publicKeyOf, type SealCertificate } from '#certificate';
import type { PinDesk, SignRequest } from './pin/pin-desk.ts';
import type { Afterwards, PinNotDone, WayFaultCode } from './pin/pin-outcome.ts';
import type { TriesLeft } from './pin/tries-left.ts';

/** Which algorithm a seal's key signs e-documents with (docs/card.md). */
export type SealAlgorithm = 'rsa-sha256' | 'ecdsa-sha384';

/** What a seal's self-test came to. */
export type SelfTestOutcome =
	/** The card signed something nobody could foresee, and its certificate confirms the signature. */
	| (Afterwards & {
			readonly kind: 'passed';
			readonly certificate: SealCertificate;
			readonly algorithm: SealAlgorithm;
			/** Of the random text that was signed, in hexadecimal. */
			readonly digest: string;
			readonly tries: TriesLeft;
	  })
	/** The PIN was right, and no signature came that the certificate confirms. */
	| (Afterwards & {
			readonly kind: 'failed';
			readonly certificate: SealCertificate;
			readonly code: WayFaultCode;
			readonly tries: TriesLeft;
	  })
	| PinNotDone;

/** `certificate`: the one whose key is tried. */
export type SealTestRequest = Omit<SignRequest, 'hash' | 'digest' | 'message'>;

const MESSAGE_BYTES = 32;

/**
 * Has the seal sign a random text and looks whether its certificate confirms the signature. Uses the PIN once; a wrong
 * one costs a try, as everywhere. The signature itself is thrown away.
 *
 * @throws the signal's reason where it was called off before the PIN was sent
 */
export async function testSeal(desk: PinDesk, request: SealTestRequest): Promise<SelfTestOutcome> {
	const { certificate } = request.certificate;
	const message = randomBytes(MESSAGE_BYTES);
	const hash = certificate.key.type === 'rsa' ? 'sha256' : 'sha384';
	const digest = createHash(hash).update(message).digest();
	const outcome = await desk.sign({
		...request,
		hash,
		digest,
		message,
	});
	switch (outcome.kind) {
		case 'signed': {
			const { isLeftOpen } = outcome;
			// Confirmed once more, from outside: the desk's word alone would test the desk.
			const key = publicKeyOf(certificate.der);
			const isConfirmed = verify(hash, message, { key, dsaEncoding: 'ieee-p1363' }, outcome.signature);
			return isConfirmed
				? {
						kind: 'passed',
						certificate,
						algorithm: certificate.key.type === 'rsa' ? 'rsa-sha256' : 'ecdsa-sha384',
						digest: digest.toString('hex'),
						tries: outcome.tries,
						isLeftOpen,
					}
				: { kind: 'failed', certificate, code: 'not-confirmed', tries: outcome.tries, isLeftOpen };
		}
		case 'not-signed':
			return { ...outcome, kind: 'failed', certificate };
		default:
			return outcome;
	}
}
