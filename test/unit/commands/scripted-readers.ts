import {
	type CardConnection,
	CardError,
	type CardErrorCode,
	type ReaderEvent,
	type ReaderService,
	type ServiceFailure,
} from '#card';

/** An ATR of the table: AKİS v1.0. */
export const AKIS_ATR = Buffer.from('3BBA11008131FE4D55454B41452056312E30AE', 'hex');
/** Some bank's card. */
export const FOREIGN_ATR = Buffer.from('3B6800000073C84012009000', 'hex');

export interface ScriptedReader {
	readonly name: string;
	readonly slot: 'empty' | 'present' | 'mute';
	readonly atr?: Uint8Array;
	/** How connecting ends; without one it does not end, but with {@link FOREIGN_ATR}: that card knows no command. */
	readonly refusal?: CardErrorCode;
}

/** A PC/SC service that tells one story and stays as it is. */
export function readerService(...readers: readonly ScriptedReader[]): ReaderService {
	return serviceTelling([
		{ kind: 'service-up' },
		...readers.flatMap(({ name, slot, atr, refusal }): readonly ReaderEvent[] => [
			{ kind: 'reader-added', reader: { name, isVirtual: false, connect: () => connecting(refusal, atr) } },
			{ kind: 'slot-changed', name, slot, atr },
		]),
	]);
}

export function serviceDown(failure: ServiceFailure): ReaderService {
	return serviceTelling([{ kind: 'service-down', failure, detail: 'as the test wants it' }]);
}

/** Answers nothing at all. */
export function silentService(): ReaderService {
	return serviceTelling([]);
}

function serviceTelling(events: readonly ReaderEvent[]): ReaderService {
	return {
		kind: 'pcsc',
		watch(listener) {
			queueMicrotask(() => {
				for (const event of events) {
					listener(event);
				}
			});
			return async () => undefined;
		},
	};
}

function connecting(
	refusal: CardErrorCode | undefined,
	atr: Uint8Array | undefined,
): Promise<CardConnection> {
	if (refusal === undefined && atr === FOREIGN_ATR) {
		return Promise.resolve({
			transmit: async () => Uint8Array.of(0x6d, 0x00),
			close: async () => undefined,
		});
	}
	return refusal === undefined
		? new Promise(() => undefined)
		: Promise.reject(new CardError(refusal, 'as the test wants it'));
}
