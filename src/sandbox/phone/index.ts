export { createPhone, type SandboxClock, type SandboxMessage, type SandboxPhone } from './phone.ts';
