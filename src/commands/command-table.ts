import type { Texts } from '#i18n';
import { AUDIT_ACTS } from './audit.ts';
import { AUTHORITIES_ACTS } from './authorities-act.ts';
import { SEALS_ACTS } from './seals/act.ts';

/*
 * The command line as data: what can be typed. Help, completions and manual pages are all made from it.
 */

type HelpTexts = Texts['commands']['help'];

export type OptionName = Exclude<keyof HelpTexts['explained'], 'version' | 'help'>;

/** One of some words, which help lists unless they have a name there; or anything, by its name in the help. */
export type OptionValue =
	| { readonly choices: readonly string[]; readonly named?: ValueName }
	| { readonly choices?: undefined; readonly named: ValueName };

type ValueName = keyof HelpTexts['valueNames'];

export interface OptionForm {
	/** One letter. */
	readonly short?: string;
	/** What stands behind it. None: it stands alone. */
	readonly value?: OptionValue;
	/** May stand more than once. */
	readonly isRepeated?: true;
}

const THEMES = ['dark', 'light', 'high-contrast', 'none'];

export const OPTION_FORMS: Readonly<Record<OptionName, OptionForm>> = {
	sandbox: {},
	portal: { value: { named: 'address' } },
	guided: {},
	kiosk: {},
	plain: {},
	reader: { value: { named: 'text' } },
	holder: { value: { named: 'holder' } },
	pdf: { value: { named: 'file' } },
	text: { value: { named: 'file' } },
	sign: {},
	include: { value: { named: 'details' } },
	seed: { value: { named: 'number' } },
	flow: { value: { choices: ['guide-2014', 'current'], named: 'name' } },
	module: { value: { named: 'file' } },
	theme: { value: { choices: THEMES } },
	lang: { value: { choices: ['tr', 'en'] } },
	json: {},
	fix: {},
	user: { value: { named: 'name' } },
	group: { value: { named: 'name' } },
	open: { value: { named: 'file' } },
	bundle: { value: { named: 'file' } },
	check: {},
	account: {},
	change: { value: { named: 'acts' } },
	at: { value: { named: 'moment' } },
	crl: { value: { named: 'file' }, isRepeated: true },
	issuer: { value: { named: 'file' } },
	within: { short: 'w', value: { named: 'days' } },
	critical: { short: 'c', value: { named: 'days' } },
	timeout: { short: 't', value: { named: 'seconds' } },
	all: {},
	port: { value: { named: 'number' } },
	data: { value: { named: 'folder' } },
	card: { value: { choices: ['vpcd', 'none'] } },
	fault: { value: { named: 'faults' } },
	of: { value: { choices: ['portal', 'sandbox'] } },
	head: { value: { named: 'hash' } },
	stdin: {},
	system: {},
	origin: {},
	sort: { value: { choices: ['end', 'holder', 'seen'] } },
	only: { value: { choices: ['ending', 'ended', 'spare', 'replaced', 'lost', 'revoked'] } },
	csv: {},
	register: {},
	revocation: {},
};

/** What can stand behind a command's name beside options. */
export type CommandOperand =
	| { readonly kind: 'none' }
	| { readonly kind: 'files' }
	| { readonly kind: 'address' }
	| { readonly kind: 'command' }
	/** An error code. */
	| { readonly kind: 'code' }
	/** One of some words; behind those listed comes the name of a setting, or come files. */
	| {
			readonly kind: 'act';
			readonly acts: readonly string[];
			readonly withSetting: readonly string[];
			readonly withFiles: readonly string[];
	  };

export interface CommandForm {
	readonly options: readonly OptionName[];
	readonly operand: CommandOperand;
}

const NONE = { kind: 'none' } as const;

/** `screens` is the program without a command. In the order of the help. */
export const COMMANDS = {
	screens: {
		options: [
			'sandbox',
			'portal',
			'guided',
			'kiosk',
			'plain',
			'reader',
			'holder',
			'seed',
			'flow',
			'module',
			'theme',
			'lang',
		],
		operand: NONE,
	},
	check: {
		options: ['json', 'pdf', 'text', 'sign', 'include', 'holder', 'reader', 'module', 'lang'],
		operand: NONE,
	},
	status: { options: ['json', 'check', 'reader', 'holder', 'module', 'lang'], operand: NONE },
	watch: { options: ['json', 'check', 'revocation', 'reader', 'holder', 'lang'], operand: NONE },
	doctor: {
		options: ['portal', 'json', 'bundle', 'open', 'fix', 'user', 'group', 'module', 'lang'],
		operand: NONE,
	},
	inspect: { options: ['json', 'check', 'at', 'crl', 'issuer', 'lang'], operand: { kind: 'files' } },
	expiring: {
		options: [
			'within',
			'critical',
			'timeout',
			'all',
			'register',
			'check',
			'json',
			'reader',
			'holder',
			'lang',
		],
		operand: { kind: 'files' },
	},
	metrics: { options: ['check', 'reader', 'holder', 'lang'], operand: NONE },
	seals: {
		options: ['sort', 'only', 'within', 'csv', 'json', 'lang'],
		operand: {
			kind: 'act',
			acts: SEALS_ACTS,
			withSetting: [],
			withFiles: ['add', 'export', 'import', 'calendar', 'report', 'lost'],
		},
	},
	sandbox: { options: ['port', 'data', 'card', 'seed', 'flow', 'fault', 'lang'], operand: NONE },
	config: {
		options: ['system', 'origin', 'json', 'lang'],
		operand: {
			kind: 'act',
			acts: ['get', 'set', 'unset', 'path'],
			withSetting: ['get', 'set', 'unset'],
			withFiles: [],
		},
	},
	audit: {
		options: ['of', 'head', 'stdin', 'json', 'lang'],
		operand: { kind: 'act', acts: AUDIT_ACTS, withSetting: [], withFiles: [] },
	},
	authorities: {
		options: ['json', 'lang'],
		operand: {
			kind: 'act',
			acts: AUTHORITIES_ACTS,
			withSetting: [],
			withFiles: ['import', 'export'],
		},
	},
	'portal-check': { options: ['account', 'change', 'json', 'lang'], operand: { kind: 'address' } },
	explain: { options: ['lang'], operand: { kind: 'code' } },
	help: { options: ['lang'], operand: { kind: 'command' } },
} as const satisfies Readonly<Record<string, CommandForm>>;

export type CommandName = keyof typeof COMMANDS;

/** In the order of the help. */
export const COMMAND_NAMES = Object.keys(COMMANDS).filter((name): name is CommandName => name in COMMANDS);

/** Those that are typed. */
export const TYPED_COMMANDS = COMMAND_NAMES.filter((name) => name !== 'screens');
