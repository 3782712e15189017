import { z } from 'zod';

export const revisionSchema = z.int().min(1);

/** When it was archived: on its way out of every environment, or out already. Null for what is in use. */
export const archivedAtSchema = z.iso.datetime().nullable().default(null);
