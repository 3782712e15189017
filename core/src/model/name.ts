import { z } from 'zod';
import { limits } from './limits.ts';
import {
  isPlainText,
  isVisible,
  plainTextPattern,
  plainTextProblem,
  visibleTextPattern,
} from './plain-text.ts';

/**
 * What people call a thing: 1 to 200 characters, without spaces around them. Renaming changes nothing that
 * is served.
 */
export const nameSchema = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(limits.name, `A name has at most ${limits.name} characters.`)
  .refine(isPlainText, plainTextProblem)
  .refine(isVisible, { error: 'Enter a name that can be seen.', when: ({ value }) => value !== '' })
  .meta({ pattern: visibleTextPattern });

/** What a thing is called besides, or what it belongs to; empty for nothing. */
export const labelSchema = z
  .string()
  .max(limits.name)
  .refine(isPlainText, plainTextProblem)
  .meta({ pattern: plainTextPattern });

/** At most 2,000 characters, for people. */
export const descriptionSchema = z
  .string()
  .max(limits.description, `A description has at most ${limits.description} characters.`);
