import { describe, expect, it } from 'vitest';
import type { Timer } from '#card';
import { millisecondsFor, slowCard, WIRE_TIMES } from '../../../../src/sandbox/card/index.ts';
import { bytes, hex, testCard } from './test-card.ts';

/** Lets no time pass, and keeps what was waited for. */
function recordingTimer(): Timer & { readonly delays: number[] } {
	const delays: number[] = [];
	return {
		delays,
		after(delayMs, call) {
			delays.push(delayMs);
			queueMicrotask(call);
			return () => undefined;
		},
	};
}

describe('a card on a slow wire', () => {
	it.each([
		['10.75 kbit/s', 1459],
		['172 kbit/s', 91],
		['250 kbit/s', 63],
	] as const)('takes at %s as long for a certificate as was computed for real ones', (name, expected) => {
		expect(Math.round(millisecondsFor(1426, WIRE_TIMES[name]))).toBe(expected);
	});

	it('waits for the command on its way, then for the answer, and says the same as without', async () => {
		const timer = recordingTimer();
		const card = slowCard(testCard(), { bitsPerSecond: 11_000, perCommandMs: 8 }, timer);
		expect(hex(await card.transmit(bytes('00A40800063F003D002F1100')))).toMatch(/9000$/);
		expect(timer.delays).toEqual([8 + 12, 18]);
	});

	it('does nothing where it lost its power on the way', async () => {
		const inner = testCard();
		const card = slowCard(inner, WIRE_TIMES['250 kbit/s'], recordingTimer());
		const answer = card.transmit(bytes('0020008006303030303030'));
		card.powerOff();
		await expect(answer).rejects.toMatchObject({ code: 'no-power' });
		expect(inner.condition.pinTriesLeft).toBe(3);
	});

	it('is powered and reset like any other', async () => {
		const card = slowCard(testCard(), WIRE_TIMES['250 kbit/s'], recordingTimer());
		await card.transmit(bytes('00A40800063F003D002F1100'));
		card.reset();
		expect(hex(await card.transmit(bytes('00B0000001')))).toBe('6986');
		card.powerOff();
		card.powerOn();
		expect(hex(await card.transmit(bytes('00B0000001')))).toBe('6986');
		expect(card.atr).toEqual(testCard().atr);
	});
});
