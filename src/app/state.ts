import type { CardPins, ElsewhereLogin, PortalFacts, PortalProblem } from '#api';
import type { AkisCard, CardSnapshot, DriverReport, TriesLeft } from '#card';
import type { HolderNumberCheck } from '#certificate';
import type { SettingsProblem } from '#config';
import type { FlowProfile, PinsWithheld, PortalCertificate } from '#contract';
import type { SecretText } from '#text';
import type { Language, ThemeName } from './appearance.ts';
import { type CardLog, EMPTY_CARD_LOG } from './card-log.ts';
import type { CardPinState } from './card-pin-state.ts';
import type { CertificateTable } from './certificate-table.ts';
import type { Failure } from './failure.ts';
import type { ClosedField, TypedAhead } from './field-state.ts';
import { type GuidedState, NO_GUIDED } from './guided-state.ts';
import type { Holder } from './holder.ts';
import type { LearntEnds } from './learnt-ends.ts';
import type { Notice } from './notice.ts';
import type { ChangeRun, OperationState } from './operation.ts';
import type { MenuEntry, ScreenName } from './place.ts';
import type { LoginLock, PortalWait } from './portal-wait.ts';
import type {
	CertificateFormat,
	KnownCertificate,
	PhoneMessage,
	PictureDrawing,
	QrCode,
	SandboxAccount,
	SandboxHint,
	SaveOutcome,
} from './ports.ts';
import type { RefusedKey } from './refused-key.ts';
import type { Pending, RequestId } from './request.ts';
import type { TimelineState } from './timeline.ts';
import type { WordFields } from './word-fields.ts';

/** What lies over the screen and takes the keys until it is closed. */
export type Overlay =
	/** What can be read up on, over what it was called from. */
	| {
			readonly kind: 'help' | 'warnings' | 'details' | 'failure' | 'accounts';
			readonly scroll: number;
			readonly below?: Overlay | undefined;
	  }
	/** What can be done, narrowed by `query`; `cursor` counts the entries that are left. */
	| {
			readonly kind: 'palette';
			readonly scroll: number;
			readonly query: string;
			readonly cursor: number;
			readonly below: Overlay | undefined;
	  }
	| { readonly kind: 'certificate'; readonly scroll: number }
	| { readonly kind: 'quit'; readonly scroll: number }
	/** Whether to do what cannot be taken back: end the session, or leave edits that were not saved. */
	| { readonly kind: 'ask'; readonly scroll: number; readonly about: 'log-out' | 'unsaved-details' }
	/** Kiosk mode: the operator's code is asked for. */
	| {
			readonly kind: 'unlock';
			readonly scroll: number;
			readonly code: SecretText;
			readonly pending: Pending | undefined;
	  }
	/** An address, for typing and for a telephone's camera. */
	| {
			readonly kind: 'address';
			readonly scroll: number;
			readonly address: string;
			/** Its QR code, or the request for it. */
			readonly code: QrCode | { readonly request: RequestId };
	  };

