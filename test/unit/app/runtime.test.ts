import { describe, expect, test } from 'vitest';
import type { PortalClient, PortalResult } from '#api';
import {
	type AppState,
	type CardPort,
	createRuntime,
	initialState,
	type Message,
	type Ports,
	type Runtime,
} from '#app';
import { update, wantedTimers } from '#screens';
import { SecretText } from '#text';
import type { Effect } from '../../../src/app/effects.ts';
import type { Next } from '../../../src/app/next.ts';
import { DRIVER_MISSING } from './driver-reports.ts';
import { ManualClock } from './manual-clock.ts';
import { START } from './program.ts';
import { DRAWING, ok, problem, SEAL_SLOT, SERVICE, SESSION, snapshotOf } from './walk.ts';

function neverAsked(what: string): () => never {
	return () => {
		throw new Error(`Nobody was told that this would be asked: ${what}`);
	};
}

const CLIENT: PortalClient = {
	ask: neverAsked('ask'),
	service: async () => ok(SERVICE),
	newCaptcha: neverAsked('newCaptcha'),
	startLogin: neverAsked('startLogin'),
	confirmCode: neverAsked('confirmCode'),
	checkWordResetCode: neverAsked('checkWordResetCode'),
	startSignatureLogin: neverAsked('startSignatureLogin'),
	finishSignatureLogin: neverAsked('finishSignatureLogin'),
	startElsewhereLogin: neverAsked('startElsewhereLogin'),
	pollElsewhereLogin: neverAsked('pollElsewhereLogin'),
	certificates: neverAsked('certificates'),
	details: neverAsked('details'),
	pinDocument: neverAsked('pinDocument'),
	unlocks: neverAsked('unlocks'),
	unlockSecrets: neverAsked('unlockSecrets'),
	sendChange: neverAsked('sendChange'),
	operation: neverAsked('operation'),
	withdrawOperation: neverAsked('withdrawOperation'),
	pins: neverAsked('pins'),
	logout: neverAsked('logout'),
};

interface StageOptions {
	readonly client?: Partial<PortalClient>;
	readonly ports?: Partial<Ports>;
	readonly state?: Partial<AppState>;
	readonly update?: typeof update;
}

interface Stage {
	readonly runtime: Runtime;
	readonly clock: ManualClock;
	/** Every message that reached `update`, in order. */
	readonly messages: Message[];
	readonly redraws: () => number;
	readonly readings: () => number;
	readonly card: Parameters<CardPort['subscribe']>[0][];
}

function stage(options: StageOptions = {}): Stage {
	const clock = new ManualClock(START);
	const messages: Message[] = [];
	const card: Stage['card'] = [];
	let redraws = 0;
	let readings = 0;
	const client = { ...CLIENT, ...options.client };
	const runtime = createRuntime({
		initial: {
			...initialState({
				now: START,
				language: 'tr',
				columns: 80,
				rows: 24,
				mode: { portal: 'http', version: '0.0.0-test' },
			}),
			...options.state,
		},
		update(state, message) {
			messages.push(message);
			return (options.update ?? update)(state, message);
		},
		wantedTimers,
		copy: () => undefined,
		redraw: () => {
			redraws += 1;
		},
		ports: {
			clock,
			card: {
				subscribe(listener) {
					card.push(listener);
					listener(snapshotOf({ kind: 'empty' }));
					return () => card.splice(card.indexOf(listener), 1);
				},
				readAgain: () => {
					readings += 1;
				},
			},
			driver: { look: async () => DRIVER_MISSING },
			cardPin: { readTries: neverAsked('readTries'), perform: neverAsked('perform') },
			signatureLogin: { logIn: neverAsked('logIn') },
			portal: {
				open: async () => client,
				changes: async () => ({ perform: neverAsked('perform'), settleOpen: async () => ok([]) }),
				address: () => 'https://portal.example/',
			},
			unlock: { unlock: neverAsked('unlock') },
			timeline: { read: neverAsked('read') },
			guided: {
				open: neverAsked('open'),
				begin: neverAsked('begin'),
				end: neverAsked('end'),
				remembered: neverAsked('remembered'),
			},
			documents: {
				suggestPlace: neverAsked('suggestPlace'),
				write: neverAsked('write'),
				print: neverAsked('print'),
			},
			picture: { decode: neverAsked('decode'), qr: neverAsked('qr') },
			certificate: { assess: neverAsked('assess'), place: neverAsked('place'), save: neverAsked('save') },
			sandbox: undefined,
			...options.ports,
		},
	});
	return { runtime, clock, messages, card, redraws: () => redraws, readings: () => readings };
}

