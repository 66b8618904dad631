import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
	chmodSync,
	constants,
	existsSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { connect, createServer, Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openSshd, type PrivateSshd } from './private-sshd.ts';
import { PtySession } from './pty-session.ts';
import { expectSessionClosed, openSeenPortal } from './session-at-portal.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SNIPPET = readFileSync(join(ROOT, 'deploy/ssh/50-muhurdar.conf'), 'utf8');

/** In place of the program: shows what it was given, and that it ran. */
const SHOWING_PROGRAM = '#!/bin/sh\necho "words=$*"\nenv\ntty\necho "the program ran"\n';

/** The program itself, but not as a kiosk: there a visitor is led to the login by way of a card. */
const REAL_PROGRAM = `#!/bin/sh\nexec '${ROOT}/bin/muhurdar'\n`;

interface Kiosk {
	readonly sshd: PrivateSshd;
	readonly home: string;
	/** Runs a client and gives what it said and its exit code. */
	run(
		program: 'ssh' | 'scp' | 'sftp',
		words: readonly string[],
	): Promise<{ readonly code: number; readonly said: string }>;
	/** What the session's program wrote to the system's journal, field by field. */
	journal(): string;
}

/**
 * A real sshd with the snippet of the package. What is of the machine there is of the test here: the user, the list of
 * keys, the program's folder.
 */
async function openKiosk({
	program = SHOWING_PROGRAM,
	env = {},
}: {
	program?: string | undefined;
	env?: Readonly<Record<string, string>>;
} = {}): Promise<Kiosk> {
	const home = mkdtempSync(join(tmpdir(), 'muhurdar-kiosk-ssh-'));
	onTestFinished(() => rmSync(home, { recursive: true, force: true }));
	const bin = join(home, 'bin');
	mkdirSync(bin);
	symlinkSync(join(ROOT, 'deploy/bin/muhurdar-session'), join(bin, 'muhurdar-session'));
	writeFileSync(join(bin, 'muhurdar'), program);
	chmodSync(join(bin, 'muhurdar'), 0o755);
	const journal = join(home, 'journal');
	writeFileSync(journal, '');
	writeFileSync(join(bin, 'logger'), `#!/bin/sh\ncat >>'${journal}'\n`);
	chmodSync(join(bin, 'logger'), 0o755);

	const variables = { HOME: home, ...env };
	const given = Object.entries(variables).map(([name, value]) => `${name}='${value}'`);
	const command = `env PATH='${bin}':"$PATH" ${given.join(' ')} '${join(bin, 'muhurdar-session')}'`;
	const keys = join(home, 'ssh');
	mkdirSync(keys);
	const authorized = join(keys, 'authorized_keys');
	const ours = SNIPPET.replace('Match User muhurdar\n', `Match User ${userInfo().username}\n`)
		.replace('AuthorizedKeysFile /etc/muhurdar/authorized_keys\n', `AuthorizedKeysFile ${authorized}\n`)
		.replace('ForceCommand /usr/lib/muhurdar/bin/muhurdar-session\n', `ForceCommand ${command}\n`);
	expect(ours).not.toMatch(/User muhurdar|\/etc\/muhurdar\/authorized_keys\n\t|\/usr\/lib\/muhurdar/);
	const sshd = await openSshd(keys, ours);
	onTestFinished(() => sshd[Symbol.asyncDispose]());
	writeFileSync(authorized, `restrict,pty ${readFileSync(sshd.userKey, 'utf8')}`);
	return {
		sshd,
		home,
		async run(client, words) {
			const port = [client === 'ssh' ? '-p' : '-P', String(sshd.port)];
			const child = execFile(client, [...sshd.options, ...port, ...words], { encoding: 'utf8' });
			let said = '';
			for (const stream of [child.stdout, child.stderr]) {
				stream?.on('data', (text: string) => {
					said += text;
				});
			}
			child.stdin?.end();
			const [code] = await once(child, 'close');
			return { code: Number(code), said };
		},
		journal: () => readFileSync(journal, 'utf8'),
	};
}

