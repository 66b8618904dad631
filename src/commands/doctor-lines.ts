import type { Texts } from '#i18n';
import type { DoctorReport } from './doctor-report.ts';
import { aligned, type Row } from './fact-rows.ts';

/** A line for each link, and what the certificates were judged by. */
export function doctorLines({ links }: DoctorReport, { commands, card }: Texts): readonly string[] {
	const { doctor } = commands;
	const rows = links.map(
		({ link, state, evidence }): Row => [doctor.links[link], [doctor.states[state], ...evidence].join(' · ')],
	);
	return [...aligned(rows), '', card.datesOnly];
}
