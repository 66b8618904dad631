import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	type CardConnection,
	CardError,
	type CardErrorCode,
	type CardMonitor,
	type CardSnapshot,
	createCardMonitor,
	type ReaderEvent,
} from '#card';
import { capability } from '#card-rules';
import {
	buildCertificate,
	ENCRYPTION_EXTENSIONS,
	OID,
	printable,
	utcTime,
	utf8,
} from '../certificate/build-certificate.ts';
import { FakeReader, FakeReaderService } from './fake-reader-service.ts';
import { idle, type ManualTimer, manualTimer } from './manual-timer.ts';
import { answeringConnection, bytes, cardWithFiles, scriptedConnection } from './scripted-connection.ts';

const ATR = bytes('3B9F978131FE4580655443D2210831C073F6218081055B');
const FOREIGN_ATR = bytes('3B6E000080318066B08412016E0183009000');
const RETRY_MS = 1_000;
const LATER_RETRY_MS = 5_000;
/** How long others may use a card before that is told, at the first try and at later ones. */
const FIRST_WAIT_MS = 5_000;
const LATER_WAIT_MS = 500;
/** How long a reading keeps a card from others, and the pause that it makes for them. */
const TURN_MS = 1_000;
const PAUSE_MS = 250;
const FIRST_PAUSE_MS = 15;
const READ_LIMIT_MS = 2_000;

const certificateOf = (title: string, wishes: Parameters<typeof buildCertificate>[0] = {}): Uint8Array =>
	buildCertificate({
		subject: [
			[OID.serialNumber, printable('4540536920')],
			[OID.commonName, utf8(title)],
		],
		...wishes,
	});

/** Cards with the pair of one holder; each starts anew. */
function sealOf(title: string): () => CardConnection {
	const files = new Map([
		[0x2f10, certificateOf(title)],
		[0x2f11, certificateOf(title, { extensions: ENCRYPTION_EXTENSIONS })],
	]);
	return () => answeringConnection(cardWithFiles(files));
}

/** Knows no file and no name. */
const cardOfOthers: CardConnection = {
	transmit: async () => bytes('6A82'),
	close: async () => undefined,
};

const up: ReaderEvent = { kind: 'service-up' };
const down: ReaderEvent = { kind: 'service-down', failure: 'stopped', detail: 'gone' };
const added = (reader: FakeReader): ReaderEvent => ({ kind: 'reader-added', reader });
const removed = (name: string): ReaderEvent => ({ kind: 'reader-removed', name });
const slot = (name: string, kind: 'empty' | 'present' | 'mute', atr?: Uint8Array): ReaderEvent => ({
	kind: 'slot-changed',
	name,
	slot: kind,
	atr,
});

interface Stage {
	readonly service: FakeReaderService;
	readonly timer: ManualTimer;
	readonly monitor: CardMonitor;
	/** Kinds of the first reader's slot, without repetitions. */
	readonly slots: string[];
}

// A reader is told of with its state, so `empty` stands in the list only where a card was in before.
function stage(...readers: readonly FakeReader[]): Stage {
	const service = new FakeReaderService();
	const timer = manualTimer();
	const monitor = createCardMonitor({ services: [service], clock: timer });
	const slots: string[] = [];
	monitor.subscribe(({ readers: [first] }) => {
		if (first !== undefined && first.slot.kind !== slots.at(-1)) {
			slots.push(first.slot.kind);
		}
	});
	if (readers.length > 0) {
		service.say(up, ...readers.map(added));
	}
	return { service, timer, monitor, slots };
}

/** The next card in the reader is exchanged for another one right after this command; gives how many commands it got. */
function swappedAt(
	swapAt: number,
	reader: FakeReader,
	service: FakeReaderService,
	former: CardConnection,
): () => number {
	let commands = 0;
	reader.card = () => ({
		...former,
		transmit: async (command) => {
			const answer = await former.transmit(command);
			commands++;
			if (commands === swapAt) {
				reader.card = sealOf('latter');
				service.say(slot('R', 'present', ATR));
			}
			return answer;
		},
	});
	return () => commands;
}

const firstSlot = (monitor: CardMonitor) => monitor.snapshot().readers[0]?.slot;

