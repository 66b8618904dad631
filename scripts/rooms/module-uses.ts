import { parseSync } from 'oxc-parser';

/** One place in a module that names another one. */
export interface ModuleUse {
	/** Undefined where the name is computed, so that nobody can tell what is imported. */
	readonly specifier: string | undefined;
	/** `type` leaves nothing behind when the program runs: `import type`, `export type`, `import('…')` in a type. */
	readonly kind: 'value' | 'type';
	/** `import('…')` within a type. */
	readonly isInType: boolean;
	readonly line: number;
}

export interface ModuleUses {
	readonly imports: readonly ModuleUse[];
	/** Lines on which the global `process` is used. */
	readonly processLines: readonly number[];
	readonly parseErrors: readonly string[];
}

/** A node of the syntax tree, as far as it matters here. */
interface Node {
	readonly type: string;
	readonly start: number;
	readonly [field: string]: unknown;
}

/** A source file: its path from the project's folder, with `/`, and its text. */
export interface SourceFile {
	readonly path: string;
	readonly text: string;
}

/** Reads what a TypeScript module imports, in every way there is, and where it touches `process`. */
export function readModuleUses({ path, text: source }: SourceFile): ModuleUses {
	const parsed = parseSync(path, source);
	const imports: ModuleUse[] = [];
	const processLines: number[] = [];
	const lineOf = (node: Node) => source.slice(0, node.start).split('\n').length;

	visit(parsed.program, undefined, '', (node, parent, field) => {
		const use = moduleUse(node);
		if (use !== undefined)
			imports.push({ ...use, isInType: node.type === 'TSImportType', line: lineOf(node) });
		if (isProcess(node, parent, field)) processLines.push(lineOf(node));
	});
	return { imports, processLines, parseErrors: parsed.errors.map((error) => error.message) };
}

function moduleUse(node: Node): Omit<ModuleUse, 'line' | 'isInType'> | undefined {
	switch (node.type) {
		case 'ImportDeclaration':
			// `import { type A }` keeps the import itself: only `import type` is gone at run time.
			return {
				specifier: literalText(node['source']),
				kind: node['importKind'] === 'type' ? 'type' : 'value',
			};
		case 'ExportNamedDeclaration':
			if (!isNode(node['source'])) return undefined;
			return {
				specifier: literalText(node['source']),
				kind: node['exportKind'] === 'type' ? 'type' : 'value',
			};
		case 'ExportAllDeclaration':
			return {
				specifier: literalText(node['source']),
				kind: node['exportKind'] === 'type' ? 'type' : 'value',
			};
		case 'TSImportType':
			return { specifier: literalText(node['source']), kind: 'type' };
		case 'ImportExpression':
			return { specifier: literalText(node['source']), kind: 'value' };
		case 'CallExpression': {
			if (!isIdentifier(node['callee'], 'require')) return undefined;
			const args = node['arguments'];
			return { specifier: Array.isArray(args) ? literalText(args[0]) : undefined, kind: 'value' };
		}
		default:
			return undefined;
	}
}

function isProcess(node: Node, parent: Node | undefined, field: string): boolean {
	if (!isIdentifier(node, 'process') || parent === undefined) return false;
	if (field === 'property' && parent['computed'] !== true)
		return isIdentifier(parent['object'], 'globalThis');
	const isOnlyAName = ['key', 'imported', 'exported', 'label'].includes(field) && parent['computed'] !== true;
	return !isOnlyAName;
}

function visit(
	value: unknown,
	parent: Node | undefined,
	field: string,
	call: (node: Node, parent: Node | undefined, field: string) => void,
): void {
	if (Array.isArray(value)) {
		for (const item of value) visit(item, parent, field, call);
		return;
	}
	if (!isNode(value)) return;
	call(value, parent, field);
	for (const [name, child] of Object.entries(value)) visit(child, value, name, call);
}

function literalText(value: unknown): string | undefined {
	if (!isNode(value) || value.type !== 'Literal') return undefined;
	const text = value['value'];
	return typeof text === 'string' ? text : undefined;
}

function isIdentifier(value: unknown, name: string): boolean {
	return isNode(value) && value.type === 'Identifier' && value['name'] === name;
}

function isNode(value: unknown): value is Node {
	return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
