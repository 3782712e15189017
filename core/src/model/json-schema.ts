import { z } from 'zod';
import { deepestJson, isJson } from './json.ts';
import type { Json } from './json.ts';

/**
 * Any JSON value of at most 64 levels, as it is; its size is limited where it is used. Looked through once and not copied:
 * `z.json()` takes most of the time it takes to read a ruleset.
 */
export const jsonSchema: z.ZodType<Json> = z
  .unknown()
  .refine(isJson, `It is not a JSON value of at most ${deepestJson} levels.`) as z.ZodType<Json>;
