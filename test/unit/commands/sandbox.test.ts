import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runSandbox, type SandboxCommandOptions } from '#commands';
import { textsOf } from '#i18n';
import { SecretText } from '#text';
import { createCaptchaSource } from '../../../src/sandbox/portal/index.ts';
import { createRandomSource } from '../../../src/sandbox/random.ts';
import { clientOf, granted } from '../sandbox/portal/portal-stage.ts';
import { type CapturedIo, capturedIo } from './captured-io.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const SEED = 7;
const PORTAL = /^portal: (http:\/\/127\.0\.0\.1:(\d+))$/m;

interface RunningSandbox {
	readonly io: CapturedIo;
	readonly exitCode: Promise<number>;
	stop(): Promise<number>;
}

const running: RunningSandbox[] = [];
let folder = '';

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'muhurdar-sandbox-'));
});

afterEach(async () => {
	await Promise.all(running.splice(0).map((sandbox) => sandbox.stop()));
	await rm(folder, { recursive: true });
});

function started(options: Partial<SandboxCommandOptions> = {}): RunningSandbox {
	const io = capturedIo();
	const ending = new AbortController();
	const exitCode = runSandbox({
		card: 'none',
		seed: SEED,
		texts: textsOf('tr'),
		clock: { now: () => NOW },
		...options,
		io,
		signal: ending.signal,
	});
	const sandbox: RunningSandbox = {
		io,
		exitCode,
		stop() {
			ending.abort();
			return exitCode;
		},
	};
	running.push(sandbox);
	return sandbox;
}

async function portOf({ io }: RunningSandbox): Promise<number> {
	return Number((await io.said(PORTAL))[2]);
}

