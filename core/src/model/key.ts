import { z } from 'zod';
import { findInvisible } from './invisible.ts';
import { limits } from './limits.ts';

/** Keys name things for ever: flags, segments, environments, variants. */
export const keySchema = z
  .string()
  .min(1, 'Enter a key.')
  .max(limits.key, `A key has at most ${limits.key} characters.`)
  // `.` and `..` would be swallowed as steps in a URL's path.
  .regex(/^(?!\.{1,2}$)[A-Za-z0-9._~-]*$/, {
    error: ({ input }) =>
      ['Use letters, digits and . _ ~ - only, and more than dots.', findInvisible(String(input))]
        .filter(Boolean)
        .join(' '),
  });
