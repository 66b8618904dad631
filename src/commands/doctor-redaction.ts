import type { CardSnapshot } from '#card';
import type { DoctorReport } from './doctor-report.ts';

const SHOWN_OF_NUMBER = 3;
/** As long as a holder's number or a serial number; dates, versions and names of files are shorter or have fewer digits. */
const LONG_NUMBER = /(?=[\p{L}]*(?:\d[\p{L}]*){4})[\p{L}\d]{8,}/gu;

/**
 * The report for other people's eyes: without the holder's name and number, the home directory (its path names its
 * owner), and all but the end of everything that could be a serial number.
 */
export function redactedReport(
	report: DoctorReport,
	{ readers }: CardSnapshot,
	home: string | undefined,
): DoctorReport {
	const certificates = readers.flatMap(({ slot }) =>
		slot.kind === 'seal' || slot.kind === 'akis' ? slot.card.certificates : [],
	);
	const names = certificates.map(({ certificate }) => certificate.title).filter((title) => title !== '');
	const redact = (text: string): string => {
		const homeless = home === undefined || home.length < 2 ? text : text.replaceAll(home, '~');
		const nameless = names.reduce((rest, name) => rest.replaceAll(name, '…'), homeless);
		return nameless.replace(LONG_NUMBER, (number) => `…${number.slice(-SHOWN_OF_NUMBER)}`);
	};
	return {
		...report,
		links: report.links.map((link) => ({
			...link,
			evidence: link.evidence.map(redact),
			remedy: link.remedy === null ? null : redact(link.remedy),
		})),
	};
}
