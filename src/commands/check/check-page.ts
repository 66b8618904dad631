import type { Texts } from '#i18n';
import type { Paragraph } from '#ports';
import { aligned, optional, type Row } from '../fact-rows.ts';
import { momentText } from '../turkish-time.ts';
import type { CheckReport } from './check-report.ts';

/** The result as lines of text: who asked when, the verdict, each link, what is to be done. */
export function checkLines(report: CheckReport, texts: Texts): readonly string[] {
	const { check } = texts.commands;
	const todo = remedies(report, texts);
	return [
		check.title,
		'',
		...aligned(headRows(report, texts)),
		...(report.isPractice ? ['', check.practice] : []),
		'',
		...aligned(linkRows(report, texts)),
		...(todo.length === 0 ? [] : ['', `${check.labels.todo}:`, ...todo.map((line) => `- ${line}`)]),
		'',
		privacyLine(report, texts),
	];
}

/** The same for a page of paper. */
export function checkParagraphs(report: CheckReport, texts: Texts): readonly Paragraph[] {
	const { check } = texts.commands;
	const todo = remedies(report, texts);
	const said = (row: Row): readonly Paragraph[] =>
		row === undefined ? [] : [{ style: 'text', text: `${row[0]}: ${row[1]}` }];
	return [
		{ style: 'title', text: check.title },
		...headRows(report, texts).flatMap(said),
		...(report.isPractice ? [{ style: 'heading', text: check.practice } as const] : []),
		{ style: 'rule' },
		...linkRows(report, texts).flatMap(said),
		...(todo.length === 0 ? [] : [{ style: 'heading', text: check.labels.todo } as const]),
		...todo.map((line): Paragraph => ({ style: 'text', text: line })),
		{ style: 'rule' },
		{ style: 'text', text: privacyLine(report, texts) },
	];
}

/** In a sentence. */
export function verdictText({ verdict, links }: CheckReport, { commands }: Texts): string {
	const { verdicts } = commands.check;
	const isSigned = links.some(({ link, level }) => link === 'signature' && level === 'ok');
	return verdict === 'ok' && !isSigned ? verdicts.okUnsigned : verdicts[verdict];
}

function headRows(report: CheckReport, texts: Texts): readonly Row[] {
	const { labels, takenAt } = texts.commands.check;
	const { version, system, machine } = report.program;
	return [
		[labels.at, takenAt(momentText(report.takenAt))],
		[labels.program, `muhurdar ${version} · ${system} · ${machine}`],
		...optional(labels.holder, report.holder?.title),
		...optional(labels.number, report.holder?.number),
		[labels.verdict, verdictText(report, texts)],
	];
}

function linkRows({ links }: CheckReport, { commands }: Texts): readonly Row[] {
	const { check } = commands;
	return links.map(
		({ link, level, evidence }): Row => [check.links[link], [check.levels[level], ...evidence].join(' · ')],
	);
}

function remedies({ links }: CheckReport, { commands }: Texts): readonly string[] {
	return links.flatMap(({ link, reason, remedy }) => {
		const code = reason === null ? '' : ` [${reason}]`;
		return remedy === null ? [] : [`${commands.check.links[link]}${code}: ${remedy}`];
	});
}

function privacyLine({ includes }: CheckReport, { commands }: Texts): string {
	const { check } = commands;
	return includes.length === 0
		? check.private
		: check.includes(includes.map((detail) => check.details[detail]).join(', '));
}
