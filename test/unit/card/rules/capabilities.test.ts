import { describe, expect, test } from 'vitest';
import type { AkisCard } from '#card';
import { type CardOperation, capability } from '#card-rules';
import { scriptedCard } from '../pin/scripted-card.ts';

const OPERATIONS: readonly CardOperation[] = [
	'read-certificates',
	'read-serial',
	'verify-pin',
	'change-pin',
	'unblock-pin',
	'sign',
	'decipher',
];

const ways = (card: AkisCard): string =>
	OPERATIONS.map((operation) => capability(card, operation).way).join(' ');

const sandboxCard = (generation: AkisCard['generation']): AkisCard =>
	scriptedCard({
		generation,
		certificates: scriptedCard().certificates.map(({ fileId, certificate }) => ({
			fileId,
			certificate: { ...certificate, isSandbox: true },
		})),
	});

describe('what can be done with a card', () => {
	test('is everything but unblocking on v1.0, and that too on one of the sandbox', () => {
		expect(ways(scriptedCard())).toBe('apdu apdu apdu apdu no apdu apdu');
		expect(ways(sandboxCard('v1.0'))).toBe('apdu apdu apdu apdu apdu apdu apdu');
	});

	test.each(['v1.x', 'v2.x', 'v3'] as const)(
		'is reading on %s, and the rest by the vendor’s module, the sandbox’s or not',
		(generation) => {
			const expected = `apdu${' vendor-module'.repeat(6)}`;
			expect(ways(scriptedCard({ generation }))).toBe(expected);
			expect(ways(sandboxCard(generation))).toBe(expected);
		},
	);

	test('is not the sandbox’s on a card without certificates', () => {
		expect(capability(scriptedCard({ certificates: [] }), 'unblock-pin')).toEqual({
			way: 'no',
			reason: 'unblock-not-public',
		});
	});
});
