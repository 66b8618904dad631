import type { PortalAddress } from '#api';
import { type Language, THEME_NAMES, type ThemeName } from '#app';
import { EXPIRY_WARNING_DAYS } from '#certificate';
import type { FlowProfileId } from '#contract';
import { type Texts, textsOf } from '#i18n';
import type { FaultKind } from '#sandbox';
import { cleanText, isOperationName } from '#text';
import { AUDIT_ACTS, type AuditAct } from './audit.ts';
import { type HandSettlement, SETTLED_BY_HAND } from './audit-settle.ts';
import { AUTHORITIES_ACTS, type AuthoritiesAct, EXPORT_FORMATS } from './authorities-act.ts';
import { CHECK_DETAILS, type CheckDetail } from './check/check-details.ts';
import type { CommandLineIo } from './command-io.ts';
import { COMMANDS, TYPED_COMMANDS } from './command-table.ts';
import { type CommandWords, readWords } from './command-words.ts';
import { type ConfigAct, type ConfigLayer, configAct } from './config-act.ts';
import { EXIT_DONE, EXIT_UNKNOWN, EXIT_WRONG_USE } from './exit-codes.ts';
import { nearestWord } from './nearest-word.ts';
import { OptionReader } from './option-reader.ts';
import { CHANGE_ACTS, type ChangeAct } from './portal-check/check.ts';
import { type SealsAct, sealsAct } from './seals/act.ts';

/** What the person asked for. */
export type Invocation =
	| { readonly kind: 'screens'; readonly options: ScreensOptions }
	| {
			readonly kind: 'status';
			readonly json: boolean;
			/** Ask the network. */
			readonly check: boolean;
			readonly language: Language | undefined;
			readonly readerFilter?: string | undefined;
			readonly holderNumber?: string | undefined;
			/** The vendor's module, absolute. */
			readonly modulePath: string | undefined;
	  }
	| {
			readonly kind: 'check';
			readonly json: boolean;
			/** New files for the result. */
			readonly pdf: string | undefined;
			readonly text: string | undefined;
			/** Ask for the PIN and have the seal sign. */
			readonly sign: boolean;
			/** Personal details that the result may have. */
			readonly include: readonly CheckDetail[];
			readonly readerFilter: string | undefined;
			readonly holderNumber: string | undefined;
			/** The vendor's module, absolute. */
			readonly modulePath: string | undefined;
			readonly language: Language | undefined;
	  }
	| {
			readonly kind: 'watch';
			readonly json: boolean;
			/** Wait for the revocation of the seals that the register has as lost, in place of readers. */
			readonly revocation: boolean;
			/** Ask the network. */
			readonly check: boolean;
			readonly readerFilter: string | undefined;
			readonly holderNumber: string | undefined;
			readonly language: Language | undefined;
	  }
	| {
			readonly kind: 'doctor';
			/** Undefined where none was asked for: the settings decide. */
			readonly portal: PortalAsked | undefined;
			readonly json: boolean;
			/** Where a redacted report is written. */
			readonly bundle: string | undefined;
			/** What this computer lacks is shown, and done after another yes. */
			readonly fix: FixWish | undefined;
			/** A report of another computer is shown, and nothing is looked at here. */
			readonly open: string | undefined;
			/** The vendor's module, absolute. */
			readonly modulePath: string | undefined;
			readonly language: Language | undefined;
	  }
	| {
			readonly kind: 'inspect';
			readonly files: readonly string[];
			readonly json: boolean;
			/** Ask the network. */
			readonly check: boolean;
			/** Milliseconds since 1970 UTC; undefined: now. */
			readonly at: number | undefined;
			/** Files with lists. */
			readonly crl: readonly string[];
			readonly issuer: string | undefined;
			readonly language: Language | undefined;
	  }
	| {
			readonly kind: 'expiring';
			/** None: the cards in the readers. */
			readonly files: readonly string[];
			readonly withinDays: number;
			/** Undefined: by `withinDays`. */
			readonly criticalDays: number | undefined;
			readonly isAll: boolean;
			/** The seals of the register. */
			readonly register: boolean;
			/** Ask the network. */
			readonly check: boolean;
			/** Undefined: less than monitoring programs wait by themselves. */
			readonly timeoutSeconds: number | undefined;
			readonly json: boolean;
			readonly readerFilter: string | undefined;
			readonly holderNumber: string | undefined;
			readonly language: Language | undefined;
	  }
	| {
			readonly kind: 'sandbox';
			/** Undefined: any free one. */
			readonly port: number | undefined;
			readonly dataDirectory: string | undefined;
			readonly card: 'vpcd' | 'none';
			readonly seed: number | undefined;
			readonly flow: FlowProfileId | undefined;
			readonly faults: readonly FaultKind[];
			readonly language: Language | undefined;
	  }
	| {
			readonly kind: 'config';
			readonly act: ConfigAct;
			readonly layer: ConfigLayer;
			readonly origin: boolean;
			readonly json: boolean;
			readonly language: Language | undefined;
	  }
	| {
			readonly kind: 'audit';
			readonly act: AuditAct;
			readonly of: 'portal' | 'sandbox';
			readonly head: string | undefined;
			/** The journal comes on the standard input. */
			readonly stdin: boolean;
			/** Whose records alone are shown: a number or a key. */
			readonly operation: string | undefined;
			readonly settlement: HandSettlement | undefined;
			readonly json: boolean;
			readonly language: Language | undefined;
	  }
	| {
			readonly kind: 'authorities';
			readonly act: AuthoritiesAct;
			readonly json: boolean;
			readonly language: Language | undefined;
	  }
	| {
			readonly kind: 'portal-check';
			readonly address: PortalAddress;
			/** A person logs in. */
			readonly isAccount: boolean;
			readonly changes: readonly ChangeAct[];
			readonly json: boolean;
			readonly language: Language | undefined;
	  }
	| {
			readonly kind: 'metrics';
			/** Ask about revocation. */
			readonly check: boolean;
			readonly readerFilter: string | undefined;
			readonly holderNumber: string | undefined;
			readonly language: Language | undefined;
	  }
	| {
			readonly kind: 'seals';
			readonly act: SealsAct;
			readonly json: boolean;
			readonly language: Language | undefined;
	  }
	| { readonly kind: 'explain'; readonly code: string; readonly language: Language | undefined }
	/** Nothing is left to do: help, version or what was wrong is written already. */
	| { readonly kind: 'done'; readonly exitCode: number };

