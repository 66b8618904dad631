import { describe, expect, test } from 'vitest';
import type { CardErrorCode, PinOutcome } from '#card';
import { SecretText } from '#text';
import {
	CHANGE,
	CLEAN,
	knownOpening,
	LAST_TRY,
	NEW_PIN,
	NO_STRUCTURES,
	OTHER_CERTIFICATE_STEPS,
	OTHER_SERIAL_STEP,
	opening,
	ready,
	SERIAL_STEP,
	scriptedCard,
	scriptedDesk,
	select,
	VERIFY,
	WRONG_ENTERED,
} from './scripted-card.ts';
import type { Script } from './transcript.ts';

type Patch = Partial<Parameters<ReturnType<typeof scriptedDesk>['desk']['verifyPin']>[0]>;

async function verify(script: Script, patch: Patch = {}): Promise<PinOutcome> {
	const { desk, reader, request } = scriptedDesk(script, patch.card);
	const outcome = await desk.verifyPin({ ...request, ...patch });
	reader.assertKept();
	return outcome;
}

async function change(script: Script): Promise<PinOutcome> {
	const { desk, reader, request } = scriptedDesk(script);
	const outcome = await desk.changePin({ ...request, newPin: SecretText.of(NEW_PIN) });
	reader.assertKept();
	return outcome;
}

const AT_MOST_3 = { kind: 'at-most', count: 3 };

describe('verifying', () => {
	test('looks at the card and its counter, sends the PIN, looks again, and resets', async () => {
		expect(await verify([[...ready(CLEAN), [VERIFY, '9000'], select(CLEAN)]])).toEqual({
			kind: 'done',
			tries: AT_MOST_3,
		});
	});

	test('counts a wrong PIN by what the card says', async () => {
		expect(await verify([[...ready(CLEAN), [VERIFY, '63C2']]])).toEqual({
			kind: 'wrong',
			tries: { kind: 'exactly', count: 2 },
		});
		expect(await verify([[...ready(WRONG_ENTERED), [VERIFY, '63C1']]])).toEqual({
			kind: 'wrong',
			tries: { kind: 'last-try' },
		});
	});

	test.each(['63C0', '6983'])('calls the PIN blocked at %s', async (status) => {
		expect(await verify([[...ready(CLEAN), [VERIFY, status]]])).toEqual({ kind: 'blocked' });
	});

	test('sends nothing at the last try until somebody confirmed it, and then once', async () => {
		expect(await verify([opening(LAST_TRY)])).toEqual({
			kind: 'needs-last-try-confirmation',
			tries: { kind: 'last-try' },
		});
		const script: Script = [[...ready(LAST_TRY), [VERIFY, '9000'], select(CLEAN)]];
		expect(await verify(script, { confirmedLastTry: true })).toMatchObject({ kind: 'done' });
	});

	test('takes a counter that it cannot see for the last try', async () => {
		expect(await verify([opening(undefined)])).toEqual({
			kind: 'needs-last-try-confirmation',
			tries: { kind: 'unknown' },
		});
	});

	test('knows what the card said before in the same insertion, and no more after a right PIN', async () => {
		const { desk, reader, request } = scriptedDesk([
			[...ready(WRONG_ENTERED), [VERIFY, '63C1']],
			// A card whose hint is worse than its answers.
			knownOpening(WRONG_ENTERED),
			[...knownOpening(WRONG_ENTERED), [VERIFY, '9000'], select(CLEAN)],
			[...knownOpening(CLEAN), [VERIFY, '9000'], select(CLEAN)],
		]);
		const kinds: string[] = [];
		for (const confirmedLastTry of [false, false, true, false]) {
			kinds.push((await desk.verifyPin({ ...request, confirmedLastTry })).kind);
		}
		expect(kinds).toEqual(['wrong', 'needs-last-try-confirmation', 'done', 'done']);
		reader.assertKept();
	});

	test('sends nothing to a PIN that it saw being blocked', async () => {
		const { desk, reader, request } = scriptedDesk([
			[...ready(LAST_TRY), [VERIFY, '6983']],
			knownOpening(LAST_TRY),
		]);
		const sure = { ...request, confirmedLastTry: true };
		expect(await desk.verifyPin(sure)).toEqual({ kind: 'blocked' });
		expect(await desk.verifyPin(sure)).toEqual({ kind: 'blocked' });
		reader.assertKept();
	});

	test('forgets what it learnt with the insertion', async () => {
		const { desk, reader, request } = scriptedDesk([
			[...ready(WRONG_ENTERED), [VERIFY, '63C1']],
			[...ready(WRONG_ENTERED), [VERIFY, '9000'], select(CLEAN)],
		]);
		await desk.verifyPin(request);
		expect(await desk.verifyPin({ ...request, card: scriptedCard() })).toMatchObject({ kind: 'done' });
		reader.assertKept();
	});

	test('sends nothing to another card than the one that was shown', async () => {
		const otherCertificate: Script = [[select(CLEAN), SERIAL_STEP, ...OTHER_CERTIFICATE_STEPS]];
		const refused = { kind: 'refused', refusal: { rule: 'other-card' } };
		expect(await verify(otherCertificate)).toEqual(refused);
		expect(await verify([[select(CLEAN), SERIAL_STEP, ['00A40200022F1000', '6A82']]])).toEqual(refused);
		const card = scriptedCard({ certificates: [] });
		expect(await verify([[select(CLEAN), SERIAL_STEP, ['00A40200022F1000', '9000']]], { card })).toEqual(
			refused,
		);
	});

	test('knows a card by its serial number after the first time', async () => {
		const { desk, reader, request } = scriptedDesk([
			[...ready(CLEAN), [VERIFY, '9000'], select(CLEAN)],
			[select(CLEAN), OTHER_SERIAL_STEP],
		]);
		await desk.verifyPin(request);
		expect(await desk.verifyPin(request)).toEqual({ kind: 'refused', refusal: { rule: 'other-card' } });
		reader.assertKept();
	});

	test('goes on without a serial number where the card gives none', async () => {
		const [first, , ...others] = opening(CLEAN);
		const script: Script = [
			[
				first ?? select(CLEAN),
				['00CA01064D', '6D00'],
				...others,
				...NO_STRUCTURES,
				[VERIFY, '9000'],
				select(CLEAN),
			],
		];
		expect(await verify(script)).toMatchObject({ kind: 'done' });
	});

	test('keeps its answer where the card is gone before the second look', async () => {
		const [command] = select(CLEAN);
		expect(await verify([[...ready(CLEAN), [VERIFY, '9000'], [command, { lost: 'card-removed' }]]])).toEqual({
			kind: 'done',
			tries: { kind: 'unknown' },
		});
	});
});