describe('the sandbox command', () => {
	it('can be logged in to with what it prints, and is gone when it is stopped', async () => {
		const sandbox = started();
		const [, url = ''] = await sandbox.io.said(PORTAL);
		const [, holderNumber = ''] = await sandbox.io.said(/^holder-number: (\d+)$/m);
		const [, securityWord = ''] = await sandbox.io.said(/^security-word: (\S+)$/m);
		const client = clientOf(url);
		expect(granted(await client.service())).toMatchObject({ isSandbox: true });

		const { captchaId } = granted(await client.newCaptcha());
		const captchaAnswer = createCaptchaSource(createRandomSource(SEED)).next().text;
		const { loginId } = granted(
			await client.startLogin({
				holderNumber,
				captchaId,
				captchaAnswer,
				securityWord: SecretText.of(securityWord),
			}),
		);
		granted(await client.ask('sendCode', { parameters: { loginId } }));
		const [, code = ''] = await sandbox.io.said(
			/^sms: 2026-01-15T12:00:00\.000Z \+905000000017 Onay kodunuz ([\d ]+)$/m,
		);
		const session = granted(
			await client.confirmCode({ loginId, holderNumber }, SecretText.of(code.replaceAll(' ', ''))),
		);
		expect(session).toMatchObject({ holderNumber, title: 'Şeker Çiçeği Sanayi A.Ş.' });

		expect(await sandbox.stop()).toBe(0);
		expect(await client.service()).toMatchObject({ ok: false, problem: { code: 'unreachable' } });
	});

	it('tells no word that was changed, in whichever run after it, and says so', async () => {
		const dataDirectory = join(folder, 'veri');
		const sandbox = started({ dataDirectory });
		const [, url = ''] = await sandbox.io.said(PORTAL);
		const [, securityWord = ''] = await sandbox.io.said(/^security-word: (\S+)$/m);
		const client = clientOf(url);
		const logIn = async (word: string) => {
			const { captchaId } = granted(await client.newCaptcha());
			const captchaAnswer = createCaptchaSource(createRandomSource(SEED)).next().text;
			return client.startLogin({
				holderNumber: '4540536920',
				captchaId,
				captchaAnswer,
				securityWord: SecretText.of(word),
			});
		};
		const { loginId } = granted(await logIn(securityWord));
		granted(await client.ask('sendCode', { parameters: { loginId } }));
		const [, code = ''] = await sandbox.io.said(/^sms: .* Onay kodunuz ([\d ]+)$/m);
		granted(
			await client.confirmCode(
				{ loginId, holderNumber: '4540536920' },
				SecretText.of(code.replaceAll(' ', '')),
			),
		);
		const changed = await client.sendChange(
			{
				kind: 'change-security-word',
				securityWord: SecretText.of(securityWord),
				newSecurityWord: SecretText.of('kardelen'),
			},
			randomUUID(),
		);
		expect(changed.kind).toBe('done');
		expect(await sandbox.stop()).toBe(0);

		for (const language of ['tr', 'en'] as const) {
			const again = started({ dataDirectory, texts: textsOf(language) });
			await portOf(again);
			await again.io.said(/^holder-number: 4540536920$/m);
			expect(again.io.out).not.toMatch(/security-word|papatya|kardelen/);
			expect(again.io.err).toContain(textsOf(language).commands.sandbox.wordChanged);
			expect(again.io.err).not.toMatch(/papatya|kardelen/);
			await again.stop();
		}
	});

	it.each([
		['tr', 'Kamu SM’de hiçbir işlem yapılmaz'],
		['en', 'nothing happens at Kamu SM'],
	] as const)('says in %s that it is a sandbox, on both channels', async (language, sentence) => {
		const sandbox = started({ texts: textsOf(language) });
		await portOf(sandbox);
		expect(sandbox.io.out).toMatch(/^sandbox: DENEME ORTAMI\n/);
		expect(sandbox.io.err).toContain('DENEME ORTAMI');
		expect(sandbox.io.err).toContain(sentence);
	});

	it('prints nothing to use when it is stopped before it is ready', async () => {
		const sandbox = started();
		expect(await sandbox.stop()).toBe(0);
		expect(sandbox.io.out).toBe('');
	});

	it('listens on the port it is given, and refuses one that is taken', async () => {
		const first = started();
		const port = await portOf(first);
		const second = started({ port });
		expect(await second.exitCode).toBe(1);
		expect(second.io.out).toBe('');
		expect(second.io.err).toMatch(/\nDENEME ORTAMI açılamadı: .*--port ile başkasını seçin\.\n$/);
		await first.stop();
		expect(await portOf(started({ port }))).toBe(port);
	});

	it('keeps its keys in the folder it is given', async () => {
		const dataDirectory = join(folder, 'veri');
		const sandbox = started({ dataDirectory });
		await portOf(sandbox);
		expect((await readdir(dataDirectory)).toSorted()).toEqual([
			'card.json',
			'portal.db',
			'portal.key',
			'sandbox.json',
		]);
	});

	it.each([
		['not JSON', '{'],
		['JSON of another kind', '{"version":2}'],
	])('refuses a folder whose data is damaged: %s', async (_name, content) => {
		await writeFile(join(folder, 'sandbox.json'), content);
		const sandbox = started({ dataDirectory: folder });
		expect(await sandbox.exitCode).toBe(1);
		expect(sandbox.io.err).toContain(`DENEME ORTAMI açılamadı: saklanan veri bozuk: ${folder}`);
	});

	it('refuses a folder that is a file', async () => {
		const dataDirectory = join(folder, 'dosya');
		await writeFile(dataDirectory, '');
		const sandbox = started({ dataDirectory });
		expect(await sandbox.exitCode).toBe(1);
		expect(sandbox.io.err).toContain(`DENEME ORTAMI açılamadı: okunamıyor: ${dataDirectory}`);
	});
});

