import { environmentSchema, serveSchema, settingSchema } from '@hoist/core';
import { z } from 'zod';
import { named } from './operation.ts';

/** The schema of an environment, which answers of several nouns contain. */
export const environmentView = named('Environment', environmentSchema);

/** The schema of a setting as it is stored. */
export const settingView = named('Setting', settingSchema);

/** A share in thousandths of a percent. */
const share = z.int();

/** The schema of the sentence that says who gets a flag. */
export const sentenceView = z.object({
  state: z.enum(['not-set-up', 'off', 'on']),
  text: z.string(),
  short: z.string(),
});

/** The schema of a rollout, and where it stands. */
export const rolloutView = named(
  'Rollout',
  z.object({
    rule: z.string().meta({ description: "A rule's id, or `everyone-else`." }),
    variant: z.string(),
    state: z.enum(['waiting', 'running', 'paused', 'stopped', 'finished']),
    share,
    steps: z.array(z.object({ share, at: z.number().optional() })),
    position: z.number(),
    permanent: serveSchema.optional().meta({
      description: 'What takes its place when it is made permanent; only of one that has finished.',
    }),
    watchedUntil: z.number().optional().meta({
      description: 'Until when it is watched though it has finished, in ms since the Unix epoch.',
    }),
  }),
);

/** The schema of a flag that uses a segment or a bucket group. */
export const useView = named(
  'Use',
  z.object({ environment: environmentView, flag: z.string(), name: z.string() }),
);

/** The schema of the revision of a segment, a bucket group or the regions that an environment serves. */
export const inEnvironmentView = named(
  'InEnvironment',
  z.object({
    environment: environmentView,
    revision: z.int().optional(),
    sentence: z.string().optional(),
    pending: z.boolean(),
  }),
);

/** The keys of the environments that serve it. */
export const publishedIn = z.array(z.string());
