import { expect, test } from 'vitest';
import { parsePortalAddress } from '#api';

test.each([
	['https://portal.example.org', 'https://portal.example.org/'],
	['  https://portal.example.org/mali/muhur  ', 'https://portal.example.org/mali/muhur/'],
	['https://portal.example.org:8443/', 'https://portal.example.org:8443/'],
	['https://şeker.example.org', 'https://xn--eker-45a.example.org/'],
	['http://127.0.0.1:4711', 'http://127.0.0.1:4711/'],
	['http://127.8.9.10/', 'http://127.8.9.10/'],
	['http://0x7f.1', 'http://127.0.0.1/'],
	['http://[::1]:4711', 'http://[::1]:4711/'],
	['http://localhost:4711', 'http://localhost:4711/'],
])('%s is a portal address', (text, url) => {
	expect(parsePortalAddress(text)).toEqual({ ok: true, url });
});

test.each([
	['', 'not-a-url'],
	['portal.example.org', 'not-a-url'],
	['/v1', 'not-a-url'],
	['https://', 'not-a-url'],
	[`https://portal.example.org/${'a'.repeat(2000)}`, 'not-a-url'],
	['http://portal.example.org', 'not-https'],
	['http://127.0.0.1.example.org', 'not-https'],
	['http://localhost.example.org', 'not-https'],
	['http://128.0.0.1', 'not-https'],
	['http://0.0.0.0', 'not-https'],
	['http://[::ffff:8.8.8.8]', 'not-https'],
	['ftp://portal.example.org', 'not-https'],
	['file:///etc/passwd', 'not-https'],
	['javascript:alert(1)', 'not-https'],
	['https://muhur:sifre@portal.example.org', 'has-credentials'],
	['https://muhur@portal.example.org', 'has-credentials'],
	['https://portal.example.org/?a=b', 'has-query'],
	['https://portal.example.org/?', 'has-query'],
	['https://portal.example.org/#menu', 'has-query'],
])('%j is refused: %s', (text, code) => {
	expect(parsePortalAddress(text)).toEqual({ ok: false, code });
});
