import { type AppState, comingFocus, type PlaceField, shownField } from '#app';
import { cardPinField } from '../card-pin/field.ts';

/** The field of the stage of the login. */
export function loginField(state: AppState): PlaceField | undefined {
	const { cardPin, login } = state;
	const coming = comingFocus(state);
	switch (login.stage) {
		case 'form': {
			const { focus, pending } = login;
			return {
				kind: `form/${focus}`,
				isAwaited: pending !== undefined,
				focus:
					focus === 'security-word'
						? { name: focus, length: login.securityWord.length }
						: shownField(focus, focus === 'holder-number' ? login.holderNumber : login.captchaAnswer),
			};
		}
		case 'phone':
			return login.pending === undefined ? undefined : { kind: 'code', isAwaited: true, focus: coming };
		case 'code':
			return {
				kind: 'code',
				isAwaited: login.pending !== undefined,
				focus: coming ?? { name: 'code', length: login.code.length },
			};
		case 'new-word':
			return {
				kind: 'new-word',
				isAwaited: login.run !== undefined,
				focus: { name: `new-word/${login.focus}`, length: login.words[login.focus].length },
			};
		case 'signature':
			if (cardPin !== undefined) {
				return cardPinField(state);
			}
			return {
				kind: 'signature',
				isAmongFields: true,
				focus: login.focus === 'holder-number' ? shownField('signature', login.holderNumber) : undefined,
			};
		case 'none':
		case 'elsewhere':
			return undefined;
	}
}
