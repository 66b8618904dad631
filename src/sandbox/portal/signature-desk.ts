import { X509Certificate } from 'node:crypto';
import { readSealCertificate } from '#certificate';
import { type SessionOpened, type SignatureLoginStarted, signatureLoginContent } from '#contract';
import type { SandboxClock } from '../phone/index.ts';
import type { RandomSource } from '../random.ts';
import { ExpiringStore } from './expiring-store.ts';
import { type Outcome, refused } from './outcome.ts';
import { newToken } from './portal-token.ts';
import type { PortalRules } from './rules.ts';
import { signerOf } from './signed-data.ts';
import type { HolderRecord, PortalStore } from './store.ts';

export interface SignatureDeskOptions {
	readonly rules: PortalRules;
	readonly clock: SandboxClock;
	readonly tokens: RandomSource;
	readonly store: PortalStore;
	/** DER, of whoever issues the signatories' certificates. */
	readonly issuerCertificate: Uint8Array;
	/** Of the portal, as its clients address it. */
	readonly origin: () => string;
}

interface SignatureLogin {
	readonly holderNumber: string;
	readonly nonce: string;
}

interface JudgedSignature {
	/** As it was sent. */
	readonly cms: string;
	readonly answer: Promise<Outcome<SessionOpened>>;
}

/** *E-İmzalı Giriş*: the holder's signatory signs a nonce with a certificate of their own. */
export class SignatureDesk {
	readonly #options: SignatureDeskOptions;
	readonly #logins: ExpiringStore<SignatureLogin>;
	/** By login: an answer that was lost is given again, for as long as a nonce lives. */
	readonly #judged: ExpiringStore<JudgedSignature>;

	constructor(options: SignatureDeskOptions) {
		this.#options = options;
		this.#logins = new ExpiringStore(options.clock);
		this.#judged = new ExpiringStore(options.clock);
	}

	/** A number that nobody has is answered like any other. */
	start(holderNumber: string): Outcome<SignatureLoginStarted> {
		const { tokens, rules } = this.#options;
		const loginId = newToken(tokens);
		const nonce = newToken(tokens);
		this.#logins.put(loginId, { holderNumber, nonce }, rules.signatureLifetimeSeconds);
		return { ok: true, value: { loginId, nonce, expiresInSeconds: rules.signatureLifetimeSeconds } };
	}

	/** Uses the nonce up, whatever comes of it; the same signature gets the same answer again, also while it is judged. */
	async finish(
		loginId: string,
		cms: string,
		open: (holder: HolderRecord) => SessionOpened,
	): Promise<Outcome<SessionOpened>> {
		const judged = this.#judged.get(loginId);
		if (judged !== undefined) {
			return judged.cms === cms ? judged.answer : refused('login-expired');
		}
		const secondsLeft = this.#logins.secondsLeft(loginId);
		const login = this.#logins.take(loginId);
		if (login === undefined) {
			return refused('login-expired');
		}
		const answer = this.#judge(login, cms).then((signed) =>
			signed.ok ? { ok: true as const, value: open(signed.value) } : signed,
		);
		this.#judged.put(loginId, { cms, answer }, secondsLeft);
		return answer;
	}

	async #judge(login: SignatureLogin, cms: string): Promise<Outcome<HolderRecord>> {
		const { store, origin } = this.#options;
		const content = signatureLoginContent({ origin: origin(), ...login });
		const certificate = await signerOf(Buffer.from(cms, 'base64'), content);
		if (certificate === undefined || !this.#isOfIssuer(certificate)) {
			return refused('signature-wrong');
		}
		const read = readSealCertificate(certificate.raw);
		const holder = store.holder(login.holderNumber);
		// A seal stands for the organisation, and is no signature of a person.
		return holder !== undefined &&
			read.ok &&
			!read.certificate.isSeal &&
			read.certificate.holderNumber === holder.signatoryNumber
			? { ok: true, value: holder }
			: refused('signatory-unknown');
	}

	#isOfIssuer(certificate: X509Certificate): boolean {
		const issuer = new X509Certificate(this.#options.issuerCertificate);
		const now = this.#options.clock.now();
		return (
			certificate.checkIssued(issuer) &&
			certificate.verify(issuer.publicKey) &&
			certificate.validFromDate.getTime() <= now &&
			now <= certificate.validToDate.getTime()
		);
	}
}
