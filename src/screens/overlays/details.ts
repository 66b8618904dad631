import { CARD_PIN_ACTS, focusedReader } from '#app';
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
	const { portal, driver } = state;
	const all: readonly Line[] = [
		...fact(view, details.service, serviceText),
		...(service.kind === 'down' && service.detail !== '' ? fact(view, '', service.detail) : []),
		...fact(view, details.reader, reader?.name ?? details.none),
		...(reader === undefined ? [] : slotFacts(view, reader.slot)),
		...fact(view, details.driver, driver.kind === 'found' ? driver.path : details.none),
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
