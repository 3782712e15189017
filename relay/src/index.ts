export { createManagementServer } from './management/management-server.ts';
export { writeBulk } from './ofrep/bulk-body.ts';
export { toEntityTag } from './ofrep/entity-tag.ts';
export { createPublicServer } from './http/public-server.ts';
export { Relay } from './relay.ts';
export type { RelayOptions } from './relay-options.ts';
export { openStoreSource } from './sync/store-source.ts';
export type { RulesetSource } from './sync/source.ts';
