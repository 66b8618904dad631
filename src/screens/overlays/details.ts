import { CARD_PIN_ACTS, cardOfDriver, focusedReader } from '#app';
import type { AkisCard, SlotState } from '#card';
import { capability } from '#card-rules';
import { dim, EMPTY_LINE, fitText, type Line, line, plain, wrap } from '#ui';
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

/** The vendor's module as it told itself, and by which way PINs go to the card that is in. */
function driverFacts(view: View): readonly Line[] {
	const { state, texts } = view;
	const { details } = texts;
	const card = cardOfDriver(state);
	const way =
		card === undefined ? [] : fact(view, details.pinWay, details.pinWays[capability(card, 'verify-pin').way]);
	if (state.driver.kind !== 'told' || state.driver.report.module.kind === 'missing') {
		return [...fact(view, details.driver, details.none), ...way];
	}
	const { module } = state.driver.report;
	switch (module.kind) {
		case 'in-use':
			return way;
		case 'refused':
			return [
				...fact(view, details.driver, module.path),
				...fact(view, details.error, module.refusal.rule),
				...way,
			];
		case 'failed':
			return [
				...fact(view, details.driver, module.path),
				...fact(view, details.error, `${module.code}  ${module.detail}`),
				...way,
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
				...way,
			];
		}
	}
}

function settingsFacts(view: View): readonly Line[] {
	const { details } = view.texts;
	const problem = view.state.mode.settingsProblem;
	return problem === undefined
		? []
		: [
				...fact(view, details.settings, problem.path),
				...(problem.keptAs === undefined ? [] : fact(view, details.keptAs, problem.keptAs)),
			];
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
			return [...fact(view, details.atr, slot.atr), ...fact(view, details.error, slot.code)];
		case 'akis':
		case 'seal':
			return cardFacts(view, slot.card);
	}
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
			...fact(
				view,
				details.key,
				certificate.key.type === 'rsa' ? `RSA ${certificate.key.bits}` : `EC ${certificate.key.curve}`,
			),
			...fact(view, details.fingerprint, certificate.fingerprint),
		]),
		...card.unreadable.flatMap(({ fileId, reason }) => [
			EMPTY_LINE,
			...fact(view, details.file, fileId),
			...fact(view, details.error, details.unreadable[reason]),
		]),
		EMPTY_LINE,
	];
}

/** By which way each act with the PIN goes, and why. */
function pinFacts(view: View, card: AkisCard): readonly Line[] {
	const { cardPin } = view.texts;
	return CARD_PIN_ACTS.flatMap((act, place) => {
		const { way, reason } = capability(card, act);
		const sentence = `${cardPin.acts[act]}: ${cardPin.ways[way]}. ${cardPin.reasons[reason]}`;
		return fact(view, place === 0 ? cardPin.fields.pin : '', sentence);
	});
}

function fact({ width }: View, name: string, value: string): readonly Line[] {
	return wrap(value, width - LABEL_CELLS).map((text, row) =>
		line(row === 0 ? dim(fitText(name, LABEL_CELLS)) : plain(' '.repeat(LABEL_CELLS)), text),
	);
}