describe('a status word that is neither right nor wrong', () => {
	// The list of DigiDoc4's PIN change, and what AKİS is known to give.
	test.each([
		['6985', 'use-condition'],
		['6A80', 'wrong-parameters'],
		['6700', 'wrong-length'],
		['6982', 'security-condition'],
		['6984', 'pin-unusable'],
		['6A88', 'reference-not-found'],
		['6D00', 'instruction-unknown'],
		['6E00', 'class-unknown'],
	])('%s is the card declining: %s', async (status, reason) => {
		expect(await verify([[...ready(CLEAN), [VERIFY, status], select(CLEAN)]])).toEqual({
			kind: 'declined',
			reason,
			tries: AT_MOST_3,
		});
		expect(await change([[...ready(CLEAN), [CHANGE, status], select(CLEAN)]])).toMatchObject({ reason });
	});

	test.each([
		'6400',
		'6401',
		'6402',
		'6403',
		'6300',
		'6581',
		'6F00',
		'9001',
		'6110',
		'6C06',
		'6282',
		'01 9000',
	])('%s says nothing about the PIN: the state is read anew', async (answer) => {
		expect(await verify([[...ready(CLEAN), [VERIFY, answer]], knownOpening(CLEAN)])).toEqual({
			kind: 'unknown',
			code: 'unexpected-status',
			reread: { kind: 'read', pin: AT_MOST_3, puk: undefined, isTrySpent: false },
		});
	});

	test('63CF counts tries as any other', async () => {
		expect(await verify([[...ready(CLEAN), [VERIFY, '63CF']]])).toEqual({
			kind: 'wrong',
			tries: { kind: 'exactly', count: 15 },
		});
	});
});

describe('an answer that is lost', () => {
	const LOSSES: readonly CardErrorCode[] = [
		'card-removed',
		'card-reset',
		'card-lost',
		'no-card',
		'timeout',
		'service-lost',
		'unresponsive-card',
	];

	test.each(LOSSES)('by %s is neither a wrong PIN nor a done one', async (lost) => {
		const script: Script = [[...ready(CLEAN), [VERIFY, { lost }]], knownOpening(WRONG_ENTERED)];
		expect(await verify(script)).toEqual({
			kind: 'unknown',
			code: lost,
			reread: {
				kind: 'read',
				pin: { kind: 'at-most', count: 2 },
				puk: undefined,
				isTrySpent: true,
			},
		});
	});

	test.each(['', '90'])('with an answer of "%s" is lost too', async (answer) => {
		const script: Script = [[...ready(CLEAN), [VERIFY, answer]], knownOpening(CLEAN)];
		expect(await verify(script)).toMatchObject({
			kind: 'unknown',
			code: 'card-lost',
			reread: { isTrySpent: false },
		});
	});

	test('leaves open what a look without a hint leaves open', async () => {
		const script: Script = [[...ready(CLEAN), [VERIFY, { lost: 'timeout' }]], knownOpening(undefined)];
		expect(await verify(script)).toMatchObject({
			reread: { kind: 'read', pin: { kind: 'unknown' }, isTrySpent: undefined },
		});
	});

	test('says so where the card cannot be looked at', async () => {
		const first = [...ready(CLEAN), [VERIFY, { lost: 'card-removed' }]] as const;
		expect(await verify([first, { refused: 'no-card' }])).toMatchObject({
			kind: 'unknown',
			reread: { kind: 'not-read', code: 'no-card' },
		});
		expect(await verify([first, [select(CLEAN), OTHER_SERIAL_STEP]])).toMatchObject({
			kind: 'unknown',
			reread: { kind: 'other-card' },
		});
	});

	test('forgets what was known, and asks at the next time', async () => {
		const { desk, reader, request } = scriptedDesk([
			[...ready(WRONG_ENTERED), [VERIFY, { lost: 'card-lost' }]],
			knownOpening(LAST_TRY),
			knownOpening(LAST_TRY),
		]);
		expect(await desk.verifyPin(request)).toMatchObject({ reread: { pin: { kind: 'last-try' } } });
		expect(await desk.verifyPin(request)).toMatchObject({ kind: 'needs-last-try-confirmation' });
		reader.assertKept();
	});
});

