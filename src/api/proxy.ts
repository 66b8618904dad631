import { BlockList, isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** The proxy that everything that leaves this machine goes through. */
export interface ProxyRoute {
	/** `http://host:port`, without a name and a password. */
	readonly address: string;
	/** Hosts that are reached directly; see {@link parseProxyExceptions}. */
	readonly exceptions: ProxyExceptions;
}

export interface ProxyExceptions {
	/** In lower case; a host of that name or below it. */
	readonly names: readonly string[];
	/** IP addresses and networks. */
	readonly addresses: BlockList;
}

/** Why the way through the proxy did not come about; nothing of the request was sent then. */
export type ProxyFailure =
	/** No connection to the proxy, or no answer of it. */
	| 'proxy-unreachable'
	/** The proxy wants a name and a password (407), which this program does not have. */
	| 'proxy-login'
	/** The proxy answered and opened no way: it may not, or it does not reach the host either. */
	| 'proxy-refused';

const MAX_EXCEPTIONS_LENGTH = 2_000;
/** `domainToASCII` leaves out what stands behind one of these. */
const NOT_IN_A_NAME = /[/?#\\]/;
/** RFC 1123, with `_`, which Windows domains have. */
const HOST_NAME = /^[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?$/;

/**
 * Reads the setting `no-proxy`: entries with commas between them, each a host name (`kurum.example`; hosts below it are
 * meant as well, as with `.kurum.example` and `*.kurum.example`), an IP address, or a network (`10.0.0.0/8`). Undefined where
 * an entry is none of these; nothing at all stands for no exceptions.
 */
export function parseProxyExceptions(text: string): ProxyExceptions | undefined {
	if (text.length > MAX_EXCEPTIONS_LENGTH) {
		return undefined;
	}
	const names: string[] = [];
	const addresses = new BlockList();
	for (const entry of text.trim() === '' ? [] : text.split(',')) {
		const word = entry.trim();
		const [network = '', prefix] = word.split('/');
		const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
		// In the one form that a URL has as well: ASCII in lower case.
		const name = domainToASCII(word.replace(/^\*?\./, ''));
		if (isIP(word) !== 0) {
			addresses.addAddress(word, family);
		} else if (prefix !== undefined && isIP(network) !== 0 && isPrefix(prefix, family)) {
			addresses.addSubnet(network, Number(prefix), family);
		} else if (!NOT_IN_A_NAME.test(word) && HOST_NAME.test(name)) {
			names.push(name);
		} else {
			return undefined;
		}
	}
	return { names, addresses };
}

function isPrefix(text: string, family: 'ipv4' | 'ipv6'): boolean {
	return /^\d{1,3}$/.test(text) && Number(text) <= (family === 'ipv6' ? 128 : 32);
}

/** The proxy on the way to an address; undefined where it is reached directly, as this machine itself always is. */
export function proxyTo({ hostname }: URL, proxy: ProxyRoute | undefined): string | undefined {
	if (proxy === undefined || isThisMachine(hostname)) {
		return undefined;
	}
	const { names, addresses } = proxy.exceptions;
	const host = bareHost(hostname).replace(/\.$/, '');
	const family = isIP(host);
	const isException =
		family === 0
			? names.some((name) => host === name || host.endsWith(`.${name}`))
			: addresses.check(host, family === 6 ? 'ipv6' : 'ipv4');
	return isException ? undefined : proxy.address;
}

/** An IPv6 address stands in brackets in a URL, and nowhere else. */
export function bareHost(hostname: string): string {
	return hostname.replace(/^\[|\]$/g, '');
}

/** `hostname` is already in the one form the URL parser gives: `0x7f.1` arrives as `127.0.0.1`. */
export function isThisMachine(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
