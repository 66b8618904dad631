/**
 * Looking one certificate up in a revocation list of 1 000 000 entries: `muhurdar inspect --crl` beside `openssl crl`, in turn.
 * Both read the whole list and verify its signature; OpenSSL looks nothing up. Peak memory is the kernel's own count
 * (VmHWM), ours less that of the same command without the list.
 *
 * Usage: npm run bench (wants OpenSSL, as the tests do)
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { sign } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { derElement, derObjectIdentifier } from '../src/certificate/der-writer.ts';
import { parseX509 } from '../src/certificate/x509-fields.ts';
import { OpensslAuthority } from '../test/unit/certificate/openssl-authority.ts';
import { median } from './figures.ts';

const ENTRIES = 1_000_000;
const RUNS = 15;
const GOAL_RATIO = 0.25;
const GOAL_MEGABYTES = 60;
/** `inspect` of a certificate that is revoked, and of one that nobody was asked about (docs/monitoring.md). */
const EXIT_CODES: ReadonlySet<number> = new Set([0, 10, 16]);
const LOOK_EVERY_MS = 2;

const PROGRAM = join(import.meta.dirname, '../bin/muhurdar');
const ECDSA_WITH_SHA384 = '1.2.840.10045.4.3.3';
const SEQUENCE = 0x30;

interface Run {
	readonly milliseconds: number;
	readonly peakMegabytes: number;
	readonly said: string;
}

using authority = await OpensslAuthority.create();
const seal = await authority.issueSeal('seal');
const home = mkdtempSync(join(tmpdir(), 'muhurdar-bench-'));
const list = join(home, 'million.crl');
try {
	writeList(list);
	const inspect = [PROGRAM, 'inspect', authority.path('seal.pem'), '--json'];
	const ours = () => measured([...inspect, '--crl', list, '--issuer', authority.path('issuer.pem')]);
	const theirs = () =>
		measured([
			'openssl',
			'crl',
			'-inform',
			'DER',
			'-in',
			list,
			'-noout',
			'-CAfile',
			authority.path('issuer.pem'),
		]);

	// The first of all compiles the code that later ones take from the cache.
	await ours();
	await theirs();
	const runs: { readonly ours: Run; readonly theirs: Run }[] = [];
	for (let run = 0; run < RUNS; run += 1) {
		runs.push({ ours: await ours(), theirs: await theirs() });
	}
	const idle = await measured(inspect);
	for (const { ours: our, theirs: their } of runs) {
		const isFound =
			our.said.includes('"verdict": "revoked"') && our.said.includes('"reason": "keyCompromise"');
		if (!isFound || !their.said.includes('verify OK')) {
			throw new Error(`a run was not right:\n${our.said}\n${their.said}`);
		}
	}

	const ourTime = median(runs.map((run) => run.ours.milliseconds));
	const theirTime = median(runs.map((run) => run.theirs.milliseconds));
	const above = Math.max(...runs.map((run) => run.ours.peakMegabytes)) - idle.peakMegabytes;
	const ratio = ourTime / theirTime;
	const isMet = ratio <= GOAL_RATIO && above <= GOAL_MEGABYTES;
	process.stdout.write(
		[
			`muhurdar inspect --crl    median ${ourTime.toFixed(0)} ms   peak ${above.toFixed(0)} MB above the same without a list   (N=${RUNS}, Node's own start included)`,
			`openssl crl -CAfile       median ${theirTime.toFixed(0)} ms   peak ${median(runs.map((run) => run.theirs.peakMegabytes)).toFixed(0)} MB in all   (N=${RUNS}, in turn)`,
			`ratio of the times        ${ratio.toFixed(2)}   (${ENTRIES} entries; goal: at most ${GOAL_RATIO.toFixed(2)} and ${GOAL_MEGABYTES} MB; ${isMet ? 'met' : 'MISSED'})`,
			'',
		].join('\n'),
	);
} finally {
	rmSync(home, { recursive: true, force: true });
}

/** The seal stands last: whoever stops at a hit gains nothing. */
function writeList(path: string): void {
	const issuer = parseX509(authority.certificate('issuer').der);
	const time = (at: number): Uint8Array =>
		derElement(
			0x17,
			Buffer.from(
				`${new Date(at)
					.toISOString()
					.replace(/[-:T]|\.\d+/g, '')
					.slice(2)}`,
			),
		);
	const now = Date.now();
	const revokedAt = time(now - 86_400_000);
	const reason = derElement(
		SEQUENCE,
		derElement(
			SEQUENCE,
			derObjectIdentifier('2.5.29.21'),
			derElement(0x04, derElement(0x0a, Uint8Array.of(1))),
		),
	);
	const entries: Uint8Array[] = [];
	const serial = Buffer.alloc(7);
	for (let number = 0; number < ENTRIES - 1; number += 1) {
		// Spread like real ones: seven octets, the first never negative, none of them the seal's.
		serial.writeUIntBE((number * 281_474_977) % 2 ** 47, 1, 6);
		serial[0] = 0x11;
		entries.push(derElement(SEQUENCE, derElement(0x02, serial), revokedAt, reason));
	}
	entries.push(derElement(SEQUENCE, derElement(0x02, parseX509(seal.der).serialNumber), revokedAt, reason));
	const algorithm = derElement(SEQUENCE, derObjectIdentifier(ECDSA_WITH_SHA384));
	const signed = derElement(
		SEQUENCE,
		derElement(0x02, Uint8Array.of(1)),
		algorithm,
		issuer.subject,
		time(now - 3_600_000),
		time(now + 86_400_000),
		derElement(SEQUENCE, Buffer.concat(entries)),
	);
	const signature = sign('sha384', signed, readFileSync(authority.path('issuer.key')));
	writeFileSync(path, derElement(SEQUENCE, signed, algorithm, derElement(0x03, Uint8Array.of(0), signature)));
}

async function measured([program = '', ...args]: readonly string[]): Promise<Run> {
	const startedAt = performance.now();
	const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
	const peak = watchPeak(child);
	const [said, complained, [exitCode]] = await Promise.all([
		buffer(child.stdout),
		buffer(child.stderr),
		once(child, 'exit'),
	]);
	const milliseconds = performance.now() - startedAt;
	if (!EXIT_CODES.has(exitCode)) {
		throw new Error(`${program} ended with ${exitCode}:\n${complained}`);
	}
	return { milliseconds, peakMegabytes: peak(), said: `${said}${complained}` };
}

/** The mark only rises, so looking often is enough: what came in the last moment before the end is missed. */
function watchPeak(child: ChildProcess): () => number {
	let kibibytes = 0;
	const look = (): void => {
		try {
			const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
			kibibytes = Math.max(kibibytes, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
		} catch {
			// It has ended.
		}
	};
	const timer = setInterval(look, LOOK_EVERY_MS);
	child.once('exit', () => clearInterval(timer));
	return () => (kibibytes * 1024) / 1e6;
}