/** The whole program at one moment. `update` makes the next one; nothing else changes it. */
export interface AppState {
	/** When the last message came, milliseconds since 1970 UTC. */
	readonly now: number;
	/** When somebody last did something, or what was asked for was answered; milliseconds since 1970 UTC. */
	readonly activeAt: number;
	readonly language: Language;
	readonly theme: ThemeName;
	readonly size: { readonly columns: number; readonly rows: number };
	readonly mode: Mode;
	readonly screen: ScreenName;
	readonly overlay: Overlay | undefined;
	/** One sentence about the last thing that happened; gone with the next command, or with its reason. */
	readonly notice: Notice | undefined;
	/** The key whose refusal `notice` is, where it can be tried again; see `flows/notice-life.ts`. */
	readonly refusedKey: RefusedKey | undefined;
	/** The last thing that failed, until another does. */
	readonly failure: Failure | undefined;
	readonly card: CardSnapshot;
	/** The reader the person chose; while undefined, or gone, the most useful one is shown. */
	readonly chosenReader: string | undefined;
	/** Whose seal was looked at or chosen last; never at a kiosk. */
	readonly lookedAt: Holder | undefined;
	/** All readers at once; what it says counts while that screen is open. */
	readonly overview: ReadersOverview | undefined;
	/** What cards told of their tries, as long as they stay in. */
	readonly seenTries: readonly SeenTries[];
	/** Which certificates this run learnt to be revoked, suspended or untrusted; it outlives sessions and cards. */
	readonly learntEnds: LearntEnds;
	/** What happened to the cards in this run. */
	readonly cardLog: CardLog;
	/** What happened to one card; set while its screen is open. */
	readonly timeline: TimelineState | undefined;
	/** What `certificate` over the screen shows. */
	readonly certificate: CertificateState;
	readonly driver: DriverState;
	readonly portal: PortalState;
	/** Set once the portal asked to wait (Retry-After), also when that is over. */
	readonly portalBusy: PortalWait | undefined;
	/** The holder whose logins the portal closed last; also when that is over. */
	readonly loginLock: LoginLock | undefined;
	/**
	 * The way of the portal, as it told last outside a session; undefined until one told. Until then the steps read as in
	 * the guide.
	 */
	readonly flow: FlowProfile | undefined;
	/** Cursor of the two ways to log in. */
	readonly method: LoginMethod;
	readonly login: LoginState;
	readonly session: SessionState | undefined;
	readonly menuEntry: MenuEntry;
	/** First certificate in the menu's window, where not all of them fit. */
	readonly menuScroll: number;
	/** The account's certificates as a table; set while its screen is open. */
	readonly certificateTable: CertificateTable | undefined;
	readonly pins: PinsState;
	/** Set while its screen is open. */
	readonly cardPin: CardPinState | undefined;
	/** Cursor of what can be done with the PINs. */
	readonly pinsEntry: PinsEntry;
	/** Changes of this or an earlier run whose result nobody knows. */
	readonly openChanges: OpenChanges;
	/** The entry of the menu that is open; kept over a session that ended by itself. */
	readonly operation: OperationState;
	/** Guided mode alone uses it. */
	readonly guided: GuidedState;
	/** What a newcomer types at the sandbox's login; undefined elsewhere, and until the sandbox is made. */
	readonly hint: SandboxHint | undefined;
	/** Of the sandbox, in the order they are told; none elsewhere, and until the sandbox is made. */
	readonly accounts: readonly SandboxAccount[];
	/** The PIN that the sandbox gave out with the signatory's card, once that was plugged in; worth nothing elsewhere. */
	readonly signatoryPin: SecretText | undefined;
	/** Messages on the sandbox's phone, oldest first. */
	readonly phone: readonly PhoneMessage[];
	/** Set while digits of a code wait for the field that the awaited answer opens. */
	readonly typedAhead: TypedAhead | undefined;
	/** Set while keys go nowhere because the field that they were for closed by itself. */
	readonly closedField: ClosedField | undefined;
	/** True where the last key was a character for a field whose answer is awaited. */
	readonly isTypedOn: boolean;
	/** Code points behind the cursor of the field that has the focus; 0: the cursor is at its end. */
	readonly behindCursor: number;
	/** Wrong operator's codes, and when the next may be tried (milliseconds since 1970 UTC). */
	readonly operator: { readonly wrong: number; readonly openAt: number };
	/** Number of the next request. */
	readonly nextRequest: RequestId;
	/** First request of the visit: answers to earlier ones are those of a kiosk's former visitor. */
	readonly firstOfVisit: RequestId;
}

/** When the portal is asked about changes that have no result. */
export interface OpenChanges {
	/** Set while it is being asked. */
	readonly request: RequestId | undefined;
	/** When it is asked again, milliseconds since 1970 UTC; undefined where nothing that it could tell is open. */
	readonly askAt: number | undefined;
	/** Questions in a row after which something was still open. */
	readonly tries: number;
	/** Changes that were sent to another portal, as told last. */
	readonly ofOtherPortal: number;
}

export interface ReadersOverview {
	/** Where Esc leads back to. */
	readonly openedFrom: ScreenName;
	/** Name of the reader under the cursor; where it is gone, the first is. */
	readonly reader: string | undefined;
}

export interface SeenTries {
	/** As it stands in the snapshot: another insertion is another one. */
	readonly card: AkisCard;
	readonly pin: TriesLeft;
}

