import { fail } from './property.ts';
import type { Example } from './property.ts';
import { show, showInstant } from './show.ts';

const day = 86_400_000;
const month = 30 * day;
const lastYear = Date.UTC(2100, 0);

/** An answer that depends on the time, and what it says of when it will be another. */
interface Walk {
  readonly origin: number;
  readonly example: Example;
  /** Whether it says so at all. */
  readonly timed: boolean;
  ask(now: number): unknown;
  nextChange(now: number): number | undefined;
}

/** Walks through time, closely around an instant and from 1970 to 2100: between two announced changes the answer stands still. */
export function checkAnnounced(walk: Walk): void {
  for (const before of instantsAround(walk.origin)) {
    const next = standStill(walk, before, before + day);
    // What is announced an instant too early stands out behind it.
    if (next !== undefined) standStill(walk, next, next + day);
  }
  for (let before = 0; before < lastYear; before += month) standStill(walk, before, before + month);
}

/** Some months before and behind an instant, the closer the denser. */
function instantsAround(origin: number): number[] {
  return Array.from({ length: 80 }, (_, index) => {
    const step = index - 40;
    return origin + Math.sign(step) * step * step * (day / 16);
  });
}

/** Demands one answer from an instant until the announced change, or until `end`; gives a change that lies before that. */
function standStill(walk: Walk, from: number, end: number): number | undefined {
  const next = walk.nextChange(from);
  if (next !== undefined && !(Number.isFinite(next) && next > from)) {
    fail(
      `nextChange, asked at ${showInstant(from)}, gave ${showInstant(next)}. It must give an instant that lies ahead, in ms since 1970, or undefined.`,
      walk.example,
    );
  }
  const comes = next !== undefined && next <= end;
  const until = comes ? next - 1 : end;
  if (walk.ask(from) !== walk.ask(until)) tellUnannounced(walk, from, until);
  return comes ? next : undefined;
}

function tellUnannounced(walk: Walk, from: number, until: number): never {
  const before = walk.ask(from);
  let [same, other] = [from, until];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (walk.ask(middle) === before) same = middle;
    else other = middle;
  }
  const change = `Its answer went from ${show(before)} to ${show(walk.ask(other))} at ${showInstant(other)}`;
  if (!walk.timed)
    fail(`${change}, and it has no nextChange. Add one that returns that instant.`, walk.example);
  const next = walk.nextChange(from);
  const named = next === undefined ? 'no instant' : `${showInstant(next)}, which is later`;
  const asked = showInstant(from);
  fail(
    `${change}, and nextChange, asked at ${asked}, named ${named}. Return it from nextChange.`,
    walk.example,
  );
}
