import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '../../src');

it('a desk that can send a PIN is made in one place, and only inside a desk that writes the journal', () => {
	const makers = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
		.filter((path) => /\.tsx?$/u.test(path) && !path.startsWith('card/'))
		.flatMap((path) => {
			const text = readFileSync(join(SRC, path), 'utf8');
			const all = text.match(/\bcreate(?:Pin|Module)Desk\(/gu) ?? [];
			const recorded = text.match(/\brecordedDesk\(create(?:Pin|Module)Desk\(/gu) ?? [];
			return all.length === 0 ? [] : [{ path, all: all.length, recorded: recorded.length }];
		});
	expect(makers).toEqual([{ path: 'ports/card-pin.ts', all: 2, recorded: 2 }]);
});
