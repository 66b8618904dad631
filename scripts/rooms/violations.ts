import { posix } from 'node:path';
import { type ModuleUse, readModuleUses, type SourceFile } from './module-uses.ts';
import { doorOf, isInside, type Restriction, type Room, roomOf } from './table.ts';

export interface Violation {
	readonly path: string;
	readonly line: number;
	readonly rule: string;
}

/** Everything in `files` that goes against the table. */
export function findViolations(
	rooms: readonly Room[],
	restrictions: readonly Restriction[],
	files: readonly SourceFile[],
): readonly Violation[] {
	return files.flatMap((file) => violationsIn(rooms, restrictions, file));
}

function violationsIn(
	rooms: readonly Room[],
	restrictions: readonly Restriction[],
	file: SourceFile,
): readonly Violation[] {
	const at = (line: number, rule: string): Violation => ({ path: file.path, line, rule });
	const room = roomOf(rooms, file.path);
	if (room === undefined) return [at(1, 'belongs to no room of the table')];

	const uses = readModuleUses(file);
	const violations = uses.parseErrors.map((message) => at(1, `cannot be parsed: ${message}`));
	for (const use of uses.imports) {
		const rule = brokenRule(rooms, restrictions, room, file.path, use) ?? hiddenFromLint(use);
		if (rule !== undefined) violations.push(at(use.line, rule));
	}
	const processRule = brokenRestriction(restrictions, file.path, 'process');
	if (processRule !== undefined) {
		violations.push(...uses.processLines.map((line) => at(line, processRule)));
	}
	return violations;
}

function brokenRule(
	rooms: readonly Room[],
	restrictions: readonly Restriction[],
	room: Room,
	path: string,
	use: ModuleUse,
): string | undefined {
	const { specifier } = use;
	if (specifier === undefined) return 'an import names its module literally';
	if (specifier.startsWith('.')) return brokenRelativeRule(rooms, restrictions, room, path, specifier);
	if (specifier.startsWith('#')) return brokenDoorRule(rooms, room, specifier, use.kind);
	if (specifier.startsWith('/') || specifier.startsWith('file:')) return 'no absolute paths';
	return brokenRestriction(restrictions, path, specifier);
}

/** Biome's `noImportCycles` follows every kind of import but this one. */
function hiddenFromLint({ specifier = '', isInType }: ModuleUse): string | undefined {
	return isInType && /^[.#]/u.test(specifier)
		? `a type of the project is imported at the top of the file (${specifier}): \`import type\``
		: undefined;
}

function brokenRelativeRule(
	rooms: readonly Room[],
	restrictions: readonly Restriction[],
	room: Room,
	path: string,
	specifier: string,
): string | undefined {
	const targetPath = posix.join(posix.dirname(path), specifier);
	const target = roomOf(rooms, targetPath);
	if (target === room) return undefined;
	if (target !== undefined)
		return `a relative path never leaves its room (${specifier}): use its door, ${doorOf(target)}`;
	if (restrictionOn(restrictions, targetPath) !== undefined)
		return brokenRestriction(restrictions, path, targetPath);
	return `a relative path never leaves its room (${specifier})`;
}

function brokenDoorRule(
	rooms: readonly Room[],
	room: Room,
	specifier: string,
	kind: ModuleUse['kind'],
): string | undefined {
	const target = rooms.find((other) => doorOf(other) === specifier && other.name !== 'main');
	if (target === undefined) return `${specifier} is no room's door`;
	if (target === room) return `inside ${room.name} a path is relative, not ${specifier}`;
	if (room.imports.includes(target.name)) return undefined;
	if (!room.typesOf.includes(target.name)) return `${room.name} may not import ${specifier}`;
	return kind === 'type' ? undefined : `${room.name} may only import types of ${specifier}: \`import type\``;
}

function brokenRestriction(
	restrictions: readonly Restriction[],
	path: string,
	specifier: string,
): string | undefined {
	const restriction = restrictionOn(restrictions, specifier);
	if (restriction === undefined || restriction.onlyIn.some((place) => isInside(place, path)))
		return undefined;
	return `${restriction.what} only in ${restriction.onlyIn.join(', ')}`;
}

function restrictionOn(restrictions: readonly Restriction[], specifier: string): Restriction | undefined {
	return restrictions.find(({ specifiers }) => specifiers.some((name) => isInside(name, specifier)));
}

/**
 * What in package.json's `imports` differs from the table.
 *
 * @param imports the `imports` field, as it was parsed
 */
export function findDoorMistakes(rooms: readonly Room[], imports: unknown): readonly string[] {
	const written = typeof imports === 'object' && imports !== null ? Object.entries(imports) : [];
	const wanted = rooms
		.filter((room) => room.name !== 'main')
		.map((room) => [doorOf(room), `./${room.path}/index.ts`] as const);
	const missing = wanted.filter(
		([door, target]) => !written.some(([name, to]) => name === door && to === target),
	);
	const surplus = written.filter(([name]) => !wanted.some(([door]) => door === name));
	return [
		...missing.map(([door, target]) => `package.json "imports" lacks "${door}": "${target}"`),
		...surplus.map(([name]) => `package.json "imports" has "${name}", which is no room`),
	];
}
