/**
 * Writes the completions of bash, zsh and fish from the table of commands, to deploy/completions/.
 *
 * Usage: node scripts/write-completions.ts [--check]   (--check writes nothing and fails where a file is stale)
 */
import { join } from 'node:path';
import { bashCompletion } from './completions/bash.ts';
import { fishCompletion } from './completions/fish.ts';
import { zshCompletion } from './completions/zsh.ts';
import { bringUpToDate } from './generated-files.ts';

bringUpToDate(
	new Map([
		[join('deploy', 'completions', 'muhurdar.bash'), bashCompletion()],
		[join('deploy', 'completions', '_muhurdar'), zshCompletion()],
		[join('deploy', 'completions', 'muhurdar.fish'), fishCompletion()],
	]),
	'npm run manual',
);
