import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** UPDATE_GOLDEN=1 npx vitest run --project golden writes the files anew; look at what changed before keeping it. */
export const isUpdate = process.env['UPDATE_GOLDEN'] === '1';

/** No screen draws this line. */
const HEADING = /^=== (.*) ===$/u;

/** A folder with one kept file for each gallery: what is told of its shots, under their headings. */
export class GoldenFolder {
	readonly #folder: string;

	constructor(name: string) {
		this.#folder = join(import.meta.dirname, name);
	}

	get files(): readonly string[] {
		return readdirSync(this.#folder).toSorted();
	}

	fileOf(gallery: string): string {
		return `${gallery}.golden.txt`;
	}

	textOf(file: string): string {
		const path = join(this.#folder, file);
		return existsSync(path) ? readFileSync(path, 'utf8') : '';
	}

	/** What is told in a gallery's file, by heading; nothing where there is no file. */
	read(gallery: string): ReadonlyMap<string, string> {
		const told = new Map<string, string[]>();
		let current: string[] | undefined;
		for (const row of this.textOf(this.fileOf(gallery)).split('\n')) {
			const heading = HEADING.exec(row)?.[1];
			if (heading === undefined) {
				current?.push(row);
				continue;
			}
			current = [];
			told.set(heading, current);
		}
		// An empty row stands after each.
		return new Map([...told].map(([heading, rows]) => [heading, rows.slice(0, -1).join('\n')]));
	}

	write(gallery: string, told: ReadonlyMap<string, string>): void {
		const text = [...told].map(([heading, rows]) => `=== ${heading} ===\n${rows}\n`).join('\n');
		mkdirSync(this.#folder, { recursive: true });
		writeFileSync(join(this.#folder, this.fileOf(gallery)), text);
	}
}
