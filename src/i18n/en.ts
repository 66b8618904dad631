import { accountsEn } from './accounts-en.ts';
import { certificateEn } from './certificate-en.ts';
import { certificateTableEn } from './certificate-table-en.ts';
import { enCheck } from './check-en.ts';
import { commandExamplesEn } from './command-examples-en.ts';
import { enDoctor } from './doctor-en.ts';
import { enDriver } from './driver-en.ts';
import { elsewhereEn } from './elsewhere-en.ts';
import { enCardPin } from './en-card-pin.ts';
import { enSignatureLogin } from './en-signature-login.ts';
import { explainEn } from './explain-en.ts';
import { failureEn } from './failure-en.ts';
import { enFix } from './fix-en.ts';
import { guidedEn } from './guided-en.ts';
import { paletteAliasesEn } from './palette-en.ts';
import { portalCheckEn } from './portal-check-en.ts';
import { readersEn } from './readers-en.ts';
import { sealsEn } from './seals-en.ts';
import { timelineEn } from './timeline-en.ts';
import type { Texts } from './tr.ts';

function triesLeft(count: number | undefined): string {
	if (count === undefined) {
		return '';
	}
	if (count === 0) {
		return ' No tries left.';
	}
	return count === 1 ? ' 1 try left.' : ` ${count} tries left.`;
}

function duration(seconds: number | undefined): string {
	if (seconds === undefined) {
		return 'a while';
	}
	if (seconds < 90) {
		return seconds === 1 ? '1 second' : `${seconds} seconds`;
	}
	return `${Math.ceil(seconds / 60)} minutes`;
}

