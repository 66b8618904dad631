export type { CommandIo, CommandLineIo } from './command-io.ts';
export { type Invocation, parseCommandLine, type ScreensOptions } from './command-line.ts';
export { runSandbox, type SandboxCommandOptions } from './sandbox.ts';
export { runStatus, type StatusOptions } from './status.ts';
