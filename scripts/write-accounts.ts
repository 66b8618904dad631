/**
 * Writes docs/sandbox.md from the sandbox's accounts and the sentences of the screens.
 *
 * Usage: node scripts/write-accounts.ts [--check]   (--check writes nothing and fails where the file is stale)
 */
import { join } from 'node:path';
import { textsOf } from '../src/i18n/index.ts';
import { SANDBOX_HOLDERS } from '../src/sandbox/holders.ts';
import { bringUpToDate } from './generated-files.ts';

const TURKISH = textsOf('tr').accounts;
const ENGLISH = textsOf('en').accounts;

function table(headings: readonly string[], { shows }: typeof TURKISH): readonly string[] {
	return [
		`| ${headings.join(' | ')} |`,
		`|${'---|'.repeat(headings.length)}`,
		...SANDBOX_HOLDERS.map(
			(holder) =>
				`| ${holder.title} | \`${holder.holderNumber}\` | \`${holder.securityWord}\` | ${shows[holder.shows]} |`,
		),
	];
}

bringUpToDate(
	new Map([
		[
			join('docs', 'sandbox.md'),
			[
				`# ${TURKISH.title} / ${ENGLISH.title}`,
				'',
				'Written by `npm run accounts` from the accounts of the sandbox. The program shows the same with `m`, and with `Ctrl+O` where something is typed.',
				'',
				'## Türkçe',
				'',
				`${TURKISH.intro} ${TURKISH.card}`,
				'',
				...table(['kurum', 'numara', 'güvenlik sözcüğü', 'ne görülür'], TURKISH),
				'',
				'## English',
				'',
				`${ENGLISH.intro} ${ENGLISH.card}`,
				'',
				...table(['organisation', 'number', 'security word', 'what there is to see'], ENGLISH),
				'',
			].join('\n'),
		],
	]),
	'npm run accounts',
);
