import type { trDoctor } from './doctor-tr.ts';

export const enDoctor: typeof trDoctor = {
	links: {
		service: 'PC/SC service',
		reader: 'Reader',
		card: 'Card',
		driver: 'Driver',
		certificates: 'Certificates',
		portal: 'Portal',
		terminal: 'Terminal',
		neighbours: 'Programs',
	},
	states: { ok: 'well', trouble: 'trouble', 'not-needed': 'not needed', unknown: 'unknown' },
	driverNow: {
		missing:
			'Get it from Kamu SM’s menu "Sürücü" and install it. If it lies elsewhere: muhurdar config set card.module PATH',
		'in-use': 'Run the command again in a while.',
		'sees-no-card':
			'Take the card out, put it back and run the command again. If it stays, close other programs that use the card.',
		'sees-other-card': 'Take the other cards out and run the command again.',
		failed:
			'Take the card out, put it back and run the command again. If it stays, install the driver anew from Kamu SM’s menu "Sürücü".',
	},
	certificates: {
		expired:
			'The seal has expired and cannot be used. The card is as it was. Check this computer’s date; if it is right, apply for a renewal.',
		'not-yet-valid':
			'The seal is not valid yet. The card is as it was. Check this computer’s date; if it is right, wait for the day.',
		expiring: 'The seal expires soon. It can be used today. Apply for a renewal.',
	},
	sandboxPortal: 'the sandbox is part of the program',
	terminal: {
		absent: 'the command does not run in a terminal',
		recorded: (recorder) => `what is shown may be kept by: ${recorder}`,
		noCursor:
			'The terminal cannot move the cursor (TERM). The full screen does not open, commands work. Use another terminal.',
		tooSmall: (columns, rows) =>
			`The terminal is small. Nothing is lost. Enlarge the window to ${columns}×${rows} at least.`,
	},
	neighbours: {
		program: (name, pid, uses) => `${name} (process ${pid}): ${uses}`,
		uses: { 'card-service': 'uses the card service', 'akis-driver': 'has loaded the AKİS driver' },
		noProgram: 'no other program is seen to use the card service now',
		closed: 'programs of other users could not be looked into; root sees all',
		places: {
			'akis-driver': 'AKİS driver',
			'java-keystore': 'Java keystore',
			'certificate-store': 'Certificate store',
		},
		noPlace: 'none of the known places that e-invoice programs look at has a file',
	},
	openedHead: (program, at) => `${program} · report of ${at}`,
	openProblems: {
		'not-readable': 'The report cannot be read. Check its path and permissions.',
		'no-report': 'This file is not a report that doctor --bundle wrote, or it is damaged.',
	},
	bundleHint: 'The report holds no name and no whole number; look at it before you pass it on.',
};
