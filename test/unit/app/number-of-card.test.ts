import { expect, test } from 'vitest';
import { KIOSK } from './kiosk-mode.ts';
import type { Program, ProgramOptions } from './program.ts';
import { atEmptyForm, HOLDER, insertCard, ready, SEAL_SLOT, snapshotOf } from './walk.ts';

const OTHER = { title: 'Başka A.Ş.', taxNumber: '9000000017', isSandbox: true };

function form(program: Program) {
	const { login } = program.state;
	if (login.stage !== 'form') {
		throw new Error(`The login is at ${login.stage}`);
	}
	return login;
}

/** The form, opened while these holders' seals are in readers. */
function openedWith(...holders: readonly (typeof OTHER)[]): Program {
	const program = ready();
	const readers = holders.flatMap((holder, index) => {
		const slot = SEAL_SLOT.kind === 'seal' ? { ...SEAL_SLOT, holder } : SEAL_SLOT;
		return snapshotOf(slot, `reader ${index}`).readers;
	});
	program.send({ type: 'card-changed', snapshot: { service: { kind: 'running' }, readers } });
	program.command('step-4', 'continue');
	return program;
}

test.each<[string, ProgramOptions]>([
	['at a desk', {}],
	['at a kiosk', { mode: { kiosk: KIOSK } }],
])('the number is that of the card, and Enter goes on with it: %s', (_where, options) => {
	const program = atEmptyForm(options);
	expect(form(program)).toMatchObject({ holderNumber: HOLDER.holderNumber, focus: 'holder-number' });
	program.command('continue');
	expect(form(program)).toMatchObject({ holderNumber: HOLDER.holderNumber, focus: 'captcha-answer' });
});

test('what is typed or pasted takes the place of the number of the card, and is edited from then on', () => {
	const typed = atEmptyForm();
	typed.types('90');
	expect(form(typed).holderNumber).toBe('90');
	typed.command('erase');
	typed.types('1');
	expect(form(typed).holderNumber).toBe('91');

	const pasted = atEmptyForm();
	pasted.pastes(OTHER.taxNumber);
	expect(form(pasted).holderNumber).toBe(OTHER.taxNumber);
});

test('a digit of the number of the card is erased, and typed anew behind the others', () => {
	const program = atEmptyForm();
	program.command('erase');
	program.types('7');
	expect(form(program).holderNumber).toBe(`${HOLDER.holderNumber.slice(0, -1)}7`);
});

test('two seals of one holder fill it in, and seals of two holders do not', () => {
	expect(form(openedWith(OTHER, OTHER)).holderNumber).toBe(OTHER.taxNumber);
	expect(form(openedWith(OTHER, { ...OTHER, taxNumber: HOLDER.holderNumber })).holderNumber).toBe('');
});

test('no card and a number that cannot be one fill in nothing', () => {
	expect(form(openedWith()).holderNumber).toBe('');
	expect(form(openedWith({ ...OTHER, taxNumber: '12' })).holderNumber).toBe('');
});

test('a number that was typed before stays, whatever card is in', () => {
	const program = atEmptyForm();
	program.types(OTHER.taxNumber);
	insertCard(program);
	expect(form(program).holderNumber).toBe(OTHER.taxNumber);
});
