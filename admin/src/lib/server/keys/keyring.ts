import { keyringSchema } from '@hoist/core';
import type { Json, Keyring } from '@hoist/core';
import type { LogReader } from '@hoist/store';
import type { ChangedParts } from '../publishing/commit-change.ts';
import { parseStored } from '../definitions/parse.ts';

/** All keys of an environment, as its keyring's log holds them. */
export function readKeyring(reader: LogReader): Keyring {
  const value = reader.value('keyring');
  if (typeof value !== 'object' || value === null)
    throw new Error(`The log '${reader.log}' holds no keyring.`);
  return parseStored(keyringSchema, value);
}

/** The change that makes `after` the keyring; none where it is `before`. Throws for one that nobody could read afterwards. */
export function toKeyringChange(before: Keyring, after: Keyring): ChangedParts {
  if (before === after) return { set: new Map() };
  return { set: new Map([['keyring', keyringSchema.parse(after) as unknown as Json]]) };
}
