import { nameSchema } from '@hoist/core';
import { z } from 'zod';
import type { Definitions } from './definitions.ts';
import { UseCaseError } from './use-case-error.ts';

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

/** Throws UseCaseError 409 where something of that key was deleted. */
export function refuseDeletedKey({ tombstones }: Definitions, kind: 'flag' | 'segment', key: string): void {
  const deleted = tombstones.get(`${kind}/${key}`);
  if (!deleted) return;
  const detail = `The ${kind} '${deleted.name}' had the key '${key}' and was deleted. Keys are for ever: choose another.`;
  throw new UseCaseError(409, 'This key was used', detail, { fields: { key: detail } });
}
