import { describe, expect, test } from 'vitest';
import { hasTextField, LineMode } from '#screens';
import { draw, type Part, plain, speak, speakAll } from '#ui';
import { textsFor } from '../../src/screens/frame.ts';
import { offeredBindings, openScreen, paletteEntries } from '../../src/screens/house.ts';
import { noticeParts } from '../../src/screens/notice-parts.ts';
import type { View } from '../../src/screens/view.ts';
import { CODE, WORD } from '../unit/app/walk.ts';
import { ASCII_THEME, type Shot, shotsOf, stateOf, UNICODE_THEME } from './frames.ts';
import { GALLERIES } from './galleries.ts';
import { SIZES } from './scene.ts';

/* The line mode at every scene: it says what is drawn, and what a listener needs beside that. */

/** Each scene once in each language: what is said does not depend on the size of the terminal. */
const SHOTS: readonly Shot[] = GALLERIES.filter(({ name }) => name !== 'too-small').flatMap((gallery) => {
	return shotsOf(gallery).filter(({ scene, size }) => size === (scene.sizes ?? SIZES)[0]);
});

/** As the line mode asks for it. */
function viewOf(shot: Shot): View {
	const state = stateOf(shot);
	const texts = textsFor(state, ASCII_THEME);
	return {
		state,
		texts,
		theme: ASCII_THEME,
		width: 76,
		rows: 1000,
		listRows: 20,
		offered: offeredBindings,
		paletteEntries,
	};
}

/** Every part of the screen, without those that only place others. */
function partsOf(view: View): readonly Part[] {
	return [...openScreen(view.state).view(view).parts, ...noticeParts(view)].flatMap(leavesOf);
}

function leavesOf(part: Part): readonly Part[] {
	switch (part.kind) {
		case 'group':
		case 'scrolled':
			return part.parts.flatMap(leavesOf);
		case 'columns':
			return part.columns.flatMap(({ parts }) => parts.flatMap(leavesOf));
		default:
			return [part];
	}
}

/** What is read, without signs: of a field the characters beside each other, without its cursor; a choice without its mark. */
function wordsOf(text: string): readonly string[] {
	return text
		.replaceAll('_', '')
		.replaceAll(/\([^\s)]\)/gu, '')
		.split(/\s+/u)
		.map((word) => word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
		.filter((word) => word !== '');
}

/** What the part shows, as long as it is: of a picture nothing, and its signs are no words. */
function drawnWords(part: Part): readonly string[] {
	return part.kind === 'picture'
		? []
		: wordsOf(
				draw(bared(part), 2000, UNICODE_THEME)
					.map((spans) => spans.map(({ text }) => text).join(''))
					.join(' '),
			);
}

/** Without digits drawn apart, and without the signs of a table and the line that explains them. */
function bared(part: Part): Part {
	switch (part.kind) {
		case 'field': {
			const { places: _places, ...rest } = part;
			return rest;
		}
		case 'table': {
			const { legend: _legend, rows, ...rest } = part;
			const bare = rows.map(({ cells, ...row }) => ({
				...row,
				cells: cells.map((cell) => ('text' in cell && cell.told !== undefined ? plain('') : cell)),
			}));
			return { ...rest, rows: bare };
		}
		default:
			return part;
	}
}

/** The columns of a row are told closer together than they are drawn. */
function closed(text: string): string {
	return text.replaceAll(/ +/gu, ' ');
}

/** A program at a scene, and what the line mode says of it from then on. */
function listen(shot: Shot): { readonly later: (milliseconds: number) => string } {
	const program = shot.scene.walk({ language: shot.language, ...shot.size });
	let said = '';
	let tell = (): void => undefined;
	const mode = new LineMode({
		store: {
			state: () => program.state,
			subscribe: (listener) => {
				tell = listener;
				return () => undefined;
			},
			dispatch: (message) => program.send(message),
			idle: () => Promise.resolve(),
		},
		theme: ASCII_THEME,
		write: (text) => {
			said += text;
		},
		isEchoing: true,
	});
	expect(mode).toBeInstanceOf(LineMode);
	return {
		later: (milliseconds) => {
			said = '';
			program.passes(milliseconds);
			program.send({ type: 'timer', id: 'second' });
			tell();
			return said;
		},
	};
}

describe.each(SHOTS)('$heading', (shot) => {
	const view = viewOf(shot);
	const { state, texts } = view;
	const parts = partsOf(view);

	test('everything that is drawn is said', () => {
		for (const part of parts) {
			const heard = speak(part, texts)
				.map(({ text, asks }) => `${asks?.label ?? ''} ${text}`)
				.join(' ');
			const said = new Set(wordsOf(heard));
			expect(
				drawnWords(part).filter((word) => !said.has(word)),
				`${JSON.stringify(part)} is said as: ${heard}`,
			).toEqual([]);
		}
	});

	test('a field has its name, whether it is shown, and how much is typed', () => {
		const spoken = speakAll(parts, texts);
		const asked = spoken.filter(({ asks }) => asks !== undefined);
		// At the login by signature characters go to the number also while the cursor is at a certificate.
		const isElsewhere = asked.length === 0 && spoken.some(({ isHere }) => isHere === true);
		expect(asked.length).toBe(hasTextField(state) && !isElsewhere ? 1 : 0);
		for (const part of parts) {
			if (part.kind !== 'secret-field') {
				continue;
			}
			const [spoken] = speak(part, texts);
			expect(spoken?.text).toContain(part.label);
			const isSeen = part.shown !== undefined;
			expect(spoken?.text.includes(texts.lineMode.hidden)).toBe(!isSeen);
			expect(spoken?.text).toMatch(part.length === 0 ? /./u : new RegExp(`\\b${part.length}\\b`, 'u'));
			expect(spoken?.asks?.isShown ?? false).toBe(isSeen);
		}
	});

	test('a closed entry has its reason', () => {
		for (const part of parts) {
			if (part.kind === 'choices') {
				const said = speak(part, texts).map(({ text }) => text);
				expect(said.map((text, index) => text.includes(part.items[index]?.label ?? ''))).not.toContain(false);
				const closed = part.items.map((item) => item.closed && texts.lineMode.closed(item.closed));
				expect(said.filter((text, index) => !text.includes(closed[index] ?? ''))).toEqual([]);
			}
		}
	});

	test('a second that passes is not told', () => {
		const { later } = listen(shot);
		// What follows at once is told: a day less that a certificate has, a card that answers late.
		later(3000);
		expect(later(1000)).toBe('');
	});

	test('no secret that was typed is said', () => {
		// What the sandbox tells a newcomer to type.
		const told = [
			...(state.hint === undefined ? [] : [texts.login.hint(state.hint.holderNumber, WORD)]),
			...state.accounts.map(({ holderNumber, securityWord }) =>
				texts.accounts.toType(holderNumber, securityWord ?? ''),
			),
		];
		const said = speakAll(parts, texts)
			.map(({ text }) => told.reduce((rest, sentence) => rest.replace(closed(sentence), ''), closed(text)))
			.join('\n');
		expect([CODE, WORD].filter((secret) => said.includes(secret))).toEqual([]);
	});
});