/** Who is to use the reader; neither: whoever runs the command. */
export interface FixWish {
	readonly user: string | undefined;
	readonly group: string | undefined;
}

export interface ScreensOptions {
	/** Undefined where none was asked for: the settings decide. */
	readonly portal: PortalAsked | undefined;
	/** Undefined where none was asked for. */
	readonly language: Language | undefined;
	/** For a screen that anybody may come by. */
	readonly isKiosk?: boolean;
	/** Line below line, without a drawn screen. */
	readonly isPlain?: boolean;
	/** Undefined where none was asked for: the settings decide, and NO_COLOR. */
	readonly theme?: ThemeName | undefined;
	/** Only readers whose name contains this. */
	readonly readerFilter?: string | undefined;
	/** Seals of other holders are not seen. */
	readonly holderNumber?: string | undefined;
	/** The vendor's module, absolute; undefined: the settings decide. */
	readonly modulePath?: string | undefined;
}

export type PortalAsked =
	| {
			readonly kind: 'sandbox';
			readonly seed?: number | undefined;
			readonly flow?: FlowProfileId | undefined;
	  }
	| { readonly kind: 'guided' }
	| { readonly kind: 'http'; readonly address: PortalAddress };

/** As the contract names the ways of a portal; the contract itself is not loaded for it. */
const FLOWS = ['guide-2014', 'current'] as const satisfies readonly FlowProfileId[];
const HIGHEST_PORT = 65_535;
/** As many digits as a person types without a mistake. */
const HIGHEST_SEED = 999_999_999;
const MAX_SHOWN_CODE_POINTS = 40;

