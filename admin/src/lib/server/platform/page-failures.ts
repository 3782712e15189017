import { z } from 'zod';
import { log } from '../logging/log.ts';
import type { Person } from '../access/person.ts';

const failureSchema = z.object({ path: z.string().max(500), reason: z.string().max(2_000) });

/** The greatest number of lines per minute, so that nobody can fill the disk. */
const mostAMinute = 30;
let minute = 0;
let written = 0;

/** Logs a failure that a page reports as JSON with a path and a reason; ignores anything else. */
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
