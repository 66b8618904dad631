import { describe, expect, test } from 'vitest';
import { copySequence, multiplexerOf } from '#terminal';

describe('the sequence that copies', () => {
	test('is OSC 52 with the digits in base64', () => {
		expect(copySequence('5A2295753A906E', 'none')).toBe('\u{1B}]52;c;NUEyMjk1NzUzQTkwNkU=\u{7}');
	});

	test('goes to tmux as it is, and through GNU screen in a DCS', () => {
		expect(copySequence('00', 'tmux')).toBe(copySequence('00', 'none'));
		expect(copySequence('00', 'screen')).toBe('\u{1B}P\u{1B}]52;c;MDA=\u{7}\u{1B}\\');
	});

	test.each(['', 'papatya', '5a', '12\u{7}', '0'.repeat(65), '12 34'])(
		'is made of no text such as %j',
		(text) => {
			expect(() => copySequence(text, 'none')).toThrow(RangeError);
		},
	);

	test.each([
		[{}, 'none'],
		[{ TMUX: '/tmp/tmux-1000/default,1,0' }, 'tmux'],
		[{ STY: '123.pts-0.host' }, 'screen'],
		[{ TMUX: '', STY: '' }, 'none'],
	] as const)('is for what lies between: %j', (env, expected) => {
		expect(multiplexerOf(env)).toBe(expected);
	});
});