describe('the service', () => {
	test('is starting until it answers', async () => {
		const { monitor, service } = stage();
		expect(monitor.snapshot()).toEqual({ service: { kind: 'starting' }, readers: [] });
		service.say(up);
		expect(monitor.snapshot().service).toEqual({ kind: 'running' });
		await monitor.close();
	});

	test('takes its readers along when it goes down, is opened again, and shows them anew', async () => {
		const reader = new FakeReader('R', sealOf('Bir'));
		const { monitor, service, timer } = stage(reader);
		service.say(slot('R', 'present', ATR));
		await monitor.settled();
		service.say(down);
		expect(monitor.snapshot()).toEqual({
			service: { kind: 'down', failure: 'stopped', detail: 'gone' },
			readers: [],
		});
		timer.fire(250);
		expect(monitor.snapshot().service.kind).toBe('down');
		service.say(up, added(reader), slot('R', 'present', ATR));
		expect((await monitor.settled()).readers[0]?.slot.kind).toBe('seal');
		await monitor.close();
		expect([service.openings, service.stops]).toEqual([2, 2]);
	});

	test('is opened again ever later while it stays away, and soon again after it answered', () => {
		const { service, timer } = stage();
		const waits: number[] = [];
		for (let attempt = 0; attempt < 7; attempt++) {
			service.say(down);
			waits.push(...timer.delays);
			timer.fire(timer.delays[0] ?? 0);
		}
		expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
		service.say(up, down);
		expect(timer.delays).toEqual([250]);
	});

	test('is not heard any more after it said that it is down', () => {
		const { monitor, service, timer } = stage();
		const former = service.mouth();
		service.say(down);
		former(up);
		expect(monitor.snapshot().service.kind).toBe('down');
		timer.fire(250);
		former(down);
		expect(timer.delays).toEqual([]);
	});

	test('that cannot even be opened is down, with a cleaned text', () => {
		const timer = manualTimer();
		const monitor = createCardMonitor({
			clock: timer,
			services: [
				{
					kind: 'pcsc',
					watch: () => {
						throw new Error('broken\u001b[2J');
					},
				},
			],
		});
		expect(monitor.snapshot().service).toEqual({
			kind: 'down',
			failure: 'failed',
			detail: 'broken\u{FFFD}[2J',
		});
		expect(timer.delays).toEqual([250]);
	});

	test('of PC/SC is what the snapshot tells, whatever the sandbox has', async () => {
		const [pcsc, virtual] = [new FakeReaderService('pcsc'), new FakeReaderService('virtual')];
		const monitor = createCardMonitor({ services: [pcsc, virtual], clock: manualTimer() });
		virtual.say(up, added(new FakeReader('V', sealOf('Bir'), true)), slot('V', 'present', ATR));
		expect(monitor.snapshot().service).toEqual({ kind: 'starting' });
		pcsc.say({ kind: 'service-down', failure: 'not-running', detail: '' });
		const { service, readers } = await monitor.settled();
		expect(service.kind).toBe('down');
		expect(readers).toMatchObject([{ name: 'V', isVirtual: true, slot: { kind: 'seal' } }]);
		await monitor.close();
	});

	test('is running where there is only the sandbox', () => {
		const monitor = createCardMonitor({ services: [new FakeReaderService('virtual')], clock: manualTimer() });
		expect(monitor.snapshot().service).toEqual({ kind: 'running' });
	});
});

describe('readers', () => {
	test('stand in the order in which they were plugged in', () => {
		const [a, b, c] = ['A', 'B', 'C'].map((name) => new FakeReader(name));
		const { monitor, service } = stage();
		if (a !== undefined && b !== undefined && c !== undefined) {
			service.say(up, added(b), added(a), added(c), removed('B'), added(b));
		}
		expect(monitor.snapshot().readers.map(({ name }) => name)).toEqual(['A', 'C', 'B']);
	});

	test('whose names look alike once cleaned stay two readers', () => {
		const { monitor, service } = stage(new FakeReader('R\u0001'), new FakeReader('R\u0002'));
		service.say(slot('R\u0002', 'mute'));
		expect(monitor.snapshot().readers).toMatchObject([
			{ name: 'R\u{FFFD}', slot: { kind: 'empty' } },
			{ name: 'R\u{FFFD}', slot: { kind: 'unresponsive' } },
		]);
	});

	test.each(['milko', 'MILKO', 'MİLKO', 'mılko', 'MI\u{307}LKO'])(
		'of which only %j is wanted are left out by name',
		(nameFilter) => {
			const service = new FakeReaderService();
			const monitor = createCardMonitor({ services: [service], clock: manualTimer(), nameFilter });
			service.say(up, added(new FakeReader('ACS ACR39U')), added(new FakeReader('udea MILKO V1.')));
			service.say(slot('ACS ACR39U', 'mute'));
			expect(monitor.snapshot().readers.map(({ name }) => name)).toEqual(['udea MILKO V1.']);
		},
	);

	test('that are unplugged in the middle of a reading leave nothing behind', async () => {
		const reader = new FakeReader('R');
		const { monitor, service } = stage(reader);
		service.say(slot('R', 'present', ATR));
		await idle();
		service.say(removed('R'));
		expect((await monitor.settled()).readers).toEqual([]);
		const connection = scriptedConnection([]);
		reader.open(connection);
		await idle();
		expect(connection.closedWith).toEqual(['leave']);
		expect(monitor.snapshot().readers).toEqual([]);
	});
});

