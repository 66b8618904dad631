import type { AppState } from '#app';
import type { Texts } from '#i18n';
import { chordName, GROUP_NAMES, type OfferedBinding, offeredBindings } from './keys/index.ts';
import { bold, dim, type Line, line, lineCells, plain, type Span } from './line.ts';

const GAP = '   ';
/** These stay whatever else has to give way: who sees them can find all others. */
const KEPT: readonly string[] = ['help', 'quit'];

/** The line of keys: as many of the offered bindings as fit, the most useful first. */
export function keyLine(state: AppState, texts: Texts, width: number): Line {
	const entries = offeredBindings(state)
		.filter(({ binding }) => binding.footer !== undefined)
		.sort((a, b) => (a.binding.footer ?? 0) - (b.binding.footer ?? 0))
		.map((offered) => ({ command: offered.binding.command, spans: entry(offered, texts) }));
	const kept = entries.filter(({ command }) => KEPT.includes(command));
	// The first entry needs no gap before it.
	let room = width - 1 + GAP.length - kept.reduce((sum, { spans }) => sum + lineCells(spans) + GAP.length, 0);
	const shown = entries.filter(({ command, spans }) => {
		if (KEPT.includes(command)) {
			return true;
		}
		const more = lineCells(spans) + GAP.length;
		if (more > room) {
			// Nothing after the first that does not fit, so that the order on the screen is the order of use.
			room = 0;
			return false;
		}
		room -= more;
		return true;
	});
	return line(' ', ...shown.flatMap(({ spans }, index) => (index === 0 ? spans : [plain(GAP), ...spans])));
}

function entry({ binding, chords }: OfferedBinding, texts: Texts): readonly Span[] {
	if (binding.group !== undefined) {
		return [bold(GROUP_NAMES[binding.group]), dim(` ${texts.keyGroups[binding.group]}`)];
	}
	// A single character is quicker to read and to press than a function key.
	const chord = chords.find((candidate) => 'text' in candidate) ?? chords[0] ?? binding.chords[0];
	return [bold(chordName(chord, texts.keyNames)), dim(` ${texts.keys[binding.command]}`)];
}
