import { z } from 'zod';

/** The number of a format as this build reads it; a later one is refused with what to update. `what`: `keyrings`. */
export function formatSchema<Format extends number>(what: string, format: Format): z.ZodLiteral<Format> {
  return z.literal(format, {
    error: ({ input }) => {
      const other = input === undefined ? 'one without a format' : `format ${JSON.stringify(input)}`;
      return `This build reads ${what} of format ${format}, not ${other}. Update it, or what wrote them.`;
    },
  });
}
