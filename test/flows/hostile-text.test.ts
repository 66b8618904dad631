import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AppState, Command } from '#app';
import { CardError, type CardSnapshot, createCardMonitor } from '#card';
import { runStatus } from '#commands';
import { textsOf } from '#i18n';
import { createVirtualReader } from '#sandbox';
import { drawFrame } from '#screens';
import { REFUSED_MARK, SecretText } from '#text';
import { createTheme } from '#ui';
import { createAuthority } from '../../src/sandbox/authority/index.ts';
import { createVirtualAkisCard } from '../../src/sandbox/card/index.ts';
import { SANDBOX_HOLDERS } from '../../src/sandbox/holders.ts';
import { createRandomSource } from '../../src/sandbox/random.ts';
import { SHAPE_PIN, SHAPE_PUK, SHAPE_SERIAL } from '../cards/card-shapes.ts';
import { DRIVER_MISSING } from '../unit/app/driver-reports.ts';
import { START } from '../unit/app/program.ts';
import { ready } from '../unit/app/walk.ts';
import { capturedIo } from '../unit/commands/captured-io.ts';
import { HOLDER, Kiosk } from './kiosk.ts';
import { walkToMenu } from './login-walk.ts';
import { SecretWatch } from './secret-watch.ts';

/*
 * Each code point that a terminal could obey, or that changes what is read, put into whatever has a text: the name of a
 * reader, a card's certificates, the portal's answers. That they are replaced at all is shown by unit/text; here, that no
 * way to the screen or to a file goes round it.
 */

const { menu, update } = textsOf('tr');
const THEME = createTheme({ isUnicode: true, hasColour: true });
const HARMFUL =
	/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u{200B}-\u{200D}\u{2060}-\u{2064}\u{FEFF}\u{E0000}-\u{E007F}]/gu;
const LAST_CODE_POINT = 0x10_ffff;
/** Half of what a bounded text takes, so that its true beginning stands there too. */
const IN_ONE_TEXT = 90;
/** Surrogates have no UTF-8: a certificate cannot carry one, nor can a name from the reader service. */
const [FIRST_SURROGATE, LAST_SURROGATE] = [0xd800, 0xdfff];

/** All of them but the surrogates, in texts of a length that every field takes. */
function harmfulTexts(): readonly string[] {
	const all = Array.from({ length: LAST_CODE_POINT + 1 }, (_, codePoint) => codePoint)
		.filter((codePoint) => codePoint < FIRST_SURROGATE || codePoint > LAST_SURROGATE)
		.map((codePoint) => String.fromCodePoint(codePoint))
		.filter((character) => character.search(HARMFUL) === 0);
	return Array.from({ length: Math.ceil(all.length / IN_ONE_TEXT) }, (_, part) =>
		all.slice(part * IN_ONE_TEXT, (part + 1) * IN_ONE_TEXT).join(''),
	);
}

/** What of it a terminal could obey; the line ends that a command writes itself are none of it. */
function harmIn(text: string): readonly string[] {
	return (text.match(HARMFUL) ?? [])
		.filter((character) => character !== '\n')
		.map((character) => (character.codePointAt(0) ?? 0).toString(16));
}

function rowsOf(state: AppState): string {
	return drawFrame(state, THEME)
		.lines.map((spans) => spans.map(({ text }) => text).join(''))
		.join('\n');
}

/** What the monitor tells of a card whose holder has this in the name, in a reader that has it too. */
async function snapshotWith(harm: string): Promise<{
	readonly snapshot: CardSnapshot;
	readonly status: string;
}> {
	const [, holder] = SANDBOX_HOLDERS;
	const authority = await createAuthority({ now: () => START, random: createRandomSource(1) });
	const { signing, encryption } = await authority.issueSeal({ ...holder, title: `Iğdır ${harm} Ltd.` });
	const service = createVirtualReader({
		name: `MİLKO ${harm} 00`,
		card: createVirtualAkisCard({
			product: 'v1.0',
			serial: SHAPE_SERIAL,
			objects: [signing, encryption],
			pin: SecretText.of(SHAPE_PIN),
			puk: SecretText.of(SHAPE_PUK),
		}),
		cardError: (code) => new CardError(code, 'virtual reader'),
	});
	const monitor = createCardMonitor({ services: [service] });
	try {
		const told: string[] = [];
		for (const json of [true, false]) {
			const io = capturedIo();
			const signal = new AbortController().signal;
			await runStatus({
				monitor,
				lookAtDriver: async () => DRIVER_MISSING,
				json,
				texts: textsOf('tr'),
				io,
				signal,
				now: START,
			});
			told.push(io.out, io.err);
		}
		return { snapshot: await monitor.settled(), status: told.join('') };
	} finally {
		await monitor.close();
	}
}

describe.each(harmfulTexts())('text that a terminal could obey, part %#', (harm) => {
	const places: readonly (readonly Command[])[] = [
		[],
		['step-1'],
		['step-1', 'details'],
		['step-1', 'certificate'],
		['readers'],
		['card-pin'],
	];

	test('in the names of a reader and of a card’s holder reaches no frame and no output of status', async () => {
		const { snapshot, status } = await snapshotWith(harm);
		expect(status).toContain(`Iğdır ${REFUSED_MARK}`);
		expect(harmIn(status)).toEqual([]);

		for (const language of ['tr', 'en'] as const) {
			for (const commands of places) {
				const program = ready({ columns: 200, rows: 60, language });
				program.send({ type: 'card-changed', snapshot });
				program.command(...commands);
				const frame = rowsOf(program.state);
				expect(harmIn(frame), commands.join()).toEqual([]);
				expect(frame, commands.join()).toContain(REFUSED_MARK);
			}
		}
	});

	test('in whatever the portal says reaches no frame and no line of the journal', async () => {
		const frames: string[] = [];
		class Frames extends SecretWatch {
			override see(state: AppState, frame: readonly string[]): void {
				super.see(state, frame);
				frames.push(frame.join('\n'));
			}
		}
		await using kiosk = await Kiosk.open(undefined, new Frames());
		kiosk.portalSpoils((text) => `${text} ${harm}`);
		await walkToMenu(kiosk);
		await kiosk.sees(menu.states.valid);
		kiosk.press('up');
		kiosk.press('enter');
		await kiosk.sees(update.rows.save, HOLDER.title);
		kiosk.press('escape');
		kiosk.press('up');
		kiosk.press('up');
		kiosk.press('enter');
		await kiosk.sees(HOLDER.title);

		expect(frames.filter((frame) => frame.includes(REFUSED_MARK)).length).toBeGreaterThan(3);
		expect(frames.flatMap(harmIn)).toEqual([]);
		const journals = (await readdir(kiosk.folder)).filter((name) => name.endsWith('.jsonl'));
		expect(journals).not.toEqual([]);
		for (const name of journals) {
			expect(harmIn(await readFile(join(kiosk.folder, name), 'utf8')), name).toEqual([]);
		}
	});
});
