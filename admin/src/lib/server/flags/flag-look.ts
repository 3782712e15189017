import type { FlagDefinition } from '@hoist/core';
import type { Person } from '../access/person.ts';
import type { AdminContext, UsageView } from '../context.ts';
import { findUnused, usageOf } from '../counts/insights.ts';
import type { FlagUsage } from '../counts/insights.ts';
import { dayLength } from '../counts/usage.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { readPublished } from '../publishing/published.ts';
import { isGrowing, listRollouts } from '../settings/rollouts.ts';
import type { SearchedFlag, State, StateIn } from './flag-search.ts';

/** A flag as a list looks at it: what is asked for is found then, and not before. */
interface SeenFlag extends SearchedFlag {
  usage(): FlagUsage;
  /** Whole days that nobody asked for it, where there are 14 or more. */
  unusedDays(): number | undefined;
}

/** Makes the look at a flag, for one person and one moment. Reads memory only. */
export function createLook(
  hoist: AdminContext,
  person: Person,
  { environments }: Definitions,
  usage: UsageView,
): (flag: FlagDefinition) => SeenFlag {
  const now = hoist.now();
  const places = environments.map(({ key }) => ({
    environment: key,
    flags: readPublished(hoist.published(key)).flags,
  }));
  const isInPlace = (flags: (typeof places)[number]['flags'], key: string, state: StateIn) => {
    const setting = flags.get(key)?.setting ?? null;
    if (state === 'not-set-up') return setting === null;
    if (state === 'on' || state === 'off') return setting?.enabled === (state === 'on');
    if (!setting?.enabled) return false;
    const rollouts = listRollouts(hoist, setting);
    return state === 'growing' ? rollouts.some(isGrowing) : rollouts.some((each) => each.state === 'paused');
  };
  return (flag) => {
    const { key } = flag;
    const usageOfFlag = () => usageOf(flag, usage, now);
    const unusedDays = () => {
      const [unused] = findUnused([flag], [usageOfFlag()], now);
      return unused && Math.floor(unused.days ?? now / dayLength);
    };
    const isInAny = (state: StateIn) => places.some(({ flags }) => isInPlace(flags, key, state));
    const states: Readonly<Record<State, () => boolean>> = {
      on: () => isInAny('on'),
      off: () => isInAny('off'),
      growing: () => isInAny('growing'),
      paused: () => isInAny('paused'),
      'not-set-up': () => places.every(({ flags }) => isInPlace(flags, key, 'not-set-up')),
      stale: () => unusedDays() !== undefined,
      mine: () => flag.owner?.person === person.id,
      archived: () => flag.archivedAt !== null && !places.some(({ flags }) => flags.has(key)),
    };
    return {
      flag,
      is: (state) => states[state](),
      isIn: (environment, state) =>
        places.some((place) => place.environment === environment && isInPlace(place.flags, key, state)),
      usage: usageOfFlag,
      unusedDays,
    };
  };
}
