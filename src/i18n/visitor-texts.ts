import type { Texts } from './tr.ts';

/*
 * At a kiosk the reader of the screen is a visitor: who can neither start a service nor install or set anything, and
 * does not know an administrator. A clause that sends anybody there sends a visitor to the attendant instead.
 */

/** What asks for a command, a setting, the machine or its administrator, in both languages. */
const FOR_THE_ATTENDANT = [
	/\bsudo\b|\bnpm \w|\bmuhurdar (?:audit|authorities|config|doctor)\b|\bpolkit\b|PreserveJobFiles/u,
	/[Yy]önetici(?:ye|sine|nizden|siyle)|[Yy]önetici olarak/u,
	/\b(?:tell|ask) (?:the|your) (?:\w+ )?administrator\b|\bas (?:an )?administrator\b/iu,
	/[Aa]dresi denetleyin|[Bb]ilgisayarın saatini|[Hh]izmeti başlat|\b[Yy]er aç|(?:[İi]ndirip|sürümünü|sürümü) kurun/u,
	/check the (?:address|computer)|start (?:it|the service)\b(?! again)|make room|\binstall (?:it|a newer)/iu,
];

const made = new WeakMap<Texts, Texts>();

/** The texts as a visitor of a kiosk reads them; those of the commands are the attendant's and stay. */
export function textsForVisitors(texts: Texts): Texts {
	const known = made.get(texts);
	if (known !== undefined) {
		return known;
	}
	const { commands, ...shown } = texts;
	const forVisitors = { ...rewritten(shown, texts.kiosk.callAttendant), commands };
	made.set(texts, forVisitors);
	return forVisitors;
}

/** Of the same shape: texts are rewritten, functions write what they make anew, all else is looked into. */
function rewritten<Part>(part: Part, call: string): Part;
function rewritten(part: unknown, call: string): unknown {
	if (typeof part === 'string') {
		return sentToAttendant(part, call);
	}
	if (typeof part === 'function') {
		return (...values: readonly unknown[]) => rewritten(Reflect.apply(part, undefined, values), call);
	}
	if (Array.isArray(part)) {
		return part.map((inner) => rewritten(inner, call));
	}
	return typeof part === 'object' && part !== null
		? Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, rewritten(inner, call)]))
		: part;
}

/** Each sentence up to its first clause that is for the attendant; `call` once in place of the rest. */
function sentToAttendant(text: string, call: string): string {
	if (!isForAttendant(text)) {
		return text;
	}
	const sentences = text.split(/(?<=[.!?]) (?=[\p{Lu}"])/u).flatMap((sentence) => {
		const clauses = sentence.split(/(?<=;) /u);
		const first = clauses.findIndex(isForAttendant);
		return first === -1
			? [sentence]
			: first === 0
				? [call]
				: [clauses.slice(0, first).join(' ').replace(/;$/u, '.'), call];
	});
	return sentences
		.filter((sentence, place) => sentence !== call || sentences.indexOf(call) === place)
		.join(' ');
}

function isForAttendant(text: string): boolean {
	return FOR_THE_ATTENDANT.some((pattern) => pattern.test(text));
}
