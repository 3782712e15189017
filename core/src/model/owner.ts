import { z } from 'zod';
import { labelSchema } from './name.ts';

/**
 * Who is asked about a flag: a person by their id, or whatever else `name` says (a team, an address), with no person. Pages show
 * `name`, which is as it was when the owner was chosen.
 */
export const ownerSchema = z.object({
  name: labelSchema.min(1, 'Enter a name, or leave the owner out.'),
  person: z.string().min(1).max(128).nullable().default(null),
});
