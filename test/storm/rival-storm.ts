import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretText } from '#text';
import { journalRecord } from '../../src/audit/record.ts';
import { createPhone } from '../../src/sandbox/phone/index.ts';
import {
	type CaptchaSource,
	createCaptchaSource,
	openPortalStore,
	type PortalAccount,
	type PortalStore,
	startSandboxPortal,
} from '../../src/sandbox/portal/index.ts';
import { createRandomSource, type RandomSource } from '../../src/sandbox/random.ts';
import { type Cut, openCuttingProxy } from '../unit/api/cutting-proxy.ts';
import type { FromClient, ToClient } from './change-storm.ts';

const HOLDER = '4540536920';
const CHANGE = '/word';
/** Out of a hundred. */
const KILLS_PERCENT = 15;
const CUTS_PERCENT = 40;

export interface RivalStormReport {
	/** What the programs were told, and how often. */
	readonly told: ReadonlyMap<string, number>;
	/** Changes that the portal did. */
	readonly done: number;
	readonly kills: number;
	/** Promises that were broken. */
	readonly broken: readonly string[];
}

/**
 * Several programs with one journal want the same thing changed at the same moment, over a line that is cut now and
 * then; some of them are killed. No two changes of it may be open at once, and what the journal says in the end is held
 * against what the portal did.
 *
 * @param programs how many at once, each in a process of its own
 */
export async function runRivalStorm(
	seed: number,
	programs: number,
	rounds: number,
): Promise<RivalStormReport> {
	const folder = await mkdtemp(join(tmpdir(), 'muhurdar-rival-storm-'));
	const random = createRandomSource(seed).stream('rivals');
	const clock = { now: () => Date.now() };
	const phone = createPhone(clock);
	const store = await openPortalStore(join(folder, 'portal'));
	const portal = await startSandboxPortal({
		random: createRandomSource(seed),
		clock,
		phone,
		store,
		accounts: [ACCOUNT],
		rules: { resendAfterSeconds: 0, sessionIdleSeconds: 86_400, passwordTries: 1000, codeTries: 1000 },
	});
	/** Resolves once no other program waits for an outcome: whoever has begun by then has met all of them. */
	let meeting = Promise.withResolvers<void>();
	let isMeeting = false;
	const proxy = await openCuttingProxy(portal.url, (line) => {
		if (!line.startsWith('POST') || !line.endsWith(CHANGE)) {
			return { kind: 'none' };
		}
		if (isMeeting) {
			return { kind: 'held', release: meeting.promise };
		}
		return below(random, 100) < CUTS_PERCENT ? drawCut(random) : { kind: 'none' };
	});
	const pictures = createCaptchaSource(createRandomSource(seed));
	const lastCode = () => (phone.messages.at(-1)?.text ?? '').replace(/\D/g, '');
	const journalFolder = join(folder, 'journal');
	const open = () => Rival.open(proxy.url, journalFolder, pictures, lastCode);
	const told = new Map<string, number>();
	const broken: string[] = [];
	let kills = 0;
	let rivals = await Promise.all(Array.from({ length: programs }, open));
	try {
		for (let round = 0; round < rounds; round += 1) {
			for (const [place, rival] of rivals.entries()) {
				const newWord = `leylak ${round} ${below(random, 2) === 0 ? 'aynı' : place}`;
				await rival.ask(
					{
						kind: 'change',
						change: { kind: 'reset-security-word', holderNumber: HOLDER, newWord },
						holderNumber: HOLDER,
					},
					'prepared',
				);
			}
			// In every other round the line is whole, and the first change is let through when the others have come to it.
			isMeeting = round % 2 === 0;
			meeting = Promise.withResolvers<void>();
			let waiting = rivals.length;
			const outcomes = rivals.map(async (rival) => {
				const outcome = await rival.goes(!isMeeting && below(random, 100) < KILLS_PERCENT);
				waiting -= 1;
				if (waiting <= 1) {
					meeting.resolve();
				}
				return outcome;
			});
			for (const outcome of await Promise.all(outcomes)) {
				told.set(outcome, (told.get(outcome) ?? 0) + 1);
			}
			rivals = await Promise.all(
				rivals.map(async (rival) => {
					if (rival.isAlive) {
						return rival;
					}
					kills += 1;
					return open();
				}),
			);
			// What killed ones left is asked about by whoever comes next.
			await rivals[0]?.ask({ kind: 'settle' }, 'settled');
			broken.push(...(await judged(round, journalFolder, store)));
		}
	} finally {
		await Promise.all(rivals.map((rival) => rival.end()));
		await proxy[Symbol.asyncDispose]();
		await portal.close();
	}
	const done = [...(await outcomesIn(journalFolder)).values()].filter((outcome) => outcome === 'done').length;
	await rm(folder, { recursive: true });
	return { told, done, kills, broken };
}

/** One program; what only a person could know is told to it. */
class Rival {
	readonly #process: ChildProcess;
	readonly #pictures: CaptchaSource;
	readonly #lastCode: () => string;

