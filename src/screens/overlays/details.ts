import { focusedReader, lastLook, type PinService, pinServices } from '#app';
import type { AkisCard, SlotState } from '#card';
import { keyName } from '#certificate';
import type { Texts } from '#i18n';
import { dim, EMPTY_LINE, fitText, type Line, line, plain, wrap } from '#ui';
import { troubleSentences } from '../driver/trouble.ts';
import type { View, Work } from '../view.ts';
import { scrollable } from './scrollable.ts';

const LABEL_CELLS = 14;

/** The operator's jargon: what the program saw, without secrets. */
export function detailsOverlay(view: View, scroll: number): Work {
	const { state, texts } = view;
	const { details } = texts;
	const { service } = state.card;
	const serviceText =
		service.kind === 'down'
			? `${details.serviceStates.down} (${service.failure})`
			: details.serviceStates[service.kind];
	const reader = focusedReader(state);
	const { portal } = state;
	const all: readonly Line[] = [
		...fact(view, details.service, serviceText),
		...(service.kind === 'down' && service.detail !== '' ? fact(view, '', service.detail) : []),
		...fact(view, details.reader, reader?.name ?? details.none),
		...(reader === undefined ? [] : slotFacts(view, reader.slot)),
		...driverFacts(view),
		...fact(
			view,
			details.portal,
			portal.kind === 'reached' ? (portal.address ?? details.none) : details.none,
		),
		...(portal.kind === 'lost'
			? fact(view, details.detail, `${portal.problem.code} ${portal.problem.detail ?? ''}`)
			: []),
		...(state.notice?.kind === 'problem'
			? fact(view, details.detail, `${state.notice.problem.code} ${state.notice.problem.detail ?? ''}`)
			: []),
		...settingsFacts(view),
		...fact(view, details.version, state.mode.version),
	];
	return scrollable(view, details.title, scroll, all);
}

/** The vendor's module as it told itself. */
function driverFacts(view: View): readonly Line[] {
	const { state, texts } = view;
	const { details } = texts;
	const { module } = lastLook(state) ?? {};
	switch (module?.kind) {
		case undefined:
		case 'missing':
			return fact(view, details.driver, details.none);
		case 'in-use':
			return [];
		case 'refused':
			return [...fact(view, details.driver, module.path), ...fact(view, details.error, module.refusal.rule)];
		case 'failed':
			return [
				...fact(view, details.driver, module.path),
				...fact(view, details.error, `${module.code}  ${module.detail}`),
			];
		case 'works': {
			const { description, manufacturer, libraryVersion, cryptokiVersion, nameVersion, machine } =
				module.facts;
			const versions = [libraryVersion, nameVersion].filter((version) => version !== undefined).join(' / ');
			return [
				...fact(view, details.driver, module.path),
				...fact(
					view,
					'',
					`${manufacturer} ${description}, ${versions}, Cryptoki ${cryptokiVersion}, ${machine}`,
				),
				...module.tokens.flatMap(({ label, serialNumber, slotDescription, certificates }) =>
					fact(
						view,
						details.token,
						`${label}  ${serialNumber}  ${slotDescription}  ${certificates.map((entry) => entry.label).join(' ')}`,
					),
				),
			];
		}
	}
}

function settingsFacts(view: View): readonly Line[] {
	const { details } = view.texts;
	const problem = view.state.mode.settingsProblem;
	return problem === undefined ? [] : fact(view, details.settings, problem.path);
}

function slotFacts(view: View, slot: SlotState): readonly Line[] {
	const { details } = view.texts;
	switch (slot.kind) {
		case 'empty':
		case 'unresponsive':
			return [];
		case 'in-use':
		case 'foreign':
		case 'reading':
			return fact(view, details.atr, slot.atr);
		case 'failed':
			return [
				...fact(view, details.atr, slot.atr),
				...fact(view, details.error, withStatusWord(slot.code, slot.statusWord)),
			];
		case 'akis':
		case 'seal':
			return cardFacts(view, slot.card);
	}
}

/** The card's own word behind what was made of it: helpdesks look it up. */
function withStatusWord(text: string, statusWord: string | undefined): string {
	return statusWord === undefined ? text : `${text} (SW ${statusWord})`;
}

function cardFacts(view: View, card: AkisCard): readonly Line[] {
	const { details } = view.texts;
	return [
		...fact(view, details.product, `${card.product}  ${details.apduCount(card.apduCount)}`),
		...fact(view, details.atr, card.atr),
		...pinFacts(view, card),
		...card.certificates.flatMap(({ fileId, certificate }) => [
			EMPTY_LINE,
			...fact(view, details.file, `${fileId}  ${certificate.use ?? ''}`),
			...fact(view, details.issuer, certificate.issuer),
			...fact(view, details.serial, certificate.serialNumber),
			...fact(view, details.key, keyName(certificate.key)),
			...fact(view, details.fingerprint, certificate.fingerprint),
		]),
		...card.unreadable.flatMap(({ fileId, reason, statusWord }) => [
			EMPTY_LINE,
			...fact(view, details.file, fileId),
			...fact(view, details.error, withStatusWord(details.unreadable[reason], statusWord)),
		]),
		EMPTY_LINE,
	];
}

/** Who does which acts with the PIN, and why. */
function pinFacts(view: View, card: AkisCard): readonly Line[] {
	const { state, texts } = view;
	return pinServices(card, lastLook(state)).flatMap(({ acts, service }, place) => {
		const [way, why] = serviceWords(service, texts);
		const names = acts.map((act) => texts.cardPin.acts[act]);
		return fact(
			view,
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

function fact({ width }: View, name: string, value: string): readonly Line[] {
	return wrap(value, width - LABEL_CELLS).map((text, row) =>
		line(row === 0 ? dim(fitText(name, LABEL_CELLS)) : plain(' '.repeat(LABEL_CELLS)), text),
	);
}
