import { describe, expect, test } from 'vitest';
import { focusedReader, triesOf } from '#app';
import type { AkisCard, ReaderSnapshot } from '#card';
import { drawFrame, overviewCursor } from '#screens';
import { createTheme } from '#ui';
import { KIOSK } from './kiosk-mode.ts';
import type { Program } from './program.ts';
import { atReaders, EVERY_READER, OTHER_SLOT, readerWith, sees, TWO_READERS } from './readers-walk.ts';
import { atMenu, ready, SEAL_SLOT } from './walk.ts';

const THEME = createTheme({ isUnicode: true, hasColour: false });

function refusalIn({ state }: Program): string | undefined {
	return state.notice?.kind === 'refused' ? state.notice.refusal : undefined;
}

function rowsOf({ state }: Program): readonly string[] {
	return drawFrame(state, THEME).lines.map((spans) => spans.map(({ text }) => text).join(''));
}

/** The rows that stand under a reader's name, up to the next name or the end; of a list or of a column. */
function under(program: Program, reader: ReaderSnapshot, isBeside: boolean): string {
	const rows = rowsOf(program);
	const at = rows.findIndex((row) => row.includes(reader.name));
	if (at === -1) {
		throw new Error(`${reader.name} is not shown:\n${rows.join('\n')}`);
	}
	const column = isBeside ? Math.max(0, (rows[at] ?? '').indexOf(reader.name) - 2) : 0;
	const end = rows.findIndex((row, index) => index > at && row.trim() === '');
	return rows
		.slice(at, end)
		.map((row) => row.slice(column, isBeside ? column + 38 : undefined))
		.join('\n');
}

describe('all readers at once', () => {
	test.each([
		[80, false],
		[132, true],
		[200, true],
	] as const)('at %s columns never show the facts of one card under another reader', (columns, isBeside) => {
		const [first, second] = TWO_READERS;
		if (first === undefined || second === undefined) {
			throw new Error('There are two readers');
		}
		const facts = { sugar: 'VKN 4540536920', shadow: 'VKN 1234567890' };
		const program = atReaders(TWO_READERS, { columns, rows: 43 });
		expect(under(program, first, isBeside)).toContain(facts.sugar);
		expect(under(program, first, isBeside)).not.toContain(facts.shadow);
		expect(under(program, second, isBeside)).toContain(facts.shadow);
		expect(under(program, second, isBeside)).not.toContain(facts.sugar);
		// The cards change places in one event, as where one hand swaps them.
		sees(program, [readerWith(first.name, OTHER_SLOT), readerWith(second.name, SEAL_SLOT)]);
		expect(under(program, first, isBeside)).toContain(facts.shadow);
		expect(under(program, first, isBeside)).not.toContain(facts.sugar);
		expect(under(program, second, isBeside)).toContain(facts.sugar);
	});

	test('are as many as there are, each with its state', () => {
		const program = atReaders(EVERY_READER, { columns: 80, rows: 24 });
		for (const { name } of EVERY_READER) {
			expect(rowsOf(program).join('\n')).toContain(name);
			program.command('down');
		}
		expect(refusalIn(program)).toBe('end-of-list');
	});

	test('are chosen from by Enter, and the work goes on with that one', () => {
		const program = atReaders();
		program.command('down', 'continue');
		expect(program.state).toMatchObject({ screen: 'card', chosenReader: 'ACS ACR38U 01 00' });
		expect(focusedReader(program.state)?.slot).toBe(OTHER_SLOT);
	});

	test('lead back to where they were called from, without a session not to the menu', () => {
		const program = atMenu();
		program.command('readers', 'back');
		expect(program.state.screen).toBe('menu');
		program.command('readers', 'continue');
		expect(program.state.screen).toBe('menu');
		program.command('readers');
		program.send({ type: 'timer', id: 'session-end' });
		expect(program.state.screen).toBe('readers');
		program.command('back');
		expect(program.state.screen).toBe('start');
	});

	test('follow a reader that is unplugged, and choose nothing in its place', () => {
		const program = atReaders();
		program.command('down');
		sees(program, TWO_READERS.slice(0, 1));
		expect(overviewCursor(program.state)).toBe(0);
		program.command('continue');
		expect([refusalIn(program), program.state.screen]).toEqual(['reader-gone', 'readers']);
		sees(program, []);
		program.command('down');
		expect(refusalIn(program)).toBe('end-of-list');
	});

	test('are not shown at a kiosk', () => {
		const program = atReaders(TWO_READERS, { mode: { kiosk: KIOSK } });
		expect([refusalIn(program), program.state.screen]).toEqual(['no-such-key', 'start']);
	});
});

describe('the tries of a card', () => {
	function afterLook(): { readonly program: Program; readonly card: AkisCard } {
		const program = ready();
		sees(program, TWO_READERS);
		program.command('card-pin');
		const { request, card } = program.question('read-pin-tries');
		program.send({
			type: 'pin-tries-read',
			request,
			outcome: { kind: 'read', pin: { kind: 'exactly', count: 3 }, puk: undefined },
		});
		program.command('back');
		return { program, card };
	}

	test('are known of the card that told them and of no other', () => {
		const { program, card } = afterLook();
		expect(triesOf(program.state, card)).toEqual({ kind: 'exactly', count: 3 });
		program.command('readers');
		const text = rowsOf(program).join('\n');
		expect(text).toContain('PIN hakkı: 3');
		expect(text).toContain('PIN hakkı: sorulmadı');
	});

	test('are forgotten when it is pulled, though the same one comes back', () => {
		const { program, card } = afterLook();
		sees(program, [readerWith('udea MILKO V1. 00 00', { kind: 'empty' }), ...TWO_READERS.slice(1)]);
		expect(triesOf(program.state, card)).toBeUndefined();
		sees(program, TWO_READERS);
		expect(triesOf(program.state, card)).toBeUndefined();
	});
});
