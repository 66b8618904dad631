import { expect, test } from 'vitest';
import { PORTAL_READS } from '../../../src/app/portal-reads.ts';
import { BINDINGS } from '../../../src/screens/keys/bindings.ts';
import { PLACES } from '../../../src/screens/places.ts';

const ALL = [...Object.values(PLACES.screens), ...Object.values(PLACES.overlays)];

/** What the loop takes for every place. */
const OF_THE_LOOP = ['portal-answered', 'certificates-answered', 'more-certificates-answered'];

test('every answer of the portal is taken by a place or by the loop', () => {
	const taken = new Set([...OF_THE_LOOP, ...ALL.flatMap(({ answers = {} }) => Object.keys(answers))]);
	const asked = Object.values(PORTAL_READS).map(({ answer }) => answer);

	expect(asked.length).toBeGreaterThan(OF_THE_LOOP.length);
	expect(asked.filter((answer) => !taken.has(answer))).toEqual([]);
});

test('one command opens one place', () => {
	const opening = ALL.flatMap(({ opens = {} }) => Object.keys(opens));

	expect(opening.length).toBeGreaterThan(0);
	expect(opening).toEqual([...new Set(opening)]);
	expect(opening.filter((command) => !BINDINGS.some((binding) => binding.command === command))).toEqual([]);
});
