import type { SecretText } from '#text';

/** Security words as they are typed, unseen. */
export interface WordFields<Field extends string> {
	readonly focus: Field;
	readonly words: { readonly [field in Field]: SecretText };
	/** Of the field in focus. */
	readonly fault: 'empty' | 'too-short' | 'not-same' | undefined;
}
