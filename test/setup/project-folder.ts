import { spawnSync } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Where the pinned Node lies, from the project's folder. */
export const NODE = `node_modules/node-linux-${process.arch}`;

interface Packages {
	readonly unbuilt?: readonly string[];
	readonly lacking?: readonly string[];
}

/** What a command said and how it ended. */
export interface Run {
	readonly status: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/**
 * A folder of its own with this project's set-up in it, a tiny program, and an npm that only takes notes. Its name has
 * what people's folders have: spaces and Turkish letters.
 */
export class ProjectFolder implements Disposable {
	readonly path = mkdtempSync(join(tmpdir(), 'muhurdar İş Dosyaları ğü '));

	constructor() {
		for (const name of ['package.json', 'package-lock.json', 'tsconfig.json', 'scripts', 'bin']) {
			cpSync(join(ROOT, name), join(this.path, name), { recursive: true });
		}
		this.write('src/main.ts', "process.stdout.write('started');");
		this.write('src/card/pkcs11/process/main.ts', '');
		this.#note(
			'fake/npm-cli.js',
			`require('node:fs').appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');
console.log('npm says no'); process.exit(1);`,
		);
	}

	[Symbol.dispose](): void {
		rmSync(this.path, { recursive: true, force: true });
	}

	write(name: string, text: string): void {
		mkdirSync(dirname(join(this.path, name)), { recursive: true });
		writeFileSync(join(this.path, name), text);
	}

	read(name: string): string {
		const file = join(this.path, name);
		return existsSync(file) ? readFileSync(file, 'utf8') : '';
	}

	/** Gives it the packages that this checkout has. */
	linkPackages(): void {
		symlinkSync(join(ROOT, 'node_modules'), join(this.path, 'node_modules'));
	}

	/** Gives it nothing but the Node that comes with this checkout. */
	linkNode(): void {
		mkdirSync(join(this.path, NODE, 'bin'), { recursive: true });
		symlinkSync(join(ROOT, NODE, 'bin/node'), join(this.path, NODE, 'bin/node'));
	}

	/**
	 * Makes its npm bring the packages that this checkout has, and no `node_modules/.bin`.
	 *
	 * @param unbuilt packages that come as copies of their own, as npm unpacks them, with no build
	 * @param lacking packages that do not come
	 */
	letNpmBringPackages({ unbuilt = [], lacking = [] }: Packages = {}): void {
		const plan = JSON.stringify({ from: join(ROOT, 'node_modules'), unbuilt, lacking });
		this.write(
			'fake/npm-cli.js',
			`const fs = require('node:fs');
const { from, unbuilt, lacking } = ${plan};
fs.appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');
fs.mkdirSync('node_modules');
for (const name of fs.readdirSync(from)) {
	if (name.startsWith('.') || lacking.includes(name)) continue;
	if (!unbuilt.includes(name)) fs.symlinkSync(from + '/' + name, 'node_modules/' + name);
	else fs.cpSync(from + '/' + name, 'node_modules/' + name, { recursive: true, filter: (path) => path !== from + '/' + name + '/build' });
}
const lock = JSON.parse(fs.readFileSync(from + '/.package-lock.json', 'utf8'));
for (const name of lacking) delete lock.packages['node_modules/' + name];
fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify(lock));
const built = JSON.parse(fs.readFileSync(from + '/.muhurdar-addons.json', 'utf8'));
for (const name of unbuilt) delete built[name];
fs.writeFileSync('node_modules/.muhurdar-addons.json', JSON.stringify(built));`,
		);
	}

	/** Runs a command of `package.json` as npm does: by a shell, with the arguments behind it. */
	runScript(name: string, args = '', env: NodeJS.ProcessEnv = {}): Run {
		const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(this.read('package.json'));
		return spawnSync('/bin/sh', ['-c', `${scripts[name]} ${args}`], {
			cwd: this.path,
			encoding: 'utf8',
			env: { ...process.env, ...this.#npm(), ...env },
		});
	}

	/** A folder for PATH with nothing in it but `node` and the scripts given. */
	programs(scripts: Readonly<Record<string, string>>): string {
		const folder = join(this.path, 'programs');
		mkdirSync(folder, { recursive: true });
		symlinkSync(process.execPath, join(folder, 'node'));
		for (const [name, script] of Object.entries(scripts)) {
			this.write(`programs/${name}`, `#!/bin/sh\n${script}\n`);
			chmodSync(join(folder, name), 0o755);
		}
		return folder;
	}

	setUp(
		purpose: string,
		options: { readonly path?: string; readonly isRoot?: boolean; readonly env?: NodeJS.ProcessEnv } = {},
	): Run {
		const { isRoot, path = process.env['PATH'] ?? '', env = {} } = options;
		const command = [process.execPath, 'scripts/setup.mjs', purpose];
		// In a user namespace without a map the user is nobody, and the files stay as they are.
		const unshare = isRoot === undefined ? [] : ['unshare', isRoot ? '--map-root-user' : '--user'];
		const [program = process.execPath, ...args] = [...unshare, ...command];
		return spawnSync(program === 'unshare' ? '/usr/bin/unshare' : program, args, {
			cwd: this.path,
			encoding: 'utf8',
			env: { ...process.env, PATH: path, ...this.#npm(), ...env },
		});
	}

	#npm(): NodeJS.ProcessEnv {
		return { npm_execpath: join(this.path, 'fake/npm-cli.js'), npm_node_execpath: process.execPath };
	}

	#note(name: string, script: string): void {
		this.write(name, script);
		this.write('fake/package.json', '{ "type": "commonjs" }');
	}
}
