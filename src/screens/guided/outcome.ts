import {
	GUIDED_ANSWERS,
	GUIDED_PLANS,
	type GuidedAct,
	type GuidedAnswer,
	type GuidedLook,
	type GuidedStage,
	stateBefore,
} from '#app';
import { bold, dim, EMPTY_LINE, fitText, type Line, line, plain, secondsSince, type Tone } from '#ui';
import { paragraph } from '../paragraph.ts';
import type { View } from '../view.ts';

const USE_CELLS = 9;

/** What the person says came of it. */
export function askingLines(view: View, act: GuidedAct, cursor: GuidedAnswer): readonly Line[] {
	const { texts, theme, width } = view;
	return [
		...paragraph(texts.guided.whatCameOfIt, width),
		EMPTY_LINE,
		...GUIDED_ANSWERS.map((answer) => {
			const name = texts.guided.answers[answer];
			return answer === cursor ? line(bold(`${theme.glyphs.here} `), bold(name)) : line('  ', plain(name));
		}),
		EMPTY_LINE,
		...(GUIDED_PLANS[act.task].evidence === 'revocation' ? paragraph(texts.guided.willLook, width) : []),
	];
}

export function lookingLines({ state, texts, width }: View, stage: GuidedLook): readonly Line[] {
	const number = stage.known.length + 1;
	const count = number + stage.left.length;
	return paragraph(texts.guided.looking(number, count, secondsSince(stage.since, state.now)), width);
}

const TONES: Readonly<Record<Extract<GuidedStage, { readonly name: 'told' }>['outcome'], Tone>> = {
	'seen-online': 'done',
	'seen-on-card': 'done',
	'told-done': 'care',
	'told-not-done': 'care',
	unknown: 'care',
};

/** What was seen from here and what only the person says: never one for the other. */
export function toldLines(
	view: View,
	act: GuidedAct,
	{ outcome, known, unseen }: Extract<GuidedStage, { readonly name: 'told' }>,
): readonly Line[] {
	const { texts, width } = view;
	const { guided } = texts;
	const isPinOpen =
		GUIDED_PLANS[act.task].evidence === 'pin' && (outcome === 'told-done' || outcome === 'unknown');
	return [
		...paragraph(guided.outcomes[outcome], width, TONES[outcome]),
		...(known.length === 0
			? []
			: [
					EMPTY_LINE,
					...known.map(({ fingerprint, assessment }) => {
						const certificate = act.certificates.find((one) => one.fingerprint === fingerprint);
						const before = stateBefore(act, fingerprint)?.kind;
						return line(
							fitText(certificate?.use ?? texts.card.otherUse, USE_CELLS),
							guided.states[assessment.state.kind],
							dim(before === undefined ? '' : `   ${guided.before(guided.states[before])}`),
						);
					}),
				]),
		EMPTY_LINE,
		...(unseen === undefined ? [] : [...paragraph(guided.unseen[unseen], width), EMPTY_LINE]),
		...(isPinOpen ? [...paragraph(guided.tryPin, width), EMPTY_LINE] : []),
		...paragraph(guided.enterCloses, width),
	];
}
