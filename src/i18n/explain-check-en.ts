import type { explainCheckTr } from './explain-check-tr.ts';

export const explainCheckEn: typeof explainCheckTr = {
	'reader-driver-missing': {
		what: 'The reader is plugged into USB, and none of the installed drivers knows it.',
		now: 'See the package that is missing with muhurdar doctor --fix; libccid for MİLKO, libacsccid1 for ACR39T.',
	},
	'no-usb-reader': {
		what: 'No card reader is seen at USB.',
		now: 'Plug the reader into another USB port; in a virtual machine, connect USB to the machine.',
	},
	'clock-skewed': {
		what: 'This computer’s clock differs by more than two minutes from the web servers that were asked.',
		now: 'Set the clock and the time zone right, and run the command again.',
	},
	'clocks-disagree': {
		what: 'The clocks of the web servers that were asked differ from one another.',
		now: 'Compare the clock with one that you trust; other servers: muhurdar config set check.clocks',
	},
	'no-clock': {
		what: 'None of the web servers that were asked for the time answered.',
		now: 'Check the network and the setting proxy.',
	},
	'chain-untrusted': {
		what: 'The chain of the certificate does not lead safely to a root of Kamu SM.',
		now: 'For the reason: muhurdar inspect --check; call centre 444 5 576.',
	},
	'chain-incomplete': {
		what: 'The issuer’s certificate is not here and could not be fetched; the chain was not verified up to a root.',
		now: 'Check the network, or: muhurdar authorities fetch',
	},
	revoked: {
		what: 'The certificate is revoked; it cannot be used any more.',
		now: 'Apply for a new seal. If you did not know: 444 5 576.',
	},
	suspended: {
		what: 'The certificate is suspended; it cannot be used until that is lifted.',
		now: 'Use "Kullanıma Aç" on Kamu SM’s site.',
	},
	'authority-revoked': {
		what: 'The issuer’s certificate is revoked or suspended.',
		now: 'Call the call centre: 444 5 576.',
	},
	'revocation-unknown': {
		what: 'Whether the certificate is revoked could not be found out.',
		now: 'Check the network and run the command again.',
	},
	'pin-blocked': {
		what: 'The PIN of the card is blocked.',
		now: 'Use "PIN Oluşturma / Kilit Çözme" on Kamu SM’s site; do not try a PUK.',
	},
	'last-try': {
		what: 'This may be the last try of the PIN; the PIN was not sent.',
		now: 'Do not try if you are not sure of the PIN. The card PIN screen tries after a confirmation.',
	},
	'tries-unknown': {
		what: 'The card does not tell how many PIN tries are left.',
		now: 'Do not try if you are not sure of the PIN.',
	},
	'wrong-pin-entered': {
		what: 'A wrong PIN was entered on the card after the last right one.',
		now: 'Do not try if you are not sure of the PIN. A right one fills the counter again.',
	},
	'wrong-pin': {
		what: 'The PIN that was typed is wrong; a try is gone.',
		now: 'Do not try again before you have found the PIN.',
		safe: 'The PIN was sent to the card once; nothing else changed on it.',
	},
	'several-holders': {
		what: 'Seals of several holders are in the readers; no PIN was asked for.',
		now: 'Name the seal: --holder NUMBER',
	},
	'no-signing-certificate': {
		what: 'The card has no signing certificate of a fiscal seal (SIGN0).',
		now: 'Put the right card in; if it stays, 444 5 576.',
	},
	'given-up': { what: 'No PIN was typed; no signature was tried.', now: 'To try, run the command again.' },
	'no-way': {
		what: 'This card cannot sign on this computer; most often the AKİS driver is missing.',
		now: 'Do what the line of the driver says, and run the command again.',
	},
	'left-open': {
		what: 'The card could not be reset after the signature; the PIN may still be entered.',
		now: 'Take the card out of the reader now.',
		safe: 'The signature was verified. A card that is taken out forgets the PIN that was entered.',
	},
};
