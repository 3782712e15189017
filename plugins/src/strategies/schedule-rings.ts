import type { Json, ScheduleMoment } from '@hoist/core';
import { toInstantText } from './calendar.ts';
import { matchRings } from './match-rings.ts';
import type { Ring, RingsPlan } from './rings-plan.ts';

/**
 * The rings with the instants at which they begin. Their dates are appointments: a ring whose time has come while the flag
 * was off or the rollout paused begins when that ends. Paused, those that have begun stay in and no other begins; off, they
 * alone are kept, so that it can be paused before it is turned on; stopped, nobody is in.
 */
export function scheduleRings(
  params: RingsPlan,
  { now, enabled, previous }: ScheduleMoment<RingsPlan>,
): Json {
  const { variant, otherwise, by, rings, control } = params;
  const standsStill = control === 'paused' || !enabled;
  const before = matchRings(rings, previous?.params.rings ?? []);
  const begun = (ring: Ring) => {
    const name = before.get(ring)?.name;
    return previous?.params.steps.find((step) => step.ring === name && Date.parse(step.from) <= now)?.from;
  };
  const instants = rings.map(({ at, timeZone }) => toInstantText(at, timeZone));
  // Without any step it is refused, with a sentence, like rings that were not published: one of them would never begin.
  const isStuck = control === 'stopped' || instants.includes(undefined);
  const steps = (isStuck ? [] : rings).flatMap((ring, index) => {
    const from = standsStill ? begun(ring) : instants[index];
    return from === undefined ? [] : [{ ring: ring.name, from }];
  });
  return {
    variant,
    otherwise,
    ...(by === undefined ? {} : { by }),
    rings: rings.map(toJson),
    control,
    steps,
  };
}

function toJson({ name, segments, regions, percent, at, timeZone }: Ring): Json {
  return { name, segments: [...segments], regions: [...regions], percent, at, timeZone };
}
