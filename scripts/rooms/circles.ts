import { posix } from 'node:path';
import { readModuleUses, type SourceFile } from './module-uses.ts';
import { doorOf, type Room } from './table.ts';

/** Files of `src/` by path, each with the files that it imports, by value or by type. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Reads which file imports which; a room's door stands for its `index.ts`. */
export function readImportGraph(rooms: readonly Room[], files: readonly SourceFile[]): ImportGraph {
	const doors = new Map(rooms.map((room) => [doorOf(room), `${room.path}/index.ts`]));
	const paths = new Set(files.map(({ path }) => path));
	const targetOf = (path: string, specifier: string) =>
		specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : (doors.get(specifier) ?? '');
	return new Map(
		files.map((file) => {
			const { imports } = readModuleUses(file);
			const targets = new Set(imports.map(({ specifier = '' }) => targetOf(file.path, specifier)));
			return [file.path, [...targets].filter((target) => paths.has(target)).sort()];
		}),
	);
}

/**
 * The circles of a graph: the largest sets of files each of which imports all others of its set, directly or through
 * files of the set (strongly connected components, by Tarjan's algorithm). The largest comes first; a file that is in
 * no circle is not told.
 */
export function findCircles(graph: ImportGraph): readonly (readonly string[])[] {
	const indexOf = new Map<string, number>();
	const open: string[] = [];
	const circles: string[][] = [];

	const visit = (file: string): number => {
		const index = indexOf.size;
		indexOf.set(file, index);
		open.push(file);
		let low = index;
		for (const target of graph.get(file) ?? []) {
			if (!indexOf.has(target)) low = Math.min(low, visit(target));
			else if (open.includes(target)) low = Math.min(low, indexOf.get(target) ?? index);
		}
		if (low === index) {
			const circle = open.splice(open.indexOf(file));
			if (circle.length > 1) circles.push(circle.sort());
		}
		return low;
	};
	for (const file of graph.keys()) {
		if (!indexOf.has(file)) visit(file);
	}
	return circles.sort((one, other) => other.length - one.length);
}

/** What is told of each circle that is larger than `most` files: its size, its files, and which of them each imports. */
export function describeLargeCircles(graph: ImportGraph, most: number): readonly string[] {
	return findCircles(graph)
		.filter((circle) => circle.length > most)
		.map((circle) => {
			const lines = circle.map((file) => {
				const within = (graph.get(file) ?? []).filter((target) => circle.includes(target));
				return `  ${file} imports ${within.join(', ')}`;
			});
			return [`${circle.length} files import each other in a circle; at most ${most} may:`, ...lines].join(
				'\n',
			);
		});
}
