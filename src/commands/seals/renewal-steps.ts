import type { Texts } from '#i18n';
import { beginOfSeal, type RelatedSeal, renewalDates } from '#register';
import { dayText } from '../turkish-time.ts';

/** What is known of a step. `unseen`: it happens elsewhere, and the person has to look. */
type Tick = 'done' | 'open' | 'unseen';

const MARKS: Readonly<Record<Tick, string>> = { done: '[x]', open: '[ ]', unseen: '[?]' };

/**
 * The renewal of a seal, step by step in their order, each ticked by what the register and the clock can tell.
 *
 * @param at milliseconds since 1970 UTC
 */
export function renewalLines({ seal, relation }: RelatedSeal, at: number, texts: Texts): readonly string[] {
	const { renew } = texts.commands.seals;
	const { opens, ends } = renewalDates(seal);
	const heading = renew.heading(`${seal.title} (${seal.holderNumber ?? texts.commands.seals.withoutNumber})`);
	const successor = relation.kind === 'replaced' ? relation.by : undefined;
	if (at < opens && successor === undefined) {
		return [heading, renew.tooEarly(dayText(opens))];
	}
	const begins = successor === undefined ? undefined : beginOfSeal(successor);
	const serial = successor?.certificates[0]?.serialNumber ?? '';
	const { steps } = renew;
	// Who has the new card has applied, paid and been handed it.
	const elsewhere: Tick = successor === undefined ? 'unseen' : 'done';
	const all: readonly (readonly [Tick, string])[] = [
		['done', steps.opened(dayText(opens))],
		[elsewhere, steps.applied],
		[elsewhere, steps.paid],
		[elsewhere, steps.delivered],
		successor === undefined
			? ['open', steps.seen]
			: ['done', steps.seenAt(dayText(successor.firstSeen), serial)],
		begins === undefined || begins > at
			? ['open', begins === undefined ? steps.begun : steps.begins(dayText(begins))]
			: ['done', steps.begun],
		['unseen', steps.chosen],
		[at > ends ? 'done' : 'open', steps.oldEnds(dayText(ends))],
	];
	return [
		heading,
		...(seal.isSandbox ? [texts.sandboxBadge] : []),
		'',
		...all.map(([tick, text], index) => `${MARKS[tick]} ${index + 1}. ${text}`),
		'',
		renew.legend,
		...(successor === undefined ? [renew.howSeen] : []),
	];
}
