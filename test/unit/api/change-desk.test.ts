import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Change, type ChangeDesk, type ChangeJournal, createChangeDesk, type PortalClient } from '#api';
import { createJournal } from '#audit';
import { SecretText } from '#text';
import {
	ACCOUNT,
	clientOf,
	granted,
	HOLDER,
	openPortalStage,
	type PortalStage,
	START,
} from '../sandbox/portal/portal-stage.ts';
import { type Cut, openCuttingProxy } from './cutting-proxy.ts';
import { openServer, sendJson } from './hostile-server.ts';

const CARD = '1234567890ABCDEF';
const SIGN0 = '5A2295753A906E';
const UNLOCK: Change = { kind: 'start-unlock', cardSerial: CARD };

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'muhurdar-changes-'));
});

afterEach(async () => {
	await rm(folder, { recursive: true });
});

function newJournal(): ChangeJournal {
	return createJournal({ directory: join(folder, 'journal'), now: () => START, uid: process.getuid?.() });
}

let keys = 0;

/** A desk whose waiting takes no time. */
function deskOf(client: PortalClient, journal: ChangeJournal = newJournal()): ChangeDesk {
	return createChangeDesk({
		client,
		journal,
		newKey: () => {
			keys += 1;
			return `key-of-the-test-${String(keys).padStart(6, '0')}`;
		},
		clock: {
			after(_delayMs, call) {
				const timer = setTimeout(call, 1);
				return () => clearTimeout(timer);
			},
		},
	});
}

/** Whatever the change is, how often the portal did it. */
interface ChangeCase {
	readonly name: Change['kind'];
	prepare(stage: PortalStage, client: PortalClient): Promise<Change>;
	/** `client` has the session that the change was made in. */
	timesDone(stage: PortalStage, client: PortalClient): Promise<number>;
}

async function standingOf(client: PortalClient): Promise<string | undefined> {
	return granted(await client.certificates()).certificates[0]?.state;
}

async function versionOf(client: PortalClient): Promise<number> {
	return Number(granted(await client.details()).entityTag.slice(1)) - 1;
}

async function startedUnlock(client: PortalClient): Promise<string> {
	const answer = await client.sendChange(UNLOCK, 'key-of-the-preparation');
	if (answer.kind !== 'done') {
		throw new Error('The unlock did not begin');
	}
	return answer.operation.resource ?? '';
}

const NEW_WORD = 'leylak sokağı';

async function wordIsNew(stage: PortalStage): Promise<number> {
	const other = stage.newClient();
	const { captchaId, text } = await stage.captcha(other);
	const login = { holderNumber: HOLDER.holderNumber, captchaId, captchaAnswer: text };
	return (await other.startLogin({ ...login, securityWord: SecretText.of(NEW_WORD) })).ok ? 1 : 0;
}

const CASES: readonly ChangeCase[] = [
	{
		name: 'activate',
		prepare: async () => ({ kind: 'activate', serialNumber: SIGN0 }),
		timesDone: async (_stage, client) => ((await standingOf(client)) === 'valid' ? 1 : 0),
	},
	{
		name: 'revoke',
		prepare: async () => ({ kind: 'revoke', serialNumber: SIGN0, reason: 'other' }),
		timesDone: async (_stage, client) => ((await standingOf(client)) === 'revoked' ? 1 : 0),
	},
	{
		name: 'update-details',
		prepare: async (_stage, client) => ({
			kind: 'update-details',
			edit: { email: 'yeni@seker.example' },
			entityTag: granted(await client.details()).entityTag,
		}),
		timesDone: (_stage, client) => versionOf(client),
	},
	{
		name: 'change-phone',
		async prepare(stage, client) {
			const { phoneChangeId } = granted(
				await client.ask('startPhoneChange', {
					body: { phone: '+905009999988' },
					asked: { phone: '+905009999988' },
				}),
			);
			const { entityTag } = granted(await client.details());
			return { kind: 'change-phone', phoneChangeId, code: stage.lastCode(), entityTag };
		},
		timesDone: (_stage, client) => versionOf(client),
	},
	{
		name: 'change-security-word',
		prepare: async () => ({
			kind: 'change-security-word',
			securityWord: SecretText.of(HOLDER.securityWord),
			newSecurityWord: SecretText.of(NEW_WORD),
		}),
		timesDone: wordIsNew,
	},
	{
		name: 'reset-security-word',
		async prepare(stage, client) {
			const { captchaId, text } = await stage.captcha(client);
			const who = { holderNumber: HOLDER.holderNumber, captchaId, captchaAnswer: text };
			const { resetId } = granted(await client.ask('startWordReset', { body: who }));
			granted(await client.ask('sendWordResetCode', { parameters: { resetId } }));
			return {
				kind: 'reset-security-word',
				resetId,
				code: stage.lastCode(),
				newSecurityWord: SecretText.of(NEW_WORD),
			};
		},
		timesDone: wordIsNew,
	},
	{
		name: 'delete-pins',
		prepare: async () => ({ kind: 'delete-pins', cardSerial: CARD, copy: 'saved' }),
		timesDone: async (_stage, client) => granted(await client.pins()).withheld.length,
	},
	{
		name: 'start-unlock',
		prepare: async () => UNLOCK,
		timesDone: async (_stage, client) => granted(await client.unlocks()).length,
	},
	{
		name: 'report-unlock',
		prepare: async (_stage, client) => ({
			kind: 'report-unlock',
			unlockId: await startedUnlock(client),
			result: 'done',
		}),
		timesDone: async (_stage, client) =>
			granted(await client.unlocks()).filter(({ state }) => state === 'done').length,
	},
];