describe('what is in a reader', () => {
	test.each([
		['nothing', slot('R', 'empty'), { kind: 'empty' }],
		['a card that does not answer', slot('R', 'mute'), { kind: 'unresponsive' }],
		['a card without an ATR', slot('R', 'present', new Uint8Array()), { kind: 'unresponsive' }],
	])('is told without talking to it: %s', (_, event, expected) => {
		const reader = new FakeReader('R');
		const { monitor, service } = stage(reader);
		service.say(event);
		expect(firstSlot(monitor)).toEqual(expected);
		expect(reader.connects).toBe(0);
	});

	test.each([
		['knows no command', ['6D00', '6D00'], 2],
		['does not have the application', ['6A82', '6A82'], 2],
		[
			'gives a directory 3D00 without a certificate',
			['6A82', '9000', '6A82', '6A82', '6A82', '6A82', '6A82', '6A82', '6A82'],
			2,
		],
	])(
		'is a card of others that %s: asked for the application once, by name and by path',
		async (_, answers, asked) => {
			const reader = new FakeReader('R');
			const { monitor, service } = stage(reader);
			service.say(slot('R', 'present', FOREIGN_ATR));
			await idle();
			const sent: string[] = [];
			reader.open({
				transmit: async (command) => {
					sent.push(Buffer.from(command).toString('hex').toUpperCase());
					return bytes(answers[sent.length - 1] ?? '6A82');
				},
				close: async () => undefined,
			});
			const { readers } = await monitor.settled();
			expect(readers[0]?.slot).toEqual({ kind: 'foreign', atr: '3B6E000080318066B08412016E0183009000' });
			expect(sent.slice(0, asked)).toEqual(['00A4040007504B43532D313500', '00A40800043F003D0000']);
			if (answers[1] !== '9000') {
				expect(sent).toHaveLength(asked);
			}
		},
	);

	test('is a seal also where no list has its ATR: its application tells, and its PIN is the module’s', async () => {
		const reader = new FakeReader('R');
		const { monitor, service } = stage(reader);
		service.say(slot('R', 'present', FOREIGN_ATR));
		await idle();
		const card = sealOf('Iğdır Ödünç Şti.')();
		reader.open({ transmit: (command) => card.transmit(command), close: async () => undefined });
		const { readers } = await monitor.settled();
		const seal = readers[0]?.slot;
		expect(seal).toMatchObject({
			kind: 'seal',
			holder: { title: 'Iğdır Ödünç Şti.' },
			card: {
				product: 'AKİS',
				generation: 'unknown',
				certificates: [{ fileId: '2F10' }, { fileId: '2F11' }],
			},
		});
		expect(seal?.kind === 'seal' ? capability(seal.card, 'verify-pin').way : undefined).toBe('vendor-module');
	});

	test.each(['timeout', 'malformed-answer', 'limit-exceeded'] as const)(
		'is a card of others where the question ends by %s',
		async (code) => {
			const reader = new FakeReader('R');
			const { monitor, service } = stage(reader);
			service.say(slot('R', 'present', FOREIGN_ATR));
			await idle();
			reader.open({
				transmit: () => Promise.reject(new CardError(code, 'as the test wants it')),
				close: async () => undefined,
			});
			expect((await monitor.settled()).readers[0]?.slot).toMatchObject({ kind: 'foreign' });
		},
	);

	test('is a seal: read in one transaction, with holder, certificates and cost, and left as it was', async () => {
		const reader = new FakeReader('R');
		const { monitor, service, slots } = stage(reader);
		service.say(slot('R', 'present', ATR));
		await idle();
		const closed: string[] = [];
		let commands = 0;
		const card = sealOf('Iğdır Ödünç Şti.')();
		reader.open({
			transmit: (command) => {
				commands++;
				return card.transmit(command);
			},
			close: async (disposition) => void closed.push(disposition),
		});
		const snapshot = await monitor.settled();
		expect(snapshot.readers[0]?.slot).toMatchObject({
			kind: 'seal',
			holder: { title: 'Iğdır Ödünç Şti.', taxNumber: '4540536920', isSandbox: false },
			card: {
				atr: '3B9F978131FE4580655443D2210831C073F6218081055B',
				product: 'AKİS v2.2.8',
				generation: 'v2.x',
				certificates: [
					{ fileId: '2F10', certificate: { use: 'SIGN0' } },
					{ fileId: '2F11', certificate: { use: 'ENCR0' } },
				],
				apduCount: commands,
			},
		});
		expect(slots).toEqual(['reading', 'seal']);
		await idle();
		expect([reader.modes, closed]).toEqual([['transaction'], ['leave']]);
	});

	test('is an AKİS card without a seal where the application is absent, as on a national identity card', async () => {
		const { monitor, service } = stage(new FakeReader('R', () => answeringConnection(() => bytes('6A82'))));
		service.say(slot('R', 'present', ATR));
		expect((await monitor.settled()).readers[0]?.slot).toMatchObject({
			kind: 'akis',
			card: { certificates: [] },
		});
	});

	test('names the holder by the signing certificate that ends last, wherever it stands', async () => {
		const files = new Map([
			[
				0x2f10,
				certificateOf('encryption', {
					extensions: ENCRYPTION_EXTENSIONS,
					notAfter: utcTime('490101000000Z'),
				}),
			],
			[0x2f11, certificateOf('renewed', { notAfter: utcTime('310101000000Z') })],
			[0x2f12, certificateOf('former', { notAfter: utcTime('280101000000Z') })],
		]);
		const { monitor, service } = stage(new FakeReader('R', () => answeringConnection(cardWithFiles(files))));
		service.say(slot('R', 'present', ATR));
		expect((await monitor.settled()).readers[0]?.slot).toMatchObject({ holder: { title: 'renewed' } });
	});

	test('never shows what the former card had', async () => {
		const reader = new FakeReader('R');
		const { monitor, service } = stage(reader);
		const titles = new Set<string>();
		monitor.subscribe(({ readers: [first] }) => {
			if (first?.slot.kind === 'seal') {
				titles.add(first.slot.holder.title);
			}
		});
		service.say(slot('R', 'present', ATR));
		await idle();
		service.say(slot('R', 'present', ATR));
		reader.open(sealOf('former')());
		await idle();
		reader.open(sealOf('latter')());
		await monitor.settled();
		expect([...titles]).toEqual(['latter']);
	});

	test('never shows what the former card had, at whichever command it was swapped', async () => {
		const formerCard = sealOf('former');
		const undisturbed = stage(new FakeReader('R', formerCard));
		undisturbed.service.say(slot('R', 'present', ATR));
		const { slot: seal } = (await undisturbed.monitor.settled()).readers[0] ?? {};
		const commandsOfOneReading = seal?.kind === 'seal' ? seal.card.apduCount : 0;
		expect(commandsOfOneReading).toBeGreaterThan(8);

		for (let swapAt = 1; swapAt <= commandsOfOneReading; swapAt++) {
			const reader = new FakeReader('R');
			const { monitor, service } = stage(reader);
			const titles = new Set<string>();
			monitor.subscribe(({ readers: [first] }) => {
				if (first?.slot.kind === 'seal') {
					titles.add(first.slot.holder.title);
				}
			});
			const commands = swappedAt(swapAt, reader, service, formerCard());
			service.say(slot('R', 'present', ATR));
			await monitor.settled();
			expect([commands(), [...titles]]).toEqual([swapAt, ['latter']]);
			await monitor.close();
		}
	});

	test('is recognised when it comes back, and never for another one, at whichever command it was swapped', async () => {
		const formerCard = sealOf('former');
		const known = async () => {
			const reader = new FakeReader('R', formerCard);
			const staged = stage(reader);
			staged.service.say(slot('R', 'present', ATR));
			const cold = (await staged.monitor.settled()).readers[0]?.slot;
			staged.service.say(slot('R', 'empty'), slot('R', 'present', ATR));
			const warm = (await staged.monitor.settled()).readers[0]?.slot;
			return { ...staged, reader, cold, warm };
		};
		const { cold, warm } = await known();
		if (cold?.kind !== 'seal' || warm?.kind !== 'seal') {
			throw new Error('the card was not read');
		}
		const { apduCount } = warm.card;
		expect(apduCount).toBeLessThan(cold.card.apduCount);
		expect(warm).toEqual({ ...cold, card: { ...cold.card, apduCount } });

		for (let swapAt = 1; swapAt <= apduCount; swapAt++) {
			const { monitor, service, reader } = await known();
			const shown = new Set<string>();
			service.say(slot('R', 'empty'));
			await monitor.settled();
			monitor.subscribe(({ readers: [first] }) => {
				if (first?.slot.kind === 'seal') {
					shown.add(first.slot.holder.title);
				}
			});
			const commands = swappedAt(swapAt, reader, service, formerCard());
			service.say(slot('R', 'present', ATR));
			await monitor.settled();
			expect([commands(), [...shown]]).toEqual([swapAt, ['latter']]);
			await monitor.close();
		}
	});

	test('is talked to in one conversation at a time', async () => {
		const reader = new FakeReader('R');
		const { service } = stage(reader);
		service.say(slot('R', 'present', ATR));
		await idle();
		service.say(slot('R', 'empty'), slot('R', 'present', ATR));
		await idle();
		expect(reader.connects).toBe(1);
		const former = Promise.withResolvers<undefined>();
		reader.open({
			transmit: () => Promise.reject(new Error('nothing may be sent')),
			close: () => former.promise,
		});
		await idle();
		expect(reader.connects).toBe(1);
		former.resolve(undefined);
		await idle();
		expect(reader.connects).toBe(2);
	});
});

