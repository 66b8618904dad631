import type { SealRegister } from '#register';
import { madeSeal } from './made-seals.ts';

/** Every kind of change, each one transaction; together they grow the file, free pages of it and use them again. */
export const REGISTER_ACTS: readonly ((register: SealRegister) => Promise<unknown>)[] = [
	(register) => register.take([madeSeal(1), madeSeal(2), madeSeal(3)]),
	(register) => register.note(2, 'Anahtarı muhasebede'),
	(register) => register.take([madeSeal(4)]),
	(register) => register.forget(1),
	(register) => register.change(3, (seal) => ({ ...seal, lostAt: Date.UTC(2026, 0, 16) })),
	(register) => register.take(Array.from({ length: 20 }, (_, index) => madeSeal(index + 5))),
	// Known already: seen again.
	(register) => register.take([madeSeal(4, { seenAt: Date.UTC(2026, 1, 1), note: 'yeni' })]),
	(register) => register.forget(9),
	(register) => register.note(4, 'x'.repeat(500)),
];

/** Stands still: what is written is the same in every run. */
export function registerClock(): () => number {
	return () => Date.UTC(2026, 0, 15, 12);
}
