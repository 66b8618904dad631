import type { SecretText } from '#text';
import type { RequestId } from './request.ts';

/* What the state keeps of keys that came before their field was open, or after it closed by itself. */

/** A field that the person was typing into is gone, by something that they did not do. */
export interface ClosedField {
	/** From then on keys act again, milliseconds since 1970 UTC: nobody has pressed any for so long. */
	readonly until: number;
	/** Keys that were for the field and went nowhere. */
	readonly keys: number;
}

/** Digits of a code, typed before the portal's answer opened the field of the code. */
export interface TypedAhead {
	/** The question whose answer opens the field; with it these digits end. */
	readonly request: RequestId;
	readonly code: SecretText;
	/** True where Enter was pressed after them: the code is sent once the field is open. */
	readonly isEntered: boolean;
}
