import type { ServiceHost } from '#card';
import type { Texts } from '#i18n';
import type { SystemCommands } from '#ports';
import { cleanText } from '#text';
import type { CommandIo } from '../command-io.ts';
import { EXIT_DONE, EXIT_FAILED } from '../exit-codes.ts';
import { type Beneficiary, type FixAct, type FixPlan, type FixStep, fixPlan, rulePath } from './fix-plan.ts';

export interface FixOptions {
	/** Reads the files of this system. */
	readonly host: () => Promise<ServiceHost>;
	readonly commands: SystemCommands;
	/** Who is to use the reader; undefined: nobody is known, as where root itself runs the command. */
	readonly who: Beneficiary | undefined;
	/** Whether this process may change the system. */
	readonly isRoot: boolean;
	/** Asks at the terminal; false where nobody is there. */
	readonly ask: (question: string, yes: readonly string[]) => Promise<boolean>;
	readonly texts: Texts;
	readonly io: CommandIo;
}

/**
 * Shows what a card in a reader lacks on this computer, each thing with the very commands and files that mend it and with
 * those that take that back; as root, and after another yes, does exactly that. What is not known is said and left alone.
 *
 * Gives the exit code: done where nothing is missing (any more), failed otherwise.
 */
export async function runFix(options: FixOptions): Promise<number> {
	const { texts, io, who, isRoot } = options;
	const words = texts.commands.fix;
	if (who === undefined) {
		io.stderr(`${words.whoMissing}\n`);
		return EXIT_FAILED;
	}
	const { host, plan } = await look(options, who);
	io.stdout(`${planLines(host, plan, who, texts).join('\n')}\n`);
	if (plan.steps.length === 0) {
		io.stdout(
			`\n${plan.notes.some(({ kind }) => kind === 'not-known') ? words.nothingKnown : words.nothing}\n`,
		);
		return plan.notes.some(({ kind }) => kind === 'not-known') ? EXIT_FAILED : EXIT_DONE;
	}
	if (!isRoot) {
		io.stderr(`\n${words.needsRoot(`sudo muhurdar doctor --fix --${who.kind} ${who.name}`)}\n`);
		return EXIT_FAILED;
	}
	if (!(await options.ask(words.ask, words.yes))) {
		io.stderr(`${words.leftAlone}\n`);
		return EXIT_FAILED;
	}
	if (!(await doSteps(plan.steps, options))) {
		return EXIT_FAILED;
	}
	const after = await look(options, who);
	const isLeft = after.plan.steps.length > 0;
	io.stdout(`\n${isLeft ? words.stillMissing : words.done}\n`);
	return isLeft ? EXIT_FAILED : EXIT_DONE;
}

async function look(
	{ host: read, commands }: FixOptions,
	who: Beneficiary,
): Promise<{ readonly host: ServiceHost; readonly plan: FixPlan }> {
	const host = await read();
	const path = rulePath(who);
	const [access, isListening, isEnabled, isRuleThere] = await Promise.all([
		host.asksPolkit && who.kind === 'user' ? commands.accessOf(who.name) : ('unknown' as const),
		commands.isServiceListening(),
		commands.isServiceEnabled(),
		path === undefined ? false : commands.isThere(path),
	]);
	const live = { access, isListening, isEnabled, rule: isRuleThere ? path : undefined };
	return { host, plan: fixPlan(host, live, who) };
}

/** What was looked at, what is missing, what would be done, and what takes it back. */
function planLines(
	{ system }: ServiceHost,
	{ steps, notes }: FixPlan,
	who: Beneficiary,
	texts: Texts,
): readonly string[] {
	const words = texts.commands.fix;
	return [
		words.title(words.who[who.kind](cleanText(who.name)), system.name),
		'',
		...notes.map(({ aspect, code }) => `  ${words.aspects[aspect]}: ${words.notes[code]}`),
		...steps.flatMap((step, index) => ['', ...stepLines(step, index + 1, texts)]),
	];
}

function stepLines({ aspect, why, acts, undo }: FixStep, number: number, texts: Texts): readonly string[] {
	const words = texts.commands.fix;
	return [
		`${number}. ${words.aspects[aspect]}: ${words.why[why]}`,
		`   ${words.acts}`,
		...acts.flatMap((act) => actLines(act, texts)),
		`   ${words.undo}`,
		...undo.flatMap((act) => actLines(act, texts)),
	];
}

function actLines(act: FixAct, texts: Texts): readonly string[] {
	return act.kind === 'run'
		? [`     ${shellLine(act.command)}`]
		: [
				`     ${texts.commands.fix.newFile(act.path)}`,
				...act.content
					.trimEnd()
					.split('\n')
					.map((line) => `       ${line}`),
			];
}

/** As it can be typed into a shell. */
function shellLine(command: readonly string[]): string {
	return command
		.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
		.join(' ');
}

/** False where one failed; those behind it are not begun then. */
async function doSteps(steps: readonly FixStep[], { commands, texts, io }: FixOptions): Promise<boolean> {
	const words = texts.commands.fix;
	const undoable: FixAct[] = [];
	for (const { acts, undo } of steps) {
		for (const act of acts) {
			io.stderr(`${act.kind === 'run' ? `+ ${shellLine(act.command)}` : words.newFile(act.path)}\n`);
			const problem = await done(act, commands);
			if (problem !== undefined) {
				io.stderr(`${words.failed(cleanText(problem))}\n`);
				const lines = undoable.flatMap((each) => actLines(each, texts));
				io.stderr(lines.length === 0 ? '' : `${words.undoDone}\n${lines.join('\n')}\n`);
				return false;
			}
		}
		undoable.unshift(...undo);
	}
	return true;
}

/** Why it was not done; undefined where it was. */
async function done(act: FixAct, commands: SystemCommands): Promise<string | undefined> {
	if (act.kind === 'run') {
		const exitCode = await commands.perform(act.command);
		return exitCode === 0 ? undefined : `${act.command[0]}: ${exitCode}`;
	}
	return commands.writeForAll(act.path, act.content);
}
