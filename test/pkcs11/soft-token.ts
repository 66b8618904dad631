import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AkisCard } from '#card';
import { readSealCertificate } from '#certificate';
import { createAuthority, type IssuedSealPair } from '../../src/sandbox/authority/index.ts';
import { SANDBOX_HOLDERS } from '../../src/sandbox/holders.ts';
import { createRandomSource } from '../../src/sandbox/random.ts';

const run = promisify(execFile);

export const PIN = '471108';
export const PUK = '99887766';
export const NEW_PIN = '902517';

/** Where Debian and others put SoftHSM's module. */
const SOFTHSM = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib64/softhsm/libsofthsm2.so'];
export const SOFTHSM_MODULE = SOFTHSM.find((path) => existsSync(path)) ?? '/usr/lib/softhsm/libsofthsm2.so';

export type KeyKind = 'rsa' | 'ec';

/** A folder of SoftHSM's own, with its settings; nothing of it is shared with the machine's. */
export interface SoftTokens {
	readonly folder: string;
	/** What a module's process needs to find it. */
	readonly environment: { readonly SOFTHSM2_CONF: string };
	/** Puts a card in: a token with the pair of a seal on it. */
	insert(label: string, seal: IssuedSealPair, options?: InsertOptions): Promise<AkisCard>;
	remove(): Promise<void>;
}

export interface InsertOptions {
	/** What lies beside the signing key in place of its own certificate. */
	readonly signingCertificate?: Uint8Array;
}

/** A seal of the sandbox's authority, with keys of one kind. */
export async function issueSeal(kind: KeyKind): Promise<IssuedSealPair> {
	const authority = await createAuthority({ now: () => Date.now(), random: createRandomSource(11) });
	return authority.issueSeal(SANDBOX_HOLDERS[kind === 'rsa' ? 0 : 1]);
}

export async function createSoftTokens(): Promise<SoftTokens> {
	const folder = await mkdtemp(join(tmpdir(), 'muhurdar-softhsm-'));
	const tokens = join(folder, 'tokens');
	await mkdir(tokens);
	const settings = join(folder, 'softhsm2.conf');
	await writeFile(
		settings,
		`directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`,
	);
	const environment = { SOFTHSM2_CONF: settings };
	return {
		folder,
		environment,
		async insert(label, seal, options = {}) {
			const call = (program: string, ...args: readonly string[]) =>
				run(program, args, { env: { ...process.env, ...environment } });
			await call('softhsm2-util', '--init-token', '--free', '--label', label, '--so-pin', PUK, '--pin', PIN);
			const pairs = [
				{ id: '01', issued: seal.signing, der: options.signingCertificate ?? seal.signing.certificate },
				{ id: '02', issued: seal.encryption, der: seal.encryption.certificate },
			];
			for (const { id, issued, der } of pairs) {
				const key = join(folder, `${label}-${id}.pem`);
				const certificate = join(folder, `${label}-${id}.der`);
				await writeFile(key, issued.privateKey.export({ type: 'pkcs8', format: 'pem' }));
				await writeFile(certificate, der);
				await call(
					'softhsm2-util',
					...['--import', key, '--token', label, '--label', issued.label, '--id', id, '--pin', PIN],
				);
				await call(
					'pkcs11-tool',
					...['--module', SOFTHSM_MODULE, '--token-label', label, '--login', '--pin', PIN],
					...['--write-object', certificate, '--type', 'cert', '--id', id, '--label', issued.label],
				);
			}
			return cardOf(pairs.map(({ der }) => der));
		},
		remove: () => rm(folder, { recursive: true, force: true }),
	};
}

/** A card as the monitor describes it, whose commands are not public. */
export function cardOf(certificates: readonly Uint8Array[]): AkisCard {
	return {
		atr: '3B9F978131FE4580655443D2210831C073F6218081055B',
		product: 'AKİS v2.2.8',
		generation: 'v2.x',
		certificates: certificates.map((der, index) => {
			const read = readSealCertificate(der);
			if (!read.ok) {
				throw new Error('no certificate');
			}
			return { fileId: `2F1${index}`, certificate: read.certificate };
		}),
		unreadable: [],
		apduCount: 20,
	};
}

const SOURCE = join(import.meta.dirname, 'fixtures', 'faulty-module.c');
const HEADERS = join(import.meta.dirname, '..', '..', 'node_modules', 'pkcs11js', 'includes', 'pkcs11');

/** A module that goes wrong, made by the C compiler. */
export interface FaultyModule {
	readonly path: string;
	/** Calls with a PIN, and logouts, in their order. */
	calls(): Promise<readonly string[]>;
}

/** @param macros of `faulty-module.c`, such as `CRASH_IN_LOGIN` or `BUSY_TIMES=2` */
export async function compileModule(
	folder: string,
	name: string,
	macros: readonly string[],
): Promise<FaultyModule> {
	const path = join(folder, `${name}.so`);
	const log = join(folder, `${name}.log`);
	const defines = [`REAL_MODULE="${SOFTHSM_MODULE}"`, `CALL_LOG="${log}"`, ...macros];
	await run('cc', [
		...['-shared', '-fPIC', '-O0', '-w', '-I', HEADERS, '-o', path, SOURCE],
		...defines.map((define) => `-D${define}`),
		'-ldl',
	]);
	return {
		path,
		async calls() {
			return existsSync(log) ? (await readFile(log, 'utf8')).trimEnd().split('\n') : [];
		},
	};
}
