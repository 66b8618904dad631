import { EXPIRY_WARNING_DAYS } from '#certificate';
import { endOfSeal, type SealRecord } from './registered-seal.ts';

const DAY_MS = 86_400_000;
const SATURDAY = 6;
/** Turkey keeps UTC+3 all the year. */
const TURKEY_MS = 3 * 3_600_000;

/** The longest time that a new card takes, in working days. */
const DELIVERY_WORKING_DAYS = 7;

/** When a seal has to be renewed; milliseconds since 1970 UTC. */
export interface RenewalDates {
	/** Three months before the end. */
	readonly opens: number;
	/** So that a card that takes longest comes in time. Public holidays are not known, and not counted. */
	readonly applyBy: number;
	readonly ends: number;
}

export function renewalDates(seal: Pick<SealRecord, 'certificates'>): RenewalDates {
	const ends = endOfSeal(seal);
	return {
		opens: ends - EXPIRY_WARNING_DAYS * DAY_MS,
		applyBy: workingDaysBefore(ends, DELIVERY_WORKING_DAYS),
		ends,
	};
}

/** The same time of day so many working days (Monday to Friday in Turkey) earlier. */
function workingDaysBefore(at: number, count: number): number {
	let moment = at;
	for (let left = count; left > 0; ) {
		moment -= DAY_MS;
		const weekday = new Date(moment + TURKEY_MS).getUTCDay();
		left -= weekday === 0 || weekday === SATURDAY ? 0 : 1;
	}
	return moment;
}
