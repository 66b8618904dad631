/* Comma-separated values, as RFC 4180 has them: the form in which an office exchanges lists. */

const MAX_RECORDS = 100_000;

/**
 * A cell that begins with one of these is a formula for spreadsheet programs; with an apostrophe before it it is text. An
 * apostrophe gets one, too, so that reading gives back what was written.
 */
const FORMULA_START = /^[=+\-@'\t\r]/;

/** Rows with CRLF behind each, and a byte order mark before them, by which spreadsheet programs know UTF-8. */
export function csvText(rows: readonly (readonly string[])[]): string {
	return `\u{FEFF}${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(value: string): string {
	const harmless = FORMULA_START.test(value) ? `'${value}` : value;
	return /[",;\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/**
 * Reads rows; undefined where a quote has no end, or there are too many. The separator is the one that the first row has
 * more of: spreadsheet programs of Turkish systems write semicolons.
 */
export function readCsv(text: string): readonly (readonly string[])[] | undefined {
	const body = text.replace(/^\u{FEFF}/u, '');
	const [firstRow = ''] = body.split(/\r?\n/, 1);
	const separator = firstRow.split(';').length > firstRow.split(',').length ? ';' : ',';
	const rows: string[][] = [];
	let row: string[] = [];
	let value = '';
	let place = 0;
	const endCell = (): void => {
		row.push(value.replace(/^'/, ''));
		value = '';
	};
	const endRow = (): void => {
		endCell();
		if (row.length > 1 || row[0] !== '') {
			rows.push(row);
		}
		row = [];
	};
	while (place < body.length) {
		const sign = body.charAt(place);
		if (sign === '"' && value === '') {
			const end = endOfQuoted(body, place + 1);
			if (end === undefined) {
				return undefined;
			}
			value = body.slice(place + 1, end).replaceAll('""', '"');
			place = end + 1;
		} else {
			place += 1;
			if (sign === separator) {
				endCell();
			} else if (sign === '\n') {
				endRow();
			} else if (sign !== '\r' || body.charAt(place) !== '\n') {
				value += sign;
			}
		}
		if (rows.length > MAX_RECORDS) {
			return undefined;
		}
	}
	if (value !== '' || row.length > 0) {
		endRow();
	}
	return rows;
}

/** The place of the quote that ends a quoted cell. */
function endOfQuoted(text: string, from: number): number | undefined {
	let place = text.indexOf('"', from);
	while (place >= 0 && text.charAt(place + 1) === '"') {
		place = text.indexOf('"', place + 2);
	}
	return place < 0 ? undefined : place;
}
