import { z } from 'zod';
import { conditionGroupSchema } from './condition.ts';
import { archivedAtSchema, revisionSchema } from './definition.ts';
import { keySchema } from './key.ts';
import { limits } from './limits.ts';
import { descriptionSchema, nameSchema } from './name.ts';

/** The lists of IDs that a segment has. */
export const idLists = ['included', 'excluded'] as const;
/** One of {@link idLists}. */
export type IdList = (typeof idLists)[number];

/** An ID in a list. */
export const listedIdSchema = z
  .string()
  .min(1)
  .max(limits.targetingKey, `An ID has at most ${limits.targetingKey} characters.`);

const listSchema = z
  .array(listedIdSchema)
  .max(
    limits.listedKeys,
    `A list has at most ${limits.listedKeys} IDs here. Add more as a file, or by 'ids' of the API: up to ${limits.longListIds.toLocaleString('en')}.`,
  )
  .default([]);

/** The most bits of a hash that a chunk of a list is named by: 100,000 IDs need about 9. */
export const chunkBits = 16;

const longListSchema = z
  .object({
    count: z.int().min(1).max(limits.longListIds),
    /** The first bits of the hashes of each chunk's IDs, as `0` and `1`, in order. */
    chunks: z.array(z.string().regex(new RegExp(`^[01]{0,${chunkBits}}$`))).max(2_000),
  })
  .optional();

/**
 * What decides who is in a segment. Excluded wins over included, included over groups. Any group suffices. A list of more than
 * 512 IDs lies in chunks ({@link idChunkSchema}) and is empty here; `longLists` names them.
 */
export const membershipSchema = z.object({
  included: listSchema,
  excluded: listSchema,
  longLists: z.object({ included: longListSchema, excluded: longListSchema }).optional(),
  conditionGroups: z
    .array(conditionGroupSchema)
    .max(limits.conditionGroups, `A segment has at most ${limits.conditionGroups} condition groups.`)
    .default([]),
});
/** What {@link membershipSchema} reads. */
export type Membership = z.infer<typeof membershipSchema>;

/** What a segment says of a long list. */
export type LongList = NonNullable<NonNullable<Membership['longLists']>['included']>;

/** A segment as defined. `revision` rises when its membership changes, never for a name. */
export const segmentDefinitionSchema = membershipSchema.extend({
  key: keySchema,
  revision: revisionSchema,
  name: nameSchema,
  description: descriptionSchema.default(''),
  internal: z.boolean().default(false),
  archivedAt: archivedAtSchema,
});
/** What {@link segmentDefinitionSchema} reads. */
export type SegmentDefinition = z.infer<typeof segmentDefinitionSchema>;

/** How many IDs a list has, short or long. */
export function countListed(membership: Pick<Membership, IdList | 'longLists'>, list: IdList): number {
  return membership.longLists?.[list]?.count ?? membership[list].length;
}
