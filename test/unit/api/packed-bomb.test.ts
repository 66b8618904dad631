import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openServer, sendJson } from './hostile-server.ts';

/** As the process of the fixture has it. */
const ORDINARY_READS = 20;
const MIB = 1024 * 1024;
const BOMB_MIB = 304;
const BOMB_LIMIT_KIB = 16 * 1024;

const told = z.object({
	result: z.object({ ok: z.boolean(), problem: z.object({ code: z.string() }).optional() }),
	grownKiB: z.number(),
});

/** What a process tells that reads ordinary answers, then these bytes of gzip. */
async function readAfterOthers(packed: Buffer) {
	let answers = 0;
	await using server = await openServer((response) => {
		answers += 1;
		if (answers <= ORDINARY_READS) {
			sendJson(response, {});
			return;
		}
		response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
		response.on('error', () => {
			// The client is expected to cut it off.
		});
		response.end(packed);
	});
	const child = fork(join(import.meta.dirname, 'fixtures', 'reading-client.ts'), [server.url], {
		execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'],
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
	const [message] = await once(child, 'message');
	await once(child, 'exit');
	return told.parse(message);
}

test('300 MB in a gzip bomb add less than 16 MiB to the process that reads them', async () => {
	const member = gzipSync(Buffer.alloc(16 * MIB, ' '));
	const { result, grownKiB } = await readAfterOthers(Buffer.concat(Array(BOMB_MIB / 16).fill(member)));
	expect(result).toMatchObject({ ok: false, problem: { code: 'bad-answer' } });
	expect(grownKiB).toBeLessThan(BOMB_LIMIT_KIB);
});
