import { z } from 'zod';
import { formatSchema } from '../model/format-schema.ts';
import { canonicalize } from './canonical.ts';
import { changeKinds } from './change-kind.ts';
import type { ChangeKind } from './change-kind.ts';
import { limits } from '../model/limits.ts';
import { isPlainText, plainTextProblem } from '../model/plain-text.ts';
import type { Sha256 } from './digest.ts';

/** The format of version records that this build reads and writes. */
export const versionFormat = 1;

const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** Who can make a change: a person, a machine with a token, an alert's webhook, or Hoist itself. */
export const actorKinds = ['person', 'token', 'alert', 'hoist'] as const;

const actorSchema = z.object({
  kind: z.enum(actorKinds),
  id: z.string().min(1).max(128),
  name: z.string().max(limits.name),
});
/** Who made a change, by the name of that moment. */
export type Actor = z.infer<typeof actorSchema>;

/** What a person wrote about a change: one line, at most 2,000 characters. */
export const commentSchema = z
  .string()
  .min(1)
  .max(limits.comment, `A comment has at most ${limits.comment} characters.`)
  .refine(isPlainText, plainTextProblem);

/** What a version says about its change, as a commit must fill it in. */
export const versionNoteSchema = z.object({
  idempotencyKey: z.string().min(1).max(128),
  kind: z.enum(Object.keys(changeKinds) as [ChangeKind, ...ChangeKind[]]),
  who: actorSchema,
  when: z.iso.datetime(),
  said: z.string().min(1).max(limits.said).refine(isPlainText, plainTextProblem),
  comment: commentSchema.nullable(),
});
/** What {@link versionNoteSchema} reads. */
export type VersionNote = z.infer<typeof versionNoteSchema>;

/** A word of a closed list that a newer Hoist may have extended. */
const laterWord = z
  .string()
  .regex(/^[a-z]+(-[a-z]+)*$/)
  .max(32);

/**
 * One entry of a log: the change from its predecessor. Inserting it with `version = head + 1` is the commit. `state` is
 * the digest of all parts after it, `previous` the digest of the record before it (64 zeros for the first), `idempotencyKey`
 * unique in the log, `when` an RFC 3339 instant in UTC. `said` continues the name of `who` to a sentence (`created the flag
 * Checkout`), in the names of that moment, and stays as it is whatever is renamed later; `comment` is null where the person
 * wrote none. Unknown fields are part of the digest and are otherwise ignored.
 */
export const versionRecordSchema = z.object({
  format: formatSchema('version records', versionFormat),
  log: z.string().min(1).max(160),
  version: z.int().min(1),
  epoch: z.int().min(1),
  set: z.array(z.tuple([z.string().min(1).max(256), digestSchema])),
  removed: z.array(z.string().min(1).max(256)),
  state: digestSchema,
  previous: digestSchema,
  ...versionNoteSchema.shape,
  kind: laterWord,
  who: actorSchema.extend({ kind: laterWord }),
});
/** One change of a log, as it is stored. */
export type VersionRecord = z.infer<typeof versionRecordSchema>;

/** The digest that the next record names as `previous`. */
export function digestOfRecord(record: VersionRecord, sha256: Sha256): string {
  return sha256(canonicalize(record));
}
