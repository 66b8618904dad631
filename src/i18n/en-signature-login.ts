import type { trSignatureLogin } from './tr-signature-login.ts';

/** English for E-İmzalı Giriş. */
export const enSignatureLogin: typeof trSignatureLogin = {
	step: 'E-İmzalı Giriş',
	title: 'Step 5 · E-İmzalı Giriş',
	certificates: 'E-signature of the authorised signatory:',
	certificate: (title, end) => `${title} · ends ${end}`,
	none: "No e-signature certificate in any reader. Insert the signatory's AKİS card; the screen changes by itself.",
	readingNow: 'A card is being read.',
	submit: 'On to the PIN  ↵',
	hint: (holderNumber) => `Sandbox organisation: ${holderNumber}`,
	pinHint: (pin) => `First PIN of the sandbox e-signature: ${pin}`,
	signer: (title, holderNumber) => `${title} signs; a session is opened for ${holderNumber}.`,
	whatIsSigned:
		"The card signs the portal's address, the number and a code that is good once. No other document is signed.",
	about: [
		"The e-signature is on the authorised signatory's own card; the seal is the organisation itself and does not stand in for it.",
		'The PIN goes to the card, never to the portal. The portal gets the signature and the certificate alone.',
		'The portal does not know the PIN of an e-signature; it came from whoever issued it.',
	],
	running: (seconds) =>
		`Getting a code from the portal, the card signs, waiting for an answer (${seconds} s).`,
	runningLong: 'The portal or the card is waited for; another program may be using the card.',
	lastTryFacts:
		'The PIN has not been sent yet. If you are not sure, leave with Esc; the card stays as it is.',
	wrong: {
		what: 'The PIN is wrong.',
		safe: 'One try is gone; the card signed nothing and no session was opened.',
		now: 'Do not try again unless you are sure. Şifreli Giriş works as well: step 4.',
	},
	blocked: {
		what: 'The PIN of the e-signature card is blocked, no tries are left.',
		safe: 'No session was opened. This card is not asked for its PIN any more; nothing happened to your seal.',
		now: 'Whoever issued the e-signature unblocks it. For now log in by Şifreli Giriş: step 4.',
	},
	notSigned: {
		what: 'The PIN is right, and no valid signature came.',
		safe: 'No try is gone and no session was opened.',
		now: 'Take the card out, insert it and try again. Şifreli Giriş works as well: step 4.',
	},
	notSupported: {
		what: 'This card cannot sign here.',
		safe: 'Nothing was sent to the card, no try is gone.',
		now: 'Log in by Şifreli Giriş: step 4.',
	},
	portalBefore: {
		what: 'The portal did not begin the login.',
		safe: 'No PIN was sent to the card, no try is gone.',
		now: 'Go back with Enter and try again.',
	},
	portalSilent: {
		what: 'The card signed, and the portal’s answer did not come.',
		safe: 'The PIN was right and no try was spent. There is no session here; one that the portal may have opened is not used and ends there by itself. The signature cannot be used again.',
		now: 'If you try again, a new code is signed and the PIN is asked for again.',
	},
	portalAfter: {
		what: 'The card signed, and no session was opened.',
		safe: 'The PIN is right, no try is gone. The signature was for this portal and this login alone; it is of no further use.',
		now: 'If you try again, a new code is signed and the PIN is asked for again.',
	},
	journal: {
		what: 'The journal could not be written, so nothing was signed.',
		safe: 'No PIN was sent to the card, no try is gone.',
		now: 'Remove the cause and try again. Şifreli Giriş works as well: step 4.',
	},
	unknown: {
		what: "The PIN was sent, and the card's answer was lost.",
		safe: 'Whether the PIN was right is not known. Certain: the PIN did not change, no signature went to the portal, no session was opened.',
		now: 'The PIN is not sent again by itself. Insert the card, look at the tries that are left, then try again.',
	},
};
