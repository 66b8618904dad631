import { expect, test } from 'vitest';
import { parseClockHosts, parseReaderNames } from '#config';

test('readers are called by a part of their name', () => {
	expect(parseReaderNames('Muhasebe=MILKO; Depo=ACS ACR39 ')).toEqual([
		{ name: 'Muhasebe', part: 'MILKO' },
		{ name: 'Depo', part: 'ACS ACR39' },
	]);
});

test.each(['', 'Muhasebe', 'Muhasebe=', '=MILKO', 'A=B=C', 'A=B;', 'A=B;A=C', 'A(1)=B', 'A=B\u001b[2J'])(
	'%j names no reader',
	(text) => {
		expect(parseReaderNames(text)).toBeUndefined();
	},
);

test('two to four web servers tell the time', () => {
	expect(parseClockHosts('http://a.example/, https://b.example')).toEqual([
		'http://a.example/',
		'https://b.example',
	]);
});

test.each([
	'http://a.example/',
	// One clock under two addresses.
	'http://a.example/,http://a.example/x',
	'http://a.example,ftp://b.example',
	'http://a.example,http://u:p@b.example',
	'http://a,http://b,http://c,http://d,http://e',
	'a.example,b.example',
])('%s are no clocks', (text) => {
	expect(parseClockHosts(text)).toBeUndefined();
});