/**
 * Reads the words behind the program's name. Help and version are written to stdout, wrong use is one sentence on
 * stderr, each in the language that `--lang` asks for, else in the one of the settings.
 */
export async function parseCommandLine(argv: readonly string[], io: CommandLineIo): Promise<Invocation> {
	const texts = textsOf(languageAsked(argv) ?? io.language);
	const help = texts.commands.help;
	const typed = readWords(argv, help, io);
	const words = typed?.command === 'help' ? readWords(helpAskedFor(typed), help, io) : typed;
	if (words === undefined) {
		return { kind: 'done', exitCode: EXIT_DONE };
	}
	const options = new OptionReader(words.values, texts.commands.misuse);
	const surplus = surplusWord(words, texts.commands.misuse);
	if (surplus !== undefined) {
		options.refuse(surplus);
	}
	const invocation = await invocationOf(words, options, texts.commands.misuse);
	if (options.refusal !== undefined) {
		io.stderr(`muhurdar: ${options.refusal}\n`);
		if (words.command === 'expiring') {
			// Monitoring programs show what a plug-in says on stdout, and nothing else.
			io.stdout(`MUHURDAR UNKNOWN - ${options.refusal.replaceAll('|', '/')}\n`);
		}
		return { kind: 'done', exitCode: isPlugin(words.command) ? EXIT_UNKNOWN : EXIT_WRONG_USE };
	}
	return invocation;
}

/** Whose exit codes are those of a monitoring plug-in: 2 would be critical. */
function isPlugin(command: CommandWords['command']): boolean {
	return command === 'expiring' || command === 'check';
}

/** `help status` is `status --help`; a word that is no command stays one that is refused. */
function helpAskedFor({ rest: [name, ...surplus] }: CommandWords): readonly string[] {
	if (name === undefined) {
		return ['--help'];
	}
	const isCommand = TYPED_COMMANDS.some((known) => known === name);
	return isCommand && surplus.length === 0 ? [name, '--help'] : [...(isCommand ? [] : [name]), ...surplus];
}

/** Found before anything is parsed, as help and refusals are written while parsing. */
function languageAsked(argv: readonly string[]): Language | undefined {
	const asked = argv.findLast((word, index) => word.startsWith('--lang=') || argv[index - 1] === '--lang');
	const code = asked?.replace(/^--lang=/, '');
	return code === 'en' || code === 'tr' ? code : undefined;
}

/** The first word that belongs nowhere. What stands behind `=` in it is kept to its writer: it may be a secret. */
function surplusWord(
	{ command, rest, misplaced }: CommandWords,
	misuse: Texts['commands']['misuse'],
): string | undefined {
	// Words of these are judged by them; what looks like an option is one that they do not have.
	const takesWords = !['screens', 'status', 'check', 'watch', 'doctor', 'metrics', 'sandbox'].includes(
		command,
	);
	const first = takesWords ? rest.find((word) => word.startsWith('-')) : rest[0];
	if (first === undefined) {
		return misplaced[0] === undefined ? undefined : misuse.notForCommand(misplaced[0], command);
	}
	const shown = cleanText(first.replace(/=.*$/su, '=…'), MAX_SHOWN_CODE_POINTS);
	if (first.startsWith('-')) {
		const options = COMMANDS[command].options.map((name) => `--${name}`);
		return misuse.unknownOption(shown, nearestWord(shown.replace(/=…$/, ''), options));
	}
	return command === 'screens'
		? misuse.unknownCommand(shown, nearestWord(shown, TYPED_COMMANDS))
		: misuse.surplusWord(shown, command);
}

