import type {
  BucketGroup,
  FlagDefinition,
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
  readonly bucketGroups: ReadonlyMap<string, BucketGroup>;
  /** Undefined to leave them as they are. */
  readonly regions: RegionsDefinition | undefined;
  /** Flags and segments that leave, by the keys of their parts. */
  readonly removed: readonly string[];
}
