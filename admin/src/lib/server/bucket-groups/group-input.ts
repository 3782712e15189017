import { bucketGroupSchema, isJsonObject, keySchema, limits, refuseInvisible } from '@hoist/core';
import type { BucketGroup, JsonObject } from '@hoist/core';
import { z } from 'zod';
import { freeKeySchema } from '../definitions/free-key.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { divideBucketGroup } from './divide-group.ts';
import { parseInput } from '../errors/parse.ts';
import { withoutReadOnly } from '../definitions/read-only-fields.ts';
import { invalidField } from '../errors/use-case-error.ts';

const { by } = bucketGroupSchema.shape;
const checkedGroupSchema = bucketGroupSchema.superRefine((group, refinement) =>
  refuseInvisible(group, refinement),
);

const listOf = <Share extends z.ZodType>(share: Share) =>
  z
    .array(share)
    .max(limits.bucketGroupShares, `A bucket group has at most ${limits.bucketGroupShares} shares.`)
    .optional();

const bound = z.int().min(0).max(100_000, 'Buckets end at 100000.');

/** Shares by their places: buckets `from` (inclusive) to `to` (exclusive). */
const placedShares = listOf(z.object({ from: bound, to: bound, flag: keySchema }));

/** Shares by their size, instead of by their places: they are laid out so that the fewest people move. */
const sizedShares = listOf(
  z.object({ flag: keySchema, share: z.int().min(0).max(100_000, 'A share is 100000 at most: 100 %.') }),
);

/** Null takes a field away: without `shares` the same people get its flags. */
const patchOf = <Shares extends z.ZodType>(shares: Shares) => z.object({ by: by.nullable(), shares });
const sizedPatchSchema = patchOf(sizedShares.nullable());
const placedPatchSchema = patchOf(placedShares.nullable());

/** All shares by their size or all by their places. */
export const bucketGroupPatchSchema = patchOf(z.union([sizedShares, placedShares]).nullable());
export const newBucketGroupSchema = bucketGroupPatchSchema.extend({ key: freeKeySchema });

/** What somebody wants of a group, on top of what it is; throws UseCaseError 422 beside the field. */
export function readBucketGroupInput(
  input: JsonObject,
  before: BucketGroup,
  definitions: Definitions,
): BucketGroup {
  const { key, revision, salt } = before;
  const given = withoutReadOnly(input, { key, revision, salt });
  const { by, shares } = readPatch(given, before.shares);
  refuseFlags(shares ?? [], before, definitions);
  const nextBy = by === undefined ? before.by : (by ?? undefined);
  const nextShares = shares === undefined ? before.shares : (shares ?? undefined);
  return parseInput(checkedGroupSchema, {
    key,
    revision,
    salt,
    ...(nextBy !== undefined && { by: nextBy }),
    ...(nextShares && { shares: nextShares }),
  });
}

type Shares = NonNullable<BucketGroup['shares']>;

/** The patch with its shares at their places. */
function readPatch(input: JsonObject, before: Shares = []): z.output<typeof placedPatchSchema> {
  const { shares } = input;
  const isPlaced = Array.isArray(shares) && shares.some((share) => isJsonObject(share) && 'from' in share);
  if (isPlaced) return parseInput(placedPatchSchema, input);
  const patch = parseInput(sizedPatchSchema, input);
  return { by: patch.by, shares: patch.shares ? divideBucketGroup(before, patch.shares) : patch.shares };
}

function refuseFlags(
  shares: readonly { readonly flag: string }[],
  before: BucketGroup,
  { flags }: Definitions,
): void {
  const known = new Set(before.shares?.map(({ flag }) => flag));
  shares.forEach(({ flag }, index) => {
    const found = flags.get(flag);
    const wrong = (code: 'no-such-flag' | 'archived', message: string) =>
      invalidField(['shares', index, 'flag'], code, message);
    if (!found) throw wrong('no-such-flag', `There is no flag with the key '${flag}'.`);
    if (found.archivedAt !== null && !known.has(flag))
      throw wrong('archived', `'${found.name}' is archived. Restore it first, or choose another.`);
  });
}