describe('the sandbox command with its cards in vpcd', () => {
	/** What vpcd asks for when a card comes: its ATR, in a frame of one byte. */
	const GET_ATR = Uint8Array.of(0x00, 0x01, 0x04);
	const FRAME_OF_ATR = '00133BBA11008131FE4D55454B41452056312E30AE';
	const WHICH = ['seal', 'signatory'] as const;
	const { cards } = textsOf('tr').commands.sandbox;

	let slots: Record<(typeof WHICH)[number], Server>;
	let vpcdPorts: Record<(typeof WHICH)[number], number>;

	beforeEach(async () => {
		slots = { seal: createServer(), signatory: createServer() };
		vpcdPorts = { seal: 0, signatory: 0 };
		for (const which of WHICH) {
			slots[which].listen(0, '127.0.0.1');
			await once(slots[which], 'listening');
			const address = slots[which].address();
			vpcdPorts[which] = typeof address === 'object' ? (address?.port ?? 0) : 0;
		}
	});

	afterEach(() => Promise.all(WHICH.map((which) => endSlot(which))));

	async function endSlot(which: (typeof WHICH)[number]): Promise<void> {
		if (slots[which].listening) {
			slots[which].close();
			await once(slots[which], 'close');
		}
	}

	/** The card in this slot, asked for its ATR as vpcd does. */
	async function atrIn(socket: Socket): Promise<string> {
		socket.write(GET_ATR);
		const [answer]: Uint8Array[] = await once(socket, 'data');
		return Buffer.from(answer ?? [])
			.toString('hex')
			.toUpperCase();
	}

	it('plugs seal and signatory in, says so, and takes both out in the end', async () => {
		const arrivals = WHICH.map((which): Promise<Socket[]> => once(slots[which], 'connection'));
		const sandbox = started({ card: 'vpcd', vpcdPorts });
		const sockets = (await Promise.all(arrivals)).flat();
		for (const socket of sockets) {
			expect(await atrIn(socket)).toBe(FRAME_OF_ATR);
		}
		for (const which of WHICH) {
			await sandbox.io.said(new RegExp(cards[which].plugged));
			const { err } = sandbox.io;
			expect(err.indexOf(cards[which].waiting)).toBeLessThan(err.indexOf(cards[which].plugged));
		}
		const gone = sockets.map((socket) => once(socket, 'close'));
		expect(await sandbox.stop()).toBe(0);
		await Promise.all(gone);
	});

	it('tells the PIN of the signatory’s card, the same by the same seed', async () => {
		const pins = [];
		for (const seed of [SEED, SEED, SEED + 1]) {
			const sandbox = started({ card: 'vpcd', vpcdPorts, seed });
			const [, pin] = await sandbox.io.said(/^signatory-pin: (\d{6})$/m);
			pins.push(pin);
			await sandbox.stop();
		}
		expect(pins[1]).toBe(pins[0]);
		expect(pins[2]).not.toBe(pins[0]);
	});

	it('has the seal alone where vpcd has one slot', async () => {
		await endSlot('signatory');
		const arrival: Promise<Socket[]> = once(slots.seal, 'connection');
		const sandbox = started({ card: 'vpcd', vpcdPorts });
		const [socket] = await arrival;
		expect(socket === undefined ? '' : await atrIn(socket)).toBe(FRAME_OF_ATR);
		await sandbox.io.said(new RegExp(cards.signatory.waiting));
		await sandbox.io.said(new RegExp(cards.seal.plugged));
		expect(sandbox.io.err).not.toContain(cards.signatory.plugged);
		expect(await sandbox.stop()).toBe(0);
	});

	it('names pcscd and vpcd while neither answers, and serves the portal all the same', async () => {
		await Promise.all(WHICH.map(endSlot));
		const sandbox = started({ card: 'vpcd', vpcdPorts });
		await sandbox.io.said(/vpcd’yi bekliyor; pcscd çalışmalı, vpcd sürücüsü/);
		const [, url = ''] = await sandbox.io.said(PORTAL);
		expect(await clientOf(url).service()).toMatchObject({ ok: true });
		expect(await sandbox.stop()).toBe(0);
	});

	it('says nothing of a signatory where no card is plugged in', async () => {
		const sandbox = started({ card: 'none' });
		await portOf(sandbox);
		await sandbox.stop();
		expect(sandbox.io.out).not.toContain('signatory');
	});
});
