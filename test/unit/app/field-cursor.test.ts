import { describe, expect, test } from 'vitest';
import type { Command, LoginForm } from '#app';
import type { Program } from './program.ts';
import { atForm, HOLDER, WORD } from './walk.ts';

function form({ state: { login } }: Program): LoginForm {
	if (login.stage !== 'form') {
		throw new Error(`The login is at ${login.stage}`);
	}
	return login;
}

function atNumber(): Program {
	const program = atForm();
	program.command('previous-field');
	while (form(program).focus !== 'holder-number') {
		program.command('previous-field');
	}
	program.command('clear-field');
	program.types(HOLDER.holderNumber);
	return program;
}

describe('the cursor of a field', () => {
	test('moves by a character and to both ends, and says where it cannot go on', () => {
		const program = atNumber();
		const at = (...commands: readonly Command[]): number => {
			program.command(...commands);
			return program.state.behindCursor;
		};
		expect(at('cursor-left')).toBe(1);
		expect(at('cursor-left', 'cursor-left')).toBe(3);
		expect(at('cursor-right')).toBe(2);
		expect(at('cursor-start')).toBe(10);
		expect(at('cursor-left')).toBe(10);
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'edge-of-field' });
		expect(at('cursor-end')).toBe(0);
		expect(at('cursor-right')).toBe(0);
	});

	test('is where characters go in and out, and stays before what follows it', () => {
		const program = atNumber();
		program.command('cursor-left', 'cursor-left', 'cursor-left');
		program.types('77');
		expect(form(program).holderNumber).toBe('454053677920');
		program.command('erase');
		expect(form(program).holderNumber).toBe('45405367920');
		program.command('erase-forward');
		expect(form(program).holderNumber).toBe('4540536720');
		expect(program.state.behindCursor).toBe(2);
	});

	test('begins at the end in the next field', () => {
		const program = atNumber();
		program.command('cursor-start', 'next-field', 'previous-field');
		expect(program.state.behindCursor).toBe(0);
	});

	test('stays where a character was refused, and at the end there is nothing for Delete', () => {
		const program = atNumber();
		program.command('cursor-start');
		program.types(' ');
		expect(program.state.behindCursor).toBe(10);
		program.command('cursor-end', 'erase-forward');
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'nothing-to-erase' });
		expect(form(program).holderNumber).toBe(HOLDER.holderNumber);
	});

	test('edits a secret by its place, and the former secret is wiped', () => {
		const program = atNumber();
		program.command('previous-field');
		program.types('paptya');
		program.command('cursor-left', 'cursor-left', 'cursor-left');
		const wiped = program.types('a').filter(({ kind }) => kind === 'wipe');
		expect([form(program).securityWord.reveal(), wiped.length]).toEqual([WORD, 1]);
		program.command('cursor-start', 'erase-forward');
		expect(form(program).securityWord.reveal()).toBe(WORD.slice(1));
	});

	test('is at the end again once the field was emptied', () => {
		const program = atNumber();
		program.command('cursor-start', 'clear-field');
		expect(program.state.behindCursor).toBe(0);
	});
});
