import { describe, expect, it } from 'vitest';
import type { Chain, RevocationVerdict, SealCertificate } from '#certificate';
import { type Findings, judgeState } from '../../../src/certificate/seal-state.ts';
import { certificateOf } from '../app/walk.ts';

const DAY_MS = 86_400_000;
const END = Date.UTC(2028, 4, 14, 8, 17);
const BEGIN = Date.UTC(2025, 4, 15, 8, 17);
const SEAL = certificateOf({ isSandbox: false, notBefore: BEGIN, notAfter: END });
const ISSUER = certificateOf({ fingerprint: '33'.repeat(32), isSandbox: false });

const TRUSTED: Chain = {
	links: [
		{ certificate: SEAL, source: 'subject', fault: undefined },
		{ certificate: ISSUER, source: 'given', fault: undefined },
	],
	verdict: { kind: 'trusted' },
};
const INCOMPLETE: Chain = {
	links: TRUSTED.links.slice(0, 1),
	verdict: { kind: 'incomplete', issuer: 'Yayıncı', failure: undefined },
};
const UNREACHED: Chain = {
	...INCOMPLETE,
	verdict: { kind: 'incomplete', issuer: 'Yayıncı', failure: 'offline' },
};
const FORGED: Chain = { links: TRUSTED.links, verdict: { kind: 'untrusted', fault: 'bad-signature' } };

const EVIDENCE = {
	source: 'ocsp',
	from: 'http://ocsp.example',
	signer: 'OCSP',
	producedAt: BEGIN,
	thisUpdate: BEGIN,
	nextUpdate: END,
	keptAt: undefined,
	nonce: 'matched',
} as const;
const GOOD: RevocationVerdict = { kind: 'good', evidence: EVIDENCE, failed: [] };
const NOT_WANTED: RevocationVerdict = { kind: 'not-asked', why: 'not-wanted', failed: [] };
const REVOKED: RevocationVerdict = {
	kind: 'revoked',
	reason: 'superseded',
	since: BEGIN + DAY_MS,
	evidence: EVIDENCE,
	failed: [],
};
const HELD: RevocationVerdict = { ...REVOKED, reason: 'certificateHold' };
const failing = (
	...codes: readonly ('offline' | 'timeout' | 'malformed' | 'unknown-certificate')[]
): RevocationVerdict => ({
	kind: 'unknown',
	failed: codes.map((code) => ({ source: 'ocsp', from: 'a', code })),
});

function judge(findings: Partial<Findings> & { readonly certificate?: SealCertificate } = {}) {
	return judgeState({
		certificate: SEAL,
		at: BEGIN + 10 * DAY_MS,
		chain: TRUSTED,
		authorities: [],
		revocation: GOOD,
		wanted: 'everything',
		...findings,
	});
}

describe('a state', () => {
	it('is valid with dates, chain and an answer about revocation, and names all three', () => {
		expect(judge()).toEqual({
			state: { kind: 'valid', daysLeft: 1085 },
			judgedBy: ['dates', 'chain', 'ocsp'],
			decidedAt: 0,
		});
	});

	it.each([
		[91, undefined],
		[90, 90],
		[61, 90],
		[60, 60],
		[30, 30],
		[16, 30],
		[15, 15],
		[7, 7],
		[0, 7],
	])('%i days before the end reminds of %s', (days, reminder) => {
		const { state } = judge({ at: END - days * DAY_MS });
		expect(state.kind === 'expiring' ? state.reminder : undefined).toBe(reminder);
	});

	it.each<[string, Partial<Findings>, string, readonly string[]]>([
		['a chain that is not complete', { chain: INCOMPLETE }, 'chain-incomplete', ['dates', 'chain']],
		['an issuer that nobody could be asked for', { chain: UNREACHED }, 'offline', ['dates', 'chain']],
		['a forged issuer', { chain: FORGED }, 'chain-untrusted', ['dates', 'chain']],
		[
			'a forged issuer, dates alone wanted',
			{ chain: FORGED, wanted: 'dates' },
			'chain-untrusted',
			['dates', 'chain'],
		],
		[
			'nobody to ask',
			{ revocation: { kind: 'not-asked', why: 'no-source', failed: [] } },
			'not-asked',
			['dates', 'chain'],
		],
		['nobody there', { revocation: failing('offline', 'timeout') }, 'offline', ['dates', 'chain']],
		[
			'somebody who answers nonsense',
			{ revocation: failing('offline', 'malformed') },
			'no-evidence',
			['dates', 'chain'],
		],
		[
			'a responder that does not know it',
			{ revocation: failing('unknown-certificate', 'offline') },
			'unknown-to-responder',
			['dates', 'chain'],
		],
		[
			'an issuer of the sandbox',
			{ certificate: { ...SEAL, isSandbox: true }, chain: INCOMPLETE },
			'sandbox',
			['dates'],
		],
	])('is unknown with %s', (_name, findings, why, judgedBy) => {
		expect(judge(findings)).toMatchObject({ state: { kind: 'unknown', why }, judgedBy });
	});

	it.each<[string, RevocationVerdict, string, number]>([
		['revoked', REVOKED, 'authority-revoked', 1],
		['suspended', HELD, 'authority-suspended', 1],
		['unknown to its responder', failing('unknown-certificate'), 'unknown-to-responder', 1],
		['not to be asked about', { kind: 'not-asked', why: 'no-source', failed: [] }, 'not-asked', 1],
	])('is unknown with an authority that is %s, which decides', (_name, revocation, why, decidedAt) => {
		expect(judge({ authorities: [{ position: 1, revocation }] })).toMatchObject({
			state: { kind: 'unknown', why },
			decidedAt,
		});
	});

	it('of a revoked certificate is decided by it, whatever its authorities are', () => {
		expect(judge({ revocation: REVOKED, authorities: [{ position: 1, revocation: REVOKED }] })).toMatchObject(
			{
				state: { kind: 'revoked' },
				decidedAt: 0,
			},
		);
	});

	it('is revoked or suspended whatever dates and chain say', () => {
		for (const chain of [TRUSTED, INCOMPLETE, FORGED]) {
			for (const at of [BEGIN - DAY_MS, BEGIN + DAY_MS, END + DAY_MS]) {
				expect(judge({ chain, at, revocation: REVOKED }).state.kind).toBe('revoked');
				expect(judge({ chain, at, revocation: HELD }).state.kind).toBe('suspended');
			}
		}
	});

	it('outside its dates is that, whatever else is good or missing', () => {
		for (const revocation of [GOOD, NOT_WANTED, failing('offline')]) {
			expect(judge({ at: END + 1000, revocation }).state).toEqual({ kind: 'expired', since: END });
			expect(judge({ at: BEGIN - 1000, revocation }).state).toEqual({
				kind: 'not-yet-valid',
				startsInMs: 1000,
			});
		}
	});

	it('by dates alone says so, and that the chain is good where it is', () => {
		expect(judge({ wanted: 'dates', revocation: NOT_WANTED, chain: INCOMPLETE }).judgedBy).toEqual(['dates']);
		expect(judge({ wanted: 'dates', revocation: NOT_WANTED }).judgedBy).toEqual(['dates', 'chain']);
	});
});
