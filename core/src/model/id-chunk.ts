import { z } from 'zod';
import { saltSchema } from './bucket-group.ts';
import { limits } from './limits.ts';
import { chunkBits, idLists, listedIdSchema } from './segment.ts';
import type { IdList, Membership } from './segment.ts';

/**
 * A part of a long list of IDs: those whose hash begins with the bits that the key ends with. The key is
 * `<segment>/<list>/<bits>`. The salt is the list's: without it nobody can tell which chunk an ID would be in.
 */
export const idChunkSchema = z.object({
  key: z
    .string()
    .regex(new RegExp(`^[A-Za-z0-9._~-]{1,${limits.key}}/(included|excluded)/[01]{0,${chunkBits}}$`)),
  salt: saltSchema,
  ids: z.array(listedIdSchema).min(1).max(limits.listedKeys),
});
/** What {@link idChunkSchema} reads. */
export type IdChunk = z.infer<typeof idChunkSchema>;

/** What the key of a chunk says. */
export interface IdChunkPlace {
  readonly segment: string;
  readonly list: IdList;
  /** The first bits of the hashes of its IDs, as `0` and `1`. */
  readonly bits: string;
}

/** Reads the key of a chunk. */
export function readChunkKey(key: string): IdChunkPlace {
  const [segment = '', list, bits = ''] = key.split('/');
  return { segment, list: list as IdList, bits };
}

/** Lists the keys of all chunks of a segment's long lists, in order. */
export function listChunkKeys({
  key,
  longLists,
}: Pick<Membership, 'longLists'> & { readonly key: string }): string[] {
  const keys = idLists.flatMap((list) =>
    (longLists?.[list]?.chunks ?? []).map((bits) => `${key}/${list}/${bits}`),
  );
  return keys.sort();
}
