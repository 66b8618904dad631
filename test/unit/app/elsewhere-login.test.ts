import { describe, expect, test } from 'vitest';
import type { PortalProblem } from '#api';
import { menuEntries } from '#app';
import { FLOW_PROFILES } from '#contract';
import { wantedTimers } from '#screens';
import {
	answerPoll,
	asks,
	atElsewhere,
	atElsewhereMenu,
	atElsewhereStart,
	begun,
	CURRENT_SERVICE,
	readyElsewhere,
	SITE,
	USER_CODE,
} from './elsewhere-walk.ts';
import { KIOSK } from './kiosk-mode.ts';
import { type Program, START } from './program.ts';
import { answerPortal, atCode, ok, problem, ready, SERVICE, SESSION } from './walk.ts';

const PENDING = ok({ kind: 'authorization-pending', intervalSeconds: 2 } as const);

/** When the portal is asked next, in seconds from the beginning; undefined while nobody waits to ask. */
function nextPoll({ state }: Program): number | undefined {
	const at = wantedTimers(state).find(({ id }) => id === 'login-poll')?.at;
	return at === undefined ? undefined : (at - START) / 1000;
}

function isWiped(program: Program): boolean {
	const secrets = program.effects.flatMap((effect) => (effect.kind === 'wipe' ? effect.secrets : []));
	return secrets.includes(program.question('poll-elsewhere-login').deviceCode);
}

describe('what the portal tells of its way', () => {
	test('changes the menu, and the steps until then are the guide’s', () => {
		expect(menuEntries(ready().state)).toEqual(FLOW_PROFILES['guide-2014'].menu);
		expect(menuEntries(readyElsewhere().state)).toEqual([
			'activate',
			'revoke',
			'update-details',
			'pin-create-or-unlock',
			'log-out',
		]);
	});

	test('stays while the portal is gone, and through a kiosk’s forgetting', () => {
		const program = atElsewhere({ mode: { kiosk: KIOSK } });
		program.passes(KIOSK.idleSecretMs);
		program.send({ type: 'timer', id: 'idle' });
		answerPortal(program, problem('unreachable'));
		expect(program.state).toMatchObject({ screen: 'start', flow: FLOW_PROFILES.current });
	});

	test('gives up a login that was begun the other way, and leaves an open session as it is', () => {
		const typing = atCode();
		typing.send({ type: 'timer', id: 'portal-check' });
		answerPortal(typing, ok(CURRENT_SERVICE));
		expect(typing.state).toMatchObject({ screen: 'login-method', login: { stage: 'none' } });

		const inside = atElsewhereMenu();
		inside.send({ type: 'timer', id: 'portal-check' });
		answerPortal(inside, ok(SERVICE));
		expect(menuEntries(inside.state)).toEqual(FLOW_PROFILES.current.menu);
	});
});

