import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { cardWithFiles } from '../../cards/card-shapes.ts';
import {
	type ApduScript,
	parseScript,
	replay,
	withoutSignature,
	writeScript,
} from '../../scripts/apdu-script.ts';
import { CARD_STORIES, type CardStory, filesOf, recordStory } from '../../scripts/card-stories.ts';
import { buildCertificate, ENCRYPTION_EXTENSIONS } from '../certificate/build-certificate.ts';
import { issueSeal } from './pin/virtual-stage.ts';

// UPDATE_SCRIPTS=1 records all of them anew: read the difference before it is committed.

const FOLDER = fileURLToPath(new URL('../../scripts/', import.meta.url));
const pathOf = ({ name }: CardStory): string => `${FOLDER}${name}.apdu`;
const scriptOf = (story: CardStory): ApduScript => parseScript(readFileSync(pathOf(story), 'utf8'));

if (process.env['UPDATE_SCRIPTS'] === '1') {
	const files = [
		buildCertificate({ key: 'rsa-2048' }),
		buildCertificate({ key: 'rsa-2048', extensions: ENCRYPTION_EXTENSIONS }),
	];
	const seal = await issueSeal();
	for (const story of CARD_STORIES) {
		const card =
			story.signs === undefined
				? story.card(files)
				: cardWithFiles([], { objects: [seal.signing, seal.encryption] });
		writeFileSync(pathOf(story), writeScript(await recordStory(story, card), story.notes));
	}
}

describe.each(CARD_STORIES)('the script $name', (story) => {
	test('is what the program says to such a card, step by step', async () => {
		const reader = replay(scriptOf(story));
		expect(await story.act(reader)).toEqual(story.outcome);
		reader.assertKept();
	});

	test('is what a virtual card answers today', async () => {
		const script = scriptOf(story);
		const today = await recordStory(story, story.card(filesOf(script)));
		const [now, then] = story.signs === undefined ? [today, script] : [today, script].map(withoutSignature);
		expect(now && writeScript(now, story.notes)).toBe(then && writeScript(then, story.notes));
	});
});

test('a recorded file is what its script is written as', () => {
	for (const story of CARD_STORIES) {
		expect(writeScript(scriptOf(story), story.notes)).toBe(readFileSync(pathOf(story), 'utf8'));
	}
});

test('every script belongs to a story', () => {
	const files = readdirSync(FOLDER).filter((name) => name.endsWith('.apdu'));
	expect(files.sort()).toEqual(CARD_STORIES.map(({ name }) => `${name}.apdu`).sort());
});

describe('a replay', () => {
	const [listing] = CARD_STORIES;
	const play = async (change: (script: ApduScript) => ApduScript): Promise<void> => {
		if (listing === undefined) {
			throw new Error('no story');
		}
		const reader = replay(change(scriptOf(listing)));
		await listing.act(reader);
		reader.assertKept();
	};
	const withSteps =
		(
			change: (
				steps: ApduScript['conversations'][number]['steps'],
			) => ApduScript['conversations'][number]['steps'],
		) =>
		(script: ApduScript): ApduScript => ({
			...script,
			conversations: script.conversations.map((conversation) => ({
				...conversation,
				steps: change(conversation.steps),
			})),
		});

	test('passes where everything is said as it stands', async () => {
		await expect(play((script) => script)).resolves.toBeUndefined();
	});

	test('fails on a step that the program says and the script does not have, wherever it is missing', async () => {
		const count = listing === undefined ? 0 : (scriptOf(listing).conversations[0]?.steps.length ?? 0);
		expect(count).toBeGreaterThan(5);
		for (let left = 0; left < count; left++) {
			await expect(play(withSteps((steps) => steps.toSpliced(left, 1)))).rejects.toThrow('not expected');
		}
	});

	test('fails on a step that the script has and the program does not say', async () => {
		await expect(
			play(withSteps((steps) => [...steps, { command: '00B0000001', answer: '009000' }])),
		).rejects.toThrow('1 steps');
	});

	test('fails on another command, another way to open the card and another way to leave it', async () => {
		await expect(
			play(withSteps((steps) => steps.with(1, { command: '8018000001', answer: '6D00' }))),
		).rejects.toThrow('not expected');
		const other = (change: Partial<ApduScript['conversations'][number]>) =>
			play((script) => ({
				...script,
				conversations: script.conversations.map((conversation) => ({ ...conversation, ...change })),
			}));
		await expect(other({ mode: 'exclusive' })).rejects.toThrow('was not expected');
		await expect(other({ disposition: 'reset' })).rejects.toThrow('was ended with leave');
	});

	test('fails on a conversation that is not there and on one that is not held', async () => {
		await expect(play((script) => ({ ...script, conversations: [] }))).rejects.toThrow('not expected');
		await expect(
			play((script) => ({ ...script, conversations: [...script.conversations, ...script.conversations] })),
		).rejects.toThrow('1 conversations are missing');
	});
});

describe('a script', () => {
	test.each([
		['a digit of a PIN', 'atr 3B00\n+ exclusive\n> 0020008006xxxxxxxxxx31\n< 9000\n- reset'],
		[
			'a PIN that is changed',
			'atr 3B00\n+ exclusive\n> 002402000E06xxxxxxxxxxxx06xxxxxxxxxxxx\n< 9000\n- reset',
		],
		['no ATR', '+ transaction\n- leave'],
		['a command without an answer', 'atr 3B00\n+ transaction\n> 00B00000F4\n- leave'],
		['an answer without a command', 'atr 3B00\n+ transaction\n< 9000\n- leave'],
		['a conversation without an end', 'atr 3B00\n+ transaction\n> 00B00000F4\n< 9000'],
		['an odd digit', 'atr 3B00\n+ transaction\n> 00B00000F\n< 9000\n- leave'],
	])('is refused with %s', (_, text) => {
		expect(() => parseScript(text)).toThrow(TypeError);
	});

	test('holds no PIN, whatever was recorded', () => {
		for (const story of CARD_STORIES) {
			const { conversations } = scriptOf(story);
			for (const { command } of conversations.flatMap(({ steps }) => steps)) {
				if (/^00(?:20|24|2C)/.test(command)) {
					expect(command.slice(10)).toMatch(/^(?:xx)+$/);
				}
			}
		}
	});
});
