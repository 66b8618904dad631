import type { Texts } from '#i18n';
import { cleanText } from '#text';
import { readBoundedFile } from './bounded-file.ts';
import type { CommandIo } from './command-io.ts';
import { doctorLines } from './doctor-lines.ts';
import { EXIT_DONE, EXIT_FAILED } from './exit-codes.ts';

export interface DoctorOpenOptions {
	/** Of a report that `doctor --bundle` wrote, on this computer or another one. */
	readonly path: string;
	/** Prints the report as it is. */
	readonly json: boolean;
	readonly texts: Texts;
	readonly io: CommandIo;
}

/** Far more than a report of seven links takes. */
const MAX_BUNDLE_BYTES = 1_048_576;
/** Longest sentence of a report that is shown, in code points. */
const MAX_SENTENCE = 600;

/**
 * Shows the report of another computer: which program wrote it, every link and its remedy. What is in the file is not
 * trusted: it must be of the published form, and its sentences are cleaned.
 */
export async function runDoctorOpen({ path, json, texts, io }: DoctorOpenOptions): Promise<number> {
	const words = texts.commands.doctor;
	const read = await readBoundedFile(path, MAX_BUNDLE_BYTES);
	if (!read.ok) {
		io.stderr(`${words.openProblems[read.code === 'too-large' ? 'no-report' : 'not-readable']}\n`);
		return EXIT_FAILED;
	}
	const { doctorBundle } = await import('./doctor-report.ts');
	const parsed = doctorBundle.safeParse(jsonIn(read.bytes));
	if (!parsed.success) {
		io.stderr(`${words.openProblems['no-report']}\n`);
		return EXIT_FAILED;
	}
	const { program, report } = parsed.data;
	if (json) {
		io.stdout(`${JSON.stringify(parsed.data, undefined, 2)}\n`);
		return EXIT_DONE;
	}
	const clean = (text: string): string => cleanText(text, MAX_SENTENCE);
	const links = report.links.map((link) => ({
		...link,
		evidence: link.evidence.map(clean),
		remedy: link.remedy === null ? null : clean(link.remedy),
	}));
	const { version, node, platform, machine } = program;
	io.stdout(
		`${words.openedHead(clean(`muhurdar ${version}, Node ${node}, ${platform} ${machine}`), report.takenAt)}\n\n`,
	);
	io.stdout(`${doctorLines({ ...report, links }, texts).join('\n')}\n`);
	for (const { link, remedy, reason } of links) {
		if (remedy !== null) {
			const code = reason === null ? '' : ` [${clean(reason)}]`;
			io.stdout(`\n${words.links[link]}${code}: ${remedy}\n`);
		}
	}
	return EXIT_DONE;
}

function jsonIn(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder().decode(bytes));
	} catch {
		return undefined;
	}
}
