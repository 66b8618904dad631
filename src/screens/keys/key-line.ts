import type { AppState, Command } from '#app';
import type { Texts } from '#i18n';
import { bold, dim, type Line, line, lineCells, plain, type Span } from '#ui';
import { offeredBindings } from '../house.ts';
import { GROUP_NAMES } from './bindings.ts';
import { chordName } from './chord-name.ts';
import type { OfferedBinding } from './offered.ts';

const GAP = '   ';
/**
 * These get room before all others, in this order: what shows the place of all the keys, what goes on, what only this
 * moment needs, and the way out.
 */
const KEPT: readonly Command[] = [
	'help',
	'continue',
	'new-captcha',
	'forgot-word',
	'resend-code',
	'give-identity',
	'longer',
	'quit',
];

/** The line of keys: as many of the offered bindings as fit, the most useful first, and where the others are. */
export function keyLine(state: AppState, texts: Texts, width: number): Line {
	const entries = offeredBindings(state)
		.filter(({ binding }) => binding.footer !== undefined)
		.sort((a, b) => (a.binding.footer ?? 0) - (b.binding.footer ?? 0))
		.map((offered) => ({ command: offered.binding.command, spans: entry(offered, texts) }));
	const gaps = GAP.length * Math.max(0, entries.length - 1);
	const isWhole = 1 + gaps + entries.reduce((sum, { spans }) => sum + lineCells(spans), 0) <= width;
	return isWhole ? joined(entries) : joined(shortened(entries, texts, width));
}

interface Entry {
	readonly command: Command;
	readonly spans: readonly Span[];
}

function joined(entries: readonly Entry[]): Line {
	return line(' ', ...entries.flatMap(({ spans }, index) => (index === 0 ? spans : [plain(GAP), ...spans])));
}

/** Help is called what it is then: the place of all the keys, of which some are missing here. */
function shortened(all: readonly Entry[], texts: Texts, width: number): readonly Entry[] {
	const entries = all.map(({ command, spans }) => {
		const [key = plain('')] = spans;
		return { command, spans: command === 'help' ? [key, dim(` ${texts.allKeys}`)] : spans };
	});
	// The first entry needs no gap before it.
	let room = width - 1 + GAP.length;
	const take = ({ spans }: Entry): boolean => {
		const more = lineCells(spans) + GAP.length;
		const isTaken = more <= room;
		room -= isTaken ? more : 0;
		return isTaken;
	};
	const kept = KEPT.flatMap((command) => entries.filter((entry) => entry.command === command)).filter(take);
	const others = entries.filter(({ command }) => !KEPT.includes(command));
	// Nothing after the first that does not fit, so that the order on the screen is the order of use.
	const missing = others.findIndex((entry) => !take(entry));
	const shown = new Set([...kept, ...(missing === -1 ? others : others.slice(0, missing))]);
	return entries.filter((entry) => shown.has(entry));
}

function entry({ binding, chords }: OfferedBinding, texts: Texts): readonly Span[] {
	if (binding.group !== undefined) {
		return [bold(GROUP_NAMES[binding.group]), dim(` ${texts.keyGroups[binding.group]}`)];
	}
	// A single character is quicker to read and to press than a function key.
	const chord = chords.find((candidate) => 'text' in candidate) ?? chords[0] ?? binding.chords[0];
	return [bold(chordName(chord, texts.keyNames)), dim(` ${texts.keys[binding.command]}`)];
}
