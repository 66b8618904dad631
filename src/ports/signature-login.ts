import type { ClockPort, PortalPort, SignatureLoginPort } from '#app';
import type { CardSigner, SignOrder } from './card-pin.ts';

export interface SignatureLoginOptions {
	readonly clock: ClockPort;
	readonly portal: Pick<PortalPort, 'open'>;
	readonly signer: CardSigner;
}

const NOT_ASKED = { code: 'cancelled' } as const;

/**
 * E-İmzalı Giriş. The nonce is taken when the PIN has been typed already, so that it does not grow old over the typing,
 * and an order that comes again (after a last try was confirmed) takes a new one.
 */
export function signatureLoginAt({ clock, portal, signer }: SignatureLoginOptions): SignatureLoginPort {
	return {
		async logIn({ card, certificate, holderNumber, pin, confirmedLastTry }, signal) {
			const [client, { draftSignedData }] = await Promise.all([portal.open(), import('#certificate')]);
			if (signal.aborted) {
				return { kind: 'called-off' };
			}
			const started = await client.startSignatureLogin(holderNumber, signal);
			if (signal.aborted) {
				return { kind: 'called-off' };
			}
			if (!started.ok) {
				return { kind: 'portal', isSigned: false, problem: started.problem };
			}
			const { loginId, content } = started.value;
			const draft = draftSignedData({
				content,
				certificate: certificate.certificate,
				signedAt: clock.now(),
			});
			const order: SignOrder = { card, certificate, pin, confirmedLastTry, ...draft };
			const made = await signer.sign(order, signal);
			if (made.kind !== 'signed') {
				return made;
			}
			if (signal.aborted) {
				return { kind: 'portal', isSigned: true, problem: NOT_ASKED };
			}
			const cms = draft.complete(made.der ?? made.signature);
			const finished = await client.finishSignatureLogin({ loginId, holderNumber }, cms, signal);
			return finished.ok
				? { kind: 'opened', session: finished.value }
				: { kind: 'portal', isSigned: true, problem: finished.problem };
		},
	};
}
