import type { Texts } from '#i18n';
import { type PageContent, pagesDocument } from '#ports';
import { isOutOfUse, type RegisteredSeal, type RelatedSeal, renewalDates } from '#register';
import { dayText } from '../turkish-time.ts';
import { csvText } from './csv.ts';
import { daysLeftOf, kindOfNumber } from './report-of-seal.ts';

/** Who has to renew, what ends first comes first. */
export interface Renewing {
	readonly seal: RegisteredSeal;
	/** Another seal of the holder is in date. */
	readonly hasSpare: boolean;
}

const DAY_MS = 86_400_000;

/**
 * The seals that end within so many days or have ended, and that no other one replaces; of a holder with several the one
 * that lasts longest, for which he has to act.
 *
 * @param at milliseconds since 1970 UTC
 */
export function renewing(seals: readonly RelatedSeal[], withinDays: number, at: number): readonly Renewing[] {
	const lasting = new Map<string, RelatedSeal>();
	for (const related of seals) {
		const { seal, relation } = related;
		if (relation.kind === 'replaced' || isOutOfUse(seal)) {
			continue;
		}
		const key = seal.holderNumber ?? `${seal.id}`;
		const known = lasting.get(key);
		if (known === undefined || renewalDates(known.seal).ends < renewalDates(seal).ends) {
			lasting.set(key, related);
		}
	}
	return [...lasting.values()]
		.filter(({ seal }) => renewalDates(seal).ends <= at + withinDays * DAY_MS)
		.toSorted((one, other) => renewalDates(one.seal).ends - renewalDates(other.seal).ends)
		.map(({ seal, relation }) => ({ seal, hasSpare: relation.kind === 'spare' }));
}

/** One page for each holder, so that each can be sent to its own; in the language of the texts. */
export async function renewalPages(
	all: readonly Renewing[],
	at: number,
	{ commands }: Texts,
): Promise<Uint8Array> {
	const { report, number, withoutNumber, left } = commands.seals;
	const pages = all.map(({ seal }): PageContent => {
		const { opens, applyBy, ends } = renewalDates(seal);
		const days = daysLeftOf(ends, at);
		const facts: readonly (readonly [string, string])[] = [
			[report.facts.title, seal.title],
			[number[kindOfNumber(seal.holderNumber) ?? 'other'], seal.holderNumber ?? withoutNumber],
			[report.facts.ends, dayText(ends)],
			[report.facts.left, ends < at ? report.ended(-days) : left(days)],
			[report.facts.opens, dayText(opens)],
			[report.facts.apply, dayText(applyBy)],
			[report.facts.serials, seal.certificates.map(({ serialNumber }) => serialNumber).join(', ')],
		];
		return [
			...(seal.isSandbox ? [{ style: 'heading', text: report.sandbox } as const] : []),
			{ style: 'title', text: report.title },
			{ style: 'text', text: report.madeAt(dayText(at)) },
			{ style: 'rule' },
			...facts.map(([name, value]) => ({ style: 'text', text: `${name}: ${value}` }) as const),
			{ style: 'rule' },
			{ style: 'heading', text: report.stepsTitle },
			...report.steps.map((text, index) => ({ style: 'text', text: `${index + 1}. ${text}` }) as const),
			{ style: 'rule' },
			...report.cautions.map((text) => ({ style: 'text', text }) as const),
			{ style: 'text', text: report.help },
		];
	});
	return pagesDocument({ title: report.title, madeAt: at, pages });
}

/** The same for a spreadsheet: a row for each holder; days are Turkish ones, in ISO 8601. */
export function renewalCsv(all: readonly Renewing[], at: number): string {
	return csvText([
		['holder_number', 'holder_title', 'ends', 'days_left', 'renewal_opens', 'apply_by', 'has_spare', 'note'],
		...all.map(({ seal, hasSpare }) => {
			const { opens, applyBy, ends } = renewalDates(seal);
			return [
				seal.holderNumber ?? '',
				seal.title,
				isoDay(ends),
				String(daysLeftOf(ends, at)),
				isoDay(opens),
				isoDay(applyBy),
				hasSpare ? 'yes' : 'no',
				seal.note,
			];
		}),
	]);
}

/** sv-SE writes ISO 8601. */
const isoDays = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Istanbul', dateStyle: 'short' });

function isoDay(at: number): string {
	return isoDays.format(at);
}
