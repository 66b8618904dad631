import type { trFix } from './fix-tr.ts';

export const enFix: typeof trFix = {
	title: (who, system) => `Looked at what is needed to use a card reader: ${who}, ${system}`,
	who: { user: (name) => `user ${name}`, group: (name) => `group ${name}` },
	whoMissing:
		'Who is to use the reader is not known. Name the user: muhurdar doctor --fix --user NAME. Nothing was done.',
	aspects: {
		package: 'Package of the card service',
		'reader-driver': 'Driver of the reader',
		service: 'Card service',
		polkit: 'Right to use it',
		groups: 'Groups and udev',
	},
	notes: {
		'package-there': 'installed',
		'no-dpkg': 'the names of this system’s packages are not known; nothing is done',
		'service-runs': 'runs',
		'no-systemd': 'does not run; how it is started without systemd is not known, nothing is done',
		'no-unit': 'there is no unit pcscd.socket; how it is started is not known, nothing is done',
		'polkit-gives': 'given; polkit lets this user in',
		'polkit-not-asked': 'not needed; the pcscd of this system does not ask polkit',
		'polkit-unknown': 'polkit could not be asked; whether the right is given is not known, nothing is done',
		'rule-there': 'the rule file of this program is there already; it is left alone',
		'name-unfit': 'no rule can be written with this name; nothing is done',
		'drivers-there': 'every reader at USB has its driver',
		'driver-unfit':
			'the installed driver packages do not know the reader at USB; which one does is not known, nothing is done',
		'no-reader': 'no card reader is seen at USB; look again when one is plugged in',
		'groups-not-needed': 'not needed; pcscd runs as root and may open every reader',
		'service-user':
			'pcscd runs as another user; how the reader is opened to it is not known, nothing is done',
	},
	why: {
		'no-package': 'pcscd is not installed',
		libccid: 'the driver of the reader at USB (libccid) is not installed',
		libacsccid1:
			'the driver of the ACS reader at USB (libacsccid1) is not installed; libccid does not know this reader',
		'service-stopped': 'pcscd.socket is stopped',
		'service-masked': 'pcscd.socket is masked',
		'user-refused': 'polkit refuses reader and card to this user, who does not sit at this computer',
		'group-rule': 'there is no rule for this group',
	},
	acts: 'What is done:',
	undo: 'What takes it back:',
	newFile: (path) => `new file ${path}`,
	nothing: 'Nothing is missing; nothing was done.',
	nothingKnown: 'Nothing was found that could be done; what is not known stands above. Nothing was done.',
	needsRoot: (command) => `Nothing was done. To do what stands above: ${command}`,
	ask: 'Do what stands above, and nothing else? [y/N]',
	yes: ['y', 'yes'],
	leftAlone: 'Nothing was done.',
	failed: (why) => `It could not be done (${why}); the steps behind it were not begun.`,
	undoDone: 'To take back what was done:',
	done: 'Done; nothing is missing any more.',
	stillMissing: 'Done, and something is still missing. To see what, run the command again.',
};