describe('the reader with a card', () => {
	const shownCard = (monitor: CardMonitor) => {
		const shown = firstSlot(monitor);
		if (shown?.kind !== 'seal') {
			throw new Error('no seal is shown');
		}
		return shown.card;
	};

	test('is the one in which it lies, and none from the moment it is pulled, also when it comes back', async () => {
		const reader = new FakeReader('R', sealOf('Bir'));
		const { monitor, service } = stage(reader);
		service.say(slot('R', 'present', ATR));
		await monitor.settled();
		const card = shownCard(monitor);
		expect(monitor.readerWith(card)).toBe(reader);
		service.say(slot('R', 'empty'));
		expect(monitor.readerWith(card)).toBeUndefined();
		service.say(slot('R', 'present', ATR));
		expect(monitor.readerWith(card)).toBeUndefined();
		await monitor.settled();
		expect(monitor.readerWith(card)).toBeUndefined();
		expect(monitor.readerWith(shownCard(monitor))).toBe(reader);
		await monitor.close();
	});
});

describe('trouble', () => {
	/** A card that fails with `code` at its third command, which is the first part of a certificate. */
	const failingAt = (code: CardErrorCode) => (): CardConnection => {
		const card = cardWithFiles(new Map([[0x2f10, certificateOf('Bir')]]));
		let commands = 0;
		return answeringConnection((command) => {
			commands++;
			if (commands === 3) {
				throw new CardError(code, 'made up');
			}
			return card(command);
		});
	};

	test('a card that is pulled while it is read leaves an empty reader', async () => {
		const { monitor, service, slots, timer } = stage(new FakeReader('R', failingAt('card-removed')));
		service.say(slot('R', 'present', ATR));
		await idle();
		expect(firstSlot(monitor)).toEqual({ kind: 'empty' });
		service.say(slot('R', 'empty'));
		await monitor.settled();
		expect(slots).toEqual(['reading', 'empty']);
		expect(timer.delays).toEqual([]);
	});

	test.each(['sharing-violation', 'timeout', 'card-reset'] as const)(
		'a card that another program holds (%s) is tried again until it is free',
		async (code) => {
			const reader = new FakeReader('R', () => {
				throw new CardError(code, 'made up');
			});
			const { monitor, service, slots, timer } = stage(reader);
			service.say(slot('R', 'present', ATR));
			await idle();
			expect(firstSlot(monitor)?.kind).toBe('reading');
			timer.fire(FIRST_WAIT_MS);
			for (let attempt = 1; attempt <= 10; attempt++) {
				await idle();
				expect((await monitor.settled()).readers[0]?.slot.kind).toBe('in-use');
				expect(reader.connects).toBe(attempt);
				if (attempt === 10) {
					reader.card = sealOf('Bir');
				}
				timer.fire(RETRY_MS);
				await idle();
				if (attempt < 10) {
					timer.fire(LATER_WAIT_MS);
				}
			}
			await idle();
			expect(slots).toEqual(['reading', 'in-use', 'reading', 'seal']);
		},
	);

	test('a card that another program uses for a moment is read right after it', async () => {
		const reader = new FakeReader('R', () => {
			throw new CardError('sharing-violation', 'made up');
		});
		const { monitor, service, slots, timer } = stage(reader);
		service.say(slot('R', 'present', ATR));
		await idle();
		reader.card = sealOf('Bir');
		timer.fire(FIRST_PAUSE_MS);
		expect((await monitor.settled()).readers[0]?.slot.kind).toBe('seal');
		expect(slots).toEqual(['reading', 'seal']);
	});

	test('a card that stops answering has failed, is never called in use, and is read when it answers again', async () => {
		const stuck: CardConnection = {
			transmit: () => new Promise(() => undefined),
			close: async () => undefined,
		};
		const reader = new FakeReader('R', () => stuck);
		const { monitor, service, slots, timer } = stage(reader);
		service.say(slot('R', 'present', ATR));
		await idle();
		timer.fire(READ_LIMIT_MS);
		expect((await monitor.settled()).readers[0]?.slot).toMatchObject({ kind: 'failed', code: 'timeout' });
		// The command that was left without an answer keeps the reader.
		reader.card = () => {
			throw new CardError('timeout', 'made up');
		};
		timer.fire(LATER_RETRY_MS);
		await idle();
		timer.fire(LATER_WAIT_MS);
		await idle();
		expect((await monitor.settled()).readers[0]?.slot).toMatchObject({ kind: 'failed', code: 'timeout' });
		reader.card = sealOf('Bir');
		timer.fire(LATER_RETRY_MS);
		await idle();
		expect((await monitor.settled()).readers[0]?.slot.kind).toBe('seal');
		expect(slots).toEqual(['reading', 'failed', 'reading', 'seal']);
	});

	test('a card that another program reset is read again', async () => {
		const reader = new FakeReader('R', failingAt('card-lost'));
		const { monitor, service, timer } = stage(reader);
		service.say(slot('R', 'present', ATR));
		await idle();
		expect(firstSlot(monitor)?.kind).toBe('reading');
		reader.card = sealOf('Bir');
		timer.fire(RETRY_MS);
		expect((await monitor.settled()).readers[0]?.slot.kind).toBe('seal');
	});

	test('a card that is lost again and again has failed, and is tried again behind that', async () => {
		const reader = new FakeReader('R', failingAt('card-lost'));
		const { monitor, service, slots, timer } = stage(reader);
		service.say(slot('R', 'present', ATR));
		for (let attempt = 1; attempt < 3; attempt++) {
			await idle();
			timer.fire(RETRY_MS);
		}
		expect((await monitor.settled()).readers[0]?.slot).toMatchObject({ kind: 'failed', code: 'card-lost' });
		expect([reader.connects, timer.delays]).toEqual([3, [LATER_RETRY_MS]]);
		reader.card = sealOf('Bir');
		timer.fire(LATER_RETRY_MS);
		await idle();
		expect((await monitor.settled()).readers[0]?.slot.kind).toBe('seal');
		expect([slots, timer.delays]).toEqual([['reading', 'failed', 'reading', 'seal'], []]);
	});

	test('a card that is pulled again and again leaves an empty reader, and is not tried for ever', async () => {
		const reader = new FakeReader('R', failingAt('card-removed'));
		const { monitor, service, timer } = stage(reader);
		service.say(slot('R', 'present', ATR));
		for (let attempt = 1; attempt < 3; attempt++) {
			await idle();
			timer.fire(RETRY_MS);
		}
		await idle();
		expect((await monitor.settled()).readers[0]?.slot).toEqual({ kind: 'empty' });
		expect([reader.connects, timer.delays]).toEqual([3, []]);
	});

	test.each(['unexpected-status', 'malformed-answer', 'limit-exceeded', 'access-denied'] as const)(
		'a card that refuses to be read (%s) is tried again when it is put in anew',
		async (code) => {
			const reader = new FakeReader('R', failingAt(code));
			const { monitor, service, timer } = stage(reader);
			service.say(slot('R', 'present', ATR));
			expect((await monitor.settled()).readers[0]?.slot).toMatchObject({ kind: 'failed', code });
			expect(timer.delays).toEqual([]);
			reader.card = sealOf('Bir');
			service.say(slot('R', 'empty'), slot('R', 'present', ATR));
			expect((await monitor.settled()).readers[0]?.slot.kind).toBe('seal');
		},
	);

	test.each(['unexpected-status', 'card-lost'] as const)(
		'a card that could not be read (%s) is read anew when that is asked for, and no other card is',
		async (code) => {
			const [reader, good] = [new FakeReader('R', failingAt(code)), new FakeReader('S', sealOf('İki'))];
			const { monitor, service, timer } = stage(reader, good);
			service.say(slot('R', 'present', ATR), slot('S', 'present', ATR));
			await idle();
			for (let lost = 1; lost < 3 && code === 'card-lost'; lost++) {
				timer.fire(RETRY_MS);
				await idle();
			}
			await monitor.settled();
			const before = monitor.snapshot().readers[1];
			reader.card = sealOf('Bir');
			monitor.readAgain();
			const { readers } = await monitor.settled();
			expect(readers[0]?.slot).toMatchObject({ kind: 'seal', holder: { title: 'Bir' } });
			expect(readers[1]?.slot).toBe(before?.slot);
			expect([good.connects, timer.delays]).toEqual([1, []]);
		},
	);

	test('a card that was not read whole is read anew when that is asked for', async () => {
		const signing = certificateOf('Bir');
		const encryption = certificateOf('Bir', { extensions: ENCRYPTION_EXTENSIONS });
		const cardOf = (second: Uint8Array) => {
			const card = cardWithFiles(
				new Map([
					[0x2f10, signing],
					[0x2f11, second],
				]),
			);
			return () => ({ transmit: async (command: Uint8Array) => card(command), close: async () => undefined });
		};
		const reader = new FakeReader('R', cardOf(Uint8Array.of(0x30, 0x82, 0x06, 0x00)));
		const { monitor, service } = stage(reader);
		service.say(slot('R', 'present', ATR));
		expect((await monitor.settled()).readers[0]?.slot).toMatchObject({
			card: { unreadable: [{ fileId: '2F11' }] },
		});
		reader.card = cardOf(encryption);
		monitor.readAgain();
		expect((await monitor.settled()).readers[0]?.slot).toMatchObject({
			kind: 'seal',
			card: { certificates: [{}, {}], unreadable: [] },
		});
	});

	test('a slow card is read in turns, and other programs have it between two files', async () => {
		const card = cardWithFiles(
			new Map([
				[0x2f10, certificateOf('Bir')],
				[0x2f11, certificateOf('Bir', { extensions: ENCRYPTION_EXTENSIONS })],
			]),
		);
		const sent: string[] = [];
		let isSlow = true;
		const reader = new FakeReader('R', () => ({
			async transmit(command) {
				sent.push(Buffer.from(command.subarray(0, 2)).toString('hex'));
				if (isSlow && sent.length === 3) {
					isSlow = false;
					timer.fire(TURN_MS);
				}
				return card(command);
			},
			close: async () => void sent.push('closed'),
		}));
		const { monitor, service, timer } = stage(reader);
		service.say(slot('R', 'present', ATR));
		await idle();
		expect(sent.filter((command) => command === 'closed')).toHaveLength(1);
		timer.fire(PAUSE_MS);
		const { readers } = await monitor.settled();
		expect(readers[0]?.slot).toMatchObject({
			kind: 'seal',
			card: { certificates: [{ fileId: '2F10' }, { fileId: '2F11' }], unreadable: [] },
		});
		await idle();
		// The application is selected anew, as others may have selected something else meanwhile.
		expect(sent[sent.indexOf('closed') + 1]).toBe('00a4');
		expect(sent.filter((command) => command === 'closed')).toHaveLength(2);
		expect(timer.delays).toEqual([]);
	});

	test('a slow card that others do not give back in the middle of a reading is in use', async () => {
		const reader = new FakeReader('R', () => ({
			...sealOf('Bir')(),
			async transmit() {
				reader.card = () => {
					throw new CardError('sharing-violation', 'made up');
				};
				if (timer.delays.includes(TURN_MS)) {
					timer.fire(TURN_MS);
				}
				return bytes('9000');
			},
		}));
		const { monitor, service, timer } = stage(reader);
		service.say(slot('R', 'present', ATR));
		await idle();
		timer.fire(PAUSE_MS);
		await idle();
		timer.fire(FIRST_WAIT_MS);
		expect((await monitor.settled()).readers[0]?.slot.kind).toBe('in-use');
	});

	test('a card that gives no answer to the reader is unresponsive', async () => {
		const reader = new FakeReader('R', () => {
			throw new CardError('unresponsive-card', 'made up');
		});
		const { monitor, service } = stage(reader);
		service.say(slot('R', 'present', ATR));
		expect((await monitor.settled()).readers[0]?.slot.kind).toBe('unresponsive');
	});

	test('errors of others count by their code, and those without one as a lost card', async () => {
		const reader = new FakeReader('R', () => {
			throw Object.assign(new Error('of the sandbox'), { code: 'sharing-violation' });
		});
		const { monitor, service, timer } = stage(reader);
		service.say(slot('R', 'present', ATR));
		await idle();
		timer.fire(FIRST_WAIT_MS);
		await idle();
		expect(firstSlot(monitor)?.kind).toBe('in-use');
		reader.card = () => {
			throw Object.assign(new Error('of Node'), { code: 'ENOENT' });
		};
		timer.fire(RETRY_MS);
		await idle();
		timer.fire(RETRY_MS);
		await idle();
		timer.fire(RETRY_MS);
		expect((await monitor.settled()).readers[0]?.slot).toMatchObject({ kind: 'failed', code: 'card-lost' });
	});
});

