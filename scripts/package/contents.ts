/** What the Debian package holds, file by file: where it comes from, where it goes, with which mode. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { noticeOf, parcelsIn } from './parcels.ts';

export interface PackageFile {
	/** From the root of the system that it is installed on, without the first slash. */
	readonly path: string;
	readonly mode: 0o644 | 0o755;
	readonly contents: Uint8Array | string;
}

export interface PackageLink {
	readonly path: string;
	/** What the link says. */
	readonly target: string;
}

export interface PackageContents {
	readonly files: readonly PackageFile[];
	readonly links: readonly PackageLink[];
	/** Empty folders. */
	readonly folders: readonly string[];
	/** Paths of files that an administrator edits, and that an upgrade leaves as they are. */
	readonly settings: readonly string[];
}

/** Packages that are not in the bundle: they load machine code from their own folder. */
export const NATIVE_ADDONS = ['pcsclite', 'pkcs11js'];

const HOME = 'usr/lib/muhurdar';
const DOCUMENTS = 'usr/share/doc/muhurdar';

/** Files of add-ons that only their build needs, or nobody. */
const NOT_INSTALLED = /\.(?:d\.ts|md|markdown|gyp|cpp|h|map)$|^(?:test|examples|src|includes|build)$/;

/** Where a file of `deploy/` goes. */
const DEPLOYED: readonly (readonly [from: string, to: string, mode: 0o644 | 0o755])[] = [
	['settings.json', 'etc/muhurdar/settings.json', 0o644],
	['ssh/50-muhurdar.conf', 'etc/ssh/sshd_config.d/50-muhurdar.conf', 0o644],
	['polkit/50-muhurdar.rules', 'usr/share/polkit-1/rules.d/50-muhurdar.rules', 0o644],
	['sysusers/muhurdar.conf', 'usr/lib/sysusers.d/muhurdar.conf', 0o644],
	['systemd/muhurdar-kiosk@.service', 'usr/lib/systemd/system/muhurdar-kiosk@.service', 0o644],
	['systemd/muhurdar-metrics.service', 'usr/lib/systemd/system/muhurdar-metrics.service', 0o644],
	['systemd/muhurdar-metrics.timer', 'usr/lib/systemd/system/muhurdar-metrics.timer', 0o644],
	['rsyslog/kiosk.conf', `${DOCUMENTS}/rsyslog/kiosk.conf`, 0o644],
	['rsyslog/collector.conf', `${DOCUMENTS}/rsyslog/collector.conf`, 0o644],
	['prometheus/muhurdar.rules.yml', `${DOCUMENTS}/prometheus/muhurdar.rules.yml`, 0o644],
	['grafana/muhurdar.json', `${DOCUMENTS}/grafana/muhurdar.json`, 0o644],
	['bin/muhurdar-session', `${HOME}/bin/muhurdar-session`, 0o755],
	['completions/muhurdar.bash', 'usr/share/bash-completion/completions/muhurdar', 0o644],
	['completions/_muhurdar', 'usr/share/zsh/vendor-completions/_muhurdar', 0o644],
	['completions/muhurdar.fish', 'usr/share/fish/vendor_completions.d/muhurdar.fish', 0o644],
];

/**
 * The files of the package, from a project that is built.
 *
 * @param root the project's folder
 * @param sbom the list of components, as JSON
 * @throws Error where something is not built
 */
export function packageContents(root: string, sbom: string): PackageContents {
	const files = [
		...programFiles(root),
		...nodeFiles(root),
		...addonFiles(root),
		...DEPLOYED.map(([from, path, mode]) => ({
			path,
			mode,
			contents: readFileSync(join(root, 'deploy', from)),
		})),
		...manualFiles(root),
		...documentFiles(root, sbom),
	].toSorted((a, b) => (a.path < b.path ? -1 : 1));
	return {
		files,
		links: [{ path: 'usr/bin/muhurdar', target: '../lib/muhurdar/bin/muhurdar' }],
		folders: [],
		settings: files.map(({ path }) => path).filter((path) => path.startsWith('etc/')),
	};
}

function programFiles(root: string): readonly PackageFile[] {
	const dist = join(root, 'dist');
	// Of the last build alone: the folder also keeps the chunks of the one before.
	const list = join(dist, '.files');
	if (!existsSync(list)) throw new Error('dist/ is not built: npm run build');
	const built = [...readFileSync(list, 'utf8').split('\n'), 'DejaVuSans.ttf', 'LICENSES'];
	return [
		{
			path: `${HOME}/package.json`,
			mode: 0o644,
			// Node reads here that the files beside it are ES modules.
			contents: `${JSON.stringify({ name: 'muhurdar', version: versionOf(root), type: 'module' })}\n`,
		},
		{ path: `${HOME}/bin/muhurdar`, mode: 0o755, contents: readFileSync(join(root, 'bin/muhurdar')) },
		...built.map((name) => ({
			path: `${HOME}/dist/${name}`,
			mode: 0o644 as const,
			contents: readFileSync(join(dist, name)),
		})),
	];
}

