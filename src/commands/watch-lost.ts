import { systemClock } from '#ports';
import { EXIT_FAILED } from './exit-codes.ts';
import { type RegisterPlace, withRegister } from './seals/open.ts';
import type { RevocationWatchOptions } from './seals/watch-revocation.ts';

export interface WatchLostOptions extends Omit<RevocationWatchOptions, 'timer' | 'now'>, RegisterPlace {
	/** Measures the hours; default: the system's. */
	readonly timer?: RevocationWatchOptions['timer'] | undefined;
}

/** `watch --revocation`: waits until the seals that the register has as lost are seen revoked. Gives the exit code. */
export async function runWatchLost({ timer = systemClock, ...options }: WatchLostOptions): Promise<number> {
	const { watchRevocation } = await import('./seals/watch-revocation.ts');
	const watched = await withRegister(options, options, (register) =>
		watchRevocation(register, { ...options, timer }),
	);
	return watched ?? EXIT_FAILED;
}