describe('listening', () => {
	test('begins with what is known and tells the changes of one turn as one', async () => {
		const { monitor, service } = stage();
		const told: CardSnapshot[] = [];
		const unsubscribe = monitor.subscribe((snapshot) => told.push(snapshot));
		service.say(up, added(new FakeReader('A')), added(new FakeReader('B')), slot('A', 'mute'));
		await idle();
		expect(told.map(({ service: { kind }, readers }) => [kind, readers.length])).toEqual([
			['starting', 0],
			['running', 2],
		]);
		unsubscribe();
		service.say(removed('A'));
		await idle();
		expect(told).toHaveLength(2);
	});

	test('gets a new snapshot for every change and never a changed one', async () => {
		const { monitor, service } = stage(new FakeReader('A'));
		const before = monitor.snapshot();
		const copy = structuredClone(before);
		service.say(slot('A', 'mute'));
		expect(monitor.snapshot()).not.toBe(before);
		expect(before).toEqual(copy);
	});

	test('waits for a settled picture until the signal says otherwise', async () => {
		const { monitor, service } = stage(new FakeReader('R'));
		service.say(slot('R', 'present', ATR));
		const controller = new AbortController();
		const waiting = monitor.settled(controller.signal);
		controller.abort(new Error('enough'));
		await expect(waiting).rejects.toThrow('enough');
		await expect(monitor.settled(controller.signal)).rejects.toThrow('enough');
	});
});

