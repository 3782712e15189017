import { z } from 'zod';
import { canonicalize } from './canonical.ts';
import { limits } from '../model/limits.ts';
import type { Sha256 } from './digest.ts';

const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** Who did it: a person's id and name, or a machine's. */
export const actorSchema = z.object({ id: z.string().min(1).max(128), name: z.string().max(limits.name) });
/** Who did it: a person, a machine or Hoist itself. */
export type Actor = z.infer<typeof actorSchema>;

/**
 * One entry of a log: the change from its predecessor. Inserting it with `version = head + 1` is the commit. `state` is
 * the digest of all parts after it, `previous` the digest of the record before it (64 zeros for the first), `idempotencyKey` the
 * caller's idempotency key, unique in the log, `when` an RFC 3339 instant in UTC.
 */
export const versionRecordSchema = z.object({
  log: z.string().min(1).max(160),
  version: z.int().min(1),
  epoch: z.int().min(1),
  set: z.array(z.tuple([z.string().min(1).max(256), digestSchema])),
  removed: z.array(z.string().min(1).max(256)),
  state: digestSchema,
  previous: digestSchema,
  idempotencyKey: z.string().min(1).max(128),
  who: actorSchema,
  when: z.iso.datetime(),
  why: z.string().max(limits.comment),
});
/** One change of a log, as it is stored. */
export type VersionRecord = z.infer<typeof versionRecordSchema>;

/** The digest that the next record names as `previous`. */
export function digestOfRecord(record: VersionRecord, sha256: Sha256): string {
  return sha256(canonicalize(record));
}
