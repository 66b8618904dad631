import type { OpenGuidedAct } from '#app';
import { judgeState, type SealCertificate, type SealState } from '#certificate';
import type { GuidedTask, KnownCertificate } from '../../../src/app/index.ts';
import type { Program, ProgramOptions } from './program.ts';
import { certificateOf, knownOf, ready, SEAL_CARD, snapshotOf } from './walk.ts';

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

export type Standing = 'revoked' | 'suspended' | 'valid' | 'unknown';

/** A task is chosen, and the authority told how the certificates stand, where that matters. */
export function atReady(
	task: GuidedTask,
	options: ProgramOptions = {},
	before: Standing = task === 'activate' ? 'suspended' : 'valid',
): Program {
	const program = atGuided(task, options);
	program.command('continue');
	while (program.state.guided.act?.stage.name === 'looking-before') {
		answerAssessment(program, before);
	}
	return program;
}

/** The person is at the site: begun, and written down where that is due. */
export function atSite(task: GuidedTask, options: ProgramOptions = {}, before?: Standing): Program {
	const program = atReady(task, options, before);
	program.command('continue');
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
export function atSaidDone(task: GuidedTask, options: ProgramOptions = {}, before?: Standing): Program {
	const program = atSite(task, options, before);
	program.command('continue', 'continue');
	return program;
}

/** The authority answers about the certificate that is asked about. */
export function answerAssessment(program: Program, kind: Standing, since = Date.UTC(2026, 0, 15)): void {
	const question = program.question('assess-certificate');
	program.send({
		type: 'certificate-assessed',
		request: question.request,
		known: standing(question.certificate, kind, since),
	});
}

function standing(certificate: SealCertificate, kind: Standing, since: number): KnownCertificate {
	const known = knownOf(certificate, 'everything');
	return { ...known, assessment: { ...known.assessment, state: stateOf(known, certificate, kind, since) } };
}

function stateOf(
	known: KnownCertificate,
	certificate: SealCertificate,
	kind: Standing,
	since: number,
): SealState {
	switch (kind) {
		case 'revoked':
			return { kind, since, reason: 'keyCompromise' };
		case 'suspended':
			return { kind, since };
		case 'valid':
			return { kind, daysLeft: 400 };
		case 'unknown':
			return judgeState({ ...known.assessment, certificate }).state;
	}
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

/** Of a seal that this computer saw before. */
export const LOST_SEAL: readonly SealCertificate[] = SEAL_CARD.certificates.map(
	({ certificate }) => certificate,
);

/** The revocation of a lost card is chosen: no card is in, and this computer remembers these seals. */
export function atLostCard(
	seals: readonly (readonly SealCertificate[])[] = [LOST_SEAL],
	options: ProgramOptions = {},
): Program {
	const program = atGuided('revoke', options);
	program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) });
	program.command('continue');
	program.send({
		type: 'remembered-seals-told',
		request: program.question('load-remembered-seals').request,
		seals,
	});
	return program;
}

/** The remembered seal is chosen, and the authority told how it stands. */
export function atLostSeal(options: ProgramOptions = {}): Program {
	const program = atLostCard([LOST_SEAL], options);
	program.command('continue');
	while (program.state.guided.act?.stage.name === 'looking-before') {
		answerAssessment(program, 'valid');
	}
	return program;
}

/** The person is at the site, or at the phone. */
export function atLostSite(program: Program): Program {
	program.command('continue');
	program.send({
		type: 'guided-begun',
		request: program.question('begin-guided').request,
		result: { ok: true, value: ACT },
	});
	return program;
}