it('the kiosk user gets the program on a terminal, with its key and address in the journal', async () => {
	const kiosk = await openKiosk();
	const { code, said } = await kiosk.run('ssh', ['-tt', kiosk.sshd.target]);
	expect(said).toContain('words=--kiosk');
	expect(said).toContain('MUHURDAR_LOG_JOURNALD=true');
	expect(code).toBe(0);
	const fingerprint = execFileSync('ssh-keygen', ['-lf', kiosk.sshd.userKey], { encoding: 'utf8' }).split(
		' ',
	)[1];
	expect(kiosk.journal()).toMatch(/^MUHURDAR_SESSION=begun$/m);
	expect(kiosk.journal()).toContain(`MUHURDAR_SESSION_KEY=${fingerprint}\n`);
	expect(kiosk.journal()).toMatch(/^MUHURDAR_SESSION=ended\nMUHURDAR_END=closed\nMUHURDAR_EXIT_CODE=0$/m);
});

it.each([
	['ssh host sh', ['sh']],
	['ssh host with a command line', ['echo pwned; id']],
	['ssh -t host other', ['-t', 'other']],
	['ssh -tt host sh -c', ['-tt', 'sh -c id']],
])('%s is refused, and noted without its words', async (_what, words) => {
	const kiosk = await openKiosk();
	const options = words.filter((word) => word.startsWith('-t'));
	const { code, said } = await kiosk.run('ssh', [
		...options,
		kiosk.sshd.target,
		...words.filter((word) => !options.includes(word)),
	]);
	expect(code).toBe(2);
	expect(said).toContain('only Mühürdar runs here');
	expect(said).not.toMatch(/pwned|uid=|the program ran/);
	expect(kiosk.journal()).toMatch(/^MUHURDAR_SESSION=refused\nMUHURDAR_REASON=command$/m);
	expect(kiosk.journal()).not.toMatch(/pwned|other|sh -c/);
});

it('ssh without a terminal is refused', async () => {
	const kiosk = await openKiosk();
	const { code, said } = await kiosk.run('ssh', ['-T', kiosk.sshd.target]);
	expect(code).toBe(2);
	expect(said).toContain('a terminal is needed');
	expect(said).not.toContain('the program ran');
});

it.each([
	['with the sftp protocol', []],
	['with the former protocol', ['-O']],
])('scp is refused %s', async (_how, options) => {
	const kiosk = await openKiosk();
	const file = join(kiosk.home, 'file');
	writeFileSync(file, 'contents');
	const there = join(kiosk.home, 'there');
	const { code } = await kiosk.run('scp', [...options, file, `${kiosk.sshd.target}:${there}`]);
	expect(code).not.toBe(0);
	expect(existsSync(there)).toBe(false);
	const back = join(kiosk.home, 'back');
	expect((await kiosk.run('scp', [...options, `${kiosk.sshd.target}:/etc/hostname`, back])).code).not.toBe(0);
	expect(existsSync(back)).toBe(false);
});

it('sftp is refused', async () => {
	const kiosk = await openKiosk();
	const batch = join(kiosk.home, 'batch');
	writeFileSync(batch, 'ls /\n');
	const { code, said } = await kiosk.run('sftp', ['-b', batch, kiosk.sshd.target]);
	expect(code).not.toBe(0);
	expect(said).not.toMatch(/\betc\b|\busr\b/);
});

