import stringWidth from 'string-width';

/** Name and value; undefined is an empty line. */
export type Row = readonly [name: string, value: string] | undefined;

export function optional(name: string, value: string | null | undefined): readonly Row[] {
	return value === null || value === undefined ? [] : [[name, value]];
}

/** One fact a line, its name before it, so that it can be read out too. */
export function aligned(rows: readonly Row[]): readonly string[] {
	const widest = Math.max(...rows.map((row) => (row === undefined ? 0 : stringWidth(row[0]))));
	return rows.map((row) => {
		if (row === undefined) {
			return '';
		}
		const [name, value] = row;
		return `${name}:${' '.repeat(widest - stringWidth(name) + 1)}${value}`;
	});
}
