/** What `table.ts` bundles and runs: the keys, each with ten thousand rows beside a hundred, in turn. */

import type { Command } from '#app';
import { drawFrame, update } from '#screens';
import { createTheme } from '#ui';
import { manyCertificates } from '../test/unit/app/many-certificates.ts';
import { Program } from '../test/unit/app/program.ts';
import { answerCertificates, atEmptyMenu, ok } from '../test/unit/app/walk.ts';
import { type Figure, median, report } from './figures.ts';

const SIZES = [100, 10_000] as const;
const RUNS = 15;
/** The clock of a thread's processor time moves in steps of milliseconds. */
const AT_A_TIME = 20;
const KEY_GOAL = 1.1;
const ARRIVAL_GOAL = 3;
const THEME = createTheme({ isUnicode: true, hasColour: true });

interface Key {
	readonly name: string;
	/** At most so many times as long as with a hundred rows. */
	readonly goal: number;
	readonly before: readonly Command[];
	readonly press: (program: Program) => void;
}

const command = (name: string, asked: Command, ...before: readonly Command[]): Key => ({
	name,
	goal: KEY_GOAL,
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
		goal: 1.2,
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

const figures: Figure[] = [];
for (const { name, goal, before, press } of KEYS) {
	measure(
		name,
		goal,
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
measure(
	'the list comes',
	ARRIVAL_GOAL,
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

report('table', figures);

/** Runs each in turn, so that whatever else the machine does hits all of them. */
function measure(name: string, goal: number, runs: readonly (() => void)[]): void {
	const times = runs.map((): number[] => []);
	for (let turn = 0; turn < RUNS; turn++) {
		runs.forEach((run, index) => {
			const before = process.threadCpuUsage();
			for (let again = 0; again < AT_A_TIME; again += 1) {
				run();
			}
			const { user, system } = process.threadCpuUsage(before);
			times[index]?.push((user + system) / 1000 / AT_A_TIME);
		});
	}
	const [few = Number.NaN, many = Number.NaN] = times.map(median);
	figures.push({
		what: `table of certificates: ${name}, to the frame, processor time`,
		beside: '100 rows',
		figures: `10,000 rows, medians of ${RUNS} times ${AT_A_TIME}: ${many.toFixed(2)} ms beside ${few.toFixed(2)} ms`,
		measured: many / few,
		goal,
	});
}
