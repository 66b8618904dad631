import { describe, expect, test } from 'vitest';
import type { PortalProblem } from '#api';
import type { Message } from '#app';
import { wantedTimers } from '#screens';
import { stepState } from '../../../src/app/steps.ts';
import { FULL, pinSlot } from './card-pin-walk.ts';
import { START } from './program.ts';
import { answerPortal, insertCard, ok, problem, SERVICE, started } from './walk.ts';

function retryWait(program: ReturnType<typeof started>): number {
	const { portal, now } = program.state;
	return portal.kind === 'lost' ? portal.retryAt - now : Number.NaN;
}

test('the start asks the portal, the driver and the sandbox, once each', () => {
	const program = started();
	expect(program.effects.map((effect) => effect.kind)).toEqual([
		'check-portal',
		'look-at-driver',
		'open-sandbox',
	]);
	expect(started({ portal: 'http' }).asked('open-sandbox')).toBe(0);
});

test('an answer ticks step 3 and says where the portal is and what it offers', () => {
	const program = started();
	expect(stepState(program.state, 3).isDone).toBe(false);
	answerPortal(program);
	expect(program.state.portal).toEqual({
		kind: 'reached',
		address: 'http://127.0.0.1:4711/',
		info: SERVICE,
		answeredAt: START,
		recheck: undefined,
	});
	expect(stepState(program.state, 3).isDone).toBe(true);
});

test('a portal that does not answer is asked again after 2, 4, 8, 16 and then every 30 seconds', () => {
	const program = started();
	const waits = Array.from({ length: 6 }, () => {
		answerPortal(program, problem('unreachable'));
		const wait = retryWait(program);
		program.passes(wait);
		program.send({ type: 'timer', id: 'portal-check' });
		return wait;
	});
	expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

test('an answer in between ends the counting of failures', () => {
	const program = started();
	for (const result of [problem('timeout'), problem('timeout'), ok(SERVICE), problem('timeout')]) {
		answerPortal(program, result);
		program.send({ type: 'timer', id: 'portal-check' });
	}
	answerPortal(program, problem('timeout'));
	expect(retryWait(program)).toBe(4_000);
});

test('while it is asked again the failure stays on the screen and no timer runs', () => {
	const program = started();
	answerPortal(program, problem('unreachable', { detail: 'ECONNREFUSED' }));
	expect(wantedTimers(program.state)).toContainEqual({ id: 'portal-check', at: START + 2_000 });
	program.passes(2_000);
	program.send({ type: 'timer', id: 'portal-check' });
	expect(program.state.portal).toMatchObject({
		kind: 'lost',
		problem: { code: 'unreachable' },
		pending: { since: START + 2_000 },
	});
	expect(wantedTimers(program.state).map(({ id }) => id)).not.toContain('portal-check');
});

test('a portal that was reached is asked every 30 seconds, and step 3 unticks when it is gone', () => {
	const program = started();
	answerPortal(program);
	expect(wantedTimers(program.state)).toContainEqual({ id: 'portal-check', at: START + 30_000 });
	program.passes(30_000);
	program.send({ type: 'timer', id: 'portal-check' });
	expect(stepState(program.state, 3).isDone).toBe(true);
	answerPortal(program, problem('unreachable'));
	expect(stepState(program.state, 3).isDone).toBe(false);
	program.passes(2_000);
	program.send({ type: 'timer', id: 'portal-check' });
	answerPortal(program);
	expect(stepState(program.state, 3).isDone).toBe(true);
});

test('r asks at once, and only one question is under way', () => {
	const program = started();
	program.command('step-3', 'check-again');
	expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'waiting-for-answer' });
	answerPortal(program, problem('unreachable'));
	program.command('check-again');
	expect(program.asked('check-portal')).toBe(2);
	expect(program.state.notice).toEqual({ kind: 'told', what: 'checked-again' });
	program.command('check-again');
	expect(program.asked('check-portal')).toBe(2);
	answerPortal(program);
	program.command('check-again', 'check-again');
	expect(program.asked('check-portal')).toBe(3);
});

test('an answer to a question that nobody waits for any more changes nothing', () => {
	const program = started();
	const first = program.question('check-portal').request;
	answerPortal(program);
	const before = program.state;
	program.send({
		type: 'portal-answered',
		request: first,
		result: problem('unreachable'),
	});
	expect(program.state).toEqual(before);
});

