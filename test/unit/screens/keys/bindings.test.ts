import { describe, expect, test } from 'vitest';
import type { Command } from '#app';
import { textsOf } from '#i18n';
import { BINDINGS, chordName } from '#screens';

import type { Chord, KeyContext } from '../../../../src/screens/keys/bindings.ts';
import { takesText } from '../../../../src/screens/keys/offered.ts';
import { everyPlace } from './places.ts';

/** Every command there is: a new one does not compile until it stands here. */
const COMMANDS: Readonly<Record<Command, true>> = {
	continue: true,
	back: true,
	up: true,
	down: true,
	'page-up': true,
	'page-down': true,
	'first-row': true,
	'last-row': true,
	'certificate-table': true,
	search: true,
	sort: true,
	'reverse-order': true,
	filter: true,
	'next-field': true,
	'previous-field': true,
	erase: true,
	'clear-field': true,
	'erase-forward': true,
	'cursor-left': true,
	'cursor-right': true,
	'cursor-start': true,
	'cursor-end': true,
	'step-1': true,
	'step-2': true,
	'step-3': true,
	'step-4': true,
	'step-5': true,
	'step-6': true,
	'check-again': true,
	'next-reader': true,
	readers: true,
	timeline: true,
	'new-captcha': true,
	'forgot-word': true,
	'resend-code': true,
	'give-identity': true,
	reveal: true,
	longer: true,
	'card-pin': true,
	'use-other-card': true,
	certificate: true,
	'next-certificate': true,
	'save-pem': true,
	'save-der': true,
	'save-calendar': true,
	mark: true,
	details: true,
	warnings: true,
	'last-failure': true,
	palette: true,
	'copy-serial': true,
	address: true,
	help: true,
	language: true,
	theme: true,
	'toggle-card': true,
	accounts: true,
	redraw: true,
	quit: true,
	interrupt: true,
};

const CONTEXTS = everyPlace().map(({ context }) => context);

function chordsIn(context: KeyContext): readonly Chord[] {
	return BINDINGS.filter(({ contexts }) => contexts === 'everywhere' || contexts.includes(context)).flatMap(
		({ chords }) => chords.filter((chord) => 'key' in chord || !takesText(context)),
	);
}

describe('the table of bindings', () => {
	test('has every command exactly once', () => {
		expect(BINDINGS.map(({ command }) => command).toSorted()).toEqual(Object.keys(COMMANDS).toSorted());
	});

	test.each(['tr', 'en'] as const)('names every command and every chord in %s', (language) => {
		const texts = textsOf(language);
		for (const { command, chords } of BINDINGS) {
			expect(texts.keys[command].trim(), command).not.toBe('');
			for (const chord of chords) {
				expect(chordName(chord, texts.keyNames).trim(), command).not.toBe('');
			}
		}
	});

	test.each(CONTEXTS)('has no chord twice in one context: %s', (context) => {
		const written = chordsIn(context).map((chord) => JSON.stringify(chord));
		expect(written.filter((chord, place) => written.indexOf(chord) !== place)).toEqual([]);
	});

	test('writes no two chords of one context alike', () => {
		for (const context of CONTEXTS) {
			const names = chordsIn(context).map((chord) => chordName(chord, textsOf('tr').keyNames));
			expect(new Set(names).size, context).toBe(names.length);
		}
	});

	test('binds neither i nor ı, which casing folds into each other', () => {
		const characters = BINDINGS.flatMap(({ chords }) =>
			chords.flatMap((chord) => ('text' in chord ? [chord.text] : [chord.key])),
		);
		expect(characters.filter((character) => /^[iıİI]$/u.test(character))).toEqual([]);
	});

	test('binds only single characters of ASCII, so that no layout needs AltGr or a dead key', () => {
		const typed = BINDINGS.flatMap(({ chords }) =>
			chords.flatMap((chord) => ('text' in chord ? [chord.text] : [])),
		);
		expect(typed.filter((text) => !/^[ ?./0-9a-z]$/u.test(text))).toEqual([]);
	});

	test('gives every context a key to leave by', () => {
		for (const context of CONTEXTS) {
			expect(chordsIn(context), context).toContainEqual({ key: 'f10' });
			expect(chordsIn(context), context).toContainEqual({ key: 'c', ctrl: true });
		}
	});
});
