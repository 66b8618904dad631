import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderTable, withTable } from '../../scripts/rooms/markdown.ts';
import { RESTRICTIONS, ROOMS } from '../../scripts/rooms/table.ts';
import { findDoorMistakes, findViolations } from '../../scripts/rooms/violations.ts';

const ROOT = join(import.meta.dirname, '../..');

function rulesBrokenBy(path: string, ...lines: readonly string[]): readonly string[] {
	return findViolations(ROOMS, RESTRICTIONS, [{ path, text: lines.join('\n') }]).map(
		({ line, rule }) => `${line}: ${rule}`,
	);
}

describe('the table of rooms', () => {
	it('is kept by the real tree, and its copy in the documentation is current', () => {
		const run = spawnSync(process.execPath, ['scripts/check-rooms.ts'], { cwd: ROOT, encoding: 'utf8' });

		expect(run.stdout + run.stderr).toBe('');
		expect(run.status).toBe(0);
	});

	it('names only rooms that it has', () => {
		const names = ROOMS.map((room) => room.name);

		expect(
			ROOMS.flatMap((room) => [...room.imports, ...room.typesOf]).filter((name) => !names.includes(name)),
		).toEqual([]);
	});

	it('has no circle of rooms that need each other at run time', () => {
		const reachableFrom = (start: string): ReadonlySet<string> => {
			const reached = new Set<string>();
			const waiting = [start];
			for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
				const next = ROOMS.find((room) => room.name === name)?.imports ?? [];
				waiting.push(...next.filter((other) => !reached.has(other)));
				for (const other of next) reached.add(other);
			}
			return reached;
		};

		expect(ROOMS.map((room) => room.name).filter((name) => reachableFrom(name).has(name))).toEqual([]);
	});

	it('keeps card, portal client and application away from each other and from the screens', () => {
		const reaches = (from: string, to: string) =>
			ROOMS.find((room) => room.name === from)?.imports.includes(to);

		expect(reaches('card', 'api')).toBe(false);
		expect(reaches('api', 'card')).toBe(false);
		expect(reaches('app', 'card')).toBe(false);
		expect(reaches('app', 'api')).toBe(false);
	});
});

describe('an import across rooms', () => {
	it('is allowed where the table allows it', () => {
		expect(
			rulesBrokenBy(
				'src/card/monitor.ts',
				"import { readSealCertificate } from '#certificate';",
				"import { cleanText } from '#text';",
				"import { createHash } from 'node:crypto';",
				"import { status } from './apdu/status.ts';",
			),
		).toEqual([]);
	});

	it('is refused where the table does not have it, whatever form it takes', () => {
		const refused = 'card may not import #api';

		expect(
			rulesBrokenBy(
				'src/card/monitor.ts',
				"import { createClient } from '#api';",
				"import '#api';",
				"export { createClient } from '#api';",
				"export * from '#api';",
				"import type { PortalClient } from '#api';",
				"type Client = import('#api').PortalClient;",
				"const late = await import('#api');",
				"const old = require('#api');",
			),
		).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((line) => `${line}: ${refused}`));
	});

	it('may be of types where the table says types, and of nothing else', () => {
		const refused = 'app may only import types of #card: `import type`';

		expect(
			rulesBrokenBy(
				'src/app/update.ts',
				"import type { CardSnapshot } from '#card';",
				"export type { ReaderSnapshot } from '#card';",
				"export type * from '#card';",
				"import { createMonitor } from '#card';",
				"import { type SealHolder } from '#card';",
				"await import('#card');",
			),
		).toEqual([4, 5, 6].map((line) => `${line}: ${refused}`));
	});

	it('goes through the door and not around it', () => {
		expect(
			rulesBrokenBy(
				'src/screens/start/start.tsx',
				"import { Rows } from '../../ui/rows.tsx';",
				"import { Frame } from '#ui/frame.ts';",
				"import { nothing } from '#nowhere';",
				"import { Card } from '../card/card.tsx';",
			),
		).toEqual([
			'1: a relative path never leaves its room (../../ui/rows.tsx): use its door, #ui',
			"2: #ui/frame.ts is no room's door",
			"3: #nowhere is no room's door",
		]);
	});

	it('goes through the door of a room that lies inside another one, too', () => {
		expect(rulesBrokenBy('src/api/client.ts', "import { schemas } from './contract/index.ts';")).toEqual([
			'1: a relative path never leaves its room (./contract/index.ts): use its door, #contract',
		]);
		expect(rulesBrokenBy('src/api/contract/schemas.ts', "import { client } from '../client.ts';")).toEqual([
			'1: a relative path never leaves its room (../client.ts): use its door, #api',
		]);
	});

	it('has no business inside one room, nor in the test folder, nor anywhere absolute', () => {
		expect(
			rulesBrokenBy(
				'src/card/monitor.ts',
				"import { CardError } from '#card';",
				"import { fake } from '../../test/fake.ts';",
				"import { other } from '/tmp/other.ts';",
			),
		).toEqual([
			'1: inside card a path is relative, not #card',
			'2: a relative path never leaves its room (../../test/fake.ts)',
			'3: no absolute paths',
		]);
	});

	it('of a type stands at the top of the file, where the linter sees it', () => {
		const rule = (specifier: string) =>
			`a type of the project is imported at the top of the file (${specifier}): \`import type\``;

		expect(
			rulesBrokenBy(
				'src/card/monitor.ts',
				"type Cards = import('#card-model').CardSnapshot;",
				"type Slot = import('./slot-watch.ts').SlotWatch;",
				"type Binding = typeof import('some-package');",
				"const late = () => import('./slot-watch.ts');",
			),
		).toEqual([`1: ${rule('#card-model')}`, `2: ${rule('./slot-watch.ts')}`]);
	});

	it('names its module literally', () => {
		expect(rulesBrokenBy('src/main.ts', "await import('#' + room);")).toEqual([
			'1: an import names its module literally',
		]);
	});
});