describe('closing', () => {
	test('ends the reading, gives the card back before the service, and leaves no delay running', async () => {
		const order: string[] = [];
		const card = cardWithFiles(new Map([[0x2f10, certificateOf('Bir')]]));
		const answers: (() => void)[] = [];
		const connection: CardConnection = {
			transmit: (command) => new Promise((resolve) => answers.push(() => resolve(card(command)))),
			close: async () => void order.push('card'),
		};
		const reader = new FakeReader('R', () => connection);
		const { monitor, service, timer } = stage(reader);
		service.say(slot('R', 'present', ATR));
		await idle();
		const closing = monitor.close().then(() => order.push(`closed, ${service.stops} stopped`));
		answers[0]?.();
		await closing;
		expect(order).toEqual(['card', 'closed, 1 stopped']);
		expect([answers.length, timer.delays]).toEqual([1, []]);
	});

	test('answers whoever waits with what is known, and says nothing after', async () => {
		const { monitor, service } = stage(new FakeReader('R', sealOf('Bir')));
		service.say(slot('R', 'present', ATR));
		const waiting = monitor.settled();
		await monitor.close();
		expect((await waiting).readers[0]?.slot.kind).toBe('reading');
		const last = monitor.snapshot();
		service.say(slot('R', 'mute'));
		expect(monitor.snapshot()).toBe(last);
		await monitor.close();
	});

	test('does not wait for a card that never comes back', async () => {
		const { monitor, service, timer } = stage(new FakeReader('R'));
		service.say(slot('R', 'present', ATR));
		await idle();
		const closing = monitor.close();
		await idle();
		timer.fire(600);
		await closing;
		expect(timer.delays).toEqual([]);
	});

	test('takes back the opening of a service that is down', async () => {
		const { monitor, service, timer } = stage();
		service.say(down);
		await monitor.close();
		expect([timer.delays, service.openings]).toEqual([[], 1]);
	});
});

