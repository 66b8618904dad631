import { z } from 'zod';
import { parsePortalAddress, parseProxyExceptions } from '#api';
import { parseClockHosts } from './clock-hosts.ts';
import { parseModuleEnvironment } from './module-environment.ts';
import { OPERATOR_CODE_HASH } from './operator-code.ts';
import { parseReaderNames } from './reader-names.ts';
import { SANDBOX } from './settings.ts';

/** Longest path of a file on the systems the program runs on (Linux, PATH_MAX). */
const MAX_PATH_LENGTH = 4096;

const absolutePath = z
	.string()
	.max(MAX_PATH_LENGTH)
	.regex(/^\/[^\p{Cc}]+$/u)
	.exactOptional();

/** More than the warning takes, and not so long that a session waits for the next person. */
const idleSeconds = z.int().min(20).max(900).exactOptional();

const HIGHEST_PORT = 65_535;

/** With a port that can be connected to. */
const proxyAddress = z
	.string()
	.max(300)
	.regex(/^http:\/\/(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]):\d{1,5}$/)
	.refine((text) => {
		const port = Number(text.slice(text.lastIndexOf(':') + 1));
		return URL.canParse(text) && port >= 1 && port <= HIGHEST_PORT;
	});

/**
 * What the settings file may hold, one entry a setting, by the name it has everywhere. Anything else in the file
 * is refused: a misspelt name would otherwise be a setting that silently does nothing.
 */
export const settingsSchema = z.strictObject({
	language: z.enum(['tr', 'en']).exactOptional(),
	theme: z.enum(['auto', 'dark', 'light', 'high-contrast', 'none']).exactOptional(),
	'portal.address': z
		.string()
		.refine((text) => text === SANDBOX || parsePortalAddress(text).ok)
		.exactOptional(),
	'portal.authorities': absolutePath,
	proxy: proxyAddress.exactOptional(),
	/** Former name of `proxy`. */
	'portal.proxy': proxyAddress.exactOptional(),
	'no-proxy': z
		.string()
		.refine((text) => parseProxyExceptions(text) !== undefined)
		.exactOptional(),
	'kiosk.operator-code': z.string().regex(OPERATOR_CODE_HASH).exactOptional(),
	'kiosk.idle-seconds': idleSeconds,
	'kiosk.idle-secret-seconds': idleSeconds,
	'kiosk.print': z.boolean().exactOptional(),
	'card.module': absolutePath,
	'card.module-environment': z
		.string()
		.refine((text) => parseModuleEnvironment(text) !== undefined)
		.exactOptional(),
	'card.cache': z.boolean().exactOptional(),
	'card.reader-names': z
		.string()
		.refine((text) => parseReaderNames(text) !== undefined)
		.exactOptional(),
	'check.clocks': z
		.string()
		.refine((text) => parseClockHosts(text) !== undefined)
		.exactOptional(),
	'documents.folder': absolutePath,
	'pins.show-when-recorded': z.boolean().exactOptional(),
	'log.journald': z.boolean().exactOptional(),
	'seals.keep': z.boolean().exactOptional(),
});
