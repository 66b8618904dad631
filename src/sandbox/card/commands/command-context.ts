import type { KeyObject } from 'node:crypto';
import type { Answer } from '../answer.ts';
import type { CardSession } from '../card-session.ts';
import type { LifeCycle } from '../card-state.ts';
import type { CommandApdu } from '../command-apdu.ts';
import type { DedicatedFile } from '../file-system.ts';
import type { PinReference } from '../pin-reference.ts';
import type { ProductProfile } from '../product.ts';

/** What a command works on. */
export interface CommandContext {
	readonly profile: ProductProfile;
	/** Twelve bytes, as GET DATA gives them. */
	readonly serial: Uint8Array;
	readonly master: DedicatedFile;
	readonly session: CardSession;
	readonly applicationPin: PinReference;
	/** The security officer's PIN (reference 00): on a seal, the PUK. */
	readonly officerPin: PinReference;
	readonly lifeCycle: LifeCycleRegister;
	/** RSA keys by reference: the only ones v1.0 can use. */
	readonly keys: ReadonlyMap<number, KeyObject>;
	readonly randomBytes: (length: number) => Uint8Array;
}

export interface LifeCycleRegister {
	readonly current: LifeCycle;
	/** Keeps it without power. */
	set(next: LifeCycle): Promise<void>;
}

/** Rejects where the card lost its power before the answer: what it had saved until then stays. */
export type CommandHandler = (command: CommandApdu, context: CommandContext) => Answer | Promise<Answer>;
