import { describe, expect, test } from 'vitest';
import { textsOf } from '#i18n';
import { keyLine, offeredBindings } from '#screens';
import { lineCells } from '#ui';
import { atForm } from '../app/walk.ts';
import { everyPlace } from './keys/places.ts';

const KEPT = ['help', 'quit'] as const;

describe.each(['tr', 'en'] as const)('the line of keys in %s', (language) => {
	const texts = textsOf(language);
	const places = everyPlace({ language });

	test.each(places)('fits the narrowest terminal and every wider one: $context', ({ state }) => {
		for (let width = 60; width <= 140; width += 1) {
			expect(lineCells(keyLine(state, texts, width)), `${width} columns`).toBeLessThanOrEqual(width);
		}
	});

	test.each(places)(
		'says in every width whether there are more keys than it shows: $context',
		({ state }) => {
			const entries = offeredBindings(state).filter(({ binding }) => binding.footer !== undefined);
			const hasHelp = entries.some(({ binding }) => binding.command === 'help');
			for (let width = 60; width <= 200; width += 1) {
				const text = keyLine(state, texts, width)
					.map((span) => span.text)
					.join('');
				const shown = text.trim().split('   ').length;
				expect(text.includes(` ${texts.allKeys}`), `${width} columns`).toBe(
					hasHelp && shown < entries.length,
				);
			}
		},
	);

	test.each([60, 80])('shows F5 and F6 at the form of the login in %i columns', (width) => {
		const text = keyLine(atForm({ language }).state, texts, width)
			.map((span) => span.text)
			.join('');
		expect(text).toContain(`F5 ${texts.keys['new-captcha']}`);
		expect(text).toContain(`F6 ${texts.keys['forgot-word']}`);
	});

	test.each(places)('shows help and quit wherever they work, in 80 columns: $context', ({ state }) => {
		const text = keyLine(state, texts, 80)
			.map((span) => span.text)
			.join('');
		const offered = offeredBindings(state).map(({ binding }) => binding.command);
		for (const command of KEPT) {
			if (offered.includes(command)) {
				expect(text).toMatch(new RegExp(` (?:${texts.keys[command]}|${texts.allKeys})(?: |$)`));
			}
		}
		expect(offered).toContain('quit');
	});

	test.each(places)(
		'shows in a wide terminal what it shows in a narrow one, and more: $context',
		({ state }) => {
			const entries = (width: number) =>
				keyLine(state, texts, width)
					.map((span) => span.text)
					.join('')
					.trim()
					.split('   ');
			const wide = entries(200);
			const isTheSame = (entry: string): boolean =>
				wide.includes(entry.replace(texts.allKeys, texts.keys.help));
			expect(entries(60).filter((entry) => !isTheSame(entry))).toEqual([]);
		},
	);
});