async function invocationOf(
	{ command, rest }: CommandWords,
	options: OptionReader,
	misuse: Texts['commands']['misuse'],
): Promise<Invocation> {
	const language = options.choice('lang', ['tr', 'en']);
	switch (command) {
		case 'metrics':
			return {
				kind: 'metrics',
				check: options.has('check'),
				readerFilter: readerFilter(options),
				holderNumber: options.holderNumber('holder'),
				language,
			};
		case 'explain': {
			const [code, ...more] = rest;
			if (more[0] !== undefined) {
				options.refuse(misuse.surplusWord(cleanText(more[0], MAX_SHOWN_CODE_POINTS), command));
			}
			if (code === undefined) {
				options.refuse(misuse.codeMissing);
			}
			return { kind: 'explain', code: code ?? '', language };
		}
		// Answered before: what comes here was refused.
		case 'help':
			return { kind: 'done', exitCode: EXIT_WRONG_USE };
		case 'screens': {
			const portal = await portalAsked(options, misuse);
			const theme = options.choice('theme', THEME_NAMES);
			const isKiosk = options.has('kiosk');
			const isPlain = options.has('plain');
			if (isKiosk && isPlain) {
				options.refuse(misuse.conflict('--kiosk', '--plain'));
			}
			const modulePath = options.absolutePath('module');
			return {
				kind: 'screens',
				options: {
					portal,
					language,
					theme,
					isKiosk,
					isPlain,
					readerFilter: readerFilter(options),
					holderNumber: options.holderNumber('holder'),
					modulePath,
				},
			};
		}
		case 'status':
			return {
				kind: 'status',
				json: options.has('json'),
				check: options.has('check'),
				language,
				readerFilter: readerFilter(options),
				holderNumber: options.holderNumber('holder'),
				modulePath: options.absolutePath('module'),
			};
		case 'check':
			return {
				kind: 'check',
				json: options.has('json'),
				pdf: options.text('pdf'),
				text: options.text('text'),
				sign: options.has('sign'),
				include: options.choices('include', CHECK_DETAILS),
				readerFilter: readerFilter(options),
				holderNumber: options.holderNumber('holder'),
				modulePath: options.absolutePath('module'),
				language,
			};
		case 'watch': {
			const beside = ['check', 'reader', 'holder'].find((name) => options.has(name));
			if (options.has('revocation') && beside !== undefined) {
				options.refuse(misuse.conflict('--revocation', `--${beside}`));
			}
			return {
				kind: 'watch',
				json: options.has('json'),
				revocation: options.has('revocation'),
				check: options.has('check'),
				language,
				readerFilter: readerFilter(options),
				holderNumber: options.holderNumber('holder'),
			};
		}
		case 'doctor':
			return {
				kind: 'doctor',
				portal: await portalAsked(options, misuse),
				json: options.has('json'),
				bundle: options.text('bundle'),
				fix: fixWish(options, misuse),
				open: options.text('open'),
				modulePath: options.absolutePath('module'),
				language,
			};
		case 'inspect':
			if (rest.length === 0) {
				options.refuse(misuse.fileMissing(command));
			}
			return {
				kind: 'inspect',
				files: rest,
				json: options.has('json'),
				check: options.has('check'),
				at: options.moment('at'),
				crl: options.texts('crl'),
				issuer: options.text('issuer'),
				language,
			};
		case 'expiring': {
			const withinDays = options.days('within') ?? EXPIRY_WARNING_DAYS;
			const criticalDays = options.days('critical');
			if (criticalDays !== undefined && criticalDays > withinDays) {
				options.refuse(misuse.criticalAfterWarning);
			}
			const beside = options.has('reader') ? '--reader' : options.has('holder') ? '--holder' : undefined;
			if (options.has('register') && beside !== undefined) {
				options.refuse(misuse.conflict('--register', beside));
			}
			if (options.has('register') && rest.length > 0) {
				options.refuse(misuse.registerWithFiles);
			}
			return {
				kind: 'expiring',
				files: rest,
				withinDays,
				criticalDays,
				isAll: options.has('all'),
				register: options.has('register'),
				check: options.has('check'),
				timeoutSeconds: options.seconds('timeout'),
				json: options.has('json'),
				readerFilter: readerFilter(options),
				holderNumber: options.holderNumber('holder'),
				language,
			};
		}
		case 'sandbox':
			return {
				kind: 'sandbox',
				port: options.integer('port', HIGHEST_PORT),
				dataDirectory: options.text('data'),
				card: options.choice('card', ['vpcd', 'none']) ?? 'none',
				seed: options.integer('seed', HIGHEST_SEED),
				flow: options.choice('flow', FLOWS),
				faults: await faultsAsked(options, misuse),
				language,
			};
		case 'config':
			return {
				kind: 'config',
				act: configAct(rest, options, misuse),
				layer: options.has('system') ? 'system' : 'user',
				origin: options.has('origin'),
				json: options.has('json'),
				language,
			};
		case 'authorities':
			return {
				kind: 'authorities',
				act: authoritiesAct(rest, options, misuse),
				json: options.has('json'),
				language,
			};
		case 'seals':
			return { kind: 'seals', act: sealsAct(rest, options, misuse), json: options.has('json'), language };
		case 'portal-check':
			return portalCheck(rest, options, misuse, language);
		case 'audit': {
			const act = AUDIT_ACTS.find((known) => known === rest[0]);
			if (act === undefined) {
				options.refuse(misuse.auditAct(AUDIT_ACTS.join(', ')));
			}
			const operation = act === 'show' ? rest[1] : undefined;
			const surplus = act === 'show' ? rest[2] : rest[1];
			if (act !== undefined && act !== 'settle' && surplus !== undefined) {
				options.refuse(misuse.surplusWord(cleanText(surplus, MAX_SHOWN_CODE_POINTS), `audit ${act}`));
			}
			if (operation !== undefined && !isOperationName(operation)) {
				options.refuse(misuse.auditShow);
			}
			const head = options.text('head');
			if (head !== undefined && !/^[0-9a-f]{64}$/.test(head)) {
				options.refuse(misuse.auditHead);
			}
			const of = options.choice('of', ['portal', 'sandbox']) ?? 'portal';
			if (options.has('stdin') && act === 'settle') {
				options.refuse(misuse.conflict('settle', '--stdin'));
			}
			const settlement = act === 'settle' ? handSettlement(rest.slice(1), options, misuse) : undefined;
			return {
				kind: 'audit',
				act: act ?? 'verify',
				of,
				head,
				stdin: options.has('stdin'),
				operation,
				settlement,
				json: options.has('json'),
				language,
			};
		}
	}
}