/** What was decided at the start of the run. */
export interface Mode {
	/** `guided`: none is spoken to; the person does the work on the authority's site. */
	readonly portal: 'sandbox' | 'http' | 'guided';
	readonly version: string;
	/** Of the portal that was asked for or configured; undefined: the sandbox's own, or none. */
	readonly portalAddress?: string | undefined;
	/** Set in kiosk mode. */
	readonly kiosk?: KioskMode | undefined;
	/** True where the terminal shows no colours, or they are not wanted. */
	readonly isColourless?: boolean | undefined;
	/** Whether the terminal may be asked to put something into its clipboard. */
	readonly hasClipboard?: boolean | undefined;
	/** Set where the settings file is not gone by; its paths are cleaned. */
	readonly settingsProblem?: SettingsProblem | undefined;
	/** Name of what the screen passes through and may be kept by (tmux, script); undefined: none was noticed. */
	readonly recorder?: string | undefined;
	/** Whether the settings let PINs be shown there at the first key. */
	readonly showsPinsRecorded?: boolean | undefined;
}

export interface CertificateState {
	/** Of the certificate that is looked at; it is found on the card by it, so that another card never inherits anything. */
	readonly fingerprint: string | undefined;
	readonly known: KnownCertificate | undefined;
	/** Set while it is being assessed; `isOnline`: the network is asked. */
	readonly pending: (Pending & { readonly isOnline: boolean }) | undefined;
	/** Set from choosing to save until what came of it was read. */
	readonly saving: SavingState | undefined;
}

type SavingState =
	| { readonly stage: 'naming'; readonly request: RequestId; readonly format: CertificateFormat }
	| { readonly stage: 'named'; readonly format: CertificateFormat; readonly path: string }
	| { readonly stage: 'writing'; readonly request: RequestId; readonly path: string }
	| { readonly stage: 'ended'; readonly outcome: SaveOutcome | 'no-place'; readonly path: string };

/** How a kiosk behaves; times in milliseconds. */
export interface KioskMode {
	/** Without a sign of life for so long everything is forgotten: where a secret is typed or a session open. */
	readonly idleSecretMs: number;
	/** The same everywhere else. */
	readonly idleMs: number;
	/** Whether there is a code that ends the program. */
	readonly hasOperatorCode: boolean;
	/** Whether the attendant allowed the document with the PIN to be printed; undefined: no. */
	readonly mayPrint?: boolean | undefined;
	/** The language that each person begins with. */
	readonly language: Language;
}

export type DriverState =
	| { readonly kind: 'searching'; readonly request: RequestId }
	| {
			readonly kind: 'told';
			readonly report: DriverReport;
			readonly toldAt: number;
			/** Set while it is looked at again. */
			readonly recheck: RequestId | undefined;
			/** Those that were in a real reader when it was looked at. */
			readonly cards: readonly CardOfDriver[];
	  };

/** An AKİS card, or reader and ATR of a card that was not recognised. */
export type CardOfDriver = AkisCard | string;

export type PortalState =
	/** Guided mode: none is asked. */
	| { readonly kind: 'not-asked' }
	| { readonly kind: 'checking'; readonly request: RequestId; readonly since: number }
	| {
			readonly kind: 'reached';
			readonly address: string | undefined;
			readonly info: PortalFacts;
			readonly answeredAt: number;
			/** Set while it is asked whether it still answers. */
			readonly recheck: RequestId | undefined;
	  }
	| {
			readonly kind: 'lost';
			readonly problem: PortalProblem;
			/** When it is asked again, milliseconds since 1970 UTC. */
			readonly retryAt: number;
			/** Failures in a row. */
			readonly failures: number;
			/** Set while it is being asked again. */
			readonly pending: Pending | undefined;
	  };

export type LoginMethod = 'password' | 'e-signature';

export type LoginField = 'holder-number' | 'captcha-answer' | 'security-word';

export type LoginState =
	/** No login was begun: step 4 is open. */
	| { readonly stage: 'none' }
	| LoginForm
	| SignatureForm
	| { readonly stage: 'elsewhere'; readonly step: ElsewhereStep }
	| {
			readonly stage: 'phone';
			readonly purpose: LoginPurpose;
			readonly holderNumber: string;
			readonly loginId: string;
			readonly maskedPhone: string;
			readonly expiresAt: number;
			readonly pending: CodeQuestion | undefined;
	  }
	| LoginCode
	| NewWord;

/** The login at another site. */
export type ElsewhereStep =
	| ({ readonly name: 'starting' } & Pending)
	| ElsewhereWaiting
	/** The person said no there, or nothing before the code was too old. */
	| { readonly name: 'over'; readonly why: 'refused' | 'expired' };

