import { expect, test } from 'vitest';
import { textsOf } from '#i18n';
import { drawFrame } from '#screens';
import { createTheme } from '#ui';
import { pageOf } from '../../../src/screens/line/page.ts';
import { KIOSK } from '../app/kiosk-mode.ts';
import type { Program } from '../app/program.ts';
import { answerPortal, atForm, problem, started } from '../app/walk.ts';

const ADDRESS = 'https://portal.example:8443/';
const MODE = { portalAddress: ADDRESS };
const THEME = createTheme({ isUnicode: true, hasColour: false });
const SIZE = { columns: 80, rows: 24 };

function drawn({ state }: Program): string {
	return drawFrame(state, THEME)
		.lines.map((spans) => spans.map(({ text }) => text).join(''))
		.join(' ')
		.replaceAll(/\s+/gu, ' ');
}

function spoken({ state }: Program): string {
	const { work, notice } = pageOf(state, createTheme({ isUnicode: false, hasColour: false }));
	return [...work, ...notice].map(({ text }) => text).join(' ');
}

function unreachable(options: Parameters<typeof started>[0]): Program {
	const program = started({ ...SIZE, portal: 'http', ...options });
	answerPortal(program, problem('unreachable'));
	return program;
}

test.each(['tr', 'en'] as const)(
	'step 3 names the address that was tried, drawn and spoken: %s',
	(language) => {
		const program = unreachable({ language, mode: MODE });
		program.command('step-3');
		const said = `${ADDRESS}: ${textsOf(language).problems.unreachable().slice(0, 20)}`;
		expect(drawn(program)).toContain(said);
		expect(spoken(program)).toContain(said);
		program.command('last-failure');
		expect(drawn(program)).toContain(ADDRESS);
	},
);

test('step 3 names the address that is being tried', () => {
	const program = started({ ...SIZE, portal: 'http', mode: MODE });
	program.command('step-3');
	expect(drawn(program)).toContain(ADDRESS);
});

test('a request that reached nobody names the address in its notice, drawn and spoken', () => {
	const program = atForm({ ...SIZE, portal: 'http', mode: MODE });
	program.command('new-captcha');
	const { request } = program.question('new-captcha');
	program.send({ type: 'captcha-answered', request, result: problem('tls-untrusted') });
	expect(drawn(program)).toContain(ADDRESS);
	expect(spoken(program)).toContain(ADDRESS);
});

test('a portal that was reached and declined names none', () => {
	const program = atForm({ ...SIZE, portal: 'http', mode: MODE });
	program.command('new-captcha');
	const { request } = program.question('new-captcha');
	program.send({ type: 'captcha-answered', request, result: problem('server-error') });
	expect(drawn(program)).not.toContain(ADDRESS);
});

test('the first page of a kiosk names it for the attendant', () => {
	const program = unreachable({ mode: { ...MODE, kiosk: KIOSK } });
	expect(drawn(program)).toContain(textsOf('tr').portal.tried(ADDRESS));
});
