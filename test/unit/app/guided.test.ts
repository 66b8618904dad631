import { describe, expect, it } from 'vitest';
import { GUIDED_PLANS, GUIDED_TASKS } from '#app';
import { ACT, ANOTHER_CARD, answerAssessment, atGuided, atReady, atSaidDone, atSite } from './guided-walk.ts';
import { insertCard, SEAL_SLOT, snapshotOf } from './walk.ts';

const WRITTEN = GUIDED_TASKS.filter((task) => GUIDED_PLANS[task].isWritten);

describe('guided mode', () => {
	it('speaks to no portal and starts no sandbox', () => {
		const program = atGuided('log-in');
		const kinds = program.effects.map(({ kind }) => kind);

		expect(kinds).not.toContain('check-portal');
		expect(kinds).not.toContain('open-sandbox');
		expect(program.command('toggle-card')).toEqual([]);
		expect(program.state.notice).toMatchObject({ refusal: 'no-such-key' });
	});

	it.each(WRITTEN)('has the intent of %s on the disk before the person is sent to the site', (task) => {
		const program = atReady(task);
		program.command('continue');

		expect(program.state.guided.act?.stage.name).toBe('writing');
		expect(program.question('begin-guided')).toMatchObject({ task });
		program.command('continue');
		expect(program.state.guided.act?.stage.name).toBe('writing');
	});

	it('sends nobody to the site where the journal takes nothing', () => {
		const program = atReady('revoke');
		program.command('continue');
		const { request } = program.question('begin-guided');
		program.send({ type: 'guided-begun', request, result: { ok: false, failure: 'disk-full' } });

		expect(program.state.guided.act?.stage.name).toBe('ready');
		expect(program.state.notice).toEqual({ kind: 'journal', failure: 'disk-full' });
		expect(program.state.failure).toMatchObject({ asked: 'write-guided' });
	});

	it('needs the card that a task is about, and takes no other one for it', () => {
		const program = atGuided('activate');
		program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) });
		program.command('continue');
		expect(program.state.notice).toMatchObject({ refusal: 'card-not-in' });

		insertCard(program, SEAL_SLOT);
		program.command('continue');
		answerAssessment(program, 'suspended');
		answerAssessment(program, 'suspended');
		insertCard(program, ANOTHER_CARD);
		program.command('continue');
		expect(program.state.notice).toMatchObject({ refusal: 'other-card' });
		expect(program.effects.map(({ kind }) => kind)).not.toContain('begin-guided');
	});

	it('asks about the certificates of its own card alone', () => {
		const program = atSite('revoke');
		insertCard(program, ANOTHER_CARD);
		const asked = program.command('continue', 'continue');

		expect(program.state.guided.act?.stage).toMatchObject({ outcome: 'told-done', unseen: 'card-gone' });
		expect(asked.map(({ kind }) => kind)).not.toContain('assess-certificate');
	});

	it('asks how the certificates stand before the person goes to the site, or begins without with Esc', () => {
		const program = atGuided('revoke');
		program.command('continue');
		expect(program.state.guided.act?.stage.name).toBe('looking-before');
		program.command('continue');
		expect(program.state.notice).toMatchObject({ refusal: 'waiting-for-answer' });

		answerAssessment(program, 'valid');
		const { request } = program.question('assess-certificate');
		expect(program.command('back')).toEqual([{ kind: 'cancel', cancelled: request }]);
		expect(program.state.guided.act).toMatchObject({ stage: { name: 'ready' }, before: [{}] });
	});

	it.each([
		['revoke', 'revoked'],
		['activate', 'valid'],
	] as const)('of %s, claims nothing for the site that stood as %s before', (task, kind) => {
		const program = atSaidDone(task, {}, kind);
		answerAssessment(program, kind);
		answerAssessment(program, kind);

		expect(program.state.guided.act?.stage).toMatchObject({ outcome: 'told-done', unseen: 'so-before' });
	});

	it.each([
		['before the task', -1000, 'told-done', 'so-before'],
		['in the second of the task', 0, 'seen-online', undefined],
	] as const)(
		'goes by the authority’s date of a revocation, %s, where nothing was known before',
		(_, offset, outcome, unseen) => {
			const program = atSaidDone('revoke', {}, 'unknown');
			const startedAt = program.state.guided.act?.startedAt ?? Number.NaN;
			const since = Math.floor(startedAt / 1000) * 1000 + offset;
			answerAssessment(program, 'revoked', since);
			answerAssessment(program, 'unknown');

			expect(program.state.guided.act?.stage).toMatchObject({ outcome, unseen });
		},
	);

	it('calls a revocation confirmed where the authority says so', () => {
		const program = atSaidDone('revoke');
		answerAssessment(program, 'revoked');
		answerAssessment(program, 'valid');

		expect(program.state.guided.act?.stage).toMatchObject({ name: 'told', outcome: 'seen-online' });
		expect(program.command('continue')).toContainEqual(
			expect.objectContaining({ kind: 'end-guided', act: ACT, outcome: 'seen-online' }),
		);
		expect(program.state.guided).toMatchObject({ act: undefined, seen: ['revoke'], told: [] });
	});

	it.each([
		['revoke', ['valid', 'valid']],
		['activate', ['valid', 'unknown']],
	] as const)('says of %s what was only told where the authority shows %j', (task, kinds) => {
		const program = atSaidDone(task);
		for (const kind of kinds) {
			answerAssessment(program, kind);
		}

		expect(program.state.guided.act?.stage).toMatchObject({ outcome: 'told-done', unseen: 'not-shown' });
	});

	it('stays unknown where the person is unsure and nothing shows it', () => {
		const program = atSite('activate');
		program.command('continue', 'down', 'down', 'continue');
		answerAssessment(program, 'unknown');
		answerAssessment(program, 'unknown');

		expect(program.state.guided.act?.stage).toMatchObject({ outcome: 'unknown' });
		program.command('continue');
		expect([program.state.guided.seen, program.state.guided.told]).toEqual([[], []]);
	});

	it('stops waiting for the authority with Esc', () => {
		const program = atSaidDone('revoke');
		const { request } = program.question('assess-certificate');

		expect(program.command('back')).toEqual([{ kind: 'cancel', cancelled: request }]);
		expect(program.state.guided.act?.stage).toMatchObject({ outcome: 'told-done', unseen: 'not-shown' });
		answerAssessment(program, 'revoked');
		expect(program.state.guided.act?.stage).toMatchObject({ outcome: 'told-done' });
	});

	it('asks what came of it before it lets go, and never assumes', () => {
		const program = atSite('update-details');
		program.command('back');

		expect(program.state.guided.act?.stage).toEqual({ name: 'asking', cursor: 'not-done' });
		program.command('continue');
		expect(program.command('continue')).toContainEqual(
			expect.objectContaining({ kind: 'end-guided', outcome: 'told-not-done' }),
		);
	});

	it('asks about a task that an earlier run left open, and writes the answer to that one', () => {
		const open = { act: 'of-an-earlier-run', task: 'revoke', certificateSerial: undefined, at: 0 } as const;
		const program = atGuided('revoke', {}, [open]);
		expect(program.effects.filter(({ kind }) => kind === 'end-guided')).toEqual([]);

		program.command('continue');
		expect(program.state.guided.act?.stage).toEqual({ name: 'asking', cursor: 'unsure' });
		program.command('up', 'continue');
		expect(program.command('continue')).toContainEqual(
			expect.objectContaining({ kind: 'end-guided', act: open.act, outcome: 'told-not-done' }),
		);
		expect(program.state.guided.open).toEqual([]);
	});

	it('leaves no task of one person to the next at a kiosk', () => {
		const kiosk = { idleSecretMs: 60_000, idleMs: 60_000, hasOperatorCode: false, language: 'tr' } as const;
		const program = atSite('update-details', { mode: { kiosk } });
		program.passes(60_000);

		expect(program.send({ type: 'timer', id: 'idle' })).toContainEqual(
			expect.objectContaining({ kind: 'end-guided', act: ACT, outcome: 'unknown' }),
		);
		expect(program.state).toMatchObject({ screen: 'start', guided: { act: undefined, seen: [], told: [] } });
	});

	it('ends a task at a kiosk when its card is taken out', () => {
		const kiosk = { idleSecretMs: 60_000, idleMs: 60_000, hasOperatorCode: false, language: 'tr' } as const;
		const program = atSite('revoke', { mode: { kiosk } });

		expect(program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) })).toContainEqual(
			expect.objectContaining({ kind: 'end-guided', act: ACT, outcome: 'unknown' }),
		);
		expect(program.state).toMatchObject({ screen: 'start', guided: { act: undefined } });
	});

	it('is not left by a step while a task is open', () => {
		const program = atSite('revoke');
		program.command('step-1');

		expect(program.state.screen).toBe('guided');
		expect(program.state.notice).toMatchObject({ refusal: 'guided-under-way' });
	});
});
