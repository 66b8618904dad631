import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { machineCodeIn, type PackageContents } from './contents.ts';
import { controlFile, libraryNeeds } from './control.ts';

export interface PackageOptions {
	readonly version: string;
	/** As Debian names it. */
	readonly architecture: string;
	/** The time that every file in it has, in seconds since 1970 UTC. */
	readonly seconds: number;
	/** `xz` for a release; `none` where nobody downloads it. */
	readonly compression: 'xz' | 'none';
	/** The folder of the maintainer scripts. */
	readonly scripts: string;
	/** Path of the package to write. */
	readonly output: string;
}

const MAINTAINER_SCRIPTS = ['preinst', 'postinst', 'prerm', 'postrm'];

/** Lays the files out and packs them; the same contents make the same bytes. */
export function writePackage(contents: PackageContents, options: PackageOptions): void {
	const tree = mkdtempSync(join(tmpdir(), 'muhurdar-package-'));
	try {
		for (const { path, mode, contents: bytes } of contents.files) {
			const file = join(tree, path);
			mkdirSync(dirname(file), { recursive: true });
			writeFileSync(file, bytes);
			chmodSync(file, mode);
		}
		for (const { path, target } of contents.links) {
			mkdirSync(dirname(join(tree, path)), { recursive: true });
			symlinkSync(target, join(tree, path));
		}
		writeControl(tree, contents, options);
		// The mode of folders must not come from the umask of whoever builds.
		execFileSync('find', [tree, '-type', 'd', '-exec', 'chmod', '755', '{}', '+']);
		mkdirSync(dirname(options.output), { recursive: true });
		execFileSync(
			'dpkg-deb',
			[
				'--root-owner-group',
				`-Z${options.compression}`,
				// With several threads xz cuts the data into blocks, and the bytes depend on the machine.
				'--threads-max=1',
				'--build',
				tree,
				options.output,
			],
			{
				env: { ...process.env, SOURCE_DATE_EPOCH: String(options.seconds) },
				stdio: ['ignore', 'ignore', 'inherit'],
			},
		);
	} finally {
		rmSync(tree, { recursive: true, force: true });
	}
}

function writeControl(tree: string, contents: PackageContents, options: PackageOptions): void {
	const folder = join(tree, 'DEBIAN');
	mkdirSync(folder);
	const installedBytes = contents.files.reduce(
		(sum, { contents: bytes }) => sum + Buffer.byteLength(bytes),
		0,
	);
	const { version, architecture } = options;
	const libraries = libraryNeeds(machineCodeIn(contents).map(({ path }) => join(tree, path)));
	const control: readonly (readonly [name: string, text: string])[] = [
		['control', controlFile({ version, architecture, installedBytes, libraries })],
		['conffiles', contents.settings.map((path) => `/${path}\n`).join('')],
		[
			'md5sums',
			contents.files
				.filter(({ path }) => !contents.settings.includes(path))
				.map(sumLine)
				.join(''),
		],
	];
	for (const [name, text] of control) {
		writeFileSync(join(folder, name), text);
		chmodSync(join(folder, name), 0o644);
	}
	for (const name of MAINTAINER_SCRIPTS) {
		cpSync(join(options.scripts, name), join(folder, name));
		chmodSync(join(folder, name), 0o755);
	}
}

/** As dpkg wants it; it finds damage, and is no signature. */
function sumLine({ path, contents }: PackageContents['files'][number]): string {
	return `${createHash('md5').update(contents).digest('hex')}  ${path}\n`;
}
