import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readCardNeighbours } from '#card';

/** A system of files, in which this program is process 7. */
function system(files: Readonly<Record<string, string>>): string {
	const root = mkdtempSync(join(tmpdir(), 'muhurdar-neighbours-'));
	onTestFinished(() => rmSync(root, { recursive: true }));
	for (const [path, content] of Object.entries({ 'proc/7/comm': 'node\n', ...files })) {
		mkdirSync(join(root, dirname(path)), { recursive: true });
		writeFileSync(join(root, path), content);
	}
	symlinkSync('7', join(root, 'proc/self'));
	return root;
}

const mapOf = (library: string) => `7f00-7f01 r-xp 00000000 08:01 42  /usr/lib/x86_64-linux-gnu/${library}\n`;

test('programs are named by what they have loaded, and none of their words is told but a Java archive', async () => {
	const root = system({
		// This program itself, and the process in which it holds the vendor's module.
		'proc/7/maps': mapOf('libpcsclite.so.1.0.0'),
		'proc/8/maps': mapOf('libakisp11.so'),
		'proc/8/status': 'Name:\tnode\nPPid:\t7\n',
		'proc/20/maps': mapOf('libpcsclite_real.so.1') + mapOf('libakisp11.so'),
		'proc/20/comm': 'java\n',
		'proc/20/cmdline': 'java\0-Dpin=123456\0-jar\0/opt/fatura/imzager.jar\0--pin=123456\0',
		'proc/20/status': 'Name:\tjava\nPPid:\t1\n',
		'proc/21/maps': mapOf('libc.so.6'),
		'proc/21/comm': 'bash\n',
		'proc/22/maps': mapOf('libpcsclite.so.1'),
		'proc/22/comm': '\u001b[2Jkötü\n',
		'proc/22/status': 'PPid:\t1\n',
		'proc/sys/maps': mapOf('libpcsclite.so.1'),
	});
	const { programs, isWhole } = await readCardNeighbours({ root, home: undefined });
	expect(programs.map(({ pid, name, uses }) => [pid, name, uses])).toEqual([
		[20, 'java imzager.jar', ['card-service', 'akis-driver']],
		[22, expect.not.stringContaining('\u001b'), ['card-service']],
	]);
	expect(isWhole).toBe(true);
});

test('of the known places those are told that exist', async () => {
	const root = system({
		'usr/lib/libakisp11.so': '',
		'etc/ssl/certs/java/cacerts': '',
		'usr/lib/jvm/java-8/jre/lib/security/cacerts': '',
		'opt/java/lib/security/jssecacerts': '',
		'home/ali/.sertifikadeposu/SertifikaDeposu.svt': '',
	});
	const { places } = await readCardNeighbours({ root, home: '/home/ali', javaHome: '/opt/java' });
	expect(places.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
		'akis-driver /usr/lib/libakisp11.so',
		'java-keystore /etc/ssl/certs/java/cacerts',
		'java-keystore /opt/java/lib/security/jssecacerts',
		'java-keystore /usr/lib/jvm/java-8/jre/lib/security/cacerts',
		'certificate-store /home/ali/.sertifikadeposu/SertifikaDeposu.svt',
	]);
});

test('a system that shows nothing has nothing', async () => {
	expect(await readCardNeighbours({ root: '/nowhere', home: undefined })).toEqual({
		programs: [],
		isWhole: true,
		places: [],
	});
});
