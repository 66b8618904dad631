import { createHash } from 'node:crypto';

/*
 * The pages of the sandbox's other site: plain HTML that needs no script and works in a text browser. Everything that
 * came from outside goes through `escaped`.
 */

export interface IdentityForm {
	readonly holders: readonly { readonly title: string; readonly holderNumber: string }[];
	/** As it was given so far; may be anything. */
	readonly userCode: string;
	readonly holderNumber: string;
	/** Good for one sending. */
	readonly formToken: string;
	/** What was wrong with the last sending. */
	readonly fault: string | undefined;
}

const STYLE =
	'body{font:1.1rem/1.5 sans-serif;max-width:36rem;margin:1rem auto;padding:0 1rem;background:#fff;color:#111}' +
	'.deneme{border:3px solid #a30;padding:.5rem 1rem;font-weight:bold}.yanlis{color:#a30;font-weight:bold}' +
	'label{display:block;margin:1rem 0}input,select,button{font:inherit;padding:.4rem;max-width:100%}';

/** Nothing is loaded, no script runs, and the form goes nowhere else; the one style sheet is this one. */
export const CONTENT_SECURITY_POLICY = [
	"default-src 'none'",
	`style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
	"form-action 'self'",
	"frame-ancestors 'none'",
	"base-uri 'none'",
].join('; ');

export function formPage({ holders, userCode, holderNumber, formToken, fault }: IdentityForm): string {
	const options = holders.map(
		(holder) =>
			`<option value="${escaped(holder.holderNumber)}"${holder.holderNumber === holderNumber ? ' selected' : ''}>` +
			`${escaped(`${holder.holderNumber} ${holder.title}`)}</option>`,
	);
	return page(
		'Kimlik doğrulama',
		[
			...(fault === undefined ? [] : [`<p class="yanlis" role="alert">${escaped(fault)}</p>`]),
			'<form method="post" action="/" autocomplete="off">',
			`<input type="hidden" name="form_token" value="${escaped(formToken)}">`,
			'<p>Ekrandaki kodla aşağıdaki kod aynı olmalı. Değilse onaylamayın.</p>',
			`<label>Kod <input name="user_code" value="${escaped(userCode)}" maxlength="20" autocapitalize="characters" spellcheck="false"></label>`,
			`<label>Deneme kurumu <select name="holder_number">${options.join('')}</select></label>`,
			'<label>Deneme sözcüğü <input name="word" type="password" maxlength="64"></label>',
			'<button name="decision" value="approve">Onayla</button>',
			'<button name="decision" value="deny">Reddet</button>',
			'</form>',
		].join('\n'),
	);
}

export function tellPage(title: string, sentence: string): string {
	return page(title, `<p>${escaped(sentence)}</p>`);
}

function page(title: string, body: string): string {
	return `<!DOCTYPE html>
<html lang="tr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>DENEME ORTAMI · ${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<p class="deneme">DENEME ORTAMI. Bu sayfa e-Devlet değildir ve hiçbir kurumla bağlantısı yoktur. Gerçek bir parola yazmayın.</p>
<h1>${escaped(title)}</h1>
${body}
</body>
</html>
`;
}

const REFERENCES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** For text and for attribute values in quotes. */
function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (sign) => REFERENCES[sign] ?? '');
}
