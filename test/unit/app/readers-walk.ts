import type { CardSnapshot, ReaderSnapshot, SlotState } from '#card';
import type { Program, ProgramOptions } from './program.ts';
import { ATR, certificateOf, ready, SEAL_CARD, SEAL_SLOT } from './walk.ts';

/** Another holder's card, all of whose facts are other ones. */
export const OTHER_SLOT: SlotState = {
	kind: 'seal',
	holder: { title: 'Iğdır Ödünç Kitap ve Gölge Oyunu Ltd. Şti.', taxNumber: '1234567890', isSandbox: true },
	card: {
		...SEAL_CARD,
		product: 'AKİS v1.4',
		generation: 'v1.x',
		certificates: [
			{
				fileId: '2F10',
				certificate: certificateOf({
					title: 'Iğdır Ödünç Kitap ve Gölge Oyunu Ltd. Şti.',
					holderNumber: '1234567890',
					serialNumber: 'AB12CD34',
					fingerprint: '22'.repeat(32),
					notAfter: Date.UTC(2025, 5, 1),
				}),
			},
		],
	},
};

export function readerWith(name: string, slot: SlotState): ReaderSnapshot {
	return { name, isVirtual: false, slot };
}

export const TWO_READERS: readonly ReaderSnapshot[] = [
	readerWith('udea MILKO V1. 00 00', SEAL_SLOT),
	readerWith('ACS ACR38U 01 00', OTHER_SLOT),
];

/** One in each state that a slot can be in. */
export const EVERY_READER: readonly ReaderSnapshot[] = [
	...TWO_READERS,
	readerWith('Okuyucu 02 00', { kind: 'empty' }),
	readerWith('Okuyucu 03 00', {
		kind: 'reading',
		atr: ATR,
		progress: { certificate: 2, certificateCount: 2, bytesRead: 100, bytesTotal: 1616 },
	}),
	readerWith('Okuyucu 04 00', { kind: 'in-use', atr: ATR }),
	readerWith('Okuyucu 05 00', { kind: 'foreign', atr: ATR }),
	readerWith('Okuyucu 06 00', { kind: 'akis', card: { ...SEAL_CARD, certificates: [] } }),
	readerWith('Okuyucu 07 00', { kind: 'unresponsive' }),
	readerWith('Okuyucu 08 00', { kind: 'failed', atr: ATR, code: 'malformed-answer' }),
];

export function sees(program: Program, readers: readonly ReaderSnapshot[]): void {
	const snapshot: CardSnapshot = { service: { kind: 'running' }, readers };
	program.send({ type: 'card-changed', snapshot });
}

export function atReaders(
	readers: readonly ReaderSnapshot[] = TWO_READERS,
	options?: ProgramOptions,
): Program {
	const program = ready(options);
	sees(program, readers);
	program.command('readers');
	return program;
}
