import { z } from 'zod';
import { keySchema } from './key.ts';
import { nameSchema } from './name.ts';

/** The hues that pages mark environments with. */
export const environmentColours = ['blue', 'violet', 'magenta', 'olive', 'brown'] as const;

/**
 * Where flags have settings of their own: dev, staging, prod. A protected one asks for a comment and publishes nothing without
 * a review.
 */
export const environmentSchema = z.object({
  key: keySchema,
  name: nameSchema,
  order: z.int().min(0),
  colour: z.enum(environmentColours),
  protected: z.boolean(),
});
/** What {@link environmentSchema} reads. */
export type Environment = z.infer<typeof environmentSchema>;
