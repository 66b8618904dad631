import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PortalAddress, parsePortalAddress, parseProxyExceptions } from '#api';
import { createCardMonitor, type DriverReport } from '#card';
import { type PortalToAsk, portalToAsk, runDoctor } from '#commands';
import { openSandbox, type Sandbox } from '#sandbox';
import { doctorReport } from '../../../src/commands/doctor-report.ts';
import { CompanyProxy, type ProxyManner } from '../api/company-proxy.ts';
import { authority, issued, selfSigned } from '../api/server-certificates.ts';
import { capturedIo } from './captured-io.ts';
import { readerService } from './scripted-readers.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const STANDING_TIMER = { after: () => () => undefined };
const NO_DRIVER: DriverReport = {
	system: { kind: 'debian', name: 'Debian 12', machine: 'x64' },
	readers: [],
	module: { kind: 'missing', searched: [] },
};

let sandbox: Sandbox;
let folder: string;

beforeAll(async () => {
	sandbox = await openSandbox({ clock: { now: () => NOW }, seed: 1 });
	folder = mkdtempSync(join(tmpdir(), 'muhurdar-doctor-portal-'));
});
afterAll(async () => {
	await sandbox.close();
	rmSync(folder, { recursive: true });
});

function addressOf(text: string): PortalAddress {
	const parsed = parsePortalAddress(text);
	if (!parsed.ok) {
		throw new Error(parsed.code);
	}
	return parsed.url;
}

/** What doctor says of the portal's link, and how many requests reached the sandbox's portal meanwhile. */
async function portalLink(portal: PortalToAsk) {
	const monitor = createCardMonitor({ services: [readerService()], clock: STANDING_TIMER });
	const io = capturedIo();
	try {
		await runDoctor({
			lookAtNeighbours: async () => ({ programs: [], isWhole: true, places: [] }),
			monitor,
			lookAtDriver: async () => NO_DRIVER,
			portal: portalToAsk(portal),
			terminal: {
				isInteractive: false,
				hasCursorControl: false,
				columns: 80,
				rows: 24,
				colourLevel: 0,
				hasLightGround: false,
				isUnicode: true,
				graphics: 'none',
				recorder: undefined,
				isScreenReader: false,
			},
			system: { version: '1.2.3', node: 'v24', platform: 'linux', machine: 'x64' },
			bundle: undefined,
			home: undefined,
			json: true,
			language: 'tr',
			io,
			signal: new AbortController().signal,
			now: NOW,
			timer: STANDING_TIMER,
		});
	} finally {
		await monitor.close();
	}
	return doctorReport.parse(JSON.parse(io.out)).links.find(({ link }) => link === 'portal');
}

/** The sandbox's portal behind TLS on loopback, as a reverse proxy puts it there. */
async function overTls<T>(
	options: ServerOptions,
	use: (address: PortalAddress, heard: () => number) => Promise<T>,
): Promise<T> {
	let heard = 0;
	const server = createServer(options, (incoming, outgoing) => {
		heard += 1;
		const { method, headers } = incoming;
		const onward = request(
			new URL(incoming.url ?? '/', sandbox.portal.url),
			{ method, headers },
			(answer) => {
				outgoing.writeHead(answer.statusCode ?? 0, answer.headers);
				answer.pipe(outgoing);
			},
		);
		incoming.pipe(onward);
	});
	server.listen(0, 'localhost');
	await once(server, 'listening');
	const at = server.address();
	try {
		return await use(addressOf(`https://localhost:${typeof at === 'object' ? at?.port : ''}/`), () => heard);
	} finally {
		server.close();
		server.closeAllConnections();
	}
}

function authoritiesFile(name: string, pem: string): string {
	const path = join(folder, name);
	writeFileSync(path, pem);
	return path;
}

test('a portal on loopback is asked who it is', async () => {
	const address = addressOf(sandbox.portal.url);
	expect(await portalLink({ address })).toMatchObject({
		state: 'ok',
		reason: null,
		evidence: [address, expect.stringContaining('deneme portalı')],
	});
});

