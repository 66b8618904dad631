/** The settings as the program goes by them; the names are those of the file and of `muhurdar config`. */
export interface Settings {
	/** Of the screens and of every command, where `--lang` says nothing. */
	readonly language: 'tr' | 'en';
	/** Colours; `auto`: by what the terminal tells about its ground. */
	readonly theme: 'auto' | 'dark' | 'light' | 'high-contrast' | 'none';
	/** The portal worked with where no option names one: its address, or `sandbox`, which undefined stands for too. */
	readonly 'portal.address': string | undefined;
	/** Absolute path of a PEM file: who vouches for the portal, in place of the authorities that Node brings. */
	readonly 'portal.authorities': string | undefined;
	/**
	 * `http://host:port` through which everything goes that leaves this machine: the portal, and questions about
	 * revocation. The environment's proxies are never used.
	 */
	readonly proxy: string | undefined;
	/** Hosts and networks that are reached without the proxy, with commas between them. */
	readonly 'no-proxy': string | undefined;
	/** Hash of the code that ends kiosk mode; undefined: only the system ends it. */
	readonly 'kiosk.operator-code': string | undefined;
	/** Idle time of a kiosk, in seconds, while a secret is typed or a session is open. */
	readonly 'kiosk.idle-secret-seconds': number;
	/** The same everywhere else. */
	readonly 'kiosk.idle-seconds': number;
	/** Whether the document with the PIN may be printed at a kiosk. */
	readonly 'kiosk.print': boolean;
	/** Absolute path of the vendor's PKCS#11 module; undefined: it is looked for. */
	readonly 'card.module': string | undefined;
	/** Variables that the module's process gets, `NAME=value` with semicolons between them; none comes from elsewhere. */
	readonly 'card.module-environment': string | undefined;
	/** Whether certificates read from a card are kept on disk, so that the card is read faster the next time. */
	readonly 'card.cache': boolean;
	/** What people call their readers, `NAME=PART` with semicolons between them; undefined: as the card service names them. */
	readonly 'card.reader-names': string | undefined;
	/** Web servers whose clocks `check` compares with this computer's, with commas between them; undefined: its own two. */
	readonly 'check.clocks': string | undefined;
	/** Absolute path of the one folder that documents with PINs are saved in; undefined: the documents folder. */
	readonly 'documents.folder': string | undefined;
	/** Whether PINs are shown at the first key also where something may keep what is shown (tmux, script); never at a kiosk. */
	readonly 'pins.show-when-recorded': boolean;
	/** Whether each record of the journal is also sent to the system's journal (systemd-journald). */
	readonly 'log.journald': boolean;
	/** Whether seals that are seen in a reader are kept in the register of seals; never at a kiosk. */
	readonly 'seals.keep': boolean;
}

export type SettingKey = keyof Settings;

export type SettingValue = NonNullable<Settings[SettingKey]>;

/** What `portal.address` says for the portal in the program. */
export const SANDBOX = 'sandbox';

/** What holds where the file says nothing. */
export const DEFAULT_SETTINGS: Settings = {
	language: 'tr',
	theme: 'auto',
	'portal.address': undefined,
	'portal.authorities': undefined,
	proxy: undefined,
	'no-proxy': undefined,
	'kiosk.operator-code': undefined,
	'kiosk.idle-secret-seconds': 60,
	'kiosk.idle-seconds': 120,
	'kiosk.print': false,
	'card.module': undefined,
	'card.module-environment': undefined,
	'card.cache': false,
	'card.reader-names': undefined,
	'check.clocks': undefined,
	'documents.folder': undefined,
	'pins.show-when-recorded': false,
	'log.journald': false,
	'seals.keep': false,
};

export const SETTING_KEYS = [
	'language',
	'theme',
	'portal.address',
	'portal.authorities',
	'proxy',
	'no-proxy',
	'kiosk.operator-code',
	'kiosk.idle-secret-seconds',
	'kiosk.idle-seconds',
	'kiosk.print',
	'card.module',
	'card.module-environment',
	'card.cache',
	'card.reader-names',
	'check.clocks',
	'documents.folder',
	'pins.show-when-recorded',
	'log.journald',
	'seals.keep',
] as const satisfies readonly SettingKey[];

/** The one that is not shown and not typed on a command line. */
export const SECRET_SETTING = 'kiosk.operator-code' satisfies SettingKey;

/** Names that settings had before: a file that holds one is gone by, and `muhurdar config` takes it. */
export const FORMER_SETTING_NAMES: Readonly<Record<string, SettingKey>> = { 'portal.proxy': 'proxy' };

export function isSettingKey(text: string): text is SettingKey {
	return SETTING_KEYS.some((key) => key === text);
}
