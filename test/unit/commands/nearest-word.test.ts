import { expect, test } from 'vitest';
import { nearestWord } from '../../../src/commands/nearest-word.ts';

const WORDS = ['status', 'watch', 'doctor', 'inspect', 'sandbox', 'config', 'audit', '--json'];

test.each([
	['stauts', 'status'],
	['STATUS', 'status'],
	['statu', 'status'],
	['docktor', 'doctor'],
	['condig', 'config'],
	['inspcet', 'inspect'],
	['--jsn', '--json'],
	['aduit', 'audit'],
])('%s was meant as %s', (typed, meant) => {
	expect(nearestWord(typed, WORDS)).toBe(meant);
});

test.each(['', 'x', 'revoke', 'statistics', '--plain', 'doctordoctor'])('%j is near to none', (typed) => {
	expect(nearestWord(typed, WORDS)).toBeUndefined();
});
