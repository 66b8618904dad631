import { fileURLToPath } from 'node:url';
import { type StatusReport, statusReport } from '../../src/commands/status-report.ts';
import type { InnerProgram } from './inner-program.ts';
import type { PrivatePcscd } from './private-pcscd.ts';

export const MUHURDAR = fileURLToPath(new URL('../../bin/muhurdar', import.meta.url));
const CARD_RUNNER = fileURLToPath(new URL('./fixtures/card-runner.ts', import.meta.url));

export interface SandboxCommand {
	readonly program: InnerProgram;
	readonly portal: string;
}

/** What the sandbox of {@link startSandbox} invents its PINs from. */
export const SANDBOX_SEED = 7;

/** `muhurdar sandbox --card vpcd` in the stack; resolves when its portal can be used. */
export async function startSandbox(stack: PrivatePcscd): Promise<SandboxCommand> {
	const program = stack.run([MUHURDAR, 'sandbox', '--card', 'vpcd', '--seed', String(SANDBOX_SEED)]);
	const [, portal = ''] = await program.stdout.next(/^portal: (\S+)$/);
	return { program, portal };
}

/** Takes orders line by line, see fixtures/card-runner.ts. */
export function startCardRunner(stack: PrivatePcscd): InnerProgram {
	return stack.run([process.execPath, CARD_RUNNER]);
}

export interface CommandRun {
	readonly exitCode: number | undefined;
	readonly stdout: string;
	readonly stderr: string;
}

/** `muhurdar status` in the stack, to its end. */
export function runStatus(stack: PrivatePcscd, ...words: readonly string[]): Promise<CommandRun> {
	return runMuhurdar(stack, 'status', ...words);
}

/** A command of the program in the stack, to its end. */
export async function runMuhurdar(stack: PrivatePcscd, ...words: readonly string[]): Promise<CommandRun> {
	const program = stack.run([MUHURDAR, ...words]);
	const [exitCode, stdout, stderr] = await Promise.all([
		program.ended,
		program.stdout.whole(),
		program.stderr.whole(),
	]);
	return { exitCode, stdout, stderr };
}

/** As {@link runStatus} with `--json`; fails where that is not what its schema says. */
export async function readStatus(
	stack: PrivatePcscd,
	...words: readonly string[]
): Promise<{ readonly exitCode: number | undefined; readonly report: StatusReport }> {
	const { exitCode, stdout } = await runStatus(stack, '--json', ...words);
	return { exitCode, report: statusReport.parse(JSON.parse(stdout)) };
}
