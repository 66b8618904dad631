import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readServiceHost } from '#card';
import { type FixOptions, runFix } from '#commands';
import { textsOf } from '#i18n';
import { type SystemCommands, systemCommands } from '#ports';
import { capturedIo } from './captured-io.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const RULE = '/etc/polkit-1/rules.d/50-muhurdar-user-ali.rules';
const APT = 'env DEBIAN_FRONTEND=noninteractive apt-get';

/** A system of files: real ones of Debian, and whatever a test adds to them. */
function system(release: 'debian-12' | 'debian-13', files: Readonly<Record<string, string>> = {}): string {
	const root = mkdtempSync(join(tmpdir(), 'muhurdar-fix-'));
	onTestFinished(() => rmSync(root, { recursive: true }));
	cpSync(join(FIXTURES, release), root, { recursive: true });
	const all = { 'run/systemd/system/x': '', ...files };
	for (const [path, content] of Object.entries(all)) {
		mkdirSync(join(root, dirname(path)), { recursive: true });
		writeFileSync(join(root, path), content);
	}
	return root;
}

/** An ACR39T at a USB port, as the kernel shows it. */
const ACR39T = {
	'sys/bus/usb/devices/1-1/idVendor': '072f\n',
	'sys/bus/usb/devices/1-1/idProduct': 'b102\n',
	'sys/bus/usb/devices/1-1/product': 'ACR39T\n',
	'sys/bus/usb/devices/1-1:1.0/bInterfaceClass': '0b\n',
	'usr/lib/pcsc/drivers/ifd-ccid.bundle/Contents/Info.plist':
		'<key>ifdVendorID</key><array><string>0x2A17</string></array><key>ifdProductID</key><array><string>0x0001</string></array>',
};

interface Machine extends SystemCommands {
	readonly performed: string[];
}

/** What a running system would say; `onPerform` is what its commands change, and gives their exit code. */
function machine(
	facts: {
		access?: 'given' | 'refused' | 'unknown';
		isListening?: boolean;
		isEnabled?: boolean;
		ruleThere?: boolean;
	} = {},
	onPerform: (command: string) => number = () => 0,
): Machine {
	const performed: string[] = [];
	return {
		performed,
		accessOf: async () => facts.access ?? 'given',
		isServiceListening: async () => facts.isListening ?? true,
		isServiceEnabled: async () => facts.isEnabled ?? true,
		isThere: async () => facts.ruleThere ?? false,
		perform: async (command) => {
			performed.push(command.join(' '));
			return onPerform(command.join(' '));
		},
		writeForAll: async (path, content) => {
			performed.push(`write ${path}\n${content}`);
			return onPerform(path) === 0 ? undefined : 'EACCES';
		},
	};
}

async function fix(root: string, commands: Machine, wishes: Partial<FixOptions> = {}) {
	const io = capturedIo();
	const exitCode = await runFix({
		host: () => readServiceHost(root),
		commands,
		who: { kind: 'user', name: 'ali' },
		isRoot: true,
		ask: async () => true,
		texts: textsOf('en'),
		io,
		...wishes,
	});
	return { exitCode, out: io.out, err: io.err, performed: commands.performed };
}

test('Debian 13: a user whom polkit refuses gets a rule of five lines, shown with its undoing before it is written', async () => {
	let access: 'given' | 'refused' = 'refused';
	const commands = machine({}, () => {
		access = 'given';
		return 0;
	});
	const polkit = { ...commands, accessOf: async () => access };
	const { exitCode, out, performed } = await fix(system('debian-13'), polkit);
	expect(exitCode).toBe(0);
	expect(out).toContain(`     new file ${RULE}\n       polkit.addRule(function (action, subject) {\n`);
	expect(out).toContain(`   What takes it back:\n     rm ${RULE}\n`);
	expect(performed).toEqual([
		`write ${RULE}
polkit.addRule(function (action, subject) {
	if (action.id.indexOf("org.debian.pcsc-lite.access_") === 0 && subject.user === "ali") {
		return polkit.Result.YES;
	}
});
`,
	]);
	// Every line that was written had been shown.
	for (const line of performed[0]?.split('\n').slice(1, -1) ?? []) {
		expect(out).toContain(line);
	}
});

test.each([
	['nobody says yes', { ask: async () => false }, 'Nothing was done.'],
	['it does not run as root', { isRoot: false }, 'sudo muhurdar doctor --fix --user ali'],
	['nobody knows for whom', { who: undefined }, 'Who is to use the reader is not known.'],
])('nothing is done where %s', async (_, wishes, said) => {
	const { exitCode, err, performed } = await fix(system('debian-13'), machine({ access: 'refused' }), wishes);
	expect([exitCode, performed]).toEqual([1, []]);
	expect(err).toContain(said);
});

test('a group gets a rule of its own, and polkit need not be asked', async () => {
	const commands = machine();
	const { out } = await fix(system('debian-13'), commands, {
		who: { kind: 'group', name: 'muhasebe' },
		isRoot: false,
	});
	expect(out).toContain('50-muhurdar-group-muhasebe.rules');
	expect(out).toContain('subject.isInGroup("muhasebe")');
});

