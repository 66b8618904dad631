import type { Texts } from '#i18n';
import type { AssessorOptions } from './assessor.ts';
import { type CertificateSource, readCertificateSource } from './certificate-source.ts';
import type { CommandIo } from './command-io.ts';
import { EXIT_FAILED } from './exit-codes.ts';
import type { InspectReport } from './inspect-report.ts';

export interface InspectOptions extends AssessorOptions {
	readonly files: readonly string[];
	readonly json: boolean;
	/** Whether `at` comes from the computer's clock, which can be wrong; nobody doubts a moment that a person wrote. */
	readonly isAtNow?: boolean | undefined;
	readonly issuer: string | undefined;
	readonly texts: Texts;
	readonly io: CommandIo;
}

type FileReport = InspectReport['files'][number];

/** Explains what is in certificate files. Gives the exit code: see `inspect-exit-code.ts`. */
export async function runInspect(options: InspectOptions): Promise<number> {
	const { files, json, texts, io, signal } = options;
	const read: CertificateSource[] = [];
	for (const file of files) {
		read.push(await readCertificateSource(file));
	}
	const issuers = options.issuer === undefined ? [] : [await readCertificateSource(options.issuer)];
	const given = [...read, ...issuers].flatMap(({ certificates }) => certificates);

	const [{ clockDoubt }, { openAssessor }, { reportOfAssessment }] = await Promise.all([
		import('#certificate'),
		import('./assessor.ts'),
		import('./report-of-assessment.ts'),
	]);
	const assessor = await openAssessor(options);
	const reports: FileReport[] = [];
	for (const { shown, error, certificates, unreadable } of read) {
		const assessed: FileReport['certificates'] = [];
		for (const certificate of certificates) {
			assessed.push(reportOfAssessment(certificate, await assessor.assess(certificate, given)));
		}
		reports.push({ file: shown, error: error ?? null, certificates: assessed, unreadable: [...unreadable] });
	}
	if (signal.aborted) {
		return EXIT_FAILED;
	}
	const report: InspectReport = {
		schemaVersion: 1,
		at: new Date(options.at).toISOString(),
		clockDoubt: options.isAtNow === true ? (clockDoubt(options.at, given) ?? null) : null,
		isRevocationWanted: assessor.isRevocationWanted,
		files: reports,
	};
	if (json) {
		io.stdout(`${JSON.stringify(report, undefined, 2)}\n`);
	} else {
		const { inspectLines } = await import('./inspect-lines.ts');
		io.stdout(`${inspectLines(report, texts).join('\n')}\n`);
	}
	const failed = [...read, ...issuers].filter(
		({ error, unreadable }) => error !== undefined || unreadable.length > 0,
	);
	for (const { shown, error, unreadable } of failed) {
		io.stderr(`${shown}: ${texts.certificate.unreadable[error ?? unreadable[0]?.reason ?? 'malformed']}\n`);
	}
	const { inspectExitCode } = await import('./inspect-exit-code.ts');
	return inspectExitCode(report, failed.length > 0);
}