test('any order of events ends in the picture that the last of them paint', async () => {
	const names = ['A', 'B'] as const;
	const step = fc.record({
		name: fc.constantFrom(...names),
		what: fc.constantFrom('add', 'remove', 'empty', 'mute', 'foreign', 'seal', 'rest'),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
			const { monitor, service } = stage();
			service.say(up);
			const expected = new Map<string, string>();
			let insertion = 0;
			const readers = new Map(names.map((name) => [name, new FakeReader(name)]));
			for (const { name, what } of steps) {
				const reader = readers.get(name);
				if (what === 'rest' || reader === undefined) {
					await idle();
				} else if (what === 'add') {
					service.say(added(reader));
					expected.set(name, 'empty');
				} else if (what === 'remove') {
					service.say(removed(name));
					expected.delete(name);
				} else {
					insertion++;
					const title = `holder ${insertion}`;
					reader.card = what === 'foreign' ? () => cardOfOthers : sealOf(title);
					const atr = what === 'foreign' ? FOREIGN_ATR : ATR;
					service.say(what === 'empty' || what === 'mute' ? slot(name, what) : slot(name, 'present', atr));
					if (expected.has(name)) {
						expected.set(name, what === 'seal' ? title : what === 'mute' ? 'unresponsive' : what);
					}
				}
			}
			const { readers: seen } = await monitor.settled();
			const painted = seen.map(({ name, slot: { kind }, slot: state }) => [
				name,
				state.kind === 'seal' ? state.holder.title : kind,
			]);
			expect(Object.fromEntries(painted)).toEqual(Object.fromEntries(expected));
			await monitor.close();
		}),
		{ numRuns: 60 },
	);
});

