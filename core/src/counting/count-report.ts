import { z } from 'zod';
import { limits } from '../model/limits.ts';
import { countPageSchema } from './count-page.ts';

/** The format of count reports that this build reads and writes. */
export const countReportFormat = 1;

/** The pages that a provider sends to a relay in one request. */
export const countReportSchema = z.object({
  format: z.literal(countReportFormat, {
    error: `This relay reads counts of format ${countReportFormat}. Update it, or use an older provider.`,
  }),
  pages: z.array(countPageSchema).max(limits.countPagesPerReport),
});
/** What {@link countReportSchema} reads. */
export type CountReport = z.infer<typeof countReportSchema>;