describe('a login at another site', () => {
	test('is the one way in, and says so where the portal does not do it', () => {
		const program = readyElsewhere();
		program.command('step-4', 'down');
		expect(program.state.notice).toMatchObject({ refusal: 'end-of-list' });
		answerPortalAgain(program);
		program.command('continue');
		expect(program.state.notice).toMatchObject({ refusal: 'not-offered' });
		expect(program.asked('start-elsewhere-login')).toBe(0);
	});

	test('is asked about by the portal’s interval, and at no other time', () => {
		const program = atElsewhere();
		expect(nextPoll(program)).toBe(2);
		program.send({ type: 'timer', id: 'login-poll' });
		expect(program.asked('poll-elsewhere-login')).toBe(0);
		asks(program);
		expect(nextPoll(program)).toBeUndefined();
		program.send({
			type: 'elsewhere-polled',
			request: program.question('poll-elsewhere-login').request,
			result: ok({ kind: 'authorization-pending', intervalSeconds: 7 }),
		});
		expect(nextPoll(program)).toBe(9);
		// The portal's word for it and five seconds more, whichever is longer.
		answerPoll(program, ok({ kind: 'slow-down', intervalSeconds: 8 }), 7_000);
		expect(nextPoll(program)).toBe(9 + 12);
	});

	test('opens the session, wipes its code and closes what lay over it', () => {
		const program = atElsewhere();
		program.command('address');
		answerPoll(program, ok({ kind: 'done', session: SESSION }));
		expect(program.state).toMatchObject({
			screen: 'menu',
			overlay: undefined,
			login: { stage: 'none' },
			menuEntry: 'pin-create-or-unlock',
			session: { title: SESSION.title },
		});
		expect(isWiped(program)).toBe(true);
	});

	test.each([
		['access-denied', 'refused'],
		['expired-token', 'expired'],
	] as const)('ends with %s; Enter begins anew, Esc goes back', (kind, why) => {
		const program = atElsewhere();
		answerPoll(program, ok({ kind }));
		expect(program.state.login).toEqual({ stage: 'elsewhere', step: { name: 'over', why } });
		expect([isWiped(program), program.ticked.includes(4)]).toEqual([true, false]);
		program.command('continue');
		expect(program.asked('start-elsewhere-login')).toBe(2);
		program.command('back');
		expect(program.state).toMatchObject({ screen: 'login-method', login: { stage: 'none' } });
	});

	test('is given up by Esc: no question goes on, and a session that came too late is closed', () => {
		const program = atElsewhere();
		const request = asks(program);
		const effects = program.command('back');
		expect(effects).toContainEqual({ kind: 'cancel', cancelled: request });
		expect(isWiped(program)).toBe(true);
		expect(program.state).toMatchObject({ screen: 'login-method', notice: { what: 'elsewhere-given-up' } });
		program.send({
			type: 'elsewhere-polled',
			request,
			result: ok({ kind: 'done', session: SESSION }),
		});
		expect(program.state.session).toBeUndefined();
		expect(program.asked('log-out')).toBe(1);
	});

	test('given up before the code came: the code is wiped unseen', () => {
		const program = atElsewhereStart();
		program.command('back');
		const late = begun();
		const { request } = program.question('start-elsewhere-login');
		program.send({ type: 'elsewhere-started', request, result: ok(late) });
		expect(program.effects).toContainEqual({ kind: 'wipe', secrets: [late.deviceCode] });
		expect(program.state.login.stage).toBe('none');
	});

	test('is not begun where the portal gives no code', () => {
		const program = atElsewhereStart();
		const { request } = program.question('start-elsewhere-login');
		program.send({ type: 'elsewhere-started', request, result: problem('server-error') });
		expect(program.state).toMatchObject({
			screen: 'login-method',
			login: { stage: 'none' },
			notice: { problem: { code: 'server-error' } },
		});
	});

	test.each(['unreachable', 'timeout', 'server-error', 'bad-answer'] as const)(
		'outlives a portal that answers with %s: asked again after longer and longer waits, until the code is too old',
		(code: PortalProblem['code']) => {
			const program = atElsewhere();
			const waits: number[] = [];
			let last = 2;
			for (let time = 0; time < 6; time += 1) {
				answerPoll(
					program,
					problem(code),
					((nextPoll(program) ?? 0) - last) * 1000 + (time === 0 ? 2_000 : 0),
				);
				last = (program.state.now - START) / 1000;
				waits.push((nextPoll(program) ?? 0) - last);
			}
			expect(waits).toEqual([4, 8, 16, 30, 30, 30]);
			expect(program.state.login).toMatchObject({ step: { trouble: { problem: { code }, failures: 6 } } });
			expect(program.state.portal.kind).toBe(
				code === 'unreachable' || code === 'timeout' ? 'lost' : 'reached',
			);
			answerPoll(program, PENDING, 30_000);
			expect(program.state.login).toMatchObject({ step: { name: 'waiting', trouble: undefined } });
			answerPoll(program, problem(code), 600_000);
			expect(program.state.login).toMatchObject({ step: { name: 'over', why: 'expired' } });
		},
	);

	test('waits as long as a portal that is asked too much wants', () => {
		const program = atElsewhere();
		answerPoll(program, problem('too-many-requests', { retryAfterSeconds: 77 }));
		expect(nextPoll(program)).toBe(2 + 77);
	});

	test('ends where the portal says that it does not do this', () => {
		const program = atElsewhere();
		answerPoll(program, problem('not-offered'));
		expect(program.state).toMatchObject({ screen: 'login-method', login: { stage: 'none' } });
		expect(isWiped(program)).toBe(true);
	});

	test('a failure is told once, not with every question', () => {
		const program = atElsewhere();
		answerPoll(program, problem('unreachable'));
		const first = program.state.failure;
		expect(first).toMatchObject({ asked: 'poll-elsewhere-login' });
		answerPoll(program, problem('unreachable'), 30_000);
		expect(program.state.failure).toBe(first);
	});

	test('asks before the program ends, and Enter says what is waited for', () => {
		const program = atElsewhere();
		program.command('continue');
		expect(program.state.notice).toMatchObject({ refusal: 'waiting-for-return' });
		program.command('quit');
		expect(program.state.overlay?.kind).toBe('quit');
	});

	test('has its address for other devices, with the code in it', () => {
		const program = atElsewhere();
		program.command('address');
		expect(program.state.overlay).toMatchObject({ address: `${SITE}?user_code=${USER_CODE}` });
	});
});

describe('the sandbox’s test identity', () => {
	test('is given once, with the code that stands on the screen', () => {
		const program = atElsewhere();
		program.command('give-identity', 'give-identity');
		expect(program.asked('give-test-identity')).toBe(1);
		const { request, userCode } = program.question('give-test-identity');
		expect(userCode).toBe(USER_CODE);
		program.send({ type: 'test-identity-given', request, isTaken: false });
		expect(program.state.notice).toMatchObject({ what: 'identity-not-taken' });
		expect(program.state.session).toBeUndefined();
	});

	test('is nothing that another portal has', () => {
		const program = atElsewhere({ portal: 'http' });
		program.command('give-identity');
		expect(program.asked('give-test-identity')).toBe(0);
		expect(program.state.notice).toMatchObject({ refusal: 'no-such-key' });
	});
});

describe('at a kiosk', () => {
	test('asking is no sign of life, and the code is wiped when nobody is there', () => {
		const program = atElsewhere({ mode: { kiosk: KIOSK } });
		const since = program.state.activeAt;
		answerPoll(program, PENDING);
		expect(program.state.activeAt).toBe(since);
		program.passes(KIOSK.idleSecretMs);
		program.send({ type: 'timer', id: 'idle' });
		expect(program.state).toMatchObject({ screen: 'start', login: { stage: 'none' } });
		expect(isWiped(program)).toBe(true);
	});

	test('who comes back is there', () => {
		const program = atElsewhere({ mode: { kiosk: KIOSK } });
		answerPoll(program, ok({ kind: 'done', session: SESSION }), 10_000);
		expect(program.state.activeAt).toBe(program.state.now);
	});
});

function answerPortalAgain(program: Program): void {
	program.send({ type: 'timer', id: 'portal-check' });
	answerPortal(program, ok({ ...CURRENT_SERVICE, operations: ['unlock'] }));
}