/** For whom `doctor --fix` looks; undefined where it was not asked for. */
function fixWish(options: OptionReader, misuse: Texts['commands']['misuse']): FixWish | undefined {
	const user = options.text('user');
	const group = options.text('group');
	if (user !== undefined && group !== undefined) {
		options.refuse(misuse.conflict('--user', '--group'));
	}
	const others = ['portal', 'json', 'bundle', 'open', 'module'].filter((name) => options.has(name));
	if (options.has('fix') && others[0] !== undefined) {
		options.refuse(misuse.conflict('--fix', `--${others[0]}`));
	}
	if (!options.has('fix') && (user !== undefined || group !== undefined)) {
		options.refuse(misuse.onlyWith(user === undefined ? '--group' : '--user', '--fix'));
	}
	return options.has('fix') ? { user, group } : undefined;
}

/** The act, and what it works on. */
function authoritiesAct(
	[word, ...rest]: readonly string[],
	options: OptionReader,
	misuse: Texts['commands']['misuse'],
): AuthoritiesAct {
	const refuse = (sentence: string): AuthoritiesAct => {
		options.refuse(sentence);
		return { kind: 'list' };
	};
	const act = AUTHORITIES_ACTS.find((known) => known === word);
	const [first, second, surplus] = rest;
	switch (act) {
		case undefined:
			return refuse(misuse.authoritiesAct(AUTHORITIES_ACTS.join(', ')));
		case 'list':
		case 'fetch':
			return first === undefined
				? { kind: act }
				: refuse(misuse.surplusWord(cleanText(first, MAX_SHOWN_CODE_POINTS), `authorities ${act}`));
		case 'import':
			return first === undefined
				? refuse(misuse.fileMissing('authorities import'))
				: { kind: act, files: rest };
		case 'export': {
			const format = EXPORT_FORMATS.find((known) => known === first);
			return format === undefined || second === undefined || surplus !== undefined
				? refuse(misuse.authoritiesExport(EXPORT_FORMATS.join(', ')))
				: { kind: act, format, path: second };
		}
	}
}

