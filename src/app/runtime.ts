import { ask } from './ask.ts';
import type { Effect, Question } from './effects.ts';
import type { Message, StampedMessage, TimerId } from './messages.ts';
import type { Next } from './next.ts';
import type { Ports } from './ports.ts';
import type { RequestId } from './request.ts';
import type { AppState } from './state.ts';
import type { Timer } from './timer.ts';

/** The loop: takes messages one at a time, keeps the state, does what `update` wants done. */
export interface Runtime {
	/** Begins to listen to readers and phone and asks what must be known first. Called once. */
	start(): void;
	state(): AppState;
	dispatch(message: Message): void;
	/** Calls after every change of the state. */
	subscribe(listener: () => void): () => void;
	/**
	 * Resolves when nothing is under way: no message waits, no effect is unanswered. Timers and the events of
	 * readers and phone are not waited for: they come by themselves.
	 */
	idle(): Promise<void>;
	/** The exit code the program asked for. */
	readonly exited: Promise<number>;
	/** Stops timers and subscriptions and gives up what is under way; messages are ignored from then on. */
	close(): void;
}

export interface RuntimeOptions {
	readonly initial: AppState;
	readonly update: (state: AppState, message: StampedMessage) => Next;
	/** Which timers a state wants. */
	readonly wantedTimers: (state: AppState) => readonly Timer[];
	readonly ports: Ports;
	/** Draws everything anew: the terminal's contents were disturbed. */
	readonly redraw: () => void;
	/** Asks the terminal to put a serial number into its clipboard. */
	readonly copy: (serial: string) => void;
}

export function createRuntime({
	initial,
	update,
	wantedTimers,
	ports,
	redraw,
	copy,
}: RuntimeOptions): Runtime {
	let state = initial;
	let isClosed = false;
	let isDraining = false;
	const queue: Message[] = [];
	const listeners = new Set<() => void>();
	const idleWaiters = new Set<() => void>();
	const underWay = new Map<RequestId, AbortController>();
	const timers = new Map<TimerId, { readonly at: number; readonly stop: () => void }>();
	const exit = Promise.withResolvers<number>();

	const dispatch = (message: Message): void => {
		if (isClosed) {
			return;
		}
		queue.push(message);
		if (isDraining) {
			return;
		}
		isDraining = true;
		try {
			for (let waiting = queue.shift(); waiting !== undefined; waiting = queue.shift()) {
				const { state: following, effects } = update(state, { ...waiting, at: ports.clock.now() });
				state = following;
				for (const effect of effects) {
					perform(effect);
				}
			}
		} finally {
			// After a fault the program still has to be able to leave.
			isDraining = false;
		}
		matchTimers();
		for (const listener of listeners) {
			listener();
		}
		announceIdle();
	};

	const perform = (effect: Effect): void => {
		switch (effect.kind) {
			case 'cancel':
				underWay.get(effect.cancelled)?.abort();
				break;
			case 'cancel-all':
				cancelAll(effect.except);
				break;
			case 'wipe':
				for (const secret of effect.secrets) {
					secret.wipe();
				}
				break;
			case 'read-cards-again':
				ports.card.readAgain();
				break;
			case 'redraw':
				redraw();
				break;
			case 'copy':
				copy(effect.serial);
				break;
			case 'exit':
				exit.resolve(effect.exitCode);
				break;
			default:
				put(effect);
		}
	};

	/** Counted as under way before it starts, so that idle is never seen too early. */
	const put = (question: Question): void => {
		const controller = new AbortController();
		underWay.set(question.request, controller);
		ask(question, ports, controller.signal, dispatch)
			.then(
				(message) => {
					underWay.delete(question.request);
					dispatch(message);
				},
				(error: unknown) => {
					underWay.delete(question.request);
					// A port that throws is a fault of the program: it ends it, with the terminal restored.
					exit.reject(error);
				},
			)
			.finally(announceIdle);
	};

	const cancelAll = (except: RequestId | undefined): void => {
		for (const [request, controller] of underWay) {
			if (request !== except) {
				controller.abort();
			}
		}
	};

	const announceIdle = (): void => {
		if (underWay.size > 0 || queue.length > 0) {
			return;
		}
		for (const resolve of idleWaiters) {
			resolve();
		}
		idleWaiters.clear();
	};

	const matchTimers = (): void => {
		const wanted = new Map(wantedTimers(state).map((timer) => [timer.id, timer.at]));
		for (const [id, timer] of timers) {
			if (wanted.get(id) !== timer.at) {
				timer.stop();
				timers.delete(id);
			}
		}
		for (const [id, at] of wanted) {
			if (!timers.has(id)) {
				const stop = ports.clock.after(Math.max(0, at - ports.clock.now()), () => {
					timers.delete(id);
					dispatch({ type: 'timer', id });
				});
				timers.set(id, { at, stop });
			}
		}
	};

	const subscriptions: (() => void)[] = [];

	return {
		start() {
			dispatch({ type: 'started' });
			subscriptions.push(ports.card.subscribe((snapshot) => dispatch({ type: 'card-changed', snapshot })));
			if (ports.sandbox !== undefined) {
				subscriptions.push(
					ports.sandbox.onPhoneMessage((message) => dispatch({ type: 'phone-message', message })),
				);
			}
		},
		state: () => state,
		dispatch,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		idle: () =>
			new Promise((resolve) => {
				idleWaiters.add(resolve);
				announceIdle();
			}),
		exited: exit.promise,
		close() {
			isClosed = true;
			cancelAll(undefined);
			for (const timer of timers.values()) {
				timer.stop();
			}
			timers.clear();
			for (const unsubscribe of subscriptions) {
				unsubscribe();
			}
		},
	};
}
