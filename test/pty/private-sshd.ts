import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const SSHD = '/usr/sbin/sshd';
/** The host's name in the list of known hosts, wherever it listens. */
const HOST = 'muhurdar-test';

/** What sshd writes for the machine's administrator, and its empty folder, are in a mount namespace of its own. */
const OWN_FOLDERS = `mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /var/log && mkdir -m 755 /run/sshd && exec "$@"`;

/** sshd on loopback with keys and settings of its own; each connection can be taken away from it. */
export interface PrivateSshd extends AsyncDisposable {
	/** The words of a client that runs a command line in a terminal over there. */
	readonly client: readonly string[];
	/** What every client needs to get in: `ssh` and `sftp` take `-p` and `-P` for the port. */
	readonly options: readonly string[];
	readonly port: number;
	/** `user@host`. */
	readonly target: string;
	/** The public key that may come in. */
	readonly userKey: string;
	/** Nothing is carried any more, in either direction, and neither end is told. */
	fallSilent(): void;
}

/**
 * Starts to listen. A connection gets an sshd of its own, as from inetd: there is no daemon that could outlive the test.
 *
 * @param folder an empty one, for keys and settings
 * @param snippet lines behind the settings, as from /etc/ssh/sshd_config.d
 */
export async function openSshd(folder: string, snippet = ''): Promise<PrivateSshd> {
	const hostKey = join(folder, 'host-key');
	const userKey = join(folder, 'user-key');
	const config = join(folder, 'sshd_config');
	const knownHosts = join(folder, 'known_hosts');
	for (const key of [hostKey, userKey]) {
		await promisify(execFile)('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', key]);
	}
	await writeFile(knownHosts, `${HOST} ${await readFile(`${hostKey}.pub`, 'utf8')}`);
	await writeFile(
		config,
		[
			`HostKey ${hostKey}`,
			`AuthorizedKeysFile ${userKey}.pub`,
			'PermitRootLogin prohibit-password',
			'PasswordAuthentication no',
			'KbdInteractiveAuthentication no',
			'UsePAM no',
			// The folder is this user's own, but lies in one that everybody may write to.
			'StrictModes no',
			'PidFile none',
			'PrintMotd no',
			'PrintLastLog no',
			'LogLevel ERROR',
			// A client that does not answer twice in a row is gone.
			'ClientAliveInterval 1',
			'ClientAliveCountMax 2',
			// As Debian has it.
			'Subsystem sftp /usr/lib/openssh/sftp-server',
			snippet,
			'',
		].join('\n'),
	);
	const isRoot = process.getuid?.() === 0;
	const words = [SSHD, '-i', '-e', '-f', config];
	const [program = SSHD, ...args] = isRoot
		? ['unshare', '-m', 'sh', '-c', OWN_FOLDERS, 'sh', ...words]
		: words;

	const sockets = new Set<Socket>();
	const ends: Promise<unknown>[] = [];
	let fallSilent = (): void => undefined;
	const server = createServer((socket) => {
		sockets.add(socket);
		const sshd = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
		ends.push(once(sshd, 'exit'));
		// A client that was killed resets the connection.
		socket.on('error', () => socket.destroy());
		sshd.stdin.on('error', () => socket.destroy());
		socket.pipe(sshd.stdin);
		sshd.stdout.pipe(socket);
		fallSilent = () => {
			socket.unpipe(sshd.stdin);
			sshd.stdout.unpipe(socket);
			// What still comes is read and dropped, as by a wire that ends somewhere.
			socket.resume();
			sshd.stdout.resume();
		};
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') {
		throw new Error('The server does not listen on a port.');
	}
	const option = (setting: string) => ['-o', setting];
	const options = [
		...['-F', 'none', '-i', userKey],
		...option('BatchMode=yes'),
		...option('IdentitiesOnly=yes'),
		...option('StrictHostKeyChecking=yes'),
		...option('GlobalKnownHostsFile=none'),
		...option(`UserKnownHostsFile=${knownHosts}`),
		...option(`HostKeyAlias=${HOST}`),
	];
	const target = `${userInfo().username}@127.0.0.1`;
	return {
		client: [
			'ssh',
			'-q',
			'-tt',
			...options,
			...option('IdentityAgent=none'),
			'-p',
			String(address.port),
			target,
		],
		options,
		port: address.port,
		target,
		userKey: `${userKey}.pub`,
		fallSilent: () => fallSilent(),
		async [Symbol.asyncDispose]() {
			server.close();
			for (const socket of sockets) {
				socket.destroy();
			}
			await Promise.all(ends);
		},
	};
}
