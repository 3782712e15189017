import { z } from 'zod';
import { formatSchema } from './format-schema.ts';
import { idChunkSchema } from './id-chunk.ts';
import { bucketGroupSchema } from './bucket-group.ts';
import { keySchema } from './key.ts';
import { regionsSchema } from './regions/regions.ts';
import { publishedFlagSchema, publishedSegmentSchema } from './published.ts';

/** The ruleset format this build reads and writes. */
export const rulesetFormat = 1;

const versioned = { version: z.int().min(1) };

/**
 * What one environment serves at one version, as one JSON document. Lists, not objects, so that no key is special; sorted
 * by key, each once ({@link parseRuleset} checks that). A flag's, segment's or group's `version` is the environment's version
 * that last changed it.
 */
export const rulesetSchema = z.object({
  format: formatSchema('rulesets', rulesetFormat),
  installation: z.string().min(1).max(128),
  environment: keySchema,
  epoch: z.int().min(1),
  version: z.int().min(0),
  state: z.string().regex(/^[0-9a-f]{64}$/),
  flags: z.array(publishedFlagSchema.safeExtend(versioned)),
  segments: z.array(publishedSegmentSchema.extend(versioned)),
  /** Left out where the installation has chosen nothing. */
  regions: regionsSchema.optional(),
  bucketGroups: z.array(bucketGroupSchema.extend(versioned)).optional(),
  /** Of the long lists of its segments. */
  idChunks: z.array(idChunkSchema.extend(versioned)).optional(),
});
/** Everything that one environment serves at one version. */
export type Ruleset = z.infer<typeof rulesetSchema>;
/** A served flag, with the version that last changed it. */
export type RulesetFlag = Ruleset['flags'][number];
/** A group, with the version that last changed it. */
export type RulesetBucketGroup = NonNullable<Ruleset['bucketGroups']>[number];
/** A part of a long list of IDs, with the version that last changed it. */
export type RulesetIdChunk = NonNullable<Ruleset['idChunks']>[number];
/** A served segment, with the version that last changed it. */
export type RulesetSegment = Ruleset['segments'][number];
