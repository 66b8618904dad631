import type { OpenGuidedAct } from '#app';
import { judgeState, type SealCertificate } from '#certificate';
import type { GuidedTask, KnownCertificate } from '../../../src/app/index.ts';
import type { Program, ProgramOptions } from './program.ts';
import { certificateOf, knownOf, ready, SEAL_CARD } from './walk.ts';

export const ACT = 'act-of-the-test-000001';

/** Guided mode, the seal in, the cursor on a task. */
export function atGuided(
	task: GuidedTask,
	options: ProgramOptions = {},
	open: readonly OpenGuidedAct[] = [],
): Program {
	const program = ready({ ...options, portal: 'guided' });
	program.send({
		type: 'open-guided-told',
		request: program.question('load-open-guided').request,
		acts: open,
	});
	program.command('step-6');
	while (program.state.guided.cursor !== 'log-in') {
		program.command('up');
	}
	while (program.state.guided.cursor !== task) {
		program.command('down');
	}
	return program;
}

/** The person is at the site: begun, and written down where that is due. */
export function atSite(task: GuidedTask, options: ProgramOptions = {}): Program {
	const program = atGuided(task, options);
	program.command('continue', 'continue');
	if (program.state.guided.act?.stage.name === 'writing') {
		program.send({
			type: 'guided-begun',
			request: program.question('begin-guided').request,
			result: { ok: true, value: ACT },
		});
	}
	return program;
}

/** The person says that it was done. */
export function atSaidDone(task: GuidedTask, options: ProgramOptions = {}): Program {
	const program = atSite(task, options);
	program.command('continue', 'continue');
	return program;
}

/** The authority answers about the certificate that is asked about. */
export function answerAssessment(program: Program, kind: 'revoked' | 'valid' | 'unknown'): void {
	const question = program.question('assess-certificate');
	program.send({
		type: 'certificate-assessed',
		request: question.request,
		known: standing(question.certificate, kind),
	});
}

function standing(certificate: SealCertificate, kind: 'revoked' | 'valid' | 'unknown'): KnownCertificate {
	const known = knownOf(certificate, 'everything');
	const state =
		kind === 'revoked'
			? ({ kind, since: Date.UTC(2026, 0, 15), reason: 'keyCompromise' } as const)
			: kind === 'valid'
				? ({ kind, daysLeft: 400 } as const)
				: judgeState({ ...known.assessment, certificate }).state;
	return { ...known, assessment: { ...known.assessment, state } };
}

/** Another holder's card in the same reader. */
export const ANOTHER_CARD = {
	kind: 'seal',
	holder: { title: 'Başka Bir Şirket A.Ş.', taxNumber: '1234567890', isSandbox: false },
	card: {
		...SEAL_CARD,
		certificates: [
			{
				fileId: '2F10',
				certificate: certificateOf({ fingerprint: 'ff'.repeat(32), serialNumber: '0F0F', title: 'Başka' }),
			},
		],
	},
} as const;
