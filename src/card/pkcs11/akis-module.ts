import { access } from 'node:fs/promises';
import { platform as currentPlatform } from 'node:os';

/** Where the vendor's PKCS#11 module ("AKİS sürücüsü") is; `searched` in the order of looking. */
export type AkisModuleStatus =
	| { readonly kind: 'found'; readonly path: string }
	| { readonly kind: 'missing'; readonly searched: readonly string[] };

export interface LocateAkisModuleOptions {
	/** Default: the system the program runs on. */
	readonly platform?: NodeJS.Platform;
	/** Default: asks the file system. */
	readonly exists?: (path: string) => Promise<boolean>;
}

/** Places where installers and other programs put it or look for it; see docs/card.md. */
const LINUX_PATHS: readonly string[] = [
	'/usr/lib/libakisp11.so',
	'/usr/lib/x86_64-linux-gnu/libakisp11.so',
	'/usr/lib64/libakisp11.so',
	'/usr/local/lib/libakisp11.so',
	'/usr/lib/akia/libakisp11.so',
	'/opt/Akia/libakisp11.so',
	'/opt/akis/libakisp11.so',
	'/opt/akis/lib/libakisp11.so',
];
const MACOS_PATHS: readonly string[] = [
	'/usr/local/lib/libakisp11.dylib',
	'/opt/homebrew/lib/libakisp11.dylib',
];
const WINDOWS_PATHS: readonly string[] = ['C:\\Windows\\System32\\akisp11.dll'];

/** Looks for the module without loading it: a file of that name is there, no more is claimed. */
export async function locateAkisModule(options: LocateAkisModuleOptions = {}): Promise<AkisModuleStatus> {
	const { platform = currentPlatform(), exists = fileExists } = options;
	const searched = akisModulePlaces(platform);
	for (const path of searched) {
		if (await exists(path)) {
			return { kind: 'found', path };
		}
	}
	return { kind: 'missing', searched };
}

/** The known places of a system, in the order of looking. */
export function akisModulePlaces(platform: NodeJS.Platform): readonly string[] {
	switch (platform) {
		case 'win32':
			return WINDOWS_PATHS;
		case 'darwin':
			return MACOS_PATHS;
		default:
			return LINUX_PATHS;
	}
}

async function fileExists(path: string): Promise<boolean> {
	try {
		await access(path);
		return true;
	} catch {
		// Absent and unreadable are the same to whoever would load it.
		return false;
	}
}
