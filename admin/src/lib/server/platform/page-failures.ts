import { z } from 'zod';
import { log } from '../logging/log.ts';
import type { Person } from '../access/person.ts';

const failureSchema = z.object({ path: z.string().max(500), reason: z.string().max(2_000) });

/** So many lines a minute: nobody fills a disk by them. */
const mostAMinute = 30;
let minute = 0;
let written = 0;

/** Writes what a page says of its failure into the log, as JSON with a path and a reason; anything else is ignored. */
export function logPageFailure({ id }: Pick<Person, 'id'>, text: string, now = Date.now()): void {
  const failure = failureSchema.safeParse(readJson(text));
  if (!failure.success) return;
  const current = Math.floor(now / 60_000);
  if (current !== minute) [minute, written] = [current, 0];
  if (++written > mostAMinute) return;
  log.error({ person: id, ...failure.data }, 'a page failed in a browser');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
