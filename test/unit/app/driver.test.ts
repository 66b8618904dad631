import { describe, expect, test } from 'vitest';
import type { DriverReport } from '#card';
import { wantedTimers } from '#screens';
import { cardNeedsNoDriver } from '../../../src/app/driver-links.ts';
import { stepStates } from '../../../src/app/steps.ts';
import { DRIVER_MISSING, driverReport, driverThatSees } from './driver-reports.ts';
import type { Program } from './program.ts';
import { insertCard, SEAL_CARD, SEAL_SLOT, started } from './walk.ts';

function tell(program: Program, report: DriverReport) {
	const { request } = program.question('look-at-driver');
	return program.send({ type: 'driver-told', request, report });
}

function isStepDone(program: Program): boolean | undefined {
	return stepStates(program.state).find(({ step }) => step === 2)?.isDone;
}

function looks(effects: readonly { readonly kind: string }[]): number {
	return effects.filter(({ kind }) => kind === 'look-at-driver').length;
}

const CRASHED = driverReport({ kind: 'failed', path: '/usr/lib/libakisp11.so', code: 'crashed', detail: '' });

describe('step 2', () => {
	test('is done where the driver sees the very card that is in', () => {
		const program = started();
		insertCard(program);
		tell(program, driverThatSees(SEAL_CARD));
		expect(isStepDone(program)).toBe(true);
	});

	test('is done without a card where the driver loads', () => {
		const program = started();
		tell(program, driverThatSees());
		expect(isStepDone(program)).toBe(true);
	});

	test.each([
		['is not there', DRIVER_MISSING],
		['crashes', CRASHED],
		['sees no card', driverThatSees()],
		['sees another card', driverThatSees({ ...SEAL_CARD, certificates: [] })],
		['is busy', driverReport({ kind: 'in-use' })],
	])('is open where the driver %s and the card needs it', (_, report) => {
		const program = started();
		insertCard(program);
		tell(program, report);
		expect(isStepDone(program)).toBe(false);
	});

	test('is done by a card that needs no driver', () => {
		const program = started();
		tell(program, DRIVER_MISSING);
		insertCard(program, { kind: 'akis', card: { ...SEAL_CARD, generation: 'v1.0' } });
		expect(cardNeedsNoDriver(program.state)).toBe(true);
		expect(isStepDone(program)).toBe(true);
	});
});

describe('the driver', () => {
	test('that was told of before another card came is looked at again', () => {
		const program = started();
		tell(program, driverThatSees());
		expect(looks(program.send({ type: 'card-changed', snapshot: snapshot() }))).toBe(1);
		tell(program, driverThatSees(SEAL_CARD));
		expect(isStepDone(program)).toBe(true);
	});

	test('is left alone while a card is being read', () => {
		const program = started();
		tell(program, driverThatSees());
		const reading = {
			kind: 'reading',
			atr: '3B00',
			progress: { certificate: 0, certificateCount: undefined, bytesRead: 0, bytesTotal: undefined },
		} as const;
		expect(looks(program.send({ type: 'card-changed', snapshot: snapshot(reading) }))).toBe(0);
	});

	test('that is not there is not loaded for a card', () => {
		const program = started();
		tell(program, DRIVER_MISSING);
		expect(looks(program.send({ type: 'card-changed', snapshot: snapshot() }))).toBe(0);
	});

	test('is looked at once more where the card came while it was looked at', () => {
		const program = started();
		tell(program, driverThatSees());
		program.send({ type: 'card-changed', snapshot: snapshot() });
		insertCard(program, { kind: 'empty' });
		expect(looks(tell(program, driverThatSees(SEAL_CARD)))).toBe(1);
	});

	test('is looked at every few seconds while its step is open and on the screen', () => {
		const program = started();
		tell(program, DRIVER_MISSING);
		const ids = () => wantedTimers(program.state).map(({ id }) => id);
		expect(ids()).not.toContain('driver-check');
		program.command('step-2');
		expect(ids()).toContain('driver-check');
		expect(looks(program.send({ type: 'timer', id: 'driver-check' }))).toBe(1);
		expect(ids()).not.toContain('driver-check');
		tell(program, driverThatSees());
		expect(ids()).not.toContain('driver-check');
	});

	test('says that it is being looked at to who asks again', () => {
		const program = started();
		program.command('step-2');
		expect(looks(program.command('check-again'))).toBe(0);
		expect(program.state.notice).toEqual({ kind: 'refused', refusal: 'waiting-for-answer' });
		tell(program, DRIVER_MISSING);
		expect(looks(program.command('check-again'))).toBe(1);
	});

	test('keeps what is known of it on the screen until the new look is there, and drops a late one', () => {
		const program = started();
		program.command('step-2');
		const { request } = program.question('look-at-driver');
		tell(program, DRIVER_MISSING);
		program.command('check-again');
		program.send({ type: 'driver-told', request, report: CRASHED });
		expect(program.state.driver).toMatchObject({ kind: 'told', report: DRIVER_MISSING });
	});
});

function snapshot(slot: Parameters<typeof insertCard>[1] = SEAL_SLOT) {
	return {
		service: { kind: 'running' },
		readers: [{ name: 'ACS ACR39U', isVirtual: false, slot }],
	} as const;
}