describe('whose seals and which readers are seen', () => {
	test('the seal of another holder is not, and readers without a seal are', async () => {
		const readers = [new FakeReader('R1', sealOf('Bir')), new FakeReader('R2', () => cardOfOthers)];
		const pictures = await Promise.all(
			['4540536920', '1234567890', undefined].map(async (holderNumber) => {
				const service = new FakeReaderService();
				const monitor = createCardMonitor({ services: [service], clock: manualTimer(), holderNumber });
				service.say(
					up,
					...readers.map(added),
					slot('R1', 'present', ATR),
					slot('R2', 'present', FOREIGN_ATR),
				);
				const { readers: seen } = await monitor.settled();
				await monitor.close();
				return seen.map(({ name, slot: { kind } }) => `${name} ${kind}`);
			}),
		);
		expect(pictures).toEqual([['R1 seal', 'R2 foreign'], ['R2 foreign'], ['R1 seal', 'R2 foreign']]);
	});

	test('a reader has its own name, what people call it, and is found by either', async () => {
		const reader = new FakeReader('Udea MİLKO V1. 00 00', sealOf('Bir'));
		const readerNames = [{ name: 'Muhasebe', part: 'milko' }];
		for (const nameFilter of ['MUHASEBE', 'udea', undefined]) {
			const service = new FakeReaderService();
			const monitor = createCardMonitor({ services: [service], nameFilter, readerNames });
			service.say(up, added(reader));
			expect(monitor.snapshot().readers.map(({ name }) => name)).toEqual(['Udea MİLKO V1. 00 00 (Muhasebe)']);
			await monitor.close();
		}
	});
});
