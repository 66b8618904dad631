import { CardError } from '../errors.ts';
import { type Timer, withinLimit } from '../timer.ts';
import type { CardConnection } from '../transport/reader-service.ts';

/**
 * A connection whose every call ends within `limitMs`. After a command without an answer no other is sent: the
 * late answer would be taken for the next one's.
 */
export function limitTime(connection: CardConnection, limitMs: number, timer: Timer): CardConnection {
	let isUnanswered = false;
	return {
		async transmit(command) {
			if (isUnanswered) {
				throw new CardError('timeout', 'a former command is still without an answer');
			}
			isUnanswered = true;
			const answer = await withinLimit(connection.transmit(command), limitMs, timer);
			isUnanswered = false;
			return answer;
		},
		async close(disposition) {
			try {
				return await withinLimit(connection.close(disposition), limitMs, timer);
			} catch {
				// Only the limit can be caught here; the close goes on by itself and nobody waits for it.
				return 'not-done';
			}
		},
	};
}
