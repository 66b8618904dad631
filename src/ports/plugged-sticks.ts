import { readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cleanText } from '#text';

/** Where the system tells of mounts and devices (Linux: proc(5), sysfs(5)). */
export interface MountSources {
	/** `/proc/self/mountinfo`. */
	readonly mountInfo: string;
	/** `/sys/dev/block`: a link for each block device, by its numbers. */
	readonly blockDevices: string;
	/** Folders in which desktops mount what is plugged in. */
	readonly mediaFolders: readonly string[];
}

const SYSTEM: MountSources = {
	mountInfo: '/proc/self/mountinfo',
	blockDevices: '/sys/dev/block',
	mediaFolders: ['/media', '/run/media'],
};

/**
 * Mount points of the sticks that are plugged in, the latest mount last: mounted where desktops mount what people plug
 * in, writable, and on a device that the kernel calls removable or that hangs on a USB bus.
 */
export async function pluggedSticks(sources: MountSources = SYSTEM): Promise<readonly string[]> {
	const mountInfo = await readFile(sources.mountInfo, 'utf8').catch(() => '');
	const sticks: string[] = [];
	for (const line of mountInfo.split('\n')) {
		const mount = readMount(line);
		if (
			mount?.isWritable === true &&
			sources.mediaFolders.some((folder) => mount.point.startsWith(`${folder}/`)) &&
			// A name that cannot be shown as it is cannot be checked by whoever plugged it in.
			cleanText(mount.point) === mount.point &&
			(await isStick(join(sources.blockDevices, mount.device)))
		) {
			sticks.push(mount.point);
		}
	}
	return sticks;
}

interface Mount {
	/** `major:minor`. */
	readonly device: string;
	readonly point: string;
	readonly isWritable: boolean;
}

/** A line of mountinfo: id, parent, device, root, mount point, options (proc_pid_mountinfo(5)). */
function readMount(line: string): Mount | undefined {
	const [, , device = '', , point = '', options = ''] = line.split(' ');
	return /^\d+:\d+$/.test(device) && point.startsWith('/')
		? { device, point: unescaped(point), isWritable: options.split(',').includes('rw') }
		: undefined;
}

/** Space, tab, line break and backslash are written as three octal digits. */
function unescaped(text: string): string {
	return text.replaceAll(/\\([0-7]{3})/g, (_, digits: string) =>
		String.fromCharCode(Number.parseInt(digits, 8)),
	);
}

async function isStick(deviceLink: string): Promise<boolean> {
	try {
		const device = await realpath(deviceLink);
		return /\/usb\d+\//.test(device) || (await isRemovable(device)) || (await isRemovable(dirname(device)));
	} catch {
		return false;
	}
}

/** Of a whole disk; a partition has no such file, its disk is the folder above. */
async function isRemovable(disk: string): Promise<boolean> {
	const text = await readFile(join(disk, 'removable'), 'utf8').catch(() => '');
	return text.trim() === '1';
}