/** With certificates that can be opened. */
const SUSPENDED_ACCOUNT = {
	...ACCOUNT,
	cards: ACCOUNT.cards.map((card) => ({
		...card,
		certificates: card.certificates.map((one) => ({
			...one,
			standing: { kind: 'suspended', since: START } as const,
		})),
	})),
};

/** How a change comes out when its line is cut there. */
const CUTS: readonly (readonly [string, Cut, done: boolean])[] = [
	['not at all', { kind: 'none' }, true],
	['before a byte of it is through', { kind: 'before-request' }, false],
	['after its first byte', { kind: 'in-request', offset: 1 }, false],
	['in its head', { kind: 'in-request', offset: 80 }, false],
	['before its last byte', { kind: 'in-request', offset: -1 }, false],
	['after it was done, before the answer', { kind: 'before-answer' }, true],
	['after the first byte of the answer', { kind: 'in-answer', offset: 1 }, true],
	['in the head of the answer', { kind: 'in-answer', offset: 60 }, true],
	['before the last byte of the answer', { kind: 'in-answer', offset: -1 }, true],
];

describe.each(CASES)('$name', ({ prepare, timesDone }) => {
	it.each(CUTS)('is told as it is and done at most once when the line is cut %s', async (_, cut, isDone) => {
		await using stage = await openPortalStage({ accounts: [SUSPENDED_ACCOUNT] });
		let isArmed = false;
		let wasSent = 0;
		await using proxy = await openCuttingProxy(stage.url, (line) => {
			if (!isArmed || line.startsWith('GET') || line.includes('/v1/operations/')) {
				return { kind: 'none' };
			}
			wasSent += 1;
			return cut;
		});
		const client = clientOf(proxy.url);
		await stage.login(client);
		const change = await prepare(stage, client);
		const journal = newJournal();

		isArmed = true;
		const asking: string[] = [];
		const outcome = await deskOf(client, journal).perform(change, HOLDER.holderNumber, {
			onAsking: ({ code }) => asking.push(code),
		});
		isArmed = false;

		expect(wasSent).toBe(1);
		expect(outcome.kind).toBe(isDone ? 'done' : 'not-sent');
		expect(asking.length > 0).toBe(cut.kind !== 'none');
		expect(await timesDone(stage, client)).toBe(isDone ? 1 : 0);
		expect(await journal.openIntents()).toEqual({ ok: true, value: [] });
	});
});

describe('a request that arrives late', () => {
	it('is never done once its outcome was told as not sent', async () => {
		await using stage = await openPortalStage();
		const { promise: release, resolve: arrive } = Promise.withResolvers<void>();
		await using proxy = await openCuttingProxy(stage.url, (line) =>
			line === 'POST /v1/unlocks' ? { kind: 'late', release } : { kind: 'none' },
		);
		const client = clientOf(proxy.url);
		await stage.login(client);

		const outcome = await deskOf(client).perform(UNLOCK, HOLDER.holderNumber);
		arrive();
		await proxy.settled();

		expect(outcome).toMatchObject({ kind: 'not-sent', problem: { code: 'operation-withdrawn' } });
		expect(granted(await client.unlocks())).toEqual([]);
	});
});

