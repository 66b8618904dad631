/** What the manual pages say beside the help, in English. */
export const manualEn = {
	volume: 'Mühürdar',
	titles: {
		name: 'NAME',
		synopsis: 'SYNOPSIS',
		description: 'DESCRIPTION',
		options: 'OPTIONS',
		commands: 'COMMANDS',
		examples: 'EXAMPLES',
		exit: 'EXIT STATUS',
		environment: 'ENVIRONMENT',
		files: 'FILES',
		seeAlso: 'SEE ALSO',
		settings: 'SETTINGS',
		security: 'SECURITY',
		operation: 'OPERATION',
	},
	options: 'Options:',
	values: 'Values:',
	default: (value: string) => `Default: ${value}.`,
	variable: (name: string) => `Variable: ${name}.`,
	program: {
		name: 'bring a Turkish fiscal seal into use and look after it',
		description: [
			'muhurdar is a full-screen program for a fiscal seal (Mali Mühür), the certificate on an AKİS smart card that Turkish organisations seal invoices with. It reads the card, follows the six steps of the guide at the portal, and looks after dates, PINs and revocation.',
			'Without a portal in the settings it opens the sandbox: a test portal and virtual cards inside the program, labelled DENEME ORTAMI on every screen.',
			'F1 on any screen lists its keys.',
		],
		exit: [
			['0', 'done'],
			['1', 'failed; also where the output could not be written to its end'],
			['2', 'wrong use'],
			['3', 'no reader or no card'],
			['4', 'the portal cannot be reached or refused'],
			['5', 'the PIN is locked, or was held back for safety'],
			['129, 130, 143', 'ended by SIGHUP, SIGINT, SIGTERM'],
		],
		environment: [
			['MUHURDAR_...', 'a setting; see muhurdar-config(5)'],
			[
				'LC_ALL, LC_MESSAGES, LANG',
				'the language where no setting names one: English for en..., else Turkish',
			],
			['NO_COLOR', 'no colours'],
			['XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME', 'where settings, journals and caches lie'],
		],
		files: [
			['/etc/muhurdar/settings.json', 'settings of the machine'],
			['~/.config/muhurdar/settings.json', 'settings of the user'],
			[
				'~/.local/state/muhurdar/journal/journal.jsonl',
				'journal of what was done at the real portal and with cards',
			],
			['~/.local/state/muhurdar/journal-deneme/journal.jsonl', 'journal of what was done in the sandbox'],
		],
	},
	config: {
		name: 'settings of muhurdar',
		description: [
			'A setting comes from four places; the later one holds: the file of the machine, the file of the user, a variable of the environment, an option of the command line.',
			'Each file is one JSON object with the names below. An unknown name or a value that may not be makes the whole file unusable, and is said at every start: a kiosk does not start then, a desk is asked.',
			'"muhurdar config set NAME VALUE" writes the file of the user, with --system that of the machine. "muhurdar config get --origin" tells what sets each.',
			'A file that others may write to is not used. The variable of a setting is its name in capitals behind MUHURDAR_, with _ in place of dots and dashes.',
		],
		example: 'The file of a machine with a kiosk:',
	},
	kiosk: {
		name: 'run muhurdar where anybody may come by, and over SSH',
		description: [
			'A kiosk shows one program and nothing else. It closes only with the code of the attendant; left alone it wipes what was typed, ends the session and begins again. Nothing of a visitor stays on the disk.',
		],
		operation: [
			'Name the portal for the machine, and give the kiosk its code:',
			'Start it on a console, in place of the login there:',
			'Let a help desk in over SSH: one line for each key in /etc/muhurdar/authorized_keys, which belongs to root:',
			'The user muhurdar gets the program on a terminal. Commands, scp, sftp, forwarding and other terminals are refused, and each session is noted in the journal of the system:',
			'A client that was killed ends its session within a second, a line that falls silent within about six: the session at the portal is closed and the card is reset.',
			'After an upgrade a kiosk goes on with the former version until its unit is restarted:',
		],
		security: [
			'The unit has no capabilities, a read-only system and no devices; it reaches the card service and the print service by their sockets, and USB sticks below /media and /run/media.',
			'Members of the group muhurdar may use card readers without a seat (polkit). Secrets are in no setting but the code of the attendant, which is kept as a hash in the settings of the user muhurdar and never in those of the machine.',
		],
		files: [
			['/usr/lib/systemd/system/muhurdar-kiosk@.service', 'the unit; the instance is the console (tty1)'],
			['/etc/ssh/sshd_config.d/50-muhurdar.conf', 'what SSH gives to the user muhurdar'],
			['/etc/muhurdar/authorized_keys', 'who may come in as that user'],
			['/usr/share/polkit-1/rules.d/50-muhurdar.rules', 'the right to use card readers'],
			['/var/lib/muhurdar', 'home of the user muhurdar; purge removes it with its journals'],
		],
	},
};

export type ManualWords = typeof manualEn;
