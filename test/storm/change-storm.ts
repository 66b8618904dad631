import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretText } from '#text';
import { createPhone } from '../../src/sandbox/phone/index.ts';
import {
	type CaptchaSource,
	createCaptchaSource,
	openPortalStore,
	type PortalAccount,
	type PortalStore,
	type SandboxPortal,
	startSandboxPortal,
} from '../../src/sandbox/portal/index.ts';
import { createRandomSource, type RandomSource } from '../../src/sandbox/random.ts';
import { type Cut, type CuttingProxy, openCuttingProxy } from '../unit/api/cutting-proxy.ts';

/** What the client is to change; it fetches what is missing. */
export type WantedChange =
	| { readonly kind: 'activate'; readonly serialNumber: string }
	| { readonly kind: 'revoke'; readonly serialNumber: string }
	| { readonly kind: 'update-details'; readonly edit: { readonly email: string } }
	| { readonly kind: 'change-phone'; readonly phone: string }
	| { readonly kind: 'change-security-word'; readonly word: string; readonly newWord: string }
	| { readonly kind: 'reset-security-word'; readonly holderNumber: string; readonly newWord: string }
	| { readonly kind: 'delete-pins'; readonly cardSerial: string }
	| { readonly kind: 'start-unlock'; readonly cardSerial: string }
	| { readonly kind: 'report-unlock'; readonly unlockId: string };

export type ToClient =
	| { readonly kind: 'log-in'; readonly holderNumber: string; readonly word: string }
	| { readonly kind: 'settle' }
	| { readonly kind: 'change'; readonly change: WantedChange; readonly holderNumber: string }
	| { readonly kind: 'go' }
	| { readonly kind: 'answer'; readonly text: string };

/** What only a person could know: the text in the picture, the code on the phone. */
export interface ClientNeed {
	readonly kind: 'captcha' | 'code';
}

export type FromClient =
	| ClientNeed
	| { readonly kind: 'ready' | 'logged-in' | 'settled' | 'prepared' }
	| { readonly kind: 'outcome'; readonly outcome: string };

export interface ChangeStormReport {
	/** Per kind of change, what the portal holds of it: done, refused, withdrawn, never seen. */
	readonly truths: ReadonlyMap<string, number>;
	readonly cuts: ReadonlyMap<string, number>;
	readonly kills: number;
	/** Promises that were broken. */
	readonly broken: readonly string[];
}

const KINDS: readonly WantedChange['kind'][] = [
	'activate',
	'revoke',
	'update-details',
	'change-phone',
	'change-security-word',
	'reset-security-word',
	'delete-pins',
	'start-unlock',
	'report-unlock',
];

const HOLDER = '4540536920';
const CARDS = 40;
const CERTIFICATES_A_CARD = 60;
const YEAR_MS = 365 * 86_400_000;
/** Out of a hundred. */
const KILLS_PERCENT = 20;
const QUESTION_CUTS_PERCENT = 25;

/**
 * Changes at the sandbox's portal through a line that is cut anywhere, by a client that is killed now and then: what
 * the journal says in the end is held against what the portal did.
 */
export async function runChangeStorm(seed: number, runs: number): Promise<ChangeStormReport> {
	await using storm = await ChangeStorm.open(seed);
	for (let run = 0; run < runs; run += 1) {
		await storm.change(run);
	}
	return storm.report();
}

class ChangeStorm implements AsyncDisposable {
	readonly #random: RandomSource;
	readonly #folder: string;
	readonly #store: PortalStore;
	readonly #portal: SandboxPortal;
	readonly #phone: ReturnType<typeof createPhone>;
	readonly #pictures: CaptchaSource;
	#proxy: CuttingProxy | undefined;
	#client: ChildProcess | undefined;
	/** Of the change under way. */
	#plan: { readonly cut: Cut; readonly kill: 'request' | 'question' | 'go' | undefined } | undefined;
	#word = 'papatya';
	#current: WantedChange | undefined;
	#nextCertificate = 0;
	#kills = 0;
	readonly #truths = new Map<string, number>();
	readonly #cuts = new Map<string, number>();
	readonly #broken: string[] = [];
	#recordsRead = 0;

