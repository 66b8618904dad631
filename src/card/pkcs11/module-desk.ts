import type { AkisCard } from '#card-model';
import { isSandboxCard, type PinLength } from '#card-rules';
import { cardErrorCode, hasLostPower } from '../errors.ts';
import { type CardMemory, createCardMemories } from '../pin/card-memory.ts';
import { lastTryObstacle } from '../pin/last-try.ts';
import type {
	ChangePinRequest,
	PinDesk,
	PinRequest,
	SignRequest,
	UnblockPinRequest,
	VerifyPinRequest,
} from '../pin/pin-desk.ts';
import { newPinObjection, refused, typedObjection } from '../pin/pin-objections.ts';
import type { Afterwards, PinNotDone, PinOutcome, Reread, SignOutcome } from '../pin/pin-outcome.ts';
import { isTrySpent, type LearntTries, TRIES_ALLOWED, type TriesLeft, triesLeft } from '../pin/tries-left.ts';
import type { TriesOutcome } from '../pin/tries-look.ts';
import type { Held, WaitOptions } from '../session.ts';
import { systemTimer, type Timer } from '../timer.ts';
import type { Reader } from '../transport/reader-service.ts';
import { readModulePinAnswer } from './cryptoki-codes.ts';
import type { ModuleConversation, PinStepAnswer } from './module-conversation.ts';
import { ModuleError, type ModuleFaultCode } from './module-errors.ts';
import { type ModuleSignature, signWithToken } from './module-signature.ts';
import { type FoundToken, findToken, type ModuleToken } from './module-token.ts';
import { learnWrong, tokenHint } from './token-tries.ts';
import type { VendorModule } from './vendor-module.ts';

export interface ModuleDeskOptions {
	readonly module: VendorModule;
	/** Default: the system's. */
	readonly timer?: Timer | undefined;
}

/** One act of a person, for the module. */
interface ModuleAct<Used> {
	readonly secret: 'pin' | 'puk';
	readonly confirmedLastTry: boolean;
	/** Whether the session must be one that may change the token. */
	readonly mayWrite: boolean;
	/** Against the length that the token itself names. */
	readonly objection: (length: PinLength) => PinNotDone | undefined;
	/** The one PIN-bearing step that compares something. */
	readonly send: (conversation: ModuleConversation) => Promise<PinStepAnswer>;
	/** What the person wanted it for. */
	readonly use: (conversation: ModuleConversation, token: ModuleToken) => Promise<Used | Refusing>;
}

/** What was to come after a right PIN or PUK was refused by the module. */
interface Refusing {
	readonly kind: 'refusing';
	readonly code: number;
}

type ActOutcome<Used> =
	| (Afterwards & { readonly kind: 'right'; readonly used: Used; readonly tries: TriesLeft })
	| PinNotDone;

const DEFAULT_WAIT_MS = 3_000;
/** After a right PIN or PUK; how many tries a full counter has, a token does not say. */
const FULL: LearntTries = { kind: 'at-most', count: TRIES_ALLOWED };
/** Of the look at what a lost answer was; nobody can call it off. */
const REREAD_WAIT_MS = 30_000;
const RESET_TRIES = 4;
const RESET_RETRY_MS = 250;

/**
 * The desk that sends PINs by way of the vendor's module. It keeps the promises of the one that speaks APDUs: at most
 * one comparison an act, nothing repeated, no other card than the one that was shown, and afterwards the card is reset.
 */
export function createModuleDesk({ module, timer = systemTimer }: ModuleDeskOptions): PinDesk {
	const memoryOf = createCardMemories();

	const perform = async <Used>(request: PinRequest, act: ModuleAct<Used>): Promise<ActOutcome<Used>> => {
		const { card, origin, reader } = request;
		if (origin === 'sandbox-portal' && !isSandboxCard(card)) {
			return refused({ rule: 'not-sandbox-card' });
		}
		const outcome = await performAct(module, request, memoryOf(card), act);
		const isLeftOpen = wasPinSent(outcome) && !(await resetCard(reader, timer)) ? true : undefined;
		return outcome.kind === 'right' ? { ...outcome, isLeftOpen } : outcome;
	};

	return {
		readTries: (request) => lookAtTries(module, request, memoryOf(request.card)),
		async verifyPin(request) {
			return pinOutcome(await perform(request, { ...comparing(request), use: nothingMore }));
		},
		async changePin(request) {
			return pinOutcome(await perform(request, changing(request)));
		},
		async unblockPin(request) {
			if (!request.isSupervised) {
				return refused({ rule: 'supervisor-needed' });
			}
			return pinOutcome(await perform(request, unblocking(request)));
		},
		async sign(request) {
			const { type } = request.certificate.certificate.key;
			if (type !== 'rsa' && type !== 'ec') {
				return { kind: 'not-supported', reason: 'key-kind-unknown' };
			}
			return signOutcome(await perform(request, { ...comparing(request), use: signing(request) }));
		},
	};
}

