import { z } from 'zod';

/** `guide-2014`: as the guide REHB-001-006 describes it. `current`: as the site is said to be since 2022. */
export const flowProfileId = z.enum(['guide-2014', 'current']);

export type FlowProfileId = z.infer<typeof flowProfileId>;

export type FlowMenuEntry =
	| 'activate'
	| 'revoke'
	| 'update-details'
	| 'pin-view'
	/** *Kilit Çözme* of the guide. */
	| 'unlock'
	/** *PIN Oluşturma / Kilit Çözme* of the present site: the same act, by which a first PIN is made too. */
	| 'pin-create-or-unlock'
	| 'log-out';

/** What differs between the portal's ways. Sources and their certainty: `docs/portal.md`. */
export interface FlowProfile {
	readonly id: FlowProfileId;
	/** `elsewhere`: another site establishes who it is (e-Devlet) and sends its visitor back. */
	readonly login: 'at-portal' | 'elsewhere';
	/** Who invents the PIN that *Kilit Çözme* sets. */
	readonly pinChosenBy: 'portal' | 'holder';
	/** Whether the portal keeps a PIN to show, save and delete. */
	readonly keepsPins: boolean;
	/** In the order of the screen. */
	readonly menu: readonly FlowMenuEntry[];
}

export const FLOW_PROFILES: Readonly<Record<FlowProfileId, FlowProfile>> = {
	'guide-2014': {
		id: 'guide-2014',
		login: 'at-portal',
		pinChosenBy: 'portal',
		keepsPins: true,
		menu: ['activate', 'revoke', 'update-details', 'pin-view', 'unlock', 'log-out'],
	},
	current: {
		id: 'current',
		login: 'elsewhere',
		pinChosenBy: 'holder',
		keepsPins: false,
		menu: ['activate', 'revoke', 'update-details', 'pin-create-or-unlock', 'log-out'],
	},
};
