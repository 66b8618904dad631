/** What a person calls a reader, and a part of the name that the card service gives it. */
export interface NamedReader {
	readonly name: string;
	readonly part: string;
}

const MAX_READERS = 16;
const MAX_LENGTH = 60;
/** Beside control characters: what stands between entries, and around a name where it is shown. */
const NOT_IN_A_NAME = /[\p{Cc};=()]/u;

/**
 * Reads the setting `card.reader-names`: `NAME=PART` with a semicolon between several, such as
 * `Muhasebe=MILKO;Depo=ACS ACR39`. Undefined where the text is none, or a name stands twice.
 */
export function parseReaderNames(text: string): readonly NamedReader[] | undefined {
	const readers = text.split(';').map((entry) => {
		const [name = '', part = '', ...more] = entry.split('=').map((word) => word.trim());
		return { name, part, isWhole: more.length === 0 };
	});
	const areSound = readers.every(
		({ name, part, isWhole }) =>
			isWhole &&
			[name, part].every((word) => word !== '' && word.length <= MAX_LENGTH && !NOT_IN_A_NAME.test(word)),
	);
	const names = new Set(readers.map(({ name }) => name));
	return areSound && names.size === readers.length && readers.length <= MAX_READERS
		? readers.map(({ name, part }) => ({ name, part }))
		: undefined;
}
