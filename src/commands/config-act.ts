import { FORMER_SETTING_NAMES, isSettingKey, SECRET_SETTING, SETTING_KEYS, type SettingKey } from '#config';
import type { Texts } from '#i18n';
import { cleanText } from '#text';
import { nearestWord } from './nearest-word.ts';
import type { OptionReader } from './option-reader.ts';

/** What `muhurdar config` is to do. */
export type ConfigAct =
	/** Without a name: all of them. */
	| ({ readonly kind: 'get'; readonly key: SettingKey | undefined } & Naming)
	/** The text is judged when it is set; undefined: it is secret, and asked for. */
	| ({ readonly kind: 'set'; readonly key: SettingKey; readonly text: string | undefined } & Naming)
	| ({ readonly kind: 'unset'; readonly key: SettingKey } & Naming)
	| { readonly kind: 'path' };

/** Whose file is shown or written. */
export type ConfigLayer = 'user' | 'system';

interface Naming {
	/** What the setting was called before, where that was typed. */
	readonly formerName?: string | undefined;
}

const ACTS = ['get', 'set', 'unset', 'path'] as const;
/** How many words each takes behind its own at most. */
const MOST_WORDS = { get: 1, set: 2, unset: 1, path: 0 } as const;
const MAX_SHOWN_CODE_POINTS = 40;

/** Reads the words behind `config`; what is wrong with them is refused, and then the act is of no account. */
export function configAct(
	words: readonly string[],
	options: OptionReader,
	misuse: Texts['commands']['misuse'],
): ConfigAct {
	const [word, typedName, text] = words;
	const name = typedName === undefined ? undefined : (FORMER_SETTING_NAMES[typedName] ?? typedName);
	const kind = ACTS.find((act) => act === word);
	if (kind === undefined) {
		options.refuse(misuse.configAct(ACTS.join(', ')));
		return { kind: 'path' };
	}
	const surplus = words[MOST_WORDS[kind] + 1];
	if (surplus !== undefined) {
		options.refuse(misuse.surplusWord(cleanText(surplus, MAX_SHOWN_CODE_POINTS), `config ${kind}`));
	}
	if (kind === 'path') {
		return { kind };
	}
	if (name === undefined && kind === 'get') {
		return { kind, key: undefined };
	}
	if (name === undefined || !isSettingKey(name)) {
		const nearest = typedName === undefined ? undefined : nearestWord(typedName, SETTING_KEYS);
		options.refuse(misuse.configKey(SETTING_KEYS.join(', '), nearest));
		return { kind: 'path' };
	}
	const formerName = name === typedName ? undefined : typedName;
	if (kind === 'get') {
		return { kind, key: name, formerName };
	}
	if (kind === 'unset') {
		return { kind, key: name, formerName };
	}
	if (name === SECRET_SETTING && text !== undefined) {
		// A command line can be read by every user of the machine, and stays in the shell's history.
		options.refuse(misuse.configSecret(name));
	}
	if (name === SECRET_SETTING && options.has('system')) {
		// Everybody on the machine may read that file, and guess at the code's hash for as long as he likes.
		options.refuse(misuse.configSecretOfSystem(name));
	}
	if (name !== SECRET_SETTING && text === undefined) {
		options.refuse(misuse.configValue(name));
	}
	return { kind, key: name, text, formerName };
}
