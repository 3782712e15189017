import { bucketGroupSchema, keySchema, limits } from '@hoist/core';
import type { BucketGroup, JsonObject } from '@hoist/core';
import { z } from 'zod';
import type { Definitions } from '../definitions/definitions.ts';
import { divideGroup } from './divide-group.ts';
import { parseInput } from '../definitions/parse.ts';
import { withoutReadOnly } from '../definitions/read-only-fields.ts';
import { invalidField } from '../definitions/use-case-error.ts';

const { key, by, ranges } = bucketGroupSchema.shape;

/** The parts by their size, instead of by their places: they are laid out so that the fewest people move. */
const sharesSchema = z
  .array(
    z.object({ flag: keySchema, share: z.int().min(0).max(100_000, 'A part has 100000 at most: 100 %.') }),
  )
  .max(limits.groupRanges, `A group has at most ${limits.groupRanges} parts.`)
  .optional();

/** Null takes a field away: without `ranges` the same people get its flags. */
export const groupPatchSchema = z.object({
  by: by.nullable(),
  ranges: ranges.nullable(),
  shares: sharesSchema,
});
export const newGroupSchema = groupPatchSchema.extend({ key });

/** What somebody wants of a group, on top of what it is; throws UseCaseError 422 beside the field. */
export function readGroupInput(
  input: JsonObject,
  before: BucketGroup,
  definitions: Definitions,
): BucketGroup {
  const { key, revision, salt } = before;
  const patch = parseInput(groupPatchSchema, withoutReadOnly(input, { key, revision, salt }));
  if (patch.shares && patch.ranges) {
    throw invalidField(['shares'], 'mismatch', 'Say either ranges or shares: shares are laid out for you.');
  }
  const named = patch.shares ? 'shares' : 'ranges';
  const known = new Set(before.ranges?.map(({ flag }) => flag));
  (patch[named] ?? []).forEach(({ flag }, index) => {
    const found = definitions.flags.get(flag);
    const wrong = (code: 'no-such-flag' | 'archived', message: string) =>
      invalidField([named, index, 'flag'], code, message);
    if (!found) throw wrong('no-such-flag', `There is no flag with the key '${flag}'.`);
    if (found.archivedAt !== null && !known.has(flag))
      throw wrong('archived', `'${found.name}' is archived. Restore it first, or choose another.`);
  });
  const nextBy = patch.by === undefined ? before.by : (patch.by ?? undefined);
  const given = patch.ranges === undefined ? before.ranges : (patch.ranges ?? undefined);
  const nextRanges = patch.shares ? divideGroup(before.ranges ?? [], patch.shares) : given;
  return parseInput(bucketGroupSchema, {
    key,
    revision,
    salt,
    ...(nextBy !== undefined && { by: nextBy }),
    ...(nextRanges && { ranges: nextRanges }),
  });
}
