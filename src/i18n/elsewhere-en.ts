import type { Texts } from './tr.ts';

export const elsewhereEn: Texts['elsewhere'] = {
	starting: (seconds) => `Asking for a login code (${seconds} s). Esc gives up.`,
	where: (site) => `Another site asks who you are: ${site}. Open the address, type the code and approve.`,
	address: 'Address',
	code: 'Code',
	compare: 'If the code is another one there, stop.',
	waiting: (clock) => `Waiting for your approval; ${clock} left`,
	how: 'Once approved, this goes on by itself. F8 shows a QR code, Esc gives up.',
	howHere: 'This address opens on this computer alone. F8 shows a QR code, Esc gives up.',
	troubled: (clock) => `It is asked again by itself; ${clock} left`,
	over: {
		refused:
			'The login was refused at the other site. No session was opened; nothing changed on the card or at the portal.',
		expired:
			'The login code grew too old. No session was opened; nothing changed on the card or at the portal.',
	},
	overHow: 'Enter asks for a new code; Esc goes back to the choice of login.',
	strip: (holderNumber) => `test identity  F6 approves as ${holderNumber}`,
};
