import type { linkCodesTr } from './link-codes-tr.ts';

export const linkCodesEn: typeof linkCodesTr = {
	slot: {
		'time-up': {
			what: 'Readers and cards could not be found out in time.',
			now: 'Run the command again; if it stays, take the card out and put it in again.',
		},
		'no-reader': {
			what: 'No reader is seen.',
			now: 'Plug the reader into a USB port; if it is plugged in, try another port.',
		},
		empty: {
			what: 'There is no card in the reader.',
			now: 'Put the card in with its chip up and first.',
		},
		unresponsive: {
			what: 'The card is in and does not answer.',
			now: 'Take the card out, wipe its chip with a dry cloth and put it in again.',
		},
		'in-use': {
			what: 'Another program uses the card.',
			now: 'Close that program, or wait until it is done.',
		},
		reading: { what: 'Reading the card had not ended.', now: 'Run the command again.' },
		foreign: { what: 'The card that is in is no AKİS card.', now: 'Put the fiscal seal card in.' },
		failed: { what: 'The card could not be read.', now: 'Take the card out and put it in again.' },
	},
	seal: {
		'no-seal': {
			what: 'The AKİS card has no fiscal seal certificate.',
			now: 'Put the fiscal seal card in.',
		},
		unreadable: {
			what: 'The card was not read whole: a certificate file could not be read.',
			now: 'Take the card out and put it in again; if it stays, call the call centre: 444 5 576.',
		},
		'one-certificate': {
			what: 'One of the seal’s two certificates is not on the card.',
			now: 'Take the card out and put it in again; if it stays, call the call centre: 444 5 576.',
		},
		expired: {
			what: 'The seal has expired.',
			now: 'Check this computer’s date; if it is right, apply for a renewal.',
		},
		'not-yet-valid': {
			what: 'The seal is not valid yet.',
			now: 'Check this computer’s date; if it is right, wait for the day.',
		},
		expiring: { what: 'The seal expires soon.', now: 'Apply for a renewal.' },
	},
	terminal: {
		settings: {
			what: 'The settings do not tell the portal’s address.',
			now: 'Mend the settings file: muhurdar config path',
		},
		'no-terminal': {
			what: 'The command does not run in a terminal.',
			now: 'For the screens open the program in a terminal.',
		},
		'no-cursor': {
			what: 'The terminal cannot move the cursor (TERM).',
			now: 'Use another terminal, or open the program with --plain.',
		},
		'too-small': { what: 'The terminal’s window is small.', now: 'Enlarge the window.' },
	},
};
