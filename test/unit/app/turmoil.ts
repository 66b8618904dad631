import type { ElsewhereLoginAnswer, PortalResult } from '#api';
import {
	type AppState,
	type CardPinOutcome,
	type CardPinState,
	LAST_TRY_WORDS,
	type Message,
	type SignatureLoginOutcome,
	SUPERVISOR_WORDS,
	type UnlockOutcome,
} from '#app';
import type { TriesLeft } from '#card';
import { NO_COPY_WORDS, routeKey, wantedTimers } from '#screens';
import { SecretText } from '#text';

import type { Effect, Question } from '../../../src/app/effects.ts';
import { secretsOfOperation } from '../../../src/app/flows/open-operation.ts';
import type { Move, Outcome } from './any-move.ts';
import { DRIVER_MISSING, driverThatSees } from './driver-reports.ts';
import { begun, CURRENT_SERVICE } from './elsewhere-walk.ts';
import { DETAILS, doneOperation } from './operations.ts';
import type { Program } from './program.ts';
import { historyOf } from './timeline-walk.ts';
import {
	CODE,
	certificateOf,
	DRAWING,
	fillForm,
	knownOf,
	NEW_WORD,
	ok,
	PORTAL_CERTIFICATES,
	SERVICE,
	SESSION,
} from './walk.ts';

/** The program among whatever happens: keeps which questions are open, and what became of the secrets. */
export class Turmoil {
	readonly #program: Program;
	readonly #open: Question[] = [];
	readonly #answered: Question[] = [];
	readonly #secrets = new Set<SecretText>();
	#seenEffects = 0;

	constructor(program: Program) {
		this.#program = program;
		this.#takeEffects();
	}

	get state(): AppState {
		return this.#program.state;
	}

	/** Secrets that the program had, has no longer, and did not wipe. */
	get leaked(): number {
		const held = new Set(secretsIn(this.state));
		return [...this.#secrets].filter((secret) => secret.length > 0 && !held.has(secret)).length;
	}

	perform(move: Move): void {
		const program = this.#program;
		switch (move.do) {
			case 'go on':
				this.#goOn();
				break;
			case 'press':
				program.send(routeKey(program.state, move.event));
				break;
			case 'command':
				program.command(move.command);
				break;
			case 'answer': {
				const place = this.#open.length - 1 - (move.nth % Math.max(1, this.#open.length));
				const question = this.#open.splice(place, 1)[0];
				this.#answer(question, move.outcome);
				break;
			}
			case 'answer again':
				this.#answer(this.#answered[move.nth % Math.max(1, this.#answered.length)], move.outcome);
				break;
			case 'let time pass': {
				const timers = wantedTimers(program.state);
				const timer = timers[move.nth % timers.length];
				if (timer !== undefined) {
					program.passes(Math.max(0, timer.at - program.state.now));
					program.send({ type: 'timer', id: timer.id });
				}
				break;
			}
			case 'send':
				program.send(move.message);
				break;
		}
		this.#takeEffects();
	}

	#goOn(): void {
		const program = this.#program;
		const { login, overlay, screen } = program.state;
		if (overlay !== undefined) {
			program.command('back');
		} else if (screen === 'login' && login.stage === 'form') {
			program.command('clear-field', 'previous-field', 'clear-field', 'previous-field', 'clear-field');
			const { focus } = login;
			program.command(...(focus === 'holder-number' ? (['next-field', 'next-field'] as const) : []));
			program.command(...(focus === 'captcha-answer' ? (['previous-field'] as const) : []));
			fillForm(program);
			program.command('continue');
		} else if (screen === 'operation') {
			this.#goOnInOperation();
		} else if (screen === 'login' && login.stage === 'code') {
			program.command('clear-field');
			program.types(CODE.slice(0, login.codeLength));
			program.command('continue');
		} else if (screen === 'login' && login.stage === 'new-word') {
			program.command('clear-field');
			program.types(NEW_WORD);
			program.command('continue');
		} else if (screen === 'card-pin') {
			this.#goOnWithCard();
		} else {
			program.command(...(screen === 'start' ? (['step-6', 'step-4'] as const) : []), 'continue');
		}
	}

