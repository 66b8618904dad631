/** Times and dates as they stand on the screen: always Turkish time, whatever the machine is set to. */

const TIME_ZONE = 'Europe/Istanbul';

/**
 * Since 7 September 2016 Turkey keeps UTC+3 all year (IANA time zone database, Europe/Istanbul). Asking ICU
 * instead costs a fifth of the time to the first frame; for moments before that day it is asked.
 */
const FIXED_SINCE = Date.UTC(2016, 8, 7);
const FIXED_OFFSET_MS = 3 * 3_600_000;

/**
 * What X.509 writes for an end that is not known (RFC 5280 4.1.2.5: 99991231235959Z) lies in the year 10000 in Turkey, and
 * such a year has no form with four digits. It is a sign and no moment, and is shown as it is written.
 */
const LAST_YEAR_BEGINS_TO_END = Date.UTC(9999, 11, 31, 21);

/** `2027-04-18T14:05:00.000Z`, with the hour in Turkey. */
function turkishMoment(at: number): string {
	return new Date(at < LAST_YEAR_BEGINS_TO_END ? at + FIXED_OFFSET_MS : at).toISOString();
}

/** `14:05` */
export function clockTime(at: number): string {
	if (at < FIXED_SINCE) {
		return new Intl.DateTimeFormat('tr-TR', {
			timeZone: TIME_ZONE,
			hour: '2-digit',
			minute: '2-digit',
		}).format(at);
	}
	return turkishMoment(at).slice(11, 16);
}

/** `18.04.2027` */
export function calendarDate(at: number): string {
	if (at < FIXED_SINCE) {
		return new Intl.DateTimeFormat('tr-TR', {
			timeZone: TIME_ZONE,
			day: '2-digit',
			month: '2-digit',
			year: 'numeric',
		}).format(at);
	}
	const [year, month, day] = turkishMoment(at).slice(0, 10).split('-');
	return `${day}.${month}.${year}`;
}

/** `2:41`, from milliseconds; never below `0:00`. A second that has begun counts. */
export function countdown(ms: number): string {
	const seconds = Math.max(0, Math.ceil(ms / 1000));
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Whole seconds gone by since `since`. */
export function secondsSince(since: number, now: number): number {
	return Math.max(0, Math.floor((now - since) / 1000));
}

/** A day that something begins or ends on; of today the hour too, as the day alone does not say whether it has come. */
export function dayAndHourOfToday(at: number, now: number): string {
	const day = calendarDate(at);
	return day === calendarDate(now) ? `${day} ${clockTime(at)}` : day;
}
