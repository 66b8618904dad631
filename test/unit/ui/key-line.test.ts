import { describe, expect, test } from 'vitest';
import { textsOf } from '#i18n';
import { keyLine, lineCells, offeredBindings } from '#ui';
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

	test.each(places)('shows help and quit wherever they work, however narrow: $context', ({ state }) => {
		const text = keyLine(state, texts, 60)
			.map((span) => span.text)
			.join('');
		const offered = offeredBindings(state).map(({ binding }) => binding.command);
		for (const command of KEPT) {
			if (offered.includes(command)) {
				expect(text).toContain(` ${texts.keys[command]}`);
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
			expect(entries(60).filter((entry) => !wide.includes(entry))).toEqual([]);
		},
	);
});