	private constructor(process: ChildProcess, pictures: CaptchaSource, lastCode: () => string) {
		this.#process = process;
		this.#pictures = pictures;
		this.#lastCode = lastCode;
	}

	static async open(
		url: string,
		journalFolder: string,
		pictures: CaptchaSource,
		lastCode: () => string,
	): Promise<Rival> {
		const script = join(import.meta.dirname, 'fixtures', 'changing-client.ts');
		const child = fork(script, [url, journalFolder], {
			execArgv: ['--disable-warning=ExperimentalWarning'],
			stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		});
		const rival = new Rival(child, pictures, lastCode);
		await rival.#until('ready');
		return rival;
	}

	get isAlive(): boolean {
		return this.#process.exitCode === null && this.#process.signalCode === null;
	}

	async ask(message: ToClient, expected: FromClient['kind']): Promise<void> {
		const answered = this.#until(expected);
		this.#process.send(message, () => undefined);
		await answered;
	}

	/** What the program was told, or that it was killed on the way. */
	async goes(isKilled: boolean): Promise<string> {
		const answer = this.#next();
		this.#process.send({ kind: 'go' } satisfies ToClient, () => {
			if (isKilled) {
				// After the program has the order: the kill falls anywhere in the change.
				setImmediate(() => this.#process.kill('SIGKILL'));
			}
		});
		const told = await answer;
		if (isKilled) {
			await this.#gone();
		}
		return told?.kind === 'outcome' ? told.outcome : 'killed';
	}

	async end(): Promise<void> {
		this.#process.kill('SIGKILL');
		await this.#gone();
	}

	async #gone(): Promise<void> {
		if (this.isAlive) {
			await once(this.#process, 'exit');
		}
	}

	async #until(expected: FromClient['kind']): Promise<void> {
		for (;;) {
			const message = await this.#next();
			if (message === undefined) {
				throw new Error(`The program ended before it said ${expected}`);
			}
			if (message.kind === expected) {
				return;
			}
			const text = message.kind === 'captcha' ? this.#pictures.next().text : this.#lastCode();
			this.#process.send({ kind: 'answer', text } satisfies ToClient, () => undefined);
		}
	}

	/** Undefined where the program is no more. */
	async #next(): Promise<FromClient | undefined> {
		const over = new AbortController();
		try {
			return await Promise.race([
				once(this.#process, 'message', over).then(([message]) => message),
				once(this.#process, 'exit', over).then(() => undefined),
			]);
		} finally {
			over.abort();
		}
	}
}

/** Intents never overlap, none is left open, and each outcome is the portal's. */
async function judged(round: number, journalFolder: string, store: PortalStore): Promise<readonly string[]> {
	const broken: string[] = [];
	const open = new Set<string>();
	for (const data of await events(journalFolder)) {
		if (data.event === 'change-intended') {
			if (open.size > 0) {
				broken.push(`round ${round}: a second change was begun while one was open`);
			}
			open.add(data.key);
		} else if (data.event === 'change-settled') {
			open.delete(data.key);
		}
	}
	if (open.size > 0) {
		broken.push(`round ${round}: ${open.size} changes were left open`);
	}
	for (const [key, outcome] of await outcomesIn(journalFolder)) {
		const truth = store.operation(key)?.state ?? 'never seen';
		if ((truth === 'done') !== (outcome === 'done')) {
			broken.push(`round ${round}: the portal ${truth}, the journal ${outcome}`);
		}
	}
	return broken;
}

async function outcomesIn(journalFolder: string): Promise<ReadonlyMap<string, string>> {
	return new Map(
		(await events(journalFolder)).flatMap((data) =>
			data.event === 'change-settled' ? [[data.key, data.outcome] as const] : [],
		),
	);
}

async function events(journalFolder: string) {
	const text = await readFile(join(journalFolder, 'journal.jsonl'), 'utf8').catch(() => '');
	return text
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => journalRecord.parse(JSON.parse(line)).data);
}

function drawCut(random: RandomSource): Cut {
	const offset = below(random, 256) * 256 + below(random, 256);
	const cuts: readonly Cut[] = [
		{ kind: 'before-request' },
		{ kind: 'in-request', offset },
		{ kind: 'before-answer' },
		{ kind: 'in-answer', offset },
	];
	return cuts[below(random, cuts.length)] ?? { kind: 'none' };
}

function below(random: RandomSource, limit: number): number {
	const [high = 0, low = 0] = random.bytes(2);
	return ((high << 8) | low) % limit;
}

const ACCOUNT: PortalAccount = {
	holder: {
		title: 'Şeker Çiçeği Sanayi A.Ş.',
		holderNumber: HOLDER,
		securityWord: 'papatya',
		phone: '+905000000017',
		email: 'muhasebe@seker-cicegi.example',
		address: 'Uydurma Mah. Deneme Sok. No: 1',
		signatory: { name: 'Gülşen Işık', number: '10000000146' },
	},
	cards: [
		{
			cardSerial: 'C0FFEE000001',
			pin: SecretText.of('482913'),
			puk: SecretText.of('73519264'),
			certificates: [],
		},
	],
};
