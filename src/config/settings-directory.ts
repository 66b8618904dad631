import { isAbsolute, join } from 'node:path';

/**
 * The folder of this user's settings, by the XDG Base Directory Specification; undefined where the environment
 * names neither it nor a home.
 */
export function settingsDirectory(env: Environment): string | undefined {
	return ownDirectory(env, 'XDG_CONFIG_HOME', '.config');
}

/** The folder for what the program can do without, by the same specification. */
export function cacheDirectory(env: Environment): string | undefined {
	return ownDirectory(env, 'XDG_CACHE_HOME', '.cache');
}

/** Where this user's data are kept that nobody else makes again; undefined where the environment names no place. */
export function dataDirectory(env: Environment): string | undefined {
	return ownDirectory(env, 'XDG_DATA_HOME', join('.local', 'share'));
}

type Environment = Readonly<Record<string, string | undefined>>;

function ownDirectory(env: Environment, variable: string, inHome: string): string | undefined {
	const configured = env[variable];
	if (configured !== undefined && isAbsolute(configured)) {
		return join(configured, 'muhurdar');
	}
	const home = env['HOME'];
	return home !== undefined && isAbsolute(home) ? join(home, inHome, 'muhurdar') : undefined;
}
