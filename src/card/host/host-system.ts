import { readFile } from 'node:fs/promises';
import { arch as ownArch, platform as ownPlatform, release } from 'node:os';
import { cleanText } from '#text';

/** The system that the program runs on, as far as it decides what is installed on it. */
export interface HostSystem {
	/** `debian`: takes `.deb` packages by apt; `rpm`: `.rpm` packages by dnf or zypper; `linux`: neither is known. */
	readonly kind: 'debian' | 'rpm' | 'linux' | 'macos' | 'windows' | 'other';
	/** As the system names itself, cleaned for drawing, e.g. `Debian GNU/Linux 12 (bookworm)`. */
	readonly name: string;
	/** As in `process.arch`. */
	readonly machine: string;
}

export interface HostSystemOptions {
	/** Default: those of the running program. */
	readonly platform?: NodeJS.Platform;
	readonly arch?: string;
	/** Default: `/etc/os-release`. */
	readonly releaseFile?: string;
}

const MAX_NAME_CODE_POINTS = 80;
const DEBIAN_FAMILY = ['debian', 'ubuntu', 'pardus', 'linuxmint'];
const RPM_FAMILY = ['fedora', 'rhel', 'centos', 'suse', 'opensuse', 'almalinux', 'rocky'];

/** Never fails: a system that says nothing of itself is named by its kernel. */
export async function readHostSystem(options: HostSystemOptions = {}): Promise<HostSystem> {
	const { platform = ownPlatform(), arch = ownArch(), releaseFile = '/etc/os-release' } = options;
	switch (platform) {
		case 'linux': {
			const facts = releaseFacts(await readText(releaseFile));
			const families = `${facts.get('ID') ?? ''} ${facts.get('ID_LIKE') ?? ''}`.split(/\s+/);
			const name = cleanText(facts.get('PRETTY_NAME') ?? `Linux ${release()}`, MAX_NAME_CODE_POINTS);
			return { kind: familyOf(families), name, machine: arch };
		}
		case 'darwin':
			return { kind: 'macos', name: `macOS (Darwin ${release()})`, machine: arch };
		case 'win32':
			return { kind: 'windows', name: `Windows ${release()}`, machine: arch };
		default:
			return { kind: 'other', name: `${platform} ${release()}`, machine: arch };
	}
}

function familyOf(families: readonly string[]): HostSystem['kind'] {
	if (families.some((family) => DEBIAN_FAMILY.includes(family))) {
		return 'debian';
	}
	return families.some((family) => RPM_FAMILY.includes(family)) ? 'rpm' : 'linux';
}

/** Lines of `NAME=value`, the value perhaps in quotation marks (os-release(5)). */
function releaseFacts(text: string): ReadonlyMap<string, string> {
	return new Map(
		text.split('\n').flatMap((line) => {
			const [, name, value] = /^([A-Z_]+)=(?:"(.*)"|'(.*)'|(.*))$/.exec(line)?.slice(0, 5) ?? [];
			return name === undefined
				? []
				: [[name, value ?? line.slice(name.length + 1).replace(/^'|'$/g, '')] as const];
		}),
	);
}

async function readText(path: string): Promise<string> {
	try {
		return (await readFile(path, 'utf8')).slice(0, 16_384);
	} catch {
		// Small systems have none.
		return '';
	}
}
