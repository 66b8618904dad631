import { beforeAll, describe, expect, test } from 'vitest';
import type { IssuedSealPair } from '../../../../src/sandbox/authority/index.ts';
import { slowCard, WIRE_TIMES } from '../../../../src/sandbox/card/index.ts';
import { hurriedTimer } from '../hurried-timer.ts';
import { watchPauses } from './pauses.ts';
import { attempt, issueSeal, OPERATIONS, virtualStage } from './virtual-stage.ts';

let seal: IssuedSealPair;
beforeAll(async () => {
	seal = await issueSeal();
});

describe('while a card is held for a PIN', () => {
	test.each(OPERATIONS)('nothing is waited for between two commands: %s', async (operation) => {
		const stage = await virtualStage({ seal });
		const watch = watchPauses(stage.reader, stage.timer);
		const kind = operation === 'sign' ? 'signed' : 'done';
		expect((await attempt({ ...stage, reader: watch.reader }, operation)).kind).toBe(kind);
		expect([watch.longestMs(), watch.openCount()]).toEqual([0, 0]);
	});

	test('a slow card takes its time for its answers, and the program none between them', async () => {
		const stage = await virtualStage({ seal });
		const slot = stage.slot;
		slot.remove();
		slot.insert(slowCard(stage.injector.wrap(stage.card), WIRE_TIMES['10.75 kbit/s'], stage.timer));
		const watch = watchPauses(stage.reader, stage.timer);
		const before = stage.timer.now;
		expect((await attempt({ ...stage, reader: watch.reader }, 'verify')).kind).toBe('done');
		expect(stage.timer.now - before).toBeGreaterThan(500);
		expect(watch.longestMs()).toBe(0);
	});

	test('a pause would be seen', async () => {
		const timer = hurriedTimer();
		const stage = await virtualStage({ seal });
		const watch = watchPauses(stage.reader, timer);
		const connection = await watch.reader.connect('exclusive');
		await new Promise<void>((resolve) => void timer.after(4_000, resolve));
		await connection.close('reset');
		expect([watch.longestMs(), watch.openCount()]).toEqual([4_000, 0]);
	});
});
