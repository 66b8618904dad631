import { expect, test } from 'vitest';
import { parseModuleEnvironment } from '#config';

test.each([
	['SOFTHSM2_CONF=/etc/softhsm2.conf', { SOFTHSM2_CONF: '/etc/softhsm2.conf' }],
	['A=1;B_2=x=y', { A: '1', B_2: 'x=y' }],
	['A=1; B=with a blank', { A: '1', B: 'with a blank' }],
])('%s are variables of the module', (text, expected) => {
	expect(parseModuleEnvironment(text)).toEqual(expected);
});

test.each([
	'',
	'SOFTHSM2_CONF',
	'SOFTHSM2_CONF=',
	'=x',
	'lower=x',
	'1A=x',
	'A=1;A=2',
	'A=1;',
	'A=one\nline',
	'LD_PRELOAD=/tmp/x.so',
	'LD_LIBRARY_PATH=/tmp',
	'NODE_OPTIONS=--require=/tmp/x',
	'PATH=/tmp',
	'HOME=/tmp',
	'BASH_ENV=/tmp/x',
	'ENV=/tmp/x',
	'OPENSSL_CONF=/tmp/x',
	Array.from({ length: 17 }, (_, place) => `A${place}=1`).join(';'),
])('%j is refused', (text) => {
	expect(parseModuleEnvironment(text)).toBeUndefined();
});
