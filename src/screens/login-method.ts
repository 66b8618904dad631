import { portalOffers } from '#app';
import { bold, dim, EMPTY_LINE, type Line, line, plain } from '#ui';
import { paragraph } from './paragraph.ts';
import type { View, Work } from './view.ts';

/** Step 4: Şifreli Giriş or E-İmzalı Giriş. */
export function loginMethodScreen(view: View): Work {
	const { state, texts, width } = view;
	const title = texts.steps[4].title;
	if (state.session !== undefined) {
		return { title, lines: paragraph(texts.method.open(state.session.title), width) };
	}
	return {
		title,
		lines: [
			...choice(view, 'password', texts.method.password, texts.method.passwordWhy),
			EMPTY_LINE,
			...choice(view, 'e-signature', texts.method.signature, texts.method.signatureWhy),
		],
	};
}

function choice(
	{ state, texts, theme, width }: View,
	method: 'password' | 'e-signature',
	name: string,
	why: string,
) {
	const isHere = state.method === method;
	const operation = method === 'password' ? 'password-login' : 'e-signature-login';
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
