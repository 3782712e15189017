import { keySchema } from '@hoist/core';
import type { Definitions } from './definitions.ts';
import type { Tombstone } from './tombstone.ts';
import { fieldError, invalidField, UseCaseError } from '../errors/use-case-error.ts';

/** What has a key that people choose. */
export type KeyedKind = 'flag' | 'segment' | 'bucket-group' | 'environment';

interface Keyed {
  readonly key: string;
  readonly name?: string;
  readonly archivedAt?: string | null;
}

/** What pages' addresses mean by themselves, in any case. */
const reserved = new Set(['new', '-']);

/** The key of a new definition, as `/api/openapi.json` describes what {@link requireFreeKey} does not find reserved. */
export const freeKeySchema = keySchema.meta({
  pattern: '^(?![nN][eE][wW]$)[._~-]*[A-Za-z0-9][A-Za-z0-9._~-]*$',
});

/**
 * Refuses the key of a new definition: with UseCaseError 422 one that is reserved, and with 409 one that something has or had,
 * also where they differ by case and punctuation only. Names in code and files that are made of keys would be the same.
 */
export function requireFreeKey(definitions: Definitions, kind: KeyedKind, key: string): void {
  if (reserved.has(key.toLowerCase()))
    throw invalidField(['key'], 'reserved', `'${key}' is reserved. Choose another key.`);
  const plain = plainOf(key);
  if (plain === '') throw invalidField(['key'], 'reserved', 'A key has at least one letter or digit.');
  const taken = findTaken(keyedOf(definitions, kind), plain);
  if (taken) throw keyTaken(kind, key, taken);
  const deleted = findTaken(definitions.tombstones, `${kind}/${plain}`);
  if (deleted) throw keyUsed(kind, key, deleted);
}

/** A key without what does not tell it apart: `New-Checkout` and `new_checkout` are `newcheckout`. */
function plainOf(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9/]/g, '');
}

const plainKeys = new WeakMap<ReadonlyMap<string, unknown>, ReadonlyMap<string, string>>();

/** Keys are made plain once for each version of the definitions. */
function findTaken<Value>(byKey: ReadonlyMap<string, Value>, plain: string): Value | undefined {
  let plainToKey = plainKeys.get(byKey);
  if (!plainToKey) {
    plainToKey = new Map([...byKey.keys()].map((key) => [plainOf(key), key]));
    plainKeys.set(byKey, plainToKey);
  }
  const key = plainToKey.get(plain);
  return key === undefined ? undefined : byKey.get(key);
}

function keyedOf(
  { flags, segments, bucketGroups, environments }: Definitions,
  kind: KeyedKind,
): ReadonlyMap<string, Keyed> {
  if (kind === 'environment')
    return new Map(environments.map((environment) => [environment.key, environment]));
  return { flag: flags, segment: segments, 'bucket-group': bucketGroups }[kind];
}

function keyTaken(
  kind: KeyedKind,
  asked: string,
  { key, name = key, archivedAt = null }: Keyed,
): UseCaseError {
  const archived = archivedAt === null ? '' : ' and is archived';
  const has =
    key === asked
      ? `has the key '${key}' already`
      : `has the key '${key}', which differs by case and punctuation only`;
  return refusal('key-taken', `The ${kind} '${name}' ${has}${archived}. Keys are for ever: choose another.`);
}

function keyUsed(kind: KeyedKind, asked: string, { key, name }: Tombstone): UseCaseError {
  const had = key.slice(kind.length + 1);
  const differs = had === asked ? '' : ', which differs by case and punctuation only,';
  const detail = `The ${kind} '${name}' had the key '${had}'${differs} and was deleted. Keys are for ever: choose another.`;
  return refusal('key-used', detail);
}

function refusal(code: 'key-taken' | 'key-used', detail: string): UseCaseError {
  return new UseCaseError(code, detail, { errors: [fieldError(['key'], 'key-taken', detail)] });
}
