import type { CommandFault, ConnectFault, FaultPlan } from './fault-plan.ts';

/** Counts what happens and says which fault of the plan it meets; each is met once. */
export interface FaultSchedule {
	forCommand(instruction: number): CommandFault | undefined;
	forConnect(): ConnectFault | undefined;
	readonly outstanding: FaultPlan;
}

export function createFaultSchedule(plan: FaultPlan): FaultSchedule {
	const outstanding = new Set(plan);
	const ofInstruction = new Map<number, number>();
	let commands = 0;
	let connects = 0;
	return {
		forCommand(instruction) {
			commands += 1;
			const alike = (ofInstruction.get(instruction) ?? 0) + 1;
			ofInstruction.set(instruction, alike);
			for (const planned of outstanding) {
				if (
					(planned.at === 'command' && planned.number === commands) ||
					(planned.at === 'instruction' && planned.instruction === instruction && planned.number === alike)
				) {
					outstanding.delete(planned);
					return planned.fault;
				}
			}
			return undefined;
		},
		forConnect() {
			connects += 1;
			for (const planned of outstanding) {
				if (planned.at === 'connect' && planned.number === connects) {
					outstanding.delete(planned);
					return planned.fault;
				}
			}
			return undefined;
		},
		get outstanding() {
			return [...outstanding];
		},
	};
}