/** An `update` that has these effects for every message of a type and leaves the state as it is. */
function answeringWith(type: Message['type'], ...effects: readonly Effect[]): typeof update {
	return (state, message): Next => ({ state, effects: message.type === type ? effects : [] });
}

function types({ messages }: Stage): readonly string[] {
	return messages.map(({ type }) => type);
}

/** A request on its way: `put` tells when it is, and it ends only by being given up. */
function unansweredRequest() {
	const put = Promise.withResolvers<void>();
	const outcome = Promise.withResolvers<ReturnType<typeof problem>>();
	return {
		put: put.promise,
		answer: (signal: AbortSignal | undefined) => {
			signal?.addEventListener('abort', () => outcome.resolve(problem('cancelled')), { once: true });
			put.resolve();
			return outcome.promise;
		},
	};
}

/** Asks for the portal at the start and gives that up at the first command. */
const CHECK_THEN_GIVE_UP: typeof update = (state, message) => {
	if (message.type === 'started') {
		return { state, effects: [{ kind: 'check-portal', request: 7 }] };
	}
	return { state, effects: message.type === 'command' ? [{ kind: 'cancel', cancelled: 7 }] : [] };
};

/** A session as it is after the code, so that the portal is told of its end. */
const IN_SESSION: Partial<AppState> = {
	screen: 'menu',
	session: {
		...SESSION,
		signedBy: undefined,
		openedAt: START,
		idleMs: 600_000,
		expiresAt: START + 600_000,
		certificates: { kind: 'loaded', certificates: [] },
		pinsSeen: false,
		pinsSaved: false,
		leaving: undefined,
	},
};

describe('idle', () => {
	test('comes when every question of the start is answered', async () => {
		const told = stage();
		told.runtime.start();
		await told.runtime.idle();
		expect(types(told)).toEqual([
			'started',
			'card-changed',
			'driver-told',
			'portal-answered',
			'open-changes-settled',
		]);
		expect(told.runtime.state().portal).toMatchObject({
			kind: 'reached',
			address: 'https://portal.example/',
		});
	});

	test('does not come while one is unanswered, nor between an answer and what follows from it', async () => {
		const service = Promise.withResolvers<PortalResult<typeof SERVICE>>();
		const told = stage({ client: { service: () => service.promise } });
		const order: string[] = [];
		told.runtime.subscribe(() => order.push(told.runtime.state().portal.kind));
		told.runtime.start();
		const idle = told.runtime.idle().then(() => order.push('idle'));
		service.resolve(ok(SERVICE));
		await idle;
		expect(order.slice(-2)).toEqual(['reached', 'idle']);
	});

	test('is at once where nothing is under way', async () => {
		const told = stage();
		await told.runtime.idle();
		await told.runtime.idle();
		expect(told.messages).toEqual([]);
	});
});

