import { describe, expect, it } from 'vitest';
import { ProjectFolder } from './project-folder.ts';

describe('set-up', () => {
	it('says nothing and calls no npm when there is nothing to do', () => {
		using project = new ProjectFolder();
		project.linkPackages();

		const first = project.setUp('start');
		const second = project.setUp('start');

		expect(first.stdout).toContain('[4/4]');
		expect(second).toMatchObject({ status: 0, stdout: '', stderr: '' });
		expect(project.read('npm-calls')).toBe('');
	});

	it('builds again when a source changed, and when one went away', () => {
		using project = new ProjectFolder();
		project.linkPackages();
		project.write('src/room/index.ts', "export const word = 'room';");
		project.setUp('start');

		project.write('src/room/index.ts', "export const word = 'other';");
		const changed = project.setUp('start');
		project.write('src/main.ts', "import './room/index.ts';");
		const imported = project.setUp('start');

		expect(changed.stdout).toContain('[4/4]');
		expect(imported.stdout).toContain('[4/4]');
		expect(project.setUp('start').stdout).toBe('');
	});

	it('keeps the chunks of the build before, which may still be running, and no older ones', () => {
		using project = new ProjectFolder();
		project.linkPackages();
		const chunkOf = (word: string) => {
			project.write('src/room.ts', `export const word = '${word}';`);
			project.setUp('start');
			return (
				project
					.read('dist/.files')
					.split('\n')
					.find((name) => name.startsWith('chunk-room')) ?? 'none'
			);
		};
		project.write('src/main.ts', "process.stdout.write((await import('./room.ts')).word);");

		const [first, second, third] = [chunkOf('one'), chunkOf('two'), chunkOf('three')];

		expect(new Set([first, second, third]).size).toBe(3);
		expect(project.read(`dist/${third}`)).toContain('three');
		expect(project.read(`dist/${second}`)).toContain('two');
		expect(project.read(`dist/${first}`)).toBe('');
	});

	it('ends with 1 and shows the log when the program cannot be built', () => {
		using project = new ProjectFolder();
		project.linkPackages();
		project.write('src/main.ts', "import './nowhere.ts';");

		const run = project.setUp('start');

		expect(run.status).toBe(1);
		expect(run.stdout).toContain('nowhere.ts');
		expect(run.stdout).toContain('The program could not be built');
	});

	it('installs the packages of the lock file, without their scripts, where there are none', () => {
		using project = new ProjectFolder();

		const run = project.setUp('start');

		expect(project.read('npm-calls')).toMatch(/^ci --ignore-scripts --include=dev --include=optional /);
		expect(run.status).toBe(1);
		expect(run.stdout).toContain('npm says no');
		expect(run.stdout).toContain('npm paketleri kurulamadı');
		expect(run.stdout).toContain('The npm packages could not be installed');
	});

	it('installs anew when the lock file asks for another version than the one that is there', () => {
		using project = new ProjectFolder();
		project.linkPackages();
		const lock = project.read('package-lock.json');
		project.write(
			'package-lock.json',
			lock.replace(/("node_modules\/react": \{\s*"version": ")[^"]+/, '$10.0.1'),
		);

		project.setUp('start');

		expect(project.read('package-lock.json')).not.toBe(lock);
		expect(project.read('npm-calls')).toMatch(/^ci /);
	});

	it('refuses a purpose that it does not know', () => {
		using project = new ProjectFolder();

		expect(project.setUp('party')).toMatchObject({
			status: 2,
			stdout: 'node scripts/setup.mjs start|test|build\n',
		});
	});
});

describe('system packages that are missing', () => {
	it('are named by what they are on a system without apt, and a start goes on', () => {
		using project = new ProjectFolder();
		project.linkPackages();
		const path = project.programs({});

		const start = project.setUp('start', { path });

		expect(start.stdout).toContain('Missing on this system: C++ compiler (g++), make, Python 3 (python3).');
		expect(start.stdout).not.toContain('OpenSC');
		expect(start.stdout).toContain('[4/4] ✓');
		expect(start.status).toBe(0);
	});

	it('end a test run, with those that only tests need among them', () => {
		using project = new ProjectFolder();
		project.linkPackages();

		const test = project.setUp('test', { path: project.programs({}) });

		expect(test.stdout).toContain('OpenSC (pkcs15-tool)');
		expect(test.status).toBe(1);
	});

	it('are printed as the exact command to type for somebody who may not install them', () => {
		using project = new ProjectFolder();
		project.linkPackages();
		const path = project.programs({ 'apt-get': 'echo "$@" >> apt-calls' });

		const start = project.setUp('start', { path, isRoot: false });

		expect(start.stdout).toContain("su -c 'apt-get update && apt-get install -y g++ make python3'");
		expect(start.status).toBe(0);
		expect(project.read('apt-calls')).toBe('');
	});

	it('are installed by root, after an update, without a question', () => {
		using project = new ProjectFolder();
		project.linkPackages();
		const install =
			'case "$*" in *install*) for p in g++ make python3; do : > programs/$p; /bin/chmod +x programs/$p; done;; esac';
		const path = project.programs({
			'apt-get': `echo "$DEBIAN_FRONTEND $@" >> apt-calls\n${install}`,
			env: 'exec /usr/bin/env "$@"',
		});

		const start = project.setUp('start', { path, isRoot: true });

		const calls = project.read('apt-calls').trim().split('\n');
		expect(calls).toHaveLength(2);
		expect(calls[0]).toMatch(/^noninteractive .* update$/);
		expect(calls[1]).toMatch(/^noninteractive .* install -y --no-install-recommends g\+\+ make python3$/);
		expect(start.stdout).toMatch(/\[1\/4\].*g\+\+ make python3/);
		expect(start.status).toBe(0);
	});

	it('that apt does not bring are told with its log and the command', () => {
		using project = new ProjectFolder();
		project.linkPackages();
		const path = project.programs({
			'apt-get': 'echo no such package; exit 100',
			env: 'exec /usr/bin/env "$@"',
		});

		const start = project.setUp('start', { path, isRoot: true });

		expect(start.stdout).toContain('no such package');
		expect(start.stdout).toContain('apt-get update && apt-get install -y g++ make python3');
		expect(start.status).toBe(0);
	});
});
