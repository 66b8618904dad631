import { describe, expect, test } from 'vitest';
import { openChannel } from '../../../../src/card/apdu/channel.ts';
import { computeSignature, decipher } from '../../../../src/card/apdu/command.ts';
import { hex, type Step, scriptedConnection } from '../scripted-connection.ts';

const never = new AbortController().signal;
const block = Uint8Array.from({ length: 256 }, (_, index) => index);
const FIRST = `102A9E9AF4${hex(block.subarray(0, 244))}`;
const LAST = `002A9E9A0C${hex(block.subarray(244))}00`;

async function send(steps: readonly Step[], command = computeSignature(block)) {
	const connection = scriptedConnection(steps);
	const response = await openChannel(connection, never).exchange(command);
	connection.assertUsedUp();
	return { data: hex(response.data), status: response.status.kind };
}

describe('data that does not fit one transfer', () => {
	test('goes in pieces, and the answer is gathered', async () => {
		const answer = '5A'.repeat(256);
		const steps: Step[] = [
			[FIRST, '9000'],
			[LAST, `${answer.slice(0, 488)}610C`],
			['00C000000C', `${answer.slice(488)}9000`],
		];
		expect(await send(steps)).toEqual({ data: answer, status: 'done' });
	});

	test('goes on no further than the card takes it', async () => {
		expect(await send([[FIRST, '6884']])).toEqual({ data: '', status: 'other' });
	});

	test.each(['6C10', '6C00'])('is not sent again for another length: %s', async (answer) => {
		const steps: Step[] = [
			[FIRST, '9000'],
			[LAST, answer],
		];
		expect(await send(steps)).toMatchObject({ status: 'wrong-expected-length' });
		expect(await send([[FIRST, answer]])).toMatchObject({ status: 'wrong-expected-length' });
	});

	test('ends with a whole piece where its length is a multiple', async () => {
		const even = block.subarray(0, 244);
		expect(await send([[`002A9E9AF4${hex(even)}00`, '9000']], computeSignature(even))).toMatchObject({
			status: 'done',
		});
	});

	test('is a cryptogram behind its padding indicator too', async () => {
		const steps: Step[] = [
			[`102A8086F400${hex(block.subarray(0, 243))}`, '9000'],
			[`002A80860D${hex(block.subarray(243))}00`, 'AB9000'],
		];
		expect(await send(steps, decipher(block))).toEqual({ data: 'AB', status: 'done' });
	});
});
