import { beforeAll, describe, expect, test } from 'vitest';
import { SecretText } from '#text';
import type { IssuedSealPair } from '../../../../src/sandbox/authority/index.ts';
import { bytes, hex } from '../scripted-connection.ts';
import { attempt, DIGEST, issueSeal, OPERATIONS, PIN, type Stage, virtualStage } from './virtual-stage.ts';

const EF_ODF = 0x5031;
const EF_AODF = 0x4401;
const EF_PRKDF = 0x4402;
const EF_CDF = 0x4403;

let seal: IssuedSealPair;
beforeAll(async () => {
	seal = await issueSeal();
});

type Remake = NonNullable<Parameters<typeof virtualStage>[0]['remake']>;

/** Rewrites one of the card's files, in hexadecimal; it must hold what is replaced. */
function rewritten(wanted: number, before: string, after: string): Remake {
	return (content, fileId) => {
		if (fileId !== wanted) {
			return content;
		}
		expect(hex(content)).toContain(before);
		return bytes(hex(content).replaceAll(before, after));
	};
}

const without =
	(...fileIds: readonly number[]): Remake =>
	(content, fileId) =>
		fileIds.includes(fileId) ? undefined : content;

const headers = ({ injector }: Stage): readonly string[] => injector.commands.map(({ header }) => header);
const pinHeaders = (stage: Stage): readonly string[] =>
	headers(stage).filter((header) => /^00(20|24|2C)/.test(header));

function signWith(stage: Stage, index: number) {
	const certificate = stage.description.certificates[index];
	if (certificate === undefined) {
		throw new Error('no such certificate');
	}
	return stage.desk.sign({
		reader: stage.reader,
		card: stage.description,
		origin: 'typed',
		confirmedLastTry: false,
		signal: new AbortController().signal,
		pin: SecretText.of(PIN),
		certificate,
		hash: 'sha256',
		digest: DIGEST,
	});
}

describe('the key of a signature', () => {
	test.each([0, 1])('is the one that the card names for the certificate: %i', async (index) => {
		const stage = await virtualStage({ seal });
		expect(await signWith(stage, index)).toMatchObject({ kind: 'signed' });
		expect(headers(stage).filter((header) => header.startsWith('0022'))).toEqual([`0022C30${index + 1}`]);
	});

	test.each([
		['has no structures', without(EF_ODF)],
		['has no list of keys', without(EF_PRKDF)],
		['has no list of certificates', without(EF_CDF)],
		['names another certificate alone', rewritten(EF_CDF, '3F003D002F10', '3F003D002F1E')],
		['gives the key another identifier', rewritten(EF_PRKDF, '040101', '040177')],
		['gives the key no reference', rewritten(EF_PRKDF, '020101', '050101')],
	])('is not guessed, and no PIN is sent, where the card %s', async (_, remake) => {
		const stage = await virtualStage({ seal, remake });
		expect(await signWith(stage, 0)).toEqual({ kind: 'not-supported', reason: 'key-not-named' });
		expect(pinHeaders(stage)).toEqual([]);
	});
});

