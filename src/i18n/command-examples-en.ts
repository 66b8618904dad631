import type { commandExamplesTr } from './command-examples-tr.ts';

export const commandExamplesEn: typeof commandExamplesTr = {
	screens: [
		['muhurdar', 'opens the sandbox, or the portal of the settings'],
		['muhurdar --guided', 'with a real card and no portal: says what to do on Kamu SM’s site'],
		['muhurdar --kiosk --portal https://portal.example.com/', 'on a computer that anybody may use'],
	],
	check: [
		['muhurdar check', 'whether the seal works on this computer, without a PIN'],
		['muhurdar check --sign --holder 4540536920', 'has the seal of this number sign and verifies it'],
		[
			'muhurdar check --pdf denetim.pdf',
			'writes the page to send to the help desk of the e-invoice software',
		],
	],
	status: [['muhurdar status --json', 'for programs: one JSON object']],
	watch: [['muhurdar watch --json --reader ACS', 'a line of JSON for each event']],
	doctor: [
		['muhurdar doctor --bundle rapor.json', 'writes the report without personal details for support'],
		['muhurdar doctor --fix', 'shows what the reader lacks and how to undo it, and does nothing'],
		['sudo muhurdar doctor --fix', 'shows the same, asks, and does it after a yes'],
		['muhurdar doctor --open rapor.json', 'shows the report of another computer'],
	],
	inspect: [['muhurdar inspect --check muhur.pem', 'completes the chain and asks about revocation']],
	expiring: [
		[
			'muhurdar expiring --within 60d --critical 20d muhur.pem',
			'for monitoring: warns 60 days before the end',
		],
	],
	metrics: [['muhurdar metrics --check', 'prints the metrics, and asks about revocation']],
	seals: [
		['muhurdar seals add *.pem', 'adds seals from files to the register'],
		['muhurdar seals list izmir --only ending --within 60d', 'searches those that end within 60 days'],
		['muhurdar seals lost 4540536920 dilekce.pdf', 'when the card is lost: what to do, and the letter'],
		['muhurdar seals export --csv clients.csv', 'gives the register to spreadsheet programs'],
	],
	sandbox: [
		['muhurdar sandbox --port 8443 --card vpcd', 'opens the test portal and the virtual cards as a service'],
	],
	config: [
		['muhurdar config set portal.address https://portal.example.com/', 'the portal of this user'],
		[
			'sudo muhurdar config set --system portal.address https://portal.example.com/',
			'the portal of everybody on this machine',
		],
		['muhurdar config get --origin', 'all settings, and what sets each'],
	],
	audit: [
		['muhurdar audit verify', 'checks the journal of what was done at the real portal'],
		['muhurdar audit verify --stdin < kiosk-1.jsonl', 'checks the journal of a kiosk on the collector'],
		['muhurdar audit show 7K4P-3MTY', 'shows the records of the operation with this number on the screen'],
		['muhurdar audit show --of sandbox', 'shows the journal of the sandbox'],
	],
	authorities: [['muhurdar authorities fetch', 'fetches the certificates of the issuers of fiscal seals']],
	'portal-check': [
		[
			'muhurdar portal-check https://portal.example.com/',
			'checks that the portal you write keeps to the contract',
		],
	],
	explain: [['muhurdar explain 6983', 'explains a code']],
	help: [['muhurdar help expiring', 'the help of one command']],
};
