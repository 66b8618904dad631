import { explainCheckEn } from './explain-check-en.ts';
import type { explainTr } from './explain-tr.ts';
import { linkCodesEn } from './link-codes-en.ts';

export const explainEn: typeof explainTr = {
	title: 'Error codes',
	intro:
		'The codes that the screens show behind d and h, that commands print and logs hold. To explain one: muhurdar explain CODE.',
	labels: { what: 'What happened', safe: 'What is certain', now: 'What to do', caller: 'Tell the caller' },
	unknown: (code, nearest) =>
		nearest === undefined
			? `There is no such code: ${code}. All codes: docs/errors.md`
			: `There is no such code: ${code}. Did you mean ${nearest}?`,
	areas: {
		portal: {
			title: 'Portal',
			safe: 'If it was a question or a login, nothing changed. A change was sent once and is not repeated; where its result is not known the portal is asked.',
			caller:
				'Nothing happened to your card. Do what the screen says; if it stays, tell us this code and the time.',
		},
		journal: {
			title: 'Journal',
			safe: 'What could not be written to the journal was not sent. Card and portal are as they were.',
			caller:
				'Your operation did not begin and nothing is lost. The administrator of the computer has to look.',
		},
		register: {
			title: 'Register of seals',
			safe: 'Everything in the register is still there; no record is half written. No card was touched.',
			caller:
				'Nothing happened to your card or your seal; only the list on the computer could not be written.',
		},
		file: {
			title: 'Saving to a file',
			safe: 'No file that was there was touched, and no half file is left.',
			caller: 'The information is still at the portal; you can save it again.',
		},
		print: {
			title: 'Printing',
			safe: 'The document is still there.',
			caller: 'Your document is still there; print it again when the printer is ready.',
		},
		unlock: {
			title: 'Unlocking',
			safe: 'The card is as it was.',
			caller:
				'Leave the card in and follow the screen. Do not try a PUK yourself: three wrong ones lock the card for good.',
		},
		service: {
			title: 'Card reader service',
			safe: 'Nothing happened to the cards.',
			caller:
				'Nothing happened to your card; the program connects by itself once the service of the computer is back.',
		},
		check: {
			title: 'Seal check (muhurdar check)',
			safe: 'The check changes nothing on the card; a PIN is sent only with --sign, and once.',
			caller: 'Nothing happened to your card. Read me the code on the page of the check; we do what it says.',
		},
		card: {
			title: 'Status words of the card (ISO 7816)',
			safe: 'If the card was read, nothing changed. If a PIN or PUK was sent, the screen shows the tries that are left.',
			caller: 'Do not try PINs one after the other: three wrong ones lock it.',
		},
		module: {
			title: 'Codes of the card’s driver (PKCS#11)',
			safe: 'If no PIN was sent, nothing changed on the card. If one was sent, the screen shows the tries that are left.',
			caller: 'Do not try PINs one after the other: three wrong ones lock it. Do what the screen says.',
		},
		slot: {
			title: 'Reader and card',
			safe: 'At most the card was read; nothing changed on it and no PIN was sent.',
			caller:
				'Nothing happened to your card. Taking it out and putting it in does no harm; do not try a PIN.',
		},
		driver: {
			title: 'AKİS driver',
			safe: 'The driver runs in a process of its own; program and card are unharmed.',
			caller: 'Nothing happened to your card. Do nothing with the PIN until the driver works.',
		},
		seal: {
			title: 'The card’s certificates',
			safe: 'The card was only read; nothing changed on it.',
			caller: 'Nothing on your card broke. Read us the date on the screen, and we find out what to do.',
		},
		terminal: {
			title: 'Settings and terminal',
			safe: 'Nothing was sent; card and portal are as they were.',
			caller: 'It is not about your card; the administrator of the computer mends it.',
		},
		files: {
			title: 'Files and cards that were read (expiring, inspect, status)',
			safe: 'File and card were only read.',
			caller: 'It does not mean that your seal is at fault; it could not be looked at.',
		},
		evidence: {
			title: 'Chain and revocation',
			safe: 'Nothing but a question was sent. Without proof the seal is called neither valid nor revoked.',
			caller: 'It does not mean that your seal is revoked; it could not be proved.',
		},
	},
	links: linkCodesEn,
	filesNow: 'Check the file or the card and run the command again.',
	evidenceNow: 'Check the network and this computer’s clock, and ask again.',
	callers: {
		'captcha-wrong': 'Nothing happened to your card. Type what the new picture shows; F5 brings another one.',
		'captcha-expired':
			'Nothing happened to your card. Type what the new picture shows; F5 brings another one.',
		'credentials-wrong':
			'Nothing happened to your card. Check the number and the security word together. If the word is forgotten, do not try one after the other; F6 gives a new one.',
		'login-locked':
			'Nothing happened to your card or your seal; only the login is closed for a while. Do not try before the time on the screen has passed.',
		'code-wrong': 'Type the code of the last message; earlier codes do not count.',
		'code-expired': 'Ask for a new code. If no message comes, see whether you have the registered phone.',
		'session-replaced':
			'Somebody logged in with the same number elsewhere. If it was not you, change the security word.',
		'already-revoked':
			'This certificate was revoked before, and a revocation cannot be undone. Apply for a new seal.',
		'certificate-expired': 'The seal has expired. Nothing is wrong with the card; apply for a renewal.',
		unreachable:
			'Nothing is wrong with your card or your seal; this computer cannot reach the portal. Read us the address on the screen.',
		'too-many-requests': 'Nothing happened to your card. Try once when the time on the screen has passed.',
		'unlock-open':
			'Leave the card in and do not try a PUK yourself. Go on with the open unlock from the screen.',
		'other-portal': 'Do not begin the same operation again. We look at its result first.',
		'operation-unknown': 'Look at the state on the screen before you begin the same operation again.',
	},
	checkCodes: explainCheckEn,
	statusWords: {
		'9000': { what: 'The card did what was asked.', now: 'Nothing needs to be done.' },
		'63CX': {
			what: 'The PIN or PUK is wrong; X is the number of tries left.',
			now: 'Find the PIN and try again; if you are not sure, do not.',
		},
		'6285': {
			what: 'The card was put out of use for good.',
			now: 'Call the call centre for a new card: 444 5 576.',
		},
		'6982': {
			what: 'The PIN has to be verified first.',
			now: 'Begin the operation in the program; it asks for the PIN.',
		},
		'6983': { what: 'The PIN is locked.', now: 'Unlock the card at the portal.' },
		'6984': { what: 'The PIN is out of use.', now: 'Unlock the card at the portal and give it a new PIN.' },
		'6985': {
			what: 'The card does not take this in its present state.',
			now: 'Take the card out, put it in and try again.',
		},
		'6A82': {
			what: 'The card has no such file.',
			now: 'Take the card out and put it in; if it stays, call the call centre.',
		},
		'6D00': { what: 'The card does not know this command.', now: 'It may be no AKİS card; check the card.' },
	},
	/** Of the vendor’s driver (PKCS#11), as the screens show them. */
	moduleCodes: {
		'CKR 0x05': {
			what: 'The card’s driver reported a general error.',
			now: 'Take the card out and put it in again; close other programs that use the card.',
		},
		'CKR 0x06': {
			what: 'The card’s driver could not do what was asked.',
			now: 'Take the card out and put it in again; close other programs that use the card.',
		},
		'CKR 0x30': {
			what: 'The reader or the card reported an error.',
			now: 'Take the card out and put it in again; if it stays, try another USB port.',
		},
		'CKR 0x31': {
			what: 'The card has not enough memory.',
			now: 'Take the card out and put it in again; if it stays, call 444 5 576.',
		},
		'CKR 0x32': {
			what: 'The card was taken out during the operation.',
			now: 'Put the card in and check the result in the program.',
		},
		'CKR 0x54': {
			what: 'The card’s driver does not offer this operation.',
			now: 'Install the current version of the AKİS driver.',
		},
		'CKR 0xa0': {
			what: 'The PIN is wrong.',
			now: 'Find the PIN and try again; if you are not sure, do not.',
		},
		'CKR 0xa1': {
			what: 'The PIN has a character that the card does not take.',
			now: 'Type the PIN in digits only.',
		},
		'CKR 0xa2': {
			what: 'The card does not take a PIN of this length.',
			now: 'Check how many digits the PIN has.',
		},
		'CKR 0xa3': { what: 'The PIN has expired.', now: 'Change the card’s PIN.' },
		'CKR 0xa4': { what: 'The PIN is locked.', now: 'Unlock the card at the portal.' },
		'CKR 0xe0': { what: 'There is no card in the reader.', now: 'Put the card in.' },
		'CKR 0xe1': {
			what: 'The driver does not recognise this card.',
			now: 'Check the card; install the current version of the AKİS driver.',
		},
		'CKR 0x102': { what: 'No PIN was set on the card.', now: 'Call 444 5 576.' },
	},
};
