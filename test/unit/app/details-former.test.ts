import { expect, test } from 'vitest';
import { atReview, doneOperation, settle } from './operations.ts';
import type { Program } from './program.ts';

function draftOf({ state }: Program): unknown {
	return state.operation.kind === 'update-details' ? state.operation.draft : undefined;
}

test('an edit that was not sent over a different open one stays in the form, after the former one was told', () => {
	const program = atReview();
	program.command('continue');
	const draft = draftOf(program);
	settle(program, {
		kind: 'former',
		outcome: { kind: 'done', operation: doneOperation('update-details') },
		isSame: false,
		begunAt: program.state.now,
	});
	expect(program.state.operation).toMatchObject({ step: { name: 'result', what: 'details' } });
	program.command('continue');
	expect(program.asked('make-change')).toBe(1);
	expect(program.state.operation).toMatchObject({ step: { name: 'form' } });
	expect(draftOf(program)).toEqual(draft);
});

test('an edit that was already made by a former request does not stay in the form', () => {
	const program = atReview();
	program.command('continue');
	settle(program, {
		kind: 'former',
		outcome: { kind: 'done', operation: doneOperation('update-details') },
		isSame: true,
		begunAt: program.state.now,
	});
	program.command('continue');
	expect(draftOf(program)).toBeUndefined();
});
