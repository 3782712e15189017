import { demand } from './property.ts';

const day = 86_400_000;
const month = 30 * day;
const lastYear = Date.UTC(2100, 0);

/** An answer that depends on the time, and what it says of when it will be another. */
interface Walk {
  readonly origin: number;
  readonly example: unknown;
  ask(now: number): unknown;
  nextChange(now: number): number | undefined;
}

/** Walks through time, closely around an instant and from 1970 to 2100: between two announced changes the answer stands still. */
export function checkAnnounced(walk: Walk): void {
  for (let step = -40; step < 40; step++) {
    const before = walk.origin + Math.sign(step) * step * step * (day / 16);
    const next = standStill(walk, before, before + day);
    // What is announced an instant too early stands out behind it.
    if (next !== undefined) standStill(walk, next, next + day);
  }
  for (let before = 0; before < lastYear; before += month) standStill(walk, before, before + month);
}

/** Demands one answer from an instant until the announced change, or until `end`; gives a change that lies before that. */
function standStill(walk: Walk, from: number, end: number): number | undefined {
  const { example } = walk;
  const next = walk.nextChange(from);
  const at = { example, before: from, next };
  demand(next === undefined || next > from, 'The next change must lie ahead.', at);
  const comes = next !== undefined && next <= end;
  const problem = comes ? 'It changed too early.' : 'It changed without having announced it.';
  demand(walk.ask(from) === walk.ask(comes ? next - 1 : end), problem, at);
  return comes ? next : undefined;
}
