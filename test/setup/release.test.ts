import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cutRelease, isLater } from '../../scripts/release/changelog.ts';

const TEXT = `# Changelog

What an operator can notice.

## [Unreleased]

### Added

- One thing.

## [0.1.0] - 2026-01-01

### Added

- The first thing.
`;

describe('a release', () => {
	it('takes what is unreleased, and leaves an empty place for what comes next', () => {
		const { text, section } = cutRelease(TEXT, '0.2.0', '2026-11-29');
		expect(section).toBe('### Added\n\n- One thing.');
		expect(text).toBe(TEXT.replace('## [Unreleased]\n\n', '## [Unreleased]\n\n## [0.2.0] - 2026-11-29\n\n'));
	});

	it('can be cut of the changelog as it is', () => {
		const changelog = readFileSync('CHANGELOG.md', 'utf8');
		const { text, section } = cutRelease(changelog, '99.0.0', '2026-11-29');
		expect(section).toContain('### Added');
		expect(text).toContain('## [Unreleased]\n\n## [99.0.0] - 2026-11-29\n\n### Added');
		expect(text.length).toBe(changelog.length + '\n\n## [99.0.0] - 2026-11-29'.length);
	});

	it.each([
		['no version', TEXT, '1.2', 'is no version'],
		['a version that is there', TEXT, '0.1.0', 'has 0.1.0 already'],
		['nothing unreleased', TEXT.replace('### Added\n\n- One thing.\n', ''), '0.2.0', 'nothing is unreleased'],
		['no place for it', TEXT.replace('[Unreleased]', '[Next]'), '0.2.0', 'no section'],
	])('is refused with %s', (_what, text, version, why) => {
		expect(() => cutRelease(text, version, '2026-11-29')).toThrow(why);
	});

	it.each([
		['0.2.0', '0.1.9', true],
		['0.10.0', '0.9.0', true],
		['1.0.0', '0.99.99', true],
		['0.1.0', '0.1.0', false],
		['0.1.0', '0.1.1', false],
	])('%s is later than %s: %s', (version, than, expected) => {
		expect(isLater(version, than)).toBe(expected);
	});
});
