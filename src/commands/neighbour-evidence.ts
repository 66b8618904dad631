import type { CardNeighbours } from '#card';
import type { Texts } from '#i18n';

/** Other programs that have to do with cards now, and what is on this computer for them to look at. */
export function neighbourEvidence(
	{ programs, isWhole, places }: CardNeighbours,
	{ commands }: Texts,
): readonly string[] {
	const words = commands.doctor.neighbours;
	return [
		...programEvidence(programs, commands),
		...(programs.length === 0 ? [words.noProgram] : []),
		...(isWhole ? [] : [words.closed]),
		...places.map(({ kind, path }) => `${words.places[kind]}: ${path}`),
		...(places.length === 0 ? [words.noPlace] : []),
	];
}

/** Programs that have loaded what leads to a card; which of them holds it none tells. */
export function programEvidence(
	programs: CardNeighbours['programs'],
	{ doctor: { neighbours: words } }: Texts['commands'],
): readonly string[] {
	return programs.map(({ name, pid, uses }) =>
		words.program(name, pid, uses.map((use) => words.uses[use]).join(', ')),
	);
}
