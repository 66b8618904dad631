import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CardMonitor, type CardSnapshot, createCardMonitor } from '#card';
import type { IssuedSealPair } from '../../../src/sandbox/authority/index.ts';
import type { CommandFault } from '../../../src/sandbox/card/index.ts';
import { hurriedTimer } from './hurried-timer.ts';
import { watchPauses } from './pin/pauses.ts';
import {
	attempt,
	issueSeal,
	OPERATIONS,
	type Operation,
	type Stage,
	virtualStage,
} from './pin/virtual-stage.ts';

// A person pulls the card at the worst moment, with the monitor watching the same reader as the screens do.

const MOMENTS = ['before', 'during', 'after'] as const;
const NOTHING_SENT: readonly string[] = ['card-gone-before'];

let seal: IssuedSealPair;
beforeAll(async () => {
	seal = await issueSeal();
});

const monitors: CardMonitor[] = [];
afterAll(async () => {
	await Promise.all(monitors.map((monitor) => monitor.close()));
});

interface Desk {
	readonly stage: Stage;
	readonly monitor: CardMonitor;
	/** The first picture with this in the reader, or the present one. */
	shows(kind: 'empty' | 'seal'): Promise<CardSnapshot>;
}

function deskWith(stage: Stage): Desk {
	const monitor = createCardMonitor({ services: [stage.slot], clock: hurriedTimer() });
	monitors.push(monitor);
	return {
		stage,
		monitor,
		shows(kind) {
			const shown = Promise.withResolvers<CardSnapshot>();
			const unsubscribe = monitor.subscribe((snapshot) => {
				if (snapshot.readers[0]?.slot.kind === kind) {
					shown.resolve(snapshot);
				}
			});
			return shown.promise.finally(unsubscribe);
		},
	};
}

/** The card goes back in, and is read as if nothing had been. */
async function putBack({ stage, shows }: Desk): Promise<void> {
	stage.slot.insert(stage.injector.wrap(stage.card));
	const { readers } = await shows('seal');
	expect(readers[0]?.slot).toMatchObject({
		kind: 'seal',
		card: { certificates: [{ fileId: '2F10' }, { fileId: '2F11' }] },
	});
}

const pull = (moment: (typeof MOMENTS)[number]): CommandFault => ({ kind: 'pull', moment });

describe('a card that is pulled while it is read', () => {
	test.each(MOMENTS)(
		'leaves an empty reader, and is read anew when it is back: %s each command',
		async (moment) => {
			const healthy = await virtualStage({ seal });
			await deskWith(healthy).shows('seal');
			const commands = healthy.injector.commands.length;
			expect(commands).toBeGreaterThan(10);
			for (let number = 1; number <= commands; number++) {
				const stage = await virtualStage({ seal, plan: [{ at: 'command', number, fault: pull(moment) }] });
				const desk = deskWith(stage);
				await desk.shows('empty');
				expect(stage.injector.outstanding).toEqual([]);
				expect(stage.injector.commands).toHaveLength(number);
				await putBack(desk);
			}
		},
	);
});

describe.each(OPERATIONS)('a card that is pulled in an act: %s', (operation: Operation) => {
	test.each(MOMENTS)(
		'%s each command: the screen’s picture is right, and nothing stays open',
		async (moment) => {
			const healthy = deskWith(await virtualStage({ seal }));
			await healthy.shows('seal');
			const toRead = healthy.stage.injector.commands.length;
			await attempt(healthy.stage, operation);
			const inAll = healthy.stage.injector.commands.length;
			expect(inAll).toBeGreaterThan(toRead + 5);

			for (let number = toRead + 1; number <= inAll; number++) {
				const stage = await virtualStage({ seal, plan: [{ at: 'command', number, fault: pull(moment) }] });
				const desk = deskWith(stage);
				await desk.shows('seal');
				const watch = watchPauses(stage.reader, stage.timer);
				const outcome = await attempt({ ...stage, reader: watch.reader }, operation);
				expect(stage.injector.outstanding).toEqual([]);
				expect(watch.openCount()).toBe(0);
				await desk.shows('empty');
				if (NOTHING_SENT.includes(outcome.kind)) {
					expect(stage.pinCommands()).toBe(0);
				}
				await putBack(desk);
				expect(stage.card.condition).toMatchObject({ isPinVerified: false, isDestroyed: false });
			}
		},
	);
});
