import type { AppState } from '#app';
import { textsOf } from '#i18n';
import type { SecretText } from '#text';
import { secretsOfOperation } from '../../src/app/flows/operation/parking.ts';

interface Moment {
	readonly screen: string;
	readonly state: string;
	readonly frame: string;
	readonly arePinsShown: boolean;
}

/**
 * Keeps what was seen of every state and frame, and tells afterwards where a secret stood. Left out is only what
 * the sandbox shows on purpose: the newcomer's hint and the messages of its phone.
 */
export class SecretWatch {
	readonly #moments: Moment[] = [];
	readonly #held = new Set<SecretText>();

	see(state: AppState, frame: readonly string[]): void {
		this.#moments.push({
			screen: state.screen,
			state: JSON.stringify(state, (key, value: unknown) =>
				key === 'hint' || key === 'phone' || key === 'pixels' ? undefined : value,
			),
			frame: withoutHint(state, frame.filter((row) => !row.includes('☎')).join('\n')),
			arePinsShown: state.screen === 'pins' && state.overlay === undefined && state.pins.kind === 'shown',
		});
		for (const secret of secretsIn(state)) {
			this.#held.add(secret);
		}
	}

	/** Where one of these stood in a state, or in a frame of which it is no part. */
	betrayals({ typed, pins }: { readonly typed: readonly string[]; readonly pins: readonly string[] }) {
		return this.#moments.flatMap(({ screen, state, frame, arePinsShown }) => {
			const inState = [...typed, ...pins].filter((secret) => state.includes(secret));
			const forbidden = arePinsShown ? typed : [...typed, ...pins];
			const inFrame = forbidden.filter((secret) => frame.includes(secret));
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

function withoutHint({ hint }: AppState, frame: string): string {
	return hint === undefined
		? frame
		: (['tr', 'en'] as const).reduce(
				(text, language) =>
					text.replaceAll(textsOf(language).login.hint(hint.holderNumber, hint.securityWord), ''),
				frame,
			);
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
