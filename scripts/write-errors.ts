/**
 * Writes docs/errors.md from the sentences of the screens: every code that a person or a log can meet.
 *
 * Usage: node scripts/write-errors.ts [--check]   (--check writes nothing and fails where the file is stale)
 */
import { join } from 'node:path';
import { type CodeArea, type Explanation, explanations } from '../src/commands/explanations.ts';
import { textsOf } from '../src/i18n/index.ts';
import { bringUpToDate } from './generated-files.ts';

const TEXTS = { tr: textsOf('tr'), en: textsOf('en') };
const TURKISH = explanations(TEXTS.tr);
const ENGLISH = explanations(TEXTS.en);

function section(area: CodeArea): readonly string[] {
	const [tr, en] = [TEXTS.tr.explain.areas[area], TEXTS.en.explain.areas[area]];
	return [
		`## ${tr.title} / ${en.title}`,
		'',
		...TURKISH.flatMap((turkish, index) => {
			const english = ENGLISH[index];
			return turkish.area === area && english !== undefined ? entry(turkish, english) : [];
		}),
	];
}

function entry(turkish: Explanation, english: Explanation): readonly string[] {
	return [
		`### \`${turkish.code}\``,
		'',
		...lines(turkish, TEXTS.tr.explain.labels),
		'',
		...lines(english, TEXTS.en.explain.labels),
		'',
	];
}

function lines(
	{ what, safe, now, caller }: Explanation,
	labels: (typeof TEXTS)['tr']['explain']['labels'],
): readonly string[] {
	return [
		`- **${labels.what}:** ${what}`,
		`- **${labels.safe}:** ${safe}`,
		`- **${labels.now}:** ${now}`,
		`- **${labels.caller}:** ${caller}`,
	];
}

const areas = [...new Set(TURKISH.map(({ area }) => area))];
bringUpToDate(
	new Map([
		[
			join('docs', 'errors.md'),
			[
				`# ${TEXTS.tr.explain.title} / ${TEXTS.en.explain.title}`,
				'',
				'Written by `npm run errors` from the sentences of the screens (`src/i18n`).',
				'',
				TEXTS.tr.explain.intro,
				'',
				TEXTS.en.explain.intro,
				'',
				...areas.flatMap(section),
			].join('\n'),
		],
	]),
	'npm run errors',
);
