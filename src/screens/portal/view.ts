import { GUIDED_PLANS, portalAddress } from '#app';
import {
	BLANK,
	bold,
	dim,
	fact,
	facts,
	group,
	type Part,
	paragraph,
	row,
	secondsSince,
	toned,
	waiting,
	waitingRow,
} from '#ui';
import { problemPart } from '../problem-sentence.ts';
import type { View, Work } from '../view.ts';

const ADDRESS_LAYOUT = { labelCells: 9, isOneRow: true } as const;

/** Step 3: whether the portal answers, where it is, and what it offers. */
export function portalScreen(view: View): Work {
	const { state, texts } = view;
	const { title } = texts.steps[3];
	if (state.portal.kind === 'not-asked') {
		return {
			title,
			parts: [
				paragraph(texts.guided.step3),
				BLANK,
				row(bold(GUIDED_PLANS['log-in'].address)),
				BLANK,
				paragraph(texts.guided.step3Now),
			],
		};
	}
	const guide = state.mode.portal === 'sandbox' ? texts.portal.guideSandbox : texts.portal.guide;
	return { title, parts: [paragraph(guide), BLANK, ...portalParts(view)] };
}

function portalParts(view: View): readonly Part[] {
	const { state, texts } = view;
	const { portal } = state;
	const words = texts.portal;
	const address = portalAddress(state);
	switch (portal.kind) {
		case 'not-asked':
			return [];
		case 'checking':
			return [
				...(address === undefined ? [] : [facts(ADDRESS_LAYOUT, fact(words.address, address)), BLANK]),
				waitingRow(words.checking, secondsSince(portal.since, state.now)),
			];
		case 'lost': {
			const seconds = Math.max(0, Math.ceil((portal.retryAt - state.now) / 1000));
			return [
				problemPart(view, portal.problem, 'danger'),
				portal.pending === undefined ? waiting(words.retry, seconds) : paragraph(words.retrying),
			];
		}
		case 'reached':
			return [
				facts(ADDRESS_LAYOUT, fact(words.name, portal.info.name), fact(words.address, portal.address ?? '')),
				BLANK,
				row(words.reached),
				...(portal.info.isNewer === true ? [paragraph(toned('care', words.newer))] : []),
				BLANK,
				row(dim(words.operations)),
				group<Part>(
					2,
					...portal.info.operations
						// A step of Güvenlik Sözcüğümü Unuttum, which has its own row.
						.filter((operation) => operation !== 'security-word-code-check')
						.map((operation) => paragraph(words.operationNames[operation], { mark: 'done' })),
				),
			];
	}
}
