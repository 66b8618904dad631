import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface LockedPackage {
	readonly version?: string;
	readonly dependencies?: Readonly<Record<string, string>>;
	readonly optionalDependencies?: Readonly<Record<string, string>>;
	readonly resolved?: string;
}

const { packages }: { packages: Readonly<Record<string, LockedPackage>> } = JSON.parse(
	readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8'),
);

/** Where npm would find `name` for the package at `path`: in its own folder, or in one around it. */
function isLocked(path: string, name: string): boolean {
	const here = path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`;
	if (here in packages) return true;
	if (path === '') return false;
	return isLocked(path.slice(0, Math.max(0, path.lastIndexOf('node_modules/') - 1)), name);
}

describe('package-lock.json', () => {
	// A lock made where a registry lacks the packages for other systems leaves them out, and `npm ci` refuses it.
	it('has an entry for everything that its packages ask for, on every system', () => {
		const missing = Object.entries(packages).flatMap(([path, entry]) =>
			Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
				.filter((name) => !isLocked(path, name))
				.map((name) => `${path}: ${name}`),
		);

		expect(missing).toEqual([]);
	});

	it('names no registry', () => {
		expect(Object.keys(packages).filter((path) => packages[path]?.resolved !== undefined)).toEqual([]);
	});
});
