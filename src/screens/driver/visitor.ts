import { cardNeedsNoDriver, cardOfDriver, driverChain } from '#app';
import { type Part, paragraph, row, toned } from '#ui';
import type { View } from '../view.ts';
import { troubleOf } from './trouble.ts';

/** Step 2 at a kiosk: whether the visitor can go on. What is missing on the computer is the attendant's to mend. */
export function visitorDriverParts({ state, texts }: View): readonly Part[] {
	const { driver } = state;
	if (driver.kind === 'searching') {
		return [row(texts.driver.searching)];
	}
	const judged = driverChain(driver.report, cardOfDriver(state));
	if (cardNeedsNoDriver(state) || judged.kind === 'holds') {
		return [paragraph(toned('done', texts.kiosk.driverReady))];
	}
	if (judged.kind === 'no-card') {
		return [paragraph(texts.kiosk.driverWaits)];
	}
	const trouble = troubleOf(judged, texts);
	const isForVisitor = VISITORS.has(judged.why.kind);
	return trouble !== undefined && isForVisitor
		? [
				paragraph(trouble.what, { mark: 'fault' }),
				...(trouble.safe === undefined ? [] : [paragraph(trouble.safe)]),
				paragraph(trouble.now),
			]
		: [paragraph(texts.kiosk.driverAway, { mark: 'fault' })];
}

/** What goes by itself, or with the card taken out and put in again. */
const VISITORS: ReadonlySet<string> = new Set(['in-use', 'sees-no-card', 'sees-other-card']);
