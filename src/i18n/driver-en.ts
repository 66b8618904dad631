import type { trDriver } from './driver-tr.ts';

const file = {
	what: 'The driver’s file was not loaded.',
	safe: 'Nothing of it was run.',
};
const chosePath = 'Give the right path: muhurdar config set card.module PATH';
const installAgain = 'Install the driver anew from Kamu SM’s menu "Sürücü".';
const onKiosk = 'On a kiosk the driver lies where nobody but root can change it. Tell the administrator.';
const ownProcess = 'It ran in a process of its own; the program and other cards are unharmed.';

export const enDriver: typeof trDriver = {
	guide:
		'The guide: kamusm.gov.tr, menu "Sürücü"; download and install the AKİS application for your system.',
	driverAddress: 'kamusm.bilgem.tubitak.gov.tr/islemler/surucu_indirme',
	why: 'Certificates are read without it. On newer cards a PIN can be used by this driver only.',
	notNeeded: (product) =>
		`The card that is in (${product}) needs no driver: its PIN operations go to the card directly.`,
	notNeededLink: {
		missing: 'no, not found',
		refused: 'no, the file was not loaded',
		failed: 'no; the details say why (d)',
		'in-use': 'unknown, another operation is under way',
		'sees-no-card': 'no, it sees no card',
		'sees-other-card': 'no, it sees another card',
		virtual: 'no, it cannot see a virtual card',
	},
	searching: 'Looking at the AKİS driver.',
	checking: 'looking again',
	system: 'System',
	systemOf: (name, machine) => `${machine} · ${name}`,
	fetch: 'To download',
	fetchFor: {
		debian: '"Sürücü": Linux, 64 bit (.deb)',
		rpm: '"Sürücü": Linux, 64 bit',
		linux: '"Sürücü": Linux, 64 bit',
		macos: '"Sürücü": macOS',
		windows: '"Sürücü": Windows',
		other: 'none is known for this system',
		'other-machine': 'none is known for this processor',
	},
	links: {
		installed: 'Installed',
		loads: 'Loads',
		'sees-card': 'Sees the card',
	},
	module: (description, version) => `${description} ${version}`.trim(),
	tokens: (count) => (count === 1 ? '1 card' : `${count} cards`),
	noCard: 'looked at once a card is in',
	allHolds: 'The driver is ready: PIN operations of this card go by way of it.',
	ready: 'The driver is ready. Once a card is in, it is looked whether the driver sees it.',
	reader: 'Reader',
	usbReader: (name, usbId) => `${name} (USB ${usbId})`,
	readerWithoutDriver: (reader, driver) =>
		`${reader} is plugged in, and its driver ${driver} is not installed.`,
	nameless: 'A reader without a name',
	installPackage: {
		debian: (name) => `To install it: sudo apt install ${name}`,
		other: (driver) => `Install it with your system’s package manager: ${driver}`,
	},

	broken: {
		missing: {
			what: 'The AKİS driver was not found on this computer.',
			safe: 'Certificates are read without it.',
			now: 'Download and install it; the screen follows by itself. Elsewhere: muhurdar config set card.module PATH',
		},
		'in-use': {
			what: 'Another operation with the driver is under way.',
			safe: 'It was not interrupted.',
			now: 'Look again by r in a moment.',
		},
		'sees-no-card': {
			what: 'The driver works and does not see the card.',
			safe: 'Nothing was sent to the card.',
			now: 'Pull the card and put it back, look again by r. If it stays, close other programs that use the card.',
		},
		'sees-other-card': {
			what: 'The driver sees another card, and not the one in the reader.',
			safe: 'Nothing was sent to the card; a PIN goes to the same card only.',
			now: 'Pull the other cards, look again by r.',
		},
	},
	refused: {
		'path-not-absolute': { ...file, why: 'The path does not begin with /.', now: chosePath },
		'not-found': { ...file, why: 'There is no file at the given place.', now: chosePath },
		'not-a-file': { ...file, why: 'What is at the given place is no file.', now: chosePath },
		'not-readable': {
			...file,
			why: 'This user may not read the file.',
			now: 'Allow it to be read, or install the driver anew.',
		},
		'not-a-library': { ...file, why: 'The file is no program library.', now: installAgain },
		'other-system': { ...file, why: 'The file is for another operating system.', now: installAgain },
		'other-machine': { ...file, now: installAgain },
		'owner-not-root': { ...file, now: onKiosk },
		'writable-by-others': { ...file, now: onKiosk },
	},
	refusedWhy: {
		'other-machine': (found, needed) => `For another processor: ${found}. Needed: ${needed}.`,
		'owner-not-root': (path) => `Not owned by root: ${path}`,
		'writable-by-others': (path) => `Others can change it: ${path}`,
	},
	failed: {
		'binding-missing': {
			what: 'The PKCS#11 add-on (pkcs11js) is not built on this computer.',
			safe: 'The driver was not loaded.',
			now: 'Type npm start in the program’s folder.',
		},
		'process-failed': {
			what: 'The process for the driver could not be started.',
			safe: 'The driver was not loaded.',
			now: 'Try again by r. If it stays, look at memory and at limits of processes.',
		},
		'not-loadable': {
			what: 'The system could not load the driver’s file.',
			safe: ownProcess,
			now: `What it lacks stands in the details (d). ${installAgain}`,
		},
		'no-entry-point': {
			what: 'The file is a library, and no PKCS#11 driver.',
			safe: ownProcess,
			now: installAgain,
		},
		'not-started': {
			what: 'The driver did not begin.',
			safe: ownProcess,
			now: 'Try again by r. If it stays, install the driver anew; the reason stands in the details (d).',
		},
		crashed: {
			what: 'The driver crashed.',
			safe: ownProcess,
			now: 'Try again by r. If it stays, install the driver anew: Kamu SM, menu "Sürücü".',
		},
		'no-answer': {
			what: 'The driver did not answer in time; its process was ended.',
			safe: ownProcess,
			now: 'Pull the card and put it back, try again by r.',
		},
		garbled: {
			what: 'The driver gave an answer that means nothing.',
			safe: ownProcess,
			now: 'Try again by r. If it stays, install the driver anew: Kamu SM, menu "Sürücü".',
		},
		'not-confirmed': {
			what: 'The certificate does not confirm the signature that came.',
			safe: 'The signature was not used and went to nobody.',
			now: 'Put the card in anew and try once more. If it stays, call the call centre: 444 5 576.',
		},
		'several-tokens': {
			what: "The driver sees the card's certificate on more than one card and cannot tell which of them is this card.",
			safe: 'No PIN was sent.',
			now: 'Take the other cards out and try again.',
		},
		'no-token': {
			what: 'The driver works and does not see the card.',
			safe: ownProcess,
			now: 'Pull the card and put it back, look again by r.',
		},
		'call-failed': {
			what: 'The driver could not do what was asked.',
			safe: ownProcess,
			now: 'Close other programs that use the card, try again by r. The reason stands in the details (d).',
		},
	},
};
