import { z } from 'zod';

/** The snapshot format this build reads and writes. */
export const snapshotFormat = 1;

const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** First line: which log, where it stood, and how many parts follow. */
export const headerSchema = z.object({
  format: z.literal(snapshotFormat),
  log: z.string().min(1).max(160),
  epoch: z.int().min(1),
  version: z.int().min(0),
  record: digestSchema,
  state: digestSchema,
  lastContact: z.number().min(0),
  parts: z.int().min(0),
});
export type Header = z.infer<typeof headerSchema>;

/** Before each part's text: its key, and the version that last set it. */
export const entrySchema = z.tuple([z.string().min(1).max(256), z.int().min(1)]);

/** Last line: SHA-256 of all lines before it, each with its line feed. */
export const endSchema = z.object({ sha256: digestSchema });

/**
 * A canonical text as one line. U+2028 and U+2029 are the only line breaks that JSON leaves as they are, and some line
 * readers (node:readline) split there.
 */
export function toLine(text: string): string {
  return text.replaceAll('\u2028', String.raw`\u2028`).replaceAll('\u2029', String.raw`\u2029`);
}

/** The canonical text of a line: undoes `toLine`. A backslash that is itself escaped escapes nothing. */
export function fromLine(line: string): string {
  if (!line.includes(String.raw`\u202`)) return line;
  return line.replace(/\\(\\|u2028|u2029)/g, (found, what: string) => {
    if (what === '\\') return found;
    return what === 'u2028' ? '\u2028' : '\u2029';
  });
}