test('Debian 12: pcscd asks nobody, so that no rule is written', async () => {
	const { exitCode, out } = await fix(system('debian-12'), machine({ access: 'refused' }));
	expect(exitCode).toBe(0);
	expect(out).toContain('Right to use it: not needed; the pcscd of this system does not ask polkit');
	expect(out).toContain('Groups and udev: not needed; pcscd runs as root and may open every reader');
});

test('an ACR39T needs libacsccid1, which libccid does not stand in for', async () => {
	const root = system('debian-13', ACR39T);
	const { exitCode, performed, out } = await fix(root, machine());
	expect(performed).toEqual([
		`${APT} install --yes --no-install-recommends libacsccid1`,
		'systemctl try-restart pcscd.service',
	]);
	expect(out).toContain(`${APT} remove --yes libacsccid1`);
	// Its commands did nothing here, and the program looks again.
	expect([exitCode, out.includes('something is still missing')]).toEqual([1, true]);
});

test('a stopped service is enabled where it was not, and a masked one unmasked; undone in the opposite order', async () => {
	const stopped = await fix(system('debian-13'), machine({ isListening: false, isEnabled: false }), {
		isRoot: false,
	});
	expect(stopped.out).toContain('systemctl enable --now pcscd.socket');
	expect(stopped.out).toContain('systemctl disable --now pcscd.socket');
	const enabled = await fix(system('debian-13'), machine({ isListening: false }), { isRoot: false });
	expect(enabled.out).toContain(
		'     systemctl start pcscd.socket\n   What takes it back:\n     systemctl stop pcscd.socket',
	);

	const root = system('debian-13');
	mkdirSync(join(root, 'etc/systemd/system'), { recursive: true });
	symlinkSync('/dev/null', join(root, 'etc/systemd/system/pcscd.socket'));
	const masked = await fix(root, machine({ isListening: false, isEnabled: false }), { isRoot: false });
	expect(masked.out).toContain(
		'     systemctl unmask pcscd.socket\n     systemctl enable --now pcscd.socket\n   What takes it back:\n     systemctl disable --now pcscd.socket\n     systemctl mask pcscd.socket',
	);
});

test('a step that fails ends it, and what was done by then is told with its undoing', async () => {
	const root = system('debian-13', ACR39T);
	const commands = machine({ access: 'refused' }, (what) => (what === RULE ? 1 : 0));
	const { exitCode, err, performed } = await fix(root, commands);
	expect(exitCode).toBe(1);
	expect(performed.at(-1)).toContain('write ');
	expect(err).toContain('It could not be done (EACCES)');
	expect(err).toContain(`To take back what was done:\n     ${APT} remove --yes libacsccid1\n`);
});

test.each([
	[
		'a reader without a driver on a system without dpkg',
		{ ...ACR39T, 'etc/os-release': 'ID=fedora\n' },
		{},
		'not known; nothing is done',
	],
	[
		'a reader that the installed drivers do not know',
		{
			...ACR39T,
			'var/lib/dpkg/status':
				'Package: pcscd\nStatus: install ok installed\n\nPackage: libacsccid1\nStatus: install ok installed\n',
		},
		{},
		'which one does is not known, nothing is done',
	],
	['polkit that does not answer', {}, { access: 'unknown' as const }, 'polkit could not be asked'],
	['a rule that is there', {}, { access: 'refused' as const, ruleThere: true }, 'left alone'],
	[
		'pcscd as a user of its own',
		{ 'usr/lib/systemd/system/pcscd.service': '[Service]\nUser=pcscd\n' },
		{},
		'pcscd runs as another user',
	],
])('%s: what is not known is said, and nothing is done', async (_, files, facts, said) => {
	const { exitCode, out, performed } = await fix(system('debian-13', files), machine(facts));
	expect([exitCode, performed]).toEqual([1, []]);
	expect(out).toContain(said);
});

test.each(['x"); evil(', '../../etc/shadow', '-rf', 'a b'])('no rule is written for %j', async (name) => {
	const { out, performed } = await fix(system('debian-13'), machine({ access: 'refused' }), {
		who: { kind: 'user', name },
	});
	expect(performed).toEqual([]);
	expect(out).toContain('no rule can be written with this name');
});

test('a rule is written for everybody to read, whatever the mask, and over no file', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'muhurdar-fix-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const path = join(folder, 'a.rules');
	const commands = systemCommands({ pid: process.pid, uid: process.getuid?.() });
	expect(await commands.writeForAll(path, 'one')).toBeUndefined();
	expect(statSync(path).mode & 0o777).toBe(0o644);
	expect(await commands.writeForAll(path, 'two')).toBe('EEXIST');
	expect(readFileSync(path, 'utf8')).toBe('one');
	expect(await commands.perform(['muhurdar-no-such-program'])).toBe(127);
});

test('where everything works nothing is missing, on a system whose packages are not known too', async () => {
	const root = system('debian-13', { 'etc/os-release': 'ID=fedora\n' });
	const { exitCode, out, performed } = await fix(root, machine());
	expect([exitCode, performed]).toEqual([0, []]);
	expect(out).toContain('Nothing is missing; nothing was done.');
});

test('a system without pcscd gets it', async () => {
	const root = system('debian-13', {
		'var/lib/dpkg/status': 'Package: base-files\nStatus: install ok installed\n',
	});
	const { performed } = await fix(root, machine({ isListening: false }));
	expect(performed).toEqual([`${APT} install --yes --no-install-recommends pcscd`]);
});
