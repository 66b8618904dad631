import type { FlowMenuEntry } from '#contract';

/** What fills the work area. One screen a step of the guide, and what the menu opens. */
export type ScreenName =
	| 'start'
	| 'card'
	| 'readers'
	| 'timeline'
	| 'driver'
	| 'portal'
	| 'login-method'
	| 'login'
	| 'menu'
	| 'certificates'
	| 'pins'
	| 'card-pin'
	| 'operation'
	/** Guided mode: steps 4 to 6 are done on the authority's own site. */
	| 'guided';

/** The guide's steps, numbered as there. */
export type StepNumber = 1 | 2 | 3 | 4 | 5 | 6;

/** An entry of the menu, in either way of the portal. */
export type MenuEntry = FlowMenuEntry;

/** The six entries of the guide's menu, in its order: what stands there until a portal tells its own. */
export const MENU_ENTRIES = [
	'activate',
	'revoke',
	'update-details',
	'pin-view',
	'unlock',
	'log-out',
] as const satisfies readonly MenuEntry[];
