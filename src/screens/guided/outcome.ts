import {
	GUIDED_ANSWERS,
	GUIDED_PLANS,
	type GuidedAct,
	type GuidedAnswer,
	type GuidedLook,
	type GuidedStage,
} from '#app';
import {
	BLANK,
	choices,
	dim,
	type Part,
	paragraph,
	plain,
	secondsSince,
	type Tone,
	table,
	toned,
	waiting,
} from '#ui';
import type { View } from '../view.ts';
import { stateBefore } from './update.ts';

const USE_CELLS = 9;

/** What the person says came of it. */
export function askingParts(
	{ texts: { guided } }: View,
	act: GuidedAct,
	cursor: GuidedAnswer,
): readonly Part[] {
	return [
		paragraph(guided.whatCameOfIt),
		BLANK,
		choices(
			GUIDED_ANSWERS.map((id) => ({ id, label: guided.answers[id] })),
			cursor,
		),
		BLANK,
		...(GUIDED_PLANS[act.task].evidence === 'revocation' ? [paragraph(guided.willLook)] : []),
	];
}

export function lookingPart({ state, texts }: View, stage: GuidedLook): Part {
	const number = stage.known.length + 1;
	const count = number + stage.left.length;
	return waiting(
		(seconds) => texts.guided.looking(number, count, seconds),
		secondsSince(stage.since, state.now),
	);
}

const TONES: Readonly<Record<Extract<GuidedStage, { readonly name: 'told' }>['outcome'], Tone>> = {
	'seen-online': 'done',
	'seen-on-card': 'done',
	'told-done': 'care',
	'told-not-done': 'care',
	unknown: 'care',
};

/** What was seen from here and what only the person says: never one for the other. */
export function toldParts(
	{ texts }: View,
	act: GuidedAct,
	{ outcome, known, unseen }: Extract<GuidedStage, { readonly name: 'told' }>,
): readonly Part[] {
	const { guided } = texts;
	const isPinOpen =
		GUIDED_PLANS[act.task].evidence === 'pin' && (outcome === 'told-done' || outcome === 'unknown');
	const rows = known.map(({ fingerprint, assessment }) => {
		const certificate = act.certificates.find((one) => one.fingerprint === fingerprint);
		const before = stateBefore(act, fingerprint)?.kind;
		const was = before === undefined ? '' : `   ${guided.before(guided.states[before])}`;
		return {
			cells: [
				plain(certificate?.use ?? texts.card.otherUse),
				[plain(guided.states[assessment.state.kind]), dim(was)],
			],
		};
	});
	return [
		paragraph(toned(TONES[outcome], guided.outcomes[outcome])),
		...(rows.length === 0 ? [] : [BLANK, table({ columns: [USE_CELLS], rows })]),
		BLANK,
		...(unseen === undefined ? [] : [paragraph(guided.unseen[unseen]), BLANK]),
		...(isPinOpen ? [paragraph(guided.tryPin), BLANK] : []),
		paragraph(guided.enterCloses),
	];
}
