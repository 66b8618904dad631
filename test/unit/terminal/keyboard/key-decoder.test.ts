import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyDecoder } from '../../../../src/terminal/keyboard/key-decoder.ts';
import { type KeyEvent, type KeyName, keyEvent } from '../../../../src/terminal/keyboard/key-event.ts';

const ESC = '\u{1B}';

function decode(...chunks: readonly string[]): readonly KeyEvent[] {
	const decoder = createKeyDecoder();
	return [...chunks.flatMap((chunk) => decoder.push(chunk)), ...decoder.flush()];
}

function texts(characters: string): readonly KeyEvent[] {
	return Array.from(characters, (text) => ({ kind: 'text', text }));
}

describe('bursts of typed characters', () => {
	it('splits "1234" and Enter in one read into four characters and a key', () => {
		expect(decode('1234\r')).toEqual([...texts('1234'), keyEvent('enter')]);
	});

	it('counts CR LF once, also when the read ends between the two', () => {
		expect(decode('12\r\n34\n')).toEqual([
			...texts('12'),
			keyEvent('enter'),
			...texts('34'),
			keyEvent('enter'),
		]);
		expect(decode('\r', '\n', '\n')).toEqual([keyEvent('enter'), keyEvent('enter')]);
	});

	it('knows Tab and both backspaces inside a burst', () => {
		expect(decode('a\tb\u{7F}\u{8}')).toEqual([
			...texts('a'),
			keyEvent('tab'),
			...texts('b'),
			keyEvent('backspace'),
			keyEvent('backspace'),
		]);
	});

	it('gives Turkish letters and characters beyond the BMP one by one', () => {
		expect(decode('ığüşöçİĞÜŞÖÇ𝟙')).toEqual(texts('ığüşöçİĞÜŞÖÇ𝟙'));
	});

	it('gives a decomposed letter as two characters that join to the composed one', () => {
		const events = decode('I\u{307}');
		expect(events).toEqual(texts('I\u{307}'));
		expect('I\u{307}'.normalize('NFC')).toBe('İ');
	});

	it('drops NUL, C1 controls, bidirectional controls and lone surrogates', () => {
		expect(decode('\u{0}\u{1C}\u{85}\u{9B}\u{202E}\u{200B}\u{D800}a\u{DC00}')).toEqual(texts('a'));
	});

	it('gives Ctrl with a letter', () => {
		expect(decode('\u{3}\u{1A}\u{1}')).toEqual([
			keyEvent('c', { ctrl: true }),
			keyEvent('z', { ctrl: true }),
			keyEvent('a', { ctrl: true }),
		]);
	});
});

