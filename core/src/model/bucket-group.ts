import { z } from 'zod';
import { keySchema } from './key.ts';
import { limits } from './limits.ts';

/** What people are drawn by. It has no colon, which separates it from purpose and unit. */
export const saltSchema = z.string().regex(/^[A-Za-z0-9]{6,32}$/, 'A salt has 6 to 32 letters and digits.');

/** Buckets `from` (inclusive) to `to` (exclusive) of a group's own draw belong to this flag. */
const shareSchema = z.object({ from: z.int().min(0), to: z.int().min(0), flag: keySchema });

/**
 * What several settings have in common when they draw people. Without `shares`, all of them draw by this salt instead of
 * their own, so that the same percentage is the same people. With `shares`, each flag reaches only those in its own share,
 * so that nobody gets two of them; whoever is in no share gets none. `by` is the attribute that shares are drawn by, the targeting
 * key when left out.
 */
export const bucketGroupSchema = z.object({
  key: keySchema,
  revision: z.int().min(1),
  salt: saltSchema,
  by: z.string().min(1).max(limits.attributePath).optional(),
  shares: z
    .array(shareSchema)
    .max(limits.bucketGroupShares, `A bucket group has at most ${limits.bucketGroupShares} shares.`)
    .optional(),
});
/** What {@link bucketGroupSchema} reads. */
export type BucketGroup = z.infer<typeof bucketGroupSchema>;
