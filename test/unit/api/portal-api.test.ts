import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { ENDPOINTS, PROBLEM_KINDS, problemCode } from '#contract';
import { ContractWatch } from '../../contract/contract-watch.ts';

it('finds the published document current', async () => {
	const run = promisify(execFile)(process.execPath, ['scripts/write-portal-api.ts', '--check']);

	await expect(run).resolves.toEqual({ stdout: '', stderr: '' });
});

it('is a valid OpenAPI 3.1 document by the judgement of another program', async () => {
	const document: unknown = parse(await readFile('docs/portal-api.yaml', 'utf8'));
	const validator = new Validator();
	const result = await validator.validate(Object(document));

	expect(result).toEqual({ valid: true });
	expect(validator.version).toBe('3.1');
	const broken = await new Validator().validate({ ...Object(document), paths: { nowhere: {} } });
	expect(broken.valid).toBe(false);
});

it('holds every endpoint, and every problem somewhere', async () => {
	const text = await readFile('docs/portal-api.yaml', 'utf8');

	expect(new ContractWatch().operationIds.toSorted()).toEqual(Object.keys(ENDPOINTS).toSorted());
	for (const code of problemCode.options) {
		expect(text).toContain(`https://muhurdar.invalid/problems/${code}\n`);
		expect(PROBLEM_KINDS[code].status).toBeGreaterThanOrEqual(400);
	}
});

it('finds traffic that is not as the document says', () => {
	const watch = new ContractWatch();
	const exchange = {
		method: 'POST',
		url: '/v1/unlocks',
		requestHeaders: { authorization: 'Bearer x', 'idempotency-key': '"key-of-the-test-0001"' },
		requestBody: '{"cardSerial":"AB"}',
		status: 200,
		responseHeaders: { 'content-type': 'application/json' },
		responseBody: JSON.stringify({
			key: 'key-of-the-test-0001',
			kind: 'start-unlock',
			state: 'done',
			resource: 'unlock-of-the-test-01',
			at: '2026-01-15T12:00:00Z',
		}),
	};

	watch.see(exchange);
	expect(watch.violations).toEqual([]);
	expect([...watch.seen]).toEqual(['startUnlock']);
	watch.see({ ...exchange, url: '/v1/nowhere' });
	watch.see({ ...exchange, requestHeaders: { authorization: 'Bearer x' } });
	watch.see({ ...exchange, requestBody: '{"cardSerial":"no hexadecimal"}' });
	watch.see({ ...exchange, status: 201 });
	watch.see({ ...exchange, responseBody: '{"key":1}' });
	watch.see({ ...exchange, responseHeaders: { 'content-type': 'text/html' } });
	expect(watch.violations).toHaveLength(6);
});

it.each([
	['done of an unlock without its id', { kind: 'start-unlock', state: 'done' }],
	['refused without a problem', { kind: 'revoke', state: 'refused' }],
	['without a kind though the portal saw it', { state: 'in-progress' }],
	['with null in place of nothing', { kind: 'revoke', state: 'done', resource: null }],
])('takes no operation that is %s', (_what, fields) => {
	const see = (operation: object) => {
		const watch = new ContractWatch();
		const known = { key: 'key-of-the-test-0001', at: '2026-01-15T12:00:00Z' };
		watch.see({
			method: 'GET',
			url: '/v1/operations/key-of-the-test-0001',
			requestHeaders: {},
			requestBody: '',
			status: 200,
			responseHeaders: { 'content-type': 'application/json' },
			responseBody: JSON.stringify({ ...known, ...operation }),
		});
		return watch.violations;
	};

	expect(see(fields)).toHaveLength(1);
	expect(see({ kind: 'start-unlock', state: 'done', resource: 'unlock-of-the-test-01' })).toEqual([]);
	expect(see({ kind: 'revoke', state: 'refused', problem: 'already-revoked' })).toEqual([]);
	expect(see({ state: 'withdrawn' })).toEqual([]);
});

it('takes 503 from any request, and 429 only with Retry-After', () => {
	const see = (status: number, code: string, headers: object) => {
		const watch = new ContractWatch();
		watch.see({
			method: 'POST',
			url: '/v1/captchas',
			requestHeaders: {},
			requestBody: '',
			status,
			responseHeaders: { 'content-type': 'application/problem+json', ...headers },
			responseBody: JSON.stringify({
				type: `https://muhurdar.invalid/problems/${code}`,
				title: '',
				status,
				retryAfterSeconds: 30,
			}),
		});
		return watch.violations;
	};

	expect(see(503, 'server-error', { 'retry-after': '30' })).toEqual([]);
	expect(see(503, 'server-error', {})).toEqual([]);
	expect(see(429, 'too-many-requests', { 'retry-after': '30' })).toEqual([]);
	expect(see(429, 'too-many-requests', {})).toHaveLength(1);
});
