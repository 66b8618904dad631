import { describe, expect, test } from 'vitest';
import { textsOf } from '#i18n';
import { cells, wrap } from '#ui';
import { leaves } from './leaves.ts';

/** Work areas of a terminal with 60 and with 80 columns. */
const WORK_COLUMNS = [58, 52] as const;
/** What is left beside the names of the menu's entries at 80 columns. */
const REASON_COLUMNS = 28;

const TURKISH = leaves(textsOf('tr'));
const ENGLISH = leaves(textsOf('en'));
const TURKISH_CURRENT = leaves(textsOf('tr', 'current'));
const ENGLISH_CURRENT = leaves(textsOf('en', 'current'));

describe('the texts', () => {
	test('have the same shape in both languages', () => {
		expect(ENGLISH.map(([path]) => path)).toEqual(TURKISH.map(([path]) => path));
		for (const ofCurrent of [TURKISH_CURRENT, ENGLISH_CURRENT]) {
			expect(ofCurrent.map(([path]) => path)).toEqual(TURKISH.map(([path]) => path));
		}
	});

	test.each([
		['Turkish', TURKISH],
		['English', ENGLISH],
		['Turkish, of the present portal', TURKISH_CURRENT],
		['English, of the present portal', ENGLISH_CURRENT],
	] as const)('are all there in %s: sentences on one line, without spaces around them', (_name, texts) => {
		const wrong = texts.filter(
			([, text]) =>
				typeof text !== 'string' || text === '' || text !== text.trim() || /\p{Cc}|undefined|NaN/u.test(text),
		);
		expect(wrong).toEqual([]);
	});

	test('are composed, as the screen measures and the portal writes them', () => {
		const decomposed = [...TURKISH, ...ENGLISH].filter(
			([, text]) => typeof text === 'string' && text !== text.normalize('NFC'),
		);
		expect(decomposed).toEqual([]);
	});
});

describe.each([
	['tr', 'guide-2014'],
	['en', 'guide-2014'],
	['tr', 'current'],
	['en', 'current'],
] as const)('a notice in %s, %s', (language, flow) => {
	const { refusals, told, problems } = textsOf(language, flow);
	const ofProblems = Object.values(problems).flatMap((sentence) =>
		[undefined, 0, 1, 10].flatMap((tries) =>
			[undefined, 1, 89, 3600].map((seconds) => sentence(tries, seconds)),
		),
	);

	test.each(WORK_COLUMNS)('has at most three lines of %i cells', (columns) => {
		const sentences = [...Object.values(refusals), ...Object.values(told), ...ofProblems];
		expect(sentences.filter((sentence) => wrap(sentence, columns).length > 3)).toEqual([]);
	});

	test('names the tries that are left, and none where the portal did not tell', () => {
		expect(problems['code-wrong'](2)).toContain('2');
		expect(problems['code-wrong'](undefined)).not.toMatch(/\d/u);
	});

	test('is short enough to stand beside the entry of the menu that it closes', () => {
		const reasons = (
			['portal-not-reached', 'not-offered', 'nothing-suspended', 'certificates-not-loaded'] as const
		).map((refusal) => refusals[refusal]);
		expect(reasons.filter((reason) => cells(reason) > REASON_COLUMNS)).toEqual([]);
	});
});

test('where the portal shows no PIN and has no Kilit Çözme, no sentence sends anybody there', () => {
	// The guide's own words, and what such a portal has no place for.
	const outside =
		/^(?:warnings|pins|saving|deletion|commands|portal|menu\.entries|failure|guided|timeline|signatureLogin|problems\.(?:signatory|pins))\b/u;
	const sends = (text: unknown): boolean =>
		typeof text === 'string' &&
		/PIN \/ PUK Bilgisi|Kilit Çözme|Şifreli Giriş ile/u.test(
			text.replaceAll('PIN Oluşturma / Kilit Çözme', ''),
		);
	const wrong = TURKISH_CURRENT.filter(([path, text]) => !outside.test(path) && sends(text));
	expect(wrong.map(([path]) => path)).toEqual([]);
});

test('the other language is offered by its own name', () => {
	expect([textsOf('tr').keys.language, textsOf('en').keys.language]).toEqual(['English', 'Türkçe']);
});

/** First words that stand as they are typed: keys, commands, settings, addresses, and e-Devlet. */
const AS_TYPED =
	/^(?:r|muhurdar:|portal\.authorities|onlineislemler\.kamusm\.gov\.tr|e-Devlet|verify|portal-check|audit|config|authorities|explain|seals|add) ?/u;

describe.each(['tr', 'en'] as const)('sentences in %s', (language) => {
	test('begin with a capital letter', () => {
		const lowered = leaves(textsOf(language)).filter(
			([, text]) => typeof text === 'string' && /^\p{Ll}.*[.!?]$/su.test(text) && !AS_TYPED.test(text),
		);
		expect(lowered).toEqual([]);
	});
});
