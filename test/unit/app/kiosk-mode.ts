import type { KioskMode } from '#app';

/** A kiosk with the idle times that the settings have by themselves, and a code. */
export const KIOSK: KioskMode = {
	idleSecretMs: 60_000,
	idleMs: 120_000,
	hasOperatorCode: true,
	language: 'tr',
};
