import { portalOffers } from '#app';
import type { PortalOperation } from '#contract';
import { bold, dim, EMPTY_LINE, type Line, line, plain } from '#ui';
import { paragraph } from './paragraph.ts';
import type { View, Work } from './view.ts';

/** Step 4: Şifreli Giriş or E-İmzalı Giriş; or the one way there is, where the login is at another site. */
export function loginMethodScreen(view: View): Work {
	const { state, texts, width } = view;
	const title = texts.steps[4].title;
	if (state.session !== undefined) {
		return { title, lines: paragraph(texts.method.open(state.session.title), width) };
	}
	const { method } = texts;
	const lines =
		state.flow?.login === 'elsewhere'
			? choice(view, true, 'elsewhere-login', method.elsewhere, method.elsewhereWhy)
			: [
					...choice(view, state.method === 'password', 'password-login', method.password, method.passwordWhy),
					EMPTY_LINE,
					...choice(
						view,
						state.method === 'e-signature',
						'e-signature-login',
						method.signature,
						method.signatureWhy,
					),
				];
	return { title, lines };
}

function choice(
	{ state, texts, theme, width }: View,
	isHere: boolean,
	operation: PortalOperation,
	name: string,
	why: string,
) {
	const isOffered = portalOffers(state, operation);
	const refusal =
		state.portal.kind === 'reached' ? texts.refusals['not-offered'] : texts.refusals['portal-not-reached'];
	const lines: Line[] = [
		line(
			isHere ? bold(`${theme.glyphs.here} `) : plain('  '),
			isOffered ? (isHere ? bold(name) : plain(name)) : dim(name),
		),
	];
	for (const part of paragraph(why, width - 2)) {
		lines.push([plain('  '), ...part.map((span) => dim(span.text))]);
	}
	if (!isOffered) {
		lines.push(line('  ', dim(refusal)));
	}
	return lines;
}