function comparing({ pin, confirmedLastTry }: VerifyPinRequest): Omit<ModuleAct<unknown>, 'use'> {
	return {
		secret: 'pin',
		confirmedLastTry,
		mayWrite: false,
		objection: (length) => typedObjection('pin', pin, length),
		send: (conversation) => conversation.sendPin({ step: 'log-in', who: 'holder' }, [pin]),
	};
}

function changing({ card, pin, newPin, confirmedLastTry, holderNumber }: ChangePinRequest): ModuleAct<void> {
	return {
		secret: 'pin',
		confirmedLastTry,
		mayWrite: true,
		objection: (length) =>
			typedObjection('pin', pin, length) ??
			newPinObjection({ card, pinLength: length, holderNumber }, newPin, pin),
		send: (conversation) => conversation.sendPin({ step: 'change-pin' }, [pin, newPin]),
		use: nothingMore,
	};
}

function unblocking({ card, puk, newPin, holderNumber }: UnblockPinRequest): ModuleAct<void> {
	return {
		secret: 'puk',
		confirmedLastTry: false,
		mayWrite: true,
		// The token names the PIN's length alone, and a PUK may be longer.
		objection: (length) =>
			typedObjection('puk', puk, undefined) ??
			newPinObjection({ card, pinLength: length, holderNumber }, newPin, undefined),
		send: (conversation) => conversation.sendPin({ step: 'log-in', who: 'officer' }, [puk]),
		async use(conversation) {
			const answer = await conversation.sendPin({ step: 'set-new-pin' }, [newPin]);
			return answer.kind === 'done' ? undefined : { kind: 'refusing', code: answer.code };
		},
	};
}

function signing({ certificate, hash, digest, message }: SignRequest) {
	return async (conversation: ModuleConversation, token: ModuleToken): Promise<Signing> => {
		try {
			const signature = await signWithToken(conversation, token, {
				certificate: certificate.certificate,
				hash,
				digest,
				message,
			});
			return { kind: 'signed', ...signature };
		} catch (error) {
			if (error instanceof ModuleError) {
				return { kind: 'not-signed', code: error.code };
			}
			throw error;
		}
	};
}

type Signing =
	| ({ readonly kind: 'signed' } & ModuleSignature)
	| { readonly kind: 'not-signed'; readonly code: ModuleFaultCode };

async function nothingMore(): Promise<void> {
	// The act was the PIN itself.
}

async function performAct<Used>(
	module: VendorModule,
	request: PinRequest,
	memory: CardMemory,
	act: ModuleAct<Used>,
): Promise<ActOutcome<Used>> {
	const { card, signal, waitMs = DEFAULT_WAIT_MS } = request;
	signal.throwIfAborted();
	const found = await module.find();
	if (found.kind !== 'file') {
		return { kind: 'module-trouble', trouble: found };
	}
	let conversation: ModuleConversation | undefined;
	let before: ModuleToken | undefined;
	let code: ModuleFaultCode;
	try {
		const held = await module.converse({ signal, waitMs }, found.file, async (opened) => {
			conversation = opened;
			const shown = await findToken(opened, card);
			before = shown?.token;
			return shown === undefined
				? refused({ rule: 'other-card' })
				: converse(opened, shown, request, memory, act);
		});
		if (held.kind === 'in-use') {
			return held;
		}
		if (held.value.kind !== 'unclear') {
			return held.value;
		}
		code = 'call-failed';
	} catch (error) {
		if (!(error instanceof ModuleError)) {
			throw error;
		}
		if (conversation?.isPinSent !== true) {
			signal.throwIfAborted();
			const { code: fault, message: detail } = error;
			return {
				kind: 'module-trouble',
				trouble: { kind: 'failed', path: found.file.shownPath, code: fault, detail },
			};
		}
		code = error.code;
	}
	return { kind: 'unknown', code, reread: await reread(module, card, memory, act.secret, before) };
}

async function converse<Used>(
	conversation: ModuleConversation,
	{ answer: listed, token }: FoundToken,
	{ card, signal, pinLength }: PinRequest,
	memory: CardMemory,
	act: ModuleAct<Used>,
): Promise<ActOutcome<Used> | { readonly kind: 'unclear' }> {
	const { secret } = act;
	const obstacle =
		act.objection(pinLength ?? token.pinLength) ??
		lastTryObstacle({
			secret,
			hint: tokenHint(token[secret]),
			learnt: memory[secret],
			confirmedLastTry: act.confirmedLastTry,
		});
	if (obstacle !== undefined) {
		return obstacle;
	}
	await conversation.openSession(listed, act.mayWrite);
	signal.throwIfAborted();
	const learnt = memory[secret];
	// Until an answer is there nothing is known; a conversation that breaks leaves it at that.
	memory[secret] = undefined;
	const sent = await act.send(conversation);
	if (sent.kind === 'refused') {
		const answer = readModulePinAnswer(sent.code);
		switch (answer.kind) {
			case 'unclear':
				return answer;
			case 'blocked':
				memory[secret] = { kind: 'blocked' };
				return { kind: 'blocked' };
			case 'wrong': {
				const after = tokenHint((await flagsAfter(conversation, card))?.[secret]);
				memory[secret] = learnWrong(learnt, tokenHint(token[secret]), after);
				const tries = triesLeft(after, memory[secret]);
				return tries.kind === 'blocked' ? { kind: 'blocked' } : { kind: 'wrong', tries };
			}
			case 'declined':
				memory[secret] = learnt;
				return {
					kind: 'declined',
					reason: answer.reason,
					tries: triesLeft(tokenHint((await flagsAfter(conversation, card))?.[secret]), learnt),
				};
		}
	}
	memory.pin = undefined;
	const used = await act.use(conversation, token);
	if (isRefusing(used)) {
		const answer = readModulePinAnswer(used.code);
		return answer.kind === 'declined'
			? { kind: 'declined', reason: answer.reason, tries: triesLeft(tokenHint(token[secret]), FULL) }
			: { kind: 'unclear' };
	}
	const after = tokenHint((await flagsAfter(conversation, card))?.pin);
	return { kind: 'right', used, tries: triesLeft(after, FULL) };
}