it('a way to another machine (-L, -W) is refused', async () => {
	const kiosk = await openKiosk();
	let visitors = 0;
	const server = createServer((socket) => {
		visitors += 1;
		socket.end('secret');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	onTestFinished(() => void server.close());
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	const { code, said } = await kiosk.run('ssh', ['-W', `127.0.0.1:${port}`, kiosk.sshd.target]);
	expect(code).not.toBe(0);
	expect(said).toContain('administratively prohibited');
	expect(said).not.toContain('secret');

	// The client listens by itself; what connects to it gets nowhere.
	const path = join(kiosk.home, 'local.sock');
	const client = spawn('ssh', [
		...kiosk.sshd.options,
		...['-p', String(kiosk.sshd.port), '-N', '-o', 'ExitOnForwardFailure=yes', '-o', 'LogLevel=DEBUG1'],
		...['-L', `${path}:127.0.0.1:${port}`, kiosk.sshd.target],
	]);
	onTestFinished(() => void client.kill());
	for await (const chunk of client.stderr) {
		if (String(chunk).includes('Entering interactive session')) break;
	}
	const socket = connect(path);
	socket.on('error', () => undefined);
	let got = '';
	socket.on('data', (data) => {
		got += String(data);
	});
	await once(socket, 'close');
	expect([got, visitors]).toEqual(['', 0]);
});

it('a way back from the machine (-R) is refused', async () => {
	const kiosk = await openKiosk();
	const { code, said } = await kiosk.run('ssh', [
		...['-N', '-o', 'ExitOnForwardFailure=yes', '-R', `${join(kiosk.home, 'remote.sock')}:127.0.0.1:9`],
		kiosk.sshd.target,
	]);
	expect(code).toBe(255);
	expect(said).toContain('remote port forwarding failed');
	expect(existsSync(join(kiosk.home, 'remote.sock'))).toBe(false);
});

it('the keys of an agent (-A) do not reach the machine', async () => {
	const kiosk = await openKiosk();
	const socket = join(kiosk.home, 'agent.sock');
	const agent = spawn('ssh-agent', ['-D', '-a', socket]);
	onTestFinished(() => void agent.kill());
	await once(agent.stdout, 'data');
	const { said } = await kiosk.run('ssh', ['-A', '-o', `IdentityAgent=${socket}`, '-tt', kiosk.sshd.target]);
	expect(said).toContain('the program ran');
	expect(said).not.toContain('SSH_AUTH_SOCK');
});

it('no variable of the client reaches the program', async () => {
	const kiosk = await openKiosk();
	const { said } = await kiosk.run('ssh', [
		...['-o', 'SetEnv=LD_PRELOAD=/tmp/x.so MUHURDAR_CARD_MODULE=/tmp/x.so', '-tt', kiosk.sshd.target],
	]);
	expect(said).toContain('the program ran');
	expect(said).not.toContain('/tmp/x.so');
});

it.each([
	['the client is killed', (client: number) => process.kill(client, 'SIGKILL')],
	['the line falls silent', (_client: number, fallSilent: () => void) => fallSilent()],
] as const)(
	'when %s, the program ends, its session at the portal is closed, and the end is noted',
	async (_how, lose) => {
		const portal = await openSeenPortal();
		const kiosk = await openKiosk({
			program: REAL_PROGRAM,
			env: { MUHURDAR_PORTAL_ADDRESS: portal.line.url },
		});
		const client = [...kiosk.sshd.client].map((word) => `'${word}'`).join(' ');
		const pty = new PtySession(`echo "client=$$;"; exec ${client}`, { env: { HOME: kiosk.home } });
		onTestFinished(() => pty.close());
		await portal.logIn(pty);
		expect(await portal.askedWithItsToken()).toBe(200);
		const pipe = join(kiosk.home, 'noted');
		execFileSync('mkfifo', [pipe]);
		const held = new Socket({
			fd: openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK),
			writable: false,
		});
		onTestFinished(() => void held.destroy());
		writeFileSync(
			join(kiosk.home, 'bin/logger'),
			// The program sends its own records, too.
			`#!/bin/sh\nentry=$(cat)\nprintf '%s\\n' "$entry" >>'${join(kiosk.home, 'journal')}'
case $entry in *MUHURDAR_SESSION=ended*) echo noted >'${pipe}' ;; esac\n`,
		);

		lose(Number(/client=(\d+);/u.exec(pty.raw)?.[1]), kiosk.sshd.fallSilent);

		// Whoever notes the end of the session has waited for the program.
		await held.take(1).toArray();
		await expectSessionClosed(portal, kiosk.home);
		expect(kiosk.journal()).toMatch(/^MUHURDAR_SESSION=ended\nMUHURDAR_END=line-lost$/m);
	},
);
