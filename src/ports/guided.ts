import type { GuidedPort } from '#app';
import type { Journal } from '#audit';

/**
 * Guided mode's tasks in the one journal of this run.
 *
 * @param remembered the seals of the register
 */
export function guidedIn(
	journal: () => Promise<Journal>,
	remembered: GuidedPort['remembered'] = async () => [],
): GuidedPort {
	return {
		open: async () => (await journal()).openGuided(),
		async begin(task, certificateSerial) {
			if (task === 'log-in' || task === 'pin-view') {
				throw new TypeError(`of ${task} nothing is written down`);
			}
			return (await journal()).beginGuided(task, certificateSerial);
		},
		end: async (act, outcome) => (await journal()).endGuided(act, outcome),
		remembered,
	};
}
