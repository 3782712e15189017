import { z } from 'zod';
import { formatSchema } from './format-schema.ts';

/** The format of relay reports that this build reads and writes. */
export const relayReportFormat = 1;

/** Where a log stands; null for one that was not read yet. */
const positionSchema = z.object({ epoch: z.int(), version: z.int(), record: z.string() }).nullable();

const environmentReportSchema = z.object({
  environment: z.string(),
  installation: z.string(),
  /** The digest of the version's state. */
  state: z.string(),
  /** When it began to serve that. */
  servedAt: z.iso.datetime(),
  /** When this relay started. */
  startedAt: z.iso.datetime(),
  ruleset: positionSchema,
  keyring: positionSchema,
  /** Ids of the keys that it has ever seen revoked. */
  revoked: z.array(z.string()).readonly(),
});
/** What one relay serves of one environment: ruleset, keyring and revoked keys. */
export type EnvironmentReport = z.infer<typeof environmentReportSchema>;

/** What one relay says of itself: what it serves, which formats of rulesets it reads, and what it can evaluate. */
export const relayReportSchema = z.object({
  format: formatSchema('reports of relays', relayReportFormat),
  environments: z.array(environmentReportSchema),
  rulesetFormats: z.array(z.int()),
  /** Named as in a flag's `needs`. */
  provides: z.array(z.string()).readonly(),
});
/** What {@link relayReportSchema} reads. */
export type RelayReport = z.infer<typeof relayReportSchema>;
