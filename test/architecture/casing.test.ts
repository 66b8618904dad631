import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const SOURCE = join(import.meta.dirname, '../../src');

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) =>
	/\.tsx?$/.test(file),
);

function linesWith(pattern: RegExp): readonly string[] {
	return files.flatMap((file) =>
		readFileSync(join(SOURCE, file), 'utf8')
			.split('\n')
			.flatMap((line) => (pattern.test(line) ? [`${file}: ${line.trim()}`] : [])),
	);
}

describe('Turkish has two letters i', () => {
	test('regular expressions that ignore case are for ASCII words alone', () => {
		// `/i/i` takes İ for no i and ı for no I, and with `u` it takes K (Kelvin) for k.
		const patterns = linesWith(/\/[gmsuy]*i[gmsuy]*(?:[.,);\s]|$)/).filter((line) =>
			/[çğıöşüÇĞİÖŞÜ].*\/[gmsuy]*i/.test(line),
		);
		expect(patterns).toEqual([]);
	});

	test('casing without a language is for what is ASCII by its kind: keys, hexadecimal, names of protocols', () => {
		const known = [
			/^terminal\/keyboard\/key-event\.ts/,
			/^screens\/keys\/chord-name\.ts/,
			/\[a-z\]|content-type|MUHURDAR \$\{status/,
			/^card\/host\/usb-readers\.ts/,
			/^text\/folded-text\.ts/,
			// Names of certificates fold as RFC 4518 says, whatever their language; hosts are ASCII.
			/^certificate\/(?:distinguished-name|chain\/name-constraints)\.ts/,
			/hex'|toString\(16\)|padStart/,
		];
		const unknown = linesWith(/\.to(?:Upper|Lower)Case\(/).filter(
			(line) => !known.some((pattern) => pattern.test(line)),
		);
		expect(unknown).toEqual([]);
	});

	test('what a person reads is sorted by a language, and never by code points', () => {
		expect(linesWith(/\.localeCompare\([^,)]*\)/)).toEqual([]);
	});
});

test('no sentence of the screens is glued: a value goes into a text by a function', () => {
	// `${texts.a} ${value}` and `texts.a + value` know no word order and no suffix.
	const glued = linesWith(/\$\{(?:view\.)?texts\.[\w.[\]'-]+\}[ ,.:;][^`]*\$\{(?!theme)/).filter(
		(line) => /^screens\//.test(line) && !/keyNames|texts\.keys\[|\$\{dot\}|\} · \$\{/.test(line),
	);
	expect(glued).toEqual([]);
});