describe('named keys', () => {
	const SEQUENCES: readonly (readonly [KeyName, readonly string[]])[] = [
		['up', ['[A', 'OA']],
		['down', ['[B', 'OB']],
		['right', ['[C', 'OC']],
		['left', ['[D', 'OD']],
		['home', ['[H', 'OH', '[1~', '[7~']],
		['end', ['[F', 'OF', '[4~', '[8~']],
		['insert', ['[2~']],
		['delete', ['[3~']],
		['page-up', ['[5~']],
		['page-down', ['[6~']],
		['enter', ['OM']],
		['f1', ['OP', '[11~', '[[A', '[P']],
		['f2', ['OQ', '[12~', '[[B']],
		['f3', ['OR', '[13~', '[[C']],
		['f4', ['OS', '[14~', '[[D']],
		['f5', ['[15~', '[[E']],
		['f6', ['[17~']],
		['f7', ['[18~']],
		['f8', ['[19~']],
		['f9', ['[20~']],
		['f10', ['[21~']],
		['f11', ['[23~']],
		['f12', ['[24~']],
	];

	it.each(SEQUENCES)('%s is known in all its forms', (key, sequences) => {
		for (const sequence of sequences) {
			expect(decode(ESC + sequence), JSON.stringify(sequence)).toEqual([keyEvent(key)]);
		}
	});

	it('reads the modifiers of xterm and rxvt', () => {
		expect(decode(`${ESC}[1;5A`)).toEqual([keyEvent('up', { ctrl: true })]);
		expect(decode(`${ESC}[1;4H`)).toEqual([keyEvent('home', { shift: true, alt: true })]);
		expect(decode(`${ESC}[3;2~`)).toEqual([keyEvent('delete', { shift: true })]);
		expect(decode(`${ESC}O1;5P`)).toEqual([keyEvent('f1', { ctrl: true })]);
		expect(decode(`${ESC}O5P`)).toEqual([keyEvent('f1', { ctrl: true })]);
		expect(decode(`${ESC}[5$`)).toEqual([keyEvent('page-up', { shift: true })]);
		expect(decode(`${ESC}[5^`)).toEqual([keyEvent('page-up', { ctrl: true })]);
		expect(decode(`${ESC}[5@`)).toEqual([keyEvent('page-up', { ctrl: true, shift: true })]);
		expect(decode(`${ESC}[a${ESC}Oa`)).toEqual([
			keyEvent('up', { shift: true }),
			keyEvent('up', { ctrl: true }),
		]);
		expect(decode(`${ESC}[Z`)).toEqual([keyEvent('tab', { shift: true })]);
	});

	it('types the digits of a keypad that another program left in application mode', () => {
		expect(decode(`${ESC}Op${ESC}Oy${ESC}OM`)).toEqual([...texts('09'), keyEvent('enter')]);
	});
});

describe('Esc and Alt', () => {
	it('holds a lone Esc until it is flushed', () => {
		const decoder = createKeyDecoder();
		expect(decoder.push(ESC)).toEqual([]);
		expect(decoder.pending).toBe('escape');
		expect(decoder.flush()).toEqual([keyEvent('escape')]);
		expect(decoder.pending).toBe('nothing');
		expect(decoder.flush()).toEqual([]);
	});

	it('takes Esc and a key together for Alt, and Esc Esc for two presses', () => {
		expect(decode(`${ESC}a`)).toEqual([keyEvent('a', { alt: true })]);
		expect(decode(`${ESC}A`)).toEqual([keyEvent('a', { alt: true, shift: true })]);
		expect(decode(`${ESC}\r`)).toEqual([keyEvent('enter', { alt: true })]);
		expect(decode(`${ESC}\u{3}`)).toEqual([keyEvent('c', { alt: true, ctrl: true })]);
		expect(decode(ESC + ESC)).toEqual([keyEvent('escape'), keyEvent('escape')]);
		expect(decode(`${ESC}ş${ESC}.`)).toEqual([]);
	});
});

describe('what is no key', () => {
	const SWALLOWED: readonly (readonly [string, string])[] = [
		['cursor position', '[24;80R'],
		['device attributes', '[?62;22;52c'],
		['secondary device attributes', '[>41;354;0c'],
		['focus in', '[I'],
		['focus out', '[O'],
		['mode report', '[?2026;2$y'],
		['SGR mouse report', '[<0;10;20M'],
		['oldest mouse report', '[M !!'],
		['kitty key report', '[97;5u'],
		['unknown key', '[99~'],
		['unknown modifier', '[1;99A'],
		['kitty graphics reply', '_Gi=31;OK\u{1B}\\'],
		['colour reply', ']11;rgb:0000/0000/0000\u{7}'],
		['terminal version', 'P>|kitty(0.31.0)\u{1B}\\'],
		['end of a paste that never began', '[201~'],
	];

	it.each(SWALLOWED)('swallows %s whole', (_, sequence) => {
		expect(decode(`${ESC}${sequence}x`)).toEqual(texts('x'));
	});

	it('lets what cut a sequence off count', () => {
		expect(decode(`${ESC}[1;\r`)).toEqual([keyEvent('enter')]);
		expect(decode(`${ESC}[1${ESC}[A`)).toEqual([keyEvent('up')]);
		expect(decode(`${ESC}[ş`)).toEqual(texts('ş'));
	});

	it('drops an unfinished sequence when it is flushed, and types what follows', () => {
		for (const start of ['[', '[12;', 'O', ']11;rgb', 'Pabc', '[M!']) {
			const decoder = createKeyDecoder();
			expect(decoder.push(ESC + start)).toEqual([]);
			expect(decoder.pending).toBe('sequence');
			expect(decoder.flush()).toEqual([]);
			expect(decoder.push('7')).toEqual(texts('7'));
		}
	});

	it('gives up a sequence or a reply that has no end', () => {
		for (const start of ['[', ']', 'O', '_']) {
			const events = decode(`${ESC}${start}${'1'.repeat(5000)}`);
			expect(events.length).toBeGreaterThan(0);
			expect(events.length).toBeLessThan(1000);
		}
	});
});

