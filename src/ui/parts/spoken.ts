import type { SecretText } from '#text';

/** What somebody who listens is told: one sentence, one fact, one entry. */
export interface Spoken {
	/** Empty where nothing is to be said. */
	readonly text: string;
	/** Equal for as long as it says the same: a counted second makes no new sentence. */
	readonly lasting: string;
	/** The cursor stands here; the entry is told again when the cursor comes to it. */
	readonly isHere?: true;
	/** The field that typed characters go to, and whether they may be seen; `secret`: which they are, where that is kept as a secret. */
	readonly asks?: {
		readonly label: string;
		readonly isShown: boolean;
		readonly secret?: SecretText | undefined;
	};
	/** Rows of a picture: printed as they are. */
	readonly isPicture?: true;
}

/** Between the columns of one sentence, such as a name and its value. */
const COLUMN_GAP = '  ';

export function say(text: string, lasting: string = text): readonly Spoken[] {
	return text === '' ? [] : [{ text, lasting }];
}

/** Pieces beside each other as one sentence, without what only fills columns. */
export function joined(pieces: readonly (string | undefined)[]): string {
	return pieces
		.map((piece) => piece?.trim().replaceAll(/ {2,}/g, COLUMN_GAP) ?? '')
		.filter((piece) => piece !== '')
		.join(COLUMN_GAP);
}

/** An entry under the cursor. */
export function spokenHere(said: string): Spoken {
	return { text: `> ${said}`, lasting: said, isHere: true };
}
