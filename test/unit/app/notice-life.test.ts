import { describe, expect, test } from 'vitest';
import { FLOW_PROFILES } from '#contract';
import { textsOf } from '#i18n';
import { KIOSK } from './kiosk-mode.ts';
import { answerDetails, atDetails, atEmptyDetails, atFullMenu, atReview } from './operations.ts';
import { Program } from './program.ts';
import {
	answerCode,
	answerPortal,
	atCode,
	atForm,
	atMenu,
	atSentCode,
	insertCard,
	problem,
	snapshotOf,
	started,
} from './walk.ts';

function refusal(program: Program): string | undefined {
	const { notice } = program.state;
	return notice?.kind === 'refused' ? notice.refusal : undefined;
}

describe('a refusal goes when its reason goes', () => {
	test('another code too early: gone with the second in which F7 sends it', () => {
		const program = atCode();
		program.command('resend-code');
		program.passes(59_000);
		program.send({ type: 'timer', id: 'second' });
		expect(refusal(program)).toBe('resend-too-early');
		program.passes(1_000);
		program.send({ type: 'timer', id: 'second' });
		expect(program.state.notice).toBeUndefined();
		expect(program.asked('send-code')).toBe(1);
	});

	test('no card in the reader: gone when it is put in, and not before', () => {
		const program = atFullMenu();
		program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) });
		program.command('down', 'continue');
		expect(refusal(program)).toBe('card-not-in');
		program.send({ type: 'timer', id: 'minute' });
		expect(refusal(program)).toBe('card-not-in');
		insertCard(program);
		expect(program.state.notice).toBeUndefined();
	});

	test('a step whose portal is not reached: gone when the portal answers', () => {
		const program = started();
		answerPortal(program, problem('unreachable'));
		insertCard(program);
		program.command('step-4');
		expect(refusal(program)).toBe('portal-not-reached');
		program.send({ type: 'timer', id: 'portal-check' });
		expect(refusal(program)).toBe('portal-not-reached');
		answerPortal(program);
		expect(program.state.notice).toBeUndefined();
	});

	test('an answer that is awaited: gone when it comes, whether a command or a character was refused', () => {
		const loading = atEmptyDetails();
		loading.command('continue');
		expect(refusal(loading)).toBe('waiting-for-answer');
		answerDetails(loading);
		expect(loading.state.notice).toBeUndefined();

		const confirming = atSentCode();
		confirming.types('1');
		expect(refusal(confirming)).toBe('waiting-for-answer');
		confirming.passes(1_000);
		confirming.send({ type: 'timer', id: 'second' });
		expect(refusal(confirming)).toBe('waiting-for-answer');
		answerCode(confirming, problem('code-wrong', { triesLeft: 2 }));
		expect(refusal(confirming)).toBeUndefined();
	});

	test('a window that is too small: gone when it is larger', () => {
		const program = atMenu();
		program.send({ type: 'resized', columns: 30, rows: 8 });
		program.command('down');
		expect(refusal(program)).toBe('screen-too-small');
		program.send({ type: 'resized', columns: 80, rows: 24 });
		expect(program.state.notice).toBeUndefined();
	});

	test('what was only said of a key stays until the next one', () => {
		const program = atCode();
		program.types('x');
		program.passes(5_000);
		program.send({ type: 'timer', id: 'second' });
		expect(refusal(program)).toBe('digits-only');
	});

	test('trying the refused key again changes nothing and asks nothing', () => {
		const program = atEmptyDetails();
		program.command('continue');
		const before = program.effects.length;
		const { operation } = program.state;
		program.passes(1_000);
		program.send({ type: 'timer', id: 'second' });
		expect(program.effects.length).toBe(before);
		expect(program.state.operation).toBe(operation);
	});
});

test('a portal that could not be reached is not said to be away once it answers', () => {
	const program = atForm();
	program.command('new-captcha');
	const { request } = program.question('new-captcha');
	program.send({ type: 'captcha-answered', request, result: problem('unreachable') });
	expect(program.state.notice).toMatchObject({ kind: 'problem', problem: { code: 'unreachable' } });
	program.passes(2_000);
	program.send({ type: 'timer', id: 'portal-check' });
	answerPortal(program);
	expect(program.state.notice).toBeUndefined();
});

test('a wait after wrong codes of the attendant is over when its time is', () => {
	const program = new Program({ mode: { kiosk: KIOSK } });
	program.command('quit');
	const openAt = program.state.now + 30_000;
	program.state = { ...program.state, operator: { wrong: 3, openAt } };
	program.types('1');
	program.command('continue');
	expect(refusal(program)).toBe('operator-wait');
	program.passes(29_000);
	program.send({ type: 'timer', id: 'second' });
	expect(refusal(program)).toBe('operator-wait');
	program.passes(1_000);
	program.send({ type: 'timer', id: 'second' });
	expect(program.state.notice).toBeUndefined();
});

describe('edits that were not saved', () => {
	test('are asked about before Esc discards them; Esc again keeps them, Enter does not', () => {
		const program = atReview();
		program.command('back');
		const { operation } = program.state;
		program.command('back');
		expect(program.state).toMatchObject({ overlay: { kind: 'ask', about: 'unsaved-details' }, operation });
		program.command('back');
		expect(program.state).toMatchObject({ overlay: undefined, screen: 'operation', operation });
		program.command('back', 'continue');
		expect(program.state).toMatchObject({ overlay: undefined, screen: 'menu', operation: { kind: 'none' } });
	});

	test('are not asked about where nothing was changed', () => {
		const program = atDetails();
		program.command('back');
		expect(program.state).toMatchObject({ overlay: undefined, screen: 'menu' });
	});

	test('of a session that ends meanwhile are kept for its holder, without the question', () => {
		const program = atReview();
		program.command('back', 'back');
		program.send({ type: 'timer', id: 'session-end' });
		expect(program.state).toMatchObject({ overlay: undefined, session: undefined });
	});
});

test.each(['tr', 'en'] as const)(
	'where the holder chooses the PIN no warning says that the portal keeps it: %s',
	(language) => {
		const { warnings } = textsOf(language, FLOW_PROFILES.current.id);
		const said = [...warnings.items, warnings.intro].join(' ');
		expect(said).not.toMatch(/Kamu SM|Parolalarımı/u);
		expect(textsOf(language).warnings.items.join(' ')).toMatch(/Kamu SM/u);
	},
);