	#goOnWithCard(): void {
		const program = this.#program;
		const stage = program.state.cardPin?.stage;
		switch (stage?.stage) {
			case 'form':
				program.command('clear-field');
				program.types({ pin: '284615', puk: '73920164', 'new-pin': '930572', repeat: '930572' }[stage.focus]);
				break;
			case 'supervisor':
			case 'last-try':
				program.command('clear-field');
				program.types(
					(stage.stage === 'last-try' ? LAST_TRY_WORDS : SUPERVISOR_WORDS)[program.state.language],
				);
				break;
			default:
				program.command(program.state.nextRequest % 2 === 0 ? 'down' : 'up');
		}
		program.command('continue');
	}

	/** Types what the open entry asks for: a digit too many or too few is refused, and that is an answer too. */
	#goOnInOperation(): void {
		const program = this.#program;
		const { operation } = program.state;
		if (operation.kind === 'update-details') {
			const { step } = operation;
			const typed =
				step.name === 'phone'
					? '5321234567'
					: step.name === 'code'
						? '428117'.slice(0, step.codeLength)
						: 'yeni';
			program.command('clear-field');
			program.types(step.name === 'word' ? `${typed} sözcük` : typed);
			program.command(
				...(step.name === 'conflict' ? (['mark', 'continue'] as const) : (['continue'] as const)),
			);
		} else if (operation.kind === 'save-pins') {
			program.command('continue');
		} else if (operation.kind === 'unlock') {
			program.command('clear-field');
			program.types('930572');
			program.command('continue');
		} else if (operation.kind === 'delete-pins') {
			const { step } = operation;
			program.command('clear-field', ...(step.name === 'copy' ? (['down'] as const) : []));
			program.types(step.name === 'confirm' ? operation.holderNumber.slice(-4) : '');
			program.types(step.name === 'words' ? NO_COPY_WORDS[program.state.language] : '');
			program.command('continue');
		} else if (operation.kind !== 'none') {
			program.command('clear-field', 'mark');
			program.types(operation.step.name === 'confirm' ? operation.holderNumber.slice(-4) : '');
			program.command('continue');
		}
	}

	#answer(question: Question | undefined, outcome: Outcome): void {
		if (question !== undefined) {
			this.#answered.push(question);
			const message = answerTo(question, outcome);
			if (message.type === 'unlock-secrets-answered' && message.result.ok) {
				const { puk, newPin } = message.result.value;
				this.#secrets.add(puk);
				if (newPin !== undefined) {
					this.#secrets.add(newPin);
				}
			}
			if (message.type === 'pins-answered' && message.result.ok) {
				for (const { pin, puk } of message.result.value.cards) {
					this.#secrets.add(pin).add(puk);
				}
			}
			this.#program.send(message);
		}
	}

	/** Does with the new effects what the runtime does. */
	#takeEffects(): void {
		const effects: readonly Effect[] = this.#program.effects.slice(this.#seenEffects);
		this.#seenEffects += effects.length;
		for (const secret of secretsIn(this.state)) {
			this.#secrets.add(secret);
		}
		const held = new Set(secretsIn(this.state));
		for (const effect of effects) {
			if (effect.kind === 'wipe') {
				for (const secret of effect.secrets) {
					if (held.has(secret) && secret.length > 0) {
						throw new Error('A secret was wiped that is still to be used');
					}
					secret.wipe();
				}
			} else if ('request' in effect) {
				this.#open.push(effect);
			}
		}
	}
}

function secretsIn({
	cardPin,
	login,
	operation,
	overlay,
	pins,
	typedAhead,
}: AppState): readonly SecretText[] {
	return [
		...secretsOfOperation(operation),
		...(typedAhead === undefined ? [] : [typedAhead.code]),
		...secretsFor(cardPin?.stage),
		...(login.stage === 'form' ? [login.securityWord] : []),
		...(login.stage === 'code' ? [login.code] : []),
		...(login.stage === 'new-word' ? [login.from.code, ...Object.values(login.words)] : []),
		...(overlay?.kind === 'unlock' ? [overlay.code] : []),
		...(pins.kind === 'shown' ? pins.cards.flatMap(({ pin, puk }) => [pin, puk]) : []),
	];
}

