import type { guidedTr } from './guided-tr.ts';

const open = [
	'Open onlineislemler.kamusm.gov.tr.',
	'Log in with e-Devlet and return to Kamu SM.',
	'Choose Mali Mühür in the menu of products.',
];
const labelsOf2014 = 'The menu’s names are from the guide of 2014; the site may look different today.';

export const guidedEn: typeof guidedTr = {
	badge: 'GUIDED',
	start:
		'What concerns the portal is done on Kamu SM’s site; this program shows the way and looks at the card.',
	step3: 'No portal is spoken to in this mode: you open the site, and this program says what to do there.',
	step3Now: 'Open the address in a browser. a shows it with its QR code. Enter goes on.',
	intro: 'Choose what you are going to do on the site.',
	needsCard: 'put the card in',
	leftOpen: (date) => `open: ${date}`,
	final: 'A revocation cannot be undone. A new certificate costs money.',
	willBeWritten: 'It is written in the journal before you go to the site.',
	enterBegins: 'Enter begins, Esc leaves.',
	writing: 'Being written in the journal.',
	addressKey: 'a: the address, large and as a QR code',
	enterAfter: 'Enter when you are done on the site.',
	cardOut: 'The card is not in the reader. Put the card of this task in.',
	cardOther: 'The card in the reader is not the one of this task. Put that one in.',
	datesOnly: 'Judged by dates alone; revocation and suspension could not be learnt.',
	toldNow: 'As Kamu SM’s revocation service says.',
	before: (word) => `before: ${word}`,
	toldMark: (sign) => `${sign} you said so; it was not seen from here`,
	remembering: 'Looking up the seals seen on this computer.',
	whichIsLost: 'No card is in the reader. Which of the seals seen on this computer is to be revoked?',
	noneOfThese: 'None of these',
	serialUnknown:
		'The serial numbers of the certificates are not known on this computer. If you have a certificate file: muhurdar inspect FILE. You can also ask for the revocation with the tax number alone.',
	phone: 'Revocation by phone: Kamu SM call centre 444 5 576',
	phoneReady:
		'Have ready: the title, the tax number, the serial numbers. You are asked who you are; never say the PIN, the PUK or the security word.',
	whatCameOfIt: 'What happened on the site? What is not seen here is written down as you say it.',
	answers: { done: 'It was done', 'not-done': 'It was not done', unsure: 'I am not sure' },
	willLook: 'After your answer Kamu SM’s revocation service is asked about the certificates.',
	looking: (number, count, seconds) =>
		`Certificate ${number}/${count} is being asked about (${seconds} s). Esc stops waiting.`,
	outcomes: {
		'seen-online': 'Confirmed: Kamu SM’s revocation service says the same.',
		'seen-on-card': 'Confirmed: the card took this PIN.',
		'told-done': 'You said that it was done. It was not seen from here.',
		'told-not-done': 'You said that it was not done. Nothing is taken to have changed.',
		unknown: 'What happened is not known. Look on the site or call 444 5 576.',
	},
	states: {
		'not-yet-valid': 'not valid yet',
		valid: 'valid',
		expiring: 'valid, ending soon',
		suspended: 'suspended',
		revoked: 'revoked',
		expired: 'expired',
		unknown: 'not known',
	},
	unseen: {
		'card-gone': 'The card is not in the reader; its certificates could not be asked about.',
		'certificate-unknown': 'The serial number is not known, so the revocation service could not be asked.',
		'not-shown':
			'The revocation service does not show it. A new state may be published late; look again later.',
		'so-before': 'By the revocation service it stood like this before the task was begun.',
	},
	tryPin: 'To confirm the new PIN on the card, test it with p.',
	enterCloses: 'Enter keeps this and goes back to the list.',
	tasks: {
		'log-in': {
			name: 'Login',
			about: 'You show the site who you are; no security word and no SMS code is asked for here.',
			steps: open,
			notKnown: 'The login is done with e-Devlet; its screens are not seen here.',
		},
		'pin-or-unlock': {
			name: 'PIN Oluşturma / Kilit Çözme',
			about:
				'The card’s PIN is made on the site and with an application from there. Do not try the PUK by hand.',
			steps: [
				...open.slice(0, 2),
				'Choose “PIN Oluşturma / Kilit Çözme”.',
				'Download and start the unlocking application.',
				'Type the site’s verification code into it.',
				'Choose the card, type PIN and SMS code, press “Doğrula”.',
			],
			notKnown: 'While that application uses the card it may be shown as busy here.',
		},
		'pin-view': {
			name: 'PIN / PUK Bilgisi',
			about: 'On the site you see the PIN, save it as a PDF or delete it.',
			steps: [...open, 'Choose “PIN / PUK Bilgisi”.'],
			notKnown: 'Whether the site still shows the PIN today is not known.',
		},
		activate: {
			name: 'Kullanıma Aç',
			about: 'Lifts the suspension of a certificate.',
			steps: [...open, 'Choose “Kullanıma Aç” and confirm.'],
			notKnown: labelsOf2014,
		},
		revoke: {
			name: 'Sertifikamı İptal Et',
			about: 'Revokes a certificate for good.',
			steps: [...open, 'Choose “Sertifikamı İptal Et”.', 'Compare the serial number and confirm.'],
			notKnown: 'It can be done by telephone as well: 444 5 576. The menu’s name is from the guide of 2014.',
		},
		'update-details': {
			name: 'Bilgi Güncelle',
			about: 'Telephone, e-mail, address and the like. The title in the certificate does not change.',
			steps: [...open, 'Choose “Bilgi Güncelle”.'],
			notKnown: labelsOf2014,
		},
		replace: {
			name: 'Applying for a new certificate',
			about: 'In place of a seal that was revoked or has expired; it costs money and takes 3-7 working days.',
			steps: ['Open the address.', 'Fill in the application form and pay.'],
			notKnown: 'Today’s price is not known; the site tells it.',
		},
	},
};
