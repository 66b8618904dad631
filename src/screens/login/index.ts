import { line } from '#ui';
import { paragraph } from '../paragraph.ts';
import type { View, Work } from '../view.ts';
import { codeWork } from './code.ts';
import { formWork } from './form.ts';
import { newWordWork } from './new-word.ts';
import { phoneWork } from './phone.ts';

/** Step 5: Şifreli Giriş, from the form to the code. */
export function loginScreen(view: View): Work {
	const { state, texts, width } = view;
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
		case 'none':
			return {
				title: texts.steps[5].title,
				lines:
					state.session === undefined
						? [line(texts.refusals['method-not-chosen'])]
						: paragraph(texts.login.alreadyOpen, width),
			};
	}
}
