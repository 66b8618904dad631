export type { PortalAccount, PortalCard } from './account.ts';
export { type CaptchaSource, createCaptchaSource } from './captcha.ts';
export { FAULT_KINDS, type FaultKind, type PortalFaults } from './faults.ts';
export { openPortalStore } from './open-store.ts';
export type { PortalRules } from './rules.ts';
export { matchesSecret } from './secret-match.ts';
export {
	type SandboxPortal,
	SandboxPortalError,
	startSandboxPortal,
} from './server.ts';
export type { PortalStore } from './store.ts';
