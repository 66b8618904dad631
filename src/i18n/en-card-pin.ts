import type { trCardPin } from './tr-card-pin.ts';

/** English for the PIN of the card. */
export const enCardPin: typeof trCardPin = {
	title: 'Card PIN',
	acts: {
		'verify-pin': 'Test the PIN',
		'change-pin': 'Change the PIN',
		'unblock-pin': 'Unblock the PIN',
		sign: 'Try the seal',
	},
	explained: {
		'verify-pin':
			'Asks the card once whether the PIN is right; nothing changes on it. A wrong PIN costs a try.',
		'change-pin': 'Puts a new PIN in the place of the old one. A wrong old PIN costs a try.',
		'unblock-pin':
			'Frees a blocked PIN with the PUK and sets a new one. Whoever is in charge of the card must be present.',
		sign: 'The card signs a random digest, which is checked. No document is signed; the PIN is asked for once.',
	},
	ways: {
		apdu: 'directly (APDU)',
		'vendor-module': 'by the AKİS driver',
		no: 'not possible',
	},
	reasons: {
		'readable-without-pin': 'Certificates are read without a PIN on every card.',
		'commands-public': 'The commands of this card are public.',
		'commands-not-public': 'The PIN commands of this card are not public; the AKİS driver knows them.',
		'unblock-not-public': 'The command that unblocks this card is not public.',
		'sandbox-own': 'A command of the sandbox’s own card.',
		'key-not-rsa': 'This key of the card is not RSA.',
		'key-not-named': 'The card names no key for this certificate.',
		'pin-form-unknown': 'The card wants the PIN in a form that is not known.',
	},
	holder: (title, product) => `${title} · ${product}`,
	pinTries: 'PIN tries',
	pukTries: 'PUK tries',
	looking: (seconds) => `Looking at the card (${seconds} s).`,
	tries: {
		unknown: 'unknown',
		'at-most': (count) => `${count} at most`,
		exactly: (count) => `${count}`,
		'last-try': 'last try',
		blocked: 'none, blocked',
	},
	untold: {
		'other-card': 'another card is in the reader',
		'in-use': 'unknown; another program is using the card',
		'not-supported': 'unknown; this card cannot be asked',
		'not-read': 'unknown; the card could not be asked',
	},
	sandboxHint: 'PIN and PUK of the sandbox’s card: step 6, PIN / PUK Bilgisi.',

	fields: {
		pin: 'PIN',
		'old-pin': 'Old PIN',
		puk: 'PUK',
		'new-pin': 'New PIN',
		repeat: 'New PIN again',
	},
	digits: (min, max) => `Digits only, ${min}-${max} of them; no pasting.`,
	signAsk:
		'A random digest is signed with the key of SIGN0 and checked with the certificate on the card. No document is signed.',
	once: 'After Enter it is sent to the card once, and never repeated by itself.',
	lastTryAhead: 'Last try: before it is sent you are asked once more.',
	faults: {
		empty: 'Must not be empty.',
		'too-short': (min) => `Must have at least ${min} digits.`,
		'too-long': (max) => `May have at most ${max} digits.`,
		'not-digits': 'Must be digits only.',
		ascending: 'Digits in order make no PIN; choose another one.',
		descending: 'Digits in reverse order make no PIN; choose another one.',
		'all-same': 'One digit repeated makes no PIN; choose another one.',
		'part-of-holder-number': 'Overlaps with the tax or citizen number; choose another one.',
		'same-as-old': 'The new PIN is the old one; choose another one.',
		'repeat-differs': 'The two do not match; type it again.',
	},

	word: 'Confirm',
	lastTryTitle: 'Last try',
	lastTry: (word) => `Last try. A wrong PIN blocks the card. Type ${word} to go on.`,
	lastTryUnknown: (word) =>
		`The tries left are unknown; this may be the last one. A wrong PIN blocks the card. Type ${word} to go on.`,
	lastTryFacts:
		'The PIN has not been sent yet. If you are not sure, give up with Esc and the card stays as it is. The portal shows the PIN: step 6.',
	lastTryOrBlocked: 'A card may say "last try" also after it was blocked.',
	supervisorTitle: 'Is whoever is in charge of the card with you?',
	supervisor:
		'Three wrong PUKs close the card for good, and a new one costs money. Only whoever is in charge of the card enters the PUK. The last PUK try is never sent.',
	supervisorAsk: (word) => `Let whoever is in charge type ${word} to go on. Esc gives up.`,

	running: {
		'verify-pin': (seconds) => `Asking the card about the PIN, waiting for its answer (${seconds} s).`,
		'change-pin': (seconds) => `Changing the PIN, waiting for the card’s answer (${seconds} s).`,
		'unblock-pin': (seconds) => `Unblocking the PIN, waiting for the card’s answer (${seconds} s).`,
		sign: (seconds) => `Trying the seal, waiting for the card’s signature (${seconds} s).`,
	},
	runningSince: (clock) => `Since ${clock}. Do not pull the card.`,
	runningLong: 'Another program may be using the card; it is given a few seconds to let go.',
	runningEscape: 'Esc gives up: a PIN that was not sent yet is not sent any more.',
	calledOff: 'Giving up. If the PIN was sent, the card’s answer is waited for all the same.',

	done: {
		'verify-pin': {
			what: 'The PIN is right.',
			safe: 'Nothing changed on the card. It was reset and does not stay open.',
			now: 'This PIN can be used with the card.',
		},
		'change-pin': {
			what: 'The PIN was changed.',
			safe: 'From now on only the new PIN holds. The card was reset and does not stay open.',
			now: 'Keep the new PIN in a safe place.',
		},
		'unblock-pin': {
			what: 'The PIN was unblocked and a new one set.',
			safe: 'From now on only the new PIN holds. The card was reset and does not stay open.',
			now: 'Keep the new PIN in a safe place.',
		},
	},
	signed: {
		what: 'The card signed, and the signature is right.',
		safe: 'The PIN is right. A random digest was signed with the key of SIGN0, and the certificate on the card confirms it. No document was signed; the card was reset.',
		now: 'Only card and key were tried: neither the certificate’s dates nor its revocation were looked at.',
	},
	notSigned: {
		what: 'The PIN is right, but no valid signature came.',
		safe: 'No try was lost, no document was signed. The card was reset.',
		now: 'Pull the card, put it in and try again. If it goes on, call the call centre: 444 5 576.',
	},
	portalKeepsOld:
		'The sandbox’s portal does not know of a PIN changed on the card; it goes on showing the old one.',
	wrong: {
		pin: {
			what: 'Wrong PIN.',
			safe: 'It cost a try; nothing else changed on the card.',
			now: 'Do not try again unless you are sure. The portal shows the PIN: step 6, PIN / PUK Bilgisi.',
		},
		puk: {
			what: 'Wrong PUK.',
			safe: 'It cost a PUK try; the PIN is as it was.',
			now: 'Do not try again unless you know the PUK for certain. The portal unblocks as well: step 6, Kilit Çözme.',
		},
	},
	blocked: {
		pin: {
			what: 'The PIN is blocked, no tries left.',
			safe: 'The certificates are on the card as before. It is not asked for a PIN any more.',
			now: 'To unblock it: step 6, Kilit Çözme.',
		},
		puk: {
			what: 'The PUK is blocked, no tries left.',
			safe: 'The certificates are on the card as before, and so is the PIN. The PUK is of no use any more.',
			now: 'Call the call centre: 444 5 576.',
		},
	},
	inUse: {
		what: 'Another program is using the card.',
		safe: 'No PIN was sent to the card, no try was lost.',
		now: 'Close that program or wait until it is done, then try again.',
	},
	notSupported: {
		what: 'This card cannot do this here.',
		safe: 'Nothing was sent to the card, no try was lost.',
		now: 'For unblocking and the PIN: step 6, Certificate menu.',
	},
	refused: {
		'not-sandbox-card': {
			what: 'A PIN that the sandbox’s portal tells is not sent to a real card.',
			safe: 'Nothing was sent to the card, no try was lost.',
			now: 'Put the sandbox’s card in.',
		},
		'other-card': {
			what: 'The card in the reader is not the one this began with.',
			safe: 'No PIN was sent to the card, no try was lost.',
			now: 'Put the right card in and begin again.',
		},
		'supervisor-needed': {
			what: 'The PUK needs whoever is in charge of the card.',
			safe: 'No PUK was sent to the card, no try was lost.',
			now: 'Begin again together with them.',
		},
		'last-puk-try': {
			what: 'Only one PUK try is left.',
			safe: 'The PUK was not sent: a wrong one would have closed the card for good.',
			now: 'Unblock the card on the portal: step 6, Kilit Çözme.',
		},
		'puk-tries-unknown': {
			what: 'The card does not tell how many PUK tries are left.',
			safe: 'The PUK was not sent: it might have been the last try.',
			now: 'Unblock the card on the portal: step 6, Kilit Çözme.',
		},
	},
	cardLength: {
		'too-short': 'This card wants a longer PIN.',
		'too-long': 'This card wants a shorter PIN.',
	},
	refusedRule: {
		what: 'What was typed breaks a rule.',
		safe: 'Nothing was sent to the card, no try was lost.',
		now: 'Go back and type it again.',
	},
	declined: {
		what: 'The card did not do it.',
		safe: 'It did not say that the PIN was wrong. By what it says nothing changed.',
		now: 'If you typed a new PIN, choose another one. If it goes on, tell your administrator.',
	},
	declinedBecause: {
		'pin-unusable': 'The card says that the PIN cannot be used.',
		'security-condition': 'The card says that a security condition is not met.',
		'use-condition': 'The card says that a condition of use is not met.',
		'no-current-file': 'The card says that no file is selected.',
		'wrong-length': 'The card says that the length is wrong.',
		'wrong-parameters': 'The card says that the value is not suitable.',
		'offset-outside-file': 'The card says that the place is outside the file.',
		'file-not-found': 'The card says that there is no such file.',
		'record-not-found': 'The card says that there is no such record.',
		'reference-not-found': 'The card says that there is no such PIN.',
		'no-memory': 'The card has no memory left for it.',
		'instruction-unknown': 'The card does not know this command.',
		'class-unknown': 'The card does not know this class of commands.',
	},
	goneBefore: {
		what: 'The card could not be reached any more before the PIN was sent.',
		safe: 'No PIN was sent to the card: no try was lost, the PIN is as it was.',
		now: 'Check card and reader, then try again.',
	},
	unknown: {
		'verify-pin': {
			what: 'The PIN was sent, its answer was lost.',
			safe: 'Whether the PIN is right is not known. Certain is: it was not changed.',
			now: 'It is not sent again by itself. Put the card in, look at the tries left, then test it again if you want.',
		},
		'change-pin': {
			what: 'The old and the new PIN were sent, their answer was lost.',
			safe: 'The PIN may have changed or be the old one. Certain is: it was sent to the card only once.',
			now: 'Put the card in and test the new PIN; if it is wrong a try is lost, and the old one holds.',
		},
		'unblock-pin': {
			what: 'The PUK and the new PIN were sent, their answer was lost.',
			safe: 'The PIN may be unblocked or still blocked. Certain is: it was sent to the card only once.',
			now: 'Do not send the PUK again. Put the card in and test the new PIN; a blocked card loses no try by it.',
		},
		sign: {
			what: 'The PIN was sent, its answer was lost.',
			safe: 'Whether the PIN is right is not known. Certain is: it was not changed, nothing was signed.',
			now: 'It is not sent again by itself. Put the card in, look at the tries left, then try again if you want.',
		},
	},
	reread: {
		pin: (tries) => `Then the card was looked at: PIN tries ${tries}.`,
		both: (pin, puk) => `Then the card was looked at: PIN tries ${pin}, PUK tries ${puk}.`,
		spent: 'A try was lost.',
		notSpent: 'No try was lost.',
		spentUnseen: 'Whether a try was lost cannot be seen.',
		'other-card': 'When it was looked at then, another card was in the reader.',
		'not-read': 'Then the card could not be looked at.',
	},
	errors: {
		'no-card': 'No card is in the reader.',
		'card-removed': 'The card was pulled.',
		'card-lost': 'The connection to the card was lost.',
		'card-reset': 'Another program reset the card.',
		'unresponsive-card': 'The card does not answer.',
		'sharing-violation': 'Another program is using the card.',
		'access-denied': 'The reader refuses this user.',
		timeout: 'The card did not answer in time.',
		'service-lost': 'The card reader service (pcscd) stopped.',
		'unexpected-status': 'The card gave an unexpected answer.',
		'malformed-answer': 'The card’s answer could not be understood.',
		'limit-exceeded': 'The card’s answer did not end.',
	},
	goOn: 'Go on  ↵',
};
