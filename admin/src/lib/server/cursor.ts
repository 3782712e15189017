import type { z } from 'zod';
import { invalid } from './errors/use-case-error.ts';

/** Writes the `next` of a page: where the next one begins, with the list's name, so that no other list takes it. */
export function writeCursor(list: string, place: unknown): string {
  return Buffer.from(JSON.stringify([list, place])).toString('base64url');
}

/** Reads the `next` of an earlier answer of this list; throws UseCaseError 422 for anything else. */
export function readCursor<Place>(list: string, after: string, schema: z.ZodType<Place>): Place {
  const read = parseJson(Buffer.from(after, 'base64url').toString());
  const [name, place] = Array.isArray(read) ? (read as unknown[]) : [];
  const parsed = schema.safeParse(place);
  if (name === list && parsed.success) return parsed.data;
  const message =
    "This is not the 'next' of an earlier answer of this list. Leave it out to begin with the first page.";
  throw invalid({ parameter: 'after', code: 'no-such-page', message });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
