import type {
  BucketGroup,
  FlagDefinition,
  IdChunk,
  PublishedFlag,
  PublishedSegment,
  RegionsDefinition,
  Setting,
} from '@hoist/core';

/** A change to what an environment serves, before it is split into parts. */
export interface PublishedChange {
  readonly flags: ReadonlyMap<
    string,
    { readonly definition: FlagDefinition | PublishedFlag; readonly setting: Setting | null }
  >;
  readonly segments: ReadonlyMap<string, PublishedSegment>;
  /** Where the parts of their long lists are found, by key: those of all segments as they are defined. */
  readonly idChunks: ReadonlyMap<string, IdChunk>;
  readonly bucketGroups: ReadonlyMap<string, BucketGroup>;
  /** Undefined to leave them as they are. */
  readonly regions: RegionsDefinition | undefined;
  /** Flags and segments that leave, by the keys of their parts. */
  readonly removed: readonly string[];
}
