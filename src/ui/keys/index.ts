export { BINDINGS, type Binding, GROUP_NAMES, type KeyContext, type KeyGroup } from './bindings.ts';
export { chordName } from './chord-name.ts';
export { keyContext, type OfferedBinding, offeredBindings } from './context.ts';
export { createKeyFeed, type KeyFeed } from './key-feed.ts';
export { routeKey } from './router.ts';