/** One address, and nothing behind it. */
async function portalCheck(
	[text, surplus]: readonly string[],
	options: OptionReader,
	misuse: Texts['commands']['misuse'],
	language: Language | undefined,
): Promise<Invocation> {
	if (surplus !== undefined) {
		options.refuse(misuse.surplusWord(cleanText(surplus, MAX_SHOWN_CODE_POINTS), 'portal-check'));
	}
	const { parsePortalAddress } = await import('#api');
	const parsed = parsePortalAddress(text ?? '');
	if (parsed.ok) {
		const isAccount = options.has('account');
		const changes = options.choices('change', CHANGE_ACTS);
		if (changes.length > 0 && !isAccount) {
			options.refuse(misuse.onlyWith('--change', '--account'));
		}
		return {
			kind: 'portal-check',
			address: parsed.url,
			isAccount,
			changes,
			json: options.has('json'),
			language,
		};
	}
	options.refuse(text === undefined ? misuse.portalMissing : misuse.portal[parsed.code]);
	return { kind: 'done', exitCode: EXIT_WRONG_USE };
}

/** The words behind `audit settle`; undefined where there are none. */
function handSettlement(
	[operation, word, ...surplus]: readonly string[],
	options: OptionReader,
	misuse: Texts['commands']['misuse'],
): HandSettlement | undefined {
	if (operation === undefined) {
		return undefined;
	}
	const result = SETTLED_BY_HAND.find((known) => known === word);
	if (result === undefined || surplus.length > 0) {
		options.refuse(misuse.auditSettle(SETTLED_BY_HAND.join(', ')));
		return undefined;
	}
	return { operation, result };
}

/** Names with commas between them. */
async function faultsAsked(
	options: OptionReader,
	misuse: Texts['commands']['misuse'],
): Promise<readonly FaultKind[]> {
	const text = options.text('fault');
	if (text === undefined) {
		return [];
	}
	const { FAULT_KINDS } = await import('#sandbox');
	const faults = FAULT_KINDS.filter((fault) => text.split(',').includes(fault));
	if (faults.length !== text.split(',').length) {
		options.refuse(misuse.notOneOf('--fault', FAULT_KINDS.join(', ')));
	}
	return faults;
}

async function portalAsked(
	options: OptionReader,
	misuse: Texts['commands']['misuse'],
): Promise<PortalAsked | undefined> {
	const address = options.text('portal');
	const seed = options.integer('seed', HIGHEST_SEED);
	const flow = options.choice('flow', FLOWS);
	if (options.has('guided')) {
		for (const other of ['portal', 'sandbox', 'seed', 'flow']) {
			if (options.has(other)) {
				options.refuse(misuse.conflict('--guided', `--${other}`));
			}
		}
		return { kind: 'guided' };
	}
	if (address === undefined) {
		const isWanted = options.has('sandbox') || seed !== undefined || flow !== undefined;
		return isWanted ? { kind: 'sandbox', seed, flow } : undefined;
	}
	for (const other of ['sandbox', 'seed', 'flow']) {
		if (options.has(other)) {
			options.refuse(misuse.conflict('--portal', `--${other}`));
		}
	}
	const { parsePortalAddress } = await import('#api');
	const parsed = parsePortalAddress(address);
	if (!parsed.ok) {
		options.refuse(misuse.portal[parsed.code]);
		return undefined;
	}
	return { kind: 'http', address: parsed.url };
}

/** Cleaned as the readers' names are that it is looked for in. */
function readerFilter(options: OptionReader): string | undefined {
	const text = options.text('reader');
	return text === undefined ? undefined : cleanText(text);
}