function isRefusing(used: unknown): used is Refusing {
	return typeof used === 'object' && used !== null && 'kind' in used && used.kind === 'refusing';
}

/** The token's flags again. What the module answered is known; flags that cannot be read take nothing from it. */
async function flagsAfter(
	conversation: ModuleConversation,
	card: AkisCard,
): Promise<ModuleToken | undefined> {
	try {
		return (await findToken(conversation, card))?.token;
	} catch (error) {
		if (error instanceof ModuleError) {
			return undefined;
		}
		throw error;
	}
}

async function reread(
	module: VendorModule,
	card: AkisCard,
	memory: CardMemory,
	secret: 'pin' | 'puk',
	before: ModuleToken | undefined,
): Promise<Reread> {
	const wait: WaitOptions = { signal: new AbortController().signal, waitMs: REREAD_WAIT_MS };
	try {
		const looked = await lookAtToken(module, card, wait);
		if (looked.kind !== 'held') {
			return { kind: 'not-read', code: 'call-failed' };
		}
		const token = looked.value;
		if (token === undefined) {
			return { kind: 'other-card' };
		}
		return {
			kind: 'read',
			pin: triesLeft(tokenHint(token.pin), memory.pin),
			puk: secret === 'puk' ? triesLeft(tokenHint(token.puk), memory.puk) : undefined,
			isTrySpent: isTrySpent(tokenHint(before?.[secret]), tokenHint(token[secret])),
		};
	} catch (error) {
		if (error instanceof ModuleError) {
			return { kind: 'not-read', code: error.code };
		}
		throw error;
	}
}

async function lookAtToken(
	module: VendorModule,
	card: AkisCard,
	wait: WaitOptions,
): Promise<Awaited<Held<ModuleToken | undefined>>> {
	const found = await module.find();
	if (found.kind !== 'file') {
		throw new ModuleError('not-loadable', 'the module is gone');
	}
	return module.converse(
		wait,
		found.file,
		async (conversation) => (await findToken(conversation, card))?.token,
	);
}

async function lookAtTries(
	module: VendorModule,
	{ card, signal, waitMs = DEFAULT_WAIT_MS }: Pick<PinRequest, 'card' | 'signal' | 'waitMs'>,
	memory: CardMemory,
): Promise<TriesOutcome> {
	try {
		const looked = await lookAtToken(module, card, { signal, waitMs });
		if (looked.kind === 'in-use') {
			return looked;
		}
		const token = looked.value;
		return token === undefined
			? { kind: 'other-card' }
			: {
					kind: 'read',
					pin: triesLeft(tokenHint(token.pin), memory.pin),
					puk: triesLeft(tokenHint(token.puk), memory.puk),
				};
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof ModuleError) {
			return { kind: 'not-read', code: error.code };
		}
		throw error;
	}
}

function wasPinSent({ kind }: ActOutcome<unknown>): boolean {
	return ['right', 'wrong', 'declined', 'unknown'].includes(kind);
}

/**
 * Takes an entered PIN back, whatever the module left on the card.
 *
 * @returns false where another program kept the card from it, so that the PIN may still be entered; a card that is gone
 *   has forgotten it
 */
async function resetCard(reader: Reader, timer: Timer): Promise<boolean> {
	for (let tries = 1; tries <= RESET_TRIES; tries++) {
		try {
			const connection = await reader.connect('exclusive');
			if ((await connection.close('reset')) !== 'not-done') {
				return true;
			}
		} catch (error) {
			if (hasLostPower(cardErrorCode(error))) {
				return true;
			}
		}
		await new Promise<void>((resolve) => {
			timer.after(RESET_RETRY_MS, resolve);
		});
	}
	return false;
}

function pinOutcome(outcome: ActOutcome<void>): PinOutcome {
	return outcome.kind === 'right'
		? { kind: 'done', tries: outcome.tries, isLeftOpen: outcome.isLeftOpen }
		: outcome;
}

function signOutcome(outcome: ActOutcome<Signing>): SignOutcome {
	return outcome.kind === 'right'
		? { ...outcome.used, tries: outcome.tries, isLeftOpen: outcome.isLeftOpen }
		: outcome;
}
