import { describe, expect, test } from 'vitest';
import type { ServiceFailure } from '#card';
import { textsForVisitors, textsOf } from '#i18n';
import { drawFrame } from '#screens';
import { createTheme } from '#ui';
import { DRIVER_MISSING, driverReport, driverThatSees } from '../app/driver-reports.ts';
import { KIOSK } from '../app/kiosk-mode.ts';
import type { Program } from '../app/program.ts';
import { answerPortal, problem, ready, SEAL_CARD, SEAL_SLOT, snapshotOf } from '../app/walk.ts';

const THEME = createTheme({ isUnicode: true, hasColour: true });
const LANGUAGES = ['tr', 'en'] as const;
const FAILURES: readonly ServiceFailure[] = [
	'binding-missing',
	'not-running',
	'stopped',
	'access-denied',
	'failed',
];

/** What a visitor can read, in one line: sentences may be wrapped. */
function shown(program: Program): string {
	return drawFrame(program.state, THEME)
		.lines.map((spans) =>
			spans
				.map(({ text }) => text)
				.join('')
				.trim(),
		)
		.join(' ')
		.replaceAll(/\s+/gu, ' ');
}

function atKiosk(language: (typeof LANGUAGES)[number]): Program {
	return ready({ language, portal: 'http', columns: 60, rows: 20, mode: { kiosk: { ...KIOSK, language } } });
}

describe.each(LANGUAGES)('a visitor of a kiosk in %s', (language) => {
	const { kiosk } = textsForVisitors(textsOf(language));

	test.each(FAILURES)('is sent to the attendant, and not to the card, where the service is %s', (failure) => {
		const program = atKiosk(language);
		const service = { kind: 'down', failure, detail: '' } as const;
		program.send({ type: 'card-changed', snapshot: { service, readers: [] } });

		for (const step of ['start', 'step-1'] as const) {
			if (step === 'step-1') program.command('step-1');
			const text = shown(program);
			expect(text).toContain(kiosk.readerAway);
			expect(text).not.toContain(kiosk.noCard);
			expect(text).not.toMatch(/pcscd|pcsclite|systemctl|polkit|npm/u);
		}
	});

	test('is sent to the attendant where no reader is connected', () => {
		const program = atKiosk(language);
		program.send({ type: 'card-changed', snapshot: { service: { kind: 'running' }, readers: [] } });

		expect(shown(program)).toContain(kiosk.readerNone);
		program.command('step-1');
		expect(shown(program)).toContain(kiosk.readerNone);
		expect(shown(program)).not.toContain('USB');
	});

	test('is asked for the card where the reader works', () => {
		const program = atKiosk(language);
		program.send({ type: 'card-changed', snapshot: snapshotOf({ kind: 'empty' }) });

		expect(shown(program)).toContain(kiosk.noCard);
		program.send({ type: 'card-changed', snapshot: snapshotOf(SEAL_SLOT) });
		expect(shown(program)).toContain(kiosk.withCard);
	});

	test.each([{ kind: 'unresponsive' }, { kind: 'foreign', atr: '3B00' }] as const)(
		'is not told that a card was read that is $kind',
		(slot) => {
			const program = atKiosk(language);
			program.send({ type: 'card-changed', snapshot: snapshotOf(slot) });

			expect(shown(program)).not.toContain(kiosk.withCard);
			expect(shown(program)).toContain(textsOf(language).card.slot[slot.kind]);
		},
	);

	test('is told on the first page that the portal is away, and no longer when it is back', () => {
		const program = atKiosk(language);
		program.send({ type: 'timer', id: 'portal-check' });
		answerPortal(program, problem('unreachable'));

		expect(shown(program)).toContain(kiosk.portalAway);
		program.send({ type: 'timer', id: 'portal-check' });
		answerPortal(program);
		expect(shown(program)).not.toContain(kiosk.portalAway);
	});

	test.each([
		['missing', DRIVER_MISSING],
		['refused', driverReport({ kind: 'refused', path: '/opt/akis.so', refusal: { rule: 'other-system' } })],
	])('is sent to the attendant at step 2 where the driver is %s, and downloads nothing', (_, report) => {
		const program = atKiosk(language);
		program.command('step-2');
		tellDriver(program, report);

		const text = shown(program);
		expect(text).toContain(kiosk.driverAway);
		expect(text).not.toMatch(/kamusm|\.deb|indir|download|install|\/(?:usr|opt)\//iu);
	});

	test('goes on at step 2 where the driver sees the card', () => {
		const program = atKiosk(language);
		program.command('step-2');
		tellDriver(program, driverThatSees(SEAL_CARD));

		expect(shown(program)).toContain(kiosk.driverReady);
	});
});

function tellDriver(program: Program, report: typeof DRIVER_MISSING): void {
	program.command('check-again');
	program.send({ type: 'driver-told', request: program.question('look-at-driver').request, report });
}
