/** The sandbox's only source of time. */
export interface SandboxClock {
	/** Milliseconds since 1970 UTC. */
	now(): number;
}

/** A text message that the sandbox's portal sent. */
export interface SandboxMessage {
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
	/** The holder's number, as in its account. */
	readonly to: string;
	readonly text: string;
}

/**
 * Stands for every holder's telephone: nothing leaves this machine, and whoever may look at the sandbox sees
 * all messages.
 */
export interface SandboxPhone {
	send(to: string, text: string): void;
	/** Oldest first; the last 20. */
	readonly messages: readonly SandboxMessage[];
	/** Calls for every message sent from now on, until the returned function is called. */
	subscribe(listener: (message: SandboxMessage) => void): () => void;
}

/** A person looks at the last few; a sandbox that runs for weeks must not grow. */
const KEPT_MESSAGES = 20;

export function createPhone(clock: SandboxClock): SandboxPhone {
	let messages: readonly SandboxMessage[] = [];
	const listeners = new Set<(message: SandboxMessage) => void>();
	return {
		send(to, text) {
			const message = { at: clock.now(), to, text };
			messages = [...messages, message].slice(-KEPT_MESSAGES);
			for (const listener of [...listeners]) {
				listener(message);
			}
		},
		get messages() {
			return messages;
		},
		subscribe(listener) {
			// Wrapped so that the same function given twice is called twice and taken back once.
			const own = (message: SandboxMessage) => listener(message);
			listeners.add(own);
			return () => {
				listeners.delete(own);
			};
		},
	};
}
