import { join } from 'node:path';

/**
 * Where this user's register lies, by the XDG Base Directory Specification: beside the journal in the state folder;
 * undefined where the environment names no such place.
 */
export function registerDirectory(env: Readonly<Record<string, string | undefined>>): string | undefined {
	const configured = env['XDG_STATE_HOME'];
	const home = env['HOME'];
	const state = configured?.startsWith('/')
		? configured
		: home?.startsWith('/') && join(home, '.local/state');
	return state ? join(state, 'muhurdar', 'register') : undefined;
}