test('the step after the portal is closed until the portal answers', () => {
	const program = started();
	program.command('step-4');
	expect(program.state).toMatchObject({
		screen: 'start',
		notice: { kind: 'refused', refusal: 'portal-not-reached' },
	});
	answerPortal(program);
	program.command('step-4');
	expect(program.state.screen).toBe('login-method');
});

test.each(['nobody has answered yet', 'the network is down'] as const)(
	'from the first frame, where %s: what needs the portal is closed with its reason, and what needs the card alone is open',
	(why) => {
		const program = started();
		if (why === 'the network is down') {
			answerPortal(program, problem('unreachable'));
		}
		for (const step of ['step-4', 'step-5', 'step-6'] as const) {
			program.command(step);
			expect(program.state.notice).toMatchObject({ kind: 'refused' });
			expect(program.state.screen).toBe('start');
		}
		expect(program.asked('new-captcha')).toBe(0);

		insertCard(program, pinSlot());
		program.command('step-1', 'certificate');
		expect(program.state.overlay?.kind).toBe('certificate');
		program.command('back', 'card-pin');
		program.send({
			type: 'pin-tries-read',
			request: program.question('read-pin-tries').request,
			outcome: { kind: 'read', pin: FULL, puk: FULL },
		});
		program.command('continue');
		program.types('471108');
		program.command('continue');
		expect(program.question('perform-card-pin').order).toMatchObject({ act: 'verify-pin' });
	},
);

describe('changes that were left without a result', () => {
	type Asked = Extract<Message, { readonly type: 'open-changes-settled' }>['asked'];
	const intent = {
		key: 'key-of-the-test-0001',
		kind: 'revoke',
		instanceId: 'instance-of-it',
		at: START,
	} as const;
	const uncertain = (code: PortalProblem['code']): Asked => [
		{ intent, outcome: { kind: 'uncertain', key: intent.key, problem: { code } } },
	];
	const settled: Asked = [{ intent, outcome: { kind: 'refused', problem: { code: 'already-revoked' } } }];
	const answer = (program: ReturnType<typeof started>, asked: Asked): void => {
		const { request } = program.question('settle-open-changes');
		program.send({ type: 'open-changes-settled', request, asked });
	};
	const nextAsk = (program: ReturnType<typeof started>): number | undefined => {
		const timer = wantedTimers(program.state).find(({ id }) => id === 'open-changes');
		return timer === undefined ? undefined : timer.at - program.state.now;
	};

	test('are asked about again while the portal answers, ever less often, until they are settled', () => {
		const program = started();
		answerPortal(program);
		const waits = Array.from({ length: 8 }, () => {
			answer(program, uncertain('timeout'));
			const wait = nextAsk(program) ?? Number.NaN;
			program.passes(wait);
			program.send({ type: 'timer', id: 'open-changes' });
			expect(nextAsk(program)).toBeUndefined();
			return wait;
		});
		expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000]);
		expect(program.asked('settle-open-changes')).toBe(9);
		answer(program, settled);
		expect(program.state.notice).toMatchObject({ kind: 'former-changes', notDone: 1, uncertain: 0 });
		expect(nextAsk(program)).toBeUndefined();
	});

	test('are told once, not at every question that brings nothing new', () => {
		const program = started();
		answerPortal(program);
		answer(program, uncertain('timeout'));
		expect(program.state.notice).toMatchObject({ kind: 'former-changes', uncertain: 1 });
		program.command('help', 'back');
		program.passes(5_000);
		program.send({ type: 'timer', id: 'open-changes' });
		answer(program, uncertain('timeout'));
		expect(program.state.notice).toBeUndefined();
	});

	test('at another portal are told in words, and not asked about', () => {
		const program = started();
		answerPortal(program);
		answer(program, uncertain('other-portal'));
		expect(program.state.notice).toMatchObject({ kind: 'former-changes', uncertain: 0, ofOtherPortal: 1 });
		expect(nextAsk(program)).toBeUndefined();
	});

	test('are not asked about while the portal is away, and are when it is back', () => {
		const program = started();
		answerPortal(program);
		answer(program, uncertain('timeout'));
		program.send({ type: 'timer', id: 'portal-check' });
		answerPortal(program, problem('unreachable'));
		expect(nextAsk(program)).toBeUndefined();
		program.send({ type: 'timer', id: 'portal-check' });
		answerPortal(program);
		expect(program.asked('settle-open-changes')).toBe(2);
	});
});
