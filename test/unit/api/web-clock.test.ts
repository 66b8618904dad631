import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { askWebTime } from '#api';

const NOON = Date.UTC(2026, 10, 29, 12);

async function server(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
	const made = createServer((request, response) => {
		response.sendDate = false;
		answer(request, response);
	});
	onTestFinished(() => void made.close());
	await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
	const address = made.address();
	return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
}

const ask = (address: string, now = NOON) =>
	askWebTime(address, { now: () => now, signal: new AbortController().signal });

test('the time of a server is that of its Date, whatever it answers, without a redirect being followed', async () => {
	const asked: string[] = [];
	const address = await server(({ method = '', url = '' }, response) => {
		asked.push(`${method} ${url}`);
		response.writeHead(302, { location: '/elsewhere', date: 'Sun, 29 Nov 2026 12:03:00 GMT' });
		response.end();
	});
	const { host } = new URL(address);
	expect(await ask(address)).toEqual({ ok: true, host, skew: { least: 180_000, most: 181_000 } });
	expect(asked).toEqual(['HEAD /']);
});

test('the age that a cache tells is added', async () => {
	const address = await server((_, response) => {
		response.writeHead(200, { date: 'Sun, 29 Nov 2026 11:50:00 GMT', age: '600' });
		response.end();
	});
	expect(await ask(address)).toMatchObject({ ok: true, skew: { least: 0, most: 1_000 } });
});

test('the way of the answer widens what is known', async () => {
	const address = await server((_, response) => {
		response.writeHead(200, { date: 'Sun, 29 Nov 2026 12:00:00 GMT' });
		response.end();
	});
	const moments = [NOON, NOON + 4_000];
	const told = await askWebTime(address, {
		now: () => moments.shift() ?? Number.NaN,
		signal: new AbortController().signal,
	});
	expect(told).toMatchObject({ ok: true, skew: { least: -4_000, most: 1_000 } });
});

test.each([
	['none', {}],
	['no IMF-fixdate', { date: '2026-11-29T12:00:00Z' }],
	['no day', { date: 'Sun, 99 Nov 2026 12:00:00 GMT' }],
	['an age without end', { date: 'Sun, 29 Nov 2026 12:00:00 GMT', age: '9999999999' }],
])('a Date that is %s tells nothing', async (_, headers: Record<string, string>) => {
	const address = await server((__, response) => {
		response.writeHead(200, headers);
		response.end();
	});
	expect(await ask(address)).toMatchObject({ ok: false, code: 'no-date' });
});

test('a server that is not there, and an address that may not be asked, tell nothing', async () => {
	expect(await ask('http://127.0.0.1:9/')).toMatchObject({ ok: false, code: 'offline' });
	expect(await ask('http://user:word@127.0.0.1/')).toMatchObject({ ok: false, code: 'bad-address' });
});
