import {
	type AppState,
	type Command,
	canReadAgain,
	certificatesHere,
	elsewhereWaiting,
	type Refusal,
} from '#app';
import type { KeyName } from '#terminal';
import { certificateToCopy } from '../certificate/copy.ts';
import { addressHere } from '../overlays/address/update.ts';
import { hasMoreCards } from '../pins/update.ts';

/**
 * Where a binding holds: a screen, a stage of the login, or what lies over the screen. The start screen and the
 * steps share most keys, so they also have the name `steps`.
 */
export type KeyContext =
	| 'start'
	| 'card'
	| 'readers'
	| 'timeline'
	| 'timeline-search'
	| 'driver'
	| 'portal'
	| 'login-method'
	| 'login-open'
	| 'login-form'
	| 'login-phone'
	| 'login-code'
	| 'login-word'
	| 'login-elsewhere'
	| 'login-signature'
	| 'menu'
	| 'certificates'
	| 'certificates-search'
	| 'pins'
	| 'card-pin'
	| 'card-pin-other-holder'
	| 'card-pin-form'
	| 'card-pin-word'
	| 'card-pin-running'
	| 'card-pin-told'
	| 'certificate'
	| 'operation'
	| 'operation-field'
	| 'operation-search'
	| 'guided'
	| 'overlay'
	| 'quit'
	| 'unlock'
	| 'palette'
	/** The field that the keys were for closed by itself. */
	| 'closed-field'
	| 'too-small';

/** One way to press a binding: a named key, a letter with Ctrl, or a character typed alone. */
export type Chord =
	| { readonly key: KeyName; readonly ctrl?: true; readonly shift?: true }
	| { readonly text: string };

export type KeyGroup = 'move' | 'steps' | 'edit' | 'ends';

/** How a group is written. */
export const GROUP_NAMES: Readonly<Record<KeyGroup, string>> = {
	move: '↑↓',
	steps: '1-6',
	edit: '←→ Delete',
	ends: 'Home End',
};

/** A key as data: the router, the footer, the help and `docs/keys.md` all come from this. */
export interface Binding {
	readonly command: Command;
	readonly chords: readonly [Chord, ...Chord[]];
	readonly contexts: readonly KeyContext[] | 'everywhere';
	/** Place in the line of keys, smaller first; undefined: only in the help. */
	readonly footer?: number;
	/** Bindings of one group stand as one entry in the line of keys and in the help. */
	readonly group?: KeyGroup;
	/** Offered only when this holds; elsewhere the key says that it does nothing. */
	readonly isOffered?: (state: AppState) => boolean;
	/** What the key says where it is not offered; default: that it does nothing here. */
	readonly whyNot?: Refusal;
}

const SCREENS: readonly KeyContext[] = [
	'start',
	'card',
	'readers',
	'timeline',
	'driver',
	'portal',
	'login-method',
	'login-open',
	'menu',
	'certificates',
	'pins',
	'card-pin',
	'card-pin-told',
	'guided',
];
const LOGIN_STAGES: readonly KeyContext[] = [
	'login-form',
	'login-phone',
	'login-code',
	'login-word',
	'login-elsewhere',
	'login-signature',
];
/** Where there is something to type for the card. */
const CARD_PIN_FIELDS: readonly KeyContext[] = ['card-pin-form', 'card-pin-word'];
/** Where a list is narrowed by typing. */
const SEARCHES: readonly KeyContext[] = ['certificates-search', 'timeline-search', 'operation-search'];
const FIELDS: readonly KeyContext[] = [
	'login-form',
	'login-code',
	'login-word',
	'login-signature',
	...CARD_PIN_FIELDS,
	'operation-field',
	...SEARCHES,
	'unlock',
	'palette',
];
/** Lists of any length. */
const TABLE: readonly KeyContext[] = ['certificates', 'timeline', ...SEARCHES];
/** Where ↑ and ↓ move nothing. */
const WITHOUT_LIST: readonly KeyContext[] = ['card-pin-told'];
/** An open entry of the menu. */
const OPERATION: readonly KeyContext[] = ['operation', 'operation-field'];
/** Wherever there is something to read up on: everything but the questions that must be answered first. */
const WORK_AND_OVERLAYS: readonly KeyContext[] = [
	...SCREENS,
	...LOGIN_STAGES,
	...CARD_PIN_FIELDS,
	...OPERATION,
	...SEARCHES,
	'card-pin-other-holder',
	'card-pin-running',
	'certificate',
	'overlay',
];