describe('a package that only one place may touch', () => {
	it.each([
		['pcsclite', 'src/card/transport/pcsc.ts', 'src/card/monitor.ts'],
		['ink', 'src/ui/frame.tsx', 'src/app/runtime.ts'],
		['react', 'src/screens/start.tsx', 'src/card/monitor.ts'],
		['react/jsx-runtime', 'src/program/open-screens.ts', 'src/terminal/life.ts'],
		['got', 'src/api/http.ts', 'src/sandbox/portal/server.ts'],
		['fastify', 'src/sandbox/portal/server.ts', 'src/sandbox/card/applet.ts'],
		['node:process', 'src/terminal/life.ts', 'src/commands/status.ts'],
	])('%s is allowed in %s and refused in %s', (specifier, allowed, refused) => {
		expect(rulesBrokenBy(allowed, `import x from '${specifier}';`)).toEqual([]);
		expect(rulesBrokenBy(refused, `import x from '${specifier}';`)).toEqual([
			expect.stringMatching(/^1: .* only in /),
		]);
		expect(rulesBrokenBy(refused, `import type X from '${specifier}';`)).toHaveLength(1);
	});

	it('may be a file outside of the rooms', () => {
		const line = "import manifest from '../package.json' with { type: 'json' };";

		expect(rulesBrokenBy('src/main.ts', line)).toEqual([]);
		expect(rulesBrokenBy('src/commands/version.ts', line.replace('../', '../../'))).toEqual([
			'1: `package.json` only in src/main.ts',
		]);
	});

	it('does not forbid packages whose names only begin alike', () => {
		expect(rulesBrokenBy('src/app/runtime.ts', "import x from 'got-lookalike';")).toEqual([]);
	});

	it('covers the global process in every spelling, and no property of that name', () => {
		expect(
			rulesBrokenBy(
				'src/card/monitor.ts',
				'process.exit(1);',
				'const { env } = process;',
				'globalThis.process.kill(1);',
				'const all = { process };',
				'const step = { process: 1 };',
				'queue.process();',
				'type Step = { process: string };',
				"// process.exit in a comment, 'process.env' in a string",
			),
		).toEqual(
			[1, 2, 3, 4].map(
				(line) =>
					`${line}: \`process\` only in src/main.ts, src/program, src/terminal, src/card/pkcs11/module-process.ts, src/card/transport/pcsclite-binding.ts`,
			),
		);
		expect(rulesBrokenBy('src/terminal/life.ts', 'process.exit(1);')).toEqual([]);
	});
});

describe('a file', () => {
	it('belongs to a room of the table', () => {
		expect(rulesBrokenBy('src/helpers/misc.ts', 'export {};')).toEqual([
			'1: belongs to no room of the table',
		]);
		expect(rulesBrokenBy('src/cards.ts', 'export {};')).toEqual(['1: belongs to no room of the table']);
	});

	it('that cannot be parsed is reported and not passed over', () => {
		expect(rulesBrokenBy('src/card/monitor.ts', 'import { from;')).not.toEqual([]);
	});
});

describe('the doors in package.json', () => {
	it('are reported when one is missing, points elsewhere, or leads to no room', () => {
		const manifest: { imports: Record<string, string> } = JSON.parse(
			readFileSync(join(ROOT, 'package.json'), 'utf8'),
		);
		const { '#card': _, ...withoutCard } = manifest.imports;

		expect(findDoorMistakes(ROOMS, manifest.imports)).toEqual([]);
		expect(findDoorMistakes(ROOMS, withoutCard)).toEqual([
			'package.json "imports" lacks "#card": "./src/card/index.ts"',
		]);
		expect(findDoorMistakes(ROOMS, { ...manifest.imports, '#card': './src/card/pin.ts' })).toHaveLength(1);
		expect(findDoorMistakes(ROOMS, { ...manifest.imports, '#attic': './src/attic/index.ts' })).toEqual([
			'package.json "imports" has "#attic", which is no room',
		]);
		expect(findDoorMistakes(ROOMS, undefined)).toHaveLength(ROOMS.length - 1);
	});
});

describe('the table in the documentation', () => {
	it('is put between its marks, and a page without marks is told apart', () => {
		const table = renderTable(ROOMS, RESTRICTIONS);
		const page = 'before\n<!-- rooms:start -->\nold\n<!-- rooms:end -->\nafter\n';
		const written = withTable(page, table);

		expect(written).toBe(`before\n<!-- rooms:start -->\n${table}\n<!-- rooms:end -->\nafter\n`);
		expect(withTable(written ?? '', table)).toBe(written);
		expect(withTable('no marks', table)).toBeUndefined();
		for (const room of ROOMS) expect(table).toContain(`| \`${room.path}\` |`);
	});
});
