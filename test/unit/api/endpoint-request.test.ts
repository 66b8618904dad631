import { expect, test } from 'vitest';
import { z } from 'zod';
import { ENDPOINT_NAMES, ENDPOINTS, type Endpoint } from '#contract';
import type { AskedOf, RequestOf } from '../../../src/api/endpoint-request.ts';

/** As the client asks: what the contract wants is a type error where it is left out, which `tsc` looks at. */
function request<E extends Endpoint>(_: E, parts: RequestOf<E> & AskedOf<E>): typeof parts {
	return parts;
}

test('a call carries what its endpoint needs, or does not compile', () => {
	const loginId = 'login-0123456789abc';
	expect([
		request(ENDPOINTS.sendCode, { parameters: { loginId } }),
		// @ts-expect-error: the path names a login
		request(ENDPOINTS.sendCode, {}),
		// @ts-expect-error: another parameter than the path's
		request(ENDPOINTS.sendCode, { parameters: { resetId: loginId } }),
		request(ENDPOINTS.startSignatureLogin, { body: { holderNumber: '4540536920' } }),
		// @ts-expect-error: a body without the number
		request(ENDPOINTS.startSignatureLogin, { body: {} }),
		request(ENDPOINTS.certificates, { query: { after: undefined } }),
		// @ts-expect-error: no such query
		request(ENDPOINTS.certificates, { query: { before: loginId } }),
		request(ENDPOINTS.updateDetails, { body: {}, entityTag: 'one', asked: { key: 'key', kind: 'kind' } }),
		// @ts-expect-error: an edit says what it was made from
		request(ENDPOINTS.updateDetails, { body: {}, asked: { key: 'key', kind: 'kind' } }),
		request(ENDPOINTS.startPhoneChange, { body: { phone: '+905' }, asked: { phone: '+905' } }),
		// @ts-expect-error: the answer names the number again
		request(ENDPOINTS.startPhoneChange, { body: { phone: '+905' } }),
		request(ENDPOINTS.details, {}),
	]).toHaveLength(12);
});

test('what a client gives on as it read it holds no secret and opens no session', () => {
	const endpoints = ENDPOINT_NAMES.map((name): Endpoint => ENDPOINTS[name]);
	const plain = endpoints.filter(({ isPlain }) => isPlain === true);
	const fieldsOf = ({ readAs }: Endpoint) =>
		readAs === undefined ? 'no JSON' : JSON.stringify(z.toJSONSchema(readAs, { io: 'input' }));
	const SECRET = /no JSON|sessionToken|deviceCode|nonce|"(pin|puk|newPin|image)"/u;

	expect(plain.length).toBeGreaterThan(0);
	expect(plain.filter((endpoint) => SECRET.test(fieldsOf(endpoint)))).toEqual([]);
	expect(plain.filter(({ change }) => change !== undefined)).toEqual([]);
	expect(SECRET.test(fieldsOf(ENDPOINTS.confirmCode))).toBe(true);
});