describe('a question', () => {
	test('gets exactly one answer with its number, also when it was given up', async () => {
		const service = unansweredRequest();
		const told = stage({ client: { service: service.answer }, update: CHECK_THEN_GIVE_UP });
		told.runtime.start();
		await service.put;
		told.runtime.dispatch({ type: 'command', command: 'back' });
		await told.runtime.idle();
		const answers = told.messages.filter(({ type }) => type === 'portal-answered');
		expect(answers).toMatchObject([{ request: 7, result: { problem: { code: 'cancelled' } } }]);
	});

	test('given up before it was put is not put, and gets its answer all the same', async () => {
		const told = stage({ client: { service: neverAsked('service') }, update: CHECK_THEN_GIVE_UP });
		told.runtime.start();
		told.runtime.dispatch({ type: 'command', command: 'back' });
		await told.runtime.idle();
		const answers = told.messages.filter(({ type }) => type === 'portal-answered');
		expect(answers).toMatchObject([{ request: 7, result: { problem: { code: 'cancelled' } } }]);
	});

	test('given up after its answer came, or never asked, does no harm', async () => {
		const told = stage({ update: answeringWith('command', { kind: 'cancel', cancelled: 99 }) });
		told.runtime.dispatch({ type: 'command', command: 'back' });
		await told.runtime.idle();
		expect(types(told)).toEqual(['command']);
	});

	test('is put to the one port that knows', async () => {
		const secret = SecretText.of('deneme');
		const questions: readonly Effect[] = [
			{ kind: 'look-at-driver', request: 1 },
			{ kind: 'open-sandbox', request: 2 },
			{ kind: 'toggle-card', request: 3, card: 'seal' },
			{ kind: 'check-portal', request: 4 },
			{ kind: 'new-captcha', request: 5 },
			{
				kind: 'start-login',
				request: 6,
				details: { holderNumber: '1', captchaId: 'c', captchaAnswer: 'a', securityWord: secret },
			},
			{ kind: 'send-code', request: 7, loginId: 'login' },
			{
				kind: 'confirm-code',
				request: 8,
				login: { loginId: 'login', holderNumber: '4540536920' },
				code: secret,
			},
			{ kind: 'load-certificates', request: 9 },
			{ kind: 'load-pins', request: 10 },
			{ kind: 'log-out', request: 11 },
			{ kind: 'plug-signatory', request: 12 },
		];
		const calls: unknown[] = [];
		const told = stage({
			update: answeringWith('started', ...questions),
			client: {
				newCaptcha: async () =>
					ok({ captchaId: 'c', characters: 5, expiresInSeconds: 1, png: new Uint8Array([1]) }),
				startLogin: async (details) => {
					calls.push(details.securityWord.reveal());
					return problem('captcha-wrong');
				},
				ask: async (name, { parameters }) => {
					calls.push(name, parameters?.['loginId']);
					return problem('server-error');
				},
				confirmCode: async ({ loginId, holderNumber }, code) => {
					calls.push(loginId, holderNumber, code.reveal());
					return problem('code-wrong');
				},
				certificates: async () => ok({ certificates: [], next: undefined }),
				pins: async () => ok({ cards: [], withheld: [] }),
				logout: async () => ok(undefined),
			},
			ports: {
				picture: {
					decode: async (png) => (png[0] === 1 ? DRAWING : undefined),
					qr: async () => ({ size: 1, isDark: [true] }),
				},
				sandbox: {
					open: async () => ({ hint: { holderNumber: '1', securityWord: 'x' }, accounts: [] }),
					toggleCard: async (card) => {
						calls.push('toggled', card);
					},
					plugSignatory: async () => secret,
					giveTestIdentity: async () => true,
					onPhoneMessage: () => () => undefined,
				},
			},
		});
		told.runtime.start();
		await told.runtime.idle();
		const answers = told.messages.flatMap((message) =>
			'request' in message ? [[message.request, message.type]] : [],
		);
		expect(answers.toSorted((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
			[1, 'driver-told'],
			[2, 'sandbox-opened'],
			[3, 'card-toggled'],
			[4, 'portal-answered'],
			[5, 'captcha-answered'],
			[6, 'login-answered'],
			[7, 'code-sent'],
			[8, 'code-confirmed'],
			[9, 'certificates-answered'],
			[10, 'pins-answered'],
			[11, 'logged-out'],
			[12, 'signatory-plugged'],
		]);
		expect(calls.toSorted()).toEqual([
			'4540536920',
			'deneme',
			'deneme',
			'login',
			'login',
			'seal',
			'sendCode',
			'toggled',
		]);
		expect(told.messages.find(({ type }) => type === 'captcha-answered')).toMatchObject({
			result: { value: { drawing: DRAWING } },
		});
	});

	test('for a picture that did not come decodes nothing', async () => {
		const told = stage({
			update: answeringWith('started', { kind: 'new-captcha', request: 1 }),
			client: { newCaptcha: async () => problem('timeout') },
		});
		told.runtime.start();
		await told.runtime.idle();
		expect(told.messages.at(-1)).toMatchObject({
			type: 'captcha-answered',
			request: 1,
			result: problem('timeout'),
		});
	});

	test('that a port throws at ends the program with that fault, and is no longer under way', async () => {
		const fault = new Error('a bug');
		const told = stage({
			client: {
				service: async () => {
					throw fault;
				},
			},
		});
		told.runtime.start();
		await expect(told.runtime.exited).rejects.toBe(fault);
		await told.runtime.idle();
	});
});

describe('messages', () => {
	test('are taken one at a time, those that come meanwhile after', async () => {
		const told = stage({
			update: (state, message) => {
				if (message.type === 'text' && message.text === 'a') {
					told.runtime.dispatch({ type: 'text', text: 'c' });
				}
				return { state, effects: [] };
			},
		});
		told.runtime.dispatch({ type: 'text', text: 'a' });
		told.runtime.dispatch({ type: 'text', text: 'd' });
		expect(told.messages.map((message) => (message.type === 'text' ? message.text : ''))).toEqual([
			'a',
			'c',
			'd',
		]);
	});

	test('carry the time at which they are taken', () => {
		const seen: number[] = [];
		const told = stage({
			update: (state, message) => {
				seen.push(message.at);
				return { state, effects: [] };
			},
		});
		told.runtime.dispatch({ type: 'text', text: 'a' });
		told.clock.moveTowards(START + 5);
		told.runtime.dispatch({ type: 'text', text: 'b' });
		expect(seen).toEqual([START, START + 5]);
	});

	test('from a listener are taken as well, and listeners are told until they leave', () => {
		const told = stage();
		let calls = 0;
		const leave = told.runtime.subscribe(() => {
			calls += 1;
			if (calls === 1) {
				told.runtime.dispatch({ type: 'command', command: 'help' });
			}
		});
		told.runtime.dispatch({ type: 'command', command: 'language' });
		expect(types(told)).toEqual(['command', 'command']);
		expect(calls).toBe(2);
		leave();
		told.runtime.dispatch({ type: 'command', command: 'back' });
		expect(calls).toBe(2);
	});

	test('go on after one that the program has a fault with', async () => {
		const told = stage({
			update: (state, message) => {
				if (message.type === 'text') {
					throw new Error('a bug');
				}
				return update(state, message);
			},
		});
		expect(() => told.runtime.dispatch({ type: 'text', text: 'a' })).toThrow('a bug');
		told.runtime.dispatch({ type: 'command', command: 'interrupt' });
		expect(await told.runtime.exited).toBe(130);
		await told.runtime.idle();
	});

	test('of the readers and of the phone come from the start to the end', () => {
		const phone: ((message: { at: number; text: string }) => void)[] = [];
		const told = stage({
			ports: {
				sandbox: {
					open: neverAsked('open'),
					toggleCard: neverAsked('toggleCard'),
					plugSignatory: neverAsked('plugSignatory'),
					giveTestIdentity: neverAsked('giveTestIdentity'),
					onPhoneMessage: (listener) => {
						phone.push(listener);
						return () => phone.splice(phone.indexOf(listener), 1);
					},
				},
			},
		});
		expect(told.card).toEqual([]);
		told.runtime.start();
		for (const listener of told.card) {
			listener(snapshotOf(SEAL_SLOT));
		}
		for (const listener of phone) {
			listener({ at: START, text: 'deneme' });
		}
		expect(told.runtime.state()).toMatchObject({
			card: snapshotOf(SEAL_SLOT),
			phone: [{ at: START, text: 'deneme' }],
		});
		told.runtime.close();
		expect([told.card, phone]).toEqual([[], []]);
	});
});

describe('timers', () => {
	test('are at any moment those that the state wants', async () => {
		const told = stage();
		told.runtime.subscribe(() => {
			expect(told.clock.due).toEqual(
				wantedTimers(told.runtime.state())
					.map(({ at }) => at)
					.sort((a, b) => a - b),
			);
		});
		told.runtime.start();
		await told.runtime.idle();
		while (!told.clock.moveTowards(START + 95_000)) {
			await told.runtime.idle();
		}
		const fired = told.messages.flatMap((message) => (message.type === 'timer' ? [message.id] : []));
		// The portal is asked every 30 seconds; the minute ends once.
		expect(fired).toEqual(['portal-check', 'minute', 'portal-check', 'portal-check']);
	});

	test('that are already late fall due at once', () => {
		const told = stage({
			state: {
				portal: {
					kind: 'lost',
					problem: { code: 'timeout' },
					failures: 1,
					retryAt: START - 5,
					pending: undefined,
				},
			},
		});
		told.runtime.dispatch({ type: 'command', command: 'back' });
		expect(told.clock.due[0]).toBe(START);
	});
});

describe('acts', () => {
	test('wipe, redraw and end are done at once', async () => {
		const secret = SecretText.of('deneme');
		const told = stage({
			update: answeringWith(
				'command',
				{ kind: 'wipe', secrets: [secret] },
				{ kind: 'redraw' },
				{ kind: 'exit', exitCode: 7 },
			),
		});
		told.runtime.dispatch({ type: 'command', command: 'back' });
		expect(secret.length).toBe(0);
		expect(told.redraws()).toBe(1);
		expect(await told.runtime.exited).toBe(7);
	});

	test('giving everything up spares the one that must be heard', async () => {
		const pins = unansweredRequest();
		const logoutPut = Promise.withResolvers<AbortSignal | undefined>();
		const logout = Promise.withResolvers<PortalResult<void>>();
		const told = stage({
			client: {
				pins: (_after, signal) => pins.answer(signal),
				logout: (signal) => {
					logoutPut.resolve(signal);
					return logout.promise;
				},
			},
			update: (state, message) => ({
				state,
				effects:
					message.type === 'started'
						? [
								{ kind: 'load-pins', request: 1 },
								{ kind: 'log-out', request: 2 },
							]
						: message.type === 'command'
							? [{ kind: 'cancel-all', except: 2 }]
							: [],
			}),
		});
		told.runtime.start();
		const [spared] = await Promise.all([logoutPut.promise, pins.put]);
		told.runtime.dispatch({ type: 'command', command: 'interrupt' });
		logout.resolve(ok(undefined));
		await told.runtime.idle();
		expect(types(told)).toEqual(expect.arrayContaining(['pins-answered', 'logged-out']));
		expect(spared?.aborted).toBe(false);
	});

	test('leaving a session lets the portal hear it, also when the process asks to leave once more', async () => {
		const signals: AbortSignal[] = [];
		const told = stage({
			state: IN_SESSION,
			client: {
				logout: async (signal) => {
					if (signal !== undefined) {
						signals.push(signal);
					}
					return ok(undefined);
				},
			},
		});
		told.runtime.dispatch({ type: 'command', command: 'quit' });
		told.runtime.dispatch({ type: 'command', command: 'continue' });
		expect(await told.runtime.exited).toBe(0);
		told.runtime.dispatch({ type: 'command', command: 'interrupt' });
		await told.runtime.idle();
		expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
		expect(told.runtime.state().session).toBeUndefined();
	});
});

describe('close', () => {
	test('gives up what is under way, stops every timer and hears no more', async () => {
		const service = unansweredRequest();
		const told = stage({ client: { service: service.answer } });
		told.runtime.start();
		await service.put;
		told.runtime.close();
		const count = told.messages.length;
		expect(told.clock.due).toEqual([]);
		told.runtime.dispatch({ type: 'command', command: 'help' });
		await told.runtime.idle();
		expect(told.messages).toHaveLength(count);
	});
});

test('r on the card screen has the cards read again, and only where one was not read', () => {
	const told = stage();
	told.runtime.dispatch({ type: 'command', command: 'step-1' });
	told.runtime.dispatch({ type: 'command', command: 'check-again' });
	expect(told.readings()).toBe(0);
	const slot = { kind: 'failed', atr: '3B', code: 'card-lost' } as const;
	told.runtime.dispatch({ type: 'card-changed', snapshot: snapshotOf(slot) });
	told.runtime.dispatch({ type: 'command', command: 'check-again' });
	expect(told.readings()).toBe(1);
});
