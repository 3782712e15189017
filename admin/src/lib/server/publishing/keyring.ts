import { keyringSchema } from '@hoist/core';
import type { Json, Keyring } from '@hoist/core';
import type { LogReader } from '@hoist/store';
import type { ChangedParts } from './commit-change.ts';
import { parseStored } from '../errors/parse.ts';

/** Reads all keys of an environment from its keyring's log. */
export function readKeyring(reader: LogReader): Keyring {
  const value = reader.value('keyring');
  if (typeof value !== 'object' || value === null)
    throw new Error(`The log '${reader.log}' holds no keyring.`);
  return parseStored(keyringSchema, value);
}

/** The change from one keyring to another; empty for the same one. Throws for a keyring that nobody could read. */
export function toKeyringChange(before: Keyring, after: Keyring): ChangedParts {
  if (before === after) return { set: new Map() };
  return { set: new Map([['keyring', keyringSchema.parse(after) as unknown as Json]]) };
}