/** The person is at the other site, and the portal is asked from time to time whether they are back. */
export interface ElsewhereWaiting {
	readonly name: 'waiting';
	readonly begun: ElsewhereLogin;
	/** As the portal wants it, milliseconds. */
	readonly intervalMs: number;
	/** When it is asked again, milliseconds since 1970 UTC. */
	readonly pollAt: number;
	/** Of the codes, milliseconds since 1970 UTC. */
	readonly expiresAt: number;
	/** Set while it is being asked. */
	readonly poll: RequestId | undefined;
	/** Why the last question got no answer, and how many in a row did not. */
	readonly trouble: { readonly problem: PortalProblem; readonly failures: number } | undefined;
	/** The address as a QR code, or the request for it. */
	readonly code: QrCode | { readonly request: RequestId };
	/** Sandbox: set while the test identity is given. */
	readonly giving: RequestId | undefined;
}

/** What number, picture and code are for: a session, or a new word in place of a forgotten one. */
export type LoginPurpose = 'session' | 'new-word';

/** What is under way at the code: its sending opens the field, its confirmation leaves it. */
export interface CodeQuestion extends Pending {
	readonly asks: 'send-code' | 'confirm-code';
}

/** Vergi Kimlik No, Resimdeki Yazı, Güvenlik Sözcüğü. */
export interface LoginForm {
	readonly stage: 'form';
	readonly purpose: LoginPurpose;
	/** Never on the word where that was forgotten. */
	readonly focus: LoginField;
	readonly holderNumber: string;
	/** The number was filled in from the card: what is typed into its field takes its place. */
	readonly isNumberOfCard?: true | undefined;
	readonly captchaAnswer: string;
	readonly securityWord: SecretText;
	readonly captcha: CaptchaState;
	/** What is wrong at a field; shown there, cleared when the field is edited. */
	readonly faults: { readonly [field in LoginField]?: FieldFault };
	readonly pending: Pending | undefined;
}

/** E-İmzalı Giriş: for which organisation, and with whose certificate. The PIN is typed after it. */
export interface SignatureForm {
	readonly stage: 'signature';
	/** The field, or the fingerprint of the certificate that the cursor stands on. */
	readonly focus: 'holder-number' | { readonly fingerprint: string };
	readonly holderNumber: string;
	readonly fault: Exclude<FieldFault, 'no-captcha' | 'captcha-length'> | undefined;
}

export type FieldFault =
	| Exclude<HolderNumberCheck, { readonly ok: true }>['code']
	| 'no-captcha'
	| 'captcha-length';

export type CaptchaState =
	| { readonly kind: 'loading'; readonly request: RequestId; readonly since: number }
	| {
			readonly kind: 'shown';
			readonly captchaId: string;
			readonly characters: number;
			/** Undefined where the portal's picture could not be decoded. */
			readonly drawing: PictureDrawing | undefined;
	  }
	| { readonly kind: 'failed'; readonly problem: PortalProblem };

export interface LoginCode {
	readonly stage: 'code';
	readonly purpose: LoginPurpose;
	/** Kept for the form, should the login have to begin anew. */
	readonly holderNumber: string;
	/** Of a forgotten word: the id of its reset. */
	readonly loginId: string;
	readonly maskedPhone: string;
	readonly code: SecretText;
	readonly codeLength: number;
	readonly expiresAt: number;
	readonly resendAt: number;
	readonly pending: CodeQuestion | undefined;
}

/** *Güvenlik Sözcüğümü Unuttum*: the code was typed; the new word goes out together with it. */
export interface NewWord extends WordFields<NewWordField> {
	readonly stage: 'new-word';
	readonly from: LoginCode;
	/** Set while the change is under way. */
	readonly run: ChangeRun | undefined;
}

export type NewWordField = 'first' | 'again';

export interface SessionState {
	readonly title: string;
	readonly holderNumber: string;
	/** Fingerprint of the certificate that opened it (E-İmzalı Giriş); undefined after Şifreli Giriş. */
	readonly signedBy: string | undefined;
	readonly openedAt: number;
	/** Length of the idle time after which the portal closes the session, milliseconds. */
	readonly idleMs: number;
	/** When it closes unless something is asked of it. */
	readonly expiresAt: number;
	readonly certificates: CertificatesState;
	/** True once a PIN was shown in this session, or set by its holder: the guide's last step. */
	readonly pinsSeen: boolean;
	/** True once a PDF of the present PINs was written in this session; an unlock makes it the PDF of a former one. */
	readonly pinsSaved: boolean;
	/** The portal's cards without a PIN, once it was found to give out none; undefined while it may have one. */
	readonly noPins?: readonly PinsWithheld[] | undefined;
	/** Set while the portal is being told that we leave. */
	readonly leaving: Pending | undefined;
}

