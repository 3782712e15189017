import { nameSchema } from '@hoist/core';
import { z } from 'zod';

/** What is left of a definition that was deleted, so that nothing else is ever known by its key. */
export const tombstoneSchema = z.object({
  /** `flag/<key>` or `segment/<key>`. */
  key: z.string(),
  name: nameSchema,
  /** One more than the last revision of it, so that an environment that serves that one has something pending. */
  revision: z.int().min(1),
  deletedAt: z.iso.datetime(),
});
export type Tombstone = z.infer<typeof tombstoneSchema>;

/** Their keys are free again: whoever plays with the example may start over. */
export function leavesTombstone(key: string): boolean {
  return !key.startsWith('example-');
}
