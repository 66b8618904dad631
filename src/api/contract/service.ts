import { z } from 'zod';
import { flowProfileId } from './flow-profiles.ts';
import { orNewerWord } from './newer-words.ts';
import { shortText, token } from './primitives.ts';

/** What a portal can do; a menu entry whose operation is not listed is not selectable and says so. */
export const portalOperation = z.enum([
	'password-login',
	'e-signature-login',
	'elsewhere-login',
	'security-word-reset',
	/** The code of a reset is judged by itself, before a new word is sent with it. */
	'security-word-code-check',
	'pin-view',
	'pin-save',
	'pin-delete',
	'activate',
	'revoke',
	'update-details',
	'unlock',
]);

/** `GET /v1/service` */
export const serviceInfo = z.object({
	name: shortText,
	contractVersion: z.number().int(),
	isSandbox: z.boolean(),
	operations: z.array(portalOperation).max(50),
	/** Which way the portal's screens go: see `FLOW_PROFILES`. */
	flow: flowProfileId,
	/**
	 * Names the portal's memory: stays while the portal remembers its changes, across restarts as well. The
	 * outcome of a change can be asked for only where it is the one that the change was sent to.
	 */
	instanceId: token,
});

/** The same of a portal whose way and operations a later version of the contract may know. */
export const serviceInfoOfAnyVersion = serviceInfo.extend({
	flow: z.string().regex(/^[a-z0-9-]{1,40}$/),
	operations: z.array(orNewerWord(portalOperation)).max(50),
});

export type PortalOperation = z.infer<typeof portalOperation>;
export type ServiceInfo = z.infer<typeof serviceInfo>;
