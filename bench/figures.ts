import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';

/* What the benches have in common: medians, judged goals, and the page that the figures stand on. */

/** Beside the bench that was started, which may have bundled this file elsewhere. */
const PAGE = join(dirname(process.argv[1] ?? ''), '../docs/performance.md');

/** A row of a bench's table on the page. */
export interface Figure {
	readonly what: string;
	readonly beside: string;
	/** What was measured, with how many runs. */
	readonly figures: string;
	/** The ratio, or the amount in `unit`, that is compared with the goal. */
	readonly measured: number;
	/** At most this. */
	readonly goal: number;
	/** Of `measured` and `goal`; undefined: they are ratios. */
	readonly unit?: string;
}

export function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/**
 * Prints the figures of a bench. With `UPDATE_PAGE=1` in the environment it puts them on `docs/performance.md` as well, in
 * place of those of the run before: between the bench's own marks, with the day, the machine and its load.
 *
 * @param bench name of the bench's file without its ending
 */
export function report(bench: string, figures: readonly Figure[]): void {
	for (const { what, beside, figures: measured, ...judged } of figures) {
		process.stdout.write(`${what}, beside ${beside}: ${measured}   ${verdict(judged)}\n`);
	}
	if (process.env['UPDATE_PAGE'] === '1') {
		writeFileSync(PAGE, withFigures(readFileSync(PAGE, 'utf8'), bench, figures));
	}
}

function verdict({ measured, goal, unit }: Pick<Figure, 'measured' | 'goal' | 'unit'>): string {
	const amount = (value: number): string =>
		unit === undefined ? value.toFixed(2) : `${value.toFixed(1)} ${unit}`;
	return `${amount(measured)} (goal: at most ${amount(goal)}; ${measured <= goal ? 'met' : 'MISSED'})`;
}

function withFigures(page: string, bench: string, figures: readonly Figure[]): string {
	const start = `<!-- ${bench}:start -->`;
	const end = `<!-- ${bench}:end -->`;
	const from = page.indexOf(start);
	const to = page.indexOf(end);
	if (from === -1 || to < from) {
		throw new TypeError(`docs/performance.md has no place for ${bench}: it wants ${start} and ${end}`);
	}
	const day = new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
	const table = [
		'| what | beside | figures | measured, and goal |',
		'|---|---|---|---|',
		...figures.map(
			({ what, beside, figures: measured, ...judged }) =>
				`| ${what} | ${beside} | ${measured} | ${verdict(judged)} |`,
		),
		'',
		`\`bench/${bench}.ts\`, ${day}, Node ${process.versions.node}, ${cpus().length} cores, load ${(loadavg()[0] ?? 0).toFixed(1)}.`,
	];
	return `${page.slice(0, from + start.length)}\n${table.join('\n')}\n${page.slice(to)}`;
}