	private constructor(parts: {
		readonly random: RandomSource;
		readonly folder: string;
		readonly store: PortalStore;
		readonly portal: SandboxPortal;
		readonly phone: ReturnType<typeof createPhone>;
		readonly pictures: CaptchaSource;
	}) {
		this.#random = parts.random;
		this.#folder = parts.folder;
		this.#store = parts.store;
		this.#portal = parts.portal;
		this.#phone = parts.phone;
		this.#pictures = parts.pictures;
	}

	static async open(seed: number): Promise<ChangeStorm> {
		const folder = await mkdtemp(join(tmpdir(), 'muhurdar-change-storm-'));
		const clock = { now: () => Date.now() };
		const phone = createPhone(clock);
		const store = await openPortalStore(join(folder, 'portal'));
		const portal = await startSandboxPortal({
			random: createRandomSource(seed),
			clock,
			phone,
			store,
			accounts: [account()],
			rules: { resendAfterSeconds: 0, sessionIdleSeconds: 86_400, passwordTries: 1000, codeTries: 1000 },
		});
		const storm = new ChangeStorm({
			random: createRandomSource(seed).stream('storm'),
			folder,
			store,
			portal,
			phone,
			pictures: createCaptchaSource(createRandomSource(seed)),
		});
		storm.#proxy = await openCuttingProxy(portal.url, (line) => storm.#judge(line));
		await storm.#startClient();
		return storm;
	}

	async change(run: number): Promise<void> {
		const change = this.#draw(run);
		this.#current = change;
		const { promise: afterwards, resolve: endWaiting } = Promise.withResolvers<void>();
		// Half of those that are late arrive only after the client was told what became of them.
		const drawn = this.#drawCut();
		const cut = drawn.kind === 'late' && this.#below(2) === 0 ? { ...drawn, release: afterwards } : drawn;
		this.#count(this.#cuts, cut.kind);
		await this.#ask({ kind: 'change', change, holderNumber: HOLDER }, 'prepared');
		const kill =
			this.#below(100) < KILLS_PERCENT ? this.#pick(['request', 'question', 'go'] as const) : undefined;
		this.#plan = { cut, kill };
		const told = this.#next();
		this.#tell({ kind: 'go' });
		if (kill === 'go') {
			this.#kill();
		}
		const answer = await told;
		endWaiting();
		// What was held back arrives now, whoever waited for it.
		await this.#proxy?.settled();
		this.#plan = undefined;
		if (this.#client?.killed) {
			await this.#gone(this.#client);
			this.#kills += 1;
			await this.#startClient();
		} else if (answer === undefined) {
			throw new Error('The client ended by itself');
		}
		await this.#compare(run, change, answer?.kind === 'outcome' ? answer.outcome : undefined);
	}

	async report(): Promise<ChangeStormReport> {
		this.#compareEffects();
		return { truths: this.#truths, cuts: this.#cuts, kills: this.#kills, broken: this.#broken };
	}

	async [Symbol.asyncDispose](): Promise<void> {
		if (this.#client !== undefined) {
			this.#client.kill('SIGKILL');
			await this.#gone(this.#client);
		}
		await this.#proxy?.[Symbol.asyncDispose]();
		await this.#portal.close();
		await rm(this.#folder, { recursive: true });
	}

	async #gone(client: ChildProcess): Promise<void> {
		if (client.exitCode === null && client.signalCode === null) {
			await once(client, 'exit');
		}
	}

	/** A new process takes up what the former one left, then logs in. */
	async #startClient(): Promise<void> {
		const script = join(import.meta.dirname, 'fixtures', 'changing-client.ts');
		const client = fork(script, [this.#proxy?.url ?? '', join(this.#folder, 'journal')], {
			execArgv: ['--disable-warning=ExperimentalWarning'],
			stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		});
		this.#client = client;
		await this.#until('ready');
		await this.#ask({ kind: 'settle' }, 'settled');
		await this.#learnWord();
		await this.#ask({ kind: 'log-in', holderNumber: HOLDER, word: this.#word }, 'logged-in');
	}