/** The pinned Node's package for this machine. */
export function nodePackage(): string {
	return `node-linux-${process.arch}`;
}

function nodeFiles(root: string): readonly PackageFile[] {
	const folder = join('node_modules', nodePackage());
	return [
		{
			path: `${HOME}/${folder}/bin/node`,
			mode: 0o755,
			contents: readFileSync(join(root, folder, 'bin', 'node')),
		},
	];
}

/** The add-ons as they were built, with the packages that they load. */
function addonFiles(root: string): readonly PackageFile[] {
	return addonPackages(root).flatMap((name) => {
		const folder = join(root, 'node_modules', name);
		const machineCode = join(folder, 'build', 'Release');
		const built = existsSync(machineCode)
			? readdirSync(machineCode)
					.filter((file) => file.endsWith('.node'))
					.map((file) => join(machineCode, file))
			: [];
		if (NATIVE_ADDONS.includes(name) && built.length === 0) {
			throw new Error(`${name} is not built: npm run build`);
		}
		return [...sourcesIn(folder), ...built].map((file) => ({
			path: `${HOME}/node_modules/${name}/${relative(folder, file)}`,
			mode: 0o644 as const,
			contents: readFileSync(file),
		}));
	});
}

/** The add-ons and what they need while they run; what only their build needs has no JavaScript that they load. */
export function addonPackages(root: string): readonly string[] {
	const found = new Set<string>();
	const add = (name: string): void => {
		if (found.has(name) || name === 'nan') return;
		found.add(name);
		const manifest: unknown = JSON.parse(
			readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'),
		);
		const needed: unknown =
			typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'dependencies') : undefined;
		if (typeof needed === 'object' && needed !== null) Object.keys(needed).forEach(add);
	};
	NATIVE_ADDONS.forEach(add);
	return [...found].toSorted();
}

function sourcesIn(folder: string): readonly string[] {
	return readdirSync(folder)
		.filter((name) => !NOT_INSTALLED.test(name))
		.map((name) => join(folder, name))
		.flatMap((path) => (statSync(path).isDirectory() ? sourcesIn(path) : [path]));
}

/** English has no folder of its own. */
function manualFiles(root: string): readonly PackageFile[] {
	const folder = join(root, 'deploy', 'man');
	return sourcesIn(folder).map((file) => ({
		path: `usr/share/man/${relative(folder, file)}.gz`,
		mode: 0o644,
		contents: gzipped(readFileSync(file)),
	}));
}

/** What help and manual pages point to. */
const INSTALLED_DOCUMENTS = [
	'errors.md',
	'fleet.md',
	'kiosk.md',
	'monitoring.md',
	'portal-api.yaml',
	'portal-builders.md',
];

function documentFiles(root: string, sbom: string): readonly PackageFile[] {
	const parcels = parcelsIn(root, [nodePackage(), ...addonPackages(root)]);
	const text = (name: string, contents: Uint8Array | string): PackageFile => ({
		path: `${DOCUMENTS}/${name}`,
		mode: 0o644,
		contents,
	});
	const licence = readFileSync(join(root, 'LICENSE'), 'utf8');
	return [
		text('NOTICE', noticeOf(parcels)),
		text('sbom.cdx.json', sbom),
		text(
			'copyright',
			[
				'Mühürdar is under the licence that follows. The programs that came into this package from others are listed',
				'in the file NOTICE beside this one, with the licence of each. The texts of the licences of everything that is',
				'bundled are in /usr/lib/muhurdar/dist/LICENSES; those of Node.js and of the native add-ons follow here.',
				'',
				licence,
				...parcels
					.filter(({ isBundled }) => !isBundled)
					.map(({ name, version, text: own }) => `${'-'.repeat(80)}\n\n${name} ${version}\n\n${own}`),
			].join('\n'),
		),
		text('changelog.gz', gzipped(readFileSync(join(root, 'CHANGELOG.md')))),
		...INSTALLED_DOCUMENTS.map((name) => text(name, readFileSync(join(root, 'docs', name)))),
	];
}

/** Without a name and a time in it. */
export function gzipped(contents: Uint8Array | string): Uint8Array {
	return gzipSync(contents, { level: 9 });
}

/** Of the program, as package.json has it. */
export function versionOf(root: string): string {
	const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const version: unknown =
		typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'version') : undefined;
	if (typeof version !== 'string') throw new Error('package.json names no version');
	return version;
}

/** Paths of machine code among the files. */
export function machineCodeIn({ files }: PackageContents): readonly PackageFile[] {
	return files.filter(({ path }) => path.endsWith('.node') || basename(path) === 'node');
}