function secretsFor(stage: CardPinState['stage'] | undefined): readonly SecretText[] {
	switch (stage?.stage) {
		case 'form':
			return Object.values(stage.secrets);
		case 'last-try':
		case 'running':
			return Object.values(stage.form.secrets);
		default:
			return [];
	}
}

const TRIES: readonly TriesLeft[] = [
	{ kind: 'at-most', count: 3 },
	{ kind: 'exactly', count: 2 },
	{ kind: 'unknown' },
	{ kind: 'last-try' },
	{ kind: 'blocked' },
];

function triesBy(count: number): TriesLeft {
	return TRIES[count % TRIES.length] ?? { kind: 'unknown' };
}

function actOutcome(count: number): CardPinOutcome {
	const tries = triesBy(count);
	const outcomes: readonly CardPinOutcome[] = [
		{ kind: 'done', tries },
		{ kind: 'needs-last-try-confirmation', tries },
		{ kind: 'wrong', tries },
		{ kind: 'signed', tries },
		{ kind: 'not-signed', code: 'malformed-answer', tries },
		{ kind: 'needs-last-try-confirmation', tries },
		{ kind: 'blocked' },
		{ kind: 'refused', refusal: { rule: 'other-card' } },
		{ kind: 'refused', refusal: { rule: 'all-same', field: 'new-pin' } },
		{ kind: 'declined', reason: 'use-condition', tries },
		{ kind: 'in-use' },
		{ kind: 'not-supported', reason: 'commands-not-public' },
		{ kind: 'card-gone-before', code: 'no-card' },
		{
			kind: 'unknown',
			code: 'card-lost',
			reread: { kind: 'read', pin: tries, puk: tries, isTrySpent: undefined },
		},
	];
	return outcomes[count % outcomes.length] ?? { kind: 'blocked' };
}

function loginOutcome(outcome: Outcome, count: number): SignatureLoginOutcome {
	if (outcome.is !== 'granted') {
		return { kind: 'portal', isSigned: count % 2 === 0, problem: outcome.problem };
	}
	const act = actOutcome(count);
	return act.kind === 'done' || act.kind === 'signed' ? { kind: 'opened', session: SESSION } : act;
}

function elsewhereAnswer(count: number): ElsewhereLoginAnswer {
	const answers: readonly ElsewhereLoginAnswer[] = [
		{ kind: 'authorization-pending', intervalSeconds: 1 + (count % 3) },
		{ kind: 'slow-down', intervalSeconds: 1 + (count % 3) },
		{ kind: 'done', session: SESSION },
		{ kind: 'access-denied' },
		{ kind: 'expired-token' },
	];
	return answers[count % answers.length] ?? { kind: 'expired-token' };
}

