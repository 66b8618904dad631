import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualCardFault } from '../../../../src/sandbox/card/index.ts';
import { hex, send, testCard } from './test-card.ts';

describe('a command the card cannot make sense of', () => {
	it.each([
		['nothing at all', '', '6700'],
		['three bytes', '00A404', '6700'],
		['fewer data bytes than announced', '00A40400073D00', '6700'],
		['more bytes than announced', '00A40000023F000000', '6700'],
		['an extended length', '00B00000000100', '6700'],
		['an unknown instruction', '00FF0000', '6D00'],
		['a standard instruction in the own class', '80B0000001', '6D00'],
		['an unknown class', '0CA40000023F0000', '6E00'],
		['a logical channel', '01A40000023F0000', '6E00'],
		['a chain of something that is sent whole', '10A40000023F00', '6884'],
	])('is answered with a status: %s', async (_, command, status) => {
		expect(await send(testCard(), command)).toBe(status);
	});

	it('never throws and is always answered, whatever the bytes are', async () => {
		const header = fc.tuple(
			fc.constantFrom(0x00, 0x10, 0x80, 0x90, 0xff),
			fc.constantFrom(0xa4, 0xb0, 0xc0, 0xca, 0x20, 0x24, 0x22, 0x2a, 0x18, 0x1a, 0x09),
			fc.constantFrom(0x00, 0x01, 0x02, 0x04, 0x08, 0x9e, 0xc3, 0xff),
			fc.constantFrom(0x00, 0x01, 0x04, 0x06, 0x0c, 0x80, 0x9a, 0xff),
		);
		const command = fc
			.tuple(header, fc.uint8Array({ maxLength: 300 }))
			.map(([start, rest]) => Uint8Array.of(...start, ...rest));
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom('v1.0' as const, 'v2.2.8' as const),
				fc.array(fc.oneof(command, fc.uint8Array({ maxLength: 300 })), { maxLength: 12 }),
				async (product, commands) => {
					const card = testCard({ product });
					const limit = product === 'v1.0' ? 0xf4 : 0x100;
					for (const each of commands) {
						const answer = await card.transmit(each);
						expect(answer.length).toBeGreaterThanOrEqual(2);
						expect(answer.length).toBeLessThanOrEqual(limit + 2);
						expect(hex(answer.slice(-2))).toMatch(/^(9000|6[1-9A-F]..)$/);
					}
				},
			),
			{ numRuns: 500 },
		);
	});

	it('is a fault of the reader where the card has no power', async () => {
		const card = testCard();
		card.powerOff();
		await expect(card.transmit(Uint8Array.of(0, 0xb0, 0, 0, 1))).rejects.toThrow(VirtualCardFault);
	});
});
