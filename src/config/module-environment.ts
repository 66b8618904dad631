/** Names as POSIX has them for programs' variables. */
const NAME = /^[A-Z_][A-Z0-9_]{0,63}$/;

/**
 * Variables that change which code runs, not what a module does: of the loader, of Node, of the shell that starts the
 * module's process, of libraries that load others. A kiosk's module belongs to root, and none of these may go around that.
 */
const OF_THE_PROGRAM =
	/^(?:LD_|DYLD_|NODE_|OPENSSL_|GLIBC_|GCONV_|MALLOC_|BASH|NSS_|PATH$|HOME$|IFS$|ENV$|SHELLOPTS$|TMPDIR$)/;

const MAX_VARIABLES = 16;
const MAX_VALUE_LENGTH = 4096;

/**
 * The variables that the setting `card.module-environment` gives to the process of the vendor's module: `NAME=value`,
 * with a semicolon between several. Undefined where the text is none, or names a variable that is not the module's
 * business. Values come from the setting alone: the environment that the program was started in does not reach a module.
 */
export function parseModuleEnvironment(text: string): Readonly<Record<string, string>> | undefined {
	const entries = text.split(';').map((part): readonly [string, string] => {
		const [name = '', ...value] = part.trim().split('=');
		return [name, value.join('=')];
	});
	const names = new Set(entries.map(([name]) => name));
	const areSound = entries.every(
		([name, value]) =>
			NAME.test(name) &&
			!OF_THE_PROGRAM.test(name) &&
			value !== '' &&
			value.length <= MAX_VALUE_LENGTH &&
			!/\p{Cc}/u.test(value),
	);
	return areSound && names.size === entries.length && entries.length <= MAX_VARIABLES
		? Object.fromEntries(entries)
		: undefined;
}