/** The screens that show what is in the readers. */
const SHOWING_CARD = ['start', 'card', 'readers'] as const;
const isElsewhereThanCard = ({ screen, overlay }: AppState): boolean =>
	overlay !== undefined || !SHOWING_CARD.some((name) => name === screen);
const isAtDesk = (state: AppState): boolean => state.mode.kiosk === undefined;
/** Among the PINs there is something to turn to only while more cards are shown than the window holds. */
const turnsHere = ({ screen, overlay, pins }: AppState): boolean =>
	screen !== 'pins' || overlay !== undefined || (pins.kind === 'shown' && hasMoreCards(pins));
const isSandbox = (state: AppState): boolean => state.mode.portal === 'sandbox';

/**
 * Letters are bound only where no text is typed, and never i or ı: on a Turkish keyboard these are two keys and
 * casing folds them differently. Every command is reachable on a Turkish Q layout without AltGr.
 */
export const BINDINGS: readonly Binding[] = [
	{
		command: 'continue',
		chords: [{ key: 'enter' }],
		contexts: [
			// In these lists there is nothing to go on with.
			...SCREENS.filter((screen) => screen !== 'certificates' && screen !== 'timeline'),
			...SEARCHES,
			...LOGIN_STAGES,
			...CARD_PIN_FIELDS,
			...OPERATION,
			'certificate',
			'overlay',
			'quit',
			'unlock',
			'palette',
		],
		footer: 1,
	},
	{ command: 'reveal', chords: [{ text: ' ' }], contexts: ['pins'] },
	{
		command: 'longer',
		chords: [{ text: 'b' }],
		contexts: ['pins'],
		footer: 2,
		isOffered: ({ overlay, pins }) => overlay === undefined && pins.kind === 'shown',
	},
	{ command: 'mark', chords: [{ text: ' ' }], contexts: ['operation'], footer: 3 },
	{
		command: 'back',
		chords: [{ key: 'escape' }],
		contexts: [
			...SCREENS.filter((screen) => screen !== 'start'),
			...SEARCHES,
			...LOGIN_STAGES,
			...CARD_PIN_FIELDS,
			'card-pin-other-holder',
			'card-pin-running',
			'certificate',
			...OPERATION,
			'overlay',
			'quit',
			'unlock',
			'palette',
			'closed-field',
		],
		footer: 2,
	},
	{
		command: 'up',
		chords: [{ key: 'up' }, { text: 'k' }],
		contexts: [
			...SCREENS.filter((screen) => !WITHOUT_LIST.includes(screen)),
			...SEARCHES,
			'operation',
			'certificate',
			'overlay',
			'palette',
		],
		group: 'move',
	},
	{
		command: 'down',
		chords: [{ key: 'down' }, { text: 'j' }],
		contexts: [
			...SCREENS.filter((screen) => !WITHOUT_LIST.includes(screen)),
			...SEARCHES,
			'operation',
			'certificate',
			'overlay',
			'palette',
		],
		footer: 3,
		group: 'move',
	},
	{
		command: 'page-up',
		chords: [{ key: 'page-up' }],
		contexts: ['menu', 'pins', ...TABLE, 'operation', 'overlay', 'palette'],
		isOffered: turnsHere,
	},
	{
		command: 'page-down',
		chords: [{ key: 'page-down' }],
		contexts: ['menu', 'pins', ...TABLE, 'operation', 'overlay', 'palette'],
		isOffered: turnsHere,
	},
	{ command: 'first-row', chords: [{ key: 'home' }], contexts: [...TABLE, 'operation'] },
	{ command: 'last-row', chords: [{ key: 'end' }], contexts: [...TABLE, 'operation'] },
	{
		command: 'search',
		chords: [{ text: '/' }, { key: 'f', ctrl: true }],
		contexts: ['certificates', 'timeline', 'operation'],
		footer: 4,
	},
	{ command: 'sort', chords: [{ text: 's' }], contexts: ['certificates'], footer: 5 },
	{ command: 'reverse-order', chords: [{ text: 'v' }], contexts: ['certificates'], footer: 5 },
	{ command: 'filter', chords: [{ text: 'f' }], contexts: ['certificates'], footer: 6 },
	// One person looks after one seal at a kiosk: the menu's own list is enough, and these keys only confuse.
	{
		command: 'certificate-table',
		chords: [{ text: 's' }],
		contexts: ['menu'],
		footer: 4,
		isOffered: (state) => isAtDesk(state) && state.session?.certificates.kind === 'loaded',
	},
	{
		command: 'next-field',
		chords: [{ key: 'tab' }, { key: 'down' }],
		contexts: ['login-form', 'login-word', 'login-signature', 'card-pin-form', 'operation-field'],
		footer: 3,
	},
	{
		command: 'previous-field',
		chords: [{ key: 'tab', shift: true }, { key: 'up' }],
		contexts: ['login-form', 'login-word', 'login-signature', 'card-pin-form', 'operation-field'],
	},
	{ command: 'erase', chords: [{ key: 'backspace' }], contexts: FIELDS },
	{ command: 'clear-field', chords: [{ key: 'u', ctrl: true }], contexts: FIELDS },
	{ command: 'erase-forward', chords: [{ key: 'delete' }], contexts: FIELDS, group: 'edit' },
	{ command: 'cursor-left', chords: [{ key: 'left' }], contexts: FIELDS, group: 'edit' },
	{ command: 'cursor-right', chords: [{ key: 'right' }], contexts: FIELDS, group: 'edit' },
	// In a list that is narrowed by typing Home and End are for its rows.
	{
		command: 'cursor-start',
		chords: [{ key: 'home' }, { key: 'a', ctrl: true }],
		contexts: FIELDS.filter((field) => !SEARCHES.includes(field)),
		group: 'ends',
	},
	{
		command: 'cursor-end',
		chords: [{ key: 'end' }],
		contexts: FIELDS.filter((field) => !SEARCHES.includes(field)),
		group: 'ends',
	},
	{ command: 'new-captcha', chords: [{ key: 'f5' }], contexts: ['login-form'], footer: 1 },
	{
		command: 'forgot-word',
		chords: [{ key: 'f6' }],
		contexts: ['login-form'],
		footer: 1,
		isOffered: ({ login }) => login.stage === 'form' && login.purpose === 'session',
	},
	{
		command: 'give-identity',
		chords: [{ key: 'f6' }],
		contexts: ['login-elsewhere'],
		footer: 4,
		isOffered: (state) => isSandbox(state) && elsewhereWaiting(state) !== undefined,
	},
	{ command: 'resend-code', chords: [{ key: 'f7' }], contexts: ['login-code', 'operation-field'], footer: 1 },
	{ command: 'step-1', chords: [{ text: '1' }], contexts: SCREENS, group: 'steps' },
	{ command: 'step-2', chords: [{ text: '2' }], contexts: SCREENS, group: 'steps' },
	{ command: 'step-3', chords: [{ text: '3' }], contexts: SCREENS, group: 'steps' },
	{ command: 'step-4', chords: [{ text: '4' }], contexts: SCREENS, group: 'steps' },
	{ command: 'step-5', chords: [{ text: '5' }], contexts: SCREENS, group: 'steps' },
	{ command: 'step-6', chords: [{ text: '6' }], contexts: SCREENS, group: 'steps' },
	{
		command: 'card-pin',
		chords: [{ text: 'p' }],
		contexts: ['start', 'card', 'driver', 'menu', 'pins', 'guided'],
		footer: 4,
	},
	// A key that nothing else has: nobody presses it by going on.
	{ command: 'use-other-card', chords: [{ key: 'f8' }], contexts: ['card-pin-other-holder'], footer: 1 },
	{
		command: 'check-again',
		chords: [{ text: 'r' }],
		contexts: [
			...SHOWING_CARD,
			'driver',
			'portal',
			'menu',
			'certificates',
			'timeline',
			'card-pin',
			'operation',
			'certificate',
		],
		footer: 5,
		isOffered: (state) => isElsewhereThanCard(state) || canReadAgain(state),
	},
	{
		command: 'next-reader',
		chords: [{ text: 'o' }],
		contexts: ['start', 'card', 'driver', 'card-pin'],
		footer: 5,
		isOffered: (state) => state.card.readers.length > 1,
	},
	// At a kiosk there is one reader, and the card of whoever stands there.
	{
		command: 'readers',
		chords: [{ text: 'g' }],
		contexts: ['start', 'card', 'menu'],
		isOffered: isAtDesk,
	},
	// At a kiosk whoever stands there is not told what others did.
	{
		command: 'timeline',
		chords: [{ text: 'n' }],
		contexts: ['start', 'card', 'menu', 'readers', 'certificate'],
		isOffered: isAtDesk,
		whyNot: 'not-at-kiosk',
	},
	{
		command: 'toggle-card',
		chords: [{ key: 'f9' }],
		contexts: 'everywhere',
		footer: 6,
		isOffered: isSandbox,
	},
	{
		command: 'accounts',
		chords: [{ text: 'm' }, { key: 'o', ctrl: true }],
		contexts: WORK_AND_OVERLAYS,
		footer: 6,
		isOffered: (state) => isSandbox(state) && state.accounts.length > 0,
	},
	{
		command: 'certificate',
		chords: [{ text: 's' }],
		contexts: ['start', 'card'],
		footer: 6,
		isOffered: (state) => certificatesHere(state).length > 0,
	},
	{
		command: 'next-certificate',
		chords: [{ key: 'tab' }],
		contexts: ['certificate'],
		footer: 4,
		isOffered: (state) => certificatesHere(state).length > 1,
	},
	// Nobody leaves files on a kiosk.
	{ command: 'save-pem', chords: [{ text: 'p' }], contexts: ['certificate'], footer: 6, isOffered: isAtDesk },
	{ command: 'save-der', chords: [{ text: 'e' }], contexts: ['certificate'], isOffered: isAtDesk },
	{
		command: 'save-calendar',
		chords: [{ text: 'c' }],
		contexts: ['certificate'],
		footer: 6,
		isOffered: isAtDesk,
	},
	{
		command: 'copy-serial',
		chords: [{ text: 'y' }],
		contexts: ['certificate', 'overlay'],
		footer: 6,
		isOffered: (state) => isAtDesk(state) && certificateToCopy(state) !== undefined,
	},
	{
		command: 'details',
		chords: [{ text: 'd' }, { key: 'f3' }],
		contexts: WORK_AND_OVERLAYS,
		footer: 7,
		isOffered: isAtDesk,
	},
	{
		command: 'warnings',
		chords: [{ text: 'u' }, { key: 'f4' }],
		contexts: WORK_AND_OVERLAYS,
		footer: 8,
	},
	{
		command: 'last-failure',
		chords: [{ text: 'h' }, { key: 'e', ctrl: true }],
		contexts: WORK_AND_OVERLAYS,
	},
	// Nobody who has never seen a terminal looks for one at a kiosk.
	{
		command: 'palette',
		chords: [{ key: 'p', ctrl: true }, { key: 'f12' }, { text: '.' }],
		contexts: [...WORK_AND_OVERLAYS, 'palette'],
		isOffered: isAtDesk,
	},
	{
		command: 'address',
		chords: [{ text: 'a' }, { key: 'f8' }],
		contexts: ['driver', 'portal', 'login-elsewhere', 'guided', 'overlay'],
		footer: 5,
		isOffered: (state) => addressHere(state) !== undefined,
	},
	{ command: 'language', chords: [{ key: 'f2' }, { text: 'l' }], contexts: 'everywhere', footer: 9 },
	{ command: 'theme', chords: [{ key: 't', ctrl: true }, { text: 't' }], contexts: 'everywhere' },
	{
		command: 'help',
		// Some terminals keep F1 and F10 for themselves.
		chords: [{ key: 'f1' }, { key: 'g', ctrl: true }, { text: '?' }],
		contexts: [...WORK_AND_OVERLAYS, 'palette', 'closed-field'],
		footer: 10,
	},
	{
		command: 'quit',
		chords: [{ text: 'q' }, { key: 'f10' }, { key: 'x', ctrl: true }],
		contexts: 'everywhere',
		footer: 11,
	},
	{ command: 'redraw', chords: [{ key: 'l', ctrl: true }], contexts: 'everywhere' },
	{ command: 'interrupt', chords: [{ key: 'c', ctrl: true }], contexts: 'everywhere', isOffered: isAtDesk },
];
