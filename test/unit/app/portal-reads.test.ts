import { expect, test } from 'vitest';
import { ENDPOINTS, type Endpoint } from '#contract';
import { PORTAL_READS } from '../../../src/app/portal-reads.ts';

/** Asked by a port that does more than ask, or by the client for a change. */
const ASKED_OTHERWISE = [
	'startSignatureLogin',
	'finishSignatureLogin',
	'logout',
	'operation',
	'withdrawOperation',
];

test('every endpoint of the contract that changes nothing has a row', () => {
	const endpoints: Readonly<Record<string, Endpoint>> = ENDPOINTS;
	const reads = Object.keys(endpoints).filter((name) => endpoints[name]?.change === undefined);
	const asked = Object.values(PORTAL_READS).map(({ endpoint }) => endpoint);

	expect(new Set([...asked, ...ASKED_OTHERWISE])).toEqual(new Set(reads));
});

test('a message answers reads of one name only, so that a failure has one', () => {
	const names = new Map<string, Set<string>>();
	for (const { answer, failure } of Object.values(PORTAL_READS)) {
		names.set(answer, (names.get(answer) ?? new Set()).add(failure));
	}

	expect([...names].filter(([, failures]) => failures.size > 1)).toEqual([]);
});
