import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { historicalBytes } from '../../../src/card/drivers/answer-to-reset.ts';
import { ATR_PATTERNS, ATR_ROWS, identifyAtr } from '../../../src/card/drivers/atr-table.ts';
import { bytes, hex } from './scripted-connection.ts';

describe('every row', () => {
	test.each(ATR_ROWS)('$atr has the right check byte', ({ atr }) => {
		// ISO 7816-3 8.2.5: everything after TS, TCK included, gives zero.
		expect(
			bytes(atr)
				.subarray(1)
				.reduce((sum, byte) => sum ^ byte, 0),
		).toBe(0);
	});

	test.each(ATR_ROWS)('$atr is found as itself', (row) => {
		expect(identifyAtr(bytes(row.atr))).toBe(row);
	});

	test.each(ATR_ROWS.filter(({ generation }) => generation !== 'v1.0'))(
		'$atr is of the family that its historical bytes tell',
		({ atr, generation }) => {
			// Other interface bytes, same card: the exact row does not fit any more and the family must.
			const variant = bytes(`${atr.slice(0, 4)}11${atr.slice(6)}`);
			expect(identifyAtr(variant)).toMatchObject({ generation, source: 'ma3' });
		},
	);

	test('has the bytes that all AKİS cards have: T=1 alone, 254 bytes at once, LRC', () => {
		for (const { atr } of ATR_ROWS) {
			expect(atr).toMatch(/^3B(?:BA1100|9F(?:96|97|15|13))8131FE/);
		}
	});

	test('names the maker of its chip where pcsc-tools does', () => {
		const named = ATR_ROWS.filter(({ chip }) => chip !== undefined);
		expect(named.map(({ atr, chip }) => [atr.slice(-8), chip])).toEqual([
			['312E30AE', 'Infineon'],
			['B3A180EA', 'NXP'],
			['B3A180AA', 'Infineon'],
			['B3A180AB', 'NXP'],
			['B3A1801C', 'YITAL'],
			['B3A18019', 'HNEC'],
			['B3A18018', 'SMIC'],
			['B3A1806A', 'Infineon'],
		]);
	});

	test('stands there once', () => {
		expect(new Set(ATR_ROWS.map(({ atr }) => atr)).size).toBe(ATR_ROWS.length);
	});
});

test('every family is recognised from any ATR with its historical bytes', () => {
	for (const { historical, generation } of ATR_PATTERNS) {
		const text = historical.replaceAll('.', 'A');
		const count = (text.length / 2).toString(16);
		expect(identifyAtr(bytes(`3B8${count}8001${text}00`))?.generation).toBe(generation);
	}
});

test.each([
	['a bank card', '3B6E000080318066B08412016E0183009000'],
	['another card with the same last historical bytes', '3B8F80016755454B41451212318073B3A180FF00'],
	['historical bytes that go on behind the pattern', '3BF0968131FE45806755454B41451212318073B3A180EA'],
	['nothing', ''],
	['one byte', '3B'],
])('%s is no AKİS card', (_, atr) => {
	expect(identifyAtr(bytes(atr))).toBeUndefined();
});

describe('historical bytes', () => {
	test('stand behind all interface bytes', () => {
		expect(
			hex(historicalBytes(bytes('3B9F968131FE458065544320201231C073F621808105B3')) ?? new Uint8Array()),
		).toBe('8065544320201231C073F621808105');
		expect(hex(historicalBytes(bytes('3B021450')) ?? new Uint8Array())).toBe('1450');
	});

	test('of any bytes are part of them or absent', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 40 }), (atr) => {
				const historical = historicalBytes(atr);
				expect(historical === undefined || hex(atr).includes(hex(historical))).toBe(true);
				identifyAtr(atr);
			}),
		);
	});
});
