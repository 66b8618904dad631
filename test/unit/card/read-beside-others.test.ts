import { beforeAll, describe, expect, test } from 'vitest';
import { CardError, type CardSnapshot, createCardMonitor, type Reader } from '#card';
import { createVirtualReader, type VirtualCard } from '../../../src/sandbox/card/index.ts';
import { cardWithFiles, sealCertificates } from '../../cards/card-shapes.ts';
import { idle } from './manual-timer.ts';
import { bytes } from './scripted-connection.ts';

// Another program sends its commands exactly where they do most harm: behind each of our commands, one after the other.

let files: readonly Uint8Array[];
beforeAll(async () => {
	files = await sealCertificates(2);
});

/** What programs that list a card's certificates do to its selection. */
const FOREIGN: readonly (readonly [string, readonly string[]])[] = [
	['selects the other certificate', ['00A40200022F1100']],
	['selects the first certificate', ['00A40200022F1000']],
	['selects the master file', ['00A40000023F0000']],
	['selects a file that is not there', ['00A40200022F3000']],
	[
		'reads the other certificate',
		['00A40800063F003D002F1100', '00B00000F4', '00B000F4F4', '00B001E8F4', '00B002DCF4'],
	],
];

interface Desk {
	/** What the reader holds once nothing is being found out any more. */
	settled(): Promise<CardSnapshot['readers'][number]['slot']>;
	/** The card goes out and in again. */
	reinsert(): void;
	/** How many commands the card got. */
	readonly commands: () => number;
	/** Another program sends these right behind the card's answer to this command, counted from now. */
	disturb(behind: number, commands: readonly string[]): void;
	/** Resolves when the other program has all its answers. */
	foreignDone(): Promise<readonly string[]>;
	close(): Promise<void>;
}

function deskWith(product: 'v1.0' | 'v2.2.8'): Desk {
	const card = cardWithFiles(files, { product });
	let commands = 0;
	let armed: { readonly behind: number; readonly commands: readonly string[] } | undefined;
	let foreign: Promise<readonly string[]> = Promise.resolve([]);
	let reader: Reader | undefined;
	const other = async (sent: readonly string[]): Promise<readonly string[]> => {
		const connection = await reader?.connect('shared');
		const answers: string[] = [];
		for (const command of sent) {
			const answer = await connection?.transmit(bytes(command));
			answers.push(
				Buffer.from(answer ?? [])
					.toString('hex')
					.slice(-4),
			);
		}
		await connection?.close('leave');
		return answers;
	};
	const watched: VirtualCard = {
		atr: card.atr,
		powerOn: () => card.powerOn(),
		powerOff: () => card.powerOff(),
		reset: () => card.reset(),
		async transmit(command) {
			const answer = await card.transmit(command);
			commands++;
			if (armed?.behind === commands) {
				foreign = other(armed.commands);
				armed = undefined;
				// Whatever nothing keeps back is done by then.
				await idle();
			}
			return answer;
		},
	};
	const virtual = createVirtualReader({
		name: 'R',
		card: watched,
		cardError: (code) => new CardError(code, 'made up'),
	});
	const stopWatching = virtual.watch((event) => {
		if (event.kind === 'reader-added') {
			reader = event.reader;
		}
	});
	const monitor = createCardMonitor({ services: [virtual] });
	return {
		async settled() {
			const { readers } = await monitor.settled();
			if (readers[0] === undefined) {
				throw new Error('no reader');
			}
			return readers[0].slot;
		},
		reinsert() {
			virtual.remove();
			virtual.insert(watched);
		},
		commands: () => commands,
		disturb(behind, sent) {
			armed = { behind: commands + behind, commands: sent };
		},
		foreignDone: () => foreign,
		async close() {
			await monitor.close();
			await stopWatching();
		},
	};
}

describe.each(['v1.0', 'v2.2.8'] as const)(
	'a card (%s) that another program uses while it is read',
	(product) => {
		test.each(FOREIGN)(
			'is read as if alone, whichever command of ours is before that: it %s',
			async (_, sent) => {
				const alone = deskWith(product);
				const shown = await alone.settled();
				const cold = alone.commands();
				alone.reinsert();
				const shownAgain = await alone.settled();
				const warm = alone.commands() - cold;
				await alone.close();
				expect(shown).toMatchObject({ kind: 'seal', card: { certificates: [{}, {}], unreadable: [] } });

				for (let behind = 1; behind <= cold; behind++) {
					const desk = deskWith(product);
					desk.disturb(behind, sent);
					expect([behind, await desk.settled()]).toEqual([behind, shown]);
					expect(await desk.foreignDone()).toHaveLength(sent.length);
					await desk.close();
				}
				for (let behind = 1; behind <= warm; behind++) {
					const desk = deskWith(product);
					await desk.settled();
					desk.disturb(behind, sent);
					desk.reinsert();
					expect([behind, await desk.settled()]).toEqual([behind, shownAgain]);
					expect(await desk.foreignDone()).toHaveLength(sent.length);
					await desk.close();
				}
			},
		);
	},
);
