import { textsOf } from '#i18n';
import type { Kiosk } from './kiosk.ts';

const { update } = textsOf('tr');

/** Types another address over the one on record, up to the last look before it is saved. */
export async function walkToReview(kiosk: Kiosk, address: string): Promise<void> {
	kiosk.press('tab');
	kiosk.press('u', { ctrl: true });
	kiosk.types(address);
	kiosk.press('enter');
	kiosk.press('enter');
	kiosk.press('enter');
	await kiosk.sees(update.review, address);
}
