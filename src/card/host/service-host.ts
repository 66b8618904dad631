import { lstat, open, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { POLKIT_ACTIONS } from '#card-rules';
import { type HostSystem, readHostSystem } from './host-system.ts';
import { listUsbReaders, type UsbReader } from './usb-readers.ts';

/** Packages of Debian that a card in a reader needs. */
const SERVICE_PACKAGES = ['pcscd', 'polkitd', 'libccid', 'libacsccid1'] as const;

/** What the files of a system say of its card service. */
export interface ServiceHost {
	readonly system: HostSystem;
	/** Those of {@link SERVICE_PACKAGES} that dpkg has installed; undefined where there is no dpkg. */
	readonly packages: ReadonlySet<string> | undefined;
	/**
	 * Whether pcscd asks polkit who may use readers: the policy that its package brings names both of its actions. That of
	 * Debian 12 brings none and asks nobody.
	 */
	readonly asksPolkit: boolean;
	/** The unit that starts pcscd at its first client; `masked`: somebody forbade it. */
	readonly socketUnit: 'installed' | 'masked' | 'absent';
	/** Whether systemd manages this system. */
	readonly hasSystemd: boolean;
	/** The user that the unit runs pcscd as; undefined: root, who may open every reader. */
	readonly serviceUser: string | undefined;
	/** Readers at the USB ports, each with the installed driver that knows it. */
	readonly readers: readonly UsbReader[];
}

const POLICY = 'usr/share/polkit-1/actions/org.debian.pcsc-lite.policy';
const UNIT_FOLDERS = ['etc/systemd/system', 'usr/lib/systemd/system', 'lib/systemd/system'];
/** dpkg's list of a large system has some megabytes. */
const MAX_STATUS_BYTES = 64 * 1024 * 1024;
const MAX_FILE_BYTES = 262_144;

/** Reads the files under `root` (default: `/`). Never fails: what cannot be read is not there. */
export async function readServiceHost(root = '/'): Promise<ServiceHost> {
	const at = (path: string): string => join(root, path);
	const [system, status, policy, unit, socketUnit, hasSystemd, readers] = await Promise.all([
		readHostSystem({ releaseFile: at('etc/os-release') }),
		readText(at('var/lib/dpkg/status'), MAX_STATUS_BYTES),
		readText(at(POLICY)),
		unitText(root, 'pcscd.service'),
		socketUnitOf(root),
		isThere(at('run/systemd/system')),
		listUsbReaders({
			devices: at('sys/bus/usb/devices'),
			driverFolders: ['usr/lib/pcsc/drivers', 'usr/lib64/pcsc/drivers', 'usr/local/lib/pcsc/drivers'].map(at),
		}),
	]);
	return {
		system,
		packages: status === undefined ? undefined : installedPackages(status),
		asksPolkit: POLKIT_ACTIONS.every((action) => policy?.includes(`id="${action}"`) === true),
		socketUnit,
		hasSystemd,
		serviceUser: /^User=(\S+)/m.exec(unit ?? '')?.[1],
		readers,
	};
}

/** Names of packages that are installed: `Status: install ok installed` (dpkg(1)). */
function installedPackages(status: string): ReadonlySet<string> {
	const wanted: readonly string[] = SERVICE_PACKAGES;
	return new Set(
		status.split('\n\n').flatMap((paragraph) => {
			const name = /^Package: (.+)$/m.exec(paragraph)?.[1] ?? '';
			return wanted.includes(name) && /^Status: \S+ ok installed$/m.test(paragraph) ? [name] : [];
		}),
	);
}

async function socketUnitOf(root: string): Promise<ServiceHost['socketUnit']> {
	const own = join(root, 'etc/systemd/system/pcscd.socket');
	const target = await readlink(own).catch(() => undefined);
	if (target === '/dev/null') {
		return 'masked';
	}
	return (await unitText(root, 'pcscd.socket')) === undefined ? 'absent' : 'installed';
}

async function unitText(root: string, unit: string): Promise<string | undefined> {
	for (const folder of UNIT_FOLDERS) {
		const text = await readText(join(root, folder, unit));
		if (text !== undefined) {
			return text;
		}
	}
	return undefined;
}

async function isThere(path: string): Promise<boolean> {
	return lstat(path).then(
		() => true,
		() => false,
	);
}

/** Undefined where there is no file, or it cannot be read. */
async function readText(path: string, limit = MAX_FILE_BYTES): Promise<string | undefined> {
	try {
		await using file = await open(path);
		const { size } = await file.stat();
		const bytes = Buffer.alloc(Math.min(size, limit));
		const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
		return bytes.toString('utf8', 0, bytesRead);
	} catch {
		return undefined;
	}
}
