import { createPhone } from '../../src/sandbox/phone/index.ts';
import {
	createCaptchaSource,
	type PortalAccount,
	startSandboxPortal,
} from '../../src/sandbox/portal/index.ts';
import { createRandomSource } from '../../src/sandbox/random.ts';
import { startIndependentPortal } from '../independent-portal/portal.ts';

/** A portal as the rules of docs/portal-builders.md are tried against it. */
export interface TriedPortal extends AsyncDisposable {
	readonly url: string;
	/** What the picture says that was given out last. */
	readonly captchaText: (image: string) => string;
	/** Code of the last text message. */
	readonly lastCode: () => string;
	/** Moves the portal's clock, which nothing else does. */
	readonly advance: (seconds: number) => void;
}

const SEED = 7;

async function openSandbox(accounts: readonly PortalAccount[], start: number): Promise<TriedPortal> {
	let now = start;
	const clock = { now: () => now };
	const phone = createPhone(clock);
	const portal = await startSandboxPortal({ random: createRandomSource(SEED), clock, phone, accounts });
	const pictures = createCaptchaSource(createRandomSource(SEED));
	return {
		url: portal.url,
		captchaText(image) {
			let picture = pictures.next();
			while (Buffer.from(picture.png).toString('base64') !== image) {
				picture = pictures.next();
			}
			return picture.text;
		},
		lastCode: () => phone.messages.at(-1)?.text.replace(/\D/g, '') ?? '',
		advance(seconds) {
			now += seconds * 1000;
		},
		[Symbol.asyncDispose]: () => portal.close(),
	};
}

async function openIndependent(accounts: readonly PortalAccount[], start: number): Promise<TriedPortal> {
	let now = start;
	const portal = await startIndependentPortal(
		accounts.map(({ holder, cards }) => ({
			...holder,
			authorisedPerson: holder.signatory.name,
			cards: cards.map(({ cardSerial, pin, puk, certificates }) => ({
				cardSerial,
				pin: pin.reveal(),
				puk: puk.reveal(),
				certificates: certificates.map(({ standing, notBefore, notAfter, ...one }) => ({
					...one,
					notBefore: new Date(notBefore),
					notAfter: new Date(notAfter),
					...(standing?.kind === 'suspended' ? { suspendedSince: new Date(standing.since) } : {}),
					...(standing?.kind === 'revoked'
						? { revoked: { since: new Date(standing.since), reason: standing.reason } }
						: {}),
				})),
			})),
		})),
		{ now: () => now },
	);
	return {
		url: portal.address,
		captchaText: () => portal.captcha(),
		lastCode: () => portal.messages.at(-1)?.code ?? '',
		advance(seconds) {
			now += seconds * 1000;
		},
		[Symbol.asyncDispose]: () => portal.close(),
	};
}

/** The sandbox, and the portal that was built from the page alone. */
export const TWO_PORTALS = [
	['the sandbox', openSandbox],
	['the portal built from the page alone', openIndependent],
] as const;
