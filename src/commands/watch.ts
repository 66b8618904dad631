import { once } from 'node:events';
import type { ProxyRoute } from '#api';
import type { CardMonitor, CardSnapshot } from '#card';
import type { Assessment, SealCertificate } from '#certificate';
import type { Texts } from '#i18n';
import type { SeenSeals } from '#ports';
import { deciderText, stateText } from './assessment-words.ts';
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
	/** Ask the network about the certificates of each card, once; default: false. */
	readonly check?: boolean | undefined;
	/** Where verified answers are kept; undefined: nowhere. */
	readonly cacheFolder?: string | undefined;
	/** Where issuers are kept that were fetched or imported; undefined: nowhere. */
	readonly issuerFolder?: string | undefined;
	/** On the way to whoever is asked about revocation. */
	readonly proxy?: ProxyRoute | undefined;
	/** Default: those that are pinned in the program. */
	readonly roots?: readonly SealCertificate[] | undefined;
	/** Keeps the seals that are seen; undefined: they are not kept. */
	readonly seen?: Pick<SeenSeals, 'keep'> | undefined;
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
export async function runWatch(options: WatchOptions): Promise<number> {
	const { monitor, json, texts, io, signal, now, check = false } = options;
	const [{ cardsSeen, readerFactsOf, serviceReport }, { openAssessor }] = await Promise.all([
		import('./report-of-snapshot.ts'),
		import('./assessor.ts'),
	]);
	const tell = (change: Change, at: number): void =>
		io.stdout(
			json
				? `${JSON.stringify({ schemaVersion: 1, at: new Date(at).toISOString(), ...change } satisfies WatchEvent)}\n`
				: `${clock.format(at)}  ${sentence(change, texts)}\n`,
		);
	let told = NOTHING;
	const assessments = new Map<string, Assessment>();
	const asked = new Set<string>();
	/** What is learnt of a certificate is told as a change of its reader, and stays known when the card comes again. */
	const askAbout = async (certificate: SealCertificate, given: readonly SealCertificate[]): Promise<void> => {
		const assessor = await openAssessor({ ...options, check, at: now() });
		const assessment = await assessor.assess(certificate, given);
		if (!signal.aborted) {
			assessments.set(certificate.fingerprint, assessment);
			tellChanges(monitor.snapshot());
		}
	};
	const tellChanges = ({ service, readers }: CardSnapshot): void => {
		const at = now();
		const here: Situation = {
			service: serviceReport(service),
			readers: new Map(
				readers.map((reader) => [reader.name, readerFactsOf(reader, { now: at, assessments })]),
			),
		};
		for (const change of changesBetween(told, here)) {
			tell(change, at);
		}
		told = here;
	};
	const leave = monitor.subscribe((snapshot) => {
		tellChanges(snapshot);
		void options.seen?.keep(snapshot);
		for (const certificates of check ? cardsSeen(snapshot, undefined) : []) {
			for (const certificate of certificates.filter(({ fingerprint }) => !asked.has(fingerprint))) {
				asked.add(certificate.fingerprint);
				void askAbout(certificate, certificates);
			}
		}
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
				...(card?.certificates ?? []).flatMap((certificate) => standingText(certificate, texts)),
			];
			return watch.fact(name, facts.join(', '));
		}
	}
}

/** How a certificate stands, where it was asked about, and which certificate of its chain decides. */
function standingText(
	{ use, label, title, assessment }: NonNullable<ReaderFacts['card']>['certificates'][number],
	texts: Texts,
): readonly string[] {
	if (assessment === null) {
		return [];
	}
	const decider = deciderText(assessment, texts);
	return [
		`${use ?? label ?? title} ${stateText(assessment, texts)}`,
		...(decider === null ? [] : [texts.certificate.decidedBy(decider)]),
	];
}
