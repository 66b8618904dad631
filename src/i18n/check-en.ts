import type { trCheck } from './check-tr.ts';

export const enCheck: typeof trCheck = {
	title: 'Seal check: does my seal work?',
	takenAt: (moment) => `${moment} (Turkish time, by this computer’s clock)`,
	labels: {
		at: 'Time',
		program: 'Program',
		verdict: 'Verdict',
		holder: 'Seal holder',
		number: 'Number',
		todo: 'To do',
	},
	verdicts: {
		ok: 'The seal works on this computer; every link that was looked at is well.',
		okUnsigned:
			'Every link that was looked at is well. No signature was tried: add --sign to have the card sign and to verify it.',
		warning: 'The seal can be used, but something needs attention.',
		critical: 'The seal cannot be used on this computer now.',
		unknown: 'Not everything could be looked at; whether the seal works is not known.',
	},
	practice: 'A card of the SANDBOX: this verdict says nothing about a real seal.',
	private:
		'This page has no name, tax number or serial number; of long numbers it has the last 3 characters alone.',
	includes: (details) => `This page has personal details that were asked for: ${details}.`,
	details: { holder: 'seal holder', serial: 'serial numbers', reader: 'full name of the reader' },
	links: {
		usb: 'USB reader',
		service: 'PC/SC service',
		access: 'Right to use it',
		reader: 'Reader',
		card: 'Card',
		driver: 'Driver',
		certificates: 'Certificates',
		clock: 'Clock',
		chain: 'Chain',
		revocation: 'Revocation',
		tries: 'PIN tries',
		signature: 'Signature',
		neighbours: 'Programs',
	},
	levels: {
		ok: 'well',
		warning: 'warning',
		critical: 'trouble',
		unknown: 'unknown',
		'not-needed': 'not needed',
	},
	usb: {
		none: 'no card reader is seen at USB',
		notAtUsb: 'the reader that PC/SC sees is not at USB (virtual or remote)',
		driven: (reader, driver) => `${reader}: ${driver}`,
		undriven: (reader) => `${reader}: none of the installed drivers knows this reader`,
		install: (driverPackage) =>
			`The reader is plugged in and its driver is not installed. Nothing happened to the card. Debian’s package for it: ${driverPackage}. To see what to do: muhurdar doctor --fix`,
	},
	access: {
		given: 'this user can use the reader',
		denied:
			'The card reader service runs and refuses this user (polkit). The card was not touched. To see the right that is missing and how to undo it: muhurdar doctor --fix',
	},
	otherSeals: (count) =>
		count === 1
			? 'the seal of another holder is in, too; choose with --holder'
			: `${count} seals of other holders are in, too; choose with --holder`,
	certificateSerial: (use, serial) => `${use} serial number: ${serial}`,
	cardSerial: (serial) => `card serial number: ${serial}`,
	readerName: (name) => `name of the reader: ${name}`,
	clock: {
		same: (host) => `${host}: less than two minutes apart`,
		ahead: (host, difference) => `${host}: this computer’s clock is ${difference} fast`,
		behind: (host, difference) => `${host}: this computer’s clock is ${difference} slow`,
		untold: (host, why) => `${host}: ${why}`,
		noDate: 'its answer has no time',
		minutes: (minutes, seconds) => `${minutes} min ${seconds} s`,
		hours: (hours, minutes) => `${hours} h ${minutes} min`,
		days: (days) => (days === 1 ? '1 day' : `${days} days`),
		judged: 'the dates of the certificates were judged by the clocks of these servers',
		'clock-skewed':
			'This computer’s clock seems to be wrong. Nothing happened to the card. Set the clock and the time zone right; whoever gets a document signed at a wrong time may refuse it.',
		'clocks-disagree':
			'The clocks of the servers that were asked differ from one another; which one is right is not known. Compare this computer’s clock with one that you trust.',
		'no-clock':
			'No clock to compare with could be had. Check the network, or name other servers: muhurdar config set check.clocks URL,URL',
	},
	chain: {
		good: (use) => `${use}: verified up to a root of Kamu SM`,
		bad: (use, why) => `${use}: ${why}`,
		untrusted:
			'The chain does not lead to a trusted root; whoever gets an e-document refuses this signature. Nothing happened to the card. Send this page to the call centre, 444 5 576.',
		incomplete:
			'The chain could not be completed. Nothing happened to the card. Check the network and run the command again, or: muhurdar authorities fetch',
	},
	revocation: {
		told: (use, what) => `${use}: ${what}`,
		answered: (what, source, from) => `${what} (${source}: ${from})`,
		failed: (from, why) => `${from}: ${why}`,
		authority: 'Issuer',
		sources: { ocsp: 'OCSP', crl: 'revocation list' },
		revoked:
			'The certificate is revoked; nothing can be sealed with it. The card is as it was. Apply for a new seal; if you did not know, call the call centre, 444 5 576.',
		suspended:
			'The certificate is suspended; nothing can be sealed until that is lifted. The card is as it was. Use "Kullanıma Aç" on Kamu SM’s site.',
		'authority-revoked':
			'The issuer’s certificate is revoked or suspended; no seal under it can be relied on. Call the call centre, 444 5 576.',
		unknown:
			'Revocation could not be found out. Nothing happened to the card. Check the network and run the command again.',
	},
	tries: {
		none: 'The PIN is blocked. The card can still be read without a PIN. To unblock it use "PIN Oluşturma / Kilit Çözme" on Kamu SM’s site; do not try a PUK.',
		last: 'Last try: one more wrong PIN blocks the card. Do not try if you are not sure of the PIN.',
		few: 'A wrong PIN was entered on the card. Do not try if you are not sure of the PIN.',
		unknown: 'The card does not tell how many tries are left. Do not try if you are not sure of the PIN.',
	},
	signature: {
		notAsked: 'without --sign no PIN is asked for',
		passed: 'the card signed, and its certificate confirms the signature',
		goesTo: (title, number, reader) => `The PIN goes to this card: ${title} · ${number} · ${reader}`,
		ask: 'PIN (not shown while you type; Ctrl+C gives up):',
		'given-up': 'No PIN was typed; nothing was sent to the card.',
		'several-holders':
			'Seals of several holders are in the readers. No PIN was asked for, so that it cannot go to the wrong card. Name the seal: --holder NUMBER',
		'no-signing-certificate': 'The card has no signing certificate (SIGN0); no signature was tried.',
		'last-try':
			'The PIN was not sent, as this may be the last try; the card is as it was. If you want to try, use the card PIN screen of the program.',
		'no-way': 'This card cannot sign here; no PIN was asked for, no try was spent.',
		'called-off': 'The trial of a signature was called off. No PIN was sent.',
	},
};
