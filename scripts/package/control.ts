/** What the package tells dpkg of itself. */
import { execFileSync } from 'node:child_process';

export interface ControlFacts {
	readonly version: string;
	/** As Debian names it. */
	readonly architecture: string;
	readonly installedBytes: number;
	/** Lowest versions of the C and C++ libraries that the machine code can be loaded with. */
	readonly libraries: LibraryNeeds;
}

export interface LibraryNeeds {
	readonly glibc: string;
	readonly glibcxx: string;
}

/** Debian's names of the machines that Node's packages are made for. */
export const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** GCC's release that brought a version of its C++ library, as in its manual ("ABI Policy and Guidelines"). */
const GCC_OF_GLIBCXX: readonly (readonly [glibcxx: string, gcc: string])[] = [
	['3.4.21', '5'],
	['3.4.22', '6'],
	['3.4.24', '7'],
	['3.4.25', '8'],
	['3.4.26', '9'],
	['3.4.28', '9.3'],
	['3.4.29', '11'],
	['3.4.30', '12'],
	['3.4.32', '13.2'],
	['3.4.33', '14'],
];

export function controlFile({ version, architecture, installedBytes, libraries }: ControlFacts): string {
	const gcc = GCC_OF_GLIBCXX.find(([glibcxx]) => compareVersions(glibcxx, libraries.glibcxx) >= 0)?.[1];
	if (gcc === undefined) throw new Error(`no GCC is known that brought GLIBCXX_${libraries.glibcxx}`);
	return [
		'Package: muhurdar',
		`Version: ${version}`,
		`Architecture: ${architecture}`,
		'Maintainer: Mühürdar contributors <muhurdar@localhost>',
		`Installed-Size: ${Math.ceil(installedBytes / 1024)}`,
		`Depends: libc6 (>= ${libraries.glibc}), libstdc++6 (>= ${gcc}), libpcsclite1 (>= 1.8.22), systemd | systemd-standalone-sysusers | systemd-sysusers`,
		'Recommends: pcscd, libccid',
		'Suggests: openssh-server, polkitd, cups-client, rsyslog-relp, prometheus-node-exporter',
		'Section: utils',
		'Priority: optional',
		'Description: bring a Turkish fiscal seal into use and look after it',
		' Mühürdar is a full-screen terminal program for a Mali Mühür, the certificate on',
		' an AKİS smart card that Turkish organisations seal invoices with: it reads the',
		' card, follows the six steps of the guide at the portal, and looks after dates,',
		' PINs and revocation. It works at a desk, at a kiosk and over SSH.',
		' .',
		' Mühürdar, mali mührü kullanıma almak ve ona bakmak için tam ekran çalışan bir',
		' terminal programıdır.',
		'',
	].join('\n');
}

/** The versions of libraries that ELF files ask for, the highest of each. */
export function libraryNeeds(files: readonly string[]): LibraryNeeds {
	const told = execFileSync('readelf', ['--version-info', '--wide', ...files], {
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
		env: { ...process.env, LC_ALL: 'C' },
	});
	return { glibc: highest(told, 'GLIBC'), glibcxx: highest(told, 'GLIBCXX') };
}

function highest(told: string, library: string): string {
	const versions = [...told.matchAll(new RegExp(`Name: ${library}_([0-9.]+)`, 'g'))].map(
		([, version = '']) => version,
	);
	const [last] = versions.toSorted(compareVersions).slice(-1);
	if (last === undefined) throw new Error(`the machine code asks for no version of ${library}`);
	return last;
}

function compareVersions(a: string, b: string): number {
	const [left, right] = [a, b].map((version) => version.split('.').map(Number));
	for (let index = 0; index < 4; index += 1) {
		const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
		if (difference !== 0) return difference;
	}
	return 0;
}
