import { describe, expect, test } from 'vitest';
import { drawFrame } from '#screens';
import { createTheme } from '#ui';
import type { Program } from '../app/program.ts';
import { knownOf, ready, SEAL_CARD } from '../app/walk.ts';

const THEME = createTheme({ isUnicode: true, hasColour: true });
const YEAR_MS = 365.25 * 86_400_000;
const DOUBTED = /Bilgisayarın tarihi \d\d\.\d\d\.\d{4} görünüyor/;

/** The screen as one line, so that a wrapped sentence can be found. */
function text(program: Program): string {
	return drawFrame(program.state, THEME)
		.lines.map((spans) => spans.map((span) => span.text).join(''))
		.join(' ')
		.replaceAll(/[│┃|]/gu, ' ')
		.replaceAll(/\s+/gu, ' ');
}

/** Years on by the clock, whatever the card says. */
function yearsOn(years: number): Program {
	const program = ready({ columns: 120, rows: 40 });
	program.passes(years * YEAR_MS);
	return program;
}

describe('a clock ten years ahead', () => {
	test('is doubted on step 1, and no renewal is asked for', () => {
		const program = yearsOn(10);
		program.command('step-1');
		expect(text(program)).toMatch(DOUBTED);
		expect(text(program)).toContain('Önce tarihi denetleyin');
		expect(text(program)).not.toMatch(/yenilenmeli|Kartınız hazır/);
	});

	test("is doubted on the certificate's screen and among the readers", () => {
		const program = yearsOn(10);
		program.command('certificate');
		const [entry] = SEAL_CARD.certificates;
		if (entry === undefined) throw new Error('no certificate');
		program.send({
			type: 'certificate-assessed',
			request: program.question('assess-certificate').request,
			known: knownOf(entry.certificate),
		});
		expect(text(program)).toMatch(DOUBTED);
		program.command('back', 'readers');
		expect(text(program)).toMatch(DOUBTED);
	});
});

test('a seal that ended a year ago is told as ended, and must be renewed', () => {
	const program = yearsOn(4);
	program.command('step-1');
	expect(text(program)).not.toMatch(DOUBTED);
	expect(text(program)).toContain('yenilenmelidir');
});

test('a clock of an empty battery is doubted on step 1', () => {
	const program = yearsOn(-20);
	program.command('step-1');
	expect(text(program)).toMatch(DOUBTED);
	expect(text(program)).toContain('program bile bundan yeni');
});
