import { stripVTControlCharacters } from 'node:util';
import { renderToString } from 'ink';
import { describe, expect, test } from 'vitest';
import { Rows } from '#ui';
import { ASCII_THEME, frameOf, rowsOf, shotsOf, UNICODE_THEME } from './frames.ts';
import { GALLERIES } from './galleries.ts';

describe.each([
	['with colours and line drawing', UNICODE_THEME],
	['in ASCII', ASCII_THEME],
] as const)('Ink %s', (_name, theme) => {
	test.each(GALLERIES)('prints exactly the cells that were drawn: $name', (gallery) => {
		for (const shot of shotsOf(gallery)) {
			const frame = frameOf(shot, theme);
			const printed = renderToString(<Rows lines={frame.lines} theme={theme} />, {
				columns: shot.size.columns,
			});
			const rows = stripVTControlCharacters(printed)
				.split('\n')
				.map((row) => row.trimEnd());
			// Ink leaves out what is empty at the end.
			const padded = [...rows, ...Array.from({ length: shot.size.rows - rows.length }, () => '')];
			expect(padded, shot.heading).toEqual(rowsOf(frame));
		}
	});
});
