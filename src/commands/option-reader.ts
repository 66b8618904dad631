import type { Texts } from '#i18n';

const MAX_DAYS = 3650;
const MAX_SECONDS = 600;
/** ISO 8601: date, or date and time, with seconds and their fraction or without, with a time zone or without. */
const MOMENT = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * Checks the values of options one by one and keeps the first refusal, so that whoever reads many options asks
 * once at the end.
 */
export class OptionReader {
	readonly #values: Readonly<Record<string, unknown>>;
	readonly #misuse: Texts['commands']['misuse'];
	#refusal: string | undefined;

	/** `values`: by long name without dashes; `true` where an option stands without a value. */
	constructor(values: Readonly<Record<string, unknown>>, misuse: Texts['commands']['misuse']) {
		this.#values = values;
		this.#misuse = misuse;
	}

	/** The sentence that says what was wrong first. */
	get refusal(): string | undefined {
		return this.#refusal;
	}

	refuse(sentence: string): void {
		this.#refusal ??= sentence;
	}

	has(name: string): boolean {
		return this.#values[name] !== undefined;
	}

	/** Undefined where the option is not there or was refused. */
	text(name: string): string | undefined {
		const value = this.#values[name];
		if (value === undefined) {
			return undefined;
		}
		if (typeof value !== 'string' || value.trim() === '') {
			this.refuse(this.#misuse.valueMissing(`--${name}`));
			return undefined;
		}
		return value;
	}

	/** Every value of an option that may stand more than once; empty where it does not stand at all. */
	texts(name: string): readonly string[] {
		const value = this.#values[name];
		if (Array.isArray(value) && value.every((each) => typeof each === 'string' && each.trim() !== '')) {
			return value;
		}
		if (value !== undefined) {
			this.refuse(this.#misuse.valueMissing(`--${name}`));
		}
		return [];
	}

	/** A path from the root; the rule of the setting `card.module`. */
	absolutePath(name: string): string | undefined {
		const text = this.text(name);
		if (text !== undefined && !/^\/[^\p{Cc}]+$/u.test(text)) {
			this.refuse(this.#misuse.notAbsolute(`--${name}`));
			return undefined;
		}
		return text;
	}

	/** Words of a list with commas between them, each once; empty where the option is not there or was refused. */
	choices<Choice extends string>(name: string, allowed: readonly Choice[]): readonly Choice[] {
		const words = (this.text(name) ?? '').split(',').map((word) => word.trim());
		const asked = words.filter((word) => word !== '');
		const chosen = allowed.filter((choice) => asked.includes(choice));
		if (chosen.length !== new Set(asked).size) {
			this.refuse(this.#misuse.notOneOf(`--${name}`, allowed.join(', ')));
		}
		return chosen;
	}

	/** VKN or T.C. kimlik no, digits alone; spaces do not count. Its check digit is not looked at: test seals have wrong ones. */
	holderNumber(name: string): string | undefined {
		const text = this.text(name);
		const number = text?.replaceAll(/\s/gu, '');
		if (number !== undefined && !/^(?:[0-9]{10}|[0-9]{11})$/.test(number)) {
			this.refuse(this.#misuse.notAHolder(`--${name}`));
			return undefined;
		}
		return number;
	}

	choice<Choice extends string>(name: string, allowed: readonly Choice[]): Choice | undefined {
		const text = this.text(name);
		const chosen = allowed.find((choice) => choice === text);
		if (text !== undefined && chosen === undefined) {
			this.refuse(this.#misuse.notOneOf(`--${name}`, allowed.join(', ')));
		}
		return chosen;
	}

	/** A whole number from 0 to `highest`. */
	integer(name: string, highest: number): number | undefined {
		const text = this.text(name);
		if (text === undefined) {
			return undefined;
		}
		const number = /^[0-9]{1,15}$/.test(text) ? Number(text) : Number.NaN;
		if (!(number <= highest)) {
			this.refuse(this.#misuse.notANumber(`--${name}`, highest));
			return undefined;
		}
		return number;
	}

	/** Milliseconds since 1970 UTC; without a time zone it is Turkish time. */
	moment(name: string): number | undefined {
		const text = this.text(name);
		if (text === undefined) {
			return undefined;
		}
		const [, date, clock = 'T00:00:00', zone = '+03:00'] = MOMENT.exec(text.trim()) ?? [];
		const time = date === undefined ? Number.NaN : Date.parse(`${date}${clock}${zone}`);
		// Date.parse takes 30 February for 2 March.
		const isDay = date !== undefined && new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date);
		if (Number.isNaN(time) || !isDay) {
			this.refuse(this.#misuse.notAMoment(`--${name}`));
			return undefined;
		}
		return time;
	}

	/** `8s`, or `8`: from 1 to 600 seconds. */
	seconds(name: string): number | undefined {
		const text = this.text(name);
		if (text === undefined) {
			return undefined;
		}
		const [, digits] = /^([0-9]{1,3})s?$/.exec(text) ?? [];
		const seconds = Number(digits);
		if (!(seconds >= 1 && seconds <= MAX_SECONDS)) {
			this.refuse(this.#misuse.notSeconds(`--${name}`));
			return undefined;
		}
		return seconds;
	}

	/** `90d`, or `90`: from 1 to 3650 days. */
	days(name: string): number | undefined {
		const text = this.text(name);
		if (text === undefined) {
			return undefined;
		}
		const [, digits] = /^([0-9]{1,4})d?$/.exec(text) ?? [];
		const days = Number(digits);
		if (!(days >= 1 && days <= MAX_DAYS)) {
			this.refuse(this.#misuse.notDays(`--${name}`));
			return undefined;
		}
		return days;
	}
}
