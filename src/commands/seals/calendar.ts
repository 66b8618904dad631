import { type CalendarEvent, calendarFile, EXPIRY_REMINDER_DAYS } from '#certificate';
import type { Texts } from '#i18n';
import { isOutOfUse, type RelatedSeal, renewalDates } from '#register';
import { momentText } from '../turkish-time.ts';

/**
 * All ends of the register for a calendar (RFC 5545): the end of each seal with its reminders, the day its renewal opens,
 * and, where it was replaced, the day the new seal was first seen. Of a seal that is lost, revoked or replaced nobody has
 * to be reminded.
 *
 * @param at when the file is made, milliseconds since 1970 UTC
 */
export function sealsCalendar(seals: readonly RelatedSeal[], at: number, { commands }: Texts): string {
	const { calendar, withoutNumber } = commands.seals;
	const events = seals.flatMap(({ seal, relation }): readonly CalendarEvent[] => {
		const { opens, ends } = renewalDates(seal);
		const id = seal.certificates[0]?.fingerprint ?? '';
		const label = `${seal.title} (${seal.holderNumber ?? withoutNumber})`;
		const end = calendar.about(seal.title, momentText(ends));
		if (relation.kind === 'replaced') {
			const seen = { id: `${id}-seen`, at: relation.by.firstSeen, summary: calendar.newSeen(label) };
			return [
				{ id: `${id}-end`, at: ends, summary: calendar.ends(label), description: end },
				{ ...seen, description: end },
			];
		}
		if (isOutOfUse(seal)) {
			return [];
		}
		return [
			{
				id: `${id}-end`,
				at: ends,
				summary: calendar.ends(label),
				description: `${end} ${calendar.howLong}`,
				remindDays: EXPIRY_REMINDER_DAYS,
			},
			{
				id: `${id}-renewal`,
				at: opens,
				summary: calendar.renewalOpens(label),
				description: `${end} ${calendar.howLong}`,
			},
		];
	});
	return calendarFile(events, at);
}