describe('the PIN that an act is about', () => {
	test('has the reference that the card gives it, and a counter that cannot be seen', async () => {
		const stage = await virtualStage({ seal, remake: rewritten(EF_AODF, '80020080', '80020081') });
		for (const operation of ['verify', 'change', 'sign'] as const) {
			expect(await attempt(stage, operation)).toEqual({
				kind: 'needs-last-try-confirmation',
				tries: { kind: 'unknown' },
			});
		}
		expect(pinHeaders(stage)).toEqual([]);
		for (const operation of ['verify', 'change', 'sign'] as const) {
			// The virtual card has no such PIN.
			expect(await attempt(stage, operation, { confirmedLastTry: true })).toMatchObject({
				kind: 'declined',
				tries: { kind: 'unknown' },
			});
		}
		expect(pinHeaders(stage)).toEqual(['00200081', '00240201', '00200081']);
	});

	test('has no tries that a look could show, where its reference is not the one that the card tells of', async () => {
		const stage = await virtualStage({ seal, remake: rewritten(EF_AODF, '80020080', '80020081') });
		const { desk, reader, description: card } = stage;
		const signal = new AbortController().signal;
		expect(await desk.readTries({ reader, card, signal })).toMatchObject({ pin: { kind: 'unknown' } });
	});

	test.each([
		['the security officer’s', '80020080', '80020000'],
		['a global one', '80020080', '80020001'],
		['one that unblocks', '03020348', '0302014A'],
	])('is never %s, whatever the card says', async (_, before, after) => {
		for (const operation of OPERATIONS) {
			const stage = await virtualStage({ seal, remake: rewritten(EF_AODF, before, after) });
			expect(['done', 'signed']).toContain((await attempt(stage, operation)).kind);
			expect(pinHeaders(stage)).toHaveLength(1);
			expect(['00200080', '00240200', '002C0080']).toContain(pinHeaders(stage)[0]);
			expect(stage.card.condition.pukTriesLeft).toBe(3);
		}
	});

	test.each([
		['padded', '03020348', '0302024C'],
		['as binary-coded digits', '0A0101', '0A0100'],
	])('is not sent where the card wants it in a form that is not known: %s', async (_, before, after) => {
		for (const operation of OPERATIONS) {
			const stage = await virtualStage({ seal, remake: rewritten(EF_AODF, before, after) });
			expect(await attempt(stage, operation)).toEqual({
				kind: 'not-supported',
				reason: 'pin-form-unknown',
			});
			expect(pinHeaders(stage)).toEqual([]);
		}
	});

	test('is not sent where the card takes no PIN of that length', async () => {
		// Seven digits at least, or five at most; the test's PINs have six.
		const longer = { remake: rewritten(EF_AODF, '020106', '020107') };
		const shorter = { remake: rewritten(EF_AODF, '020106020110020110', '020104020105020105') };
		for (const [options, rule] of [
			[longer, 'too-short'],
			[shorter, 'too-long'],
		] as const) {
			for (const [operation, field] of [
				['verify', 'pin'],
				['change', 'pin'],
				['sign', 'pin'],
				['unblock', 'new-pin'],
			] as const) {
				const stage = await virtualStage({ seal, ...options });
				expect(await attempt(stage, operation)).toEqual({ kind: 'refused', refusal: { rule, field } });
				expect(pinHeaders(stage)).toEqual([]);
			}
		}
	});

	test.each([
		['no structures', without(EF_ODF)],
		['no list of PINs', without(EF_AODF)],
		['a list that is broken', rewritten(EF_AODF, '30', '31')],
	])('is the usual one on a card with %s', async (_, remake) => {
		for (const operation of ['verify', 'change', 'unblock'] as const) {
			expect(await attempt(await virtualStage({ seal, remake }), operation)).toMatchObject({ kind: 'done' });
		}
	});
});

describe('the structures', () => {
	const structureReads = (stage: Stage): number =>
		stage.injector.commands.filter(({ header }) => header.startsWith('00B0')).length;

	test('are read once in an insertion', async () => {
		const stage = await virtualStage({ seal });
		await attempt(stage, 'verify');
		const afterFirst = structureReads(stage);
		await attempt(stage, 'verify');
		await attempt(stage, 'change');
		expect(structureReads(stage)).toBe(afterFirst);
	});

	test('are read anew where a disturbed answer hid what they name', async () => {
		// The eighth command reads the first bytes of the list of PINs.
		const plan = [
			{
				at: 'command',
				number: 8,
				fault: { kind: 'garbage', isExecuted: true, data: new Uint8Array(60).fill(0x5a) },
			},
		] as const;
		const stage = await virtualStage({
			seal,
			plan,
			remake: rewritten(EF_AODF, '80020080', '80020081'),
		});
		await attempt(stage, 'verify');
		expect(stage.injector.outstanding).toEqual([]);
		expect(await attempt(stage, 'verify')).toMatchObject({ kind: 'needs-last-try-confirmation' });
	});

	test('that the card names and does not give end the act before its PIN', async () => {
		const plan = [
			{ at: 'command', number: 7, fault: { kind: 'status', isExecuted: false, status: 0x6f00 } },
		] as const;
		const stage = await virtualStage({ seal, plan });
		expect(await attempt(stage, 'verify')).toEqual({ kind: 'card-gone-before', code: 'unexpected-status' });
		expect(pinHeaders(stage)).toEqual([]);
		expect(await attempt(stage, 'verify')).toMatchObject({ kind: 'done' });
	});
});
