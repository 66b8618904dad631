import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, realpathSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TYPED_COMMANDS } from '../../src/commands/command-table.ts';
import { NODE, ProjectFolder } from './project-folder.ts';

const SHOW =
	'process.stdout.write(JSON.stringify({ args: process.argv.slice(2), env: process.env, flags: process.execArgv }));';

interface Shown {
	readonly args: readonly string[];
	readonly env: Readonly<Record<string, string>>;
	readonly flags: readonly string[];
}

function builtProject(program: string): ProjectFolder {
	const project = new ProjectFolder();
	project.write('dist/main.js', program);
	project.linkNode();
	return project;
}

function launch(
	project: ProjectFolder,
	command: string,
	args: readonly string[],
	env: NodeJS.ProcessEnv = {},
) {
	return spawnSync(command, args, {
		cwd: join(project.path, 'src'),
		encoding: 'utf8',
		env: { PATH: process.env['PATH'], HOME: project.path, ...env },
	});
}

function shown(output: string): Shown {
	return JSON.parse(output);
}

describe('bin/muhurdar', () => {
	it('starts the program from any folder, through links to links, with its arguments as they are', () => {
		using project = builtProject(SHOW);
		mkdirSync(join(project.path, 'a b/c'), { recursive: true });
		symlinkSync('../../bin/muhurdar', join(project.path, 'a b/c/second'));
		symlinkSync('c/second', join(project.path, 'a b/first'));

		const run = launch(project, '../a b/first', ['--portal', 'a  b', '$HOME', '']);

		expect(run.stderr).toBe('');
		expect(shown(run.stdout).args).toEqual(['--portal', 'a  b', '$HOME', '']);
	});

	it('passes on none of the variables that change Node, TLS or the card service under it', () => {
		using project = builtProject(SHOW);
		const dangerous = {
			NODE_OPTIONS: '--require=/nowhere.js',
			NODE_TLS_REJECT_UNAUTHORIZED: '0',
			NODE_EXTRA_CA_CERTS: '/nowhere.pem',
			NODE_PATH: '/tmp',
			NODE_DEBUG: 'http',
			NODE_USE_ENV_PROXY: '1',
			NODE_CHANNEL_FD: '1000',
			NODE_CHANNEL_SERIALIZATION_MODE: 'advanced',
			NODE_UNIQUE_ID: '7',
			SSL_CERT_FILE: '/nowhere.pem',
			OPENSSL_CONF: '/nowhere.cnf',
			LIBPCSCLITE_DELEGATE: '/nowhere.so',
			PCSCLITE_CSOCK_NAME: '/nowhere.sock',
			DEV: 'true',
		};

		const run = launch(project, '../bin/muhurdar', [], { ...dangerous, LANG: 'tr_TR.UTF-8' });

		expect(run.stderr).toBe('');
		const { env, flags } = shown(run.stdout);
		expect(Object.keys(env).filter((name) => name in dangerous)).toEqual([]);
		expect(env['LANG']).toBe('tr_TR.UTF-8');
		expect(flags).toContain('--disable-sigusr1');
	});

	it('keeps the heap small for the screens, and leaves it alone for every command', () => {
		using project = builtProject(SHOW);
		const flagsOf = (...args: readonly string[]): readonly string[] =>
			shown(launch(project, '../bin/muhurdar', args).stdout).flags;

		for (const screens of [[], ['--guided'], ['--lang', 'en', '--kiosk']]) {
			expect(flagsOf(...screens), screens.join(' ')).toContain('--optimize-for-size');
		}
		for (const command of TYPED_COMMANDS) {
			expect(flagsOf('--lang', 'en', command), command).toEqual(['--disable-sigusr1']);
		}
		expect(flagsOf('help')).toEqual(['--disable-sigusr1']);
	});

	it('keeps compiled code in a folder that only its user can enter', () => {
		using project = builtProject(SHOW);

		const { env } = shown(launch(project, '../bin/muhurdar', [], { NODE_COMPILE_CACHE: '/tmp' }).stdout);

		expect(env['NODE_COMPILE_CACHE']).toBe(join(project.path, '.cache/muhurdar/code'));
		expect(statSync(join(project.path, '.cache/muhurdar/code')).mode & 0o777).toBe(0o700);
	});

	it('does without that folder where it cannot be made, or is a link', () => {
		using project = builtProject(SHOW);
		mkdirSync(join(project.path, '.cache/muhurdar'), { recursive: true });
		symlinkSync('/tmp', join(project.path, '.cache/muhurdar/code'));

		const linked = launch(project, '../bin/muhurdar', []);
		const homeless = launch(project, '../bin/muhurdar', [], { HOME: '' });

		expect(shown(linked.stdout).env).not.toHaveProperty('NODE_COMPILE_CACHE');
		expect(shown(homeless.stdout).env).not.toHaveProperty('NODE_COMPILE_CACHE');
	});

	it('ends as the program ends', () => {
		using project = builtProject('process.exit(5);');

		expect(launch(project, '../bin/muhurdar', []).status).toBe(5);
	});

	it("finds the project's Node where npm left no links and the path has another", () => {
		using project = builtProject('process.stdout.write(process.execPath);');
		project.write('other/node', '#!/bin/sh\necho another Node\n');
		chmodSync(join(project.path, 'other/node'), 0o755);

		const run = launch(project, '../bin/muhurdar', [], {
			PATH: `${join(project.path, 'other')}:${process.env['PATH']}`,
		});

		expect(run.stdout).toBe(realpathSync(join(project.path, NODE, 'bin/node')));
	});

	it('says how to get Node and npm where there is neither', () => {
		using project = new ProjectFolder();
		const programs = project.programs({ id: 'echo 0' });
		rmSync(join(programs, 'node'));

		const run = launch(project, '../bin/muhurdar', [], { PATH: programs });

		expect(run.status).toBe(1);
		expect(run.stderr).toMatch(/not built; run 'npm start' in: .*\n.*install Node and npm first:\n {4}\S/);
	});

	it('says what to run when there is no build', () => {
		using project = new ProjectFolder();

		const run = launch(project, '../bin/muhurdar', []);

		expect(run.status).toBe(1);
		expect(run.stdout).toBe('');
		expect(run.stderr).toMatch(
			/^muhurdar: derleme yok; .*'npm start'.* \/ not built; run 'npm start' in: .*\n$/,
		);
	});
});

describe('scripts/pinned-node', () => {
	it("runs a script, and what that starts as node, on the project's Node", () => {
		using project = builtProject('');
		project.write(
			'shows.mjs',
			`import { execFileSync } from 'node:child_process';
const inner = execFileSync('node', ['-p', 'process.execPath'], { encoding: 'utf8' }).trim();
process.stdout.write(JSON.stringify([process.execPath, inner, process.argv[2]]));`,
		);

		const run = launch(project, '../scripts/pinned-node', ['../shows.mjs', 'a  b'], {
			PATH: '/usr/bin:/bin',
		});

		const node = realpathSync(join(project.path, NODE, 'bin/node'));
		expect(JSON.parse(run.stdout)).toEqual([node, node, 'a  b']);
	});

	it('names the command that brings it where there is none', () => {
		using project = new ProjectFolder();

		const run = launch(project, '../scripts/pinned-node', ['x.mjs'], { PATH: '/nowhere:/usr/bin:/bin' });

		expect(run.status).toBe(1);
		expect(run.stderr).toContain("run 'npm test' in: ");
	});
});
