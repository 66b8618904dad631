import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { InnerProgram } from '../pcscd/inner-program.ts';
import type { PrivatePcscd } from '../pcscd/private-pcscd.ts';
import { startCardRunner } from '../pcscd/programs.ts';

const WATCHER = fileURLToPath(new URL('./fixtures/watching-monitor.ts', import.meta.url));

/** What the watching process holds while it shows the right state. */
export interface Held {
	readonly openFiles: number;
	readonly threads: number;
	/** In use, after garbage was collected. */
	readonly heapBytes: number;
	readonly residentBytes: number;
}

export interface ServiceCycle extends Held {
	/** Share of one processor that the watching process took while the service was down; undefined where nobody waited. */
	readonly busyWhileDown: number | undefined;
	/** From the moment that pcscd takes clients to the right state on whoever listens to the monitor. */
	readonly backAfterMs: number;
}

/**
 * Kills pcscd (SIGKILL) and starts it again under the monitor, so many times. After each kill the monitor must show
 * a service that is down, without readers; after each start the seal in the first reader and nothing in the other.
 *
 * @throws Error where a state does not come, with all that the monitor said
 */
export async function runServiceStorm(
	stack: PrivatePcscd,
	cycles: number,
	onCycle: (cycle: ServiceCycle) => void = () => undefined,
	/** How long the service stays away in each cycle, so that what a program does meanwhile can be measured. */
	downForMs = 0,
): Promise<readonly ServiceCycle[]> {
	await stack.start();
	startCardRunner(stack).writeLine('insert 1 seal');
	await stack.seesCard(1);
	const watcher = stack.run([process.execPath, '--expose-gc', WATCHER]);
	await watcher.stdout.next(/^state running seal empty$/);
	const measured: ServiceCycle[] = [];
	while (measured.length < cycles) {
		await stack.kill();
		await watcher.stdout.next(/^state down$/);
		const busyWhileDown = downForMs === 0 ? undefined : await busyFor(watcher, downForMs);
		await stack.start();
		const startedAt = performance.now();
		await watcher.stdout.next(/^state running seal empty$/);
		const backAfterMs = performance.now() - startedAt;
		watcher.writeLine('measure');
		const [, held = ''] = await watcher.stdout.next(/^measure (.+)$/);
		const cycle: ServiceCycle = { ...readHeld(held), backAfterMs, busyWhileDown };
		measured.push(cycle);
		onCycle(cycle);
	}
	return measured;
}

async function busyFor(watcher: InnerProgram, milliseconds: number): Promise<number> {
	const before = await processorMicroseconds(watcher);
	const startedAt = performance.now();
	await setTimeout(milliseconds);
	const took = performance.now() - startedAt;
	return ((await processorMicroseconds(watcher)) - before) / 1000 / took;
}

async function processorMicroseconds(watcher: InnerProgram): Promise<number> {
	watcher.writeLine('processor');
	const [, microseconds] = await watcher.stdout.next(/^processor (\d+)$/);
	return Number(microseconds);
}

/**
 * What grew between the first cycles, in which the process still warms up, and the last: open files and threads by
 * their least number in the last cycles, as what a former service held may still be on its way back.
 */
export function growthOf(cycles: readonly ServiceCycle[], warmUp: number): Held {
	const before = cycles.slice(0, warmUp);
	const after = cycles.slice(-warmUp);
	const grown = (name: keyof Held): number =>
		Math.min(...after.map((cycle) => cycle[name])) - Math.max(...before.map((cycle) => cycle[name]));
	return {
		openFiles: grown('openFiles'),
		threads: grown('threads'),
		heapBytes: grown('heapBytes'),
		residentBytes: grown('residentBytes'),
	};
}

function readHeld(text: string): Held {
	const held: Record<keyof Held, unknown> = JSON.parse(text);
	const number = (name: keyof Held): number => {
		const value = held[name];
		if (typeof value !== 'number') {
			throw new TypeError(`the watching process does not say ${name}: ${text}`);
		}
		return value;
	};
	return {
		openFiles: number('openFiles'),
		threads: number('threads'),
		heapBytes: number('heapBytes'),
		residentBytes: number('residentBytes'),
	};
}