function timeLeft(seconds: number): string {
	if (seconds < 100) {
		return `${seconds} s`;
	}
	const minutes = Math.floor(seconds / 60);
	return minutes < 100
		? `${minutes} min ${seconds % 60} s`
		: `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const GAP_USES = { SIGN0: 'signing (SIGN0)', ENCR0: 'encryption (ENCR0)' } as const;

/** The use of a missing certificate between its punctuation, where it is known. */
function named(use: keyof typeof GAP_USES | undefined, before: string, after: string): string {
	return use === undefined ? '' : `${before}${GAP_USES[use]}${after}`;
}

/** English. The portal's and the guide's own labels stay Turkish: they are what people will see there. */
export const en: Texts = {
	language: 'EN',
	product: 'Mühürdar',
	sandboxBadge: 'SANDBOX (DENEME ORTAMI)',
	phoneStrip: (clock, text) => `☎ sandbox phone  ${clock}  ${text}`,
	closedField: (keys) =>
		keys === 0
			? 'The field closed; keys do nothing. Esc to go on.'
			: `The field closed; ${keys} ${keys === 1 ? 'key' : 'keys'} did nothing. Esc to go on.`,
	phoneSilent: '☎ sandbox phone  no message yet',

	stepsTitle: 'Steps',
	stepOf: (step) => `Step ${step}/6`,
	steps: {
		1: { short: 'Card and reader', title: 'Step 1 · Card and reader' },
		2: { short: 'AKİS driver', title: 'Step 2 · AKİS driver' },
		3: { short: 'Online İşlemler', title: 'Step 3 · Online İşlemler' },
		4: { short: 'Login', title: 'Step 4 · User verification' },
		5: { short: 'Şifreli Giriş', title: 'Step 5 · Şifreli Giriş (password)' },
		6: { short: 'Certificate menu', title: 'Step 6 · Certificate menu' },
	},

	start: {
		title: 'Bring your fiscal seal into use',
		intro: 'There are six steps. A step ticks itself when its condition is met.',
		sandbox: 'This is a sandbox: card and portal are virtual, nothing happens at Kamu SM.',
		goOn: (title) => `Enter: ${title}`,
		hints: {
			card: (holder) => holder,
			cardEnded: {
				revoked: 'The seal is revoked',
				suspended: 'The seal is suspended',
				untrusted: 'The seal is not trusted',
			},
			cardMissing: 'put the card into the reader',
			cardGap: {
				unreadable: 'card not read whole',
				'one-certificate': 'a certificate is missing on the card',
			},
			cardNotRead: 'card not read; press r to read it again',
			driver: 'installed',
			driverNotNeeded: 'not needed for this card',
			driverOpen: {
				installed: 'not installed',
				loads: 'installed, does not load',
				'sees-card': 'does not see the card',
			},
			driverSearching: 'looking for it',
			portal: 'portal reached',
			onSite: 'on Kamu SM’s site',
			seenDone: 'seen from here',
			toldDone: 'you said it was done',
			portalChecking: 'reaching the portal',
			portalLost: 'portal not reachable',
			loginOpen: 'login begun',
			login: 'choose how to log in',
			session: (clock) => `session open since ${clock}`,
			noSession: 'number, picture, word, SMS',
			pinsSeen: 'PIN was shown',
			pins: 'the PIN is shown here',
		},
	},

	lineMode: {
		done: 'done',
		wrong: 'wrong',
		empty: 'empty',
		told: 'you said:',
		hidden: 'hidden',
		characters: (count) => `${count} ${count === 1 ? 'character' : 'characters'}`,
		ofPlaces: (count, places) => `${count} of ${places} digits`,
		closed: (reason) => `closed: ${reason}`,
		chosen: 'chosen',
		notChosen: 'not chosen',
		status: (status) => `State: ${status}`,
		keys: (keys) => `Type and send with Enter: ${keys}`,
	},

	kiosk: {
		idleWarning: (seconds) =>
			`Are you there? In ${seconds} seconds all is forgotten and it begins anew. Press any key to go on.`,
		welcome: 'Welcome',
		intro: 'Here you bring your fiscal seal into use. No mouse is needed, only the keyboard.',
		noCard: 'Put your card into the reader.',
		withCard: 'Your card was read.',
		readerAway: 'The card reader cannot be used now. Call the attendant.',
		readerNone: 'No card reader is connected to this computer. Call the attendant.',
		readerStarting: 'The card reader is being prepared. Wait a moment.',
		portalAway:
			'The Kamu SM portal cannot be reached now. The connection is tried again by itself; if it takes long, call the attendant.',
		driverReady: 'This computer is ready for your card. Press Enter to go on.',
		driverWaits: 'This computer is ready. Put your card into the reader.',
		driverAway: 'The driver for PIN work with the card does not work on this computer. Call the attendant.',
		enter: 'To begin, press the Enter key: the large one at the right of the keyboard, with ↵ on it.',
		back: 'To give up, press the Esc key: in the upper left corner.',
		leave: 'When you are done, take out your card; everything on the screen is wiped.',
		unlockTitle: 'Attendant',
		unlockBody: 'This screen is for the attendant: type the attendant code to close the program.',
		unlockHow: 'Enter confirms; Esc goes back.',
		code: 'Attendant code',
		checking: (seconds) => `The code is being checked (${seconds} s).`,
		quitKey: 'attendant',
		callAttendant: 'Call the attendant.',
	},

	about: {
		title: 'In this step',
		start: [
			'Follow the six steps in order. A step is ticked when its condition holds, and unticked when it no longer does.',
			'Have with you: the card with the seal, the card reader, the security word of the application form, and the mobile phone named there.',
			'Read the warnings before you begin.',
		],
		1: [
			'Reading the card asks for no PIN and uses up no try.',
			'The signing certificate (SIGN0) seals documents; the encryption certificate (ENCR0) opens what is sent to you.',
			'Card and reader may be plugged in and out at any time; the screen follows.',
		],
		2: [
			"The AKİS driver is the card maker's library for PIN operations.",
			'Certificates are read without it on every card; on AKİS v1.0 cards PIN operations work without it too.',
		],
		3: [
			"Online İşlemler is the certificate provider's portal: login, activation and PINs are there.",
			'What is done with the card works also while the portal cannot be reached.',
		],
		4: [
			'For Şifreli Giriş: the tax number, the text in the picture, the security word and the code sent to the phone.',
			'You chose the security word yourself, on the application form.',
		],
		5: [
			'Wrong tries are limited; what is left is shown.',
			'The code goes only to the phone named in the application. Share it with nobody.',
		],
		6: [
			'An entry that is closed says why.',
			'What cannot be undone asks for confirmation.',
			'When you are done, end the session with Çıkış.',
		],
	},

	figureCaptions: {
		2: 'Picture 2 · driver',
		3: 'Picture 3 · online services',
	},

	card: {
		snapOut: 'snap',
		figure: {
			out: 'Picture: the chip that you snap out goes into the MİLKO reader, the reader into USB.',
			in: 'Picture: the chip is in the MİLKO reader, the reader at USB.',
		},
		usb: 'USB',
		reader: 'Reader',
		card: 'Card',
		seal: 'Seal',
		taxNumber: (number) => (number.length === 11 ? `T.C. no ${number}` : `Tax no (VKN) ${number}`),
		uses: { SIGN0: 'Signing', ENCR0: 'Encryption' },
		otherUse: 'Other',
		readerState: {
			ready: 'ready',
			virtual: 'ready (virtual)',
			none: 'none',
		},
		validity: {
			'not-yet-valid': (date) => `starts ${date}`,
			valid: (date) => `until ${date}`,
			expiring: (_date, days) => (days === 1 ? '1 day left' : `${days} days left`),
			expired: (date) => `ended ${date}`,
			revoked: (date) => `until ${date}`,
			suspended: (date) => `until ${date}`,
			untrusted: (date) => `until ${date}`,
		},
		validityWord: {
			'not-yet-valid': 'not started',
			valid: 'in date',
			expiring: 'ending',
			expired: 'expired',
			revoked: 'revoked',
			suspended: 'suspended',
			untrusted: 'not trusted',
		},
		datesOnly: 'Judged by dates alone; revocation was not checked.',
		service: {
			starting: 'Looking for the card reader service.',
			'binding-missing':
				'The card reader component (pcsclite) is not installed. Real cards cannot be seen. Run "npm start" once as an administrator.',
			'not-running':
				'The card reader service (pcscd) is not running. Real cards cannot be seen. Start it: sudo systemctl start pcscd',
			stopped:
				'The card reader service (pcscd) stopped. Nothing happened to the card; it is reconnected by itself.',
			'access-denied':
				'The card reader service does not let this user use the reader. The card was not touched. Ask your administrator for access (a polkit rule).',
			failed: 'The card reader service cannot be talked to. It is tried again by itself.',
		},
		serviceBrief: {
			'binding-missing': 'No real card can be seen: pcsclite is not installed.',
			'not-running': 'No real card can be seen: pcscd is not running.',
			stopped: 'No real card can be seen: pcscd stopped.',
			'access-denied': 'No real card can be seen: no right to the reader.',
			failed: 'No real card can be seen: pcscd does not answer.',
		},
		slot: {
			noReader: 'No reader is seen. Plug the MİLKO reader into a USB port.',
			empty: 'The reader is empty. Snap the chip out at its marks and put it in with the contacts up.',
			emptyVirtual: 'The virtual reader is empty. Press F9 to put the virtual card in.',
			unresponsive:
				'The card does not answer. Take it out, wipe the chip with a dry cloth, put it in again with the contacts up.',
			'in-use':
				'Another program holds the card. It was not touched; it is read as soon as that program is done.',
			inUseAfterCommands:
				'Another program holds the card. Reading had begun and the card is as it was; it is read as soon as that program is done.',
			reading: 'Reading the card.',
			readingCertificate: (number, bytes) =>
				bytes === undefined
					? `Reading certificate ${number}.`
					: `Reading certificate ${number}: ${bytes} bytes.`,
			foreign: 'This is no AKİS card. Put in your fiscal seal card.',
			akis: 'This AKİS card has no fiscal seal certificate. Put in your fiscal seal card.',
			seal: 'Your card is ready. Enter to go on.',
			sealNotYetValid:
				'The card was read. Its signing certificate has not started; nothing can be sealed before.',
			sealRevoked:
				'The card was read. Its signing certificate is revoked; nothing can be signed with this seal, for good. Apply for a new one.',
			sealSuspended:
				'The card was read. Its signing certificate is suspended; nothing can be signed with it until Kullanıma Aç opens it.',
			sealUntrusted:
				'The card was read. The chain of the signing certificate is not trusted; the certificate screen (s) names the certificate that causes this. Do not sign with this seal; call the call centre: 444 5 576.',
			sealExpired: 'The card was read. Its signing certificate has expired; this seal must be renewed.',
			failed:
				'The card could not be read. It is as it was. Press r to read it again; if that does not help, take it out and put it in again.',
			terminated:
				'The card was put out of use for good. Nothing on it was changed. For a new card call the call centre: 444 5 576.',
		},
		slotWord: {
			empty: 'empty',
			unresponsive: 'no answer',
			'in-use': 'in use',
			reading: 'reading',
			foreign: 'not AKİS',
			akis: 'no seal',
			seal: 'recognised',
			failed: 'not read',
		},
		/** In place of the slot's word where what was read is not all there is. */
		gapWord: { unreadable: 'not read whole', 'one-certificate': 'lacks a certificate' },
		gap: (gap) =>
			gap.kind === 'unreadable'
				? `The card was not read whole. Certificate that could not be read: ${named(gap.missing, '', ', ')}file ${gap.fileIds.join(', ')}. The card is as it was.`
				: `One of the seal's two certificates is not on the card${named(gap.missing, ': ', '')}. The card is as it was.`,
		driverWord: { asking: 'asking', seen: 'driver sees it' },
		driverAsked:
			"No fiscal seal certificate was found on the card. Asking the vendor's driver; leave the card in.",
		driverSees: (owner) =>
			`The card could not be read directly; the vendor's driver sees a card: ${owner}. The card is as it was. This program cannot work with this card; call the call centre: 444 5 576.`,
		gapRemedy:
			'Press r to read it again. If that does not help, take the card out and put it in again; if it stays, call the call centre: 444 5 576.',
		readersCount: (index, count) => `${index}/${count}`,
	},

	certificate: certificateEn,

	driver: enDriver,

	portal: {
		guideSandbox:
			'In the guide: under "Online İşlemler", "Mali Mühür Elektronik Sertifika İşlemleri". Here the sandbox portal is opened.',
		guide: 'In the guide: under "Online İşlemler", "Mali Mühür Elektronik Sertifika İşlemleri".',
		address: 'Address',
		name: 'Portal',
		checking: (seconds) => `Reaching the portal (${seconds} s).`,
		reached: 'The portal answers. Enter to go on.',
		tried: (address) => `Address tried: ${address}`,
		retry: (seconds) => `Tried again in ${seconds} s. Press r to try now.`,
		retrying: 'Trying again.',
		operations: 'This portal offers',
		newer: 'The portal is newer than this program. Install a newer version to see everything.',
		operationNames: {
			'password-login': 'Şifreli Giriş (password login)',
			'e-signature-login': 'E-İmzalı Giriş (e-signature login)',
			'elsewhere-login': 'Login at another site',
			'security-word-reset': 'Güvenlik Sözcüğümü Unuttum (forgotten word)',
			'pin-view': 'PIN / PUK Bilgisi (show PIN)',
			'pin-save': 'Parolalarımı Kaydet (save PIN)',
			'pin-delete': 'Parolalarımı Sil (delete PIN)',
			activate: 'Kullanıma Aç (activate)',
			revoke: 'Sertifikamı İptal Et (revoke)',
			'update-details': 'Bilgi Güncelle (update details)',
			unlock: 'Kilit Çözme (unlock)',
		},
	},

	method: {
		password: 'Şifreli Giriş',
		passwordWhy: 'By tax number, text in the picture and security word; then an SMS.',
		signature: 'E-İmzalı Giriş',
		signatureWhy: "By the e-signature of the organisation's authorised signatory.",
		elsewhere: 'Login at another site',
		elsewhereWhy:
			'Another site, not the portal, establishes who you are; once you have approved there, the session opens here.',
		open: (title) => `Logged in (${title}). Enter for the menu.`,
	},

	login: {
		holderNumber: 'Tax number (VKN)',
		captcha: 'Text in picture',
		securityWord: 'Security word',
		submit: 'Log in  ↵',
		sending: (seconds) => `Sending the login; waiting (${seconds} s). Esc to give up.`,
		captchaLoading: (seconds) => `Waiting for the picture (${seconds} s).`,
		captchaFailed: 'The picture did not come. F5 to ask again.',
		otherHolder: (title, number) =>
			`This number is not that of the seal in the reader. That seal: ${title}, ${number}.`,
		captchaUnreadable: 'The picture cannot be drawn. F5 for a new one.',
		hint: (holderNumber, word) => `Sandbox holder: ${holderNumber} · word: ${word}`,
		faults: {
			empty: 'Must not be empty.',
			'not-digits': 'Digits only.',
			length: (length) => `${length} digits typed; a VKN has 10, a T.C. no 11.`,
			'check-digit': (length) =>
				length === 11
					? 'T.C. number check failed; look at the digits.'
					: 'VKN check failed; look at the digits.',
			'no-captcha': 'The picture must come first.',
			'captcha-length': (expected) => `The picture has ${expected} characters.`,
		},
		alreadyOpen: 'Logged in. Enter for the certificate menu.',
		phoneTitle: 'Step 5 · SMS confirmation',
		confirmPhone: (phone) => `Send the code to ${phone}?`,
		confirmPhoneHow: 'Enter sends it. If the number is not yours, press Esc and call 444 5 576.',
		sendingCode: (seconds) => `Asking for the code (${seconds} s). Esc to give up.`,
		code: 'SMS code',
		codeAhead: 'If the code reaches the phone first, type it right away.',
		codeSentTo: (phone) => `The code was sent to ${phone}.`,
		remaining: (clock) => `time left ${clock}`,
		codeExpired: 'The code has expired. F7 asks for a new one.',
		codeHolds: (clock) => `The SMS code is valid for ${clock} more`,
		codeOver: 'The SMS code has expired. Press Esc to go back to the code, then F7 for a new one.',
		resendIn: (clock) => `can be sent again in ${clock}`,
		resendNow: 'F7 sends it again',
		confirming: (seconds) => `Checking the code (${seconds} s).`,
		numberOfCard: 'The number was taken from the card. Enter goes on; type to log in with another number.',
		resetTitle: 'Step 5 · Güvenlik Sözcüğümü Unuttum (forgotten word)',
		resetHow: 'A code goes to the phone on record; with it a new word is set. Esc goes back to the login.',
		resetSubmit: 'Continue  ↵',
		resetSending: (seconds) => `Sending the request; waiting (${seconds} s). Esc gives up.`,
		newWordHow: 'Type the word unseen. Enter goes to the next field, then sends it with the code.',
	},

	elsewhere: elsewhereEn,

	menu: {
		sessionSince: (clock) => `session open since ${clock}`,
		entries: {
			activate: 'Kullanıma Aç',
			revoke: 'Sertifikamı İptal Et',
			'update-details': 'Bilgi Güncelle',
			'pin-view': 'PIN / PUK Bilgisi',
			unlock: 'Kilit Çözme',
			'pin-create-or-unlock': 'PIN Oluşturma / Kilit Çözme',
			'log-out': 'Çıkış',
		},
		explained: {
			activate: 'Activate: opens a suspended certificate for use again.',
			revoke: 'Revoke: ends a certificate for good; a new one costs money.',
			'update-details': 'Update the listed details.',
			'pin-view': 'Show the PIN.',
			unlock: 'Unlock: frees a locked card and makes a new PIN.',
			'pin-create-or-unlock': 'Gives the card a PIN that you choose; unblocks a blocked card.',
			'log-out': 'Log out: closes the session and wipes what is on the screen.',
		},
		certificate: 'Certificate',
		use: 'Use',
		state: 'State',
		ends: 'Ends',
		serial: 'Serial no',
		inCard: 'in the card here',
		states: {
			'not-yet-valid': 'not started',
			valid: 'valid',
			suspended: 'suspended',
			revoked: 'revoked',
			expired: 'expired',
		},
		loading: (seconds) => `Fetching the certificates (${seconds} s).`,
		failed: 'The certificates did not come. r tries again.',
		none: 'This account has no certificate.',
		more: (count) => `and ${count} more`,
		window: (first, last, count) => `${first}-${last} / ${count} certificates; PgUp and PgDn scroll`,
		unread: (count) => `The first ${count} certificates were read; the rest is read as you go down.`,
		reading: (count) => `${count} certificates were read, the rest is being read.`,
		unreadFailed: (count) => `${count} certificates were read; the rest could not be. r reads again.`,
		leaving: (seconds) => `Closing the session (${seconds} s).`,
		noSession: 'No session is open.',
	},

	certificateTable: certificateTableEn,

	readers: readersEn,

	timeline: timelineEn,

	formerChanges: (done, notDone, uncertain) =>
		`Changes that were left open were asked about: done ${done}, not done ${notDone}, not known ${uncertain}. None was sent again.`,

	changesOfOtherPortal: (count) =>
		`Open changes that this portal does not know: ${count}. They are not sent again; check them, then close them: muhurdar audit settle`,

	journal: {
		'disk-full':
			'The journal cannot be written: the disk is full. Nothing was sent. Make room and try again.',
		'not-writable': 'The journal cannot be written: no right to. Nothing was sent. Tell the administrator.',
		damaged: 'The journal is damaged. Nothing was sent. Tell the administrator: muhurdar audit verify',
		busy: 'Another program holds the journal. Nothing was sent. Try again in a while.',
	},

	operation: {
		window: (first, last, count) => `${first}-${last} / ${count}  ↑↓ PgUp PgDn`,
		choose: {
			activate: 'Choose the certificates that are to be usable again.',
			revoke: 'Choose the certificates to revoke. A revoked certificate can never be used again.',
		},
		chosen: (count) => `Chosen: ${count}. Space marks, Enter goes on.`,
		termsLoading: (seconds) => `Fetching the terms of a revocation (${seconds} s).`,
		termsFailed: 'The terms could not be fetched. Nothing was revoked. Press r to try again.',
		reason: 'Choose the reason:',
		reasons: {
			'lost-or-stolen': 'the card is lost or stolen',
			'key-compromised': 'somebody else got the key or the PIN',
			'card-unusable': 'the card is broken',
			'details-changed': 'the title or other details changed',
			'no-longer-entitled': 'no longer entitled to a seal',
			replaced: 'there is a new seal',
			other: 'other',
		},
		reasonIs: (reason) => `Reason: ${reason}.`,
		replacement: (fee) => `A new one has to be paid for: ${fee}`,
		irreversible:
			'CANNOT BE UNDONE. These certificates can never be used again, neither for invoices nor for ledgers.',
		typeDigits: (isPerson) =>
			isPerson
				? 'To confirm, type the last 4 digits of the T.C. number:'
				: 'To confirm, type the last 4 digits of the tax number:',
		revokeNow: 'Enter: revoke',
		confirmActivation: 'The suspension will be lifted. Enter does it, Esc does not.',
		requests: { activate: 'The activation', revoke: 'The revocation' },
		sent: (what, seconds) => `${what} is being sent; waiting for the answer (${seconds} s).`,
		asking: (seconds) =>
			`The outcome is not known. The portal is being asked; nothing is sent a second time (${seconds} s).`,
		escLeaves: 'Esc stops waiting: the request is not taken back, and its outcome is asked for later.',
		leaving: 'The waiting ends; whether the request was sent is being written down.',
		leftUnknown:
			'You stopped waiting. The request may have reached the portal; whether it was done is not known. Nothing is sent a second time; the outcome is asked for once the portal answers, and told. You can do other things until then.',
		waiting: 'waiting',
		notBegun: 'not sent',
		leftCount: (count, word) => `${count} more certificates: ${word}`,
		doneCount: (count) => `Done: ${count} certificates.`,
		outcomes: {
			done: 'Done.',
			refused: 'Not done; the portal refused.',
			'not-sent': 'Not done; nothing could be sent.',
			uncertain: 'The outcome is not known.',
			blocked: 'Not done; nothing was sent.',
			'under-way': 'The same is being sent at this moment; it was not sent again.',
			former: 'The same had been sent before. Nothing was sent now; this became of the former one:',
			'not-known': 'Result not known; the record was closed.',
		},
		formerOther: (when) =>
			`You had sent another request (${when}) whose result was not known. Its result was checked first; what you typed now was not sent. Result of the earlier request:`,
		formerOpen: (when) =>
			`The result of your earlier request (${when}) is still not known, so the new one was not sent.`,
		number: (short, key) => `Operation no. ${short} (${key})`,
		unknownNext:
			'The portal does not answer. Nothing is sent a second time; the outcome is asked for once the portal answers again.',
		afterwards: {
			activate: 'The certificates are valid again. Enter goes back to the menu.',
			revoke: 'The certificates are revoked. For a new seal:',
		},
		backToMenu: 'Enter goes back to the menu, which shows the certificates as they are now.',
	},

	update: {
		loading: (seconds) => `Fetching the details (${seconds} s). Esc gives up.`,
		failed: 'The details could not be fetched. Nothing was changed. Press r to try again.',
		fixed: 'Title and number stand in the certificate; changing them takes a new one.',
		wordWrong: (tries) =>
			`The present security word was wrong; it was not changed.${triesLeft(tries)} Type all three fields again.`,
		fields: {
			email: 'E-mail',
			address: 'Address',
			authorisedPerson: 'Signatory',
			phone: 'Mobile phone',
			word: 'Güvenlik Sözcüğü',
		},
		rows: {
			save: 'Save the changes',
			phone: 'Change the mobile phone',
			word: 'Change the security word',
		},
		faults: { empty: 'It cannot be empty.', 'not-an-address': 'Type an e-mail address: name@company.com.tr' },
		review: 'This will change:',
		reviewHow: 'Enter saves, Esc goes back to the fields.',
		from: 'now',
		to: 'new',
		conflict:
			'Somebody changed these details elsewhere while you were typing. Nothing was overwritten. Choose one of each.',
		mine: 'yours',
		theirs: 'on record',
		conflictHow: 'Space changes the choice, Enter goes on, Esc leaves everything as it is.',
		newPhone: 'Type the new mobile number. It is changed once the code that is sent to it was typed.',
		startingPhone: (seconds) => `Sending a code to the new number (${seconds} s). Esc gives up.`,
		wordFields: { present: 'Present word', first: 'New word', again: 'New word (again)' },
		wordFaults: {
			empty: 'It cannot be empty.',
			'too-short': (least) => `It needs at least ${least} characters.`,
			'not-same': 'The two are not the same.',
		},
		wordHow: 'Type it unseen by others. Enter goes to the next field and saves at the end.',
		requests: {
			details: 'The edit',
			phone: 'The change of phone',
			word: 'The change of word',
		},
		afterwards: {
			details: 'The details are saved. Enter shows them as they are now.',
			phone: 'The phone is changed. From now on the SMS codes go to the new number.',
			word: 'The security word is changed. Type the new one at the next login.',
		},
	},

	unlock: {
		intro:
			'The card is unlocked with the PUK that the portal gives out, and gets a new PIN. The PUK is never shown nor typed.',
		notLocked:
			'The PIN of this card is not locked. If you go on all the same, the old PIN and every paper with it become void. If you know your PIN, Esc leaves it as it is.',
		maybeNotLocked:
			'A new PIN is written even if the card is not locked: the old PIN and every paper with it become void. If you know your PIN, Esc leaves it as it is.',
		ready: 'The card is in, and it is one of this account. Leave it in until it is done. Enter begins.',
		looking: (seconds) => `Asking whether one was left half-way (${seconds} s).`,
		startRequest: 'The unlock',
		fetching: (seconds) => `Fetching what the card needs (${seconds} s).`,
		giveUp: 'Nothing goes to the card in this step. Esc gives up.',
		onCard: (seconds) => `The card is at it; leave it in (${seconds} s).`,
		reportRequest: 'The report',
		choose: 'Choose the new PIN: 6 to 16 digits, no sequence, not all the same, none of your numbers.',
		chooseAgain:
			'The card may have the former one: type the same PIN and that is found out without sending it anew.',
		chosenStays: 'The PIN that you chose is kept; you need not type it again.',
		pinFields: { first: 'New PIN', again: 'New PIN (again)' },
		nothingBegun: 'Nothing was begun at the portal, and nothing was sent to the card.',
		staysOpen: 'It stays open at the portal and can be gone on with from here.',
		goOn: 'To go on, put the card in and press Enter; Esc for the menu.',
		portalStopped: 'The portal did not answer.',
		cardStopped: {
			unknown:
				'It was sent to the card and no answer came. Whether it was done is not known; going on tries the new PIN first, the PUK is not repeated blindly.',
			gone: 'The card was out before anything was sent. It is as it was.',
			'in-use': 'Another program uses the card. Nothing was sent to it.',
			'other-card': 'Another card is in the reader. Nothing was sent to it.',
			'last-puk-try':
				'The card is about to run out of PUK tries. One more wrong one destroys it; nothing was sent. Call 444 5 576.',
			'puk-unclear':
				'It cannot be found out whether the card refused the PUK that was sent before, so it was not sent again. Call 444 5 576.',
			'not-done': 'The card did not do it. The PIN and the tries of the PUK are as they were.',
		},
		cardDone: 'The card is unlocked and has the new PIN.',
		cardNotDone: {
			wrong:
				'The card refused the PUK of the portal. It is not tried again: each wrong PUK brings the card closer to its end.',
			blocked: 'The card has no PUK tries left and can never be unlocked.',
			'puk-refused-before':
				'This card refused the portal’s PUK before. It was not sent again: each wrong PUK brings the card closer to its end.',
		},
		portalTold: 'The portal was told:',
		afterwards: 'The new PIN stands under PIN / PUK Bilgisi. Enter goes back to the menu.',
		portalHasOldPin:
			'The new PIN is on the card, but the portal does not know of it yet: PIN / PUK Bilgisi shows the old PIN. Enter sends the report again. If you go back with Esc, Kilit Çözme goes on from here.',
		overAtPortal:
			'The portal regards this unlock as over. If the PIN in PIN / PUK Bilgisi is not right for the card, call 444 5 576. Enter goes back to the menu.',
		reportAgain: 'The portal could not be told. Enter sends the report again.',
		callCentre: 'For a new card call 444 5 576. Enter goes back to the menu.',
	},

	pins: {
		title: 'Step 6 · PIN / PUK Bilgisi',
		cardSerial: 'Card',
		pin: 'PIN',
		puk: 'PUK',
		hidden: 'Hidden. Enter shows it; it hides itself after 10 seconds.',
		recorded: (recorder) => `What is shown may stay in this program: ${recorder}.`,
		hiddenRecorded: 'Hidden. Enter shows it.',
		confirmRecorded: 'Enter again shows them all the same; Esc leaves it be.',
		loading: (seconds) => `Fetching the PIN (${seconds} s). Esc to give up.`,
		shown: (seconds) => `Hides itself in ${seconds} s. b: 20 s longer.`,
		none: 'The portal has no PIN to show.',
		noneAtAll: 'The PIN of this account was deleted or has not been made yet.',
		askAgain: 'Ask again',
		place: (card, count) => `Card ${card} of ${count}  PgUp PgDn`,
		save: 'Parolalarımı Kaydet',
		remove: 'Parolalarımı Sil',
		show: 'Show',
		hide: 'Hide',
		forEver: '(cannot be undone)',
		withheld: {
			deleted: (when) => `The PIN was deleted: ${when}`,
			'not-yet-valid': (when) => `No PIN is given out before the certificate begins: ${when}`,
			over: (when) => `No PIN is given out after the certificate has ended: ${when}`,
			'not-kept': () => 'The holder chose the PIN; the portal does not know it.',
		},
		care: 'Three wrong PINs lock the card. Do not try the PUK yourself: three wrong PUKs destroy the card.',
	},

	cardPin: enCardPin,

	signatureLogin: enSignatureLogin,
	saving: {
		intro: 'PIN and PUK are written to a PDF that only you can read. Keep it in a safe place.',
		stickIntro:
			'PIN and PUK are saved as a PDF on the USB stick that you plug in, and nowhere else. Whoever has the stick can read it.',
		file: 'The file to write',
		how: 'Change the place if it is not right. Enter writes, Esc does not. Nothing is ever overwritten.',
		saving: (seconds) => `Fetching and writing the PDF (${seconds} s). Esc gives up.`,
		leaving: 'Giving up; whether the file was written is being looked at.',
		saved: 'The PDF is written; only you can read it.',
		savedOnStick: 'The PDF is on the USB stick. Take the stick with you.',
		lookAtIt: 'Open it and see that the PIN can be read. A printed copy is recommended as well.',
		print: 'Print',
		printingClosed: 'Printing is closed on this computer. You can print the PDF on your own.',
		done: 'I looked at it, go back',
		refusals: {
			'no-path': 'Type a file name.',
			exists: 'There is such a file; it was not overwritten. Type another name.',
			'no-folder': 'There is no such folder. Nothing was written. Type another place.',
			'not-writable': 'It cannot be written there. Nothing was left behind. Type another place.',
			'disk-full': 'The disk is full. No half file was left behind. Make room, or type another place.',
			'hidden-name':
				'Nothing is saved under a name that begins with a dot. Nothing was written. Type another name.',
			'not-pdf': 'The file name has to end in .pdf. Nothing was written. Correct the name.',
			'outside-folder':
				'Documents are saved in the documents folder only. Nothing was written. Type a name in the suggested folder.',
			'no-stick': 'No USB stick is plugged in. Plug it in, wait a few seconds and press Enter.',
			'not-on-stick':
				'Here documents are saved on a plugged-in USB stick only. Nothing was written. Press Ctrl+U and Enter; the place on the stick is suggested.',
		},
		printing: {
			running: 'Printing.',
			printed: 'Printed; its copy in the print queue is gone. Do not leave the paper at the printer.',
			'printed-and-kept':
				'The print service has it. Do not leave the paper at the printer. A copy may stay in the print queue for about a day; the administrator keeps it from staying with PreserveJobFiles No in CUPS.',
			'service-down':
				'The print service (CUPS) does not run. The PDF is where it was; start the service and try again, or print it elsewhere.',
			absent: 'This machine has no print service (CUPS). The PDF is where it was; print it elsewhere.',
			failed:
				'The print service did not take it. The PDF is where it was; look at the printer and try again.',
		},
	},

	deletion: {
		danger: 'CANNOT BE UNDONE. PIN and PUK are deleted at the portal and can never be seen again.',
		warning: (index, count) => `Warning ${index}/${count}`,
		readIt: 'Enter: I have read it. Esc: back.',
		loading: (seconds) => `Asking of which cards there are PINs (${seconds} s).`,
		copy: 'There should be a copy before it is deleted. Which one is true?',
		copies: {
			saved: 'I saved the PDF and looked at it',
			declined: 'I want no copy (typed in words)',
		},
		copyIs: {
			saved: 'Copy: the PDF was saved and looked at.',
			declined: 'Copy: none wanted. Without the PIN the seal cannot be used.',
		},
		typeWords: (words) => `Type that you want no copy: ${words}`,
		card: (serial) => `Card ${serial}`,
		moreCards: (count) => `and ${count} more cards`,
		deleteNow: 'Enter: delete',
		request: 'The deletion',
		afterwards: {
			saved: 'The PIN is deleted at the portal. Keep your copy. Enter goes back.',
			declined: 'The PIN is deleted at the portal. Enter goes back.',
		},
		backToPins: 'Enter goes back to PIN / PUK Bilgisi, which shows how it is now.',
	},

	accounts: accountsEn,

	warnings: {
		title: 'Warnings',
		intro: 'All warnings about using and keeping the PIN must be read with care:',
		items: [
			'Keeping the PIN safe is the responsibility of the organisation. Until the organisation deletes it, it is also kept, encrypted, at Kamu SM.',
			'It is advised to keep the PDF file with the PIN, made by "Parolalarımı Kaydet", in a safe place, and to keep a printed copy as well.',
			'It is advised to delete the PIN from Kamu SM’s system. "Parolalarımı Sil" deletes it completely; it can never be seen there again.',
			'After 3 (three) wrong entries of the PIN, "Kilit Çözme" makes a new PIN.',
		],
		source: 'Source: Kamu SM, REHB-001-006, 28.08.2014',
	},

	address: {
		title: 'Address',
		how: 'Type the address into a browser, or point the camera of a telephone at the code.',
		noRoom: 'The QR code does not fit this window. Make it larger, or type the address.',
		noBlocks: 'This terminal cannot draw a QR code. Type the address.',
	},

	help: {
		title: 'Help',
		here: 'On this screen',
		everywhere: 'Everywhere',
		more: '↑↓ scroll',
	},

	details: {
		title: 'Details',
		service: 'PC/SC service',
		serviceStates: { starting: 'starting', running: 'running', down: 'not running' },
		reader: 'Reader',
		atr: 'ATR',
		product: 'Card',
		apdus: 'Reading',
		apduCount: (count) => `${count} APDUs`,
		file: 'File',
		unreadable: {
			empty: 'The file is empty.',
			'no-certificate': 'The file holds no readable certificate.',
			'cut-short': 'The certificate is cut short: the file ends early.',
			'too-large': 'The certificate is too long to be read.',
			'not-readable': 'The card does not let this file be read.',
		},
		issuer: 'Issuer',
		serial: 'Serial no',
		key: 'Key',
		fingerprint: 'SHA-256',
		error: 'Error',
		settings: 'Settings',
		portal: 'Portal',
		driver: 'Driver',
		token: 'In the driver',
		version: 'Version',
		none: 'none',
		detail: 'Last problem',
	},

	failure: failureEn,
	explain: explainEn,
	guided: guidedEn,

	copied: (serial: string) =>
		`The clipboard was asked to take: ${serial}. Where the terminal does not allow that, it stays as it was.`,

	palette: {
		title: 'Commands',
		search: 'Search',
		none: 'There is no such command. Erase what you typed, or Esc.',
		how: 'Type to narrow, ↑↓ to choose, Enter does it, Esc closes.',
		place: (index: number, count: number) => `${index} / ${count}`,
		aliases: paletteAliasesEn,
	},

	quit: {
		title: 'Quit the program?',
		body: 'A session is open. Quitting closes it and wipes what is on the screen.',
		loginBody: 'A login is under way. Quitting breaks it off; nothing changes at the portal.',
		cardPinTypedBody: 'What you typed was not sent to the card. Quitting wipes it; the card stays as it is.',
		cardPinBody:
			'The card is at work. If you quit, a PIN that was not sent is not sent; of one that was sent you will not see the outcome.',
		how: 'Enter quits, Esc goes back.',
	},

	ask: {
		'log-out': {
			title: 'Log out?',
			body: 'The session is closed and what is on the screen is erased. To go on you have to log in again.',
			how: 'Enter logs out, Esc goes back to the menu.',
		},
		'unsaved-details': {
			title: 'Changes not saved',
			body: 'What you changed was not sent to the portal. If you go back to the menu it is discarded; the portal keeps what it has.',
			how: 'Enter goes back without saving, Esc stays in the form.',
		},
	},

	tooSmall: {
		title: 'The window is too small',
		body: (columns, rows) =>
			`60x20 is needed; it is ${columns}x${rows}. Enlarge the window, nothing is lost.`,
	},

	status: {
		readerReady: 'reader ready',
		readerVirtual: 'virtual reader',
		readerNone: 'no reader',
		readerServiceDown: 'no reader service',
		card: (word) => `card ${word}`,
		cardNone: 'no card',
		sessionOpen: (left) => `session: ${left} left`,
		minutes: (minutes) => `${minutes} min`,
		sessionNone: 'no session',
		loginUnderWay: 'login under way',
	},

	refusals: {
		'no-such-key': 'This key does nothing here. F1 lists the keys.',
		'already-here': 'This is the step you are at.',
		'not-here': 'Not on this screen.',
		'nothing-found': 'There is no such command.',
		'no-row-found': 'No certificate is shown. Clear the search or the filter.',
		'no-event-found': 'No record is shown. Clear the search.',
		'not-at-kiosk': "Closed at a kiosk: other people's records are not shown here.",
		'single-state': 'All certificates have the same state; there is nothing to filter.',
		'no-clipboard': 'Nothing can be put into the clipboard here. Read the serial number off the screen.',
		'paste-not-here': 'Pasting is not possible here. Type it.',
		'first-step': 'This is the start screen. Press q to leave.',
		'portal-not-reached': 'Reach the portal first.',
		'method-not-chosen': 'Choose how to log in first: step 4.',
		'not-logged-in': 'Log in first: step 5.',
		'not-offered': 'Not offered by this portal.',
		'recorded-kiosk': 'This kiosk’s screen may be recorded; no PIN is shown here.',
		'recorded-needs-enter': 'Enter shows them, Esc leaves them hidden.',
		'nothing-suspended': 'No certificate is suspended.',
		'certificates-not-loaded': 'Certificates not here yet.',
		'reader-gone': 'This reader is gone. Choose another one.',
		'single-reader': 'There is no other reader.',
		'single-field': 'There is no other field.',
		'waiting-for-answer': 'Waiting for an answer.',
		'resend-too-early': 'A new code can be asked for when the time is up.',
		'nothing-to-erase': 'Nothing to erase.',
		'field-full': 'The field is full.',
		'edge-of-field': 'The cursor is at the end of the field.',
		'no-spaces': 'There are no spaces in this field.',
		'digits-only': 'Digits only.',
		'code-incomplete': 'Type all digits of the code.',
		'typed-ahead-too-long': 'What you typed ahead is longer than the code and is wiped. Type the code again.',
		'enter-when-open': 'The field of the code is not open yet. Send the code with Enter once it is.',
		'end-of-list': 'End of the list.',
		'printing-closed': 'Printing is closed here; the attendant can open it.',
		'kiosk-stays': 'This screen stays. Call the attendant to close it.',
		'no-operator-code': 'No attendant code is set; only the system administrator can close this screen.',
		'operator-code-wrong': 'The attendant code is wrong.',
		'operator-wait': 'Too many wrong codes. Try again in thirty seconds.',
		'no-colours': 'This terminal shows no colours, or none are wanted (NO_COLOR).',
		'no-certificate': 'The card in the reader has no certificate that was read.',
		'single-certificate': 'The card has no other certificate.',
		'card-gone': 'The card is not in the reader. Nothing was saved; put the card in.',
		'save-or-not': 'Choose first: Enter or Esc.',
		'nothing-chosen': 'First mark at least one certificate with the space bar.',
		'nothing-to-revoke': 'Nothing to revoke.',
		'terms-not-loaded': 'It cannot go on without the terms of a revocation. Press r to try again.',
		'confirmation-wrong': 'These digits are wrong. Nothing was sent.',
		'details-not-loaded': 'It cannot go on without the details. Press r to try again.',
		'nothing-changed': 'Nothing was changed, so nothing is sent.',
		'conflict-open': 'First choose one of each; the space bar chooses.',
		'pins-not-loaded': 'It is not known of which cards there are PINs. Press r to try again.',
		'nothing-to-delete': 'The portal keeps no PIN that could be deleted.',
		'not-saved-yet': 'No PDF of the present PIN was saved in this session. First: Parolalarımı Kaydet.',
		'words-wrong': 'These words are wrong. Nothing was deleted.',
		'card-not-in': 'No seal card in the reader.',
		'real-card-in-sandbox':
			'A real card, a sandbox portal. What a sandbox gives out never goes to a real card.',
		'card-still-sought':
			'Whether the card is of this account is being looked up; the list of certificates is still being read.',
		'card-not-of-account': 'Not a card of this account.',
		'unlock-on-card':
			'The card is taking the PUK; left in the middle, nobody would know what it did. Leave the card in and wait for its answer.',
		'waiting-for-return': 'The approval at the other site is awaited. Esc gives up.',
		'guided-under-way': 'A task on the site is open. Close it first: Enter goes on, Esc goes back.',
		'phone-incomplete': 'A mobile number begins with 5 and has 10 digits.',
		'change-under-way':
			'It is being sent and cannot be taken back from here. Wait for the answer, or stop waiting with Esc.',
		'screen-too-small': 'The window is too small for this.',
		'no-akis-card': 'There is no card to ask for a PIN.',
		'no-signing-certificate': 'This card has no signing certificate (SIGN0).',
		'card-being-looked-at': 'The card is being looked at.',
		'other-card': 'Another card is in the reader. Press r to look again.',
		'driver-not-ready': 'PINs of this card go by way of the AKİS driver, which is not ready: step 2.',
		'seal-is-no-person':
			"This is a seal: it is the organisation itself, no person's signature. Insert the signatory's e-signature card.",
		'signature-not-begun': 'This e-signature certificate has not begun yet.',
		'signature-expired': 'This e-signature certificate has expired. Insert a card with a valid e-signature.',
		'not-for-signing': 'This certificate is not for signing.',
		'real-signature-in-sandbox':
			'The e-signature is real, the portal is the sandbox. A real one is not made to sign for a game; choose the sandbox one.',
		'number-wrong': 'Correct the number first; the reason stands below the field.',
		'no-signature-card': "There is no e-signature card. Insert the signatory's card.",
		'unblock-not-public':
			'How this card is unblocked is not public. Unblock it on the portal: step 6, Kilit Çözme.',
		'pin-blocked': 'The PIN is blocked and not asked for. To unblock it: step 6, Kilit Çözme.',
		'puk-blocked': 'The PUK is blocked. Call the call centre: 444 5 576.',
		'last-puk-try':
			'Only one PUK try is left; a wrong one closes the card for good. Unblock it on the portal: step 6, Kilit Çözme.',
		'puk-tries-unknown':
			'The PUK tries left are unknown, it may be the last one. Unblock the card on the portal: step 6, Kilit Çözme.',
		'word-differs': 'That is not the word; nothing was sent. Type it again, or Esc.',
		'waiting-for-card': 'Waiting for the card’s answer.',
	},

	told: {
		'logged-out': 'The session was closed; what was on the screen is wiped.',
		'logged-out-unheard':
			'The session was closed here and wiped. The portal could not be told; there it closes when its time is up.',
		'session-expired': 'The session has expired; what was on the screen is wiped. Log in again.',
		'session-replaced': 'Someone logged in elsewhere; this session is over and its data wiped.',
		'details-changed-elsewhere': 'The details were changed elsewhere; they are shown as they are now.',
		'details-left': 'The details on record were left as they are.',
		'operation-resumed': 'What was begun is as it was left; type the secrets again.',
		'pins-hidden': 'The PIN was hidden.',
		'code-sent-when-open': 'The code you typed is sent as soon as its field opens.',
		'code-sent-again': 'A new code was sent; do not use the former one.',
		'captcha-renewed': 'A new picture was asked for.',
		'word-renewed': 'The security word was changed. Your number is kept; log in with the new word.',
		'word-renewed-before':
			'An earlier request had already saved this word; it was not sent again. Log in with it.',
		'word-renewed-other':
			'An earlier request had been carried out: the word you typed then holds, this one was not sent.',
		'word-uncertain':
			'Whether the word was changed is not known; it is on record. Try the new word first, then the old one.',
		'change-not-sent': 'The waiting was given up. The request had not been sent; nothing was changed.',
		'elsewhere-given-up': 'The login was given up; no session was opened.',
		'identity-given': 'The test identity was given; it counts when the portal is asked next.',
		'identity-not-taken': 'The test site does not know this code. Go back with Esc and begin anew.',
		cancelled: 'Given up waiting. Your number stays; type the new picture and the word.',
		'reading-again': 'Reading the card again.',
		'checked-again': 'Looking again.',
		'card-left-form': 'The card was pulled or changed. Nothing was sent to it, and what you typed is wiped.',
		'card-act-called-off': 'Given up. No PIN was sent to the card, and what you typed is wiped.',
		'kiosk-idle': 'No key was pressed for long; the session was closed and what was typed is gone.',
		'kiosk-card-removed': 'The card was taken out; the session was closed and what was typed is gone.',
		'guided-left-open': 'A task was left open earlier; say in step 6 what came of it.',
		'theme-dark': 'Colours: for a dark ground.',
		'theme-light': 'Colours: for a light ground.',
		'theme-high-contrast': 'Colours: high contrast.',
		'theme-none': 'No colours are used.',
	},

	settingsProblems: {
		damaged: 'The settings file is damaged and was not used. What is in it is kept. Press d to see where.',
		'not-readable': 'The settings file cannot be read and was not used. Press d to see where it is.',
		'not-private': 'Others can change the settings file, so it was not used. Press d to see where it is.',
		'bad-variable': 'An environment variable is not valid and was not used. Press d to see its name.',
	},

	newerWord: (word) => `unknown to this version: ${word}`,

	portalWait: {
		counting: {
			portal: (seconds) => `The portal asks to wait: ${timeLeft(seconds)}. Nothing is sent until then.`,
			login: (seconds) => `Login with this number is closed: ${timeLeft(seconds)}.`,
		},
		long: {
			portal: (seconds) =>
				`The portal asked to wait ${timeLeft(seconds)}. Nothing is sent by itself; you can try now all the same.`,
			login: (seconds) =>
				`The portal closed login with this number for ${timeLeft(seconds)}. You can try all the same.`,
		},
		held: {
			portal: (seconds) => `Not sent: the portal asks to wait. Try again in ${timeLeft(seconds)}.`,
			login: (seconds) => `Not sent: login with this number is closed. Try again in ${timeLeft(seconds)}.`,
		},
		over: 'The wait is over. Nothing was sent; you can try again now.',
		picture: (seconds) => `No picture yet. F5 in ${timeLeft(seconds)}.`,
	},

	problems: {
		'captcha-wrong': (tries) =>
			`The text in the picture was wrong.${triesLeft(tries)} Your number stays; type the new picture and the word.`,
		'captcha-expired': () => 'The picture has expired. Your number stays; type the new picture and the word.',
		'credentials-wrong': (tries) =>
			`Number and security word do not belong together.${triesLeft(tries)} Type the new picture and the word.`,
		'login-locked': (_tries, seconds) =>
			seconds === 0
				? 'There had been too many wrong tries. Login is open again; F5 for a new picture.'
				: `Too many wrong tries. Login is closed for ${duration(seconds)}. Card and PIN are untouched.`,
		'login-expired': () => 'The login took too long. Nothing was changed; start again.',
		'code-wrong': (tries) => `The code was wrong.${triesLeft(tries)} Type the code of the latest message.`,
		'code-expired': () => 'The code has expired. F7 asks for a new one.',
		'resend-too-early': (_tries, seconds) =>
			seconds === 0
				? 'A new code can be asked for now.'
				: `A new code can be asked for in ${duration(seconds)}.`,
		'session-expired': () => 'The session has expired; what was on the screen is wiped. Log in again.',
		'session-replaced': () =>
			'Someone logged in elsewhere; this session is over and its data wiped. If it was not you, change the security word.',
		'signature-wrong': () =>
			'The portal could not verify the signature. No session was opened. Check the card and try again.',
		'signatory-unknown': () =>
			'The signature is good, but this person does not act for the holder. Log in by Şifreli Giriş.',
		'not-suspended': () =>
			'The certificate is not suspended; there is nothing to open. Nothing was changed. Renew the list.',
		'already-revoked': () => 'The certificate is revoked already. Nothing was changed now. Renew the list.',
		'certificate-expired': () => 'The certificate has expired. Nothing was changed. Apply for a renewal.',
		'details-changed': () =>
			'The details were changed elsewhere meanwhile. Yours were not saved. Look at the new ones and decide.',
		'word-unchanged': () =>
			'The new security word is the former one. Nothing was changed. Type another word.',
		'phone-unchanged': () => 'This number is on record already. Nothing was changed. Type another number.',
		'pins-withheld': () =>
			'The portal does not give out the PIN of this card. Nothing was changed. The PIN screen tells why.',
		'unlock-open': () =>
			'An unlock of this card was left half-way. No new one was begun. Take that one up again.',
		'unlock-over': () => 'This unlock is over. Nothing was changed. Begin again if needed.',
		'key-missing': () =>
			'The portal refused the request. Nothing was changed. If it goes on, tell the administrator.',
		'key-reused': () =>
			'The portal refused the request. Nothing was changed. If it goes on, tell the administrator.',
		'operation-withdrawn': () =>
			'The change was withdrawn before it reached the portal. Nothing was changed. Begin again.',
		'operation-unknown': () => 'The portal does not know this change. Nothing was changed. Begin again.',
		'precondition-missing': () =>
			'The portal refused the request. Nothing was changed. If it goes on, tell the administrator.',
		'request-invalid': () =>
			'The portal refused the request. Nothing was changed. Check the fields and try again.',
		'not-offered': () => 'This portal does not do this. Nothing was changed. Go back.',
		'not-found': () => 'The portal did not find this. Nothing was changed. Go back and try again.',
		'server-error': (_tries, seconds) => {
			if (seconds === undefined) {
				return 'The portal had an error. Nothing is lost here. Try again in a while.';
			}
			return seconds === 0
				? 'The portal was out of service. Nothing is lost here. You can try again now.'
				: `The portal is out of service. Nothing is lost here. Wait ${duration(seconds)} and try again.`;
		},
		unreachable: () => 'The portal cannot be reached. Nothing is lost here. Try again when the line is back.',
		'tls-untrusted': () =>
			'The portal’s certificate is from no trusted authority. Nothing was sent. Check the address.',
		'tls-self-signed': () =>
			'The portal’s certificate is signed by itself. Nothing was sent. Check the address.',
		'tls-dates': () =>
			'The portal’s certificate is not valid today. Nothing was sent. Check this computer’s clock.',
		'tls-other-host': () =>
			'The portal’s certificate is of another server. Nothing was sent. Check the address.',
		'tls-no-host-name': () =>
			'The portal’s certificate names no server (SAN). Nothing was sent. Tell whoever runs the portal.',
		'authorities-unusable': () =>
			'The file of the setting portal.authorities cannot be read or is no PEM certificate. Nothing was sent. Correct the setting.',
		'proxy-unreachable': () =>
			'The proxy (setting proxy) cannot be reached or does not answer. Nothing was sent. Check the setting.',
		'proxy-login': () =>
			'The proxy (setting proxy) wants a name and a password (407). Nothing was sent. Tell the network administrator.',
		'proxy-refused': () =>
			'The proxy (setting proxy) opened no way to the portal. Nothing was sent. Tell the network administrator.',
		'tls-not-agreed': () =>
			'No secure connection to the portal could be made. Nothing was sent. Check the address.',
		timeout: () => 'The portal did not answer in time. Nothing is lost here. Try again in a while.',
		'flow-unknown': () =>
			'The portal goes a way that this program does not know. Nothing was sent. Install a newer version of the program.',
		'bad-answer': () =>
			'The portal’s answer was not understood and not used. Check the address; tell the administrator.',
		'too-many-requests': (_tries, seconds) =>
			seconds === 0
				? 'The portal said it was asked too often. You can try again now.'
				: `The portal says it was asked too often. Wait ${duration(seconds)} and try again.`,
		'other-portal': () =>
			'This portal does not know the request and cannot tell its result. It was not sent again. Check it, then close it: muhurdar audit settle',
		'journal-disk-full': () =>
			'The journal cannot be written: the disk is full. Without a record no PIN is given. Make room and try again.',
		'journal-not-writable': () =>
			'The journal cannot be written: no permission. Without a record no PIN is given. Tell the administrator.',
		'journal-damaged': () =>
			'The journal is damaged. Without a record no PIN is given. Tell the administrator: muhurdar audit verify',
		'journal-busy': () =>
			'Another program holds the journal. Without a record no PIN is given. Try again in a while.',
		cancelled: () => 'Given up waiting.',
	},

	keys: {
		continue: 'go on',
		back: 'back',
		up: 'up',
		down: 'down',
		'next-field': 'field',
		'previous-field': 'previous field',
		erase: 'erase',
		'clear-field': 'empty the field',
		'erase-forward': 'erase the next character',
		'cursor-left': 'one character to the left',
		'cursor-right': 'one character to the right',
		'cursor-start': 'to the beginning of the field',
		'cursor-end': 'to the end of the field',
		'step-1': 'go to step 1',
		'step-2': 'go to step 2',
		'step-3': 'go to step 3',
		'step-4': 'go to step 4',
		'step-5': 'go to step 5',
		'step-6': 'go to step 6',
		'check-again': 'look again',
		'next-reader': 'reader',
		readers: 'all readers',
		'page-up': 'page up',
		'page-down': 'page down',
		'first-row': 'first row',
		'last-row': 'last row',
		'certificate-table': 'certificates',
		timeline: 'what happened',
		search: 'search',
		sort: 'sort',
		'reverse-order': 'reverse',
		filter: 'filter',
		mark: 'mark',
		'new-captcha': 'new picture',
		'forgot-word': 'forgotten',
		'give-identity': 'test identity',
		'resend-code': 'new code',
		reveal: 'show/hide',
		longer: '20 s longer',
		'card-pin': 'card PIN',
		'use-other-card': 'go on with this card',
		certificate: 'seal',
		'next-certificate': 'other one',
		'save-pem': 'save PEM',
		'save-der': 'save DER',
		'save-calendar': 'calendar',
		details: 'details',
		'copy-serial': 'copy serial',
		palette: 'commands',
		'last-failure': 'last error',
		warnings: 'warnings',
		address: 'address, QR',
		help: 'help',
		language: 'Türkçe',
		theme: 'colours',
		'toggle-card': 'virtual card',
		accounts: 'practice accounts',
		redraw: 'redraw',
		quit: 'quit',
		interrupt: 'leave at once',
	},
	/** Of the help, where the line of keys has no room for all that it would show. */
	allKeys: 'all keys',
	keyGroups: { move: 'move', steps: 'go to step', edit: 'edit in the field', ends: 'ends of the field' },
	keyNames: {
		enter: '↵',
		escape: 'Esc',
		tab: 'Tab',
		'shift-tab': 'Shift+Tab',
		up: '↑',
		down: '↓',
		left: '←',
		right: '→',
		backspace: 'Backspace',
		delete: 'Delete',
		'page-up': 'PgUp',
		'page-down': 'PgDn',
		home: 'Home',
		end: 'End',
		space: 'space',
	},

	commands: {
		fileWritten: (path) => `Written, and only you can read it: ${path}`,
		noTerminal: 'muhurdar is full-screen and needs a terminal. For scripts: muhurdar status --json',
		outputRefused: (code) =>
			`muhurdar: The output could not be written to its end (${code}); what was written is incomplete. Make room on the disk and run the command again.`,
		unexpected:
			'An unexpected error ended the program. Start it again; if it stays, give the lines below to the administrator.',
		help: {
			usage: 'Usage:',
			options: 'Options:',
			commands: 'Commands:',
			optionsPlace: '[options]',
			commandPlace: '[command]',
			valueNames: {
				address: 'URL',
				text: 'TEXT',
				number: 'N',
				folder: 'DIR',
				faults: 'NAME,…',
				acts: 'ACT,…',
				name: 'NAME',
				holder: 'NUMBER',
				details: 'DETAIL,…',
				hash: 'HASH',
				file: 'FILE',
				moment: 'MOMENT',
				days: 'DAYS',
				seconds: 'SECONDS',
			},
			program: 'Brings a fiscal seal into use and looks after it. Without a command the full screen opens.',
			status: 'Shows readers, cards and certificates without asking for a PIN.',
			statusExitCodes:
				'Without --check only dates and the chain at hand are looked at. Exit code: 0 an AKİS card was read, 1 a card that is in was not read, 2 wrong use, 3 no reader or no AKİS card.',
			watch: 'Prints what happens to readers and cards, one line an event, until it is stopped.',
			watchNotes:
				'The first lines are how things are now. No PIN is asked for. --check asks about the certificates of each card once; what was learnt is told again when the card comes again. With --json each line is a JSON object. --revocation looks at no reader; it asks OCSP and the list every hour about the seals that the register has as lost, and ends (0) when all were seen revoked. Ctrl+C stops it (130).',
			doctor: 'Looks at every link from the service to the terminal and tells the remedy.',
			doctorNotes:
				'Certificates are judged by dates alone. --fix looks at the package of the card service, whether it runs, the driver of the reader and the right by polkit; it shows every command and file, with what takes it back, before anything is done. Exit code: 0 all is well, 1 other trouble, 2 wrong use, 3 no reader or no AKİS card, 4 the portal cannot be reached; with --fix 0 nothing is missing (any more), 1 something is.',
			check: 'Does my seal work? Looks at every link from USB to a signature and gives a verdict.',
			checkNotes:
				'Reader, right to use it, card, driver, certificates, this computer’s clock, chain, revocation and PIN tries left; no try is spent. Asks the addresses in the certificate and two web servers for their time (check.clocks). Without --sign no PIN is asked for. The output has no name, number or serial number unless --include asks for it. Exit code: 0 fine, 1 warning, 2 critical, 3 unknown or wrong use.',
			sandbox:
				'Runs the test portal and the virtual card as a service of its own (DENEME ORTAMI, the sandbox).',
			metrics:
				'Prints metrics for Prometheus: the card service, days left of seals, revocation, the journals.',
			metricsNotes:
				'For the textfile collector of node_exporter: write the output under another name and move it over the .prom file. The timer muhurdar-metrics.timer of the package does so every 15 minutes. --check asks about revocation.',
			seals: 'The register of seals: keeps the seals that were seen, lists them, gives them out.',
			sealsUsage:
				'[list [WORD…] | add FILE… | note SEAL TEXT | forget SEAL | export [FILE] | import FILE… | calendar FILE | report FILE | lost SEAL [LETTER.pdf] | found SEAL | renew SEAL] [options]',
			sealsNotes:
				'add takes seals from certificate files (PEM, DER). To keep the cards that are put in, too: muhurdar config set seals.keep true; then status, watch and the screens write each seal they see into the register. Nothing is kept at a kiosk, and no seal of the sandbox. SEAL is a VKN or T.C. number, the serial number of a certificate, or the beginning of a fingerprint (8 digits or more). list sorts the seals that hold all words by their end. export --json gives the certificates too, and import takes it on another computer; --csv gives no certificates. Without a file name it goes to standard output; no file is written over. calendar writes all ends to a calendar file. report writes pages for the holders whose seals end within --within to a PDF (a page for each holder), or with --csv a table. lost marks the card as lost, prints the serial numbers, the phone line and what to say, and writes the letter to sign (in Turkish) where a file is named; it revokes nothing. found takes the mark back. renew prints the steps of the renewal in order and ticks what can be seen. The register holds no PIN, PUK or word, and only you can read its file (muhurdar/register under XDG_STATE_HOME or ~/.local/state). Exit code: 0 all was done, 1 something was not found, read or written, 2 wrong use. More: docs/seals.md.',
			inspect: 'Explains certificate files (PEM, DER): what, whose, state, chain, revocation.',
			inspectUsage: 'FILE… [options]',
			inspectNotes:
				'Without --check and --crl only dates and the chain at hand are looked at. --check asks the addresses that stand in the certificate. A MOMENT without a time zone is Turkish time. Exit code: 0 all are good (chain and revocation verified), 1 some were not read, 2 wrong use, 10 nobody was asked about revocation, 11 it could not be found out, 12 not valid yet, 13 expired, 14 untrusted chain, 15 suspended, 16 revoked; of several certificates the gravest. More: docs/monitoring.md.',
			expiring: 'Tells in one line, for monitoring, when certificates end.',
			expiringUsage: '[FILE…] [options]',
			expiringNotes:
				'Without a file it looks at the cards in the readers. Without --check only dates are looked at. Exit code: 0 fine, 1 warning (ends within --within, or not valid yet), 2 critical (ends within --critical, or ended; with --check also revoked, suspended or with an untrusted chain), 3 unknown or wrong use. Beside a card with a seal, a card without one does not count. --register looks at the seals of the register; --check then asks about 8 certificates at a time at most, and -t gives more time for many seals. More: docs/monitoring.md.',
			config: 'Shows and changes the settings.',
			configUsage: 'get [NAME] | set NAME VALUE | unset NAME | path [options]',
			configSettings:
				'Settings: language, theme, portal.address, portal.authorities, proxy, no-proxy, kiosk.operator-code, kiosk.idle-secret-seconds, kiosk.idle-seconds, kiosk.print, card.module, card.module-environment, card.cache, card.reader-names, check.clocks, documents.folder, pins.show-when-recorded, log.journald, seals.keep. Passwords and PINs are no settings. Order: /etc/muhurdar/settings.json, the file of the user, a variable of the environment (such as MUHURDAR_PORTAL_ADDRESS), the command line; the later one holds.',
			audit: 'Checks the journal, shows it, gives it out.',
			auditUsage: 'verify | show [NUMBER] | export | settle [NUMBER done|not-done|unknown] [options]',
			auditNotes:
				'verify prints the hash of the last record too (head). Keep it elsewhere; given to --head later it shows that the end was not cut off. show NUMBER shows the records of one operation. Type its short number of 8 characters, as the screen shows it, or its long one. settle lists the changes without a result. It closes by hand one that no portal can tell the result of, after you have checked it: audit settle NUMBER done, not-done or unknown.',
			explain: 'Explains an error code: what happened, what is safe, what to do, what to tell the caller.',
			explainUsage: 'CODE [options]',
			help: 'Prints the help of a command.',
			examplesTitle: 'Examples:',
			examples: commandExamplesEn,
			authorities: 'Lists, fetches, imports and exports the certificates of roots and issuers.',
			authoritiesUsage:
				'list | fetch | import FILE… | export pem FILE | export ca-certificates FOLDER [options]',
			authoritiesNotes:
				'The roots are part of the program. fetch brings the issuers of fiscal seals from where Kamu SM publishes them; import takes them from files (PEM, DER). Only what is verified up to the roots of the program is kept (muhurdar/authorities under XDG_DATA_HOME or ~/.local/share). --check keeps the issuer that it fetches, too. export writes over no file; for keytool and update-ca-certificates see docs/monitoring.md. Exit code: 0 all was done, 1 something was not taken or not written, 2 wrong use.',
			portalCheck: 'Checks whether a portal keeps to the contract (for people who write one).',
			portalCheckUsage: 'ADDRESS [options]',
			portalCheckNotes:
				'Each check is one line: what was looked at, what was expected, what came, and where portal-builders.md tells of it (/usr/share/doc/muhurdar in the package, docs in the repository); or why it was not tried. What only whoever writes the portal can try is among those lines, with what to send and what has to come. Without an account only a random key stays withdrawn at the portal, and a number that nobody has is locked for a while. --account logs in to a test account; number, picture, word and code are asked for, or read line by line from a pipe in this order, never from options; then, as --change names them: phone (the new phone, its code), word (the present word, the new word). In the account only what --change names is changed, and only at a portal that says isSandbox; PINs are asked for only there too. Exit code: 0 all that was looked at is as it should be, 1 something is missing or it was broken off, 2 wrong use, 4 the portal cannot be reached, 130/143 interrupted.',
			explained: {
				system: 'the file of the whole machine, /etc/muhurdar/settings.json, in place of the user’s',
				origin: 'also print what sets each setting',
				sandbox: 'work with the test portal and the virtual card; so it is unless a portal is given',
				portal: 'work with the portal at this address',
				guided: 'speak to no portal; say what to do on Kamu SM’s site and confirm the outcome on the card',
				theme: 'colours: for a dark ground, a light ground, with high contrast, or none',
				plain: 'line mode: for screen readers and simple terminals, writes line below line',
				kiosk: 'kiosk: closes only with the attendant code; left alone, forgets all and begins anew',
				lang: 'language: Turkish (tr) or English (en)',
				reader: 'look only at readers whose name contains this text',
				holder:
					'look only at the seal of this number (VKN or T.C. kimlik no); another holder’s seal is not seen and gets no PIN',
				pdf: 'write the result as one page of PDF to this new file',
				text: 'write the result as one page of text to this new file',
				sign: 'ask for the PIN, have random data signed and verify the signature; no document is signed',
				include:
					'put these personal details into the result: holder (title and number), serial (serial numbers of certificates and card), reader (the full name of the reader); separated by commas',
				seed: 'let the sandbox invent the same pictures, codes and PINs each time',
				flow: 'the way of the test portal: that of the guide of 2014 (guide-2014) or that of the site today (current)',
				bundle: 'write a report without personal details, for support, to a new file',
				fix: 'show what is missing to use the card reader, and what takes it back; as root, after a yes, do exactly that',
				user: 'look at what is missing for this user; by itself who gave sudo or runs the command',
				group: 'give the right to use readers to this group',
				module: 'use this file as the AKİS driver; the path begins with /',
				account:
					'log in to a test account and check it too; what is needed is read from the terminal or a pipe',
				change:
					'change these in the account of a test portal: details, phone, word, unlock, activate, delete-pins, revoke; separated by commas',
				json: 'print the result as JSON',
				port: "the portal's port; any free one if not given",
				data: 'keep the test keys and certificates in this folder',
				card: 'plug the virtual seal and the signatory’s card into pcscd by vpcd (vpcd) or not (none); not plugged if not given',
				of: 'which journal: of the real portal (portal) or of the sandbox (sandbox)',
				head: 'check too that the record with this hash is in it',
				stdin:
					'look at what comes on the standard input in place of this machine’s journal; repeated records are passed over',
				open: 'show a report that --bundle wrote on another computer',
				fault:
					'break the portal on purpose: delay, cut-after-commit, error-500, too-many-requests, session-expired, clock-skew',
				check: 'complete the chain, ask about revocation by OCSP and lists',
				at: 'judge by this moment in place of now, such as 2027-01-31T12:00:00Z',
				crl: 'look revocation up in this list (PEM, DER); may stand more than once',
				issuer: 'use the issuers in this file for the chain, too',
				within: 'warn from so many days before the end on; default 90d',
				critical: 'critical with so many days left; 15d by itself',
				timeout: 'wait for readers and cards so many seconds at most; 8 by itself',
				all: 'also watch certificates that are no fiscal seals, as those of a personal e-signature card',
				sort: 'sort by end (end), by holder (holder) or by when it was seen last (seen); by end if not given',
				only: 'only those that end within --within (ending), have ended (ended), have a spare (spare), were replaced (replaced), are lost (lost) or revoked (revoked)',
				csv: 'write CSV',
				revocation: 'ask every hour until the seals that the register has as lost are revoked',
				register: 'look at the register of seals in place of readers and files',
				version: 'print the version',
				help: 'print this help',
			},
		},
		authorities: {
			roles: { root: 'Root', issuer: 'Issuer' },
			notVerified: 'not verified up to a root of the program; not used',
			missing: (generations) =>
				`Issuers of fiscal seals that are not here: Sürüm ${generations}. To fetch them: muhurdar authorities fetch`,
			taken: (count) => `Kept: ${count}`,
			written: (path) => `Written: ${path}`,
			refused: (from, title, why) => (title === null ? `${from}: ${why}` : `${from}: ${title}: ${why}`),
			refusals: {
				'not-an-authority': 'not the certificate of an authority; not taken',
				untrusted: 'does not lead to a root of the program; not taken',
				'issuer-missing': 'its own issuer is not here; not verified, not taken',
				'not-kept': 'could not be kept; check the permissions of the folder and the free space',
				exists: 'there is a file of that name; it was left alone',
				'no-folder': 'no such folder; not written',
				'no-path': 'no such name can be; not written',
				'disk-full': 'the disk is full; no half file is left',
				'not-writable': 'not written; check the permissions',
			},
		},
		portalCheck: portalCheckEn,
		seals: sealsEn,
		misuse: {
			unknownOption: (option, nearest) =>
				nearest === undefined
					? `Unknown option: ${option}; --help lists the options.`
					: `Unknown option: ${option}. Did you mean ${nearest}?`,
			unknownCommand: (word, nearest) =>
				nearest === undefined
					? `Unknown command: ${word}; --help lists the commands.`
					: `Unknown command: ${word}. Did you mean ${nearest}?`,
			surplusWord: (word, command) => `This cannot follow the command ${command}: ${word}.`,
			notForCommand: (option, command) => `${option} cannot be used with the command ${command}.`,
			conflict: (one, other) => `${one} and ${other} cannot be used together.`,
			valueMissing: (option) => `${option} must be followed by its value.`,
			notOneOf: (option, allowed) => `${option} takes one of: ${allowed}.`,
			notANumber: (option, highest) => `${option} takes a whole number from 0 to ${highest}.`,
			codeMissing: 'A code must follow the command explain, such as unreachable or 6983.',
			fileMissing: (command) => `At least one file must follow the command ${command}.`,
			onlyWith: (option, other) => `${option} can be used only together with ${other}.`,
			portalMissing: 'The address of the portal must follow the command portal-check.',
			notAHolder: (option) => `${option} takes a VKN of 10 digits or a T.C. kimlik no of 11 digits.`,
			notAbsolute: (option) => `${option} takes a full path that begins with /.`,
			notAMoment: (option) => `${option} takes a date and time, such as 2027-01-31T12:00:00Z.`,
			notSeconds: (option) => `${option} takes a number of seconds from 1 to 600.`,
			criticalAfterWarning: '--critical must not be greater than --within.',
			notDays: (option) => `${option} takes a number of days from 1d to 3650d.`,
			auditAct: (acts) => `After audit comes one of: ${acts}.`,
			auditShow:
				'After audit show may come the number of an operation: the short one of 8 characters (such as 7K4P-3MTY) or the long one.',
			auditSettle: (results) =>
				`After audit settle come the number of a change and one of: ${results}. Leave both out to list the open changes.`,
			authoritiesAct: (acts) => `One of these must follow authorities: ${acts}.`,
			authoritiesExport: (formats) =>
				`A format (${formats}) and the place to write to must follow authorities export.`,
			auditHead: '--head takes a hash of 64 hexadecimal digits; audit verify prints it.',
			sealsAct: (acts) => `seals must be followed by one of: ${acts}.`,
			newFileMissing: (command) => `${command} must be followed by the name of the file to write.`,
			registerWithFiles: '--register and files cannot be used together.',
			sealsNote: 'seals note must be followed by a seal and a note; to remove the note: seals note SEAL ""',
			sealMissing: (command) =>
				`${command} must be followed by a seal: a VKN, a T.C. number or the serial number of a certificate.`,
			configAct: (acts) => `config must be followed by one of: ${acts}.`,
			configKey: (keys, nearest) =>
				nearest === undefined
					? `The name of a setting is needed, one of: ${keys}.`
					: `There is no setting of this name. Did you mean ${nearest}?`,
			configSecretOfSystem: (key) =>
				`${key} does not belong in the settings of the machine, which everybody can read. Set it for the kiosk's user: runuser -u muhurdar -- muhurdar config set ${key}`,
			configSecret: (key) =>
				`${key} does not belong on the command line; run it without a value, and it is asked for.`,
			configValue: (key) => `The value of ${key} is missing.`,
			portal: {
				'not-a-url': '--portal takes a whole address, such as https://portal.example.com/.',
				'not-https':
					"The portal's address must begin with https://; http:// is for a portal on this computer only.",
				'has-credentials': "The portal's address must not contain a user name or password.",
				'has-query': "The portal's address must not contain ? or #.",
			},
		},
		check: enCheck,
		doctor: enDoctor,
		fix: enFix,
		watch: {
			fact: (name, facts) => `${name}: ${facts}`,
			readerRemoved: (name) => `${name}: reader unplugged`,
		},

		status: {
			virtual: 'virtual',
			use: 'Use',
			notASeal: 'not a fiscal seal',
			token: 'Card seen by the driver',
			title: 'Title',
			number: 'Number',
			dates: 'Validity',
			service: {
				'access-denied':
					'The card reader service does not let this user use the reader (polkit). The card was not touched. To see the right that is missing: muhurdar doctor --fix',
				stopped:
					'The card reader service (pcscd) stopped. Nothing happened to the card; run the command again.',
				failed: 'The card reader service could not be talked to. Run the command again.',
			},
			gapRemedy:
				'Take the card out, put it in again and run the command again. If it stays, call the call centre: 444 5 576.',
			slot: {
				failed: 'The card could not be read. It is as it was. Take it out and put it in again.',
				'in-use':
					'Another program holds the card. It was not touched; run the command again when that program is done.',
				inUseAfterCommands:
					'Another program holds the card. Reading had begun and the card is as it was; run the command again when that program is done.',
				reading: 'Reading the card did not end. It is as it was; run the command again.',
			},
			cache: {
				'not-private':
					'The card cache was not used: its folder or file is open to others. The card was read directly. Delete the cache (muhurdar/cards under XDG_CACHE_HOME or ~/.cache) and run the command again.',
				damaged:
					'The card cache is damaged and was not used. The card was read directly; nothing needs to be done.',
				'not-readable':
					'The card cache could not be read. The card was read directly. Check the permissions of the folder (muhurdar/cards under XDG_CACHE_HOME or ~/.cache).',
				'not-writable':
					'The card cache could not be written. The card was read, only not kept for the next time. Check the permissions of the folder and the free space (muhurdar/cards under XDG_CACHE_HOME or ~/.cache).',
			},
			noSuchReader: (text) => `No reader has "${text}" in its name. Check the option --reader.`,
			noSuchHolder: (number) =>
				`No card that is in has the seal of ${number}. The seal of another holder is not shown. Put the right card in, or check the option --holder.`,
			nothingNew: (seconds) =>
				`Nothing new was found out for ${seconds} seconds; what was known by then is shown.`,
			timeUp: (seconds) =>
				`Not everything could be found out in ${seconds} seconds; what was known by then is shown.`,
		},
		expiring: {
			left: (days: number, end: string) => `${days === 1 ? '1 day' : `${days} days`} left, ends ${end}`,
			ended: (end: string) => `ended ${end}`,
			notYet: (start: string) => `not valid yet, starts ${start}`,
			datesOnly: 'only dates were looked at',
			checked: 'dates, chain and revocation were looked at',
			nothing: 'no certificate',
			outOfUse: { lost: 'lost', revoked: 'revoked' },
			more: (count: number) => `and ${count} more certificates`,
			allFine: (count: number) => `${count} certificates, none ends soon`,
			problems: {
				'not-readable': 'file not readable',
				'register-not-read': 'register of seals not read',
				'only-listed': 'in the register from a list alone, without its certificate',
				'no-certificate': 'no certificate in it',
				'too-large': 'too large; not read',
				'too-many': 'more than 64 certificates; not read',
				malformed: 'certificate not readable',
				'no-service': 'card reader service not running',
				'access-denied': 'this user may not use the card reader service (polkit)',
				'time-up': 'time is up; the card reader service did not answer',
				'no-reader': 'no reader',
				'no-card': 'no card',
				'card-not-read': 'card not read',
				'card-still-read': 'reading the card did not end; give it more time (-t)',
				'card-incomplete': 'card not read whole',
				'no-seal': 'no fiscal seal on the card',
			},
		},
		audit: {
			settle: {
				none: 'No change is without a result.',
				noSuchChange:
					'No change without a result has this number. To list the open changes: muhurdar audit settle',
				manyChanges: 'More than one open change has this short number. Type the long one.',
				inUse:
					'Another program is asking about this change now. Nothing was written. Close that program and try again.',
				journal: {
					'disk-full': 'The journal cannot be written: the disk is full. Make room and try again.',
					'not-writable': 'The journal cannot be written: no permission. Tell the administrator.',
					damaged: 'The journal is damaged; nothing was written. To check it: muhurdar audit verify',
					busy: 'Another program holds the journal. Try again in a while.',
				},
			},
			noSuchOperation:
				'No operation in the journal has this number. The sandbox has a journal of its own: muhurdar audit show --of sandbox',
			sandboxNewer:
				'The latest work on this computer was done in the sandbox, which has a journal of its own: muhurdar audit show --of sandbox',
			noPlace: 'There is no place for the journal. Define HOME or XDG_STATE_HOME and run the command again.',
			verdicts: {
				missing: () => 'There is no journal: nothing was written yet, or the file was removed.',
				'not-readable': () => 'The journal cannot be read. Check the permissions of the file.',
				altered: (line) =>
					`The journal is damaged: line ${line} is not as it was written. Those before are sound. Keep a copy of the file and tell the administrator.`,
				'out-of-place': (line) =>
					`The journal is damaged: line ${line} does not follow the one before; something was taken out, put in or moved. Keep a copy of the file and tell the administrator.`,
				torn: (line) =>
					`The last line, ${line}, has no end. Those before are sound. The program repairs it at its next record and writes that down.`,
				'head-missing': () =>
					'The journal is sound in itself, but the given hash is not in it: its end was cut off, or all of it written anew. Tell the administrator.',
			},
		},
		config: {
			noPlace: 'There is no place for settings. Define HOME or XDG_CONFIG_HOME and run the command again.',
			wrongValue: (key, allowed) => `${key} takes: ${allowed}.`,
			values: {
				language: 'tr or en',
				theme: 'auto, dark, light, high-contrast or none',
				'portal.address':
					'a whole https:// address, or http:// for a portal on this computer; without ?, # and password; sandbox for the sandbox',
				'portal.authorities': "the whole path, beginning with /, of the authorities' PEM file",
				proxy: 'http://host:port, without name and password',
				'no-proxy':
					'names of hosts, IP addresses and networks that are reached without the proxy, with commas between them (company.example,10.0.0.0/8)',
				'kiosk.operator-code': 'at least 6, at most 64 characters; not on the command line, it is asked for',
				'kiosk.idle-secret-seconds': 'a whole number from 20 to 900 (seconds)',
				'kiosk.idle-seconds': 'a whole number from 20 to 900 (seconds)',
				'kiosk.print': 'true or false; true: the PIN document may be printed at the kiosk',
				'card.module': "the driver's whole path, beginning with /",
				'card.module-environment':
					'NAME=value for the driver, with ; between several; none of the variables that load code (LD_…, NODE_…, PATH)',
				'card.cache': 'true or false',
				'card.reader-names':
					'NAME=PART for each reader, with ; between several: a reader whose name contains PART is also called NAME (Accounts=MILKO;Stock=ACS ACR39)',
				'check.clocks':
					'the http:// or https:// addresses of two to four web servers, with commas between them; check compares their clocks with this computer’s',
				'documents.folder': 'the whole path, beginning with /, of the folder for documents with PINs',
				'pins.show-when-recorded': 'true or false',
				'log.journald': 'true or false; true: each record of the journal goes to systemd-journald too',
				'seals.keep':
					'true or false; true: a seal that a reader shows is kept in the register (never at a kiosk)',
			},
			renamed: (former, name) =>
				`${former} is now called ${name}; what is written under the former name holds.`,
			authorities: {
				'not-readable': (path) =>
					`portal.authorities was not written: the file is not there or cannot be read: ${path}. Check its path and permissions.`,
				'no-certificate': (path) =>
					`portal.authorities was not written: the file holds no PEM certificate that can be read: ${path}. Name the PEM file of the authority.`,
			},
			problems: {
				damaged: (path) =>
					`The settings file is damaged and was not used: ${path}. Mend it, or rename it to write the settings anew.`,
				'not-readable': (path) =>
					`The settings file cannot be read: ${path}. Set it right: chmod 600, owned by you or root.`,
				'not-private': (path) =>
					`Others can change the settings file, so it was not used: ${path}. Set it right: chmod 600, owned by you or root.`,
				'bad-variable': (name) =>
					`An environment variable names no setting, or its value is not allowed: ${name}. Correct or remove it; the settings: muhurdar config get.`,
			},
			start: {
				kioskUnusable:
					"The kiosk was not started: the portal's address and the attendant's code are in the settings. The attendant has to mend the file and start again.",
				kioskNoPortal: (path) =>
					`The kiosk was not started: the settings name no portal (${path}). The attendant has to set one: muhurdar config set portal.address ADDRESS; sandbox in its place for the sandbox.`,
				askSandbox:
					"The portal's address could not be read. Open the SANDBOX? Nothing done there reaches the real portal. [y/N]",
				askPortal: (address) =>
					`Open ${address}? The authorities and the proxy of the settings are not used. [y/N]`,
				yes: ['y', 'yes'],
			},
			askCode: 'Attendant code (not shown while you type):',
			askCodeAgain: 'Type it again:',
			codesDiffer: 'The two codes differ; the code was not changed.',
			codeKept: (path) =>
				`The operator’s code is saved: a kiosk that is started from now on closes only with it. A hash is kept, not the code itself: ${path}`,
			givenUp: 'Given up; the code was not changed.',
			hidden: '(hidden)',
			notWritable: (path) =>
				`The setting was not written, the former one holds: ${path}. Check the permissions of the folder.`,
		},
		sandbox: {
			wordChanged:
				'DENEME ORTAMI (sandbox): the security word of the account in this folder was changed; only whoever changed it knows the new one. Forgotten: F6 at the login.',
			notice:
				'DENEME ORTAMI (sandbox): portal and card are virtual, nothing happens at Kamu SM. Ctrl+C stops it.',
			cards: {
				seal: {
					waiting:
						'DENEME ORTAMI (sandbox): the virtual seal waits for vpcd; pcscd must run and its driver vpcd (vsmartcard-vpcd) be installed.',
					plugged: 'DENEME ORTAMI (sandbox): the virtual seal is plugged into pcscd.',
					removed: 'DENEME ORTAMI (sandbox): the virtual seal was taken out.',
				},
				signatory: {
					waiting: 'DENEME ORTAMI (sandbox): the signatory’s virtual card waits for the second slot of vpcd.',
					plugged: 'DENEME ORTAMI (sandbox): the signatory’s virtual card is plugged into pcscd.',
					removed: 'DENEME ORTAMI (sandbox): the signatory’s virtual card was taken out.',
				},
			},
			refusals: {
				'port-in-use':
					'DENEME ORTAMI (sandbox) did not start: another program uses this port; choose another one with --port.',
				'cannot-listen':
					'DENEME ORTAMI (sandbox) did not start: the portal cannot work on this port; choose another one with --port.',
				'data-not-readable': (path) => `DENEME ORTAMI (sandbox) did not start: this cannot be read: ${path}.`,
				'data-not-writable': (path) =>
					`DENEME ORTAMI (sandbox) did not start: this cannot be written: ${path}.`,
				'data-damaged': (path) =>
					`DENEME ORTAMI (sandbox) did not start: the stored data is damaged: ${path}; move this folder away or choose another one with --data.`,
			},
		},
	},
};