export type CertificatesState =
	| { readonly kind: 'loading'; readonly request: RequestId; readonly since: number }
	| {
			readonly kind: 'loaded';
			/** As many as were read, oldest first. */
			readonly certificates: readonly PortalCertificate[];
			/** Names the page that was not read yet; undefined where all were. */
			readonly next?: string | undefined;
			/** Set while more of them are read, and until they are asked for again after that failed. */
			readonly more?: MoreCertificates | undefined;
	  }
	| { readonly kind: 'failed'; readonly problem: PortalProblem };

type MoreCertificates =
	| { readonly kind: 'asked'; readonly request: RequestId }
	| { readonly kind: 'failed'; readonly retryAt: number };

/** In the order of the screen; what cannot be undone comes last. */
export const PINS_ENTRIES = ['show', 'save', 'delete'] as const;

export type PinsEntry = (typeof PINS_ENTRIES)[number];

export type PinsState =
	| { readonly kind: 'hidden' }
	/** The portal has no PIN to give out: of each card why, where it said that. */
	| { readonly kind: 'none'; readonly withheld: readonly PinsWithheld[] }
	/** Something may keep what is shown: whether they are to be shown all the same. */
	| { readonly kind: 'asking' }
	| {
			readonly kind: 'loading';
			readonly request: RequestId;
			readonly since: number;
			readonly page?: PinsPage | undefined;
	  }
	| {
			readonly kind: 'shown';
			readonly cards: readonly CardPins[];
			readonly withheld: readonly PinsWithheld[];
			readonly hideAt: number;
			readonly page?: PinsPage | undefined;
			/** Names the page that follows; undefined at the last one. */
			readonly next?: string | undefined;
			/** First card of the page in the window. Default: 0. */
			readonly first?: number | undefined;
	  };

/** Which page of the cards it is, and the ways to those before it; undefined: the first page. */
export interface PinsPage {
	readonly after: string;
	/** Those before it, the first one first: what it was asked for with, and how many cards it had. */
	readonly former: readonly { readonly after: string | undefined; readonly cards: number }[];
}

export interface InitialFacts {
	readonly now: number;
	readonly language: Language;
	/** Default: for a dark ground. */
	readonly theme?: ThemeName | undefined;
	readonly columns: number;
	readonly rows: number;
	readonly mode: Mode;
}

/** The program before its first message. */
export function initialState(facts: InitialFacts): AppState {
	return {
		now: facts.now,
		activeAt: facts.now,
		language: facts.language,
		theme: facts.theme ?? 'dark',
		size: { columns: facts.columns, rows: facts.rows },
		mode: facts.mode,
		screen: 'start',
		overlay: undefined,
		notice:
			facts.mode.settingsProblem === undefined
				? undefined
				: { kind: 'settings', code: facts.mode.settingsProblem.code },
		failure: undefined,
		card: { service: { kind: 'starting' }, readers: [] },
		chosenReader: undefined,
		lookedAt: undefined,
		overview: undefined,
		seenTries: [],
		learntEnds: new Map(),
		cardLog: EMPTY_CARD_LOG,
		timeline: undefined,
		certificate: { fingerprint: undefined, known: undefined, pending: undefined, saving: undefined },
		driver: { kind: 'searching', request: 0 },
		portal:
			facts.mode.portal === 'guided'
				? { kind: 'not-asked' }
				: { kind: 'checking', request: 0, since: facts.now },
		portalBusy: undefined,
		loginLock: undefined,
		flow: undefined,
		method: 'password',
		login: { stage: 'none' },
		session: undefined,
		menuEntry: 'activate',
		menuScroll: 0,
		certificateTable: undefined,
		pins: { kind: 'hidden' },
		cardPin: undefined,
		pinsEntry: 'show',
		openChanges: { request: undefined, askAt: undefined, tries: 0, ofOtherPortal: 0 },
		operation: { kind: 'none' },
		guided: NO_GUIDED,
		hint: undefined,
		accounts: [],
		signatoryPin: undefined,
		phone: [],
		typedAhead: undefined,
		refusedKey: undefined,
		closedField: undefined,
		isTypedOn: false,
		behindCursor: 0,
		operator: { wrong: 0, openAt: 0 },
		nextRequest: 1,
		firstOfVisit: 0,
	};
}
