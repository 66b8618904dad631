import { channel } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * The next such request to a server in this process is done, and the line breaks before the first byte of its answer:
 * for what cannot go through a line in front of the portal, since it names the portal's own address.
 *
 * @param times how many responses are lost, those of every server in this process that the request passes
 * @returns resolves when the last of them broke
 */
export function losesAnswerTo(method: string, path: RegExp, times = 1): Promise<void> {
	const broken = Promise.withResolvers<void>();
	let left = times;
	const created = channel('http.server.response.created');
	const listen = (message: unknown): void => {
		if (!isExchange(message) || message.request.method !== method || !path.test(message.request.url ?? '')) {
			return;
		}
		left -= 1;
		const isLast = left === 0;
		if (isLast) {
			created.unsubscribe(listen);
		}
		const { request, response } = message;
		response.writeHead = () => {
			request.socket.destroy();
			if (isLast) {
				broken.resolve();
			}
			return response;
		};
	};
	created.subscribe(listen);
	return broken.promise;
}

interface Exchange {
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
}

function isExchange(message: unknown): message is Exchange {
	return typeof message === 'object' && message !== null && 'request' in message && 'response' in message;
}
