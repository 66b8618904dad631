import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addonPackages, nodePackage, packageContents } from '../../scripts/package/contents.ts';
import { ARCHITECTURES } from '../../scripts/package/control.ts';
import { parcelsIn } from '../../scripts/package/parcels.ts';
import { sbomOf } from '../../scripts/package/sbom.ts';
import { writePackage } from '../../scripts/package/write-package.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SECONDS = Date.UTC(2026, 10, 29) / 1000;

const parcels = parcelsIn(ROOT, [nodePackage(), ...addonPackages(ROOT)]);
const sbom = sbomOf(ROOT, parcels, SECONDS);
const contents = packageContents(ROOT, sbom);
const paths = contents.files.map(({ path }) => path);
const folder = mkdtempSync(join(tmpdir(), 'muhurdar-package-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function textOf(path: string): string {
	const file = contents.files.find((one) => one.path === path);
	return file === undefined ? '' : Buffer.from(file.contents).toString('utf8');
}

function build(name: string): string {
	const output = join(folder, name);
	writePackage(contents, {
		version: '1.2.3',
		architecture: ARCHITECTURES[process.arch] ?? 'none',
		seconds: SECONDS,
		compression: 'none',
		scripts: join(ROOT, 'deploy', 'debian'),
		output,
	});
	return output;
}

describe('a unit of the package', () => {
	const unit = join(ROOT, 'deploy/systemd/muhurdar-kiosk@.service');
	const metrics = join(ROOT, 'deploy/systemd/muhurdar-metrics.service');

	it.each([[unit], [metrics]])('is exposed by 2.5 of 10 at most, as systemd counts: %s', (path) => {
		// Ends with an error above the threshold, which is ten times the figure.
		const run = spawnSync('systemd-analyze', ['security', '--offline=yes', '--threshold=25', path], {
			encoding: 'utf8',
			env: { ...process.env, SYSTEMD_COLORS: '0' },
		});
		expect([run.status, /exposure level for muhurdar-\S*: ([\d.]+)/.exec(run.stdout)?.[1]]).toEqual([
			0,
			expect.stringMatching(/^[012]\./),
		]);
	});

	it('lets Node compile code, and reaches the card service and USB sticks', () => {
		const text = readFileSync(unit, 'utf8');
		expect(text).not.toMatch(/^(?:MemoryDenyWriteExecute|PrivateNetwork|InaccessiblePaths)=/m);
		expect(text).toMatch(/^ReadWritePaths=-\/media -\/run\/media$/m);
		expect(text).toMatch(/^RestrictAddressFamilies=.*\bAF_UNIX\b/m);
		expect(text).toMatch(/^Wants=pcscd\.socket/m);
	});
});

describe('the package', () => {
	it('holds the program, the pinned Node and the built add-ons', () => {
		expect(paths).toEqual(
			expect.arrayContaining([
				'usr/lib/muhurdar/bin/muhurdar',
				'usr/lib/muhurdar/bin/muhurdar-session',
				'usr/lib/muhurdar/dist/main.js',
				'usr/lib/muhurdar/dist/module-process.js',
				'usr/lib/muhurdar/dist/LICENSES',
				`usr/lib/muhurdar/node_modules/${nodePackage()}/bin/node`,
				'usr/lib/muhurdar/node_modules/pcsclite/build/Release/pcsclite.node',
				'usr/lib/muhurdar/node_modules/pkcs11js/build/Release/pkcs11.node',
			]),
		);
	});

	it('holds what an operator needs beside it', () => {
		expect(paths).toEqual(
			expect.arrayContaining([
				'etc/muhurdar/settings.json',
				'etc/ssh/sshd_config.d/50-muhurdar.conf',
				'usr/lib/systemd/system/muhurdar-kiosk@.service',
				'usr/lib/systemd/system/muhurdar-metrics.service',
				'usr/lib/systemd/system/muhurdar-metrics.timer',
				'usr/share/doc/muhurdar/errors.md',
				'usr/share/doc/muhurdar/grafana/muhurdar.json',
				'usr/share/doc/muhurdar/prometheus/muhurdar.rules.yml',
				'usr/share/doc/muhurdar/rsyslog/collector.conf',
				'usr/share/doc/muhurdar/rsyslog/kiosk.conf',
				'usr/lib/sysusers.d/muhurdar.conf',
				'usr/share/polkit-1/rules.d/50-muhurdar.rules',
				'usr/share/man/man1/muhurdar.1.gz',
				'usr/share/man/man5/muhurdar-config.5.gz',
				'usr/share/man/man7/muhurdar-kiosk.7.gz',
				'usr/share/man/tr/man1/muhurdar.1.gz',
				'usr/share/man/tr/man5/muhurdar-config.5.gz',
				'usr/share/man/tr/man7/muhurdar-kiosk.7.gz',
				'usr/share/bash-completion/completions/muhurdar',
				'usr/share/zsh/vendor-completions/_muhurdar',
				'usr/share/fish/vendor_completions.d/muhurdar.fish',
				'usr/share/doc/muhurdar/NOTICE',
				'usr/share/doc/muhurdar/changelog.gz',
				'usr/share/doc/muhurdar/copyright',
				'usr/share/doc/muhurdar/sbom.cdx.json',
			]),
		);
		expect(contents.settings).toEqual([
			'etc/muhurdar/settings.json',
			'etc/ssh/sshd_config.d/50-muhurdar.conf',
		]);
	});

	it('holds nothing that only building or testing needs, and no path of the machine that built it', () => {
		expect(paths.filter((path) => /\.(?:ts|tsx|cpp|h|map)$|\/(?:test|src|examples)\//.test(path))).toEqual(
			[],
		);
		const telling = contents.files.filter(
			({ path, contents: bytes }) => !path.endsWith('/bin/node') && Buffer.from(bytes).includes(`${ROOT}/`),
		);
		expect(telling.map(({ path }) => path)).toEqual([]);
	});

	it('names everything that came from others, with its licence, in NOTICE and in the list of components', () => {
		const notice = textOf('usr/share/doc/muhurdar/NOTICE');
		for (const { name, version, licence } of parcels) {
			expect(notice).toContain(`  ${name} ${version} (${licence})\n`);
			expect(licence).not.toBe('unknown');
		}
		const listed = z
			.object({ components: z.array(z.object({ name: z.string(), version: z.string() })) })
			.parse(JSON.parse(sbom)).components;
		const named = (list: readonly { readonly name: string; readonly version: string }[]) =>
			new Set(list.map(({ name, version }) => `${name} ${version}`));
		expect(named(listed)).toEqual(named(parcels));
		expect(named(parcels)).toContain(`${nodePackage()} ${process.versions.node}`);
		// The bundle's licences are in one file, those of the rest in the other.
		for (const { name, text, isBundled } of parcels) {
			expect([name, isBundled || textOf('usr/share/doc/muhurdar/copyright').includes(text)]).toEqual([
				name,
				true,
			]);
		}
	});

	it('is the same bytes when it is built again, belongs to root, and can be taken apart by dpkg', () => {
		const one = build('one.deb');
		const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
		expect(hashOf(build('two.deb'))).toBe(hashOf(one));

		const field = (name: string) =>
			execFileSync('dpkg-deb', ['--field', one, name], { encoding: 'utf8' }).trim();
		expect([field('Package'), field('Version')]).toEqual(['muhurdar', '1.2.3']);
		expect(field('Depends')).toMatch(
			/^libc6 \(>= 2\.\d+\), libstdc\+\+6 \(>= \d+\), libpcsclite1 \(>= 1\.8\.22\), systemd \|/,
		);
		const listing = execFileSync('dpkg-deb', ['--contents', one], { encoding: 'utf8' }).trim().split('\n');
		expect(listing.filter((line) => !/^[-dl]\S+ root\/root /.test(line))).toEqual([]);
		expect(listing.filter((line) => /^\S{8}w/.test(line) && !line.startsWith('l'))).toEqual([]);

		const tree = join(folder, 'tree');
		execFileSync('dpkg-deb', ['--extract', one, tree]);
		const run = spawnSync(join(tree, 'usr/bin/muhurdar'), ['status', '--json', '--reader', 'none such'], {
			encoding: 'utf8',
			env: { PATH: process.env['PATH'], HOME: folder },
		});
		const report = z
			.object({ service: z.looseObject({ state: z.string() }) })
			.safeParse(JSON.parse(run.stdout));
		// The add-on was found and loaded, whether a service runs on this machine or not.
		expect([report.success, run.stdout.includes('binding-missing')]).toEqual([true, false]);
	});
});
