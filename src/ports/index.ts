export { type BuiltPorts, buildPorts, type PortOptions } from './build-ports.ts';
export { systemClock } from './clock.ts';
export { driverOfCommand } from './driver.ts';
export { createEvidenceStore } from './evidence-store.ts';
export { createIssuerStore } from './issuer-store.ts';
export { writeNewFile } from './new-file.ts';