describe('paste', () => {
	const paste = (content: string): string => `${ESC}[200~${content}${ESC}[201~`;

	it('is one event', () => {
		expect(decode(`a${paste('4540536920')}b`)).toEqual([
			...texts('a'),
			{ kind: 'paste', text: '4540536920' },
			...texts('b'),
		]);
	});

	it('never presses keys: controls and sequences inside it are content', () => {
		expect(decode(paste(' 12\r\n34\u{3}\u{7F}\t5\u{1B}[A\u{202E}6\r'))).toEqual([
			{ kind: 'paste', text: '12 34 5[A6' },
		]);
	});

	it('is not ended by something that only looks like its end', () => {
		expect(decode(paste(`1${ESC}[201x2${ESC}${ESC}[20`))).toEqual([{ kind: 'paste', text: '1[201x2[20' }]);
	});

	it('is bounded, and the rest of it presses no keys', () => {
		expect(decode(paste(`${'ş'.repeat(10_000)}\r`))).toEqual([{ kind: 'paste', text: 'ş'.repeat(4096) }]);
	});

	it('without an end is handed over when it is flushed, and the keyboard is back', () => {
		const decoder = createKeyDecoder();
		expect(decoder.push(`${ESC}[200~123`)).toEqual([]);
		expect(decoder.pending).toBe('paste');
		expect(decoder.flush()).toEqual([{ kind: 'paste', text: '123' }]);
		expect(decoder.push('4\r')).toEqual([...texts('4'), keyEvent('enter')]);
	});
});

describe('any input', () => {
	const PIECES = [
		ESC,
		'[',
		'O',
		']',
		'[200~',
		'[201~',
		'[1;5A',
		'[[A',
		'[5$',
		'[M',
		'\\',
		'\r',
		'\n',
		'\t',
		'~',
		'1',
		';',
		'a',
		'ş',
		'𝟙',
		'\u{7F}',
		'\u{9B}',
		'\u{7}',
	];
	const input = fc
		.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 3 })))
		.map((pieces) => pieces.join(''));

	it('gives the same keys however it is cut', () => {
		fc.assert(
			fc.property(input, fc.array(fc.nat(200)), (whole, cuts) => {
				const positions = [...new Set(cuts.map((cut) => Math.min(cut, whole.length)))].sort((a, b) => a - b);
				const chunks = [...positions, whole.length].map((end, index) =>
					whole.slice(positions[index - 1] ?? 0, end),
				);
				expect(chunks.join('')).toBe(whole);
				expect(decode(...chunks)).toEqual(decode(whole));
			}),
			{ numRuns: 2000 },
		);
	});

	it('never throws and never gives a control character as text', () => {
		fc.assert(
			fc.property(fc.oneof(input, fc.string({ unit: 'binary' })), (whole) => {
				for (const event of decode(whole)) {
					if (event.kind !== 'key') {
						expect(event.text).not.toMatch(/[\u{0}-\u{1F}\u{7F}-\u{9F}]/u);
					}
				}
			}),
			{ numRuns: 2000 },
		);
	});
});
