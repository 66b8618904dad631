import type { AppState } from '#app';
import { textsOf } from '#i18n';
import type { SecretText } from '#text';
import { secretsOfOperation } from '../../src/app/flows/open-operation.ts';
import { largeNumbersIn } from './large-numbers.ts';

/** Parts of a state that show a secret on purpose, or are too large to hold one. */
const LEFT_OUT: readonly string[] = ['hint', 'accounts', 'phone', 'pixels'];

interface Moment {
	readonly screen: string;
	readonly state: string;
	readonly frame: string;
}

/**
 * Keeps what was seen of every state and frame, and tells afterwards where a secret stood. Left out is only what
 * the sandbox shows on purpose: the newcomer's hint, the list of its accounts and the messages of its phone.
 */
export class SecretWatch {
	readonly #moments: Moment[] = [];
	readonly #held = new Set<SecretText>();
	readonly #written = new WeakMap<object, string>();

	see(state: AppState, frame: readonly string[]): void {
		this.#moments.push({
			screen: state.screen,
			state: this.#textOf(state),
			frame: withoutHint(
				state,
				[...frame.filter((row) => !row.includes('☎')), ...largeNumbersIn(frame)].join('\n'),
			),
		});
		for (const secret of secretsIn(state)) {
			this.#held.add(secret);
		}
	}

	/**
	 * The state as JSON, a part at a time: a part that is the same object as before was written before. The sandbox's hint,
	 * accounts and phone, and pictures, are left out.
	 */
	#textOf(state: AppState): string {
		return Object.entries(state)
			.filter(([key]) => !LEFT_OUT.includes(key))
			.map(([key, value]: [string, unknown]) => `${key}:${this.#textOfPart(value)}`)
			.join();
	}

	#textOfPart(part: unknown): string {
		if (typeof part !== 'object' || part === null) {
			return String(part);
		}
		const known = this.#written.get(part);
		if (known !== undefined) {
			return known;
		}
		const text = JSON.stringify(part, (key, value: unknown) => (LEFT_OUT.includes(key) ? undefined : value));
		this.#written.set(part, text);
		return text;
	}

	/** Where one of these stood in a state or in the text of a frame: one that is shown comes in on the way to the terminal. */
	betrayals({ typed, pins }: { readonly typed: readonly string[]; readonly pins: readonly string[] }) {
		return this.#moments.flatMap(({ screen, state, frame }) => {
			const stands = (text: string) => (secret: string) =>
				text.includes(secret) || text.includes(Array.from(secret).join(' '));
			const inState = [...typed, ...pins].filter(stands(state));
			const inFrame = [...typed, ...pins].filter(stands(frame));
			return [
				...inState.map((secret) => `${secret} in a state at ${screen}`),
				...inFrame.map((secret) => `${secret} in a frame of ${screen}`),
			];
		});
	}

	/** How many secrets that a state ever held are not wiped. */
	get unwiped(): number {
		return [...this.#held].filter((secret) => secret.length > 0).length;
	}
}

/** A frame without what the sandbox tells newcomers to type. */
function withoutHint({ hint, accounts }: AppState, frame: string): string {
	const told = (['tr', 'en'] as const).flatMap((language) => {
		const texts = textsOf(language);
		return [
			...(hint === undefined ? [] : [texts.login.hint(hint.holderNumber, hint.securityWord)]),
			...accounts.map(({ holderNumber, securityWord = '' }) =>
				texts.accounts.toType(holderNumber, securityWord),
			),
		];
	});
	return told.reduce((text, sentence) => text.replaceAll(sentence, ''), frame);
}

export function secretsIn({ cardPin, login, operation, pins, typedAhead }: AppState): readonly SecretText[] {
	const stage = cardPin?.stage;
	return [
		...secretsOfOperation(operation),
		...(typedAhead === undefined ? [] : [typedAhead.code]),
		...(stage?.stage === 'form' ? Object.values(stage.secrets) : []),
		...(stage?.stage === 'running' || stage?.stage === 'last-try' ? Object.values(stage.form.secrets) : []),
		...(login.stage === 'form' ? [login.securityWord] : []),
		...(login.stage === 'code' ? [login.code] : []),
		...(login.stage === 'new-word' ? [login.from.code, ...Object.values(login.words)] : []),
		...(pins.kind === 'shown' ? pins.cards.flatMap(({ pin, puk }) => [pin, puk]) : []),
	];
}
