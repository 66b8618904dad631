import type { Restriction, Room } from './table.ts';

const START = '<!-- rooms:start -->';
const END = '<!-- rooms:end -->';

/** The table as Markdown, for people. */
export function renderTable(rooms: readonly Room[], restrictions: readonly Restriction[]): string {
	const rows = rooms.map(
		(room) =>
			`| \`${room.path}\` | ${room.holds} | ${nameList(room.imports, rooms)} | ${nameList(room.typesOf, rooms)} |`,
	);
	const rules = restrictions.map(
		({ what, onlyIn }) => `- ${what}: only in ${onlyIn.map((place) => `\`${place}\``).join(', ')}`,
	);
	return ['| room | holds | may import | types of |', '|---|---|---|---|', ...rows, '', ...rules].join('\n');
}

function nameList(names: readonly string[], rooms: readonly Room[]): string {
	if (names.length === 0) return '–';
	const others = rooms.filter((room) => room.name !== 'main');
	if (names.length === others.length) return 'all';
	return names.map((name) => `\`${name}\``).join(', ');
}

/**
 * Puts the table between the two marks of a page.
 *
 * @returns undefined: the page has no marks
 */
export function withTable(page: string, table: string): string | undefined {
	const start = page.indexOf(START);
	const end = page.indexOf(END);
	if (start < 0 || end < start) return undefined;
	return `${page.slice(0, start + START.length)}\n${table}\n${page.slice(end)}`;
}
