import { constants, open, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

const MAX_FILE_BYTES = 65_536;

/**
 * The folder that documents are saved in: the configured one, else the documents folder by xdg-user-dirs, else the home
 * directory.
 */
export async function documentsFolder(
	configured: string | undefined,
	environment: Environment,
	home = homedir(),
): Promise<string> {
	if (configured !== undefined) {
		return configured;
	}
	const { XDG_CONFIG_HOME: configHome } = environment;
	const configFolder =
		configHome !== undefined && isAbsolute(configHome) ? configHome : join(home, '.config');
	const named = documentsIn(await readBounded(join(configFolder, 'user-dirs.dirs')), home);
	return named !== undefined && (await isFolder(named)) ? named : home;
}

/** `XDG_DOCUMENTS_DIR="$HOME/Belgeler"`: below the home, or absolute, in double quotes (user-dirs.dirs(5)). */
function documentsIn(text: string, home: string): string | undefined {
	const line = /^[ \t]*XDG_DOCUMENTS_DIR="(\$HOME\/|\/)((?:[^"\\\n]|\\.)*)"/m.exec(text);
	if (line === null) {
		return undefined;
	}
	const [, start, rest = ''] = line;
	const path = rest.replaceAll(/\\(.)/g, '$1');
	return start === '/' ? `/${path}` : join(home, path);
}

async function readBounded(path: string): Promise<string> {
	try {
		// Without waiting: a pipe of that name would never be written to.
		await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
		const bytes = Buffer.alloc(MAX_FILE_BYTES);
		const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
		return bytes.toString('utf8', 0, bytesRead);
	} catch {
		return '';
	}
}

async function isFolder(path: string): Promise<boolean> {
	try {
		return (await stat(path)).isDirectory();
	} catch {
		return false;
	}
}
