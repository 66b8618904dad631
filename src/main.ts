/* Reads what the process was given, builds the ports, runs, and turns the outcome into an exit code. */

import type { Invocation } from '#commands';
import { readLayers, SYSTEM_SETTINGS_DIRECTORY, settingsDirectory } from '#config';
import { textsOf } from '#i18n';
import { commandLineIo, openScreens, type Program, runCommand } from '#program';
import { holdTerminal } from '#terminal';
import manifest from '../package.json' with { type: 'json' };

const endings: Program['endings'] = [];
const directory = settingsDirectory(process.env);

const program: Program = {
	endings,
	directory,
	reading: readLayers({ system: SYSTEM_SETTINGS_DIRECTORY, user: directory, env: process.env }),
	version: manifest.version,
	life: holdTerminal({
		async shutdown() {
			for (const end of endings.splice(0).reverse()) {
				await end();
			}
		},
		faultHeading: `${textsOf('tr').commands.unexpected}\n${textsOf('en').commands.unexpected}`,
		outputRefused: (code) =>
			`${textsOf('tr').commands.outputRefused(code)}\n${textsOf('en').commands.outputRefused(code)}`,
	}),
};

const invocation = await readInvocation(process.argv.slice(2));
switch (invocation.kind) {
	case 'screens':
		await openScreens(program, invocation.options);
		break;
	case 'done':
		await program.life.leave(invocation.exitCode);
		break;
	default:
		await program.life.leave(await runCommand(program, invocation));
		break;
}

/** Without arguments there is nothing to parse, and the parser is not loaded before the first screen. */
async function readInvocation(argv: readonly string[]): Promise<Invocation> {
	if (argv.length === 0) {
		return { kind: 'screens', options: { portal: undefined, language: undefined } };
	}
	const { parseCommandLine } = await import('#commands');
	return parseCommandLine(argv, commandLineIo(program, (await program.reading).settings.language));
}
