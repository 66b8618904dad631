import type { JournalRecord, Verification } from '#audit';
import { EXIT_DONE, EXIT_FAILED } from './exit-codes.ts';
import { type StatusOptions, statusOf } from './status.ts';
import type { StatusReport } from './status-report.ts';

export interface MetricsOptions extends Omit<StatusOptions, 'json'> {
	/** Of the program. */
	readonly version: string;
	/** Where each journal lies; undefined where the environment names no place. */
	readonly journals: Readonly<Record<'portal' | 'sandbox', string | undefined>>;
}

/** A family of samples in the text format of Prometheus, which OpenMetrics grew out of. */
interface Family {
	readonly name: string;
	readonly help: string;
	readonly samples: readonly Sample[];
}

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

interface JournalFacts {
	readonly of: 'portal' | 'sandbox';
	readonly verification: Verification;
	/** The last record about a session. */
	readonly session: JournalRecord | undefined;
}

type SeenCertificate = NonNullable<StatusReport['readers'][number]['card']>['certificates'][number];

/**
 * Prints what a monitoring system watches, for node_exporter's textfile collector: the card service, seals and the days
 * they have left, revocation, the journals and their last session. Always a whole text or none.
 */
export async function runMetrics(options: MetricsOptions): Promise<number> {
	const { io, now, version, journals } = options;
	const seen = await statusOf(options);
	if (seen === undefined) {
		return EXIT_FAILED;
	}
	const ofJournals = await Promise.all([
		factsOf('portal', journals.portal),
		factsOf('sandbox', journals.sandbox),
	]);
	const families = [
		{
			name: 'muhurdar_build_info',
			help: 'The version of the program.',
			samples: [[{ version }, 1]],
		} as const,
		family('muhurdar_collected_timestamp_seconds', 'When this was looked at.', [[{}, now / 1000]]),
		...statusFamilies(seen.report),
		...journalFamilies(ofJournals.flatMap((facts) => (facts === undefined ? [] : [facts]))),
	];
	io.stdout(families.map(textOf).join(''));
	return EXIT_DONE;
}

async function factsOf(
	of: JournalFacts['of'],
	directory: string | undefined,
): Promise<JournalFacts | undefined> {
	if (directory === undefined) {
		return undefined;
	}
	const { verifyJournal } = await import('#audit');
	let session: JournalRecord | undefined;
	const verification = await verifyJournal(directory, undefined, (record) => {
		const { event } = record.data;
		session = event === 'session-begun' || event === 'session-ended' ? record : session;
	});
	return { of, verification, session };
}

function statusFamilies({ service, readers, clockDoubt, isComplete }: StatusReport): readonly Family[] {
	const states = ['empty', 'unresponsive', 'in-use', 'reading', 'foreign', 'akis', 'seal', 'failed'] as const;
	const seals = readers.flatMap(({ card }) => card?.certificates.filter(({ isSeal }) => isSeal) ?? []);
	const labels = ({ serialNumber, use, isSandbox }: SeenCertificate): Readonly<Record<string, string>> => ({
		certificate: serialNumber,
		use: use ?? 'other',
		sandbox: String(isSandbox),
	});
	return [
		family('muhurdar_card_service_up', 'Whether the PC/SC service answers.', [
			[{ failure: service.failure ?? 'none' }, Number(service.state === 'running')],
		]),
		family('muhurdar_complete', 'Whether everything was known before time was up.', [
			[{}, Number(isComplete)],
		]),
		family('muhurdar_clock_doubted', 'Whether the clock cannot be right.', [
			[{}, Number(clockDoubt !== null)],
		]),
		family(
			'muhurdar_readers',
			'Readers by what is in them.',
			states.map((state) => [{ state }, readers.filter((one) => one.state === state).length]),
		),
		family(
			'muhurdar_seal_not_after_timestamp_seconds',
			'When a certificate of a seal in a reader ends.',
			seals.map((one) => [labels(one), Date.parse(one.notAfter) / 1000]),
		),
		family(
			'muhurdar_seal_days_left',
			'Whole days to the end of a certificate of a seal; 0 where it has ended.',
			seals.map((one) => [labels(one), one.validity.daysLeft ?? 0]),
		),
		family(
			'muhurdar_seal_state',
			'1 for the state of a certificate of a seal; by dates and the chain at hand unless --check is given.',
			seals.flatMap((one): readonly Sample[] =>
				one.assessment === null ? [] : [[{ ...labels(one), state: one.assessment.state.kind }, 1]],
			),
		),
		family(
			'muhurdar_seal_revocation',
			'1 for what is known of the revocation of a certificate of a seal.',
			seals.flatMap((one): readonly Sample[] =>
				one.assessment === null ? [] : [[{ ...labels(one), verdict: one.assessment.revocation.verdict }, 1]],
			),
		),
	];
}

function journalFamilies(all: readonly JournalFacts[]): readonly Family[] {
	const written = all.filter(({ verification }) => verification.kind !== 'missing');
	const sound = written.flatMap(({ of, verification }) =>
		verification.kind === 'sound' ? [{ of, ...verification }] : [],
	);
	return [
		family(
			'muhurdar_journal_sound',
			'Whether the journal is whole and unchanged.',
			written.map(({ of, verification }) => [{ journal: of }, Number(verification.kind === 'sound')]),
		),
		family(
			'muhurdar_journal_records',
			'Records in the journal.',
			sound.map(({ of, head }) => [{ journal: of }, head.seq]),
		),
		family(
			'muhurdar_journal_head_info',
			'The hash of the last record: kept elsewhere it shows later that the end was not cut off.',
			sound.map(({ of, head }) => [{ journal: of, hash: head.hash }, 1]),
		),
		family(
			'muhurdar_journal_open_changes',
			'Changes at a portal without an outcome.',
			sound.map(({ of, openChanges }) => [{ journal: of }, openChanges]),
		),
		family(
			'muhurdar_journal_open_card_acts',
			'Acts on a card without an outcome.',
			sound.map(({ of, openCardActs }) => [{ journal: of }, openCardActs]),
		),
		family(
			'muhurdar_last_session_timestamp_seconds',
			'When the last session at a portal began or ended, and how it ended.',
			written.flatMap(({ of, session }): readonly Sample[] =>
				session === undefined
					? []
					: [[{ journal: of, outcome: sessionOutcome(session) }, Date.parse(session.at) / 1000]],
			),
		),
	];
}

function sessionOutcome({ data }: JournalRecord): string {
	return data.event === 'session-ended' ? data.why : 'open';
}

function family(name: string, help: string, samples: readonly Sample[]): Family {
	return { name, help, samples };
}

/** Nothing where there is no sample: a family without one is not well formed. */
function textOf({ name, help, samples }: Family): string {
	if (samples.length === 0) {
		return '';
	}
	// Two cards with the same certificate (a virtual card seen twice, say) give one sample.
	const lines = new Set(samples.map(([labels, value]) => `${name}${labelText(labels)} ${value}\n`));
	return [`# HELP ${name} ${help}\n`, `# TYPE ${name} gauge\n`, ...lines].join('');
}

function labelText(labels: Readonly<Record<string, string>>): string {
	const pairs = Object.entries(labels).map(
		([name, value]) =>
			`${name}="${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`,
	);
	return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
