import type { AkisCard } from '#card-model';
import type { SecretText } from '#text';

/** Why a PIN is not sent at all. */
export type PinRule =
	| 'too-short'
	| 'too-long'
	| 'not-digits'
	/** Each digit one above the one before; 0 comes after 9. */
	| 'ascending'
	| 'descending'
	| 'all-same'
	/** Stands in the holder's tax or citizen number, or has it in itself. */
	| 'part-of-holder-number'
	| 'same-as-old';

/** Digits a PIN or PUK may have. */
export interface PinLength {
	readonly min: number;
	readonly max: number;
}

/** Six in every example that was seen, sixteen in OpenSC's driver; what a seal's card says of itself goes before. */
export const USUAL_PIN_LENGTH: PinLength = { min: 6, max: 16 };

export interface NewPinContext {
	/** Default: {@link USUAL_PIN_LENGTH}. */
	readonly length?: PinLength | undefined;
	/** The present PIN where it is known; not the PUK. */
	readonly old?: SecretText | undefined;
	/** Tax and citizen numbers that people would try first. */
	readonly holderNumbers?: readonly string[] | undefined;
}

/** The numbers in a card's certificates, which its new PIN must not stand in, nor have in itself. */
export function holderNumbersOf({ certificates }: AkisCard): readonly string[] {
	return certificates
		.map(({ certificate }) => certificate.holderNumber)
		.filter((number) => number !== undefined);
}

const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;

/** The first rule that a PIN as typed to be *compared* breaks: one that was set elsewhere may be a weak one. */
export function checkTypedPin(pin: SecretText, length: PinLength = USUAL_PIN_LENGTH): PinRule | undefined {
	return withDigits(pin, (digits) => formRule(digits, length));
}

/** The first rule that a PIN to be *set* breaks. Nothing is sent for it; neither secret is changed or kept. */
export function checkNewPin(pin: SecretText, context: NewPinContext = {}): PinRule | undefined {
	const { length = USUAL_PIN_LENGTH, old, holderNumbers = [] } = context;
	return withDigits(pin, (digits) => {
		const rule = formRule(digits, length) ?? sequenceRule(digits);
		if (rule !== undefined) {
			return rule;
		}
		if (holderNumbers.some((number) => overlaps(digits, Buffer.from(number, 'latin1')))) {
			return 'part-of-holder-number';
		}
		const isSame = old !== undefined && withDigits(old, (oldDigits) => digits.equals(oldDigits));
		return isSame ? 'same-as-old' : undefined;
	});
}

function formRule(digits: Buffer, { min, max }: PinLength): PinRule | undefined {
	if (!digits.every((byte) => byte >= DIGIT_0 && byte <= DIGIT_9)) {
		return 'not-digits';
	}
	if (digits.length < min) {
		return 'too-short';
	}
	return digits.length > max ? 'too-long' : undefined;
}

const STEP_RULES: ReadonlyMap<number, PinRule> = new Map([
	[0, 'all-same'],
	[1, 'ascending'],
	[9, 'descending'],
]);

function sequenceRule(digits: Buffer): PinRule | undefined {
	const steps = new Set<number>();
	for (let index = 1; index < digits.length; index++) {
		steps.add(((digits[index] ?? 0) - (digits[index - 1] ?? 0) + 10) % 10);
	}
	const [step, ...others] = steps;
	return step === undefined || others.length > 0 ? undefined : STEP_RULES.get(step);
}

function overlaps(digits: Buffer, number: Buffer): boolean {
	return number.length > 0 && (number.includes(digits) || digits.includes(number));
}

/** Works on the bytes of a secret and wipes them. */
function withDigits<T>(secret: SecretText, work: (digits: Buffer) => T): T {
	// Not from Node's pool: it is shared, and handed out again.
	const digits = Buffer.from(new ArrayBuffer(secret.byteLength));
	try {
		secret.writeTo(digits, 0);
		return work(digits);
	} finally {
		digits.fill(0);
	}
}
