import { cardErrorCode } from './errors.ts';
import type { Patience } from './patience.ts';
import type { CardConnection, Disposition, Reader, ShareMode } from './transport/reader-service.ts';

/** How a card is opened that other programs may have. */
export interface OpeningManner {
	readonly mode: ShareMode;
	/** Between two tries, in milliseconds: the first pause, which doubles up to the last one. */
	readonly firstPauseMs: number;
	readonly lastPauseMs: number;
	/** What becomes of a card that opens after nobody waits for it any more. */
	readonly lateDisposition: Disposition;
}

/**
 * The open card, or undefined where another program held it for the whole wait.
 *
 * @param onLate hears of a try that was still on its way when the wait ended: settles once its card is given back, and
 *   the reader must not be asked for its card before that
 * @throws CardError what the reader throws, but for what another program's use of the card explains; and the signal's
 *   reason of `patience`
 */
export async function openPatiently(
	reader: Reader,
	{ mode, firstPauseMs, lastPauseMs, lateDisposition }: OpeningManner,
	patience: Patience,
	onLate: (closing: Promise<void>) => void,
): Promise<CardConnection | undefined> {
	for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, lastPauseMs)) {
		const opening = reader.connect(mode);
		try {
			const opened = await patience.first(opening);
			if (opened !== 'over') {
				return opened;
			}
			onLate(closeWhenOpen(opening, lateDisposition));
			return undefined;
		} catch (error) {
			patience.throwIfAborted(() => onLate(closeWhenOpen(opening, lateDisposition)));
			if (!isUseByOthers(error)) {
				throw error;
			}
		}
		if ((await patience.pause(pauseMs)) === 'over') {
			return undefined;
		}
	}
}

/**
 * A connect that times out waits for another program's transaction; a card that was reset between our connect and our
 * transaction was reset by another program.
 */
function isUseByOthers(error: unknown): boolean {
	const code = cardErrorCode(error);
	return code === 'sharing-violation' || code === 'timeout' || code === 'card-reset';
}

/** Nobody waits for it any more, and an open card would keep every other program out. */
function closeWhenOpen(opening: Promise<CardConnection>, disposition: Disposition): Promise<void> {
	return opening.then(
		async (connection) => {
			await connection.close(disposition);
		},
		// Never opened: nothing to close, and whoever asked has been told already.
		() => undefined,
	);
}
