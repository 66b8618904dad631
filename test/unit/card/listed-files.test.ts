import { describe, expect, test } from 'vitest';
import { type AkisGeneration, CardError } from '#card';
import { openChannel } from '../../../src/card/apdu/channel.ts';
import { readAkisCertificates } from '../../../src/card/drivers/akis-certificates.ts';
import { createRandomSource } from '../../../src/sandbox/random.ts';
import { cardWithFiles } from '../../cards/card-shapes.ts';
import { certificateOfLength } from '../../cards/long-certificate.ts';
import { bytes, hex } from './scripted-connection.ts';

const LIST_FILES = '8018000000';
const CERTIFICATE_BYTES = 1616;
const PAIR = [certificateOfLength(CERTIFICATE_BYTES), certificateOfLength(CERTIFICATE_BYTES)];

/** What reading a v1.0 card sends and finds; `instead` answers in place of the card where it gives something. */
async function listing(
	files: readonly Uint8Array[],
	instead: (command: string) => string | undefined = () => undefined,
	generation: AkisGeneration = 'v1.0',
) {
	const card = cardWithFiles(files);
	card.powerOn();
	const sent: string[] = [];
	const channel = openChannel(
		{
			async transmit(command) {
				sent.push(hex(command));
				const answer = instead(hex(command));
				return answer === undefined ? card.transmit(command) : bytes(answer);
			},
		},
		new AbortController().signal,
	);
	const counts = new Set<string>();
	const { certificates, unreadable } = await readAkisCertificates(
		channel,
		generation,
		({ certificate, certificateCount }) => counts.add(`${certificate}/${certificateCount ?? '?'}`),
	);
	return {
		sent,
		counts: [...counts],
		apduCount: channel.apduCount,
		files: certificates.map(({ fileId }) => fileId),
		unreadable: unreadable.map(({ fileId, reason }) => `${fileId} ${reason}`),
	};
}

const record = (fileId: string, kind = '2F'): string => `${kind}${fileId}${'00'.repeat(17)}`;
const listOf = (...fileIds: readonly string[]): string =>
	`${fileIds.map((fileId) => record(fileId)).join('')}9000`;
const select = (fileId: string): string => `00A4020002${fileId}00`;
const lying = (answer: string) => (command: string) => (command === LIST_FILES ? answer : undefined);

describe('the list of files of a v1.0 card', () => {
	test('makes two certificates of 1616 bytes cost 16 to 18 commands', async () => {
		expect(PAIR.map(({ length }) => length)).toEqual([CERTIFICATE_BYTES, CERTIFICATE_BYTES]);
		const { apduCount, files, sent } = await listing(PAIR);
		expect(files).toEqual(['2F10', '2F11']);
		expect(sent.filter((command) => command === LIST_FILES)).toHaveLength(1);
		expect(apduCount).toBe(sent.length);
		expect(apduCount).toBeGreaterThanOrEqual(16);
		expect(apduCount).toBeLessThanOrEqual(18);
	});

	test('makes one certificate of 1616 bytes cost 11: the next file is asked for, as certificates come in pairs', async () => {
		const { apduCount, files, sent } = await listing(PAIR.slice(0, 1));
		expect([files, apduCount, sent.at(-1)]).toEqual([['2F10'], 11, select('2F11')]);
	});

	test.each(['v1.x', 'v2.x', 'v3'] as const)('is asked of no card of %s', async (generation) => {
		const { files, sent } = await listing(PAIR, () => undefined, generation);
		expect(files).toEqual(['2F10', '2F11']);
		expect(sent).not.toContain(LIST_FILES);
		expect(sent.slice(-3)).toEqual([select('2F12'), select('2F13'), select('2F14')]);
	});

	test('goes over in parts where the card holds ten certificates', async () => {
		const { files, sent } = await listing(Array.from({ length: 10 }, () => certificateOfLength(800)));
		expect(files).toHaveLength(10);
		expect(sent).not.toContain(select('2F1A'));
	});

	test.each([
		['that is not known', '6D00'],
		['that is refused', '6982'],
		['without a file', '9000'],
		['of other files alone', listOf('4401', '5031')],
		['of random bytes', `${hex(createRandomSource(1).bytes(240))}9000`],
		['whose last record is cut short', `${record('2F10')}${record('2F11').slice(0, 12)}9000`],
		['that leaves the first out', listOf('2F11')],
		['that leaves the last out', listOf('2F10')],
		['with a gap', listOf('2F10', '2F12')],
		['with a file twice', listOf('2F10', '2F10')],
		['of files that are not there', listOf('2F10', '2F11', '2F12', '2F13', '2F14', '2F15')],
		['of directories', `${record('2F10', '3D')}${record('2F11', '3D')}9000`],
	])('hides no certificate: one %s', async (_, answer) => {
		const { files, unreadable } = await listing([...PAIR, ...PAIR], lying(answer));
		expect({ files, unreadable }).toEqual({ files: ['2F10', '2F11', '2F12', '2F13'], unreadable: [] });
	});

	test('tells beforehand how many certificates there are, where it is sure', async () => {
		expect((await listing(PAIR)).counts).toEqual(['1/2', '2/2']);
		expect((await listing(PAIR.slice(0, 1))).counts).toEqual(['1/?']);
		expect((await listing(PAIR, lying('6D00'))).counts).toEqual(['1/?', '2/?']);
	});

	test('is believed no further where a file that it names is not there', async () => {
		const { files, unreadable } = await listing([...PAIR, ...PAIR], (command) =>
			command === select('2F10') ? '6A82' : lying(listOf('2F10', '2F11'))(command),
		);
		expect({ files, unreadable }).toEqual({ files: ['2F11', '2F12', '2F13'], unreadable: [] });
	});

	test.each([
		['without an end', Number.POSITIVE_INFINITY, 65],
		['of hundreds of files', 20, 20],
	])('hides no certificate: one %s', async (_, partsThereAre, partsTaken) => {
		let parts = 0;
		const { files } = await listing([...PAIR, ...PAIR], (command) => {
			if (command !== LIST_FILES && !command.startsWith('00C0')) {
				return undefined;
			}
			parts++;
			const data = (parts === 1 ? ['2F10', '2F11'] : Array.from({ length: 12 }, () => '4401')).map((fileId) =>
				record(fileId),
			);
			return `${data.join('')}${parts < partsThereAre ? '61F0' : '9000'}`;
		});
		expect(files).toEqual(['2F10', '2F11', '2F12', '2F13']);
		expect(parts).toBe(partsTaken);
	});

	test('names a file that the card does not open: it is shown as such, and the others are read', async () => {
		const { files, unreadable, sent } = await listing(PAIR, (command) =>
			command === select('2F10') ? '6982' : undefined,
		);
		expect({ files, unreadable }).toEqual({ files: ['2F11'], unreadable: ['2F10 not-readable'] });
		expect(sent).not.toContain(select('2F12'));
	});

	test('is not asked around where the card is gone', async () => {
		await expect(
			listing(PAIR, (command) => {
				if (command === LIST_FILES) {
					throw new CardError('card-removed', 'as the test wants it');
				}
				return undefined;
			}),
		).rejects.toMatchObject({ code: 'card-removed' });
	});
});
