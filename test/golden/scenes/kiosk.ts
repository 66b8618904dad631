import { KIOSK } from '../../unit/app/kiosk-mode.ts';
import type { Program, ProgramOptions } from '../../unit/app/program.ts';
import { answerPortal, atForm, atMenu, problem, ready, snapshotOf, started } from '../../unit/app/walk.ts';
import type { Gallery } from '../scene.ts';

type Walk = (options: ProgramOptions) => Program;

function inKiosk(walk: Walk, then: (program: Program) => void = () => undefined): Walk {
	return (options) => {
		const program = walk({ ...options, mode: { kiosk: { ...KIOSK, language: options.language ?? 'tr' } } });
		then(program);
		return program;
	};
}

function idle(program: Program, seconds: number): void {
	program.passes(seconds * 1000);
	program.send({ type: 'timer', id: 'idle' });
}

export const KIOSK_GALLERY: Gallery = {
	name: 'kiosk',
	scenes: [
		{
			name: 'nobody is here, no card',
			walk: inKiosk(started, (program) => {
				program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) });
			}),
		},
		{ name: 'the readers are not known yet', walk: inKiosk(started) },
		{
			name: 'the reader service is away',
			walk: inKiosk(ready, (program) => {
				const service = { kind: 'down', failure: 'not-running', detail: '' } as const;
				program.send({ type: 'card-changed', snapshot: { service, readers: [] } });
			}),
		},
		{
			name: 'the reader service is away at step 1',
			walk: inKiosk(ready, (program) => {
				const service = { kind: 'down', failure: 'not-running', detail: '' } as const;
				program.send({ type: 'card-changed', snapshot: { service, readers: [] } });
				program.command('step-1');
			}),
		},
		{
			name: 'the portal is away',
			walk: inKiosk(ready, (program) => {
				program.send({ type: 'timer', id: 'portal-check' });
				answerPortal(program, problem('unreachable'));
			}),
		},
		{ name: 'no driver at step 2', walk: inKiosk(ready, (program) => program.command('step-2')) },
		{ name: 'a card is in', walk: inKiosk(ready) },
		{ name: 'are you there', walk: inKiosk(atForm, (program) => idle(program, 48)) },
		{ name: 'left alone', walk: inKiosk(atMenu, (program) => idle(program, 60)) },
		{
			name: 'the card was taken out',
			walk: inKiosk(atMenu, (program) => {
				program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) });
			}),
		},
		{
			name: 'the attendant types the code',
			walk: inKiosk(ready, (program) => {
				program.command('quit');
				program.types('472913');
			}),
		},
		{
			name: 'the code is checked',
			walk: inKiosk(ready, (program) => {
				program.command('quit');
				program.types('472913');
				program.command('continue');
			}),
		},
		{
			name: 'the code is wrong',
			walk: inKiosk(ready, (program) => {
				program.command('quit');
				program.types('111111');
				program.command('continue');
				const { request } = program.question('check-operator');
				program.send({ type: 'operator-checked', request, isRight: false });
			}),
		},
	],
};
