import { versionFormat, versionRecordSchema } from '@hoist/core';
import type { VersionRecord } from '@hoist/core';
import { StoreDamagedError } from '../errors.ts';

/** Where a record was found, for what is said of one that cannot be read. */
interface Place {
  readonly log: string;
  readonly version: unknown;
  /** The store: a file or an address. */
  readonly store: string;
}

/**
 * Reads a stored record's text. Returns the whole value with unknown fields: they are part of its digest.
 * Throws StoreDamagedError for a record that this build cannot read.
 */
export function parseRecord(text: string, { log, version, store }: Place): VersionRecord {
  const name = `Version ${String(version)} of log '${log}' in '${store}'`;
  try {
    const value: unknown = JSON.parse(text);
    const format =
      typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
    if (typeof format === 'number' && format > versionFormat)
      throw new StoreDamagedError(
        `${name} is of format ${format}, and this Hoist reads format ${versionFormat}. Update Hoist.`,
      );
    versionRecordSchema.parse(value);
    return value as VersionRecord;
  } catch (cause) {
    if (cause instanceof StoreDamagedError) throw cause;
    throw new StoreDamagedError(`${name} is damaged. Restore the store from a backup.`, { cause });
  }
}
