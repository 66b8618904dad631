import { codeRequest, loginRequest, phoneChangeRequest, securityWordEdit } from '#contract';
import { SecretText } from '#text';
import type { Question, Walk } from './check.ts';

/** What is typed in another form is asked for again, so often in all. */
const MOST_QUESTIONS = 3;

interface Form {
	/** The text as it is sent. */
	tidy(text: string): string;
	readonly shape: { safeParse(text: string): { readonly success: boolean } };
}

const trimmed = (text: string): string => text.trim();
const withoutSpaces = (text: string): string => text.replace(/\s/g, '');
/** As the screens send a word. */
const composed = (text: string): string => text.normalize('NFC');

const FORMS: Readonly<Record<Question, Form>> = {
	'holder-number': { tidy: trimmed, shape: loginRequest.shape.holderNumber },
	captcha: { tidy: trimmed, shape: loginRequest.shape.captchaAnswer },
	'security-word': { tidy: composed, shape: loginRequest.shape.securityWord },
	'sms-code': { tidy: withoutSpaces, shape: codeRequest.shape.code },
	'new-phone': { tidy: withoutSpaces, shape: phoneChangeRequest.shape.phone },
	'new-word': { tidy: composed, shape: securityWordEdit.shape.newSecurityWord },
};

/**
 * What the person typed, in the form of the contract: a portal refuses any other, and would be blamed for a slip of the
 * finger. Undefined where nothing was typed, or nothing of that form three times.
 */
export async function typed(
	{ person, words }: Pick<Walk, 'person' | 'words'>,
	question: Question,
): Promise<SecretText | undefined> {
	const { tidy, shape } = FORMS[question];
	for (let count = 0; count < MOST_QUESTIONS; count += 1) {
		const answer = await person?.type(question);
		if (answer === undefined) {
			return undefined;
		}
		const text = tidy(answer.reveal());
		answer.wipe();
		if (shape.safeParse(text).success) {
			return SecretText.of(text);
		}
		person?.tell(words.otherForm[question]);
	}
	return undefined;
}
