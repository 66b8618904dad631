import { describe, expect, it } from 'vitest';
import type { Reader, ReaderEvent } from '#card';
import {
	createVirtualReader,
	type VirtualCard,
	type VirtualReader,
	type VirtualReaderErrorCode,
} from '../../../../src/sandbox/card/index.ts';
import { verifyCommand } from './pin-apdus.ts';
import { bytes, hex, TEST_PIN, testCard } from './test-card.ts';

class TestCardError extends Error {
	readonly code: VirtualReaderErrorCode;

	constructor(code: VirtualReaderErrorCode) {
		super(code);
		this.code = code;
	}
}

const SELECT_APPLICATION = bytes('00A4040007504B43532D313500');
const READ_WITHOUT_FILE = bytes('00B0000001');
const VERIFY_RIGHT = bytes(verifyCommand('80', TEST_PIN));

function virtualReader(card?: VirtualCard): VirtualReader {
	const cardError = (code: VirtualReaderErrorCode): Error => new TestCardError(code);
	return createVirtualReader({
		name: 'Deneme okuyucusu',
		cardError,
		...(card === undefined ? {} : { card }),
	});
}

/** Watches until the first events are there. */
async function watched(service: VirtualReader) {
	const events: ReaderEvent[] = [];
	const begun = Promise.withResolvers<Reader>();
	const stop = service.watch((event) => {
		events.push(event);
		if (event.kind === 'reader-added') {
			begun.resolve(event.reader);
		}
	});
	expect(events).toEqual([]);
	return { events, stop, reader: await begun.promise };
}

