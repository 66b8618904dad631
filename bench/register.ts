/**
 * The register of seals with 400 and with 10,000 seals beside one with 40, in turn in one run: the command to its first
 * row, a search from the key to the rows of the screen, and `expiring --register --check` of 400 seals with a responder
 * that answers after 50 ms.
 *
 * Usage: npm run bench (or: scripts/pinned-node bench/register.ts)
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { runExpiring } from '#commands';
import { textsOf } from '#i18n';
import { openSealRegister } from '#register';
import {
	encodeOcspRequest,
	NONCE_BYTES,
	OCSP_REQUEST_TYPE,
} from '../src/certificate/revocation/ocsp-request.ts';
import { parseX509 } from '../src/certificate/x509-fields.ts';
import { atMost } from '../src/commands/at-most.ts';
import { madeSeal } from '../test/storm/made-seals.ts';
import { OpensslAuthority } from '../test/unit/certificate/openssl-authority.ts';
import { median } from './figures.ts';
import { SlowResponder } from './slow-responder.ts';

const SIZES = [40, 400, 10_000] as const;
const ROUNDS = 15;
const TYPED = ['i', 'iz', 'izm', 'izmi', 'izmir', 'izmir 7', 'üsküdar 9', '10000', 'yok böyle', 'örnek'];
const VISIBLE_ROWS = 50;
const ANSWER_MS = 50;
const AT_ONCE = 8;
const ASKED = 400;
const ASKING_ROUNDS = 5;
const HOUR_MINUTES = 60;
const PROGRAM = join(import.meta.dirname, '../bin/muhurdar');

const home = mkdtempSync(join(tmpdir(), 'muhurdar-bench-'));
try {
	for (const size of SIZES) {
		const register = openSealRegister(folderOf(size), Date.now);
		await register.take(Array.from({ length: size }, (_, index) => madeSeal(index + 1)));
		register.close();
	}
	await firstRow();
	await searching();
	await asking();
} finally {
	rmSync(home, { recursive: true, force: true });
}

function stateOf(size: number): string {
	return join(home, `${size}`);
}

function folderOf(size: number): string {
	return join(stateOf(size), 'muhurdar', 'register');
}

async function firstRow(): Promise<void> {
	const times = new Map<number, number[]>(SIZES.map((size) => [size, []]));
	for (let round = 0; round <= ROUNDS; round += 1) {
		for (const size of SIZES) {
			const tookMs = await timeToFirstRow(size);
			// The first round warms caches up.
			if (round > 0) {
				times.get(size)?.push(tookMs);
			}
		}
	}
	const base = median(times.get(SIZES[0]) ?? []);
	for (const size of SIZES) {
		const middle = median(times.get(size) ?? []);
		tell(
			`seals, to the first row, ${size} seals: median ${middle.toFixed(0)} ms, ${(middle / base).toFixed(2)} x`,
		);
	}
}

async function timeToFirstRow(size: number): Promise<number> {
	const from = performance.now();
	const child = spawn(PROGRAM, ['seals'], {
		stdio: ['ignore', 'pipe', 'ignore'],
		env: { ...process.env, XDG_STATE_HOME: stateOf(size) },
	});
	const ended = once(child, 'exit');
	await once(child.stdout, 'data');
	const tookMs = performance.now() - from;
	child.stdout.resume();
	await ended;
	return tookMs;
}

async function searching(): Promise<void> {
	for (const size of SIZES) {
		const register = openSealRegister(folderOf(size), Date.now);
		await register.ids();
		const times: number[] = [];
		for (let round = 0; round < ROUNDS * 2; round += 1) {
			for (const text of TYPED) {
				const from = performance.now();
				const ids = await register.ids({ text });
				await register.readRelated(ids.slice(0, VISIBLE_ROWS));
				times.push(performance.now() - from);
			}
		}
		register.close();
		const sorted = times.toSorted((one, other) => one - other);
		const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
		tell(
			`search while typing to ${VISIBLE_ROWS} rows, ${size} seals: median ${median(times).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
		);
	}
}

async function asking(): Promise<void> {
	const authority = await OpensslAuthority.create();
	await using responder = await SlowResponder.open(ANSWER_MS);
	const { url } = responder;
	const directory = join(home, 'asked');
	const register = openSealRegister(directory, Date.now);
	try {
		// The root's list says of the issuer that it is good, as at Kamu SM; without it no verdict could be good.
		await authority.nameListOfIssuer(`${url}/list`);
		const issuer = parseX509(authority.certificate('issuer').der);
		const answers = new Map<string, Uint8Array>();
		const questions: Uint8Array[] = [];
		for (let number = 0; number < ASKED; number += 1) {
			const name = `seal-${number}`;
			const holderNumber = `${1_000_000_000 + number}`;
			const addresses = { ocsp: `${url}/ocsp`, issuer: `${url}/issuer` };
			const seal = await authority.issueSeal(name, addresses, { holderNumber });
			await register.keep({ certificates: [seal], place: { kind: 'file', name } });
			const fields = parseX509(seal.der);
			const question = encodeOcspRequest(fields, issuer, randomBytes(NONCE_BYTES));
			questions.push(question);
			answers.set(
				Buffer.from(fields.serialNumber).toString('hex'),
				await authority.answerWithoutNonce(question, HOUR_MINUTES),
			);
		}
		register.close();
		const files = new Map<string, Uint8Array>([
			['/issuer', readFileSync(authority.path('issuer.pem'))],
			['/list', await authority.crlOf('root')],
		]);
		responder.serve({ files, answers });
		const expiring = async (): Promise<void> => {
			const exitCode = await runExpiring({
				...{ files: [], withinDays: 90, json: true, check: true, timeoutSeconds: 600, now: Date.now() },
				register: { directory, now: Date.now },
				monitor: () => Promise.reject(new Error('no card is looked at')),
				roots: [authority.certificate('root')],
				texts: textsOf('en'),
				io: { stdout: () => undefined, stderr: tell },
				signal: new AbortController().signal,
			});
			if (exitCode !== 0) {
				throw new Error(`expiring ended with ${exitCode}`);
			}
		};
		const bare = async (): Promise<void> => {
			await atMost(AT_ONCE, questions, (question) => posted(`${url}/ocsp`, question));
		};
		// The first round loads what is needed.
		await timed(expiring);
		await timed(bare);
		await responder.most();
		const own: Timed[] = [];
		const others: Timed[] = [];
		for (let round = 0; round < ASKING_ROUNDS; round += 1) {
			own.push(await timed(expiring));
			others.push(await timed(bare));
		}
		const idealMs = (ASKED / AT_ONCE) * ANSWER_MS;
		const [tookMs, bareMs] = [own, others].map((each) => median(each.map((one) => one.tookMs)));
		const cpuMs = median(own.map((one) => one.cpuMs));
		tell(
			`expiring --register --check of ${ASKED}: median ${tookMs?.toFixed(0)} ms, ideal ${idealMs} ms, ` +
				`${((tookMs ?? 0) / idealMs).toFixed(2)} x; a client that only posts the questions ${bareMs?.toFixed(0)} ms, ` +
				`${((tookMs ?? 0) / (bareMs ?? 1)).toFixed(2)} x; at most ${await responder.most()} at a time, ` +
				`${cpuMs.toFixed(0)} ms of a processor, responder included`,
		);
	} finally {
		authority[Symbol.dispose]();
	}
}

interface Timed {
	readonly tookMs: number;
	readonly cpuMs: number;
}

async function timed(work: () => Promise<void>): Promise<Timed> {
	const before = process.cpuUsage();
	const from = performance.now();
	await work();
	const tookMs = performance.now() - from;
	const { user, system } = process.cpuUsage(before);
	return { tookMs, cpuMs: (user + system) / 1000 };
}

/** Sends one question and reads its answer, and does nothing else. */
async function posted(url: string, bytes: Uint8Array): Promise<void> {
	const asking = request(url, {
		method: 'POST',
		agent: false,
		headers: { 'content-type': OCSP_REQUEST_TYPE },
	});
	asking.end(bytes);
	const [response] = await once(asking, 'response');
	await buffer(response);
}

function tell(line: string): void {
	process.stdout.write(`${line}\n`);
}
