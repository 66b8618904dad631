import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

		// On the command line they go before a user's `omit=optional` or `ignore-scripts=false`.
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

describe('npm start', () => {
	it('reaches the program by an npm that leaves no node_modules/.bin, and the second time without npm', () => {
		using project = new ProjectFolder();
		project.write('src/main.ts', "process.stdout.write('started ' + process.argv.slice(2).join(' '));");
		project.letNpmBringPackages();

		const first = project.runScript('start', '--plain');
		const second = project.runScript('start', '--plain');

		expect(existsSync(join(project.path, 'node_modules/.bin'))).toBe(false);
		expect(first.stdout).toMatch(/\[2\/4\] ✓[\s\S]*\[4\/4\] ✓[\s\S]*started --plain$/);
		expect(second.stdout).toBe('started --plain');
		expect(project.read('npm-calls').trim().split('\n')).toHaveLength(1);
	});

	it('reaches the program with ignore-scripts=true in the npmrc, its arguments too', () => {
		using project = new ProjectFolder();
		project.write('src/main.ts', "process.stdout.write('started ' + process.argv.slice(2).join(' '));");
		project.linkPackages();
		project.write('.npmrc', 'ignore-scripts=true\nupdate-notifier=false\n');

		const run = spawnSync('npm', ['start', '--silent', '--', '--plain'], {
			cwd: project.path,
			encoding: 'utf8',
		});

		expect(run.stderr).toBe('');
		expect(run.stdout).toMatch(/started --plain$/);
	});

	it('goes on in a checkout that was set up and that this user may only read', () => {
		using project = new ProjectFolder();
		project.letNpmBringPackages();
		project.runScript('start');
		chmodSync(project.path, 0o555);
		chmodSync(join(project.path, 'dist'), 0o555);

		expect(project.setUp('start', { isRoot: false })).toMatchObject({ status: 0, stdout: '', stderr: '' });
	});
});

describe('set-up that cannot be done', () => {
	it('names the owner as the one to type where this user may only read', () => {
		using project = new ProjectFolder();
		chmodSync(project.path, 0o555);

		const run = project.setUp('start', { isRoot: false });

		expect(run.status).toBe(1);
		expect(run.stdout).toContain(`this user cannot write to: ${project.path}. Let its owner type there:`);
		expect(run.stdout).toContain('npm start');
		expect(project.read('npm-calls')).toBe('');
	});

	it('names the package that npm left out without a word', () => {
		using project = new ProjectFolder();
		project.letNpmBringPackages({ lacking: ['pcsclite'] });

		const run = project.setUp('start');

		expect(run.status).toBe(1);
		expect(run.stdout).toContain('[2/4] ✗');
		expect(run.stdout).toContain('npm did not bring: pcsclite.');
	});

	it('says how to get npm where there is none', () => {
		using project = new ProjectFolder();

		const run = project.setUp('start', { path: project.programs({}), env: { npm_execpath: undefined } });

		expect(run.status).toBe(1);
		expect(run.stdout).toMatch(/There is no npm\. To install it, type:\n\n {4}\S/);
	});

	it('says how to get a newer Node where it is run by an old one', () => {
		using project = new ProjectFolder();
		const version =
			"Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } });";
		project.write('fake/old.cjs', version);

		const run = project.runScript('start', '', { NODE_OPTIONS: '--require=./fake/old.cjs' });

		expect(run.status).toBe(1);
		expect(run.stdout).toMatch(
			/Node 18\.20\.4 is too old; Node 20 or newer is needed\.[\s\S]*\n\n {4}\S.*\n\n$/,
		);
		expect(project.read('npm-calls')).toBe('');
	});
});

describe('the command that brings a Node', () => {
	it.each([
		[
			'Debian 12',
			'ID=debian\nVERSION_ID="12"',
			'apt-get install -y nodejs npm && npm install --global node@24',
		],
		['Debian 13', 'ID=debian\nVERSION_ID="13"', 'apt-get install -y nodejs npm'],
		['Debian testing', 'ID=debian', 'apt-get install -y nodejs npm'],
		[
			'Ubuntu',
			'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"',
			'apt-get install -y nodejs npm && npm install --global node@24',
		],
	])('is one line of apt-get on %s', (_, release, end) => {
		using project = new ProjectFolder();
		project.write('os-release', release);

		const { stdout } = spawnSync('scripts/setup/how-to-get-node.sh', ['./os-release'], {
			cwd: project.path,
			encoding: 'utf8',
		});

		expect(stdout).toMatch(/^[^\n]*apt-get update && [^\n]*\n$/);
		expect(stdout.replace(/'?\n$/, '').endsWith(end)).toBe(true);
	});

	it('is a page to go to elsewhere', () => {
		using project = new ProjectFolder();
		project.write('os-release', 'ID=fedora\nVERSION_ID=42');

		const { stdout } = spawnSync('scripts/setup/how-to-get-node.sh', ['./os-release'], {
			cwd: project.path,
			encoding: 'utf8',
		});

		expect(stdout).toBe('https://nodejs.org/en/download (Node 24)\n');
	});

	it('stands in the README, for those who have no npm to ask', () => {
		const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

		expect(readme).toContain('apt-get install -y nodejs npm');
		expect(readme).toContain('npm install --global node@24');
	});
});

describe('a native add-on', () => {
	it("is built by the project's node-gyp against the project's Node, whatever npm is configured to", () => {
		using project = new ProjectFolder();
		project.letNpmBringPackages({ unbuilt: ['node-pty'] });

		const run = project.setUp('test', {
			env: { npm_config_nodedir: '/nowhere', npm_package_config_node_gyp_nodedir: '/nowhere' },
		});

		expect(run.stdout).toMatch(/native add-ons: node-pty \.\.\.\n\[3\/4\] ✓/);
		expect(run.status).toBe(0);
		expect(existsSync(join(project.path, 'node_modules/node-pty/build/Release/pty.node'))).toBe(true);
		expect(project.setUp('test').stdout).toBe('');
	});

	it('whose source has none of the lines that set-up takes out is not built, and that is said', () => {
		using project = new ProjectFolder();
		project.letNpmBringPackages({ unbuilt: ['pkcs11js'] });
		project.setUp('build', { path: project.programs({}) });
		const source = 'node_modules/pkcs11js/src/pkcs11.cpp';
		project.write(source, project.read(source).replace('if (pInitArgs == nullptr)', 'if (!pInitArgs)'));

		const test = project.setUp('test');
		const start = project.setUp('start');

		expect(test.stdout).toContain('pkcs11js: src/pkcs11.cpp has none of the lines that set-up takes out');
		expect(test.status).toBe(1);
		expect(start.stdout).toContain('Could not be built: pkcs11js.');
		expect(start.status).toBe(0);
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
