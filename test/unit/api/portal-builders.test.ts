import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
	CHANGE_PROBLEMS,
	COMMON_PROBLEMS,
	changeKind,
	EDIT_PROBLEMS,
	ENDPOINT_NAMES,
	ENDPOINTS,
	type Endpoint,
	type EndpointName,
	OFFER_PROBLEMS,
	PROBLEM_KINDS,
	portalOperation,
	problemCode,
	problemDocument,
	SESSION_PROBLEMS,
	securityWordEdit,
	signatureLoginContent,
} from '#contract';
import { DEFAULT_LIMITS } from '../../../src/api/client-limits.ts';

const PAGE = readFileSync('docs/portal-builders.md', 'utf8');

interface Section {
	readonly name: string;
	readonly request: string;
	readonly text: string;
}

/** One for each heading that names an endpoint. */
const sections: readonly Section[] = [
	...PAGE.matchAll(/^### `(\w+)` · `([A-Z]+ [^`]+)`\n(?<text>[\s\S]*?)(?=^##|$(?![\s\S]))/gm),
].map(([, name = '', request = '', text = '']) => ({ name, request, text }));

/** Every JSON example: `request` or `answer`, and of which endpoint. */
const examples = [...PAGE.matchAll(/^```json (request|answer) (\w+)\n([\s\S]*?)^```$/gm)].map(
	([, part = '', name = '', json = '']) => ({ part, name, json }),
);

const rows: readonly [EndpointName, Endpoint][] = ENDPOINT_NAMES.map((name) => [name, ENDPOINTS[name]]);

describe('docs/portal-builders.md', () => {
	test('has one section for each request of the contract, with its method and path', () => {
		expect(sections.map(({ name, request }) => `${name} ${request}`).toSorted()).toEqual(
			rows.map(([name, { method, path }]) => `${name} ${method} ${path}`).toSorted(),
		);
	});

	test.each(rows)('names the problems of %s, and that it is a change or an edit', (name, endpoint) => {
		const text = sections.find((section) => section.name === name)?.text ?? '';
		const told = /^Problems: ([^.]*)\./m.exec(text)?.[1] ?? '';
		expect([...told.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code)).toEqual(endpoint.problems);
		expect(/\bchange without a session\b|\bA change\b/.test(text)).toBe(endpoint.change !== undefined);
		expect(/\ban edit\b/.test(text)).toBe(endpoint.entityTag === 'asks');
	});

	test.each(rows)('shows a request and an answer of %s that the contract takes', (name, { body, answer }) => {
		const of = (part: string) => examples.filter((one) => one.name === name && one.part === part);
		expect(of('request').length > 0).toBe(body !== undefined);
		expect(of('answer').length > 0).toBe(answer !== undefined && answer !== 'pdf');
		for (const { json } of of('request')) {
			expect(body?.safeParse(JSON.parse(json))).toMatchObject({ success: true, data: JSON.parse(json) });
		}
		for (const { json } of of('answer')) {
			const schema = answer === 'pdf' ? undefined : answer;
			expect(schema?.safeParse(JSON.parse(json))).toMatchObject({ success: true, data: JSON.parse(json) });
		}
	});

	test('shows no example of something else', () => {
		expect(examples.filter(({ name }) => !rows.some(([known]) => known === name))).toEqual([]);
		const problem = /^```json problem\n([\s\S]*?)^```$/m.exec(PAGE)?.[1] ?? '';
		expect(problemDocument.safeParse(JSON.parse(problem)).success).toBe(true);
	});

	test('tells of every problem its status and which requests it fits', () => {
		const groups = [
			['any', COMMON_PROBLEMS],
			['session', SESSION_PROBLEMS],
			['change', CHANGE_PROBLEMS],
			['offered', OFFER_PROBLEMS],
			['edit', EDIT_PROBLEMS],
		] as const;
		const told = [...PAGE.matchAll(/^\| `([a-z-]+)` \| (\d{3}) \| ([\w, ]+) \|/gm)].map(
			([, code, status, of]) => `${code} ${status} ${of}`,
		);
		expect(told).toEqual(
			problemCode.options.map((code) => {
				const fits = [
					...groups.filter(([, codes]) => codes.includes(code)).map(([group]) => group),
					...rows.filter(([, { problems }]) => problems.includes(code)).map(([name]) => name),
				];
				return `${code} ${PROBLEM_KINDS[code].status} ${fits.join(', ')}`;
			}),
		);
	});

	test('tells of every operation which requests it covers', () => {
		const service = sections.find(({ name }) => name === 'service')?.text ?? '';
		const table = [...service.matchAll(/^\| `([a-z-]+)` \| ([A-Za-z][^|]*) \|$/gm)];
		const told = new Map(table.map(([, operation = '', requests = '']) => [operation, requests]));
		expect([...told.keys()].toSorted()).toEqual(portalOperation.options.toSorted());
		for (const [name, { offeredAs }] of rows) {
			if (offeredAs !== undefined) {
				expect(told.get(offeredAs)).toMatch(new RegExp(`\\b${name}\\b`));
			}
		}
	});

	test('names every kind of change', () => {
		const row = PAGE.split('\n').find((line) => line.startsWith('| `kind` |')) ?? '';
		expect([...row.matchAll(/`([a-z-]+-[a-z-]+|activate|revoke)`/g)].map(([, kind]) => kind)).toEqual(
			changeKind.options,
		);
	});

	test('gives the bytes that E-İmzalı Giriş signs', () => {
		const shown = /^```text signed\n([\s\S]*?)^```$/m.exec(PAGE)?.[1];
		const content = signatureLoginContent({
			origin: 'https://portal.example',
			holderNumber: '4540536920',
			nonce: 'nO4nC7eQ2wE5rT8yU1iP3a',
		});
		expect(shown).toBe(Buffer.from(content).toString());
	});

	test('counts a length in code points, as the schemas do', () => {
		const isTaken = (newSecurityWord: string) =>
			securityWordEdit.safeParse({ securityWord: 'papatya', newSecurityWord }).success;
		expect(PAGE).toContain('A character of a length is a Unicode code point');
		// Two UTF-16 code units each.
		expect(['😀'.repeat(5), '😀'.repeat(6), '😀'.repeat(64), '😀'.repeat(65)].map(isTaken)).toEqual([
			false,
			true,
			true,
			false,
		]);
	});

	test('gives the limits of the client', () => {
		const { connectMs, responseMs, totalMs, jsonBytes, captchaBytes, documentBytes } = DEFAULT_LIMITS;
		expect(PAGE).toContain(
			`| JSON answer | ${jsonBytes / 1024} KiB; of \`newCaptcha\` ${captchaBytes / 1024} KiB |`,
		);
		expect(PAGE).toContain(`| PDF | ${documentBytes / 1024 / 1024} MiB,`);
		expect(PAGE).toContain(`| finding the name, connecting, TLS | ${connectMs / 1000} s each |`);
		expect(PAGE).toContain(`| from the request to the answer's headers | ${responseMs / 1000} s |`);
		expect(PAGE).toContain(`| the whole request | ${totalMs / 1000} s |`);
	});
});