describe('a conversation that ends before the PIN', () => {
	const CODES: readonly CardErrorCode[] = [
		'card-removed',
		'card-reset',
		'card-lost',
		'service-lost',
		'timeout',
	];

	test.each(CODES)('by %s sent nothing, at whichever step', async (lost) => {
		const steps = ready(CLEAN);
		for (const [index, [command]] of steps.entries()) {
			expect(await verify([[...steps.slice(0, index), [command, { lost }]]])).toEqual({
				kind: 'card-gone-before',
				code: lost,
			});
		}
	});

	test.each(['no-card', 'access-denied', 'unresponsive-card', 'service-lost'] as const)(
		'by %s at its opening sent nothing',
		async (code) => {
			expect(await verify([{ refused: code }])).toEqual({ kind: 'card-gone-before', code });
		},
	);

	test('by a card without the application sent nothing', async () => {
		const [command] = select(CLEAN);
		const script: Script = [
			[
				[command, '6A82'],
				['00A40800 04 3F003D00 00', '6A82'],
			],
		];
		expect(await verify(script)).toEqual({ kind: 'card-gone-before', code: 'unexpected-status' });
	});
});

describe('changing', () => {
	test('sends both PINs behind their lengths, once', async () => {
		expect(await change([[...ready(CLEAN), [CHANGE, '9000'], select(CLEAN)]])).toEqual({
			kind: 'done',
			tries: AT_MOST_3,
		});
	});

	test('counts a wrong old PIN', async () => {
		expect(await change([[...ready(CLEAN), [CHANGE, '63C2']]])).toEqual({
			kind: 'wrong',
			tries: { kind: 'exactly', count: 2 },
		});
	});

	test('never says which PIN holds after a lost answer', async () => {
		expect(
			await change([[...ready(CLEAN), [CHANGE, { lost: 'card-removed' }]], knownOpening(CLEAN)]),
		).toMatchObject({ kind: 'unknown', reread: { isTrySpent: false } });
	});

	test.each([
		['111111', 'all-same'],
		['234567', 'ascending'],
		['454053', 'part-of-holder-number'],
		['471108', 'same-as-old'],
	])('refuses %s before it opens the card: %s', async (pin, rule) => {
		const { desk, reader, request } = scriptedDesk([]);
		expect(await desk.changePin({ ...request, newPin: SecretText.of(pin) })).toEqual({
			kind: 'refused',
			refusal: { rule, field: 'new-pin' },
		});
		reader.assertKept();
	});
});

describe('what the card cannot do', () => {
	test.each(['v1.x', 'v2.x', 'v3'] as const)('is not tried on %s', async (generation) => {
		expect(await verify([], { card: scriptedCard({ generation }) })).toEqual({
			kind: 'not-supported',
			reason: 'commands-not-public',
		});
	});
});

describe('the wall around the sandbox', () => {
	test('keeps what the sandbox said from a card that is not its own', async () => {
		const refused = { kind: 'refused', refusal: { rule: 'not-sandbox-card' } };
		expect(await verify([], { origin: 'sandbox-portal' })).toEqual(refused);
		const card = scriptedCard({ certificates: [] });
		expect(await verify([], { origin: 'sandbox-portal', card })).toEqual(refused);
	});

	test('keeps it also from a card that has one certificate of the sandbox and one that is not', async () => {
		const { certificates } = scriptedCard();
		const sandboxOnes = certificates.map(({ certificate }) => ({
			fileId: '2F11',
			certificate: { ...certificate, isSandbox: true },
		}));
		const card = scriptedCard({ certificates: [...certificates, ...sandboxOnes] });
		expect(await verify([], { origin: 'sandbox-portal', card })).toMatchObject({ kind: 'refused' });
	});
});