	#judge(line: string): Cut {
		const plan = this.#plan;
		if (line.includes('/v1/operations/')) {
			if (plan?.kill === 'question') {
				this.#kill();
			}
			return this.#below(100) < QUESTION_CUTS_PERCENT ? this.#drawCut() : { kind: 'none' };
		}
		if (plan === undefined || line.startsWith('GET')) {
			return { kind: 'none' };
		}
		if (plan.kill === 'request') {
			this.#kill();
		}
		return plan.cut;
	}

	#kill(): void {
		this.#client?.kill('SIGKILL');
	}

	#draw(run: number): WantedChange {
		const kind = this.#pick(KINDS);
		const cardSerial = serialOf(this.#below(CARDS));
		switch (kind) {
			case 'activate':
			case 'revoke':
				this.#nextCertificate += 1;
				return { kind, serialNumber: certificateOf(this.#nextCertificate % (CARDS * CERTIFICATES_A_CARD)) };
			case 'update-details':
				return { kind, edit: { email: `storm-${run}@seker.example` } };
			case 'change-phone':
				return { kind, phone: `+90500${String(1_000_000 + run)}` };
			case 'change-security-word':
				return { kind, word: this.#word, newWord: `leylak ${run}` };
			case 'reset-security-word':
				return { kind, holderNumber: HOLDER, newWord: `menekşe ${run}` };
			case 'delete-pins':
			case 'start-unlock':
				return { kind, cardSerial };
			case 'report-unlock': {
				const open = this.#store.unlocks(HOLDER, 1000).find(({ state }) => state === 'open');
				return open === undefined ? { kind: 'start-unlock', cardSerial } : { kind, unlockId: open.unlockId };
			}
		}
	}

	#drawCut(): Cut {
		const offset = this.#below(256) * 256 + this.#below(256);
		switch (
			this.#pick(['none', 'before-request', 'in-request', 'before-answer', 'in-answer', 'late'] as const)
		) {
			case 'none':
				return { kind: 'none' };
			case 'before-request':
				return { kind: 'before-request' };
			case 'in-request':
				return { kind: 'in-request', offset };
			case 'before-answer':
				return { kind: 'before-answer' };
			case 'in-answer':
				return { kind: 'in-answer', offset };
			case 'late':
				// Some turns of the loop later: before, while or after the client asks.
				return { kind: 'late', release: turns(this.#below(40)) };
		}
	}

	/** What the portal did, what the journal says and what the client was told are the same. */
	async #compare(run: number, change: WantedChange, told: string | undefined): Promise<void> {
		const outcomes = await this.#newOutcomes();
		if (outcomes.size > 1) {
			this.#broken.push(`run ${run}, ${change.kind}: ${outcomes.size} intents for one change`);
		}
		for (const [key, outcome] of outcomes) {
			const truth = this.#store.operation(key)?.state ?? 'never seen';
			this.#count(this.#truths, `${change.kind} ${truth}`);
			const isDone = truth === 'done';
			if (outcome === undefined || isDone !== (outcome === 'done')) {
				this.#broken.push(`run ${run}, ${change.kind}: the portal ${truth}, the journal ${outcome}`);
			}
			if (told !== undefined && isDone !== (told === 'done')) {
				this.#broken.push(`run ${run}, ${change.kind}: the portal ${truth}, the client was told ${told}`);
			}
		}
		if (outcomes.size === 0) {
			this.#count(this.#truths, `${change.kind} not begun`);
			if (told !== undefined && told !== 'not-sent') {
				this.#broken.push(`run ${run}, ${change.kind}: told ${told} without an intent`);
			}
		}
		await this.#learnWord();
		this.#recordsRead += (await this.#newRecords()).length;
		this.#current = undefined;
	}

	/** Which security word is the right one now. */
	async #learnWord(): Promise<void> {
		const change = this.#current;
		if (change !== undefined && isOfWord(change)) {
			const outcomes = await this.#newOutcomes();
			this.#word = [...outcomes.values()].includes('done') ? change.newWord : this.#word;
		}
	}

	async #newRecords(): Promise<readonly string[]> {
		const text = await readFile(join(this.#folder, 'journal', 'journal.jsonl'), 'utf8').catch(() => '');
		return text
			.split('\n')
			.filter((line) => line !== '')
			.slice(this.#recordsRead);
	}

	/** By key, of the intents that the journal got since the last change. */
	async #newOutcomes(): Promise<Map<string, string | undefined>> {
		const found = new Map<string, string | undefined>();
		for (const line of await this.#newRecords()) {
			const { data } = JSON.parse(line);
			if (data.event === 'change-intended') {
				found.set(data.key, undefined);
			} else if (data.event === 'change-settled') {
				found.set(data.key, data.outcome);
			}
		}
		return found;
	}

	/** What stands in the account is what was done, counted. */
	#compareEffects(): void {
		const done = (...kinds: readonly string[]): number =>
			kinds.reduce((sum, kind) => sum + (this.#truths.get(`${kind} done`) ?? 0), 0);
		const unlocks = this.#store.unlocks(HOLDER, 1_000_000);
		const certificates = this.#store.certificates(HOLDER, undefined, 1_000_000);
		const standing = (what: string): number => certificates.filter((one) => one.standing === what).length;
		for (const [what, effects, changes] of [
			['unlocks', unlocks.length, done('start-unlock')],
			['closed unlocks', unlocks.filter(({ state }) => state !== 'open').length, done('report-unlock')],
			['edits', (this.#store.holder(HOLDER)?.version ?? 0) - 1, done('update-details', 'change-phone')],
			['revoked certificates', standing('revoked'), done('revoke')],
			['opened certificates', standing('good'), done('activate')],
		] as const) {
			if (effects !== changes) {
				this.#broken.push(`${what}: ${effects} of them, ${changes} changes done`);
			}
		}
	}

	#tell(message: ToClient): void {
		this.#client?.send(message, () => undefined);
	}

	async #ask(message: ToClient, expected: FromClient['kind']): Promise<void> {
		const answered = this.#until(expected);
		this.#tell(message);
		await answered;
	}

	/** Serves what the client needs until it says what is expected. */
	async #until(expected: FromClient['kind']): Promise<void> {
		for (;;) {
			const message = await this.#next();
			if (message === undefined) {
				throw new Error(`The client ended before it said ${expected}`);
			}
			if (message.kind === expected) {
				return;
			}
			const text =
				message.kind === 'captcha'
					? this.#pictures.next().text
					: (this.#phone.messages.at(-1)?.text ?? '').replace(/\D/g, '');
			this.#tell({ kind: 'answer', text });
		}
	}

	/** Undefined where the client is no more. */
	async #next(): Promise<FromClient | undefined> {
		const client = this.#client;
		if (client === undefined) {
			return undefined;
		}
		const over = new AbortController();
		try {
			return await Promise.race([
				once(client, 'message', over).then(([message]) => message),
				once(client, 'exit', over).then(() => undefined),
			]);
		} finally {
			over.abort();
		}
	}

	#below(limit: number): number {
		const [high = 0, low = 0] = this.#random.bytes(2);
		return ((high << 8) | low) % limit;
	}

	#pick<T>(choices: readonly [T, ...T[]] | readonly T[]): T {
		const chosen = choices[this.#below(choices.length)];
		if (chosen === undefined) {
			throw new RangeError('nothing to choose from');
		}
		return chosen;
	}

	#count(counts: Map<string, number>, name: string): void {
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
}

function isOfWord(change: WantedChange): change is Extract<WantedChange, { readonly newWord: string }> {
	return change.kind === 'change-security-word' || change.kind === 'reset-security-word';
}

async function turns(count: number): Promise<void> {
	for (let turn = 0; turn < count; turn += 1) {
		await new Promise((resolve) => setImmediate(resolve));
	}
}

function serialOf(card: number): string {
	return `C0FFEE${String(card).padStart(6, '0')}`;
}

function certificateOf(index: number): string {
	return `5A${String(index).padStart(8, '0')}`;
}

/** Cards whose certificates can all be opened and revoked. */
function account(): PortalAccount {
	const now = Date.now();
	return {
		holder: {
			title: 'Şeker Çiçeği Sanayi A.Ş.',
			holderNumber: HOLDER,
			securityWord: 'papatya',
			phone: '+905000000017',
			email: 'muhasebe@seker-cicegi.example',
			address: 'Uydurma Mah. Deneme Sok. No: 1',
			signatory: { name: 'Gülşen Işık', number: '10000000146' },
		},
		cards: Array.from({ length: CARDS }, (_, card) => ({
			cardSerial: serialOf(card),
			pin: SecretText.of('482913'),
			puk: SecretText.of('73519264'),
			certificates: Array.from({ length: CERTIFICATES_A_CARD }, (_one, index) => ({
				serialNumber: certificateOf(card * CERTIFICATES_A_CARD + index),
				use: 'SIGN0',
				notBefore: now - YEAR_MS,
				notAfter: now + YEAR_MS,
				fingerprint: '0f'.repeat(32),
				standing: { kind: 'suspended', since: now - 1000 },
			})),
		})),
	};
}
