export { type BuiltPorts, buildPorts, type PortOptions } from './build-ports.ts';
export { systemClock } from './clock.ts';
export { cardPinOfCommand } from './command-pin.ts';
export { driverOfCommand, lateDriver } from './driver.ts';
export { createEvidenceStore } from './evidence-store.ts';
export { createIssuerStore } from './issuer-store.ts';
export { writeNewFile } from './new-file.ts';
export { type Paragraph, pageDocument } from './page-document.ts';
export { type SeenSeals, type SeenSealsOptions, seenSeals } from './seen-seals.ts';