describe('a change whose outcome nobody knows', () => {
	it('does not keep its screen for a day because the portal asks for one', async () => {
		await using server = await openServer((response, { method }) => {
			if (method === 'GET') {
				sendJson(response, {
					name: 'Portal',
					contractVersion: 1,
					isSandbox: false,
					operations: [],
					flow: 'guide-2014',
					instanceId: 'instance-of-the-test',
				});
				return;
			}
			response.writeHead(503, { 'retry-after': '86400' }).end();
		});
		const word = SecretText.of('papatya');
		const outcome = await deskOf(clientOf(server.url)).perform(
			{ kind: 'reset-security-word', resetId: 'reset-of-the-test-0001', code: word, newSecurityWord: word },
			HOLDER.holderNumber,
		);
		expect(outcome).toMatchObject({ kind: 'uncertain', problem: { retryAfterSeconds: 86_400 } });
		expect(server.seen.map(({ url }) => url).filter((url) => url.includes('operations'))).toEqual([]);
	});

	it('is uncertain when the caller gives up, is asked about by the next run, and is not sent again', async () => {
		await using stage = await openPortalStage();
		let isDark = false;
		await using proxy = await openCuttingProxy(stage.url, (line) => {
			if (line === 'POST /v1/unlocks') {
				isDark = true;
				return { kind: 'before-answer' };
			}
			return isDark ? { kind: 'before-request' } : { kind: 'none' };
		});
		const client = clientOf(proxy.url);
		await stage.login(client);
		const giveUp = new AbortController();

		const outcome = await deskOf(client).perform(UNLOCK, HOLDER.holderNumber, {
			signal: giveUp.signal,
			onAsking: () => giveUp.abort(),
		});
		const stillDark = await deskOf(client).settleOpen();
		isDark = false;
		const asked = await deskOf(client).settleOpen();
		const again = await deskOf(client).settleOpen();

		expect(outcome.kind).toBe('uncertain');
		expect(stillDark).toMatchObject({ ok: false, problem: { code: 'unreachable' } });
		expect(asked).toMatchObject({
			ok: true,
			value: [{ intent: { kind: 'start-unlock' }, outcome: { kind: 'done' } }],
		});
		expect(again).toEqual({ ok: true, value: [] });
		expect(proxy.requests.filter((line) => line === 'POST /v1/unlocks')).toHaveLength(1);
	});

	it('is told as the former one when the same is wanted again, and nothing is sent', async () => {
		await using stage = await openPortalStage();
		let isDark = false;
		await using proxy = await openCuttingProxy(stage.url, (line) => {
			isDark ||= line === 'POST /v1/unlocks';
			return isDark ? { kind: 'before-answer' } : { kind: 'none' };
		});
		const client = clientOf(proxy.url);
		await stage.login(client);
		const giveUp = new AbortController();
		await deskOf(client).perform(UNLOCK, HOLDER.holderNumber, {
			signal: giveUp.signal,
			onAsking: () => giveUp.abort(),
		});
		isDark = false;
		const direct = clientOf(stage.url);
		await stage.login(direct);

		const former = await deskOf(direct).perform(UNLOCK, HOLDER.holderNumber);
		const next = await deskOf(direct).perform(UNLOCK, HOLDER.holderNumber);

		expect(former).toMatchObject({ kind: 'former', outcome: { kind: 'done' } });
		expect(next).toMatchObject({ kind: 'refused', problem: { code: 'unlock-open' } });
		expect(granted(await direct.unlocks())).toHaveLength(1);
	});

	it('is not asked of a portal that has not its memory', async () => {
		await using stage = await openPortalStage();
		await using proxy = await openCuttingProxy(stage.url, (line) =>
			line.startsWith('GET') || line.includes('logins') || line.includes('captchas')
				? { kind: 'none' }
				: { kind: 'before-answer' },
		);
		const client = clientOf(proxy.url);
		await stage.login(client);
		const giveUp = new AbortController();
		await deskOf(client).perform(UNLOCK, HOLDER.holderNumber, {
			signal: giveUp.signal,
			onAsking: () => giveUp.abort(),
		});
		await using other = await openPortalStage({ seed: 1 });

		expect(await deskOf(other.client).settleOpen()).toMatchObject({
			value: [{ outcome: { kind: 'uncertain', problem: { code: 'other-portal' } } }],
		});
		expect((await newJournal().openIntents()).ok).toBe(true);
		expect(await deskOf(clientOf(stage.url)).settleOpen()).toMatchObject({
			value: [{ outcome: { kind: 'done' } }],
		});
	});

	it('is not sent again to a portal that lost its memory, and is told so', async () => {
		await using stage = await openPortalStage();
		await using proxy = await openCuttingProxy(stage.url, (line) =>
			line === 'POST /v1/unlocks' ? { kind: 'before-answer' } : { kind: 'none' },
		);
		const client = clientOf(proxy.url);
		await stage.login(client);
		const giveUp = new AbortController();
		await deskOf(client).perform(UNLOCK, HOLDER.holderNumber, {
			signal: giveUp.signal,
			onAsking: () => giveUp.abort(),
		});
		await using other = await openPortalStage({ seed: 1 });
		await other.login();

		expect(await deskOf(other.client).perform(UNLOCK, HOLDER.holderNumber)).toMatchObject({
			kind: 'uncertain',
			problem: { code: 'other-portal' },
			formerAt: START,
		});
		expect(granted(await other.client.unlocks())).toEqual([]);
		expect(await deskOf(other.client).settleOpen()).toMatchObject({
			value: [{ outcome: { kind: 'uncertain', problem: { code: 'other-portal' } } }],
		});
	});

	it('is settled first and told as what it was where something else is wanted now', async () => {
		await using stage = await openPortalStage();
		let isDark = false;
		await using proxy = await openCuttingProxy(stage.url, (line) => {
			isDark ||= line === 'PUT /v1/security-word';
			return isDark ? { kind: 'before-answer' } : { kind: 'none' };
		});
		const client = clientOf(proxy.url);
		await stage.login(client);
		const wordChange = (newWord: string): Change => ({
			kind: 'change-security-word',
			securityWord: SecretText.of(HOLDER.securityWord),
			newSecurityWord: SecretText.of(newWord),
		});
		const giveUp = new AbortController();
		await deskOf(client).perform(wordChange(NEW_WORD), HOLDER.holderNumber, {
			signal: giveUp.signal,
			onAsking: () => giveUp.abort(),
		});
		const direct = clientOf(stage.url);
		await stage.login(direct, { ...HOLDER, securityWord: NEW_WORD });

		expect(await deskOf(direct).perform(wordChange('menekşe'), HOLDER.holderNumber)).toMatchObject({
			kind: 'former',
			outcome: { kind: 'done' },
			isSame: false,
			begunAt: START,
		});
		expect(await wordIsNew(stage)).toBe(1);
	});

	it('is not withdrawn by another program that starts while it is under way', async () => {
		await using stage = await openPortalStage();
		const { promise: release, resolve: arrive } = Promise.withResolvers<void>();
		const { promise: sent, resolve: isSent } = Promise.withResolvers<void>();
		await using proxy = await openCuttingProxy(stage.url, (line) => {
			if (line === 'POST /v1/unlocks') {
				isSent();
				return { kind: 'held', release };
			}
			return { kind: 'none' };
		});
		const client = clientOf(proxy.url);
		await stage.login(client);

		const outcome = deskOf(client).perform(UNLOCK, HOLDER.holderNumber);
		await sent;
		const other = deskOf(clientOf(stage.url));
		expect(await other.settleOpen()).toEqual({ ok: true, value: [] });
		expect(await other.perform(UNLOCK, HOLDER.holderNumber)).toEqual({ kind: 'under-way' });
		arrive();

		expect(await outcome).toMatchObject({ kind: 'done' });
		expect(granted(await client.unlocks())).toHaveLength(1);
	});

	it('is sent once when two programs with one journal want it at the same time', async () => {
		await using stage = await openPortalStage();
		await stage.login();
		const desks = [deskOf(stage.client), deskOf(stage.client)];

		const outcomes = await Promise.all(desks.map((desk) => desk.perform(UNLOCK, HOLDER.holderNumber)));

		const [first, second] = outcomes.map(({ kind }) => kind).toSorted();
		expect(first).toBe('done');
		// The portal refuses a second unlock, where the first was done before the other program asked.
		expect(['under-way', 'refused']).toContain(second);
		expect(granted(await stage.client.unlocks())).toHaveLength(1);
	});

	it('is done once when two ask for it at the same time', async () => {
		await using stage = await openPortalStage();
		await stage.login();
		const desk = deskOf(stage.client);

		const outcomes = await Promise.all([
			desk.perform(UNLOCK, HOLDER.holderNumber),
			desk.perform(UNLOCK, HOLDER.holderNumber),
		]);

		expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['done', 'under-way']);
		expect(granted(await stage.client.unlocks())).toHaveLength(1);
	});
});

describe('a journal that cannot be written', () => {
	it('stops a change before a byte of it is sent', async () => {
		await using stage = await openPortalStage();
		await using proxy = await openCuttingProxy(stage.url, () => ({ kind: 'none' }));
		const client = clientOf(proxy.url);
		await stage.login(client);
		const none = createJournal({ directory: undefined, now: () => START, uid: undefined });

		expect(await deskOf(client, none).perform(UNLOCK, HOLDER.holderNumber)).toEqual({
			kind: 'blocked',
			failure: 'not-writable',
		});
		expect(proxy.requests).not.toContain('POST /v1/unlocks');
	});
});

describe('a portal that cannot be reached', () => {
	it('leaves nothing open', async () => {
		const stage = await openPortalStage();
		await stage.login();
		await stage[Symbol.asyncDispose]();

		expect(await deskOf(stage.client).perform(UNLOCK, HOLDER.holderNumber)).toMatchObject({
			kind: 'not-sent',
			problem: { code: 'unreachable' },
		});
		expect(await newJournal().openIntents()).toEqual({ ok: true, value: [] });
	});
});
