import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goldenText, type Shot } from './frames.ts';

export const GOLDEN_FOLDER = join(import.meta.dirname, 'frames');
export const GOLDEN_SUFFIX = '.golden.txt';

/** No screen draws this line. */
const HEADING = /^=== (.*) ===$/u;

function fileOf(gallery: string): string {
	return join(GOLDEN_FOLDER, gallery + GOLDEN_SUFFIX);
}

/** The frames of a file by their headings; none where there is no file. */
export function readGolden(gallery: string): ReadonlyMap<string, string> {
	const frames = new Map<string, string[]>();
	if (!existsSync(fileOf(gallery))) {
		return new Map();
	}
	let current: string[] | undefined;
	for (const row of readFileSync(fileOf(gallery), 'utf8').split('\n')) {
		const heading = HEADING.exec(row)?.[1];
		if (heading === undefined) {
			current?.push(row);
			continue;
		}
		current = [];
		frames.set(heading, current);
	}
	// An empty row stands after each frame.
	return new Map([...frames].map(([heading, rows]) => [heading, rows.slice(0, -1).join('\n')]));
}

export function writeGolden(gallery: string, shots: readonly Shot[]): void {
	writeFileSync(
		fileOf(gallery),
		shots.map((shot) => `=== ${shot.heading} ===\n${goldenText(shot)}\n`).join('\n'),
	);
}
