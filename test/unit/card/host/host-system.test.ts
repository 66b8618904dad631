import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readHostSystem } from '../../../../src/card/host/host-system.ts';

const folder = mkdtempSync(join(tmpdir(), 'muhurdar-host-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function linux(release: string) {
	const releaseFile = join(folder, 'os-release');
	writeFileSync(releaseFile, release);
	return readHostSystem({ platform: 'linux', arch: 'x64', releaseFile });
}

test.each([
	['debian', 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n', 'Debian GNU/Linux 12 (bookworm)'],
	['debian', "PRETTY_NAME='Pardus 23.3 Yeni Adım'\nID=pardus\nID_LIKE=debian\n", 'Pardus 23.3 Yeni Adım'],
	[
		'rpm',
		'ID="opensuse-leap"\nID_LIKE="suse opensuse"\nPRETTY_NAME="openSUSE Leap 15.6"\n',
		'openSUSE Leap 15.6',
	],
	['linux', 'ID=arch\nPRETTY_NAME="Arch Linux"\n', 'Arch Linux'],
])('a system of the family %s names itself', async (kind, release, name) => {
	expect(await linux(release)).toEqual({ kind, name, machine: 'x64' });
});

test('a name from a file cannot move the cursor', async () => {
	expect((await linux('PRETTY_NAME="\u001b[2Jroot"\n')).name).not.toContain('\u001b');
});

test('a system that says nothing of itself still has a name', async () => {
	const system = await readHostSystem({ platform: 'linux', arch: 'arm64', releaseFile: '/nowhere' });
	expect(system).toMatchObject({ kind: 'linux', machine: 'arm64' });
	expect(system.name).toMatch(/^Linux /);
});

test('other systems are told apart', async () => {
	const kinds = await Promise.all(
		(['darwin', 'win32', 'freebsd'] as const).map(
			async (platform) => (await readHostSystem({ platform })).kind,
		),
	);
	expect(kinds).toEqual(['macos', 'windows', 'other']);
});
