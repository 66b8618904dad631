import type { ClockPort, PortalPort, SignatureLoginPort } from '#app';
import type { Journal } from '#audit';
import { recordedOutcome } from './card-act-journal.ts';
import type { CardSigner, SignOrder } from './card-pin.ts';

export interface SignatureLoginOptions {
	readonly clock: ClockPort;
	readonly portal: Pick<PortalPort, 'open'>;
	readonly signer: CardSigner;
	/** That a person is about to sign is on the disk before the card gets anything. */
	readonly journal: () => Promise<Journal>;
}

const NOT_ASKED = { code: 'cancelled' } as const;

/**
 * E-İmzalı Giriş. The nonce is taken when the PIN has been typed already, so that it does not grow old over the typing,
 * and an order that comes again (after a last try was confirmed) takes a new one.
 */
export function signatureLoginAt({
	clock,
	portal,
	signer,
	journal,
}: SignatureLoginOptions): SignatureLoginPort {
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
			const made = await signWrittenDown(order, signal);
			if (made.kind !== 'signed') {
				return made;
			}
			if (signal.aborted) {
				return { kind: 'portal', isSigned: true, problem: NOT_ASKED };
			}
			const cms = draft.complete(made.der ?? made.signature);
			const finished = await client.finishSignatureLogin(loginId, cms, signal);
			return finished.ok
				? { kind: 'opened', session: finished.value }
				: { kind: 'portal', isSigned: true, problem: finished.problem };
		},
	};

	async function signWrittenDown(order: SignOrder, signal: AbortSignal) {
		const book = await journal();
		const { serialNumber } = order.certificate.certificate;
		// A signatory's card is told from others by the certificate that signs: its own number no public command gives.
		const act = await book.intendCardAct({ kind: 'sign', cardSerial: serialNumber, triesLeft: null });
		if (!act.ok) {
			return { kind: 'journal', failure: act.failure } as const;
		}
		const outcome = await signer.sign(order, signal);
		await book.settleCardAct(act.value, { outcome: recordedOutcome(outcome.kind), triesLeft: null });
		return outcome;
	}
}
