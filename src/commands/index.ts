export { type AuditAct, type AuditOptions, runAudit } from './audit.ts';
export type { CommandIo, CommandLineIo } from './command-io.ts';
export { type Invocation, type PortalAsked, parseCommandLine, type ScreensOptions } from './command-line.ts';
export { type ConfigOptions, runConfig } from './config.ts';
export { type ExpiringOptions, runExpiring } from './expiring.ts';
export { type InspectOptions, runInspect } from './inspect.ts';
export { runSandbox, type SandboxCommandOptions } from './sandbox.ts';
export { settingsProblemSentence } from './settings-problem.ts';
export { runStatus, type StatusOptions } from './status.ts';
