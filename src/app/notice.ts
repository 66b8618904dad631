import type { JournalFailure, PortalProblem } from '#api';
import type { SettingsProblem } from '#config';
import type { ThemeName } from './appearance.ts';
import type { WaitFor } from './portal-wait.ts';

/** Why a key, a step or a menu entry is not available now; `i18n` has the sentence. */
export type Refusal =
	| 'no-such-key'
	/** Of an entry of the palette. */
	| 'not-here'
	| 'already-here'
	| 'nothing-found'
	/** Of the table of certificates. */
	| 'no-row-found'
	/** Of what happened to a card. */
	| 'no-event-found'
	| 'not-at-kiosk'
	| 'single-state'
	| 'no-clipboard'
	| 'paste-not-here'
	| 'first-step'
	| 'portal-not-reached'
	| 'method-not-chosen'
	| 'not-logged-in'
	| 'not-offered'
	| 'recorded-kiosk'
	| 'recorded-needs-enter'
	| 'nothing-suspended'
	| 'certificates-not-loaded'
	| 'single-reader'
	| 'single-field'
	| 'reader-gone'
	| 'waiting-for-answer'
	| 'resend-too-early'
	| 'nothing-to-erase'
	| 'field-full'
	| 'edge-of-field'
	| 'digits-only'
	| 'no-spaces'
	| 'code-incomplete'
	/** Of digits that were typed before the field of the code was open. */
	| 'typed-ahead-too-long'
	| 'enter-when-open'
	| 'end-of-list'
	| 'printing-closed'
	| 'no-certificate'
	| 'single-certificate'
	| 'card-gone'
	| 'save-or-not'
	| 'no-colours'
	| 'kiosk-stays'
	| 'no-operator-code'
	| 'operator-code-wrong'
	| 'operator-wait'
	| 'screen-too-small'
	| 'no-akis-card'
	| 'no-signing-certificate'
	| 'card-being-looked-at'
	| 'other-card'
	| 'driver-not-ready'
	| 'seal-is-no-person'
	| 'signature-not-begun'
	| 'signature-expired'
	| 'not-for-signing'
	| 'real-signature-in-sandbox'
	| 'no-signature-card'
	| 'number-wrong'
	| 'unblock-not-public'
	| 'pin-blocked'
	| 'puk-blocked'
	| 'last-puk-try'
	| 'puk-tries-unknown'
	| 'word-differs'
	| 'waiting-for-card'
	| 'nothing-chosen'
	| 'nothing-to-revoke'
	| 'terms-not-loaded'
	| 'confirmation-wrong'
	| 'change-under-way'
	| 'details-not-loaded'
	| 'nothing-changed'
	| 'conflict-open'
	| 'phone-incomplete'
	| 'pins-not-loaded'
	| 'nothing-to-delete'
	| 'not-saved-yet'
	| 'words-wrong'
	| 'card-not-in'
	| 'real-card-in-sandbox'
	/** Not all certificates of the account were read yet. */
	| 'card-still-sought'
	| 'card-not-of-account'
	| 'unlock-on-card'
	| 'waiting-for-return'
	| 'guided-under-way';

/** Things worth a sentence that are no failure. */
export type Told =
	| 'logged-out'
	| 'logged-out-unheard'
	| 'session-expired'
	| 'session-replaced'
	| 'operation-resumed'
	| 'details-changed-elsewhere'
	| 'details-left'
	| 'pins-hidden'
	| 'code-sent-again'
	/** Enter was pressed before the field of the code was open. */
	| 'code-sent-when-open'
	| 'captcha-renewed'
	/** Güvenlik Sözcüğümü Unuttum: done now, by an earlier request for the same or another word, or not known. */
	| 'word-renewed'
	| 'word-renewed-before'
	| 'word-renewed-other'
	| 'word-uncertain'
	| 'cancelled'
	/** A change that the person did not wait for: it had not left. */
	| 'change-not-sent'
	/** A login at another site; of the sandbox's own: whether it had one to say yes to. */
	| 'elsewhere-given-up'
	| 'identity-given'
	| 'identity-not-taken'
	| 'checked-again'
	| 'reading-again'
	| 'card-left-form'
	| 'card-act-called-off'
	| 'kiosk-idle'
	| 'kiosk-card-removed'
	| 'guided-left-open'
	| `theme-${ThemeName}`;

/** One sentence about the last thing that happened. */
export type Notice =
	| { readonly kind: 'refused'; readonly refusal: Refusal }
	| { readonly kind: 'problem'; readonly problem: PortalProblem }
	/** Changes without a result that were asked about: how many of each; `ofOtherPortal`: only a person can tell. */
	| {
			readonly kind: 'former-changes';
			readonly done: number;
			readonly notDone: number;
			readonly uncertain: number;
			readonly ofOtherPortal: number;
	  }
	/** The journal takes nothing, so that nothing was sent. */
	| { readonly kind: 'journal'; readonly failure: JournalFailure }
	/** The terminal was asked to put this into its clipboard. */
	| { readonly kind: 'copied'; readonly serial: string }
	/** Nothing was sent, for the portal asked to wait. */
	| { readonly kind: 'portal-wait'; readonly what: WaitFor }
	| { readonly kind: 'told'; readonly what: Told }
	| { readonly kind: 'settings'; readonly code: SettingsProblem['code'] };
