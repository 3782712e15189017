import { z } from 'zod';
import { keySchema } from '../model/key.ts';
import { limits } from '../model/limits.ts';
import { toPlainText } from '../model/plain-text.ts';

/** How an evaluation was asked for: alone, among all flags, inside an app's process, or read from a browser's cache. */
export const countSources = ['single', 'bulk', 'local', 'web-read'] as const;
/**
 * Where an evaluation took place: `single` and `bulk` in a relay, `local` in an app, `web-read` in a
 * browser.
 */
export type EvaluationPath = (typeof countSources)[number];

const reasons = ['STATIC', 'DEFAULT', 'TARGETING_MATCH', 'SPLIT', 'DISABLED', 'ERROR'] as const;
/** Apps choose it, and sentences name it. */
const label = z.string().max(limits.countLabel).transform(toPlainText);

/** How often one flag resolved in one way, for one source. `rule` is a rule's id, `everyone-else`, or null before any rule. */
export const countRowSchema = z.object({
  flag: keySchema,
  variant: keySchema.nullable(),
  reason: z.enum(reasons),
  rule: z.string().max(64).transform(toPlainText).nullable(),
  source: z.enum(countSources),
  /** The id of the key that was used; empty when there was none. */
  credential: label,
  app: label,
  appVersion: label,
  count: z.int().min(1).max(limits.countOfRow),
});
/** How often one outcome was evaluated for one source. */
export type CountRow = z.infer<typeof countRowSchema>;

/**
 * What one sender counted in one minute of one environment, or a page of it. The counts are cumulative: a page with a
 * higher sequence replaces the one before, so that sending twice, late or out of order changes nothing.
 */
export const countPageSchema = z.object({
  environment: keySchema,
  /** Random, one for each run of a process. */
  sender: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, 'A sender is 8 to 64 letters, digits, _ or -.'),
  /** Minutes since the Unix epoch. */
  minute: z.int().min(0).max(limits.countMinute),
  page: z.int().min(0).max(limits.countPages),
  sequence: z.int().min(1),
  rows: z.array(countRowSchema).max(limits.countRows),
});
/** What one sender counted in one minute, cumulative; a higher sequence replaces a lower one. */
export type CountPage = z.infer<typeof countPageSchema>;
