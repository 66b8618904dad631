import { describe, expect, it } from 'vitest';
import { faultReport } from '../../../src/terminal/fault-report.ts';

describe('the report of a fault', () => {
	it('has name, code, message and stack, and those of the causes', () => {
		const cause = Object.assign(new RangeError('too far'), { code: 'E_FAR' });
		const lines = faultReport(new Error('no way', { cause }));
		expect(lines[0]).toBe('Error: no way');
		expect(lines.some((line) => /^\s+at .*fault-report\.test\.ts/.test(line))).toBe(true);
		expect(lines).toContain('Caused by RangeError [E_FAR]: too far');
	});

	it('shows nothing else of an error, and nothing of a thrown value', () => {
		const request = Object.assign(new Error('refused'), { body: 'pin=4711', options: { pin: '4711' } });
		expect(faultReport(request).join('\n')).not.toContain('4711');
		expect(faultReport('4711')).toEqual(['a thrown value of type string']);
		expect(faultReport(new Error('refused', { cause: { pin: '4711' } })).at(-1)).toBe(
			'Caused by a thrown value of type object',
		);
	});

	it('lets no control character through and ends for causes that run in a circle', () => {
		const circle = new Error('one\u{1B}[2Jtwo\nthree');
		circle.cause = circle;
		const lines = faultReport(circle);
		expect(lines.join('')).not.toMatch(/[\u{0}-\u{1F}]/u);
		expect(lines.length).toBeLessThan(100);
	});
});
