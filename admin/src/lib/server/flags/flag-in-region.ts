import { countryCodes } from '@hoist/core';
import type { RulesetFlag, Serve, Setting } from '@hoist/core';
import { toServeWords } from '@hoist/core/words';
import type { AdminContext } from '../context.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { readPublished } from '../publishing/published.ts';
import { createRegionReach } from '../regions/region-reach.ts';
import { wordingOf } from '../settings/wording-of.ts';

/**
 * What somebody in a region has of a flag, as far as it follows from where they are. `unreachable`: it is on for others
 * alone. `needs`: a flag that it needs is not served there.
 */
export type RegionState =
  | { readonly state: 'on' | 'off' | 'not-set-up' | 'not-available' | 'in-part' | 'unreachable' }
  | { readonly state: 'never'; readonly segment: string }
  | { readonly state: 'needs'; readonly flag: string; readonly isOff: boolean };

/** Finds what a region has of a flag in one environment; undefined for a region group that the environment does not have. */
export type RegionLook = (flag: string, region: string) => RegionState | undefined;

/** Makes the look at what an environment serves now. Reads memory only. */
export function createRegionLook(
  hoist: AdminContext,
  definitions: Definitions,
  environment: string,
): RegionLook {
  const published = readPublished(hoist.published(environment));
  const reach = createRegionReach(published, hoist.registry, hoist.now());
  const isOff = (key: string, serve: Serve) => {
    const flag = published.flags.get(key);
    return flag !== undefined && servesNothing(hoist, definitions, flag, serve);
  };
  const known = new Map<string, RegionState>();

  function lookAt(key: string, code: string): RegionState {
    const setting = published.flags.get(key)?.setting ?? null;
    return setting ? lookAtSetting(key, setting, code) : { state: 'not-set-up' };
  }

  /** Many flags may need the same one, which is looked at once a place. */
  function lookAtNeeded(key: string, code: string): RegionState {
    const name = `${code} ${key}`;
    let found = known.get(name);
    if (!found) {
      // Flags that need each other would never end.
      known.set(name, { state: 'on' });
      known.set(name, (found = lookAt(key, code)));
    }
    return found;
  }

  function lookAtSetting(key: string, setting: Setting, code: string): RegionState {
    if (!setting.enabled) return { state: 'off' };
    for (const { flag, variants } of setting.prerequisites) {
      const { state } = lookAtNeeded(flag, code);
      if (state !== 'on' && state !== 'in-part' && !variants.includes(servedWithout(flag, state) ?? ''))
        return { state: 'needs', flag, isOff: state === 'off' || state === 'not-set-up' };
    }
    const available = reach.isAvailable(setting, code);
    if (available !== 'yes') return { state: available === 'no' ? 'not-available' : 'in-part' };
    const segment = setting.never.find((each) => reach.fitsSegment(each, code) === 'all');
    if (segment !== undefined) return { state: 'never', segment };
    return { state: reaches(key, setting, code) };
  }

  /** The variant of whom a flag does not reach; undefined for the app's own default. */
  function servedWithout(key: string, state: RegionState['state']): string | undefined {
    const flag = published.flags.get(key);
    if (state !== 'unreachable') return flag?.setting?.off ?? undefined;
    return flag?.variants.find(({ value }) => value === false)?.key ?? flag?.setting?.off ?? undefined;
  }

  /** Rules in their order: one that everybody there fits decides for all of them. */
  function reaches(key: string, setting: Setting, code: string): 'on' | 'off' | 'unreachable' {
    const rules = setting.rules.filter(({ enabled }) => enabled);
    for (const rule of rules) {
      const fit = reach.fitsRule(rule, code);
      if (fit === 'none') continue;
      if (!isOff(key, rule.serve)) return 'on';
      if (fit === 'all') return 'unreachable';
    }
    if (!isOff(key, setting.everyoneElse)) return 'on';
    return rules.every(({ serve }) => isOff(key, serve)) ? 'off' : 'unreachable';
  }

  return (key, region) => {
    const codes = reach.codesOf(region);
    return codes && combine(codes.filter(isPlace).map((code) => lookAt(key, code)));
  };
}

const countries: ReadonlySet<string> = new Set(countryCodes);

/** Some groups hold a code of their own, like EU, that is no country: where somebody with it is stays unknown. */
function isPlace(code: string): boolean {
  return countries.has(code.slice(0, 2));
}

/** Of many places: what is the same in all of them, or that some of them have it. */
function combine(states: readonly RegionState[]): RegionState {
  const [first = { state: 'on' } as const, ...others] = states;
  if (others.every(({ state }) => state === first.state)) return first;
  return states.some(({ state }) => state === 'on' || state === 'in-part') ? { state: 'in-part' } : first;
}

const nothing = new WeakMap<Serve, boolean>();

/** What is served stays the same object until it changes. */
function servesNothing(
  hoist: AdminContext,
  definitions: Definitions,
  flag: RulesetFlag,
  serve: Serve,
): boolean {
  let known = nothing.get(serve);
  if (known === undefined) {
    known = toServeWords(serve, flag, wordingOf(hoist, flag, definitions)).kind === 'off';
    nothing.set(serve, known);
  }
  return known;
}
