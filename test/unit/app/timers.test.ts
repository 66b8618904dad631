import { expect, test } from 'vitest';
import { wantedTimers } from '#screens';
import { type Program, START } from './program.ts';
import {
	answerCaptcha,
	answerLogin,
	answerPortal,
	atCode,
	atEmptyForm,
	atForm,
	atMenu,
	atPhone,
	atPins,
	atSentForm,
	problem,
	ready,
	started,
} from './walk.ts';

function ids(program: Program): readonly string[] {
	return wantedTimers(program.state).map(({ id }) => id);
}

test('an idle screen wants the minute and the look at the portal, nothing that would redraw it sooner', () => {
	expect(wantedTimers(ready().state)).toEqual([
		{ id: 'minute', at: START + 60_000 },
		{ id: 'portal-check', at: START + 30_000 },
	]);
	expect(ids(atForm())).toEqual(['minute', 'portal-check']);
	expect(ids(atMenu())).toEqual(['minute', 'portal-check', 'session-end']);
	expect(ids(atPins())).toEqual(['minute', 'portal-check', 'session-end']);
});

test('minutes and seconds are those of the clock on the wall', () => {
	const program = atCode();
	program.passes(61_250);
	program.send({ type: 'timer', id: 'minute' });
	expect(wantedTimers(program.state).slice(0, 2)).toEqual([
		{ id: 'minute', at: START + 120_000 },
		{ id: 'second', at: START + 62_000 },
	]);
});

test('seconds run while an answer is awaited or a time runs out, and stop with it', () => {
	expect(ids(started())).toContain('second');
	expect(ids(atEmptyForm())).toContain('second');
	expect(ids(atSentForm())).toContain('second');
	const phone = atPhone();
	expect(ids(phone)).not.toContain('second');
	phone.command('continue');
	expect(ids(phone)).toContain('second');
	const form = atSentForm();
	answerLogin(form, problem('captcha-wrong'));
	expect(ids(form)).toContain('second');
	answerCaptcha(form);
	expect(ids(form)).not.toContain('second');
});

test('a lost portal counts its seconds on its own screen alone', () => {
	const program = started();
	answerPortal(program, problem('unreachable'));
	expect(ids(program)).not.toContain('second');
	program.command('step-3');
	expect(ids(program)).toContain('second');
});
