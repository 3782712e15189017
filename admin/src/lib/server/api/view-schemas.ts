import { environmentSchema, settingSchema } from '@hoist/core';
import { z } from 'zod';
import { named } from './operation.ts';

/** What answers of several nouns consist of. */
export const environmentView = named('Environment', environmentSchema);

/** A setting as it is stored. */
export const settingView = named('Setting', settingSchema);

/** In 0.001 %. */
const share = z.int();

/** Who gets a flag, in words. */
export const sentenceView = z.object({
  state: z.enum(['not-set-up', 'off', 'on']),
  text: z.string(),
  short: z.string(),
});

/** Where a progressive rollout stands. */
export const rolloutView = named(
  'Rollout',
  z.object({
    variant: z.string(),
    state: z.enum(['waiting', 'running', 'paused', 'stopped', 'finished']),
    share,
    steps: z.array(z.object({ share, at: z.number().optional() })),
    position: z.number(),
  }),
);

/** A flag that uses a segment or a bucket group. */
export const useView = named(
  'Use',
  z.object({ environment: environmentView, flag: z.string(), name: z.string() }),
);

/** What one environment serves of a segment, a bucket group or the regions. */
export const inEnvironmentView = named(
  'InEnvironment',
  z.object({
    environment: environmentView,
    revision: z.int().optional(),
    sentence: z.string().optional(),
    pending: z.boolean(),
  }),
);

/** Keys of the environments that serve it. */
export const publishedIn = z.array(z.string());
