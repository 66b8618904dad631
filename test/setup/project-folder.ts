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

/** What a command said and how it ended. */
export interface Run {
	readonly status: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** A folder of its own with this project's set-up in it, a tiny program, and an npm and an apt-get that only take notes. */
export class ProjectFolder implements Disposable {
	readonly path = mkdtempSync(join(tmpdir(), 'muhurdar-project-'));

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

	setUp(purpose: string, options: { readonly path?: string; readonly isRoot?: boolean } = {}): Run {
		const { isRoot, path = process.env['PATH'] ?? '' } = options;
		const command = [process.execPath, 'scripts/setup.mjs', purpose];
		// In a user namespace without a map the user is nobody, and the files stay as they are.
		const unshare = isRoot === undefined ? [] : ['unshare', isRoot ? '--map-root-user' : '--user'];
		const [program = process.execPath, ...args] = [...unshare, ...command];
		return spawnSync(program === 'unshare' ? '/usr/bin/unshare' : program, args, {
			cwd: this.path,
			encoding: 'utf8',
			env: {
				...process.env,
				PATH: path,
				npm_execpath: join(this.path, 'fake/npm-cli.js'),
				npm_node_execpath: process.execPath,
			},
		});
	}

	#note(name: string, script: string): void {
		this.write(name, script);
		this.write('fake/package.json', '{ "type": "commonjs" }');
	}
}
