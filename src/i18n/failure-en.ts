import type { failureTr } from './failure-tr.ts';

const again = 'Try again in a while.';
const tellOperator = 'If it goes on, tell the administrator.';
const fields = 'Type it anew and send it.';
const refresh = 'Refresh the list.';
const logIn = 'Log in again.';
const address = 'Check the address.';
const begin = 'Begin anew.';
const refused = { what: 'The portal did not take the request.', now: tellOperator };

export const failureEn: typeof failureTr = {
	title: 'Last error',
	none: 'There has been no error since the program was started.',
	labels: { what: 'What happened', safe: 'For certain', now: 'Now', at: 'When', asked: 'Asked for' },
	technical: { title: 'Technical cause', code: 'Code', detail: 'Detail', status: 'The card says' },
	asked: {
		'write-guided': 'writing in the journal',
		'check-portal': 'reaching the portal',
		'new-captcha': 'a new picture',
		'start-login': 'the login',
		'start-word-reset': 'a new security word',
		'send-code': 'sending the SMS code',
		'confirm-code': 'confirming the SMS code',
		'start-elsewhere-login': 'a code for the login at another site',
		'poll-elsewhere-login': 'whether the other site approved',
		'load-certificates': 'the list of certificates',
		'load-revocation-terms': 'the terms of revocation',
		'load-details': 'the details on record',
		'start-phone-change': 'sending a code to the new phone',
		'load-unlocks': 'unlocks left open',
		'load-unlock-secrets': 'what the unlock needs',
		'save-pins': 'saving the PINs as a PDF',
		'load-pin-cards': 'the cards with PINs on record',
		'load-pins': 'the PINs',
		'make-change': 'a change at the portal',
		'log-out': 'closing the session',
		'unlock-card': 'unlocking the card',
		'save-certificate': 'saving the certificate',
		'print-file': 'printing the PDF',
		'read-card': 'reading the card',
		'reach-service': 'the card reader service',
		'verify-pin': 'verifying the PIN',
		'change-pin': 'changing the PIN',
		'unblock-pin': 'unblocking the PIN',
		sign: 'trying the seal',
		'log-in': 'E-İmzalı Giriş',
	},
	problems: {
		'captcha-wrong': {
			what: 'The text in the picture did not match.',
			now: 'Type the new picture and the word.',
		},
		'captcha-expired': { what: 'The picture expired.', now: 'Type the new picture and the word.' },
		'credentials-wrong': {
			what: 'Number and security word do not belong together.',
			now: 'Check both and type them again.',
		},
		'login-locked': { what: 'Too many wrong attempts; the login is closed.', now: again },
		'login-expired': { what: 'The login expired.', now: begin },
		'code-wrong': { what: 'The code did not match.', now: 'Type the code of the latest message.' },
		'code-expired': { what: 'The code expired.', now: 'Press F7 for a new one.' },
		'resend-too-early': { what: 'It is too early for a new code.', now: again },
		'session-expired': { what: 'The session expired.', now: logIn },
		'session-replaced': { what: 'Somebody logged in elsewhere; this session ended.', now: logIn },
		'signature-wrong': {
			what: 'The portal could not verify the signature.',
			now: 'Check the card and try again.',
		},
		'signatory-unknown': {
			what: 'The signature is valid, but this person is not on record for the organisation.',
			now: 'Log in with the security word.',
		},
		'not-suspended': { what: 'The certificate is not suspended.', now: refresh },
		'already-revoked': { what: 'The certificate is revoked already.', now: refresh },
		'certificate-expired': { what: 'The certificate has expired.', now: 'Apply for a renewal.' },
		'details-changed': { what: 'The details were changed elsewhere.', now: 'Look at them and decide.' },
		'word-unchanged': {
			what: 'The new security word is the same as the old one.',
			now: 'Type another word.',
		},
		'phone-unchanged': { what: 'This number is on record already.', now: 'Type another number.' },
		'pins-withheld': {
			what: 'The portal does not give out the PIN of this card.',
			now: 'The reason stands on the screen PIN / PUK Bilgisi.',
		},
		'unlock-open': { what: 'An unlock was left half done.', now: 'Go on with that one.' },
		'unlock-over': { what: 'This unlock is over.', now: begin },
		'key-missing': refused,
		'key-reused': refused,
		'operation-withdrawn': { what: 'It was withdrawn before it reached the portal.', now: begin },
		'operation-unknown': { what: 'The portal does not know this operation.', now: begin },
		'precondition-missing': refused,
		'request-invalid': { what: 'The portal did not take the request.', now: fields },
		'not-offered': { what: 'This portal does not do this.', now: 'Go back.' },
		'not-found': { what: 'The portal did not find it.', now: 'Go back and try again.' },
		'server-error': { what: 'The portal had an error.', now: again },
		unreachable: { what: 'The portal could not be reached.', now: 'Check the line, then try again.' },
		'tls-untrusted': {
			what: 'The portal’s certificate was issued by nobody who is trusted.',
			now: address,
		},
		'tls-self-signed': { what: 'The portal’s certificate vouches for itself.', now: address },
		'tls-dates': {
			what: 'The portal’s certificate is not valid today.',
			now: 'Check the clock of this computer.',
		},
		'tls-other-host': { what: 'The portal’s certificate is of another host.', now: address },
		'tls-no-host-name': {
			what: 'The portal’s certificate names no server (SAN).',
			now: 'Tell whoever runs the portal.',
		},
		'authorities-unusable': {
			what: 'The file of portal.authorities could not be read or is no PEM certificate.',
			now: 'Correct the setting: muhurdar config set portal.authorities',
		},
		'proxy-unreachable': {
			what: 'The proxy (setting proxy) could not be reached or did not answer.',
			now: 'Check the setting: muhurdar config get proxy',
		},
		'proxy-login': {
			what: 'The proxy (setting proxy) wants a name and a password.',
			now: 'Tell the network administrator; this program gives a proxy no password.',
		},
		'proxy-refused': {
			what: 'The proxy (setting proxy) opened no way to the portal.',
			now: 'Tell the network administrator.',
		},
		'tls-not-agreed': { what: 'No secure line to the portal could be made.', now: address },
		timeout: { what: 'The portal did not answer in time.', now: again },
		'flow-unknown': {
			what: 'The portal goes a way that this program does not know.',
			now: 'Install a newer version of the program.',
		},
		'bad-answer': { what: 'The portal’s answer made no sense and was not used.', now: tellOperator },
		'too-many-requests': { what: 'The portal says that it is asked too often.', now: again },
		'other-portal': {
			what: 'The request was sent to another portal, or this portal lost its records.',
			now: 'Check the result, then close the record: muhurdar audit settle',
		},
		'journal-disk-full': {
			what: 'The journal could not be written: the disk is full. No PIN was given.',
			now: 'Make room and try again.',
		},
		'journal-not-writable': {
			what: 'The journal could not be written: no permission. No PIN was given.',
			now: 'Tell the administrator.',
		},
		'journal-damaged': {
			what: 'The journal is damaged. No PIN was given.',
			now: 'Tell the administrator: muhurdar audit verify',
		},
		'journal-busy': {
			what: 'Another program holds the journal. No PIN was given.',
			now: 'Try again in a while.',
		},
		cancelled: { what: 'It was not waited for any longer.', now: begin },
	},
	presentWord: { what: 'The present security word was wrong.', now: 'Type all three fields again.' },
	safe: {
		read: 'Only information was asked for. Nothing changed at the portal or on the card.',
		login: 'No session was opened. Nothing changed on the card or in the portal’s records.',
		'not-done': 'Nothing changed at the portal.',
		doneBefore: (what) => `Done before this one, and not taken back: ${what}.`,
		'this-not-done': 'This change was not made.',
		'uncertain-for-good': 'The request was sent once and is not repeated. Its result is not known.',
		uncertain:
			'The request was sent once and is not repeated by itself. Its outcome is not known; the portal is asked.',
		'log-out': 'The session is closed here and its data wiped. At the portal it closes when its time is up.',
		file: 'No file that existed was touched, and no half file was left.',
		print: 'The PDF is where it was.',
		journal: 'Nothing was sent.',
		reading: 'The card was only read; nothing changed on it and no try was spent.',
		service: 'Nothing happened to the cards. The program connects by itself once the service is back.',
	},
	journal: {
		'disk-full': {
			what: 'The journal could not be written: the disk is full.',
			now: 'Make room and try again.',
		},
		'not-writable': {
			what: 'The journal could not be written: no permission.',
			now: 'Tell the administrator.',
		},
		damaged: { what: 'The journal is damaged.', now: 'Tell the administrator: muhurdar audit verify' },
		busy: { what: 'Another program holds the journal.', now: again },
	},
	file: {
		'no-path': { what: 'The file had no name.', now: 'Type a file name.' },
		exists: {
			what: 'There is a file of that name; it was not overwritten.',
			now: 'Type another name.',
		},
		'no-folder': { what: 'There is no such folder.', now: 'Type another place.' },
		'not-writable': { what: 'It cannot be written there.', now: 'Type another place.' },
		'disk-full': { what: 'The disk is full.', now: 'Make room or type another place.' },
		'hidden-name': {
			what: 'The name of the file or of a folder began with a dot.',
			now: 'Type another name.',
		},
		'not-pdf': { what: 'The file name did not end in .pdf.', now: 'Correct the name.' },
		'outside-folder': {
			what: 'That place is outside the documents folder.',
			now: 'Type a name in the suggested folder, or change the folder: muhurdar config set documents.folder',
		},
		'no-stick': { what: 'No USB stick was plugged in.', now: 'Plug it in and try again.' },
		'not-on-stick': {
			what: 'That place is not on the plugged-in stick.',
			now: 'Save it at the suggested place.',
		},
	},
	print: {
		absent: { what: 'There is no print service on this machine.', now: 'Print the PDF elsewhere.' },
		'service-down': { what: 'The print service (CUPS) does not run.', now: 'Start it and try again.' },
		failed: { what: 'The print service did not take it.', now: 'Check the printer and try again.' },
	},
	unlock: {
		unknown: {
			what: 'PUK and new PIN were sent to the card and its answer was lost.',
			safe: 'They were sent once only. Whether it was done is not known.',
			now: 'Put the card in and go on with the unlock; the new PIN is tried first, the PUK is not repeated blindly.',
		},
		'puk-refused-before': {
			what: 'The card had refused the portal’s PUK before.',
			safe: 'The PUK was not sent again; the card is as it was.',
			now: 'Call 444 5 576.',
		},
		'puk-unclear': {
			what: 'It could not be found out whether the card refused the PUK that was sent before.',
			safe: 'The PUK was not sent again; the card is as it was.',
			now: 'Call 444 5 576.',
		},
		'not-checked': {
			what: 'It could not be found out whether the card was written to.',
			safe: 'The PUK was not sent; the card is as it was.',
			now: 'Put the card in and go on with the unlock.',
		},
	},
	reading: { what: 'The card could not be read.', now: 'Take the card out and put it in again.' },
	terminated: {
		what: 'The card was put out of use for good.',
		now: 'For a new card call the call centre: 444 5 576.',
	},
	service: {
		'binding-missing': {
			what: 'The card reader component is not installed.',
			now: 'Run "npm start" once as administrator.',
		},
		'not-running': {
			what: 'The card reader service is not running.',
			now: 'Start it: sudo systemctl start pcscd',
		},
		stopped: { what: 'The card reader service stopped.', now: 'Wait until it is back.' },
		'access-denied': {
			what: 'The card reader service does not admit this user.',
			now: 'Ask the administrator for access to the reader.',
		},
		failed: { what: 'The card reader service could not be talked to.', now: tellOperator },
	},
};
