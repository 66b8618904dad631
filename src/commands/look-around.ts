import type { CardMonitor, CardSnapshot, Timer } from '#card';
import type { Texts } from '#i18n';
import { systemClock } from '#ports';
import type { CommandIo } from './command-io.ts';

/** Readers and cards as far as a command got to know them. */
export interface Around {
	readonly snapshot: CardSnapshot;
	readonly isComplete: boolean;
	/** Why it is not complete; undefined where it is, or where the command was interrupted. */
	readonly gaveUp: GivenUp | undefined;
}

/** `still`: nothing new for so many seconds. `whole`: not done after so many seconds, though things went on. */
export interface GivenUp {
	readonly kind: 'still' | 'whole';
	readonly seconds: number;
}

/** Without anything new; a card gives the next part of a certificate within two seconds, or has failed. */
const STILL_SECONDS = 15;
/** However much is new: four times what the slowest known reading of a seal takes (30 s at 1.5 s a command). */
const WHOLE_SECONDS = 120;
/** A person who waits hears how far the cards are, this long after it was last said. */
const PROGRESS_SECONDS = 5;

export interface LookAroundOptions {
	readonly monitor: CardMonitor;
	readonly signal: AbortSignal;
	/** Default: the system's. */
	readonly timer?: Timer | undefined;
	/** Hears of cards that are still being read, now and then. */
	readonly onWait?: ((snapshot: CardSnapshot) => void) | undefined;
}

/** What the monitor knows once it knows everything, nothing new came for a while, or it takes too long. */
export async function lookAround({
	monitor,
	signal,
	timer = systemClock,
	onWait = () => undefined,
}: LookAroundOptions): Promise<Around> {
	const timeUp = new AbortController();
	let gaveUp: GivenUp | undefined;
	const giveUpAfter = (kind: GivenUp['kind'], seconds: number): (() => void) =>
		timer.after(seconds * 1000, () => {
			gaveUp ??= { kind, seconds };
			timeUp.abort();
		});
	let cancelStill = (): void => undefined;
	let cancelProgress: (() => void) | undefined;
	const ended = AbortSignal.any([signal, timeUp.signal]);
	const unsubscribe = monitor.subscribe((snapshot) => {
		cancelStill();
		if (ended.aborted) {
			return;
		}
		cancelStill = giveUpAfter('still', STILL_SECONDS);
		if (isReading(snapshot)) {
			cancelProgress ??= timer.after(PROGRESS_SECONDS * 1000, () => {
				cancelProgress = undefined;
				onWait(monitor.snapshot());
			});
		}
	});
	const cancelWhole = giveUpAfter('whole', WHOLE_SECONDS);
	try {
		return { snapshot: await monitor.settled(ended), isComplete: true, gaveUp: undefined };
	} catch (error) {
		if (!ended.aborted) {
			throw error;
		}
		return { snapshot: monitor.snapshot(), isComplete: false, gaveUp };
	} finally {
		unsubscribe();
		cancelStill();
		cancelWhole();
		cancelProgress?.();
	}
}

/** Tells on stderr how far each card is that is being read. */
export function progressTeller(io: CommandIo, texts: Texts): (snapshot: CardSnapshot) => void {
	return ({ readers }) => {
		for (const { name, slot } of readers) {
			const told = slot.kind === 'reading' ? readingProgress(slot.progress, texts) : undefined;
			if (told !== undefined) {
				io.stderr(`${name}: ${told}\n`);
			}
		}
	};
}

/** `Sertifika 2/2 okunuyor: 488/1616 bayt.`; while the card is opened that it is read. */
export function readingProgress(
	{ certificate, certificateCount, bytesRead, bytesTotal }: ReadingFacts,
	{ card }: Texts,
): string {
	if (certificate === 0) {
		return card.slot.reading;
	}
	const number = isUnknown(certificateCount) ? `${certificate}` : `${certificate}/${certificateCount}`;
	return card.slot.readingCertificate(
		number,
		isUnknown(bytesTotal) ? undefined : `${bytesRead}/${bytesTotal}`,
	);
}

/** As the monitor tells it, or a report, where what is unknown is null. */
interface ReadingFacts {
	readonly certificate: number;
	readonly certificateCount: number | null | undefined;
	readonly bytesRead: number;
	readonly bytesTotal: number | null | undefined;
}

function isUnknown(value: number | null | undefined): value is null | undefined {
	return value === undefined || value === null;
}

/** Why not everything is known, in a sentence. */
export function givenUpSentence({ kind, seconds }: GivenUp, { commands }: Texts): string {
	return kind === 'still' ? commands.status.nothingNew(seconds) : commands.status.timeUp(seconds);
}

function isReading({ readers }: CardSnapshot): boolean {
	return readers.some(({ slot }) => slot.kind === 'reading');
}
