import { X509Certificate } from 'node:crypto';
import { type StatusReport, statusReport } from '../../src/commands/status-report.ts';
import type { InnerProgram } from '../pcscd/inner-program.ts';
import { type PrivatePcscd, SLOT_NAMES } from '../pcscd/private-pcscd.ts';
import { MUHURDAR, startCardRunner } from '../pcscd/programs.ts';

export interface NeighbourStormOptions {
	readonly stack: PrivatePcscd;
	readonly insertions: number;
	/** How many other programs read the card at the same time: pkcs15-tool, then a second `watch`, then pkcs11-tool. */
	readonly neighbours: 1 | 2 | 3;
	/** How long the card takes for each command, in milliseconds. */
	readonly commandMs: number;
	/** In which OpenSC's tools find their settings. */
	readonly env: Readonly<Record<string, string>>;
}

export interface NeighbourStormReport {
	/** Readings that were judged: of `watch`, of a second one where there is one, and of a `status` an insertion. */
	readings: number;
	/** Readings that were first told to wait for another program, and were right afterwards. */
	toldInUse: number;
	/** How often OpenSC's tools read the card beside them. */
	foreignRuns: number;
	/** What was told wrongly, and what another program could not do. */
	readonly broken: string[];
	/** Longest from the insertion to the right picture of `watch`, in milliseconds. */
	slowestMs: number;
}

type Facts = StatusReport['readers'][number];

/** Module of OpenSC for PKCS#11, as Debian installs it for every architecture. */
const OPENSC_MODULE = 'opensc-pkcs11.so';
const TOOLS = {
	pkcs15: ['pkcs15-tool', '--list-certificates'],
	pkcs11: ['pkcs11-tool', '--module', OPENSC_MODULE, '--list-objects', '--type', 'cert'],
} as const;
const LABELS = ['4540536920SIGN0', '4540536920ENCR0'] as const;

/** Puts a seal in so many times while other programs read it, and judges every picture of it that is told. */
export async function runNeighbourStorm(options: NeighbourStormOptions): Promise<NeighbourStormReport> {
	const { stack, insertions, neighbours, commandMs, env } = options;
	const report: NeighbourStormReport = {
		readings: 0,
		toldInUse: 0,
		foreignRuns: 0,
		broken: [],
		slowestMs: 0,
	};
	const runner = startCardRunner(stack);
	const watchers = Array.from({ length: neighbours > 1 ? 2 : 1 }, () =>
		stack.run([MUHURDAR, 'watch', '--json', '--reader', SLOT_NAMES[1]]),
	);
	await Promise.all(watchers.map((watch) => watch.stdout.next(/"reader-added".*"state":"empty"/)));
	runner.writeLine(`insert 1 seal ${commandMs}`);
	const expected = [await fingerprintOf(runner, 'SIGN0'), await fingerprintOf(runner, 'ENCR0')];

	for (let insertion = 1; insertion <= insertions; insertion++) {
		const insertedAt = performance.now();
		if (insertion > 1) {
			runner.writeLine('insert 1');
		}
		await stack.seesCard(1);
		let isOver = false;
		const foreign = [TOOLS.pkcs15, ...(neighbours > 2 ? [TOOLS.pkcs11] : [])].map(async (tool) => {
			do {
				const failure = await runTool(stack, tool, env);
				report.foreignRuns++;
				if (failure !== undefined) {
					report.broken.push(`insertion ${insertion}: ${tool[0]} ${failure}`);
				}
			} while (!isOver);
		});
		const status = runStatus(stack);
		const judged = watchers.map(async (watch, index) => {
			for (;;) {
				const [line] = await watch.stdout.next(/^.*"reader-changed".*$/);
				const { reader } = JSON.parse(line) as { readonly reader: Facts };
				if (reader.state === 'in-use') {
					report.toldInUse++;
				} else if (reader.state !== 'reading') {
					report.readings++;
					report.broken.push(
						...wrongIn(reader, expected).map((what) => `insertion ${insertion}: watch ${index}: ${what}`),
					);
					return;
				}
			}
		});
		await Promise.all(judged);
		report.slowestMs = Math.max(report.slowestMs, performance.now() - insertedAt);
		const { exitCode, facts } = await status;
		report.readings++;
		if (facts?.state === 'in-use' && exitCode !== 0) {
			report.toldInUse++;
		} else {
			const wrong = [...wrongIn(facts, expected), ...(exitCode === 0 ? [] : [`exit ${exitCode}`])];
			report.broken.push(...wrong.map((what) => `insertion ${insertion}: status: ${what}`));
		}
		isOver = true;
		await Promise.all(foreign);
		runner.writeLine('remove 1');
		await stack.seesNoCard(1);
		await Promise.all(watchers.map((watch) => watch.stdout.next(/"reader-changed".*"state":"empty"/)));
	}
	await Promise.all(watchers.map((watch) => watch.end('TERM')));
	await runner.end('TERM');
	return report;
}

function wrongIn(facts: Facts | undefined, expected: readonly string[]): readonly string[] {
	if (facts?.state !== 'seal') {
		return [`${facts?.state} ${facts?.error ?? ''}`];
	}
	const certificates = facts.card?.certificates ?? [];
	const told = certificates.map(({ fingerprint }) => fingerprint);
	const isRight =
		told.join() === expected.join() &&
		certificates.map(({ label }) => label).join() === LABELS.join() &&
		facts.card?.unreadable.length === 0;
	return isRight ? [] : [`a seal with ${JSON.stringify(facts.card)}`];
}

async function runStatus(
	stack: PrivatePcscd,
): Promise<{ readonly exitCode: number | undefined; readonly facts: Facts | undefined }> {
	const program = stack.run([MUHURDAR, 'status', '--json', '--reader', SLOT_NAMES[1]]);
	const [exitCode, stdout] = await Promise.all([program.ended, program.stdout.whole()]);
	return { exitCode, facts: statusReport.parse(JSON.parse(stdout)).readers[0] };
}

/** Why the tool failed, or undefined. */
async function runTool(
	stack: PrivatePcscd,
	command: readonly string[],
	env: Readonly<Record<string, string>>,
): Promise<string | undefined> {
	const program = stack.run(command, env);
	const [exitCode, stdout, stderr] = await Promise.all([
		program.ended,
		program.stdout.whole(),
		program.stderr.whole(),
	]);
	const isWhole = LABELS.every((label) => stdout.includes(label));
	return exitCode === 0 && isWhole ? undefined : `ended with ${exitCode}: ${stdout}${stderr}`;
}

async function fingerprintOf(runner: InnerProgram, use: string): Promise<string> {
	const [, base64 = ''] = await runner.stdout.next(new RegExp(`^${use} (\\S+)$`));
	return new X509Certificate(Buffer.from(base64, 'base64')).fingerprint256.replaceAll(':', '').toLowerCase();
}
