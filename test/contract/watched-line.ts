import { once } from 'node:events';
import { createServer, request as openRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { ContractWatch } from './contract-watch.ts';

export interface WatchedLine {
	/** What a client is told to be the portal's address. */
	readonly url: string;
	readonly watch: ContractWatch;
	/** @throws Error where traffic was not as docs/portal-api.yaml says */
	close(): Promise<void>;
}

/** A line to a portal whose traffic is judged by the published document. */
export async function openWatchedLine(portalUrl: string): Promise<WatchedLine> {
	const watch = new ContractWatch();
	const server = createServer(async (incoming, outgoing) => {
		const { method = '', url = '', headers } = incoming;
		const body = await buffer(incoming);
		const onwards = openRequest(new URL(url, portalUrl), { method, headers, agent: false });
		onwards.on('error', () => outgoing.destroy());
		onwards.on('response', async (answer) => {
			const answerBody = await buffer(answer);
			watch.see({
				method,
				url,
				requestHeaders: headers,
				requestBody: body.toString(),
				status: answer.statusCode ?? 0,
				responseHeaders: answer.headers,
				responseBody: answerBody.toString(),
			});
			outgoing.writeHead(answer.statusCode ?? 0, answer.headers);
			outgoing.end(answerBody);
		});
		onwards.end(body);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') {
		throw new TypeError('A server that listens on a port has an address');
	}
	return {
		url: `http://127.0.0.1:${address.port}`,
		watch,
		async close() {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
			if (watch.violations.length > 0) {
				throw new Error(`Traffic against docs/portal-api.yaml:\n${watch.violations.join('\n')}`);
			}
		},
	};
}
