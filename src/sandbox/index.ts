export {
	createVirtualReader,
	plugIntoVpcd,
	type VirtualReader,
	type VpcdPlug,
	type VpcdState,
} from './card/index.ts';
export { FAULT_KINDS, type FaultKind, SandboxPortalError } from './portal/index.ts';
export { openSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';
export { SandboxDataError } from './stored-sandbox.ts';
