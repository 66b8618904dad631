import { beforeAll, describe, expect, test } from 'vitest';
import type { IssuedSealPair } from '../../../../src/sandbox/authority/index.ts';
import type { CommandFault } from '../../../../src/sandbox/card/index.ts';
import {
	attempt,
	issueSeal,
	NEW_PIN,
	OPERATIONS,
	type Operation,
	PIN,
	type Stage,
	virtualStage,
} from './virtual-stage.ts';

let seal: IssuedSealPair;
beforeAll(async () => {
	seal = await issueSeal();
});

/** Headers of the commands that an act takes when nothing goes wrong. */
async function healthyCommands(operation: Operation): Promise<readonly string[]> {
	const stage = await virtualStage({ seal });
	await attempt(stage, operation);
	return stage.injector.commands.map(({ header }) => header);
}

const PIN_HEADERS = ['00200080', '00240200', '002C0080'];

/** Puts the card back in as soon as it is out. */
function putBack(stage: Stage): void {
	stage.slot.watch((event) => {
		if (event.kind === 'slot-changed' && event.slot === 'empty') {
			stage.slot.insert(stage.injector.wrap(stage.card));
		}
	});
}

/** Plays one fault at every command of an act, and says what became of each. */
async function atEveryCommand(
	operation: Operation,
	fault: CommandFault,
	check: (found: {
		readonly stage: Stage;
		readonly outcome: Awaited<ReturnType<typeof attempt>>;
		/** How far from the PIN-bearing command: negative before it, 0 at it. */
		readonly distance: number;
	}) => Promise<void> | void,
	prepare: (stage: Stage) => void = () => undefined,
): Promise<void> {
	const headers = await healthyCommands(operation);
	const pinAt = headers.findIndex((header) => PIN_HEADERS.includes(header));
	for (const index of headers.keys()) {
		const stage = await virtualStage({ seal, plan: [{ at: 'command', number: index + 1, fault }] });
		prepare(stage);
		const outcome = await attempt(stage, operation);
		expect(stage.injector.outstanding).toEqual([]);
		expect(stage.pinCommands()).toBe(index < pinAt ? 0 : 1);
		expect(stage.card.condition.isPinVerified).toBe(false);
		await check({ stage, outcome, distance: index - pinAt });
	}
}

/** Faults after which the program cannot know what the card did. */
const LOST: readonly (readonly [name: string, fault: CommandFault])[] = [
	['pulled before a command', { kind: 'pull', moment: 'before' }],
	['pulled in the middle of a command', { kind: 'pull', moment: 'during' }],
	['pulled after a command', { kind: 'pull', moment: 'after' }],
	['reset by another program', { kind: 'reset-by-another' }],
	['without an answer', { kind: 'silence', isExecuted: true }],
	['with an empty answer', { kind: 'empty-answer', isExecuted: true }],
	['with one byte of an answer', { kind: 'one-byte-answer', isExecuted: true, byte: 0x90 }],
];

describe.each(OPERATIONS)('to %s with a card that is', (operation) => {
	test.each(LOST)('%s says what was sent and what is known, at every step', async (_, fault) => {
		await atEveryCommand(operation, fault, ({ outcome, distance }) => {
			if (distance < 0) {
				expect(outcome).toMatchObject({ kind: 'card-gone-before' });
			} else if (distance === 0) {
				expect(outcome).toMatchObject({ kind: 'unknown' });
			} else {
				expect(['done', 'signed', 'not-signed']).toContain(outcome.kind);
			}
		});
	});

	test('pulled and put back is read anew, and what is said of its tries is true', async () => {
		for (const moment of ['before', 'during', 'after'] as const) {
			await atEveryCommand(
				operation,
				{ kind: 'pull', moment },
				({ stage, outcome, distance }) => {
					if (distance !== 0) {
						return;
					}
					const { pinTriesLeft, pukTriesLeft } = stage.card.condition;
					const triesLeft = operation === 'unblock' ? pukTriesLeft : pinTriesLeft;
					expect(outcome).toMatchObject({
						kind: 'unknown',
						reread: { kind: 'read', isTrySpent: triesLeft < 3 },
					});
				},
				putBack,
			);
		}
	});

	test('pulled and put back works again with the PIN that holds', async () => {
		for (const moment of ['before', 'during', 'after'] as const) {
			await atEveryCommand(
				operation,
				{ kind: 'pull', moment },
				async ({ stage }) => {
					const kinds = [];
					for (const pin of [PIN, NEW_PIN]) {
						kinds.push((await attempt(stage, 'verify', { pin })).kind);
					}
					expect([...kinds].sort()).toEqual(['done', 'wrong']);
				},
				putBack,
			);
		}
	});
});

describe('a lost answer to a change', () => {
	test('leaves it to the card which PIN holds: the program claims neither', async () => {
		const fault: CommandFault = { kind: 'silence', isExecuted: true };
		const stage = await virtualStage({
			seal,
			plan: [{ at: 'instruction', instruction: 0x24, number: 1, fault }],
		});
		expect(await attempt(stage, 'change')).toMatchObject({
			kind: 'unknown',
			code: 'timeout',
			reread: { kind: 'read', pin: { kind: 'at-most', count: 3 }, isTrySpent: false },
		});
		expect(await attempt(stage, 'verify', { pin: NEW_PIN })).toMatchObject({ kind: 'done' });
	});
});

describe('another card in the place of the one that was pulled', () => {
	test('is not taken for it, neither by the look afterwards nor by the next act', async () => {
		const fault: CommandFault = { kind: 'pull', moment: 'after' };
		const stage = await virtualStage({
			seal,
			plan: [{ at: 'instruction', instruction: 0x20, number: 1, fault }],
		});
		const other = await virtualStage({ seal, serial: new Uint8Array(12).fill(9) });
		stage.slot.watch((event) => {
			if (event.kind === 'slot-changed' && event.slot === 'empty') {
				stage.slot.insert(other.card);
			}
		});
		expect(await attempt(stage, 'verify')).toMatchObject({
			kind: 'unknown',
			reread: { kind: 'other-card' },
		});
		expect(await attempt(stage, 'verify')).toEqual({ kind: 'refused', refusal: { rule: 'other-card' } });
	});
});
