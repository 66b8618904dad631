import { once } from 'node:events';
import type { CardMonitor, CardSnapshot } from '#card';
import type { Texts } from '#i18n';
import type { CommandIo } from './command-io.ts';
import { EXIT_DONE } from './exit-codes.ts';
import { gapSentence } from './gap-sentence.ts';
import type { ReaderFacts } from './status-report.ts';
import type { WatchEvent } from './watch-report.ts';

export interface WatchOptions {
	/** Closed by whoever made it. */
	readonly monitor: CardMonitor;
	readonly json: boolean;
	readonly texts: Texts;
	readonly io: CommandIo;
	/** Ends the command. */
	readonly signal: AbortSignal;
	/** Milliseconds since 1970 UTC. */
	readonly now: () => number;
}

type Change =
	| Pick<Extract<WatchEvent, { readonly event: 'service-changed' }>, 'event' | 'service'>
	| Pick<Extract<WatchEvent, { readonly event: 'reader-added' | 'reader-changed' }>, 'event' | 'reader'>
	| Pick<Extract<WatchEvent, { readonly event: 'reader-removed' }>, 'event' | 'name'>;

/** What was told last. */
interface Situation {
	readonly service: Extract<Change, { readonly event: 'service-changed' }>['service'];
	readonly readers: ReadonlyMap<string, ReaderFacts>;
}

const NOTHING: Situation = { service: { state: 'starting', failure: null }, readers: new Map() };

/** Turkish time whatever the machine is set to, as on the screens. */
const clock = new Intl.DateTimeFormat('tr-TR', { timeZone: 'Europe/Istanbul', timeStyle: 'medium' });

/**
 * Prints how service, readers and cards are, then each change of them, a line each, until it is interrupted. No PIN is
 * asked for and nothing is changed.
 */
export async function runWatch({ monitor, json, texts, io, signal, now }: WatchOptions): Promise<number> {
	const { readerFactsOf, serviceReport } = await import('./report-of-snapshot.ts');
	const tell = (change: Change, at: number): void =>
		io.stdout(
			json
				? `${JSON.stringify({ schemaVersion: 1, at: new Date(at).toISOString(), ...change } satisfies WatchEvent)}\n`
				: `${clock.format(at)}  ${sentence(change, texts)}\n`,
		);
	let told = NOTHING;
	const leave = monitor.subscribe(({ service, readers }: CardSnapshot) => {
		const at = now();
		const here: Situation = {
			service: serviceReport(service),
			readers: new Map(readers.map((reader) => [reader.name, readerFactsOf(reader, at)])),
		};
		for (const change of changesBetween(told, here)) {
			tell(change, at);
		}
		told = here;
	});
	if (!signal.aborted) {
		await once(signal, 'abort');
	}
	leave();
	return EXIT_DONE;
}

/** In the order in which a person would tell them: the service, what went, what came, what changed. */
function changesBetween(before: Situation, after: Situation): readonly Change[] {
	const removed = [...before.readers.keys()].filter((name) => !after.readers.has(name));
	const others = [...after.readers.values()].flatMap((reader): readonly Change[] => {
		const former = before.readers.get(reader.name);
		if (former === undefined) {
			return [{ event: 'reader-added', reader }];
		}
		return isSame(former, reader) ? [] : [{ event: 'reader-changed', reader }];
	});
	return [
		...(isSame(before.service, after.service)
			? []
			: [{ event: 'service-changed', service: after.service } as const]),
		...removed.map((name) => ({ event: 'reader-removed', name }) as const),
		...others,
	];
}

/** Of what is printed; how far a reading is, is not. */
function isSame(one: object, other: object): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}

function sentence(change: Change, texts: Texts): string {
	const { watch } = texts.commands;
	switch (change.event) {
		case 'service-changed': {
			const { state, failure } = change.service;
			const word = failure === null ? texts.details.serviceStates[state] : texts.card.service[failure];
			return watch.fact(texts.details.service, word);
		}
		case 'reader-removed':
			return watch.readerRemoved(change.name);
		case 'reader-added':
		case 'reader-changed': {
			const { name, state, card, error } = change.reader;
			const facts = [
				...(card === null ? [] : [card.product]),
				gapSentence(card, texts) ?? texts.card.slotWord[state],
				...(card === null || card.holder === null
					? []
					: [card.holder.title, texts.card.taxNumber(card.holder.taxNumber)]),
				...(card?.holder?.isSandbox === true ? [texts.sandboxBadge] : []),
				...(error === null ? [] : [texts.cardPin.errors[error]]),
			];
			return watch.fact(name, facts.join(', '));
		}
	}
}