describe('the virtual reader', () => {
	it('tells a watcher that it is there, and each coming and going of a card', async () => {
		const card = testCard();
		const service = virtualReader();
		const { events, stop } = await watched(service);
		service.insert(card);
		expect(service.isCardIn).toBe(true);
		service.remove();
		expect(service.isCardIn).toBe(false);
		await stop();
		service.insert(card);
		expect(events.map((event) => (event.kind === 'slot-changed' ? event.slot : event.kind))).toEqual([
			'service-up',
			'reader-added',
			'empty',
			'present',
			'empty',
		]);
		expect(events[3]).toMatchObject({ name: 'Deneme okuyucusu', atr: card.atr });
	});

	it('tells nothing to a watcher that stopped at once', async () => {
		const events: ReaderEvent[] = [];
		const service = virtualReader(testCard());
		await service.watch((event) => events.push(event))();
		service.remove();
		expect(events).toEqual([]);
	});

	it('gives each watcher the same reader, marked as virtual', async () => {
		const service = virtualReader(testCard());
		const [first, second] = [await watched(service), await watched(service)];
		expect(first.reader).toBe(second.reader);
		expect(first.reader.isVirtual).toBe(true);
	});

	it('answers commands and powers the card by itself', async () => {
		const card = testCard();
		card.powerOff();
		const { reader } = await watched(virtualReader(card));
		const connection = await reader.connect('exclusive');
		expect(hex(await connection.transmit(SELECT_APPLICATION))).toMatch(/9000$/);
	});

	it('has no card to connect to while it is empty', async () => {
		const { reader } = await watched(virtualReader());
		await expect(reader.connect('shared')).rejects.toMatchObject({ code: 'no-card' });
	});

	it('lets nobody beside an exclusive connection, and many shared ones beside each other', async () => {
		const { reader } = await watched(virtualReader(testCard()));
		const exclusive = await reader.connect('exclusive');
		await expect(reader.connect('shared')).rejects.toMatchObject({ code: 'sharing-violation' });
		await exclusive.close('leave');
		const shared = await reader.connect('shared');
		const beside = await reader.connect('shared');
		await expect(reader.connect('exclusive')).rejects.toMatchObject({ code: 'sharing-violation' });
		await shared.close('leave');
		await beside.close('leave');
		await expect(reader.connect('exclusive')).resolves.toBeDefined();
	});

	it('ends a command with card-removed when the card is pulled in the middle of it', async () => {
		const asked = Promise.withResolvers<void>();
		const never: VirtualCard = {
			...testCard(),
			transmit: () => {
				asked.resolve();
				return new Promise(() => undefined);
			},
		};
		const service = virtualReader(never);
		const { reader } = await watched(service);
		const connection = await reader.connect('exclusive');
		const answer = connection.transmit(SELECT_APPLICATION);
		await asked.promise;
		service.remove();
		await expect(answer).rejects.toMatchObject({ code: 'card-removed' });
		await expect(connection.transmit(SELECT_APPLICATION)).rejects.toMatchObject({ code: 'card-removed' });
		await expect(connection.close('reset')).resolves.toBeUndefined();
	});

	it('keeps a former connection from the card that was put in after it', async () => {
		const service = virtualReader(testCard());
		const { reader } = await watched(service);
		const former = await reader.connect('exclusive');
		service.remove();
		service.insert(testCard());
		await expect(former.transmit(SELECT_APPLICATION)).rejects.toMatchObject({ code: 'card-removed' });
		const present = await reader.connect('exclusive');
		await present.transmit(SELECT_APPLICATION);
		await former.close('reset');
		expect(hex(await present.transmit(bytes('00A40200022F1000')))).toMatch(/9000$/);
	});

	it.each([
		['leave', '00019000'],
		['reset', '6986'],
		['unpower', '6986'],
	] as const)('closes a connection with %s', async (disposition, read) => {
		const { reader } = await watched(virtualReader(testCard()));
		const first = await reader.connect('exclusive');
		await first.transmit(bytes('00A40800063F003D002F1000'));
		await first.close(disposition);
		const second = await reader.connect('exclusive');
		expect(hex(await second.transmit(bytes('00B0000002')))).toBe(read);
	});

	it('resets only once for a connection that is closed twice', async () => {
		const { reader } = await watched(virtualReader(testCard()));
		const first = await reader.connect('exclusive');
		await first.close('reset');
		const second = await reader.connect('exclusive');
		await second.transmit(bytes('00A40800063F003D002F1000'));
		await first.close('reset');
		expect(hex(await second.transmit(bytes('00B0000001')))).toBe('009000');
	});

	it.each(['reset', 'unpower'] as const)(
		'tells those who share the card of a %s, until they open it anew',
		async (disposition) => {
			const { reader } = await watched(virtualReader(testCard()));
			const mine = await reader.connect('shared');
			await mine.transmit(SELECT_APPLICATION);
			const other = await reader.connect('shared');
			await other.close(disposition);
			await expect(mine.transmit(READ_WITHOUT_FILE)).rejects.toMatchObject({ code: 'card-reset' });
			await expect(mine.transmit(READ_WITHOUT_FILE)).rejects.toMatchObject({ code: 'card-reset' });
			await mine.close('leave');
			const again = await reader.connect('exclusive');
			expect(hex(await again.transmit(READ_WITHOUT_FILE))).toBe('6986');
		},
	);

	it('lets those who share the card alone when another leaves it as it is', async () => {
		const { reader } = await watched(virtualReader(testCard()));
		const mine = await reader.connect('shared');
		await mine.transmit(bytes('00A40800063F003D002F1000'));
		await (await reader.connect('shared')).close('leave');
		expect(hex(await mine.transmit(bytes('00B0000002')))).toBe('00019000');
	});

	it('ends the command of one whose card another program resets, and resets again at its end', async () => {
		const card = testCard();
		const service = virtualReader(card);
		const { reader } = await watched(service);
		const connection = await reader.connect('exclusive');
		await connection.transmit(VERIFY_RIGHT);
		service.resetByAnother();
		expect(card.condition.isPinVerified).toBe(false);
		await expect(connection.transmit(SELECT_APPLICATION)).rejects.toMatchObject({ code: 'card-reset' });
		await card.transmit(VERIFY_RIGHT);
		await connection.close('reset');
		expect(card.condition.isPinVerified).toBe(false);
	});

	it('shows a mute card as such, and opens no connection to it', async () => {
		const service = virtualReader();
		const { events, reader } = await watched(service);
		service.insert({ ...testCard(), atr: new Uint8Array(0) });
		expect(events.at(-1)).toEqual({
			kind: 'slot-changed',
			name: 'Deneme okuyucusu',
			slot: 'mute',
			atr: undefined,
		});
		await expect(reader.connect('shared')).rejects.toMatchObject({ code: 'unresponsive-card' });
	});

	it('takes an answer without a status word for none', async () => {
		const { reader } = await watched(
			virtualReader({ ...testCard(), transmit: async () => Uint8Array.of(0x90) }),
		);
		const connection = await reader.connect('shared');
		await expect(connection.transmit(SELECT_APPLICATION)).rejects.toMatchObject({ code: 'card-lost' });
	});

	it('is gone with its service, and back with it: the card without what it had in memory', async () => {
		const card = testCard();
		const service = virtualReader(card);
		const { events, reader } = await watched(service);
		const connection = await reader.connect('exclusive');
		await connection.transmit(VERIFY_RIGHT);
		service.stopService();
		service.stopService();
		expect(events.at(-1)).toMatchObject({ kind: 'service-down', failure: 'stopped' });
		expect(events.filter((event) => event.kind === 'service-down')).toHaveLength(1);
		await expect(connection.transmit(SELECT_APPLICATION)).rejects.toMatchObject({ code: 'service-lost' });
		await expect(reader.connect('shared')).rejects.toMatchObject({ code: 'service-lost' });

		const refused: ReaderEvent[] = [];
		service.watch((event) => refused.push(event));
		await Promise.resolve();
		expect(refused).toMatchObject([{ kind: 'service-down', failure: 'not-running' }]);

		service.startService();
		const back = await watched(service);
		expect(back.events.at(-1)).toMatchObject({ kind: 'slot-changed', slot: 'present' });
		expect(card.condition).toMatchObject({ isPowered: false, isPinVerified: false });
		const anew = await back.reader.connect('exclusive');
		await connection.close('reset');
		expect(hex(await anew.transmit(VERIFY_RIGHT))).toBe('9000');
		expect(card.condition.isPinVerified).toBe(true);
		expect(events.at(-1)?.kind).toBe('service-down');
	});

	it('refuses the use of a connection after its end, and a second card', async () => {
		const service = virtualReader(testCard());
		const { reader } = await watched(service);
		const connection = await reader.connect('shared');
		await connection.close('leave');
		await expect(connection.transmit(READ_WITHOUT_FILE)).rejects.toThrow(TypeError);
		expect(() => service.insert(testCard())).toThrow(TypeError);
	});
});
