import { expect, test } from 'vitest';
import { drawFrame } from '#screens';
import { createTheme } from '#ui';
import type { Program } from '../app/program.ts';
import {
	atEmptyMenu,
	insertCard,
	ok,
	PORTAL_CERTIFICATES,
	ready,
	SEAL_CARD,
	sealSlotOf,
} from '../app/walk.ts';

/* RFC 5280 4.1.2.5: 99991231235959Z says that no end is known. It lies in the year 10000 in Turkey. */

const THEME = createTheme({ isUnicode: true, hasColour: false });
const NO_END = Date.UTC(9999, 11, 31, 23, 59, 59);
const SLOT = sealSlotOf({
	certificates: SEAL_CARD.certificates.map((one) => ({
		...one,
		certificate: { ...one.certificate, notAfter: NO_END },
	})),
});

function text({ state }: Program): string {
	return drawFrame(state, THEME)
		.lines.map((spans) => spans.map((span) => span.text).join(''))
		.join('\n');
}

test('step 1, the readers and the certificate’s screen say in words that no end is known', () => {
	const program = ready({ columns: 120, rows: 40 });
	insertCard(program, SLOT);
	program.command('step-1');
	expect(text(program)).toContain('bitiş belli değil (9999)');
	program.command('readers');
	expect(text(program)).toContain('bitiş belli değil (9999)');
	program.command('back', 'certificate');
	expect(text(program)).toMatch(/Bitiş +belli değil \(9999\)/);
	expect(text(program)).not.toMatch(/10000|gün kaldı/);
});

test('the menu’s list and the table show the end of a portal’s row as it is written', () => {
	const program = atEmptyMenu({ columns: 120, rows: 40 });
	const { request } = program.question('load-certificates');
	const rows = PORTAL_CERTIFICATES.map((row) => ({ ...row, notAfter: '9999-12-31T23:59:59Z' }));
	program.send({
		type: 'certificates-answered',
		request,
		result: ok({ certificates: rows, next: undefined }),
	});
	expect(text(program)).toContain('31.12.9999');
	program.command('certificate-table');
	expect(text(program)).toContain('31.12.9999');
	expect(text(program)).not.toMatch(/10000|undefined/);
});
