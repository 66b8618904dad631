export type { PortalAccount } from './account.ts';
export { type CaptchaSource, createCaptchaSource } from './captcha.ts';
export type { PortalRules } from './rules.ts';
export {
	type SandboxPortal,
	SandboxPortalError,
	startSandboxPortal,
} from './server.ts';
