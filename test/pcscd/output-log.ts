import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Only ends a hang, with what was said until then: far longer than anything that is waited for. */
const WAIT_LIMIT_MS = 30_000;

/** The lines a program writes, each of which can be waited for and is then used up. */
export class OutputLog {
	readonly #lines: string[] = [];
	readonly #glances = new Set<() => void>();
	#used = 0;
	#isOver = false;

	constructor(stream: Readable) {
		const reader = createInterface({ input: stream });
		reader.on('line', (line) => {
			this.#lines.push(line);
			this.#glance();
		});
		reader.on('close', () => {
			this.#isOver = true;
			this.#glance();
		});
	}

	/** Everything so far. */
	get text(): string {
		return this.#lines.join('\n');
	}

	/** Resolves with the first line behind those waited for before that fits; fails when the program ends without it. */
	next(pattern: RegExp): Promise<RegExpMatchArray> {
		const waiting = Promise.withResolvers<RegExpMatchArray>();
		const giveUp = (why: string): void =>
			waiting.reject(new Error(`${why} without ${pattern} in its output:\n${this.text}`));
		const glance = (): void => {
			for (const [index, line] of this.#lines.entries()) {
				const match = index < this.#used ? null : line.match(pattern);
				if (match !== null) {
					this.#used = index + 1;
					this.#glances.delete(glance);
					waiting.resolve(match);
					return;
				}
			}
			if (this.#isOver) {
				giveUp('The program ended');
			}
		};
		const limit = setTimeout(() => giveUp(`${WAIT_LIMIT_MS / 1000} s went by`), WAIT_LIMIT_MS);
		this.#glances.add(glance);
		glance();
		return waiting.promise.finally(() => {
			clearTimeout(limit);
			this.#glances.delete(glance);
		});
	}

	/** All of it, once the program has closed it. */
	async whole(): Promise<string> {
		const over = Promise.withResolvers<void>();
		const glance = (): void => {
			if (this.#isOver) {
				over.resolve();
			}
		};
		this.#glances.add(glance);
		glance();
		await over.promise;
		this.#glances.delete(glance);
		return this.text;
	}

	#glance(): void {
		for (const glance of [...this.#glances]) {
			glance();
		}
	}
}
