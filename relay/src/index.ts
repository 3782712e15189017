export { createManagementServer } from './management.ts';
export { writeBulk } from './ofrep/bulk-body.ts';
export { toEntityTag } from './ofrep/entity-tag.ts';
export { createPublicServer } from './public-server.ts';
export { Relay } from './relay.ts';
export type { RelayOptions } from './relay.ts';
export { openStoreSource } from './store-source.ts';
export type { RulesetSource } from './source.ts';
