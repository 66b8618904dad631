import { type PinService, pinServices } from '#app';
import type { AkisCard, DriverReport } from '#card';
import type { Texts } from '#i18n';
import { driverSentence } from './driver-words.ts';

/** Who does which acts with the PIN of a card, and why; what is the same of several acts is one line. */
export function pinLines(card: AkisCard, driver: DriverReport | undefined, texts: Texts): readonly string[] {
	const { cardPin } = texts;
	return pinServices(card, driver).map(({ acts, service }) => {
		const names = acts.map((act) => cardPin.acts[act]);
		return cardPin.serviceLine(names.join(', '), ...wayAndReason(service, texts));
	});
}

function wayAndReason(service: PinService, texts: Texts): readonly [way: string, why: string] {
	const { cardPin, driver } = texts;
	const reason = cardPin.reasons[service.reason];
	switch (service.by) {
		case 'apdu':
			return [cardPin.ways.apdu, reason];
		case 'vendor-module': {
			const { description, libraryVersion } = service.facts;
			return [cardPin.wayOfModule(driver.module(description, libraryVersion)), reason];
		}
		case 'no-way':
			return [cardPin.ways.no, reason];
		case 'nobody':
			return service.broken === undefined
				? [cardPin.ways['vendor-module'], cardPin.notLookedAt]
				: [cardPin.notNow, driverSentence(service.broken, texts)];
	}
}