test('a portal that is not there is told, and so is one that speaks of something else', async () => {
	const gone = await openSandbox({ clock: { now: () => NOW }, seed: 2 });
	const address = addressOf(gone.portal.url);
	await gone.close();
	expect(await portalLink({ address })).toMatchObject({ state: 'trouble', reason: 'unreachable' });
	expect(await portalLink({ address: addressOf(`${sandbox.portal.url}/elsewhere/`) })).toMatchObject({
		state: 'trouble',
		reason: expect.stringMatching(/^(?:not-found|bad-answer)$/),
	});
});

test('a portal over TLS is spoken to where the authority of the settings vouches for it', async () => {
	const vouching = authority();
	const authoritiesPath = authoritiesFile('authority.pem', vouching.cert);
	await overTls(issued({ host: 'localhost', by: vouching }), async (address, heard) => {
		expect(await portalLink({ address, authoritiesPath })).toMatchObject({
			state: 'ok',
			evidence: [address, expect.stringContaining('deneme portalı')],
		});
		expect(heard()).toBe(1);
	});
});

test.each([
	['that vouches for itself', selfSigned(), undefined, 'tls-self-signed'],
	[
		'whose authority is another',
		issued({ host: 'localhost', by: authority() }),
		selfSigned({ host: 'another.example' }).cert,
		'tls-untrusted',
	],
	['whose certificate is over', selfSigned({ until: '2021-01-01T00:00:00Z' }), 'itself', 'tls-dates'],
	['of another host', selfSigned({ host: 'elsewhere.example' }), 'itself', 'tls-other-host'],
	[
		'whose certificate names no host',
		issued({ host: 'portal.internal', hasNames: false }),
		'itself',
		'tls-no-host-name',
	],
	['whose authorities are no PEM', selfSigned(), 'no certificate', 'authorities-unusable'],
	[
		'whose authorities are PEM and no certificate',
		selfSigned(),
		'-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
		'authorities-unusable',
	],
	['whose authorities are not there', selfSigned(), 'missing', 'authorities-unusable'],
])('a portal %s is sent nothing, and the reason is told', async (what, certificate, authorities, reason) => {
	const pem = authorities === 'itself' ? certificate.cert : authorities;
	const path = pem === undefined ? undefined : authoritiesFile(`${what}.pem`, pem);
	const authoritiesPath = authorities === 'missing' ? `${path}.missing` : path;
	await overTls(certificate, async (address, heard) => {
		const link = await portalLink({ address, authoritiesPath });
		expect(link).toMatchObject({ state: 'trouble', reason });
		expect(link?.remedy).toMatch(/Hiçbir şey gönderilmedi\./);
		expect(heard()).toBe(0);
	});
});

test.each<readonly [string, ProxyManner, string, RegExp]>([
	['asks for a password', says('407 Proxy Authentication Required'), 'proxy-login', /ad ve parola istiyor/],
	['does not reach the portal', says('502 Bad Gateway'), 'proxy-refused', /portala yol açmadı/],
	[
		'hangs up',
		{ kind: 'says', bytes: '', hangsUp: true },
		'proxy-unreachable',
		/Vekil sunucuya .* ulaşılamıyor/,
	],
])('a proxy that %s is told, and not the portal', async (_what, manner, reason, remedy) => {
	await using proxy = await CompanyProxy.open();
	proxy.manner = manner;
	const exceptions = parseProxyExceptions('');
	if (exceptions === undefined) {
		throw new Error('refused');
	}
	const address = addressOf('https://portal.example/');

	const link = await portalLink({ address, proxy: { address: proxy.url, exceptions } });

	expect(link).toMatchObject({ state: 'trouble', reason });
	expect(link?.remedy).toMatch(remedy);
	expect(link?.remedy).toMatch(/Hiçbir şey gönderilmedi\./);
});

function says(status: string): ProxyManner {
	return { kind: 'says', bytes: `HTTP/1.1 ${status}\r\n\r\n` };
}
