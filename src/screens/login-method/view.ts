import { portalOffers } from '#app';
import type { PortalOperation } from '#contract';
import { type Choice, choices, paragraph } from '#ui';
import type { View, Work } from '../view.ts';

/** Step 4: Şifreli Giriş or E-İmzalı Giriş; or the one way there is, where the login is at another site. */
export function loginMethodScreen(view: View): Work {
	const { state, texts } = view;
	const { method } = texts;
	const title = texts.steps[4].title;
	if (state.session !== undefined) {
		return { title, parts: [paragraph(method.open(state.session.title))] };
	}
	const isElsewhere = state.flow?.login === 'elsewhere';
	const items = isElsewhere
		? [choiceOf(view, 'elsewhere', 'elsewhere-login', method.elsewhere, method.elsewhereWhy)]
		: [
				choiceOf(view, 'password', 'password-login', method.password, method.passwordWhy),
				choiceOf(view, 'e-signature', 'e-signature-login', method.signature, method.signatureWhy),
			];
	const here = isElsewhere ? 'elsewhere' : state.method;
	return { title, parts: [choices(items, here, { closedStands: 'below', isSpaced: true })] };
}

function choiceOf(
	{ state, texts: { refusals } }: View,
	id: string,
	operation: PortalOperation,
	label: string,
	explained: string,
): Choice {
	if (portalOffers(state, operation)) {
		return { id, label, explained };
	}
	const why = state.portal.kind === 'reached' ? 'not-offered' : 'portal-not-reached';
	return { id, label, explained, closed: refusals[why] };
}
