import type { AkisCard, TriesLeft, TriesOutcome } from '#card';
import type { PinRule } from '#card-rules';
import type { SecretText } from '#text';
import type { CardPinAct, CardPinField, PinFormAct } from './card-pin-acts.ts';
import type { OtherHolder } from './holder.ts';
import type { ScreenName } from './place.ts';
import type { CardPinOutcome, SignatureLoginOutcome } from './ports.ts';
import type { RequestId } from './request.ts';

/** Kart PIN işlemleri. All of it belongs to one insertion of one card; another insertion begins anew. */
export interface CardPinState {
	/** Where Esc leads back to. */
	readonly openedFrom: ScreenName;
	/** As it stands in the snapshot that described it; undefined while there is no AKİS card to work with. */
	readonly card: AkisCard | undefined;
	readonly tries: CardTries;
	/** Cursor of the menu. */
	readonly entry: CardPinAct;
	readonly stage: CardPinStage;
}

/** What is known of the tries that are left. */
export type CardTries =
	/** There is no card to ask. */
	| { readonly kind: 'none' }
	| { readonly kind: 'looking'; readonly request: RequestId; readonly since: number }
	| { readonly kind: 'looked'; readonly outcome: TriesOutcome };

export type CardPinStage =
	| { readonly stage: 'menu' }
	/** The card is another holder's than the one the person works with: nothing is typed before that is confirmed. */
	| { readonly stage: 'other-holder'; readonly act: CardPinAct; readonly other: OtherHolder }
	/** Before a PUK can be typed, somebody in charge types a word. */
	| { readonly stage: 'supervisor'; readonly typed: string }
	| CardPinForm
	/** The card said that this may be the last try. Nothing was sent; what was typed waits for another word. */
	| {
			readonly stage: 'last-try';
			readonly form: CardPinForm;
			readonly tries: TriesLeft;
			readonly typed: string;
	  }
	/** The card has the act. The screen cannot be left before its outcome is there. */
	| {
			readonly stage: 'running';
			readonly form: CardPinForm;
			readonly request: RequestId;
			readonly since: number;
			/** True once the person gave it up; from the moment the PIN is sent that changes nothing. */
			readonly isCalledOff: boolean;
	  }
	| { readonly stage: 'told'; readonly act: PinFormAct; readonly outcome: ToldOutcome };

/** What an act can come to; the question before a last try is a stage of its own. */
export type ToldOutcome = Exclude<
	CardPinOutcome | SignatureLoginOutcome,
	{ readonly kind: 'needs-last-try-confirmation' | 'opened' }
>;

/** What is typed for one act, masked. */
export interface CardPinForm {
	readonly stage: 'form';
	readonly act: PinFormAct;
	/** True where somebody in charge stands by, who typed the word for it. */
	readonly isSupervised: boolean;
	readonly focus: CardPinField;
	readonly secrets: Readonly<Record<CardPinField, SecretText>>;
	/** What is wrong at a field; shown there, cleared when the field is edited. */
	readonly faults: { readonly [field in CardPinField]?: CardPinFault };
}

export type CardPinFault = PinRule | 'empty' | 'repeat-differs';
