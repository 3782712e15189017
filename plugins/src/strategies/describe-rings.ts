import { joinWords } from '@hoist/core';
import { describeRegion } from '@hoist/core/words';
import type { Moment, NameOf } from '@hoist/core';
import { nameBeginning } from './calendar.ts';
import type { Ring, RingsPlan } from './rings-plan.ts';

/** `Ring 2 of 3 (25 % of Japan) gets On, next everyone from Monday 09:00`. */
export function describeRings(
  { rings, steps, control, variant }: RingsPlan,
  nameOf: NameOf,
  moment: Moment | undefined,
): string {
  const version = nameOf('variant', variant);
  if (control === 'stopped') return `Rings are stopped, nobody gets ${version}`;
  const starts = new Map(steps.map(({ ring, from }) => [ring, Date.parse(from)]));
  const now = moment?.now ?? Number.NEGATIVE_INFINITY;
  const isIn = ({ name }: Ring) => (starts.get(name) ?? Number.POSITIVE_INFINITY) <= now;
  const latest = rings.findLast(isIn);
  const waiting = rings.filter((ring) => !isIn(ring)).sort((one, other) => startOf(one) - startOf(other));
  const [next] = waiting;
  const when = (ring: Ring) => nameBeginning(ring, starts.get(ring.name), moment);
  if (!latest) {
    const first = next ?? rings[0];
    if (!first || control === 'paused') return `Rings are paused before the first gets ${version}`;
    const get = rings.length === 1 ? '1 ring gets' : `${rings.length} rings get`;
    return `${get} ${version}, first ${nameAudience(first, nameOf)} from ${when(first)}`;
  }
  const place = `Ring ${rings.indexOf(latest) + 1} of ${rings.length} (${nameAudience(latest, nameOf)}) gets ${version}`;
  if (control === 'paused' && next) return `${place}, paused`;
  return next ? `${place}, next ${nameAudience(next, nameOf)} from ${when(next)}` : place;

  function startOf({ name }: Ring): number {
    return starts.get(name) ?? Number.POSITIVE_INFINITY;
  }
}

function nameAudience({ segments, regions, percent }: Ring, nameOf: NameOf): string {
  const people =
    joinWords([...segments.map((key) => nameOf('segment', key)), ...regions.map(describeRegion)], 'and') ||
    'everyone';
  return percent === 100 ? people : `${percent} % of ${people}`;
}
