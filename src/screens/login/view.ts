import { paragraph } from '#ui';
import { cardPinScreen } from '../card-pin/view.ts';
import type { View, Work } from '../view.ts';
import { codeWork } from './code-view.ts';
import { elsewhereWork } from './elsewhere-view.ts';
import { formWork } from './form-view.ts';
import { newWordWork } from './new-word-view.ts';
import { phoneWork } from './phone-view.ts';
import { signatureWork } from './signature-view.ts';

/** Step 5: Şifreli Giriş, from the form to the code; E-İmzalı Giriş, from the form to the card; or the other site. */
export function loginScreen(view: View): Work {
	const { state, texts } = view;
	const { login } = state;
	switch (login.stage) {
		case 'form':
			return formWork(view, login);
		case 'phone':
			return phoneWork(view, login);
		case 'code':
			return codeWork(view, login);
		case 'new-word':
			return newWordWork(view, login);
		case 'elsewhere':
			return elsewhereWork(view, login.step);
		case 'signature':
			return state.cardPin === undefined ? signatureWork(view, login) : cardPinScreen(view);
		case 'none':
			return {
				title: texts.steps[5].title,
				parts: [
					paragraph(
						state.session === undefined ? texts.refusals['method-not-chosen'] : texts.login.alreadyOpen,
					),
				],
			};
	}
}
