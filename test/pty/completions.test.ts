import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PtySession } from './pty-session.ts';

const COMPLETIONS = join(import.meta.dirname, '..', '..', 'deploy', 'completions');

/** A home whose shells know the completions, and a folder with a certificate to complete. */
function openHome(): string {
	const home = mkdtempSync(join(tmpdir(), 'muhurdar-completions-'));
	onTestFinished(() => rmSync(home, { recursive: true, force: true }));
	writeFileSync(join(home, 'muhurum.pem'), '');
	// fish loads completions only of commands that there are.
	mkdirSync(join(home, 'bin'));
	symlinkSync(join(COMPLETIONS, '..', '..', 'bin', 'muhurdar'), join(home, 'bin', 'muhurdar'));
	mkdirSync(join(home, 'zsh'));
	symlinkSync(join(COMPLETIONS, '_muhurdar'), join(home, 'zsh', '_muhurdar'));
	writeFileSync(join(home, 'bashrc'), `PS1='ready> '\n. '${join(COMPLETIONS, 'muhurdar.bash')}'\n`);
	writeFileSync(
		join(home, '.zshrc'),
		`PS1='ready> '\nfpath=('${join(home, 'zsh')}' $fpath)\nautoload -U compinit && compinit -u\n`,
	);
	const fish = join(home, '.config', 'fish');
	mkdirSync(join(fish, 'completions'), { recursive: true });
	symlinkSync(join(COMPLETIONS, 'muhurdar.fish'), join(fish, 'completions', 'muhurdar.fish'));
	writeFileSync(
		join(fish, 'config.fish'),
		"set -g fish_greeting\nfunction fish_prompt\n\techo -n 'ready> '\nend\n",
	);
	return home;
}

const SHELLS = {
	bash: (home: string) => `exec bash --noprofile --rcfile '${home}/bashrc' -i`,
	zsh: () => 'exec zsh -i',
	fish: () => 'exec fish --interactive',
};

describe.each(['bash', 'zsh', 'fish'] as const)('the Tab key in %s', (shell) => {
	async function opened(): Promise<PtySession> {
		const home = openHome();
		const pty = new PtySession(`cd '${home}'; ${SHELLS[shell](home)}`, {
			env: {
				PATH: `${join(home, 'bin')}:${process.env['PATH']}`,
				HOME: home,
				LANG: 'C.UTF-8',
				XDG_CONFIG_HOME: join(home, '.config'),
				XDG_DATA_HOME: home,
			},
			columns: 100,
			rows: 40,
		});
		onTestFinished(() => pty.close());
		await pty.shows(/ready>$/);
		return pty;
	}

	it.each([
		['muhurdar stat', /ready> muhurdar status$/m],
		['muhurdar portal', /ready> muhurdar portal-check$/m],
		['muhurdar status --js', /ready> muhurdar status --json$/m],
		['muhurdar --theme hi', /ready> muhurdar --theme high-contrast$/m],
		['muhurdar config g', /ready> muhurdar config get$/m],
		['muhurdar config get portal.add', /ready> muhurdar config get portal\.address$/m],
		['muhurdar audit ver', /ready> muhurdar audit verify$/m],
		['muhurdar inspect muh', /ready> muhurdar inspect muhurum\.pem$/m],
		['muhurdar inspect --crl muh', /ready> muhurdar inspect --crl muhurum\.pem$/m],
		['muhurdar help expi', /ready> muhurdar help expiring$/m],
	])('makes "%s" whole', async (typed, whole) => {
		const pty = await opened();
		pty.type(typed);
		// Shown before the key is pressed: fish, too, has then read all of it.
		await pty.shows(new RegExp(`ready> ${typed.replaceAll('.', '\\.')}`));
		pty.type('\t');
		await pty.shows(whole);
	});

	it('lists the commands', async () => {
		const pty = await opened();
		pty.type('muhurdar ');
		await pty.shows(/ready> muhurdar/);
		pty.type('\t\t');
		await pty.shows(/inspect[\s\S]*/);
		for (const name of ['status', 'watch', 'doctor', 'expiring', 'sandbox', 'config', 'audit', 'help']) {
			await pty.shows(new RegExp(`\\b${name}\\b`));
		}
		expect(pty.text).not.toContain('screens');
	});
});
