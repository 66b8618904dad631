import type { sealsTr } from './seals-tr.ts';

export const sealsEn: typeof sealsTr = {
	none: 'The register holds no seal. To add one: muhurdar seals add FILE',
	nothingFound: 'No seal matches.',
	number: { vkn: 'VKN', tckn: 'T.C. number', other: 'Number' },
	withoutNumber: 'no number',
	left: (days) => `${days} days`,
	ended: 'ended',
	notYet: 'not begun',
	marks: {
		spare: 'has a spare',
		replaced: (until) => `replaced by one that ends ${until}`,
		lost: (since) => `lost, ${since}`,
		revoked: (since) => `revoked, ${since}`,
		suspended: 'suspended',
	},
	count: (shown, all) => (shown === all ? `${all} seals.` : `${shown} of ${all} seals.`),
	kept: (added, updated) => `Added to the register: ${added}, seen again: ${updated}.`,
	noSeal: (from) => `${from}: no certificate of a fiscal seal; nothing was added.`,
	notRead: (from, why) => `${from}: ${why}`,
	noted: (what) => `Note written: ${what}`,
	forgotten: (what) => `Removed from the register: ${what}`,
	found: (what) => `No longer marked as lost: ${what}`,
	notFound: (word) =>
		`The register holds no such seal: ${word}. Give a VKN or T.C. number, a certificate’s serial number, or the beginning of a fingerprint (8 digits or more). To list the seals: muhurdar seals`,
	ambiguous: (word) => `Several seals match: ${word}. None was touched. Choose one by its serial number:`,
	salvaged: (path, kept, rebuilt) =>
		`The register of seals was damaged. The damaged file is kept: ${path}. ${kept} seals could be read and are in the new register; ${rebuilt} seals were written again from their certificates alone, without their note and place.`,
	notKept: (why) => `The seal that was seen could not be written to the register: ${why}`,
	importRefused: (from, position, why) => `${from}, record ${position}: ${why}`,
	refusals: {
		malformed: 'the record cannot be read; not taken',
		altered: 'the certificate does not match the fingerprint of the record; not taken',
		'not-a-register': 'not a JSON or CSV file that came out of a register of seals; not taken',
		'too-large': 'the file is too large; not taken',
		'not-readable': 'the file cannot be read; check its path and permissions',
	},
	calendar: {
		ends: (label) => `Fiscal seal ends: ${label}`,
		renewalOpens: (label) => `Renewal of the fiscal seal opens: ${label}`,
		newSeen: (label) => `New fiscal seal first seen: ${label}`,
		about: (title, end) => `${title}. End: ${end} (Turkish time).`,
		howLong: 'The new card takes 3-7 working days and is handed to the authorised person only.',
	},
	report: {
		nobody: (days) => `No seal has to be renewed within ${days} days; no file was written.`,
		pages: (count, path) => `${count} seals written: ${path}`,
		title: 'Renewal of your fiscal seal',
		madeAt: (day) => `Made on: ${day}`,
		facts: {
			title: 'Holder',
			ends: 'The seal ends',
			left: 'Time left',
			opens: 'Renewal opens',
			apply: 'Apply no later than',
			serials: 'Serial numbers',
		},
		ended: (days) => `ended (${days} days ago)`,
		stepsTitle: 'What to do',
		steps: [
			'Apply at https://onlineislemler.kamusm.gov.tr (login through e-Devlet).',
			'Title and address must be those of MERSİS or of the tax office.',
			'A renewal is a new certificate and a new card. The old seal works until its last day; both can be used side by side.',
			'The card takes 3-7 working days and is handed to the authorised person only, who has to be at the address on those days.',
			'When the new card is there, choose the new seal in the e-invoice software.',
		],
		cautions: [
			'“Apply no later than” is 7 working days before the end. Public holidays are not counted; apply earlier if there are any.',
			'The end of a seal is no force majeure for e-Defter; no time is added.',
			'This program does not know today’s price; the application shows it.',
		],
		help: 'Call centre of Kamu SM: 444 5 576',
		sandbox: 'DENEME ORTAMI (sandbox): worth nothing',
	},
	lost: {
		heading: (title) => `Lost, stolen or broken card: ${title}`,
		marked: 'The register marks it as lost. If the card is found: muhurdar seals found',
		serials: 'Certificates to revoke',
		serial: (use, hex, decimal) => `${use}: ${hex} (decimal ${decimal})`,
		phone: 'Call the call centre of Kamu SM: 444 5 576',
		sayTitle: 'What to say',
		say: {
			who: (number, title) => `“I call on behalf of ${title}, our number is ${number}.”`,
			what: '“The card of our fiscal seal was lost (stolen, is broken). Please revoke both certificates.”',
			never:
				'They check who you are. Nobody needs a PIN, a PUK or the security word on the phone; hang up if they are asked for.',
			ask: 'Ask when the revocation will be done; write the number of the request down if they give one.',
		},
		whoMay: 'This program does not know which documents are wanted; ask on the phone.',
		final: 'A revocation cannot be undone. If the card may be at home or in the office, look first.',
		afterTitle: 'Afterwards',
		after: {
			wait: (watch) => `Wait until the revocation is published: ${watch}`,
			apply: 'Apply for a new seal: https://onlineislemler.kamusm.gov.tr',
		},
		watch: 'muhurdar watch --revocation',
		noDer:
			'This certificate came from a list; nobody can be asked about its revocation. Add its file: muhurdar seals add FILE',
	},
	letter: {
		subject: 'Request to revoke the certificates of a fiscal seal',
		to: [
			'TÜBİTAK BİLGEM Kamu Sertifikasyon Merkezi (Kamu SM)',
			'TÜBİTAK Gebze Yerleşkesi (BİLGEM İdari Bina) P.K. 74, 41470 Gebze/Kocaeli',
			'bilgi@kamusm.gov.tr',
		],
		body: (title, numberName, number) =>
			`The certificates of the fiscal seal whose serial numbers are below were issued to ${title} (${numberName}: ${number}).`,
		why: 'The card was lost / stolen / is broken (strike out what does not apply). Noticed on (date and time): ..............................',
		wish: 'Please revoke the certificates and tell us the date of the revocation.',
		sign: [
			'Name of the authorised person: ........................................',
			'T.C. number: ..............................   Phone: ..............................',
			'Date, signature and stamp:',
		],
		notAForm:
			'This letter is no form of Kamu SM; ask on 444 5 576 which documents are wanted. Phone first to have it revoked: the seal stays valid while the letter is on its way.',
	},
	renew: {
		heading: (title) => `Renewal: ${title}`,
		tooEarly: (day) => `Renewal is not open yet; it opens on ${day}.`,
		legend: '[x] seen   [ ] not yet   [?] cannot be seen from here, check it yourself',
		steps: {
			opened: (day) => `Renewal opens on ${day} (three months before the end)`,
			applied: 'Applied: https://onlineislemler.kamusm.gov.tr (login through e-Devlet)',
			paid: 'Paid; a payment through a bank counts on the next working day',
			delivered: 'The card came (3-7 working days) and the authorised person took it',
			seen: 'The new seal was seen on this computer',
			seenAt: (day, serial) => `The new seal was seen on this computer: ${day}, serial number ${serial}`,
			begun: 'The new seal is in date',
			begins: (day) => `The new seal is in date from ${day}`,
			chosen: 'The new seal was chosen in the e-invoice software',
			oldEnds: (day) => `The old seal ends on ${day}; until then both work`,
		},
		howSeen:
			'Let the new card be seen: muhurdar status (with the setting seals.keep true) or muhurdar seals add FILE',
	},
	watching: {
		nothing:
			'No revocation is waited for. Write the loss into the register first: muhurdar seals lost NUMBER',
		begins: (seals, minutes) =>
			`Waiting for the revocation of ${seals} seals; OCSP and the list are asked every ${minutes} minutes. Ctrl+C stops it.`,
		asked: (what, ocsp, list) => `${what}: OCSP ${ocsp}; list ${list}`,
		answers: {
			good: 'not revoked',
			revoked: 'revoked',
			suspended: 'suspended',
			unknown: 'no answer',
			'not-asked': 'could not be asked',
		},
		seen: (what, since, seenAt) => `${what}: REVOKED. Kamu SM says since ${since}; seen here at ${seenAt}.`,
		allSeen: 'Every revocation that was waited for was seen.',
		uses: { SIGN0: 'signing', ENCR0: 'encryption', other: 'certificate' },
	},
	failure: {
		'no-place': {
			what: 'There is no place for the register of seals.',
			now: 'Define HOME or XDG_STATE_HOME and run the command again.',
		},
		busy: { what: 'Another program uses the register of seals.', now: 'Try again in a while.' },
		'disk-full': {
			what: 'The register of seals could not be written: the disk is full.',
			now: 'Make room and try again.',
		},
		'not-writable': {
			what: 'The register of seals could not be opened: no permission, or something else has its name.',
			now: 'Check the permissions of the folder and the file.',
		},
		damaged: {
			what: 'The register of seals is damaged, and no new one could be written beside it.',
			now: 'Keep a copy of the file, check room and permissions on the disk, and try again.',
		},
		newer: {
			what: 'A later version of this program wrote the register of seals.',
			now: 'Install that version.',
		},
	},
};
