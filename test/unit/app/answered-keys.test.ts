import { expect, test } from 'vitest';
import type { Command } from '#app';
import { atLastTry, atPinForm } from './card-pin-walk.ts';
import { atConfirmation, atDetails, atPhoneCode } from './operations.ts';
import { atCode, atForm, atMenu, ready } from './walk.ts';

/* Keys that once did nothing without a word: found by the storm of keys. */

test.each([
	['1', 'card'],
	['2', 'driver'],
	['3', 'portal'],
	['4', 'login-method'],
] as const)('the key %s says at its own step that one is there', (step, screen) => {
	const program = ready();
	const command: Command = `step-${step}`;
	program.command(command);
	expect(program.state.screen).toBe(screen);
	program.command(command);
	expect(program.state.screen).toBe(screen);
	expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'already-here' });
});

test('the same at the menu', () => {
	const program = atMenu();
	program.command('step-6');
	expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'already-here' });
});

test.each([
	['the form', atForm],
	['the SMS code', atCode],
	['the PIN of the card', atPinForm],
	['the word before a last try', atLastTry],
	['the confirmation of a revocation', atConfirmation],
	['the details', atDetails],
	['the code of a new phone', atPhoneCode],
] as const)('an empty field that is emptied says so: %s', (_, walk) => {
	const program = walk();
	program.command('clear-field');
	program.command('clear-field');
	expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'nothing-to-erase' });
});

test('a space where there can be none says so', () => {
	const program = atForm();
	for (const field of ['holder-number', 'captcha-answer']) {
		program.types(' ');
		expect(program.state.notice, field).toEqual({ kind: 'refused', refusal: 'no-spaces' });
		program.command('next-field');
	}
	program.types(' ');
	expect(program.state.notice).toBeUndefined();
});
