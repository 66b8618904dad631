/** What `table.ts` bundles and runs: the keys, each with ten thousand rows beside a hundred, in turn. */

import type { Command } from '#app';
import { drawFrame, update } from '#screens';
import { createTheme } from '#ui';
import { manyCertificates } from '../test/unit/app/many-certificates.ts';
import { Program } from '../test/unit/app/program.ts';
import { answerCertificates, atEmptyMenu, ok } from '../test/unit/app/walk.ts';

const SIZES = [100, 10_000] as const;
const RUNS = 201;
const THEME = createTheme({ isUnicode: true, hasColour: true });

interface Key {
	readonly name: string;
	readonly before: readonly Command[];
	readonly press: (program: Program) => void;
}

const command = (name: string, asked: Command, ...before: readonly Command[]): Key => ({
	name,
	before,
	press: (program) => {
		program.command(asked);
	},
});

const KEYS: readonly Key[] = [
	command('down', 'down'),
	command('to the end', 'last-row'),
	command('sorted by another key', 'sort'),
	command('the other way round', 'reverse-order'),
	command('only one state', 'filter'),
	{
		name: 'a character searched for',
		before: ['search'],
		press: (program) => {
			program.types('a');
		},
	},
];

const tables = SIZES.map((count) => {
	const program = atEmptyMenu({ columns: 132, rows: 43 });
	answerCertificates(program, ok(manyCertificates(count)));
	program.command('certificate-table');
	return program.state;
});

process.stdout.write(`${'a key'.padEnd(26)} ${SIZES.map((count) => `${count} rows`).join('   ')}   ratio\n`);
for (const { name, before, press } of KEYS) {
	report(
		name,
		tables.map((state) => {
			const ready = new Program({ state });
			ready.command(...before);
			return () => {
				const program = new Program({ state: ready.state });
				press(program);
				drawFrame(program.state, THEME);
			};
		}),
	);
}
report(
	'the list comes',
	tables.map((state) => {
		const menu = new Program({ state });
		menu.command('back');
		return () => {
			const opened = update(menu.state, {
				type: 'command',
				command: 'certificate-table',
				at: menu.state.now,
			});
			drawFrame(opened.state, THEME);
		};
	}),
);

/** Runs each in turn, so that whatever else the machine does hits all of them. */
function report(name: string, runs: readonly (() => void)[]): void {
	const times = runs.map((): number[] => []);
	for (let turn = 0; turn < RUNS; turn++) {
		runs.forEach((run, index) => {
			const startedAt = performance.now();
			run();
			times[index]?.push(performance.now() - startedAt);
		});
	}
	const medians = times.map((list) => list.toSorted((a, b) => a - b)[(RUNS - 1) / 2] ?? Number.NaN);
	const [small = Number.NaN, large = Number.NaN] = medians;
	process.stdout.write(
		`${name.padEnd(26)} ${medians.map((median) => `${median.toFixed(2)} ms`.padStart(8)).join('   ')}   ${(large / small).toFixed(1)}\n`,
	);
}
