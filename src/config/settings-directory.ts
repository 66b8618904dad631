import { isAbsolute, join } from 'node:path';

/**
 * The folder of this user's settings, by the XDG Base Directory Specification; undefined where the environment
 * names neither it nor a home.
 */
export function settingsDirectory(env: Readonly<Record<string, string | undefined>>): string | undefined {
	const configured = env['XDG_CONFIG_HOME'];
	if (configured !== undefined && isAbsolute(configured)) {
		return join(configured, 'muhurdar');
	}
	const home = env['HOME'];
	return home !== undefined && isAbsolute(home) ? join(home, '.config', 'muhurdar') : undefined;
}

/** The folder of what this user can lose without harm: the same, for `XDG_CACHE_HOME` and `.cache`. */
export function cacheDirectory(env: Readonly<Record<string, string | undefined>>): string | undefined {
	const configured = env['XDG_CACHE_HOME'];
	if (configured !== undefined && isAbsolute(configured)) {
		return join(configured, 'muhurdar');
	}
	const home = env['HOME'];
	return home !== undefined && isAbsolute(home) ? join(home, '.cache', 'muhurdar') : undefined;
}
