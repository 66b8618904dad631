import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** Loads the client with a resolver that notes every package, makes one, and calls it once. */
const PROGRAM = `
import { registerHooks } from 'node:module';
const loaded = new Set();
registerHooks({ resolve(specifier, context, next) { loaded.add(specifier); return next(specifier, context); } });
const { createPortalClient, parsePortalAddress } = await import('#api');
const parsed = parsePortalAddress('http://127.0.0.1:1/');
const client = createPortalClient({ baseUrl: parsed.url });
const before = loaded.has('got');
const result = await client.service();
process.stdout.write(JSON.stringify({ before, after: loaded.has('got'), code: result.problem?.code }));
`;

test('the HTTP client is loaded with the first request, not before', async () => {
	const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', PROGRAM]);

	expect(JSON.parse(stdout)).toEqual({ before: false, after: true, code: 'unreachable' });
});
