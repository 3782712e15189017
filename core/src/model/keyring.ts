import { z } from 'zod';
import { formatSchema } from './format-schema.ts';
import { limits } from './limits.ts';

/** A server key reads one environment; a client key reads the results of client-visible flags only. */
export type KeyScope = 'server' | 'client';

/** A key as keyrings hold it. A reader skips an entry with an unknown scope: a newer Hoist wrote it. */
export const keyringEntrySchema = z.object({
  id: z.string().min(1).max(64),
  /** For people: no relay goes without its keys because of what one of them is called. */
  name: z.string().max(limits.name),
  scope: z.string().min(1).max(32),
  /** SHA-256 of the key's text, hex. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  /** The id of the key that was made to take its place; it ends when the overlap does. */
  replacedBy: z.string().min(1).max(64).optional(),
});
/** One key of an environment: its hash, never its text. */
export type KeyringEntry = z.infer<typeof keyringEntrySchema>;

/** True for a scope of this version of Hoist. */
export function isKeyScope(scope: string): scope is KeyScope {
  return scope === 'server' || scope === 'client';
}

/** The format of keyrings that this build reads and writes. */
export const keyringFormat = 1;

/** All keys of one environment, revoked ones included: a reader never re-accepts a hash that it has seen revoked. */
export const keyringSchema = z.object({
  format: formatSchema('keyrings', keyringFormat),
  keys: z.array(keyringEntrySchema),
  streamSecret: z.string().min(32).max(128),
});
/** All keys of one environment at one version. */
export type Keyring = z.infer<typeof keyringSchema>;
