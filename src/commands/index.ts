export { type AuditAct, type AuditOptions, runAudit } from './audit.ts';
export { type AuthoritiesOptions, runAuthorities } from './authorities.ts';
export { type CheckOptions, runCheck } from './check/check.ts';
export type { CommandIo, CommandLineIo } from './command-io.ts';
export {
	type FixWish,
	type Invocation,
	type PortalAsked,
	parseCommandLine,
	type ScreensOptions,
} from './command-line.ts';
export { type ConfigOptions, runConfig } from './config.ts';
export { type DoctorOptions, runDoctor } from './doctor.ts';
export { runDoctorOpen } from './doctor-open.ts';
export { type PortalToAsk, portalToAsk } from './doctor-portal.ts';
export { type ExpiringOptions, runExpiring } from './expiring.ts';
export { type ExplainOptions, runExplain } from './explain.ts';
export { type FixOptions, runFix } from './fix/fix.ts';
export { type InspectOptions, runInspect } from './inspect.ts';
export { type MetricsOptions, runMetrics } from './metrics.ts';
export { personAt } from './portal-check/person.ts';
export { runPortalCheck } from './portal-check/run.ts';
export { runSandbox, type SandboxCommandOptions } from './sandbox.ts';
export { registerSentence } from './seals/open.ts';
export type { SealsOptions } from './seals/options.ts';
export { runSeals } from './seals/run.ts';
export { settingsProblemSentence } from './settings-problem.ts';
export { runStatus, type StatusOptions } from './status.ts';
export { runWatch, type WatchOptions } from './watch.ts';
export { runWatchLost, type WatchLostOptions } from './watch-lost.ts';
