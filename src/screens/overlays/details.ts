import { focusedReader, lastLook, type PinService, pinServices } from '#app';
import type { AkisCard, SlotState } from '#card';
import { keyName } from '#certificate';
import type { Texts } from '#i18n';
import { BLANK, type FactRow, fact, facts } from '#ui';
import { troubleSentences } from '../driver/trouble.ts';
import type { View, Work } from '../view.ts';
import { overlayOf } from './overlay-of.ts';
import { scrollable } from './scrollable.ts';

const LAYOUT = { labelCells: 14 };

/** The operator's jargon: what the program saw, without secrets. */
export function detailsOverlay(view: View): Work {
	const { scroll } = overlayOf(view, 'details');
	const { state, texts } = view;
	const { details } = texts;
	const { service } = state.card;
	const serviceText =
		service.kind === 'down'
			? `${details.serviceStates.down} (${service.failure})`
			: details.serviceStates[service.kind];
	const reader = focusedReader(state);
	const { portal } = state;
	const all = [
		fact(details.service, serviceText),
		...(service.kind === 'down' && service.detail !== '' ? [fact('', service.detail)] : []),
		fact(details.reader, reader?.name ?? details.none),
		...(reader === undefined ? [] : slotFacts(view, reader.slot)),
		...driverFacts(view),
		fact(details.portal, portal.kind === 'reached' ? (portal.address ?? details.none) : details.none),
		...(portal.kind === 'lost'
			? [fact(details.detail, `${portal.problem.code} ${portal.problem.detail ?? ''}`)]
			: []),
		...(state.notice?.kind === 'problem'
			? [fact(details.detail, `${state.notice.problem.code} ${state.notice.problem.detail ?? ''}`)]
			: []),
		...settingsFacts(view),
		fact(details.version, state.mode.version),
	];
	return scrollable(view, details.title, scroll, [facts(LAYOUT, ...all)]);
}

/** The vendor's module as it told itself. */
function driverFacts(view: View): readonly FactRow[] {
	const { state, texts } = view;
	const { details } = texts;
	const { module } = lastLook(state) ?? {};
	switch (module?.kind) {
		case undefined:
		case 'missing':
			return [fact(details.driver, details.none)];
		case 'in-use':
			return [];
		case 'refused':
			return [fact(details.driver, module.path), fact(details.error, module.refusal.rule)];
		case 'failed':
			return [fact(details.driver, module.path), fact(details.error, `${module.code}  ${module.detail}`)];
		case 'works': {
			const { description, manufacturer, libraryVersion, cryptokiVersion, nameVersion, machine } =
				module.facts;
			const versions = [libraryVersion, nameVersion].filter((version) => version !== undefined).join(' / ');
			return [
				fact(details.driver, module.path),
				fact('', `${manufacturer} ${description}, ${versions}, Cryptoki ${cryptokiVersion}, ${machine}`),
				...module.tokens.map(({ label, serialNumber, slotDescription, certificates }) =>
					fact(
						details.token,
						`${label}  ${serialNumber}  ${slotDescription}  ${certificates.map((entry) => entry.label).join(' ')}`,
					),
				),
			];
		}
	}
}

function settingsFacts(view: View): readonly FactRow[] {
	const { details } = view.texts;
	const problem = view.state.mode.settingsProblem;
	return problem === undefined ? [] : [fact(details.settings, problem.path)];
}

function slotFacts(view: View, slot: SlotState): readonly FactRow[] {
	const { details } = view.texts;
	switch (slot.kind) {
		case 'empty':
		case 'unresponsive':
			return [];
		case 'in-use':
		case 'foreign':
		case 'reading':
			return [fact(details.atr, slot.atr)];
		case 'failed':
			return [fact(details.atr, slot.atr), fact(details.error, withStatusWord(slot.code, slot.statusWord))];
		case 'akis':
		case 'seal':
			return cardFacts(view, slot.card);
	}
}

/** The card's own word behind what was made of it: helpdesks look it up. */
function withStatusWord(text: string, statusWord: string | undefined): string {
	return statusWord === undefined ? text : `${text} (SW ${statusWord})`;
}

function cardFacts(view: View, card: AkisCard): readonly FactRow[] {
	const { details } = view.texts;
	return [
		fact(details.product, `${card.product}  ${details.apduCount(card.apduCount)}`),
		fact(details.atr, card.atr),
		...pinFacts(view, card),
		...card.certificates.flatMap(({ fileId, certificate }) => [
			BLANK,
			fact(details.file, `${fileId}  ${certificate.use ?? ''}`),
			fact(details.issuer, certificate.issuer),
			fact(details.serial, certificate.serialNumber),
			fact(details.key, keyName(certificate.key)),
			fact(details.fingerprint, certificate.fingerprint),
		]),
		...card.unreadable.flatMap(({ fileId, reason, statusWord }) => [
			BLANK,
			fact(details.file, fileId),
			fact(details.error, withStatusWord(details.unreadable[reason], statusWord)),
		]),
		BLANK,
	];
}

/** Who does which acts with the PIN, and why. */
function pinFacts(view: View, card: AkisCard): readonly FactRow[] {
	const { state, texts } = view;
	return pinServices(card, lastLook(state)).map(({ acts, service }, place) => {
		const [way, why] = serviceWords(service, texts);
		const names = acts.map((act) => texts.cardPin.acts[act]);
		return fact(
			place === 0 ? texts.cardPin.fields.pin : '',
			texts.cardPin.serviceLine(names.join(', '), way, why),
		);
	});
}

function serviceWords(service: PinService, { cardPin, driver }: Texts): readonly [way: string, why: string] {
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
		case 'nobody': {
			if (service.broken === undefined) {
				return [cardPin.ways['vendor-module'], cardPin.notLookedAt];
			}
			const { what, why } = troubleSentences(service.broken, driver);
			return [cardPin.notNow, [what, why].filter((part) => part !== undefined).join(' ')];
		}
	}
}
