import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parsePortalAddress } from '#api';
import type { Ports } from '#app';
import { buildPorts } from '#ports';

let folder = '';

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'muhurdar-ports-'));
	// As a folder that anybody could put a driver into, or read a document in.
	await chmod(folder, 0o777);
});

afterEach(() => rm(folder, { recursive: true }));

/** Nothing is sent to the portal, and no reader is opened, before a port is used. */
function portsOf(isKiosk: boolean): Ports {
	const address = parsePortalAddress('http://127.0.0.1:9/');
	if (!address.ok) {
		throw new Error(address.code);
	}
	const { ports } = buildPorts({
		portal: { kind: 'http', address: address.url },
		driver: { path: join(folder, 'libakisp11.so') },
		isKiosk,
		cardFolder: undefined,
		documentsFolder: folder,
		picture: { decode: async () => undefined, qr: () => Promise.reject(new Error('nobody asks')) },
		environment: { HOME: folder },
		uid: undefined,
		logsToJournald: false,
		keepsSeals: false,
		certificates: {
			saveFolder: undefined,
			cacheFolder: undefined,
			issuerFolder: undefined,
			keepsIssuers: false,
		},
	});
	return ports;
}

describe.each([false, true])('the ports of a run, at a kiosk: %s', (isKiosk) => {
	it('load a driver that others could have put there only where nobody else comes by', async () => {
		await writeFile(join(folder, 'libakisp11.so'), 'no library');
		const { module } = await portsOf(isKiosk).driver.look(new AbortController().signal);
		expect(module).toMatchObject({
			kind: 'refused',
			refusal: { rule: isKiosk ? 'writable-by-others' : 'not-a-library' },
		});
	});

	it('save a document in the folder of the settings, and at a kiosk on a stick alone', async () => {
		const path = join(folder, 'pin.pdf');
		const outcome = await portsOf(isKiosk).documents.write(path, new TextEncoder().encode('%PDF'));
		expect(outcome).toEqual(isKiosk ? { kind: 'refused', reason: 'no-stick' } : { kind: 'written', path });
		await expect(
			stat(path).then(
				() => true,
				() => false,
			),
		).resolves.toBe(!isKiosk);
	});
});