function answerTo(question: Question, outcome: Outcome): Message {
	const { request } = question;
	const text = outcome.is === 'granted' ? outcome.text : '';
	const count = outcome.is === 'granted' ? outcome.count : 0;
	const result = <T>(value: T): PortalResult<T> =>
		outcome.is === 'granted' ? ok(value) : { ok: false, problem: outcome.problem };
	switch (question.kind) {
		case 'look-at-driver':
			return {
				type: 'driver-told',
				request,
				report: outcome.is === 'granted' ? driverThatSees() : DRIVER_MISSING,
			};
		case 'open-sandbox':
			return {
				type: 'sandbox-opened',
				request,
				hint: { holderNumber: '4540536920', securityWord: text },
				accounts: [],
			};
		case 'draw-address':
			return { type: 'address-drawn', request, code: { size: 21 + count, isDark: [true, false] } };
		case 'assess-certificate':
			return {
				type: 'certificate-assessed',
				request,
				known: knownOf({ ...question.certificate, title: text }, count % 2 === 0 ? 'dates' : 'everything'),
			};
		case 'name-certificate-file':
			return { type: 'certificate-file-named', request, path: outcome.is === 'granted' ? text : undefined };
		case 'save-certificate':
			return { type: 'certificate-saved', request, outcome: outcome.is === 'granted' ? 'saved' : 'exists' };
		case 'check-operator':
			return { type: 'operator-checked', request, isRight: outcome.is === 'granted' && count === 7 };
		case 'plug-signatory':
			return { type: 'signatory-plugged', request, pin: SecretText.of('284615') };
		case 'log-in-by-signature':
			return { type: 'signature-login-ended', request, outcome: loginOutcome(outcome, count) };
		case 'toggle-card':
			return { type: 'card-toggled', request };
		case 'read-timeline':
			return {
				type: 'timeline-read',
				request,
				history: outcome.is === 'granted' ? historyOf({ spoiled: count }) : { kind: 'not-readable' },
			};
		case 'load-open-guided':
			return {
				type: 'open-guided-told',
				request,
				acts:
					outcome.is === 'granted'
						? [{ act: text, task: 'revoke', certificateSerial: undefined, at: count }]
						: [],
			};
		case 'load-remembered-seals':
			return {
				type: 'remembered-seals-told',
				request,
				seals: Array.from({ length: count % 3 }, () => [certificateOf()]),
			};
		case 'begin-guided':
			return {
				type: 'guided-begun',
				request,
				result: outcome.is === 'granted' ? { ok: true, value: text } : { ok: false, failure: 'disk-full' },
			};
		case 'end-guided':
			return {
				type: 'guided-ended',
				request,
				result:
					outcome.is === 'granted' ? { ok: true, value: undefined } : { ok: false, failure: 'not-writable' },
			};
		case 'check-portal':
			return {
				type: 'portal-answered',
				request,
				result: result({
					info: {
						...(count % 3 === 0 ? CURRENT_SERVICE : SERVICE),
						name: text,
						isSandbox: count % 2 === 0,
					},
					address: text,
				}),
			};
		case 'new-captcha':
			return {
				type: 'captcha-answered',
				request,
				result: result({
					captchaId: 'captcha',
					characters: 5,
					expiresInSeconds: count,
					png: new Uint8Array(),
					drawing: count === 12 ? undefined : { ...DRAWING, lines: DRAWING.lines.slice(0, 1 + (count % 6)) },
				}),
			};
		case 'start-login':
		case 'start-word-reset':
			return {
				type: question.kind === 'start-login' ? 'login-answered' : 'word-reset-answered',
				request,
				result: result({ loginId: 'login', maskedPhone: text, expiresInSeconds: count }),
			};
		case 'send-code':
		case 'send-word-reset-code':
			return {
				type: 'code-sent',
				request,
				result: result({ codeLength: 4 + (count % 3), expiresInSeconds: count * 20, resendInSeconds: count }),
			};
		case 'check-word-reset-code':
			return { type: 'word-reset-code-checked', request, result: result({ expiresInSeconds: count * 20 }) };
		case 'confirm-code':
			return {
				type: 'code-confirmed',
				request,
				result: result({ title: text, holderNumber: '4540536920', expiresInSeconds: count * 60 }),
			};
		case 'start-elsewhere-login':
			return {
				type: 'elsewhere-started',
				request,
				result: result(
					begun({ siteName: text, expiresInSeconds: 1 + count, intervalSeconds: 1 + (count % 3) }),
				),
			};
		case 'poll-elsewhere-login':
			return { type: 'elsewhere-polled', request, result: result(elsewhereAnswer(count)) };
		case 'give-test-identity':
			return { type: 'test-identity-given', request, isTaken: outcome.is === 'granted' };
		case 'load-certificates':
			return {
				type: 'certificates-answered',
				request,
				result: result({
					certificates: Array.from({ length: count }, () => PORTAL_CERTIFICATES).flat(),
					next: count % 3 === 0 ? 'the-following-page' : undefined,
				}),
			};
		case 'load-more-certificates':
			return {
				type: 'more-certificates-answered',
				request,
				result: result({
					certificates: PORTAL_CERTIFICATES,
					next: count % 2 === 0 ? 'one-more-page-to-read' : undefined,
				}),
			};
		case 'load-pins':
			return {
				type: 'pins-answered',
				request,
				result: result({
					cards: Array.from({ length: count }, () => ({
						cardSerial: text,
						pin: SecretText.of('000000'),
						puk: SecretText.of('00000000'),
					})),
					withheld: [],
				}),
			};
		case 'read-pin-tries':
			return {
				type: 'pin-tries-read',
				request,
				outcome:
					outcome.is === 'granted'
						? { kind: 'read', pin: triesBy(count), puk: count % 2 === 0 ? triesBy(count + 1) : undefined }
						: { kind: 'in-use' },
			};
		case 'perform-card-pin':
			return {
				type: 'card-pin-performed',
				request,
				outcome: outcome.is === 'granted' ? actOutcome(count) : { kind: 'called-off' },
			};
		case 'load-revocation-terms':
			return {
				type: 'revocation-terms-answered',
				request,
				result: result({
					reasons: ['card-unusable', 'other'],
					replacement: {
						fee: text,
						steps: Array.from({ length: 1 + (count % 3) }, () => text),
						address: text,
					},
				}),
			};
		case 'settle-open-changes':
			return { type: 'open-changes-settled', request, asked: outcome.is === 'granted' ? [] : undefined };
		case 'load-unlocks':
			return {
				type: 'unlocks-answered',
				request,
				result: result([
					{
						unlockId: 'unlock-of-the-test',
						cardSerial: '1234567890ABCDEF',
						state: count % 2 === 0 ? ('open' as const) : ('done' as const),
						startedAt: '2026-01-15T09:00:03Z',
					},
				]),
			};
		case 'load-unlock-secrets':
			return {
				type: 'unlock-secrets-answered',
				request,
				result: result({
					unlockId: 'unlock-of-the-test',
					cardSerial: '1234567890ABCDEF',
					puk: SecretText.of('73920164'),
					newPin: count % 3 === 0 ? undefined : SecretText.of('930572'),
				}),
			};
		case 'unlock-card':
			return { type: 'card-unlocked', request, outcome: unlockOutcome(outcome.is === 'granted', count) };
		case 'suggest-path':
			return { type: 'path-suggested', request, suggestion: { kind: 'place', path: `/home/${text}` } };
		case 'save-pins':
			return {
				type: 'pins-saved',
				request,
				result: result(
					count % 3 === 0
						? { kind: 'refused' as const, reason: 'exists' as const }
						: { kind: 'written' as const, path: `/home/${text}` },
				),
			};
		case 'print-file':
			return {
				type: 'file-printed',
				request,
				outcome: { kind: outcome.is === 'granted' ? 'printed' : 'absent' },
			};
		case 'load-pin-cards':
			return {
				type: 'pin-cards-answered',
				request,
				result: result({
					serials: Array.from({ length: count }, (_, card) => `AB${card}`),
					withheld: [{ cardSerial: 'CD', reason: 'deleted' as const, since: '2026-01-15T09:00:03Z' }],
				}),
			};
		case 'load-details':
			return {
				type: 'details-answered',
				request,
				result: result({ details: { ...DETAILS, address: text }, entityTag: String(count) }),
			};
		case 'start-phone-change':
			return {
				type: 'phone-change-started',
				request,
				result: result({
					phoneChangeId: 'phone-change',
					maskedPhone: text,
					codeLength: 4 + (count % 3),
					expiresInSeconds: count * 20,
					resendInSeconds: count,
				}),
			};
		case 'make-change':
			return {
				type: 'change-settled',
				request,
				outcome:
					outcome.is === 'granted'
						? { kind: 'done', operation: doneOperation(question.change.kind) }
						: { kind: count % 2 === 0 ? 'refused' : 'not-sent', problem: outcome.problem },
			};
		case 'log-out':
			return { type: 'logged-out', request, result: result(undefined) };
	}
}

function unlockOutcome(isGranted: boolean, count: number): UnlockOutcome {
	const outcomes: readonly UnlockOutcome[] = [
		{ kind: 'done', tries: { kind: 'at-most', count: 3 } },
		{ kind: 'already-done' },
		{ kind: 'wrong', tries: { kind: 'exactly', count: 2 } },
		{ kind: 'blocked' },
		{ kind: 'unknown' },
		{ kind: 'refused', refusal: { rule: 'last-puk-try' } },
		{ kind: 'journal', failure: 'disk-full' },
	];
	return isGranted ? (outcomes[count % outcomes.length] ?? { kind: 'unknown' }) : { kind: 'called-off' };
}
